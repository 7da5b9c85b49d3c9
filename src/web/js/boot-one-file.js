// Starts the app in the one-file edition: everything it needs lies in this file, packed.
async function unpack(id) {
  const text = atob(document.getElementById(id).textContent);
  const bytes = new Uint8Array(text.length);
  // A plain loop: going through millions of letters by an iterator takes seconds.
  for (let i = 0; i < bytes.length; i++) bytes[i] = text.charCodeAt(i);
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")));
}
let searchFiles;
const searchHome = {
  // The policy knows this script by its hash, so it may be put into the page as it is.
  start: async () => {
    searchFiles = await (await unpack("descent-search")).json();
    document.head.append(Object.assign(document.createElement("script"), { textContent: searchFiles.script }));
  },
  index: async () => searchFiles.index,
  part: async (name) => searchFiles.parts[name],
  texts: async (path) => searchFiles.texts[path],
  href: (path, at) => `#/${path}${at.replace(/^#/, "~")}`,
  here: () => location.hash.slice(2).replace(/[?~].*$/, ""),
};
const onDemand = {
  looks: () => {},
  terms: async () => termsModule,
  keys: async () => keysModule,
  glossary: async () => JSON.parse(descentFiles["glossary/page.json"]),
};
const engineText = document.getElementById("descent-engine").textContent;
let engineUrl;
const engineHome = {
  pack: async (name) => (await unpack(`descent-${name}`)).arrayBuffer(),
  worker: () => (engineUrl ??= URL.createObjectURL(new Blob([engineText], { type: "text/javascript" }))),
  // The policy knows this script by its hash.
  local: async () => document.head.append(Object.assign(document.createElement("script"), { textContent: engineText })),
};
const displayKey = `descent:${location.pathname}:display`;
try {
  const { theme, motion, keys } = JSON.parse(localStorage.getItem(displayKey) || "{}");
  if (theme === "light" || theme === "dark") display.theme = theme;
  if (motion === "less" || motion === "full") display.motion = motion;
  if (keys === "off") display.keys = keys;
} catch {
  // Storage denied or foreign bytes: the system decides.
}
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-save]");
  if (button) toggleSave(button);
});
// Under another name or in another folder this is another file. Where the browser keeps the storage of files together,
// what was done in the first one can be taken over.
function offerProgress() {
  const key = (path) => `descent:${path.replaceAll("%", "%25").replaceAll(":", "%3A")}:`;
  const mine = key(location.pathname);
  const keys = Object.keys(localStorage);
  if (keys.some((name) => name.startsWith(mine))) return;
  const theirs = keys.map((name) => /^descent:[^:]+\.html?:(?=log:|pack:)/i.exec(name)?.[0]).find(Boolean);
  if (!theirs) return;
  const notice = document.createElement("div");
  notice.className = "notice";
  notice.dataset.notice = "copy";
  notice.setAttribute("role", "status");
  notice.innerHTML = `<p>You have done nothing in this file yet, but there is progress from <b></b>.</p>
<button class="button primary" type="button">Take it over</button> <button class="button" type="button">Begin anew</button>`;
  const path = theirs.slice("descent:".length, -1).replaceAll("%25", "%");
  notice.querySelector("b").textContent = decodeURIComponent(path.split("/").at(-1));
  const [take, leave] = notice.querySelectorAll("button");
  take.addEventListener("click", () => {
    for (const name of keys.filter((name) => name.startsWith(theirs))) localStorage.setItem(mine + name.slice(theirs.length), localStorage[name]);
    location.reload();
  });
  leave.addEventListener("click", () => notice.remove());
  document.getElementById("notices").append(notice);
}
try {
  // What stands behind a question mark makes no other file of it.
  globalThis.descentRoot = location.href.split(/[?#]/)[0];
  globalThis.descentFiles = await (await unpack("descent-files")).json();
  await __wbg_init({ module_or_path: await (await unpack("descent-wasm")).arrayBuffer() });
} catch (error) {
  notStarted(error);
}
try {
  offerProgress();
} catch {
  // Storage denied: there is nothing to take over.
}
