// Keeps the whole course for reading without a network. Each version of the site has a cache of its own, filled
// completely or not used: what a reader sees always comes from one version. The site builder fills in the version.
const VERSION = "{{VERSION}}";
const SCOPE = new URL("./", self.location).href;
const FOLDER = new URL(SCOPE).pathname;
const LIST = `${SCOPE}assets/offline-${VERSION}.json`;
// Many sites share an origin, so every name carries the folder.
const PREFIX = `descent:${FOLDER}:`;
const STATE = PREFIX + "state";
const STATE_KEY = SCOPE + "offline-state";
const AT_ONCE = 6;
const news = new BroadcastChannel(PREFIX + "offline");

const cacheOf = (version) => PREFIX + version;
// Unlike `caches.open`, this makes no cache where there is none: the reader may have removed the copy.
const kept = (address, version) => caches.match(address, { cacheName: cacheOf(version) });

self.addEventListener("install", (event) => event.waitUntil(save()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("message", (event) => {
  if (event.data === "accept") self.skipWaiting();
  // Asked for where the worker is there but the browser has dropped its files.
  if (event.data === "save") event.waitUntil(save().then(takeOver, () => {}));
  // A page is at rest, so the one before it in its tab has gone.
  if (event.data === "tidy") event.waitUntil(tidy());
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && request.url.startsWith(SCOPE)) event.respondWith(answer(event, request));
});

// Saving

async function save() {
  try {
    await saveAll();
  } catch (error) {
    const full = error?.name === "QuotaExceededError";
    // Half a copy is of use only where the rest can follow.
    if (full) await caches.delete(cacheOf(VERSION));
    news.postMessage({ kind: full ? "full" : "failed", bytes: error?.bytes ?? 0, why: String(error) });
    throw error;
  }
}

async function saveAll() {
  const list = await listOfFiles();
  const bytes = list.files.reduce((sum, file) => sum + file[2], 0);
  const cache = await caches.open(cacheOf(VERSION));
  const there = new Set((await cache.keys()).map((request) => request.url));
  const missing = list.files.filter(([path]) => !there.has(SCOPE + path));
  const old = await earlierFiles();
  await askForRoom(missing, old, bytes);
  let done = list.files.length - missing.length;
  const say = () => news.postMessage({ kind: "saving", done, of: list.files.length });
  say();
  let failure;
  const worker = async () => {
    for (let file = missing.shift(); file && !failure; file = missing.shift()) {
      try {
        await saveFile(cache, file, old);
        done += 1;
        say();
      } catch (error) {
        failure ??= Object.assign(error, { bytes });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  if (failure) throw failure;
  // The list goes in last: where it is, everything is. Another version may have tidied up in the meantime.
  const now = await (await caches.open(cacheOf(VERSION))).keys();
  if (now.length < list.files.length) throw new Error("the copy was removed while it was being made");
  await cache.put(LIST, json(list.text));
}

// A file of this version with a known digest: from an earlier version, from the browser's own cache, or anew.
async function saveFile(cache, [path, digest], old) {
  const address = SCOPE + path;
  const sources = [
    () => old.has(digest) && kept(old.get(digest).address, old.get(digest).version),
    () => fetch(address, { cache: /-[0-9a-f]{16}(_bg)?\.\w+$/.test(path) ? "default" : "no-cache" }),
    () => fetch(address, { cache: "reload" }),
  ];
  for (const source of sources) {
    const response = await source();
    if (!response) continue;
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    const bytes = await response.arrayBuffer();
    if (await sha256(bytes) !== digest) continue;
    // A new response, because one that was redirected may not answer a navigation.
    return cache.put(address, new Response(bytes, { headers: headersOf(response) }));
  }
  throw new Error(`${path}: these are not the bytes of version ${VERSION}`);
}

// The host's headers stay with the file, its policy among them, except those about how the bytes traveled.
function headersOf(response) {
  const headers = new Headers(response.headers);
  for (const name of ["content-encoding", "content-length", "transfer-encoding", "vary"]) headers.delete(name);
  return headers;
}

async function listOfFiles() {
  const response = await kept(LIST, VERSION) ?? await fetch(LIST, { cache: "no-cache" });
  if (!response.ok) throw new Error(`the list of files: ${response.status}`);
  const text = await response.text();
  if (!(await sha256(new TextEncoder().encode(text))).startsWith(VERSION)) {
    throw new Error(`this is not the list of files of version ${VERSION}`);
  }
  return { text, ...JSON.parse(text) };
}

function json(text) {
  return new Response(text, { headers: { "content-type": "application/json" } });
}

// What complete copies of other versions hold, by digest.
async function earlierFiles() {
  const files = new Map();
  for (const version of await versions()) {
    const list = version !== VERSION && await kept(`${SCOPE}assets/offline-${version}.json`, version);
    if (!list) continue;
    for (const [path, digest] of (await list.json()).files) files.set(digest, { address: SCOPE + path, version });
  }
  return files;
}

// Where the browser says that there is no room, nothing is fetched in vain.
async function askForRoom(missing, old, bytes) {
  const { quota, usage } = await navigator.storage?.estimate?.().catch(() => ({})) ?? {};
  const need = missing.reduce((sum, file) => sum + file[2], 0);
  if (quota > 0 && quota - usage < need) {
    throw Object.assign(new DOMException("no room", "QuotaExceededError"), { bytes });
  }
}

async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Versions

async function versions() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== STATE);
  return names.map((name) => name.slice(PREFIX.length));
}

// Which version is current, and which tabs still show an earlier one.
let remembered;
function state() {
  remembered ??= caches.match(STATE_KEY, { cacheName: STATE }).then((found) => found?.json()).then((found) => found ?? { clients: {} });
  return remembered;
}

async function remember(value) {
  remembered = Promise.resolve(value);
  await (await caches.open(STATE)).put(STATE_KEY, json(JSON.stringify(value)));
}

// Firefox counts the worker itself.
async function openTabs() {
  const all = await self.clients.matchAll({ includeUncontrolled: true, type: "all" });
  return all.filter((client) => client.type !== "serviceworker");
}

// From now on pages come from this version, but tabs that are open go on with the version that they began with: their
// script is in memory already, and the data of another version may not suit it.
async function takeOver() {
  const before = await state();
  const list = await (await kept(LIST, VERSION))?.json();
  if (!list) return;
  const clients = {};
  for (const { id } of await openTabs()) {
    const version = before.clients[id] ?? before.version ?? VERSION;
    if (version !== VERSION) clients[id] = version;
  }
  const bytes = list.files.reduce((sum, file) => sum + file[2], 0);
  await remember({ version: VERSION, files: list.files.length, bytes, clients });
  const wanted = new Set([VERSION, ...Object.values(clients)]);
  // A version that is being saved right now must find its files again.
  if (!self.registration.installing) {
    for (const version of await versions()) if (!wanted.has(version)) await caches.delete(cacheOf(version));
  }
  // The page of the first visit needs the copy too.
  if (!before.version) await self.clients.claim();
  news.postMessage({ kind: "ready" });
}

// A page that begins now has this version, even if its tab was seen while the versions changed.
async function begin(id) {
  const { clients, ...rest } = await state();
  if (!(id in clients)) return;
  delete clients[id];
  await remember({ ...rest, clients });
}

// Earlier versions go when their last tab has gone.
async function tidy() {
  const before = await state();
  if (Object.keys(before.clients).length === 0) return;
  const open = new Set((await openTabs()).map((client) => client.id));
  const clients = Object.fromEntries(Object.entries(before.clients).filter(([id]) => open.has(id)));
  const wanted = new Set([VERSION, ...Object.values(clients)]);
  for (const version of Object.values(before.clients)) if (!wanted.has(version)) await caches.delete(cacheOf(version));
  await remember({ ...before, clients });
}

// Answering

async function answer(event, request) {
  const url = new URL(request.url);
  const path = url.pathname.slice(FOLDER.length);
  const navigation = request.mode === "navigate";
  const version = navigation ? VERSION : (await state()).clients[event.clientId] ?? VERSION;
  const find = (name) => kept(SCOPE + name, version);
  const file = path === "" || path.endsWith("/") ? `${path}index.html` : path;
  const found = await find(file);
  if (found) {
    if (navigation) await begin(event.resultingClientId);
    return found;
  }
  if (!navigation) return fetch(request);
  if (!path.endsWith("/") && await find(`${path}/index.html`)) {
    return Response.redirect(`${url.origin}${url.pathname}/${url.search}`, 302);
  }
  // Not ours, or newer than this version: the host decides, and without it the page for such addresses.
  try {
    return await fetch(request);
  } catch (error) {
    const missing = path !== "descent.html" && await find("404.html");
    if (!missing) throw error;
    return new Response(missing.body, { status: 404, headers: missing.headers });
  }
}
