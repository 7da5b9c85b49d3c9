// Starts the app. The site's root is wherever this file lies.
const root = new URL("./", import.meta.url).href;
globalThis.descentRoot = root;
// Making files of a demo is a script of its own, fetched when it is first asked for.
document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-save]");
  if (button) (await import(root + "{{SAVE_JS}}")).toggleSave(button);
});
try {
  const app = await import(root + "{{APP_JS}}");
  await app.default({ module_or_path: root + "{{APP_WASM}}" });
} catch (error) {
  notStarted(error);
}
