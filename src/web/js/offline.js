// Looks after the offline copy: registers the service worker once the page is at rest, says how far it is, offers new
// versions. Needs no app. `<offline-copy>` shows the state wherever it stands, `<offline-copy full>` with buttons.
const root = new URL("../", import.meta.url).href;
const PREFIX = `descent:${new URL(root).pathname}:`;
const CHOICE = PREFIX + "offline";
const workers = navigator.serviceWorker;
const possible = Boolean(workers && globalThis.caches && globalThis.isSecureContext && globalThis.crypto?.subtle);
let registration;
let state = { kind: "waiting" };
let waiting = false;
let accepted = false;

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
  full: ({ bytes, old }) => [
    old ? `No room for the new version, which needs ${size(bytes)}. The one you have stays available offline`
      : `No room for the offline copy: it needs ${size(bytes)}. The course goes on online`, "Try again", save],
  failed: () => ["Not yet available offline: saving was interrupted", "Go on saving", save],
};

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
    this.replaceChildren(this.line, ...section ? [this.bar, this.row] : []);
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
  }
});

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
  if (copy) say({ kind: "ready", bytes: copy.bytes });
  return copy;
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
  else if (registration.active) await registration.update().catch(() => {});
}

async function remove() {
  choice("off");
  await registration?.unregister();
  for (const name of await caches.keys()) if (name.startsWith(PREFIX)) await caches.delete(name);
  waiting = false;
  followed = undefined;
  document.querySelector("[data-notice=update]")?.remove();
  say({ kind: "off" });
}

let followed;
function follow() {
  if (followed === registration) return;
  followed = registration;
  const watch = (worker) => worker?.addEventListener("statechange", () => {
    if (worker.state === "installed" && registration.active) offer();
    if (worker.state === "activated") look();
    if (worker.state === "redundant" && !registration.active && state.kind === "saving") say({ kind: "failed" });
  });
  registration.addEventListener("updatefound", () => watch(registration.installing));
  watch(registration.installing);
  if (registration.waiting && registration.active) offer();
}

async function heard({ kind, ...news }) {
  // While a new version is being saved, the one that is there is what can be said.
  const copy = await kept();
  if (kind === "ready") await look();
  else if (kind === "full") {
    if (!copy) choice("full");
    say({ kind, bytes: news.bytes, old: Boolean(copy) });
  } else if (!copy && choice() !== "off") {
    if (kind === "failed") console.info("Descent: the offline copy is not complete.", news.why);
    say({ kind, ...news });
  }
}

function accept() {
  accepted = true;
  if (registration?.waiting) registration.waiting.postMessage("accept");
  else location.reload();
}

function offer() {
  waiting = true;
  say(state);
  notice("A new version of the course is ready.", "Reload to update", accept);
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
    registration?.update().catch(() => {});
  };
  document.addEventListener("visibilitychange", () => document.hidden || check());
  check();
}

async function begin() {
  if (!possible) return say({ kind: "impossible" });
  new BroadcastChannel(PREFIX + "offline").addEventListener("message", (event) => heard(event.data));
  workers.addEventListener("controllerchange", () => {
    if (accepted) return location.reload();
    if (waiting) {
      waiting = false;
      say(state);
      notice("The course was updated in another tab. This one goes on with the version it has.", "Reload to update", () => location.reload());
    }
  });
  const found = await workers.getRegistration(root);
  if (found?.scope === root) {
    registration = found;
    follow();
    if (await look()) {
      await atRest();
      workers.controller?.postMessage("tidy");
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
