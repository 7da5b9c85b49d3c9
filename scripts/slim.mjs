// Makes the app smaller that Trunk has put into a folder: `node scripts/slim.mjs FOLDER OPTIONS-OF-WASM-OPT…`
//
// wasm-bindgen keeps every class that any library exports, with all that it calls, and spells what wasm and glue hand
// each other with long names and hashes, which hardly compress. Here go the classes, since no script of ours makes one,
// then whatever only they needed, then the names. Both files are then named after what they hold.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { join as path } from "node:path";
import { smaller } from "./minify.mjs";
import { shrink } from "./shrink.mjs";
import { join, leb, sections, text, unsigned } from "./wasm-module.mjs";

const [folder, ...options] = process.argv.slice(2);
const file = (ending) => {
  const found = readdirSync(folder).filter((name) => name.startsWith("descent-") && name.endsWith(ending));
  if (found.length !== 1) throw new Error(`not one descent-…${ending} in ${folder}: ${found}`);
  return path(folder, found[0]);
};
const [glueFile, wasmFile] = [file(".js"), file("_bg.wasm")];
const IMPORTS = 2;
const EXPORTS = 7;

// The entries of a section of imports or exports: names, and the bytes that follow them.
function entries({ kind, body }) {
  let [count, at] = leb(body, 0);
  const read = () => {
    const [length, start] = leb(body, at);
    at = start + length;
    return body.toString("utf8", start, at);
  };
  const found = [];
  while (count-- > 0) {
    const names = kind === IMPORTS ? [read(), read()] : [read()];
    const rest = at;
    // wasm-bindgen imports nothing but functions; an export of any kind is a byte and a number.
    if (kind === IMPORTS && body[at] !== 0) throw new Error(`${names.join(".")} is no function`);
    at = leb(body, at + 1)[1];
    found.push({ names, rest: body.subarray(rest, at) });
  }
  return found;
}

function section(kind, list) {
  const parts = list.flatMap(({ names, rest }) => [...names.map(text), rest]);
  return { kind, body: Buffer.concat([unsigned(list.length), ...parts]) };
}

// The module with the entries of one section changed.
function change(bytes, kind, edit) {
  return join(sections(bytes).map((one) => (one.kind === kind ? section(kind, edit(entries(one))) : one)));
}

let glue = readFileSync(glueFile, "utf8");
glue = glue
  .replace(/^export class (\w+) \{\n[\s\S]*?^\}\n(if \(Symbol\.dispose\) \1\..*\n)?/gm, "")
  .replace(/^const \w+Finalization = [\s\S]*?;\n(?=\S|\n)/gm, "")
  // The way to start without waiting, which no page takes.
  .replace(/^function initSync\([\s\S]*?^\}\n/m, "")
  .replace("initSync, ", "");
const asked = (name) => glue.includes(`wasm.${name}`) || name === "memory";
let wasm = change(readFileSync(wasmFile), EXPORTS, (list) => list.filter(({ names: [name] }) => asked(name)));
writeFileSync(wasmFile, wasm);
shrink(wasmFile, options);
wasm = readFileSync(wasmFile);

// What no import names any more leaves the glue: each import is a function of its own lines.
const named = (kind) => sections(wasm).filter((one) => one.kind === kind).flatMap(entries).map(({ names }) => names.at(-1));
const imported = new Set(named(IMPORTS));
glue = glue.replace(/^ {8}(\w+): function\([\s\S]*?^ {8}\}.*,\n/gm, (whole, name) => (imported.has(name) ? whole : ""));

const short = new Map([...imported, ...named(EXPORTS)].map((name, i) => [name, `$${i.toString(36)}`]));
glue = glue.replace(/[\w$]+/g, (word) => short.get(word) ?? word);
wasm = change(wasm, IMPORTS, (list) => list.map(({ names: [module, name], rest }) => ({ names: [module, short.get(name)], rest })));
wasm = change(wasm, EXPORTS, (list) => list.map(({ names: [name], rest }) => ({ names: [short.get(name)], rest })));
for (const [name, now] of short) {
  if (!glue.includes(now)) throw new Error(`the glue does not know ${name}`);
}
// The edition in one file calls it by this name.
glue = await smaller(glue, ["__wbg_init"]);
const digest = createHash("sha256").update(glue).update(wasm).digest("hex").slice(0, 16);
for (const [from, ending, content] of [[glueFile, ".js", glue], [wasmFile, "_bg.wasm", wasm]]) {
  writeFileSync(from, content);
  renameSync(from, path(folder, `descent-${digest}${ending}`));
}
