// From text to the words that search compares. The index is built with these functions and the page asks with them.

// Words that stand everywhere and tell nothing.
const STOP = new Set(
  "a about after all also an and any are as at be because been before but by can do does each for from had has have how if in into is it its may more most much no nor not of off on one only or other our out over own so some such than that the their them then there these they this those to too under until up was we were what when where which while who why will with would you your".split(" "),
);

// A word: letters and digits, with apostrophes inside.
const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}]+)*/gu;

const OUR = /^(behavi|col|endeav|fav|flav|harb|hon|hum|lab|neighb|rig|vap|vig)our/;
const ISE = /^(.{2,}(?:al|ar|at|ct|en|er|id|im|in|it|om|on|or|rd))is(e|ed|es|er|ers|ing|ation|ations)$/;
const DOUBLE = /^(cancel|label|level|model|signal|travel)l(ed|er|ing)/;

// British spelling as American.
function american(word) {
  return word
    .replace(OUR, "$1or")
    .replace(ISE, "$1iz$2")
    .replace(DOUBLE, "$1$2")
    .replace(/^(anal|catal|cent|grey)(yse|ogue|re|)(?=d?s?$)/, (all, stem, end) =>
      ({ analyse: "analyze", catalogue: "catalog", centre: "center", grey: "gray" })[stem + end] ?? all);
}

// One form for singular and plural. Words that only look like plurals change in the question and the index alike.
function singular(word) {
  if (word.length < 4 || !word.endsWith("s") || /(ss|us|is)$/.test(word)) return word;
  if (word.endsWith("ies")) return word.slice(0, -3) + "y";
  return /(ss|sh|ch|x)es$/.test(word) ? word.slice(0, -2) : word.slice(0, -1);
}

// The form in which a word is compared: without case, diacritics, possessive and plural, in American spelling.
export function fold(word) {
  const plain = word.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase().replace(/['’]s$/, "").replace(/['’]/g, "");
  return singular(american(plain));
}

// The words of a text with their places: [folded, from, to].
export function words(text) {
  return Array.from(text.matchAll(WORD), (m) => [fold(m[0]), m.index, m.index + m[0].length]);
}

// Whether a folded word says something.
export function telling(word) {
  return !STOP.has(word);
}

// The folded words of a title.
export function titleWords(text) {
  return words(text).map((w) => w[0]).filter(telling).concat(joined(text));
}

// The folded words of running text: without single letters and numbers, which are names in formulas and read-outs.
export function textWords(text) {
  return titleWords(text).filter((word) => word.length > 1 && !/^\p{N}+$/u.test(word));
}

// "k-means" is asked for as "kmeans" too. Only compounds with a short part are written in one word.
function joined(text) {
  return Array.from(text.matchAll(/(?<![\p{L}\p{N}-])(\p{L}{1,3})-(\p{L}{3,})/gu), (m) => fold(m[1] + m[2]));
}
