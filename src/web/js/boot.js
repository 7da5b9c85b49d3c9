// Starts the app. The site's root is wherever this file lies. Its own address stays the same, and it holds those that
// change with every release, so that pages need not.
const root = new URL("./", import.meta.url).href;
globalThis.descentRoot = root;
const displayKey = `descent:${new URL(root).pathname}:display`;
// These stay while pages change, so they must not depend on the page's folder.
for (const link of document.querySelectorAll("link[rel*=icon], link[rel=manifest]")) link.href = link.href;
// What few readers open is fetched when they do.
addEventListener("descent:embed-sheet", async ({ target }) => {
  try {
    (await import(root + "{{EMBED_SHEET_JS}}")).fill(target, root);
  } catch {
    target.textContent = "This part could not be loaded. Are you offline?";
  }
});
async function json(path) {
  const response = await fetch(root + path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}
const searchHome = {
  // A script of its own and no module, because browsers do not ask again for a module that did not come.
  start: () =>
    new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = root + "{{SEARCH_JS}}";
      script.onload = done;
      script.onerror = () => failed(new Error("the script did not come"));
      document.head.append(script);
    }),
  index: () => json("{{SEARCH_INDEX}}"),
  part: json,
  texts: json,
  href: (path, at) => root + path + at,
  here: () => location.href.slice(root.length).replace(/(index\.html)?([?#].*)?$/, ""),
};
let looks;
const onDemand = {
  // How dialogs and sheets look.
  looks: () => (looks ??= document.head.appendChild(Object.assign(document.createElement("link"), { rel: "stylesheet", href: root + "{{LATER_CSS}}" }))),
  terms: () => import(root + "{{TERMS_JS}}"),
  keys: () => import(root + "{{KEYS_JS}}"),
  glossary: () => json("glossary/page.json"),
};
const packFiles = {{PACKS}};
const engineHome = {
  pack: async (name) => {
    const response = await fetch(root + packFiles[name]);
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    return response.arrayBuffer();
  },
  worker: () => root + "{{ENGINE_JS}}",
  local: () =>
    new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = root + "{{ENGINE_JS}}";
      script.onload = done;
      script.onerror = () => failed(new Error("the engine's script did not come"));
      document.head.append(script);
    }),
};
// What the reader has passed in this tab stands open from the first, and does not jump when the app comes.
try {
  const passed = (sessionStorage.getItem(`descent:${new URL(root).pathname}:passed`) ?? "").split(" ");
  for (const fold of document.querySelectorAll(".block.held")) {
    if (fold.dataset.by.split(" ").every((id) => passed.includes(id))) fold.classList.add("passed"), (fold.open = true);
  }
} catch {
  // Storage denied: the app opens them.
}
// A link to a heading moves the focus there, whether the app runs or not; also one that a mail program has cut short,
// or that took the end of a sentence along.
function arrive() {
  let target = null;
  try {
    const id = decodeURIComponent(location.hash.slice(1));
    target = document.getElementById(id);
    const begun = id.replace(/[.,;:)!?>]+$/, "");
    if (!target && begun) {
      target = document.getElementById(begun) ?? document.querySelector(`main .block [id^="${CSS.escape(begun)}"]`);
      target?.scrollIntoView();
    }
  } catch {
    // An address may hold anything.
  }
  if (!target || document.documentElement.dataset.app === "ready") return;
  if (target.tabIndex < 0) target.tabIndex = -1;
  target.focus({ preventScroll: true });
}
arrive();
addEventListener("hashchange", arrive);
// Making files of a demo is a script of its own, fetched when it is first asked for.
document.addEventListener("click", async ({ target }) => {
  const button = target.closest?.("[data-save]");
  if (!button) return;
  try {
    (await import(root + "{{SAVE_JS}}")).toggleSave(button);
  } catch {
    button.querySelector("span").textContent = "Save could not be loaded. Are you offline?";
  }
});
// What one reads and sees comes first: on a slow line the app would take half of it away.
async function pageSeen() {
  if (document.readyState !== "complete") await new Promise((done) => addEventListener("load", done, { once: true }));
  const coming = [...document.images].filter((image) => !image.complete && image.getClientRects()[0]?.top < innerHeight);
  await Promise.all(coming.map((image) => new Promise((done) => (image.onload = image.onerror = done))));
  if (document.hidden) return;
  await new Promise((done) => new PerformanceObserver(done).observe({ type: "paint", buffered: true }));
}
// The app comes by a script of its own and not by import(): an engine that is importing for a frame which its page
// throws away stands still, and the page with it.
function fetchApp() {
  return new Promise((done, failed) => {
    globalThis.descentStart = done;
    const script = document.createElement("script");
    script.type = "module";
    script.src = root + "{{START_JS}}";
    script.onerror = script.onload = () => failed(new Error("the app's script did not run"));
    document.head.append(script);
  });
}
try {
  await Promise.race([pageSeen(), new Promise((done) => setTimeout(done, 3000))]);
  onDemand.looks();
  // A page for addresses that lead nowhere has the search and no app.
  if (!("lost" in document.documentElement.dataset)) {
    // All parts of the app are asked for at once.
    document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", href: root + "{{APP_JS}}" }));
    const wasm = fetch(root + "{{APP_WASM}}");
    // Whoever waits for it is told; until somebody does, nobody need be.
    wasm.catch(() => {});
    const init = await fetchApp();
    const ready = new Promise((done) => document.addEventListener("descent:ready", done, { once: true }));
    await init({ module_or_path: wasm });
    await ready;
    redoEarly();
  }
} catch (error) {
  notStarted(error);
}
