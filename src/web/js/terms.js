// The glossary in other places: a term of a text opens its whole definition beside it, and the glossary's page is
// filtered. Fetched when it is first asked for.
let entries;
// The link whose note is open, and the one whose note the press that goes on has just shut.
let shown = null;
let shutBy = null;
document.addEventListener("pointerdown", ({ target }) => (shutBy = shown && target.closest?.("a.term") === shown ? shown : null), true);

// Name and definition of each term, by its id. A list that did not come is asked for again.
async function definitions(glossary) {
  entries ??= glossary().then(({ blocks }) => {
    const html = blocks.map((block) => block.prose?.html ?? "").join("");
    const page = new DOMParser().parseFromString(html, "text/html");
    return new Map([...page.querySelectorAll("dt[id]")].map((name) => [name.id, [name, name.nextElementSibling]]));
  });
  entries.catch(() => (entries = undefined));
  return entries;
}

// `glossary` fetches the glossary's page as data; `base` is where addresses in it count from.
export async function openTerm(link, glossary, base) {
  const again = shutBy === link || shown === link;
  shutBy = null;
  if (again) return document.querySelector(".term-note")?.hidePopover();
  const found = (await definitions(glossary)).get(decodeURIComponent(link.hash.split(/[#~]/).at(-1)));
  if (!found) throw new Error(`the glossary has no ${link.hash}`);
  // A term in a note takes the note's place.
  const at = link.closest(".term-note") ? shown : link;
  document.querySelector(".term-note")?.remove();
  shown?.removeAttribute("aria-expanded");
  // It follows its term, so that the next Tab goes into it; but what is pressed in a label presses the label's field.
  const outer = at.closest("label, summary") ?? at;
  const note = make("div", { popover: "auto", class: "term-note", role: "dialog", "aria-labelledby": "term-note", tabindex: "-1" });
  const [name, said] = found.map((part) => document.importNode(part, true));
  const ways = make("p", { class: "term-ways" });
  ways.append(Object.assign(make("a", {}), { href: link.href, textContent: "In the glossary" }), shut(note));
  const title = make("p", { class: "term-name", id: "term-note" });
  title.append(...name.childNodes);
  note.append(title, ...said.childNodes, ways);
  for (const inner of note.querySelectorAll("a[href]")) inner.href = new URL(inner.getAttribute("href"), new URL(base, location.href)).href;
  outer.after(note);
  note.addEventListener("toggle", ({ newState }) => {
    if (newState !== "closed") return;
    if (shown === at) shown = null;
    const lost = note.contains(document.activeElement) || document.activeElement === document.body;
    note.remove();
    at.removeAttribute("aria-expanded");
    if (lost) at.focus({ preventScroll: true });
  });
  // A way that is followed shuts it, whichever page comes; another term takes its place.
  note.addEventListener("click", ({ target }) => target.closest("a:not(.term)") && note.hidePopover());
  note.showPopover();
  shown = at;
  at.setAttribute("aria-expanded", "true");
  place(note, at);
  note.focus({ preventScroll: true });
}

function shut(note) {
  const button = Object.assign(make("button", { class: "link-button", type: "button" }), { textContent: "Close" });
  button.addEventListener("click", () => note.hidePopover());
  return button;
}

// Below the term, or above where there is more room; a phone has it at its lower edge, by the style sheet.
function place(note, link) {
  const at = link.getClientRects()[0];
  const [width, height] = [note.offsetWidth, note.offsetHeight];
  const left = Math.max(12, Math.min(at.left - 16, document.documentElement.clientWidth - width - 12));
  const below = at.bottom + 8;
  const top = below + height > innerHeight && at.top > height + 8 ? at.top - height - 8 : below;
  note.style.left = `${left + scrollX}px`;
  note.style.top = `${top + scrollY}px`;
}

function make(tag, attributes) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

const plain = (text) => text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase();

// Shows the terms in whose names every word stands; if there are none, those in whose definitions they do.
export function filterTerms(field) {
  const asked = plain(field.value).split(/\s+/).filter(Boolean);
  const terms = [...document.querySelectorAll(".letter dt")].map((name) => [name, name.nextElementSibling]);
  const holds = (text) => asked.every((word) => plain(text).includes(word));
  const named = terms.filter(([name]) => holds(name.textContent));
  const kept = new Set(named.length ? named : terms.filter(([name, said]) => holds(name.textContent + said.textContent)));
  for (const term of terms) for (const part of term) part.hidden = !kept.has(term);
  for (const letter of document.querySelectorAll(".letter")) letter.hidden = !letter.querySelector("dt:not([hidden])");
  const count = kept.size === 1 ? "1 term" : `${kept.size} terms`;
  document.querySelector("[data-filtered]").textContent = !asked.length ? "" : kept.size ? `${count} of ${terms.length}.` : "No term is called so, and none is explained with it.";
}
