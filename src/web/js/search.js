// The search dialog: results as one types, by keyboard, by mouse and for a screen reader.

// Kinds as groups of results: label, and how many show.
const GROUPS = {
  lesson: ["Lessons", 8],
  fold: ["Lessons", 8],
  term: ["Glossary", 5],
  demo: ["Demos", 5],
  preset: ["Demos", 5],
  card: ["Cards", 5],
  planned: ["Planned", 4],
  guide: ["About", 3],
};
const EXAMPLES = ["gradient descent", "overfitting", "sensitivity", "AUC"];
const SNIPPET = 150;

function element(name, className, ...inside) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...inside);
  return made;
}

// Text with the words of a match marked.
function marked(text, matched) {
  const parts = [];
  let at = 0;
  for (const [word, from, to] of words(text)) {
    if (!matched.has(word)) continue;
    parts.push(text.slice(at, from), element("mark", "", text.slice(from, to)));
    at = to;
  }
  return [...parts, text.slice(at)];
}

// The part of a text that shows most of the match.
function snippet(text, matched) {
  const places = words(text).filter(([word]) => matched.has(word));
  const shown = (start) => new Set(places.filter(([, from, to]) => from >= start && to < start + SNIPPET - 30).map((p) => p[0])).size;
  let best = 0;
  for (const [, from] of places) if (shown(from) > shown(best)) best = from;
  if (best < 40) return text.slice(0, 2 * SNIPPET);
  const start = text.lastIndexOf(" ", best - 24) + 1;
  return "… " + text.slice(start, start + 2 * SNIPPET);
}

let database;

globalThis.descentSearch = async (dialog, home) => {
  database ??= await load(await home.index(), home.part);
  if (!("ready" in dialog.dataset)) begin(dialog, home);
  dialog.dispatchEvent(new Event("search:show"));
};

