// The list of keys. Fetched when it is first asked for.
const KEYS = [
  ["/ or Ctrl K", "search"],
  ["?", "show this list"],
  ["n", "next lesson"],
  ["p", "previous lesson"],
  ["h", "the road"],
  ["r", "review"],
  ["d", "demos"],
  ["g", "glossary"],
  ["Space", "show a card’s answer"],
  ["1 – 4", "rate a card, once its answer shows"],
  ["u", "take the last rating back"],
];

export function listKeys() {
  let dialog = document.getElementById("keys");
  if (!dialog) {
    dialog = document.createElement("dialog");
    dialog.id = "keys";
    dialog.setAttribute("aria-labelledby", "keys-title");
    const rows = KEYS.map(([keys, what]) => `<tr><th scope="row">${keys.replace(/\w+|[/?]/g, (key) => (key === "or" ? key : `<kbd>${key}</kbd>`))}</th><td>${what}</td></tr>`);
    dialog.innerHTML = `<h2 id="keys-title">Keys</h2><table><tbody>${rows.join("")}</tbody></table>
<p></p><form method="dialog"><button class="button">Close</button></form>`;
    document.body.append(dialog);
  }
  dialog.querySelector("p").textContent =
    document.documentElement.dataset.keys === "off"
      ? "Keys of one sign are switched off, in Settings; Ctrl K and Space work."
      : "In fields they are letters as ever. Settings can switch off all that are a single sign.";
  if (!dialog.open) dialog.showModal();
}
