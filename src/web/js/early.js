// What a reader does to the page before the app has started is done again to the living parts that replace it: choices
// taken, numbers typed, folds opened, Run pressed. (Settings of demos are read by the app itself.)
const early = new Map();
const living = () => document.documentElement.dataset.app;
// A fold is known by its own name, or by its place in the nearest thing that has one.
function placeOf(fold) {
  if (fold.id) return [fold.id, -1];
  const owner = fold.closest("[id]");
  return owner && [owner.id, [...owner.querySelectorAll("details")].indexOf(fold)];
}
function at([id, index]) {
  const owner = document.getElementById(id);
  return index < 0 ? owner : owner?.querySelectorAll("details")[index];
}
function noteEdit({ target }) {
  if (living() || !target.id || !target.closest?.("[data-block]") || target.matches("[data-key]")) return;
  const { checked, value, type } = target;
  const marks = type === "radio" || type === "checkbox";
  early.set(type === "radio" ? target.name : target.id, {
    was: target,
    find: () => document.getElementById(target.id),
    redo(now) {
      if (marks) now.checked = checked;
      else now.value = value;
      now.dispatchEvent(new Event(marks ? "change" : "input", { bubbles: true }));
    },
  });
}
function noteFold({ target: fold }) {
  const place = !living() && fold.matches?.("main details") && placeOf(fold);
  if (place) early.set(place.join(" "), { was: fold, find: () => at(place), redo: (now) => (now.open = fold.open) });
}
function noteRun({ target }) {
  const button = target.closest?.("[data-early-run]");
  if (living() || !button) return;
  const { id } = button.closest(".demo-frame");
  const wanted = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", String(wanted));
  button.querySelector("span").textContent = wanted ? "Starting…" : "Run";
  const live = () => document.getElementById(id)?.querySelector(".tool.run:not([data-early-run])");
  if (wanted) early.set("run " + id, { was: button, find: live, redo: (now) => now.click() });
  else early.delete("run " + id);
}
document.addEventListener("change", noteEdit);
document.addEventListener("input", noteEdit);
// This event does not bubble, but it is captured.
document.addEventListener("toggle", noteFold, true);
document.addEventListener("click", noteRun);
// Demos come when their data are there, so the page is watched until everything has found its place.
function redoEarly() {
  const page = location.pathname;
  const watch = new MutationObserver(redo);
  function redo() {
    if (location.pathname !== page) early.clear();
    for (const [key, { was, find, redo }] of early) {
      const now = find();
      if (was.isConnected && now === was && !was.closest(".block.demo")) early.delete(key);
      if (!now || now === was || was.isConnected) continue;
      early.delete(key);
      redo(now);
    }
    if (!early.size) watch.disconnect();
  }
  redo();
  if (early.size) watch.observe(document.getElementById("main"), { childList: true, subtree: true });
}
