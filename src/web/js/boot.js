// Starts the app. The site's root is wherever this file lies.
const root = new URL("./", import.meta.url).href;
globalThis.descentRoot = root;
try {
  const app = await import(root + "{{APP_JS}}");
  await app.default({ module_or_path: root + "{{APP_WASM}}" });
} catch (error) {
  notStarted(error);
}
