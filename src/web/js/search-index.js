// The index in memory: unpacked into the form that MiniSearch loads, and asked. `tests/search-index.mjs` compares that
// form with what the library writes itself, because it is the library's own and a new version may change it.

const FIELDS = ["title", "also", "page", "text"];
const TEXT = 3;
// What is asked has been folded into words before.
const OPTIONS = { fields: FIELDS, tokenize: (text) => text.split(" "), processTerm: (word) => word };

// Undoes `pack` of scripts/search-index.mjs, but for the parts. Titles are short, so their words are found here
// instead of being sent. Cards have their questions in the texts, like their answers.
function unpack({ pages, lengths: codes }) {
  const docs = pages.flatMap(({ path, title, docs, cards }) => [
    ...docs.map(([kind, at, own, also = []]) => ({ kind, path, at, also, page: title, title: own || title, top: !own })),
    ...Array.from({ length: cards }, (_, card) => ({ kind: "card", path, at: "", also: [], page: title, title: "A card", top: false, card })),
  ]);
  const lengths = docs.map((_, i) => [0, 0, 0, Math.round(1.2 ** parseInt(codes[i], 36) - 1)]);
  const unpacked = { docs, index: new Map(), lengths };
  docs.forEach((doc, i) => {
    const add = (field, text) => {
      for (const word of titleWords(text)) if (post(unpacked, word, field, i, 1)) lengths[i][field]++;
    };
    if (doc.kind !== "card") add(0, doc.title);
    add(1, doc.also.join(", "));
    if (!doc.top) add(2, doc.page);
  });
  return unpacked;
}

// Notes that a word stands in a document; whether it is the first of its kind there.
function post({ index }, word, field, doc, count) {
  if (!index.has(word)) index.set(word, {});
  const entry = (index.get(word)[field] ??= {});
  const first = !(doc in entry);
  entry[doc] = (entry[doc] ?? 0) + count;
  return first;
}

function addPart(unpacked, { words: coded, postings }) {
  const lists = postings.split(" ");
  let word = "";
  coded.split(" ").forEach((code, i) => {
    word = word.slice(0, parseInt(code[0], 36)) + code.slice(1);
    let doc = -1;
    for (const posting of lists[i].split(",")) {
      const [step, count = "1"] = posting.split(":");
      doc += step ? parseInt(step, 36) : 1;
      post(unpacked, word, TEXT, doc, Number(count));
    }
  });
}

// The form that MiniSearch loads.
function serialized({ docs, index, lengths }) {
  const numbered = (list) => Object.fromEntries(list.map((value, i) => [i, value]));
  return {
    documentCount: docs.length,
    nextId: docs.length,
    documentIds: numbered(docs.map((_, i) => i)),
    fieldIds: Object.fromEntries(FIELDS.map((field, i) => [field, i])),
    fieldLength: numbered(lengths),
    averageFieldLength: FIELDS.map((_, f) => average(lengths.map((l) => l[f]).filter((length) => length > 0))),
    storedFields: {},
    dirtCount: 0,
    index: [...index],
    serializationVersion: 2,
  };
}

// Of those that have the field at all: cards have no title here, and that must not make other titles seem long.
function average(lengths) {
  return lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
}

// The database of a core; `part` fetches one of its parts by name.
async function load(core, part) {
  const unpacked = unpack(core);
  const { docs } = unpacked;
  const parts = core.starts.map(([start, name]) => ({ start, name, there: false }));
  const database = { docs, unpacked, parts, part, stale: true, synonyms: synonyms(docs), spellings: spellings(docs) };
  const headings = docs.filter((d) => d.kind === "lesson" && !d.top).map((d) => d.title);
  const often = new Set(headings.filter((title, i) => headings.indexOf(title) < i));
  // A heading that many lessons have tells less than their names.
  for (const doc of docs) doc.common = doc.kind === "lesson" && often.has(doc.title);
  await indexed(database);
  return database;
}

// Waits until everything that is there can be found. One after the other, and only where something new has come.
function indexed(database) {
  const index = async () => {
    if (!database.stale) return;
    database.stale = false;
    database.engine = await MiniSearch.loadJSAsync(serialized(database.unpacked), OPTIONS);
    database.vocabulary = new Set(database.unpacked.index.keys());
  };
  return (database.indexing = (database.indexing ?? Promise.resolve()).then(index));
}

