// Starts the app. The site's root is wherever this file lies.
const root = new URL("./", import.meta.url).href;
globalThis.descentRoot = root;
// What few readers open is fetched when they do.
addEventListener("descent:embed-sheet", async ({ target }) => {
  try {
    (await import(root + "{{EMBED_SHEET_JS}}")).fill(target, root);
  } catch {
    target.textContent = "This part could not be loaded. Are you offline?";
  }
});
try {
  const app = await import(root + "{{APP_JS}}");
  await app.default({ module_or_path: root + "{{APP_WASM}}" });
} catch (error) {
  notStarted(error);
}
