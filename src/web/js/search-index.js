// The index in memory: unpacked into the form that MiniSearch loads, and asked.

const FIELDS = ["title", "also", "page", "text"];
const TEXT = 3;

// Undoes `pack` of scripts/search-index.mjs. Titles are short, so their words are found here instead of being sent.
function unpack({ pages, words: coded, postings }) {
  const docs = pages.flatMap(({ path, title, docs }) =>
    docs.map(([kind, at, own, also = []]) => ({ kind, path, at, also, page: title, title: own || title, top: !own })),
  );
  const index = new Map();
  const lengths = docs.map(() => FIELDS.map(() => 0));
  const add = (word, field, doc, count) => {
    if (!index.has(word)) index.set(word, {});
    const entry = (index.get(word)[field] ??= {});
    if (!(doc in entry)) lengths[doc][field]++;
    entry[doc] = (entry[doc] ?? 0) + count;
  };
  docs.forEach((doc, i) => {
    for (const word of titleWords(doc.title)) add(word, 0, i, 1);
    for (const word of titleWords(doc.also.join(", "))) add(word, 1, i, 1);
    if (!doc.top) for (const word of titleWords(doc.page)) add(word, 2, i, 1);
  });
  const lists = postings.split(" ");
  let word = "";
  coded.split(" ").forEach((code, i) => {
    word = word.slice(0, parseInt(code[0], 36)) + code.slice(1);
    let doc = -1;
    for (const posting of lists[i].split(",")) {
      const [step, count = "1"] = posting.split(":");
      doc += step ? parseInt(step, 36) : 1;
      add(word, TEXT, doc, Number(count));
    }
  });
  return { docs, index, lengths };
}

// Loads MiniSearch with an unpacked index.
async function load(packed) {
  const { docs, index, lengths } = unpack(packed);
  const numbered = (list) => Object.fromEntries(list.map((value, i) => [i, value]));
  const engine = await MiniSearch.loadJSAsync(
    {
      documentCount: docs.length,
      nextId: docs.length,
      documentIds: numbered(docs.map((_, i) => i)),
      fieldIds: Object.fromEntries(FIELDS.map((field, i) => [field, i])),
      fieldLength: numbered(lengths),
      averageFieldLength: FIELDS.map((_, f) => lengths.reduce((sum, l) => sum + l[f], 0) / docs.length),
      storedFields: {},
      dirtCount: 0,
      index: [...index],
      serializationVersion: 2,
    },
    // What is asked has been folded into words before.
    { fields: FIELDS, tokenize: (text) => text.split(" "), processTerm: (word) => word },
  );
  return { docs, engine, vocabulary: new Set(index.keys()), synonyms: synonyms(docs), spellings: spellings(docs) };
}

// Names of one thing, from the glossary, each as folded words.
function synonyms(docs) {
  const names = new Map();
  for (const doc of docs.filter((d) => d.kind === "term")) {
    const all = [doc.title, ...doc.also].map((name) => words(name).map((w) => w[0]).filter(telling).join(" "));
    for (const name of all) if (name) names.set(name, all.filter((other) => other && other !== name));
  }
  return names;
}

// The question with a name in it replaced by other names of the same thing.
function otherWords(list, names) {
  for (let length = Math.min(5, list.length); length > 0; length--) {
    for (let at = 0; at + length <= list.length; at++) {
      const others = names.get(list.slice(at, at + length).join(" "));
      if (others?.length) return others.slice(0, 4).map((other) => [...list.slice(0, at), other, ...list.slice(at + length)].join(" "));
    }
  }
  return [];
}

// Words as titles write them, by their folded form: what can be suggested.
function spellings(docs) {
  const found = new Map();
  for (const text of docs.flatMap((d) => (d.kind === "card" ? [] : [d.title, ...d.also]))) {
    for (const [word, from, to] of words(text)) if (!found.has(word)) found.set(word, text.slice(from, to));
  }
  return found;
}