// The parts that a question asks for and that are not there: those in which its words would stand, and longer words
// that begin so. For one or two letters that would be too many, and the titles have to do.
function missing({ parts, vocabulary, synonyms }, text) {
  const asked = askedWords(text);
  const others = [...otherWords(asked.filter(telling), synonyms).flatMap((other) => other.split(" ")), ...otherSpellings(asked, vocabulary).flat()];
  const from = (word, to) => parts.filter(({ start, there }, i) => !there && start <= to && (parts[i + 1]?.start ?? "\uffff") > word);
  const exact = [...asked, ...others].flatMap((word) => from(word, word.length > 2 ? word + "\uffff" : word));
  if (exact.length) return [...new Set(exact)];
  // A word that stands nowhere may be a slip of spelling, seldom in its first two letters.
  const odd = asked.filter((word) => telling(word) && word.length > 3 && !known(vocabulary, word)).map((word) => word.slice(0, 2));
  return [...new Set(odd.flatMap((start) => from(start, start + "\uffff")))];
}

// Fetches what a question needs; whether there was anything to fetch.
async function complete(database, text) {
  const wanted = missing(database, text);
  await Promise.all(wanted.map((part) => (part.coming ??= add(database, part))));
  if (wanted.length) await indexed(database);
  return wanted.length > 0;
}

