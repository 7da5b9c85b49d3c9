// Opens the search. Its script and its index are fetched on first use; the dialog is there at once, and what is typed
// meanwhile is kept. `searchHome` says where they lie and is made by the boot script.
const SEARCH_DIALOG = `
<form class="search-field" method="dialog">
<svg viewBox="0 0 20 20" aria-hidden="true" focusable="false"><circle cx="8.500" cy="8.500" r="5.250"/><path d="m12.500 12.500 4.500 4.500"/></svg>
<input id="search-input" type="text" role="combobox" aria-label="Search the course" aria-expanded="false" aria-controls="search-list"
 aria-autocomplete="list" autocomplete="off" autocapitalize="none" spellcheck="false" inputmode="search" enterkeyhint="go" maxlength="200"
 placeholder="A term, a method, a question">
<button type="submit" class="search-close">Close</button>
</form>
<div class="search-body"><p class="search-note" hidden></p><div id="search-list" role="listbox" aria-label="Results" hidden></div><div class="search-more" hidden></div></div>
<p class="search-keys" aria-hidden="true"><span><kbd>↑</kbd> <kbd>↓</kbd> choose</span><span><kbd>Enter</kbd> open</span><span><kbd>Ctrl</kbd> <kbd>Enter</kbd> in a new tab</span><span><kbd>Esc</kbd> close</span></p>
<p class="sr-only" role="status"></p>`;

function openSearch() {
  onDemand.looks();
  let dialog = document.getElementById("search");
  if (!dialog) {
    dialog = document.createElement("dialog");
    dialog.id = "search";
    dialog.className = "search";
    dialog.setAttribute("aria-label", "Search");
    dialog.innerHTML = SEARCH_DIALOG;
    document.body.append(dialog);
    // Enter in a field submits its form, which would close the dialog before there is anything to open.
    dialog.querySelector("input").addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  }
  if (dialog.open) return;
  dialog.showModal();
  dialog.querySelector("input").select();
  prepareSearch(dialog);
}

// Fetches what is missing, or says that it could not be had.
async function prepareSearch(dialog) {
  const note = dialog.querySelector(".search-note");
  const status = dialog.querySelector("[role=status]");
  const say = (text) => {
    note.textContent = status.textContent = text;
    note.hidden = false;
  };
  try {
    if (!globalThis.descentSearch) {
      say("Fetching the index…");
      await searchHome.start();
    }
    await globalThis.descentSearch(dialog, searchHome);
  } catch (error) {
    console.info("Descent: the search did not start.", String(error));
    say("Search needs its index once from the network; then it works offline. ");
    const again = document.createElement("button");
    again.type = "button";
    again.className = "button";
    again.textContent = "Try again";
    again.addEventListener("click", () => {
      dialog.querySelector("input").focus();
      prepareSearch(dialog);
    });
    note.append(again);
  }
}

document.addEventListener("keydown", (event) => {
  const { code, altKey } = event;
  // Where the layout has other signs on the key of / and ?, its place counts.
  const key = (code === "Slash" && { ".": "/", ",": "?" }[event.key]) || event.key;
  const held = event.ctrlKey || event.metaKey;
  // A reader may switch off keys of one sign.
  const single = !held && !altKey && document.documentElement.dataset.keys !== "off";
  const list = single && key === "?";
  // Where the layout has no Latin letters, the place of the key counts.
  const command = held && !altKey && !event.shiftKey && (key.toLowerCase() === "k" || (code === "KeyK" && key > "\x7f"));
  if (event.defaultPrevented || !(list || command || (single && key === "/"))) return;
  // Inside another page there is one page, and nowhere to go from it.
  if (document.documentElement.hasAttribute("data-embed")) return;
  // One engine leaves the focus in a dialog's field for a moment after it has closed. A field of a component is its
  // component to everybody outside.
  const field = event.composedPath()[0].closest?.("input:not([type=radio], [type=checkbox], [type=range]), textarea, select, dialog, [contenteditable]");
  const here = command && field?.closest("#search[open]");
  if (field && !here && !field.closest("dialog:not([open])")) return;
  event.preventDefault();
  if (here) return here.close();
  if (list) onDemand.keys().then(({ listKeys }) => listKeys());
  else openSearch();
});
for (const button of document.querySelectorAll("[data-search]")) button.addEventListener("click", openSearch);
