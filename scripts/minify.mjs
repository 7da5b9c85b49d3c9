// Makes scripts smaller: reads JSON of names and texts from standard input, and writes it with smaller texts. Words that
// stand for something that is filled in later, such as "{{VERSION}}", stay as they are.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const library = pathToFileURL(`${process.env.DESCENT_TOOLS}/node_modules/terser/main.js`);
const { minify } = await import(library).catch(() => {
  console.error("minify: terser is missing; run make setup");
  process.exit(1);
});

/** A script, smaller. The names at its top stay when other scripts use them. */
export async function smaller(text, toplevel) {
  const { code } = await minify(text, { toplevel, compress: { passes: 2 } });
  return code + "\n";
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const texts = Object.entries(JSON.parse(readFileSync(0, "utf8")));
  const done = texts.map(async ([name, text]) => [name, await smaller(text, /\bimport\.meta\b/.test(text))]);
  process.stdout.write(JSON.stringify(Object.fromEntries(await Promise.all(done))));
}
