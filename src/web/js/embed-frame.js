// Inside an embed: reads what the host page asks of the demo before the app starts, and speaks with the host after.
// Messages are { descent: 1, type, … }. From the host only two are obeyed: its theme, and settings of the demo.
const root = document.documentElement;
const known = JSON.parse(document.getElementById("embed").textContent);
const framed = window.parent !== window;
const MOST = { query: 8192, pairs: 64, key: 40, value: 4000, text: 300 };

const post = (type, more) => framed && window.parent.postMessage({ descent: 1, type, ...more }, "*");
const element = (tag, className, text) => Object.assign(document.createElement(tag), { className, textContent: text });
const escaped = (text) => text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

// What the address asks for. Settings are left to the app, which names those that it does not know.
function asked() {
  const pairs = [];
  const own = new Map();
  for (const [key, value] of [...new URLSearchParams(location.search.slice(0, MOST.query).replaceAll("&amp;", "&"))].slice(0, MOST.pairs)) {
    if (key.startsWith("embed.")) own.set(key.slice(6), value.slice(0, MOST.text));
    else pairs.push([key.slice(0, MOST.key), value.slice(0, MOST.value)]);
  }
  const list = (name) => (own.get(name) ?? "").split(/[\s,]+/).filter(Boolean).slice(0, MOST.pairs).map((key) => key.slice(0, MOST.key));
  return { pairs, lock: list("lock"), hide: list("hide"), preset: own.get("preset"), goal: own.get("goal"), text: own.get("goal-text") };
}

const inWords = (list) => list.map((b) => `${b.measure} ${"at_least" in b ? `≥ ${b.at_least}` : `≤ ${b.at_most}`}`).join(" and ");

// Where the demo begins: what a removed setting returns to.
const start = new Map();

// Writes what was asked into the page's data, which the app reads next, and into what stands there until then.
function prepare() {
  const holder = document.getElementById("page");
  const page = JSON.parse(holder.textContent);
  const block = page.blocks[0].demo;
  const { pairs, lock, hide, preset, goal, text } = asked();
  const wrong = [];
  const from = Object.hasOwn(known.presets, preset ?? "") ? known.presets[preset] : null;
  if (preset && !from) wrong.push(`This demo has no preset “${preset.slice(0, MOST.key)}”. It has: ${Object.keys(known.presets).join(", ")}.`);
  from?.settings.forEach(([key, value]) => start.set(key, value));
  Object.assign(block, { settings: [...(from?.settings ?? []), ...pairs], steps: from?.steps ?? 0, lock, hide });
  const read = readGoal(goal ?? "", known.measures);
  const reached = read.bounds;
  wrong.push(...read.wrong);
  if (reached.length > 0 && wrong.length === 0) {
    block.goal = { text: escaped(text || `Reach ${inWords(reached)}.`), reached: "Reached.", bounds: reached };
  }
  holder.textContent = JSON.stringify(page);
  const frame = document.querySelector(".demo-frame");
  const controls = new Map([...frame.querySelectorAll("[data-key]")].map((control) => [control.dataset.key, control]));
  hide.forEach((key) => controls.get(key)?.closest(".control")?.setAttribute("hidden", ""));
  lock.forEach((key) => controls.get(key)?.setAttribute("disabled", ""));
  if (block.goal) {
    const line = element("div", "goal", "");
    line.append(element("span", "label", "Try"), element("span", "", text || `Reach ${inWords(reached)}.`));
    frame.querySelector(".demo-head").after(line);
  }
  if (wrong.length > 0) {
    const notes = element("div", "embed-wrong", "");
    notes.setAttribute("role", "alert");
    notes.append(...wrong.map((line) => element("p", "", line)));
    document.getElementById("main").prepend(notes);
  }
}

// The state of each demo, as the app tells it, passed on to the host.
const said = new Map();
const reached = new Set();
let waiting = null;
document.addEventListener("descent:state", ({ detail: [block, path, summary, ...rest] }) => {
  const demo = path.split("/")[1];
  const query = path.split("?")[1] ?? "";
  const settings = Object.fromEntries(new URLSearchParams(query));
  const measures = {};
  // What is undefined is null in a message, as in JSON.
  for (let i = 0; i < rest.length; i += 2) measures[rest[i]] = Number.isFinite(rest[i + 1]) ? rest[i + 1] : null;
  if (said.get(block)?.path !== path) post(said.has(block) ? "change" : "ready", { demo, settings, summary, measures });
  said.set(block, { path, settings });
  const goal = document.getElementById(block)?.querySelector(".goal.reached");
  if (goal && !reached.has(block)) {
    reached.add(block);
    post("goal", { demo, goal: goal.children[1].textContent, measures });
  }
  if (known.demo) document.getElementById("embed-full").search = query;
  if (waiting) change(waiting);
});

