// Makes scripts smaller: reads JSON of names and texts from standard input, and writes it with smaller texts. Words that
// stand for something that is filled in later, such as "{{VERSION}}", stay as they are.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const library = pathToFileURL(`${process.env.DESCENT_TOOLS}/node_modules/terser/main.js`);
const { minify } = await import(library).catch(() => {
  console.error("minify: terser is missing; run make setup");
  process.exit(1);
});

/** A script, smaller. In modules names at the top change too, but for those that are reserved. */
export async function smaller(text, reserved = []) {
  const module = /\bimport\.meta\b/.test(text);
  const { code } = await minify(text, { module, mangle: { reserved }, compress: { passes: 2 } });
  return code + "\n";
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const texts = Object.entries(JSON.parse(readFileSync(0, "utf8")));
  const done = texts.map(async ([name, text]) => [name, await smaller(text)]);
  process.stdout.write(JSON.stringify(Object.fromEntries(await Promise.all(done))));
}
