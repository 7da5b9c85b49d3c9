// Watches for the end of the app. A panic is compiled to a trap, and so is a stack that ran out; after either no
// code of the program runs any more. The text stays, so only the notice is shown, and its button is ours.
function ended(error) {
  if (!(error instanceof WebAssembly.RuntimeError)) return;
  document.documentElement.dataset.app = "stopped";
  const notice = document.getElementById("app-stopped");
  if (notice) notice.hidden = false;
}
addEventListener("error", (event) => ended(event.error));
addEventListener("unhandledrejection", (event) => ended(event.reason));
document.getElementById("app-reload")?.addEventListener("click", () => location.reload());
function notStarted(error) {
  ended(error);
  if (document.documentElement.dataset.app !== "stopped") {
    document.documentElement.dataset.app = "failed";
    const notice = document.getElementById("app-failed");
    if (notice) notice.hidden = false;
  }
  console.info("Descent: the interactive parts did not start.", String(error));
}