// Settings from the host go over those that the reader sees; null returns one to where the demo began.
function change(wanted) {
  const now = said.get(known.demo)?.settings;
  waiting = now ? null : { ...waiting, ...wanted };
  if (!now) return;
  const next = new Map(Object.entries(now));
  for (const [key, value] of Object.entries(wanted)) {
    const to = value ?? start.get(key);
    if (to === undefined) next.delete(key);
    else next.set(key, to);
  }
  const detail = `demo/${known.demo}/?${new URLSearchParams([...next])}`;
  document.dispatchEvent(new CustomEvent("descent:go", { detail }));
}

function theme(name) {
  if (name === "light" || name === "dark") root.dataset.theme = name;
  else delete root.dataset.theme;
  document.dispatchEvent(new Event("descent:theme"));
}

addEventListener("message", (event) => {
  const data = event.data;
  if (!framed || event.source !== window.parent || !isObject(data) || !Object.hasOwn(data, "descent") || data.descent !== 1) return;
  if (data.type === "theme" && ["light", "dark", "auto"].includes(data.theme)) {
    // The host gives the frame its content's height, so nothing has to scroll.
    root.dataset.sized = "";
    theme(data.theme);
    where(event.origin);
  } else if (data.type === "settings" && known.demo && isObject(data.settings)) {
    const pairs = Object.entries(data.settings);
    const fits = ([, value]) => value === null || (typeof value === "string" && value.length <= MOST.value);
    if (pairs.length > MOST.pairs || !pairs.every(fits)) return;
    const mine = pairs.filter(([key]) => known.keys.includes(key));
    if (mine.length > 0) change(Object.fromEntries(mine));
  }
});

// A reader's own clicks: the full site opens beside the host page; a heading of this page is scrolled to by the host.
addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link || link.hasAttribute("download") || document.getElementById(link.dataset.demo)) return;
  if (link.hash && link.href.split("#")[0] === location.href.split("#")[0]) {
    link.removeAttribute("target");
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (target) requestAnimationFrame(() => post("scroll", { top: target.getBoundingClientRect().top + scrollY - 16 }));
  } else {
    link.target = "_blank";
    link.relList.add("noopener");
  }
}, true);

function parsed(url) {
  try {
    return new URL(url);
  } catch {
    return null;
  }
}

// Whether every window from here to the top is of this origin. A frame that was taken out of its page while a message
// was on its way to it may have no top, so the climb has an end of its own.
const alike = (at, most) =>
  at.parent === at || (most > 0 && at.parent.location.origin === location.origin && alike(at.parent, most - 1));

// Whether progress made here is that of the reader's course. The same origin all the way up: yes. The same scheme and
// host: one site with one storage, whatever the port. Another site: browsers keep storage apart. Names that share
// their end may or may not be one site; only a list of all registries knows.
function where(parent) {
  const line = document.getElementById("embed-where");
  if (!line || !framed) return;
  line.hidden = true;
  try {
    if (alike(window, 20)) return;
  } catch {
    // A window of another origin does not let itself be looked at.
  }
  const above = [...(location.ancestorOrigins ?? [document.referrer])];
  if (parent) above[0] = parent;
  const hosts = above.map(parsed);
  const complete = location.ancestorOrigins || window.parent === window.top;
  const end = (name) => name.split(".").slice(-2).join(".");
  const same = (host) => host && host.protocol === location.protocol && host.hostname === location.hostname;
  if (complete && hosts.every(same)) return;
  const apart = hosts.some((host) => host && end(host.hostname) !== end(location.hostname));
  line.firstElementChild.textContent = apart
    ? "Browsers keep what you do inside another site apart: progress here does not count in your course."
    : "Inside another site, progress here may not count in your course.";
  line.hidden = false;
}

if (known.demo) prepare();
// The host is spoken to first: whatever fails after it costs a line of text and not the frame.
post("hello");
where();
let height = 0;
const measure = () => {
  const now = Math.ceil(document.body.getBoundingClientRect().height);
  if (now !== height) post("size", { height: (height = now) });
};
new ResizeObserver(measure).observe(document.body);
