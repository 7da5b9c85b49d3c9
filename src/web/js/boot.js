// Starts the app. The site's root is wherever this file lies.
const root = new URL("./", import.meta.url).href;
globalThis.descentRoot = root;
// After a panic the program runs no code any more, so this button is ours.
document.getElementById("app-reload")?.addEventListener("click", () => location.reload());
try {
  const app = await import(root + "{{APP_JS}}");
  await app.default({ module_or_path: root + "{{APP_WASM}}" });
} catch (error) {
  // A panic has said so itself; anything else means that the app could not start.
  if (document.documentElement.dataset.app !== "stopped") {
    document.documentElement.dataset.app = "failed";
    const notice = document.getElementById("app-failed");
    if (notice) notice.hidden = false;
  }
  console.info("Descent: the interactive parts did not start.", String(error));
}