function begin(dialog, home) {
  dialog.dataset.ready = "";
  const input = dialog.querySelector("input");
  const list = dialog.querySelector("[role=listbox]");
  const note = dialog.querySelector(".search-note");
  const more = dialog.querySelector(".search-more");
  const status = dialog.querySelector("[role=status]");
  const texts = new Map();
  let options = [];
  let active = -1;
  // Whether the reader has chosen among the results.
  let moved = false;
  let speaking;

  const textsOf = (path) => {
    const file = path.startsWith("demo/") ? "demos/" : path;
    if (!texts.has(file)) {
      // A snippet that cannot be had is left out; the next search asks again.
      texts.set(file, home.texts(file + "text.json").catch(() => (texts.delete(file), {})));
    }
    return texts.get(file);
  };

  function option({ doc, words: matched }) {
    // "Sources" of which lesson is what one asks.
    const [title, place] = doc.common ? [doc.page, doc.title] : [doc.title, doc.page];
    const link = element("a", "hit", element("span", "hit-title", ...marked(title, matched)));
    const where = doc.kind === "term" ? doc.also.join(", ") : doc.top ? "" : place;
    if (where) link.append(element("span", "hit-path", ...(doc.kind === "term" ? ["also ", ...marked(where, matched)] : [where])));
    const text = element("span", "hit-text", "\u00a0");
    link.append(text);
    link.id = `search-hit-${options.length}`;
    link.dataset.kind = doc.kind;
    link.href = home.href(doc.path, doc.at);
    link.tabIndex = -1;
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    options.push(link);
    if (doc.kind === "planned") {
      text.textContent = "Planned: nobody has written it yet.";
      return link;
    }
    textsOf(doc.path).then((all) => {
      // A card is told by its question, which comes with its text.
      const [at, title, whole] = doc.card === undefined ? [doc.at, doc.title, all[doc.path + doc.at]] : (all[doc.path + "cards"]?.[doc.card] ?? []);
      if (!whole) return;
      if (doc.card !== undefined) {
        link.href = home.href(doc.path, at);
        link.firstChild.replaceChildren(...marked(title, matched));
      }
      // A definition is what one looked for, so it shows whole.
      text.replaceChildren(...marked(doc.kind === "term" ? whole : snippet(whole, matched), matched));
    });
    return link;
  }

  function show(groups) {
    options = [];
    list.replaceChildren(
      ...groups.map(([label, hits], i) => {
        const name = element("span", "hits-name label", label);
        name.id = `search-group-${i}`;
        const group = element("div", "hits", name, ...hits.map(option));
        group.setAttribute("role", "group");
        group.setAttribute("aria-labelledby", name.id);
        return group;
      }),
    );
    list.hidden = !options.length;
    input.setAttribute("aria-expanded", String(options.length > 0));
    dialog.querySelector(".search-body").scrollTop = 0;
  }

  function choose(index) {
    if (!options.length) return;
    options[active]?.setAttribute("aria-selected", "false");
    active = (index + options.length) % options.length;
    const link = options[active];
    link.setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", link.id);
    link.scrollIntoView({ block: "nearest" });
  }

  function rest() {
    active = -1;
    input.removeAttribute("aria-activedescendant");
  }

  // Spoken once typing has come to rest.
  function say(text) {
    clearTimeout(speaking);
    speaking = setTimeout(() => (status.textContent = text), 500);
  }

  function tell(text) {
    note.textContent = text;
    note.hidden = !text;
  }

  function offer(label, names) {
    const buttons = names.map((name) => {
      const button = element("button", "link-button", name);
      button.type = "button";
      button.addEventListener("click", () => {
        input.value = name;
        input.focus();
        refresh();
      });
      return button;
    });
    more.append(element("p", "", label, ...buttons.flatMap((b, i) => (i ? [", ", b] : [b])), "."));
  }

  function empty() {
    const here = home.here();
    const own = database.docs.filter((d) => d.path === here && d.kind === "lesson" && !d.top);
    const lessons = database.docs.filter((d) => d.kind === "lesson" && d.top);
    const plain = (docs) => docs.map((doc) => ({ doc, words: new Set() }));
    tell("Searches lessons, demos, cards and the glossary. Small slips of spelling are forgiven.");
    show(own.length ? [["This lesson", plain(own)]] : [["The road", plain(lessons.slice(0, 8))]]);
    more.hidden = false;
    offer("Try ", EXAMPLES.filter((name) => find(database, name, here).hits.length));
    rest();
    say("");
  }

  function nothing(text) {
    tell(`Nothing here is called “${text.length > 40 ? text.slice(0, 40) + "…" : text}”.`);
    show([]);
    const near = suggest(database, text);
    if (near.length) offer("Near to it: ", near);
    const way = (path, name) => Object.assign(element("a", "", name), { href: home.href(path, "") });
    more.append(element("p", "", "Every term is in ", way("glossary/", "the glossary"), ", and every lesson, planned ones too, on ", way("", "the road"), "."));
    more.hidden = false;
    rest();
    say(`Nothing found.${near.length ? ` Near to it: ${near.join(", ")}.` : ""}`);
  }

  // Answers with what is there, and again when the rest of the index that the question needs has come.
  async function refresh() {
    const text = input.value.trim();
    list.setAttribute("aria-busy", "true");
    answer(text, false);
    try {
      while (await complete(database, text)) if (input.value.trim() === text) answer(text, true);
    } catch {
      if (input.value.trim() === text) tell("Titles only: the rest of the index needs the network once.");
    }
    if (input.value.trim() === text) list.removeAttribute("aria-busy");
  }

  function answer(text, again) {
    const chosen = again && options[active]?.href;
    more.replaceChildren();
    more.hidden = true;
    rest();
    if (!text) return empty();
    const { hits, near } = find(database, text, home.here());
    if (!hits.length) return nothing(text);
    const groups = new Map();
    for (const hit of hits) {
      const [label, most] = GROUPS[hit.doc.kind];
      if (!groups.has(label)) groups.set(label, []);
      if (groups.get(label).length < most) groups.get(label).push(hit);
    }
    tell(near ? "Nothing is spelled so; these come near." : "");
    show([...groups]);
    // What the reader has chosen meanwhile stays chosen.
    choose(Math.max(0, moved ? options.findIndex((link) => link.href === chosen) : 0));
    say(`${near ? "Nothing is spelled so. " : ""}${options.length === 1 ? "1 result" : `${options.length} results`}, the first is ${hits[0].doc.title}.`);
  }

  input.addEventListener("input", () => {
    moved = false;
    refresh();
  });
  input.addEventListener("keydown", (event) => {
    // Safari says 229 for the Enter that ends a conversion, and nothing else.
    if (event.isComposing || event.keyCode === 229) return;
    const link = options[active];
    moved ||= ["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key);
    if (event.key === "ArrowDown") choose(active + 1);
    else if (event.key === "ArrowUp") choose(active < 0 ? -1 : active - 1);
    else if (event.key === "Home" && options.length && input.value) choose(0);
    else if (event.key === "End" && options.length && input.value) choose(-1);
    else if (event.key === "Enter" && link && (event.ctrlKey || event.metaKey)) open(link.href, "_blank", "noopener");
    else if (event.key === "Enter" && link) link.click();
    else return;
    event.preventDefault();
  });
  // A link that is followed here closes the dialog first: behind it nothing can be focused.
  dialog.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) dialog.close();
  });
  for (const way of ["popstate", "hashchange"]) addEventListener(way, () => dialog.close());
  dialog.addEventListener("search:show", refresh);
}