// How much each kind weighs. A section says more than a card about the same thing; a term is what a word is looked up for.
const WEIGHTS = { lesson: 1, demo: 1, preset: 0.6, term: 1.2, card: 0.6, guide: 0.5 };
const LONGEST = 200;
const MOST_WORDS = 12;
// With fewer documents than this the search goes on to weaker matches.
const ENOUGH = 3;

// Finds documents, best first: { near, hits: [{ doc, words }] }. `near` where only a near spelling was found.
function find({ docs, engine, synonyms, vocabulary }, text, here) {
  const asked = words(text.slice(0, LONGEST)).map((w) => w[0].slice(0, 40)).slice(0, MOST_WORDS);
  const strict = asked.filter((word, i) => telling(word) || i === asked.length - 1);
  const loose = asked.filter((word) => telling(word) && word.length > 1);
  const options = {
    boost: { title: 3, also: 3, page: 0.7, text: 1 },
    weights: { prefix: 0.5, fuzzy: 0.3 },
    prefix: (word, i, all) => word.length > 2 || i === all.length - 1,
    boostDocument: (id) => WEIGHTS[docs[id].kind] * (docs[id].top ? 1.3 : 1) * (docs[id].path === here ? 1.2 : 1),
  };
  const run = (list, more) => {
    if (!list.length) return [];
    const own = { combineWith: "AND", queries: [list.join(" ")] };
    // Words of a longer name may stand anywhere in a text, so each counts the less.
    const others = otherWords(list, synonyms).map((other) => {
      const share = 0.4 / other.split(" ").length;
      return { combineWith: "AND", boostTerm: () => share, queries: [other] };
    });
    return engine.search({ combineWith: "OR", queries: [own, ...others] }, { ...options, ...more });
  };
  // Only words that stand nowhere are taken for mistakes, and two letters in each other's place for the likeliest one.
  const known = (word) => vocabulary.has(word) || [...vocabulary].some((other) => other.startsWith(word));
  const mended = loose.map((word) => (known(word) ? word : (swapped(word).find((w) => vocabulary.has(w)) ?? word)));
  const fuzzy = (word) => (known(word) || word.length < 4 ? false : word.length < 6 ? 1 : 2);
  let near = false;
  const found = new Map();
  const passes = [
    () => run(strict),
    () => run(loose),
    () => run(mended),
    () => run(mended, { fuzzy }),
    () => engine.search(mended.join(" "), { ...options, fuzzy, combineWith: "OR" }),
  ];
  passes.forEach((pass, i) => {
    if (found.size >= ENOUGH) return;
    if (i > 1 && !found.size && (mended.some((w, j) => w !== loose[j]) || loose.some((w) => !known(w)))) near = true;
    for (const { id, match } of pass()) {
      if (!found.has(id)) found.set(id, { doc: docs[id], words: new Set(Object.keys(match)) });
    }
  });
  return { near, hits: [...found.values()] };
}

// A word with each pair of neighbors swapped.
function swapped(word) {
  return Array.from({ length: word.length - 1 }, (_, i) => word.slice(0, i) + word[i + 1] + word[i] + word.slice(i + 2));
}

// Words near to what was asked for, as titles write them.
function suggest({ engine, spellings }, text) {
  const asked = words(text.slice(0, LONGEST)).map((w) => w[0]).filter((word) => telling(word) && word.length > 2);
  const alike = (a, b) => [...a].findIndex((letter, i) => letter !== b[i]) >>> 0;
  const near = asked.slice(0, 3).flatMap((word) =>
    engine
      .autoSuggest(word.slice(0, 20), { fuzzy: 0.4, prefix: true, fields: ["title", "also"] })
      .map((s) => s.suggestion)
      .sort((a, b) => alike(b, word) - alike(a, word)),
  );
  return [...new Set(near.map((word) => spellings.get(word)).filter(Boolean))].slice(0, 4);
}