// As one types, many questions ask for the same part. One that did not come may be asked for again.
async function add(database, part) {
  try {
    addPart(database.unpacked, await database.part(part.name));
    part.there = database.stale = true;
  } catch (error) {
    part.coming = undefined;
    throw error;
  }
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

// The question with neighbors in one word, and with a word in two: names are written either way.
function otherSpellings(list, vocabulary) {
  const found = [];
  list.forEach((word, i) => {
    const put = (many, ...other) => found.push([...list.slice(0, i), ...other, ...list.slice(i + many)]);
    const both = word + list[i + 1];
    if (i + 1 < list.length && vocabulary.has(both)) put(2, both);
    for (let at = 3; at < word.length - 2; at++) {
      const parts = [word.slice(0, at), word.slice(at)];
      if (parts.every((part) => vocabulary.has(part))) put(1, ...parts);
    }
  });
  return found.slice(0, 4);
}

// Words as titles write them, by their folded form: what can be suggested.
function spellings(docs) {
  const found = new Map();
  for (const text of docs.flatMap((d) => (d.kind === "card" ? [] : [d.title, ...d.also]))) {
    for (const [word, from, to] of words(text)) if (!found.has(word)) found.set(word, text.slice(from, to));
  }
  return found;
}

// How much each kind weighs. A section says more than a card about the same thing; a term is what a word is looked up
// for; a fold has a whole sentence for its title.
const WEIGHTS = { lesson: 1, fold: 0.5, demo: 1, preset: 0.6, term: 1.2, card: 0.6, guide: 0.5, planned: 0.4 };
const COMMON = 0.4;
const LONGEST = 200;
const MOST_WORDS = 12;
// With fewer documents than this the search goes on to weaker matches.
const ENOUGH = 3;

// The folded words of a question.
function askedWords(text) {
  return words(text.slice(0, LONGEST)).map((w) => w[0].slice(0, 40)).slice(0, MOST_WORDS);
}

// Whether a word or the beginning of one stands anywhere.
function known(vocabulary, word) {
  if (vocabulary.has(word)) return true;
  for (const other of vocabulary) if (other.startsWith(word)) return true;
  return false;
}

// How many letters to change, leave out, put in or swap with a neighbor until one word is the other; `most` + 1 for more.
function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let [older, old] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(old[j] + 1, row[j - 1] + 1, old[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], older[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    [older, old] = [old, row];
  }
  return old[b.length];
}

// What a word that stands nowhere may have been meant for: [word, how far it is], likeliest first. One begins a word
// rightly and slips later, or slips once; otherwise it is another word, and "attention" no "retention".
function meant(word, vocabulary) {
  if (word.length < 4) return [];
  const most = word.length < 6 ? 1 : 2;
  const found = [];
  for (const other of vocabulary) {
    const same = word[0] !== other[0] ? 0 : word[1] !== other[1] ? 1 : 2;
    let far = distance(word, other, most);
    // A word that is still being typed.
    if (far > most && same === 2 && word.length > 4 && other.length > word.length) far = distance(word, other.slice(0, word.length), 1) + 1;
    if (far <= (same === 2 || (same && word.length > 7) ? most : word.length > 5 ? 1 : 0)) found.push([other, far]);
  }
  const begins = (other) => [...word].findIndex((letter, i) => letter !== other[i]);
  return found.sort(([a, near], [b, far]) => near - far || begins(b) - begins(a) || a.length - b.length).slice(0, 6);
}

// Finds documents, best first: { near, hits: [{ doc, words }] }. `near` where only a near spelling was found; the words
// are those that say why it was, as they are asked for.
function find({ docs, engine, synonyms, vocabulary }, text, here) {
  const asked = askedWords(text);
  const some = asked.some(telling);
  // The last word may be the beginning of one.
  const strict = asked.filter((word, i) => telling(word) || (i === asked.length - 1 && (some || !i)));
  const loose = asked.filter((word) => telling(word) && word.length > 1);
  const options = {
    boost: { title: 3, also: 3, page: 0.7, text: 1 },
    weights: { prefix: 0.5 },
    prefix: (word, i, all) => word.length > 2 || i === all.length - 1,
    boostDocument: (id) => WEIGHTS[docs[id].kind] * (docs[id].common ? COMMON : 1) * (docs[id].top ? 1.6 : 1) * (docs[id].path === here ? 1.2 : 1),
  };
  const spelled = otherSpellings(asked, vocabulary);
  const run = (list) => {
    if (!list.length) return [];
    const own = [list, ...spelled].map((words) => ({ combineWith: "AND", queries: [words.join(" ")] }));
    // Words of a longer name may stand anywhere in a text, so each counts the less.
    const others = otherWords(list, synonyms).map((other) => {
      const share = 0.4 / other.split(" ").length;
      return { combineWith: "AND", boostTerm: () => share, queries: [other] };
    });
    return engine.search({ combineWith: "OR", queries: [...own, ...others] }, options);
  };
  // Only words that stand nowhere are taken for mistakes.
  const mended = loose.map((word) => (known(vocabulary, word) ? [[word, 0]] : meant(word, vocabulary)));
  const wrong = mended.some((words, i) => words[0]?.[0] !== loose[i]);
  const either = mended
    .filter((words) => words.length)
    .map((words) => ({ combineWith: "OR", queries: words.map(([word], i) => ({ combineWith: "AND", boostTerm: () => 1 / (1 + i), queries: [word] })) }));
  const passes = [
    () => run(strict),
    () => run(loose),
    () => (wrong ? run(mended.flatMap((words) => words.slice(0, 1)).map(([word]) => word)) : []),
    () => (wrong && either.length === mended.length ? engine.search({ combineWith: "AND", queries: either }, options) : []),
    () => (either.length ? engine.search({ combineWith: "OR", queries: either }, options) : []),
  ];
  const own = [...strict, ...spelled.flat(), ...mended.flatMap((words) => words.map(([word]) => word))];
  let near = false;
  const found = new Map();
  passes.forEach((pass, i) => {
    if (found.size >= ENOUGH) return;
    if (i > 1 && !found.size && wrong) near = true;
    for (const { id, match } of pass()) {
      const words = Object.keys(match).filter((word) => own.some((begin) => word.startsWith(begin)));
      if (!found.has(id)) found.set(id, { doc: docs[id], words: new Set(words) });
    }
  });
  return { near, hits: [...found.values()] };
}

// Words near to what was asked for, as titles write them.
function suggest({ engine, spellings }, text) {
  const asked = words(text.slice(0, LONGEST)).map((w) => w[0]).filter((word) => telling(word) && word.length > 2);
  const alike = (a, b) => [...a].findIndex((letter, i) => letter !== b[i]) >>> 0;
  const near = asked.slice(0, 3).flatMap((word) =>
    engine
      .autoSuggest(word.slice(0, 20), { fuzzy: 0.4, prefix: true, fields: ["title", "also"] })
      .map((s) => s.suggestion)
      // Nobody means a word that begins otherwise and is another throughout.
      .filter((other) => alike(other, word) > 0 || distance(other, word, 1) < 2)
      .sort((a, b) => alike(b, word) - alike(a, word)),
  );
  return [...new Set(near.map((word) => spellings.get(word)).filter(Boolean))].slice(0, 4);
}
