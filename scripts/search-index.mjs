// Makes the search index: reads what can be found as JSON from standard input, and writes the index to standard output.
//
// The index holds titles and, for each word of the texts, the documents with it. Texts stay out of it: snippets are
// cut from files that are fetched for what is shown. `unpack` in src/web/js/search-index.js undoes what `pack` does.
import { textWords } from "../src/web/js/search-words.mjs";

let input = "";
for await (const part of process.stdin) input += part;
process.stdout.write(JSON.stringify(pack(JSON.parse(input))));

function pack({ pages }) {
  const postings = new Map();
  let number = 0;
  for (const page of pages) {
    for (const doc of page.docs) {
      for (const word of textWords(doc.text)) {
        if (!postings.has(word)) postings.set(word, new Map());
        const docs = postings.get(word);
        docs.set(number, (docs.get(number) ?? 0) + 1);
      }
      number++;
    }
  }
  const sorted = [...postings].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    pages: pages.map(({ path, title, docs }) => ({
      path,
      title,
      docs: docs.map(({ kind, at, title, also }) => (also ? [kind, at, title, also] : [kind, at, title])),
    })),
    words: frontCoded(sorted.map(([word]) => word)),
    postings: sorted.map(([, docs]) => distances([...docs])).join(" "),
  };
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
