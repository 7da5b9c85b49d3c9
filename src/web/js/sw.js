// Keeps the course for reading without a network: a core, which every page needs, and the tracks. Each version of the
// site has a cache of its own, used once its core and the tracks that were kept before are complete: what a reader sees
// always comes from one version. The site builder fills in the version.
const VERSION = "{{VERSION}}";
const SCOPE = new URL("./", self.location).href;
const FOLDER = new URL(SCOPE).pathname;
const listOf = (version) => `${SCOPE}assets/offline-${version}.json`;
const LIST = listOf(VERSION);
// Many sites share an origin, so every name carries the folder.
const PREFIX = `descent:${FOLDER}:`;
// Beside the files of a version: which groups of them are complete.
const GROUPS = SCOPE + "offline-groups";
// Stands for all groups: the first releases had one list of all files.
const WHOLE = "*";
// Stands for a version where a page came from the host because its track is not kept.
const HOST = "host";
const STATE = PREFIX + "state";
const STATE_KEY = SCOPE + "offline-state";
const AT_ONCE = 6;
// Between two news of how far it is, in milliseconds.
const PAUSE = 50;
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
  if (event.data.track) event.waitUntil(saveTrack(event.data.track).catch(() => {}));
  if (event.data === "rest") rest();
  if (event.data.drop) event.waitUntil(dropTrack(event.data.drop));
  // A page is at rest, so the one before it in its tab has gone.
  if (event.data === "tidy") event.waitUntil(tidy());
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && request.url.startsWith(SCOPE)) event.respondWith(answer(event, request));
});

// Saving

// The core, and the tracks that a version before has.
async function save() {
  const list = await reporting({}, listOfFiles);
  const before = new Set((await Promise.all((await versions()).map(groupsOf))).flat());
  const groups = list.groups.filter(({ id }, i) => i === 0 || before.has(id) || before.has(WHOLE));
  await reporting({}, () => saveGroups(groups, {}));
  // The list goes in last: where it is, the core is.
  await (await caches.open(cacheOf(VERSION))).put(LIST, json(list.text));
  // Said once the event is over, when the browser counts this version as installed.
  setTimeout(() => news.postMessage({ kind: "saved" }), 100);
}

// Several tabs may ask for the same.
const tracks = new Map();
let resting = false;
function saveTrack(id) {
  if (resting) return Promise.resolve();
  if (!tracks.has(id)) {
    const stop = new AbortController();
    const saved = (async () => {
      const list = await listOfFiles();
      await reporting({ track: id }, () => saveGroups(list.groups.filter((group) => group.id === id), { track: id }, stop.signal));
      await tell();
    })();
    tracks.set(id, { saved: saved.finally(() => tracks.delete(id)), stop });
  }
  return tracks.get(id).saved;
}

// Another version takes over only when nothing is under way here, and goes on with what is missing.
function rest() {
  resting = true;
  for (const { stop } of tracks.values()) stop.abort();
}

async function dropTrack(id) {
  tracks.get(id)?.stop.abort();
  await tracks.get(id)?.saved.catch(() => {});
  const { groups } = await listOfFiles();
  await note((there) => there.filter((other) => other !== id));
  await forget(groups.filter((group) => group.id === id));
  await tell();
}

async function forget(groups) {
  const cache = await caches.open(cacheOf(VERSION));
  for (const [path] of groups.flatMap((group) => group.files)) await cache.delete(SCOPE + path);
}

// The state that pages show follows what is there.
async function tell() {
  if ((await state()).version !== VERSION) return;
  const now = await summary();
  await remember((before) => ({ ...before, ...now }));
  news.postMessage({ kind: "ready" });
}

async function summary() {
  const [list, there] = [await listOfFiles(), new Set(await groupsOf(VERSION))];
  const groups = list.groups.map(({ id, title, files }) => ({
    id, title, files: files.length, bytes: sizeOf(files), there: there.has(id),
  }));
  return { groups, bytes: groups.reduce((sum, group) => sum + (group.there ? group.bytes : 0), 0) };
}

