// Makes the search index: reads what can be found as JSON from standard input, and writes the index to standard output.
//
// The index is a core and parts. The core holds the titles, which every question needs; a part holds a range of the
// words of all texts, each with its documents, and is fetched when a word in that range is asked for. Texts stay out of
// both: snippets are cut from files that are fetched for what is shown, and the questions of cards stand only there.
// `unpack` and `addPart` in src/web/js/search-index.js undo what `pack` does.
import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { titleWords, textWords } from "../src/web/js/search-words.mjs";

// A part ends where its words and postings come to so many letters.
const PART = 16000;

export function pack({ pages }) {
  const postings = new Map();
  const lengths = [];
  for (const { path, docs } of pages) {
    // Cards are only counted, so they stand at the end.
    const order = docs.map((doc) => doc.kind === "card");
    if (order.includes(true) && order.lastIndexOf(false) > order.indexOf(true)) throw new Error(`${path}: cards come last`);
    for (const doc of docs) {
      const number = lengths.length;
      const found = new Map();
      const texts = doc.kind === "card" ? [...titleWords(doc.title), ...textWords(doc.text)] : textWords(doc.text);
      for (const word of texts) found.set(word, (found.get(word) ?? 0) + 1);
      for (const [word, count] of found) {
        if (!postings.has(word)) postings.set(word, []);
        postings.get(word).push([number, count]);
      }
      lengths.push(lengthCode(found.size));
    }
  }
  const sorted = [...postings].sort(([a], [b]) => (a < b ? -1 : 1)).map(([word, docs]) => [word, distances(docs)]);
  const parts = [];
  let size = PART;
  for (const entry of sorted) {
    if (size >= PART) {
      parts.push([]);
      size = 0;
    }
    parts.at(-1).push(entry);
    size += entry[0].length + entry[1].length;
  }
  return {
    core: {
      pages: pages.map(({ path, title, docs }) => ({
        path,
        title,
        docs: docs.filter((d) => d.kind !== "card").map(({ kind, at, title, also }) => (also ? [kind, at, title, also] : [kind, at, title])),
        cards: docs.filter((d) => d.kind === "card").length,
      })),
      lengths: lengths.join(""),
      // The first word of each part; the builder puts the parts' files beside them.
      starts: parts.map((part) => part[0][0]),
    },
    parts: parts.map((part) => ({
      words: frontCoded(part.map(([word]) => word)),
      postings: part.map(([, docs]) => docs).join(" "),
    })),
  };
}

// How many different words a text has, as one letter: ranking asks only about how many.
function lengthCode(words) {
  return Math.min(35, Math.round(Math.log(words + 1) / Math.log(1.2))).toString(36);
}

// Each word as the number of letters it shares with the word before, in base 36, and the rest.
function frontCoded(list) {
  let before = "";
  return list
    .map((word) => {
      let same = 0;
      while (same < 35 && same < before.length && word[same] === before[same]) same++;
      before = word;
      return same.toString(36) + word.slice(same);
    })
    .join(" ");
}

// Documents as distances from one to the next; a frequency above 1 stands behind a colon.
function distances(docs) {
  let before = -1;
  return docs
    .map(([doc, count]) => {
      const step = doc - before;
      before = doc;
      return (step === 1 ? "" : step.toString(36)) + (count > 1 ? ":" + Math.min(count, 9) : "");
    })
    .join(",");
}

// Run, and not imported by a test.
if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  let input = "";
  for await (const part of process.stdin) input += part;
  process.stdout.write(JSON.stringify(pack(JSON.parse(input))));
}
