// The index that the page puts together is the one that MiniSearch itself would make: `search-index.js` writes the
// library's own form, so this fails when a new version changes it. Run by `cargo test`, with the library's folder.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import * as folding from "../src/web/js/search-words.mjs";
import { pack } from "../scripts/search-index.mjs";

const { default: MiniSearch } = await import(pathToFileURL(`${process.argv[2]}/dist/es/index.js`).href);
const source = readFileSync(new URL("../src/web/js/search-index.js", import.meta.url), "utf8");
const names = Object.keys(folding);
const made = new Function("MiniSearch", ...names, `${source}\nreturn { load, complete, find, serialized, FIELDS, OPTIONS };`);
const { load, complete, find, serialized, FIELDS, OPTIONS } = made(MiniSearch, ...names.map((name) => folding[name]));

const filler = (n) => Array.from({ length: 400 }, (_, i) => `word${((i * 7919 + 400 * n) % 9000).toString(36)}x`).join(" ");
const doc = (kind, at, title, text, also) => ({ kind, at, title, text, ...(also && { also }) });
const pages = [
  {
    path: "lesson/a/",
    title: "Trees and forests",
    docs: [
      doc("lesson", "", "", "A forest of trees votes, and the votes are counted. " + filler(1)),
      ...Array.from({ length: 20 }, (_, i) => doc("lesson", `#${i}`, `Section ${i}`, filler(i + 3))),
      doc("lesson", "#gini", "Gini impurity", "Impurity falls at every split of the trees."),
      doc("card", "#c-votes", "What is counted in a forest?", "The votes of its trees."),
    ],
  },
  { path: "glossary/", title: "Glossary", docs: [doc("term", "#recall", "Recall", "The share of positives that is found. " + filler(2), ["sensitivity"])] },
];
const { core, parts } = pack({ pages });
assert.ok(parts.length > 3, `${parts.length} parts`);
core.starts = core.starts.map((start, i) => [start, String(i)]);
const asked = [];
const database = await load(core, async (name) => {
  asked.push(name);
  return parts[Number(name)];
});

async function titles(question) {
  while (await complete(database, question));
  return find(database, question, "").hits.map(({ doc }) => (doc.card === undefined ? doc.title : `card ${doc.card}`));
}

// Titles need no part.
assert.deepEqual(await titles(""), []);
assert.deepEqual(asked, []);
// Words of texts do, and only theirs; a question asked again needs none.
assert.equal((await titles("impurity"))[0], "Gini impurity");
const first = asked.length;
assert.ok(first >= 1 && first <= 2, `${first} parts for one word`);
await titles("impurity");
assert.equal(asked.length, first);
// A card is found by its question and by its answer; another name finds what it names; a slip is forgiven.
assert.ok((await titles("counted")).includes("card 0"));
assert.equal((await titles("sensitivity"))[0], "Recall");
assert.equal((await titles("recal"))[0], "Recall");
assert.equal((await titles("impuirty"))[0], "Gini impurity");

// With all parts there, the library's own index of the same documents is the same.
for (const part of database.parts) await titles(part.start);
assert.ok(database.parts.every((part) => part.there));
const unpacked = database.unpacked;
const texts = pages.flatMap(({ docs }) => docs.map((d) => (d.kind === "card" ? [...folding.titleWords(d.title), ...folding.textWords(d.text)] : folding.textWords(d.text))));
const library = new MiniSearch({ ...OPTIONS, extractField: (d, field) => (field === "id" ? d.id : d[field].join(" ")) });
library.addAll(
  unpacked.docs.map((d, id) => ({
    id,
    title: d.kind === "card" ? [] : folding.titleWords(d.title),
    also: folding.titleWords(d.also.join(", ")),
    page: d.top ? [] : folding.titleWords(d.page),
    text: texts[id],
  })),
);
const [theirs, ours] = [JSON.parse(JSON.stringify(library)), JSON.parse(JSON.stringify(serialized(unpacked)))];
const byWord = (index) => Object.fromEntries(index.map(([word, entry]) => [word, entry]));
assert.deepEqual(Object.keys(ours).sort(), Object.keys(theirs).sort());
const capped = (entry) => Object.fromEntries(Object.entries(entry).map(([field, docs]) => [field, Object.fromEntries(Object.entries(docs).map(([d, n]) => [d, Math.min(n, 9)]))]));
const [a, b] = [byWord(ours.index), byWord(theirs.index)];
assert.deepEqual(Object.keys(a).sort(), Object.keys(b).filter(Boolean).sort());
for (const word of Object.keys(a)) assert.deepEqual(capped(a[word]), capped(b[word]), word);
for (const [id, lengths] of Object.entries(theirs.fieldLength)) {
  FIELDS.forEach((field, f) => {
    // Lengths of texts are sent rounded.
    const [sent, real] = [ours.fieldLength[id][f], lengths[f] ?? 0];
    assert.ok(field === "text" ? Math.abs(sent - real) <= 0.12 * real + 1 : Math.abs(sent - real) <= 1, `${id} ${field}: ${sent}, ${real}`);
  });
}
for (const key of ["documentCount", "nextId", "documentIds", "fieldIds", "storedFields", "dirtCount", "serializationVersion"]) {
  assert.deepEqual(ours[key], theirs[key], key);
}