const sizeOf = (files) => files.reduce((sum, file) => sum + file[2], 0);

// Which groups of a version are complete.
async function groupsOf(version) {
  const groups = await kept(GROUPS, version);
  if (groups) return groups.json();
  const list = await kept(listOf(version), version);
  return list && (await list.json()).files ? [WHOLE] : [];
}

// Changes that, one change after the other.
let noting = Promise.resolve();
function note(change) {
  const noted = noting.then(async () => {
    const groups = change(await groupsOf(VERSION));
    await (await caches.open(cacheOf(VERSION))).put(GROUPS, json(JSON.stringify(groups)));
  });
  noting = noted.catch(() => {});
  return noted;
}

// Does something, and tells the pages if it fails.
async function reporting(what, work) {
  try {
    return await work();
  } catch (error) {
    const full = error?.name === "QuotaExceededError";
    // Half a copy is of use only where the rest can follow.
    if (full && !what.track) await caches.delete(cacheOf(VERSION));
    // What is stopped for the sake of another version is no trouble: that one goes on with it.
    if (!resting) news.postMessage({ ...what, kind: full ? "full" : "failed", bytes: error?.bytes ?? 0, why: String(error) });
    throw error;
  }
}

async function saveGroups(groups, what, stop) {
  const files = groups.flatMap((group) => group.files);
  const bytes = sizeOf(files);
  const cache = await caches.open(cacheOf(VERSION));
  const there = new Set((await cache.keys()).map((request) => request.url));
  const missing = files.filter(([path]) => !there.has(SCOPE + path));
  const old = await earlierFiles();
  await askForRoom(missing, bytes);
  let done = files.length - missing.length;
  let said = 0;
  const say = () => {
    const now = Date.now();
    if (now - said < PAUSE && done < files.length) return;
    said = now;
    news.postMessage({ ...what, kind: "saving", done, of: files.length });
  };
  say();
  let failure;
  const worker = async () => {
    for (let file = missing.shift(); file && !failure; file = missing.shift()) {
      try {
        stop?.throwIfAborted();
        await saveFile(cache, file, old, stop);
        done += 1;
        say();
      } catch (error) {
        failure ??= Object.assign(error, { bytes });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  if (failure) {
    if (failure.name === "QuotaExceededError" && what.track) await forget(groups);
    throw failure;
  }
  // Another version may have tidied up in the meantime.
  const now = new Set((await (await caches.open(cacheOf(VERSION))).keys()).map((request) => request.url));
  if (files.some(([path]) => !now.has(SCOPE + path))) throw new Error("the copy was removed while it was being made");
  await note((there) => [...new Set([...there, ...groups.map((group) => group.id)])]);
}

// A file of this version with a known digest: from an earlier version, from the browser's own cache, or anew.
async function saveFile(cache, [path, digest], old, signal) {
  const address = SCOPE + path;
  const sources = [
    // The earlier version may be going at this moment.
    () => old.has(digest) && kept(old.get(digest).address, old.get(digest).version).catch(() => undefined),
    () => fetch(address, { cache: /-[0-9a-f]{12,16}(_bg)?\.\w+$/.test(path) ? "default" : "no-cache", signal }),
    () => fetch(address, { cache: "reload", signal }),
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
    const list = version !== VERSION && await kept(listOf(version), version);
    if (!list) continue;
    const { groups, files: whole } = await list.json();
    for (const { files: some } of groups ?? [{ files: whole }]) {
      for (const [path, digest] of some) files.set(digest, { address: SCOPE + path, version });
    }
  }
  return files;
}

// Where the browser says that there is no room, nothing is fetched in vain.
async function askForRoom(missing, bytes) {
  const { quota, usage } = await navigator.storage?.estimate?.().catch(() => ({})) ?? {};
  const need = sizeOf(missing);
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

// Changes it; what happens at the same time finds what was changed before.
async function remember(change) {
  remembered = state().then(change);
  await (await caches.open(STATE)).put(STATE_KEY, json(JSON.stringify(await remembered)));
}

// Tabs and frames. The workers of their demos are clients too, and one engine counts the service worker itself.
function openTabs() {
  return self.clients.matchAll({ includeUncontrolled: true, type: "window" });
}

// From now on pages come from this version, but tabs that are open go on with the version that they began with: their
// script is in memory already, and the data of another version may not suit it.
async function takeOver() {
  if (!await kept(LIST, VERSION)) return;
  const before = await state();
  const [open, now] = [await openTabs(), await summary()];
  await remember(({ version: last = VERSION, clients: known }) => {
    const clients = Object.fromEntries(open.map(({ id }) => [id, known[id] ?? last]).filter(([, version]) => version !== VERSION));
    return { version: VERSION, ...now, clients };
  });
  const wanted = new Set([VERSION, ...Object.values((await state()).clients)]);
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
  if (!(id in (await state()).clients)) return;
  await remember(({ clients: { [id]: gone, ...clients }, ...rest }) => ({ ...rest, clients }));
}

// A page that begins now goes on with another version.
async function belongs(id, version) {
  if (!id) return;
  await remember(({ clients, ...rest }) => ({ ...rest, clients: { ...clients, [id]: version } }));
}

// Earlier versions go when their last tab has gone.
async function tidy() {
  const before = await state();
  if (Object.keys(before.clients).length === 0) return;
  const open = new Set((await openTabs()).map((client) => client.id));
  await remember(({ clients, ...rest }) => ({
    ...rest, clients: Object.fromEntries(Object.entries(clients).filter(([id]) => open.has(id) || !(id in before.clients))),
  }));
  const wanted = new Set([VERSION, ...Object.values((await state()).clients)]);
  for (const version of Object.values(before.clients)) if (!wanted.has(version)) await caches.delete(cacheOf(version));
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
  const { digest, group } = (await filesOf(version)).get(file) ?? {};
  // Browsers may lose single files: what is not whole is saved again.
  if (digest) event.waitUntil(lost(group, version));
  const ours = async (response) => Boolean(digest) && await sha256(await response.clone().arrayBuffer()) === digest;
  if (!navigation) {
    const response = await fetch(request);
    // The app can do nothing with the files of another version. An empty one it knows for such, and says so.
    return digest && response.ok && !await ours(response) ? new Response("") : response;
  }
  if (!path.endsWith("/") && (await filesOf(version)).has(`${path}/index.html`)) {
    return Response.redirect(`${url.origin}${url.pathname}/${url.search}`, 302);
  }
  // A page whose track is not kept, or not ours, or newer than this version: the host decides, and without it the page
  // that says so.
  try {
    const response = await fetch(request);
    // A page of another version goes on with the files of that version.
    if (!await ours(response)) await belongs(event.resultingClientId, HOST);
    return response;
  } catch (error) {
    const missing = path !== "descent.html" && await find(digest ? "unsaved.html" : "404.html");
    if (!missing) throw error;
    return new Response(missing.body, { status: digest ? 503 : 404, headers: missing.headers });
  }
}

// The digest and the group of each of a version's files, by path.
const known = new Map();
async function filesOf(version) {
  if (!known.has(version)) {
    const list = await kept(listOf(version), version);
    if (!list) return new Map();
    const groups = (await list.json()).groups ?? [];
    const files = groups.flatMap(({ id, files }) => files.map(([path, digest]) => [path, { digest, group: id }]));
    known.set(version, new Map(files));
  }
  return known.get(version);
}

async function lost(group, version) {
  const there = version === VERSION ? await groupsOf(version) : [];
  // While it is being saved it is not complete anyway.
  if (!there.includes(group)) return;
  await note((all) => all.filter((id) => id !== group));
  await tell();
}
