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
const engineText = document.getElementById("descent-engine").textContent;
let engineUrl;
const engineHome = {
  pack: async (name) => (await unpack(`descent-${name}`)).arrayBuffer(),
  worker: () => (engineUrl ??= URL.createObjectURL(new Blob([engineText], { type: "text/javascript" }))),
  // The policy knows this script by its hash.
  local: async () => document.head.append(Object.assign(document.createElement("script"), { textContent: engineText })),
};
try {
  const display = JSON.parse(localStorage.getItem(`descent:${location.pathname}:display`) || "{}");
  if (display.theme === "light" || display.theme === "dark") document.documentElement.dataset.theme = display.theme;
} catch {
  // Storage denied or foreign bytes: the system decides.
}
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-save]");
  if (button) toggleSave(button);
});
try {
  globalThis.descentRoot = location.href.split("#")[0];
  globalThis.descentFiles = await (await unpack("descent-files")).json();
  await __wbg_init({ module_or_path: await (await unpack("descent-wasm")).arrayBuffer() });
} catch (error) {
  notStarted(error);
}
