// Looks after the offline copy: registers the service worker once the page is at rest, has it save the core and then
// one track after the other, says how far it is, offers new versions. Needs no app. `<offline-copy>` shows the state
// wherever it stands, `<offline-copy full>` with buttons, and what is kept.
const root = new URL("./", import.meta.url).href;
const PREFIX = `descent:${new URL(root).pathname}:`;
const CHOICE = PREFIX + "offline";
// The tracks that the reader does not want.
const SKIPPED = PREFIX + "offline-skipped";
// Set while a page that has accepted a new version is loaded again.
const ACCEPTED = PREFIX + "offline-accepted";
const CHANGING = "Changing to the new version …";
const workers = navigator.serviceWorker;
const possible = Boolean(workers && globalThis.caches && globalThis.isSecureContext && globalThis.crypto?.subtle);
let registration;
let state = { kind: "waiting" };
let waiting = false;
let accepted = false;
// The track that is being saved: { id, done, of }.
let track;
// Tracks that could not be saved in this visit, and why: "full" or "failed".
const troubles = new Map();
// Browsers end a worker that is busy for long; each message lets it go on.
const AWAKE = 20_000;

function size(bytes) {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

// What to say in each state, and which button stands beside it.
const WORDS = {
  waiting: () => ["Not yet available offline"],
  impossible: () => [globalThis.isSecureContext ? "This browser keeps no offline copy" : "No offline copy: that needs an address with https"],
  sparing: () => ["Not yet available offline: this browser asks to save data", "Save for offline", save],
  off: () => ["Not available offline", "Save for offline", save],
  saving: ({ done, of }) => [of ? `Saving for offline: ${done} of ${of} files` : "Saving for offline"],
  ready: ({ bytes }) => [`Available offline (${size(bytes)})`, "Remove the offline copy", remove],
  part: ({ bytes, groups }) => [
    `Available offline in part: ${there(groups)} of ${groups.length - 1} tracks, ${size(bytes)}`, "Remove the offline copy", remove,
  ],
  full: ({ bytes, old }) => [
    old ? `No room for the new version, which needs ${size(bytes)}. The one you have stays available offline`
      : `No room for the offline copy: it needs ${size(bytes)}. The course goes on online`, "Try again", save],
  failed: () => ["Not yet available offline: saving was interrupted", "Go on saving", save],
};

// How many tracks are there. The core is none.
function there(groups) {
  return groups.slice(1).filter((group) => group.there).length;
}

function say(next) {
  state = next;
  document.querySelectorAll("offline-copy").forEach((element) => element.show?.());
}

customElements.define("offline-copy", class extends HTMLElement {
  connectedCallback() {
    const section = this.hasAttribute("full");
    this.line = document.createElement("p");
    this.bar = document.createElement("progress");
    this.bar.setAttribute("aria-label", "Files saved for offline");
    this.row = document.createElement("p");
    this.row.className = "row";
    this.parts = document.createElement("ul");
    this.parts.setAttribute("aria-label", "What is kept");
    this.replaceChildren(this.line, ...section ? [this.bar, this.row, this.parts] : []);
    // One of the two tells screen readers, and not each file.
    this.line.dataset.live = section;
    this.show();
  }

  show() {
    const [words, label, action] = WORDS[state.kind](state);
    const saving = state.kind === "saving";
    if (this.line.dataset.live === "true") this.line.setAttribute("aria-live", saving ? "off" : "polite");
    if (this.line.textContent !== words + ".") this.line.textContent = words + ".";
    this.dataset.state = state.kind;
    this.bar.hidden = !saving;
    if (saving) Object.assign(this.bar, { max: state.of ?? 1, value: state.done ?? 0 });
    const buttons = [];
    if (waiting) buttons.push(button("Reload to update", accept));
    if (label) buttons.push(button(label, action));
    // A button that stays keeps the focus.
    const same = buttons.map((b) => b.textContent).join() === [...this.row.children].map((b) => b.textContent).join();
    if (!same) this.row.replaceChildren(...buttons);
    this.row.hidden = buttons.length === 0;
    if (!this.hasAttribute("full") && state.kind === "sparing") this.append(this.row);
    this.showParts();
  }

  // What is there and what is missing, group by group.
  showParts() {
    const groups = state.groups ?? [];
    this.parts.hidden = groups.length === 0;
    while (this.parts.children.length > groups.length) this.parts.lastChild.remove();
    groups.forEach((group, i) => {
      const item = this.parts.children[i] ?? this.parts.appendChild(document.createElement("li"));
      const saving = track?.id === group.id;
      const share = saving ? track.done / track.of : 0;
      item.style.setProperty("--share", `${100 * share}%`);
      const words = saving ? `saving ${track.done} of ${track.of} files` : wordsOf(group);
      const shown = `${group.id} ${group.there} ${words}`;
      if (item.dataset.shown === shown) return;
      item.dataset.shown = shown;
      item.dataset.there = group.there;
      item.dataset.saving = saving;
      const [title, note] = [document.createElement("b"), document.createElement("span")];
      title.textContent = group.title;
      note.textContent = words;
      const label = saving ? "Stop" : group.there ? "Remove" : "Save";
      let change = item.querySelector("button");
      if (change?.textContent !== label) {
        const next = button(label, () => (label === "Save" ? fetchTrack(group.id) : drop(group.id)));
        next.setAttribute("aria-label", `${label}${saving ? " saving" : ""} the track ${group.title}`);
        // A button that is exchanged while it has the focus hands it on.
        const focused = change && change === document.activeElement;
        if (change) change.replaceWith(next);
        change = next;
        if (focused) change.focus();
      }
      for (const old of item.querySelectorAll("b, span")) old.remove();
      item.prepend(title, note);
      // The core is no track: without it there is no copy.
      if (i && !change.isConnected) item.append(change);
    });
  }
});

function wordsOf({ id, there, bytes }) {
  if (there) return `${size(bytes)}, kept`;
  const why = { full: "no room", failed: "interrupted" }[troubles.get(id)];
  return `${size(bytes)}, ${why ?? "not kept"}`;
}

function button(label, action) {
  const element = document.createElement("button");
  element.type = "button";
  element.className = "button";
  element.textContent = label;
  element.addEventListener("click", () => action(element));
  return element;
}

// What the reader has decided, or what this browser could not do: neither is tried again unasked.
function choice(value) {
  try {
    if (value === undefined) return localStorage.getItem(CHOICE);
    if (value) localStorage.setItem(CHOICE, value);
    else localStorage.removeItem(CHOICE);
  } catch {
    // Without storage the choice holds for this visit.
  }
  return value;
}

async function kept() {
  const found = await caches.match(root + "offline-state", { cacheName: PREFIX + "state" });
  return found?.json();
}

async function look() {
  const copy = await kept();
  if (copy) {
    const groups = copy.groups ?? [];
    say({ kind: groups.every((group) => group.there) ? "ready" : "part", bytes: copy.bytes, groups });
  }
  return copy;
}

function skipped(change) {
  try {
    const ids = new Set(JSON.parse(localStorage.getItem(SKIPPED) ?? "[]"));
    change?.(ids);
    if (change) localStorage.setItem(SKIPPED, JSON.stringify([...ids]));
    return ids;
  } catch {
    // Without storage nothing is remembered, and what is missing is fetched.
    return new Set();
  }
}

// Goes on with the first track that is wanted and missing; one that fails does not keep the others waiting.
async function goOn() {
  // The old worker is to rest.
  if (accepted) return;
  const copy = await look();
  const next = copy?.groups?.find(({ id, there }) => !there && !skipped().has(id) && !troubles.has(id));
  if (next && choice() !== "off") registration?.active?.postMessage({ track: next.id });
}

// Goes on where the worker has been ended in the midst of it, or before it had said anything.
function keepAwake() {
  registration?.installing?.postMessage("awake");
  if (track || state.kind === "part") goOn();
}

function fetchTrack(id) {
  troubles.delete(id);
  skipped((ids) => ids.delete(id));
  registration?.active?.postMessage({ track: id });
}

function drop(id) {
  troubles.delete(id);
  skipped((ids) => ids.add(id));
  registration?.active?.postMessage({ drop: id });
}

async function save() {
  choice("");
  say({ kind: "saving" });
  try {
    registration = await workers.register(root + "sw.js", { scope: root, updateViaCache: "none" });
  } catch (error) {
    console.info("Descent: no offline copy.", String(error));
    return say({ kind: "impossible" });
  }
  follow();
  // The worker may be there while its files are not: removed in this visit, or dropped by the browser.
  if (registration.active && !await look()) registration.active.postMessage("save");
  else if (registration.active) await registration.update().then(seeWorkers, () => {});
}

async function remove() {
  choice("off");
  skipped((ids) => ids.clear());
  track = undefined;
  await registration?.unregister();
  for (const name of await caches.keys()) if (name.startsWith(PREFIX)) await caches.delete(name);
  waiting = false;
  followed = undefined;
  document.querySelector("[data-notice=update]")?.remove();
  say({ kind: "off" });
}

let followed;
let offered;
const watched = new WeakSet();

// Looks at what the registration holds now. Events alone do not do: in a hidden tab they may come when all is over.
function seeWorkers() {
  const { installing, waiting: ready, active } = registration ?? {};
  if (installing && !watched.has(installing)) {
    watched.add(installing);
    installing.addEventListener("statechange", () => {
      if (installing.state === "activated") goOn();
      if (installing.state === "redundant" && !registration.active && state.kind === "saving") say({ kind: "failed" });
      seeWorkers();
    });
  }
  if (ready && active && offered !== ready) {
    offered = ready;
    offer();
  }
}

function follow() {
  if (followed === registration) return;
  followed = registration;
  registration.addEventListener("updatefound", seeWorkers);
  document.addEventListener("visibilitychange", seeWorkers);
  seeWorkers();
}

// Takes one piece of news after the other: looking up what is kept takes a different time for each.
let hearing = Promise.resolve();
function hear(news) {
  hearing = hearing.then(() => heard(news)).catch((error) => console.info("Descent:", String(error)));
}

async function heard({ kind, ...news }) {
  if (kind === "saved") return seeWorkers();
  // While a new version is being saved, the one that is there is what can be said. Looking has a second use: WebKit
  // loses what a worker has put into a cache and then ended, unless a page knows that cache.
  const copy = await kept();
  if (news.track) {
    track = kind === "saving" && news.done < news.of ? { id: news.track, ...news } : undefined;
    if (kind === "saving") return copy && say({ ...state });
    // Where there is no room, no later visit tries again unasked.
    if (kind === "full") skipped((ids) => ids.add(news.track));
    if (kind === "full" || !skipped().has(news.track)) troubles.set(news.track, kind);
    console.info("Descent: a track is not kept.", news.why);
  }
  if (kind === "ready" || news.track) await goOn();
  else if (kind === "full") {
    if (!copy) choice("full");
    say({ kind, bytes: news.bytes, old: Boolean(copy) });
  } else if (!copy && choice() !== "off") {
    if (kind === "failed") console.info("Descent: the offline copy is not complete.", news.why);
    say({ kind, ...news });
  }
}

function accept() {
  if (accepted) return change("again");
  accepted = true;
  change();
  setTimeout(change, 3000, "again");
}

// Has the new worker take over. Where the old one is asked for something at that very moment, by another tab for
// instance, Chromium puts it off for half a minute and longer, and asking again changes nothing; a page that goes does.
function change(again) {
  const words = document.querySelector("[data-notice=update] [role=status]");
  if (words) words.textContent = CHANGING;
  // It must come to rest before another takes its place.
  if (!again) registration?.active?.postMessage("rest");
  registration?.waiting?.postMessage("accept");
  if (registration?.waiting && !again) return;
  acceptedBefore(true);
  location.reload();
}

// Whether this tab has asked for the new version and still may have the old one.
function acceptedBefore(now) {
  try {
    const before = sessionStorage.getItem(ACCEPTED) !== null;
    if (now) sessionStorage.setItem(ACCEPTED, "");
    else sessionStorage.removeItem(ACCEPTED);
    return before;
  } catch {
    return false;
  }
}

function offer() {
  waiting = true;
  say(state);
  notice(accepted ? CHANGING : "A new version of the course is ready.", "Reload to update", accept);
}

function notice(words, label, action) {
  document.querySelector("[data-notice=update]")?.remove();
  const element = document.createElement("div");
  element.className = "notice";
  element.dataset.notice = "update";
  const text = document.createElement("p");
  text.setAttribute("role", "status");
  const later = button("Later", () => {
    element.remove();
    document.getElementById("main")?.focus({ preventScroll: true });
  });
  const first = button(label, action);
  first.classList.add("primary");
  element.append(text, first, later);
  document.getElementById("notices")?.append(element);
  // Screen readers announce what changes in an element that is there already.
  setTimeout(() => { text.textContent = words; }, 50);
}

// The first page comes first: after it has loaded, the app has started, and the browser has nothing better to do.
async function atRest() {
  if (document.readyState !== "complete") await new Promise((done) => addEventListener("load", done, { once: true }));
  const html = document.documentElement;
  while (!html.dataset.app) {
    await new Promise((done) => {
      const observer = new MutationObserver(() => { observer.disconnect(); done(); });
      observer.observe(html, { attributes: true, attributeFilter: ["data-app"] });
    });
  }
  await new Promise((done) => (globalThis.requestIdleCallback ?? setTimeout)(done, { timeout: 2000 }));
}

// A tab may stay open for weeks without loading a document.
function checkNowAndThen() {
  let checked = 0;
  const check = () => {
    if (Date.now() - checked < 3.6e6) return;
    checked = Date.now();
    registration?.update().then(seeWorkers, () => {});
  };
  document.addEventListener("visibilitychange", () => document.hidden || check());
  check();
}

async function begin() {
  if (!possible) return say({ kind: "impossible" });
  new BroadcastChannel(PREFIX + "offline").addEventListener("message", (event) => hear(event.data));
  workers.addEventListener("controllerchange", () => {
    if (accepted) return location.reload();
    if (waiting) {
      waiting = false;
      say(state);
      notice("The course was updated in another tab. This one goes on with the version it has.", "Reload to update", () => location.reload());
    }
  });
  setInterval(keepAwake, AWAKE);
  // A tab that was put away may have been stopped, and its worker with it.
  document.addEventListener("visibilitychange", () => document.hidden || goOn());
  addEventListener("online", () => {
    for (const [id, why] of troubles) if (why === "failed") troubles.delete(id);
    if (state.kind === "failed") save();
    else goOn();
  });
  const found = await workers.getRegistration(root);
  if (found?.scope === root) {
    registration = found;
    const { controller } = workers;
    const changing = found.waiting || (found.active?.state === "activating" && controller !== found.active);
    accepted = acceptedBefore() && Boolean(controller && changing);
    follow();
    if (await look()) {
      await atRest();
      if (!accepted) controller?.postMessage("tidy");
      await goOn();
      return checkNowAndThen();
    }
  }
  const before = choice();
  if (before) return say({ kind: "off" });
  if (!registration && navigator.connection?.saveData) return say({ kind: "sparing" });
  await atRest();
  await save();
  checkNowAndThen();
}
begin().catch((error) => console.info("Descent: no offline copy.", String(error)));
