// Makes a WebAssembly module smaller: `node scripts/shrink.mjs FILE OPTIONS-OF-WASM-OPT…`, where the options say which
// features the module may use.
//
// wasm-opt does it, and then the functions are put into the order in which they compress best. Brotli finds what it has
// seen before more cheaply the nearer it is, and what generic code compiles to resembles itself all over a module. So
// each function is followed by the one of those left of which the largest share has just been seen.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join, leb, sections, text, unsigned } from "./wasm-module.mjs";

// Flat code shows wasm-opt more; a second round still finds something. A module of Rust's begins with its stack, so
// nothing that is meant lies at the lowest addresses.
const PASSES = "--flatten --rereloop -Oz --flatten --rereloop -Oz -Oz --low-memory-unused --strip-debug --strip-producers";

const IMPORT = 2;
const CODE = 10;
const CUSTOM = 0;

// What is compared: all runs of so many bytes. A run that too many functions share tells nothing.
const RUN = 4;
const COMMON = 1500;

// Takes the bodies of functions; gives their indices in the order in which they should stand.
function order(bodies) {
  const runs = bodies.map((body) => {
    const found = new Set();
    for (let at = 0; at + RUN <= body.length; at++) found.add(body.readUInt32LE(at));
    return found;
  });
  const holders = new Map();
  runs.forEach((found, i) => {
    for (const run of found) holders.get(run)?.push(i) ?? holders.set(run, [i]);
  });
  const left = new Set(bodies.keys());
  const shared = new Float64Array(bodies.length);
  // It begins with the longest.
  let next = bodies.reduce((best, body, i) => (body.length > bodies[best].length ? i : best), 0);
  const done = [];
  for (;;) {
    done.push(next);
    left.delete(next);
    if (left.size === 0) return done;
    const touched = new Set();
    for (const run of runs[next]) {
      const others = holders.get(run);
      if (others.length < 2 || others.length > COMMON) continue;
      for (const other of others) {
        if (!left.has(other)) continue;
        shared[other] += 1;
        touched.add(other);
      }
    }
    let [best, share] = [left.values().next().value, 0];
    for (const other of touched) {
      const now = shared[other] / runs[other].size;
      if (now > share) [best, share] = [other, now];
      shared[other] = 0;
    }
    next = best;
  }
}

// The bodies of a section of code.
function bodies(code) {
  let [count, at] = leb(code, 0);
  const found = [];
  while (count-- > 0) {
    const [length, start] = leb(code, at);
    at = start + length;
    found.push(code.subarray(start, at));
  }
  return found;
}

/** Makes the module in a file smaller. It may import nothing but functions. */
export function shrink(file, features) {
  const optimize = (...asked) => execFileSync("wasm-opt", [...asked, file, "-o", file], { stdio: "inherit" });
  optimize(...PASSES.split(" "), ...features);
  const parts = sections(readFileSync(file));
  const body = (kind) => parts.find((part) => part.kind === kind)?.body;
  const [imported] = leb(body(IMPORT) ?? Buffer.of(0), 0);
  // wasm-opt sorts functions by their names, so for a moment they have names that sort them.
  const place = [];
  order(bodies(body(CODE))).forEach((from, to) => (place[from] = to));
  const named = place.map((to, from) => Buffer.concat([unsigned(imported + from), text(String(to).padStart(6, "0"))]));
  const list = Buffer.concat([unsigned(named.length), ...named]);
  const names = Buffer.concat([text("name"), Buffer.from([1]), unsigned(list.length), list]);
  writeFileSync(file, join([...parts, { kind: CUSTOM, body: names }]));
  optimize(...features, "--reorder-functions-by-name", "--strip-debug", "--strip-producers");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) shrink(process.argv[2], process.argv.slice(3));
