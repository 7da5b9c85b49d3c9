// What few readers open is a script of its own, fetched when they do: a term's definition in its place, the filter of
// the glossary, the list of keys. The boot script says in `onDemand` where they lie.
document.addEventListener("click", async (event) => {
  const { target } = event;
  if (target.closest?.("button[data-keys]")) return (await onDemand.keys()).listKeys();
  const link = target.closest?.("a.term");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (searchHome.here() === "glossary/") {
    // What the filter has hidden can be gone to.
    for (const hidden of document.querySelectorAll(".letter [hidden], .letter[hidden]")) hidden.hidden = false;
    return;
  }
  // Older browsers know no popovers, and the link leads to the glossary.
  if (!("popover" in link)) return;
  event.preventDefault();
  onDemand.looks();
  try {
    await (await onDemand.terms()).openTerm(link, onDemand.glossary, searchHome.href("glossary/", ""));
  } catch {
    location.href = link.href;
  }
}, true);
document.addEventListener("input", async ({ target }) => {
  if (target.matches?.("[data-filter]")) (await onDemand.terms()).filterTerms(target);
});
// How the course looks in this browser, and whether single keys act, as chosen in the settings: with or without the app.
const display = document.documentElement.dataset;
document.addEventListener("change", ({ target: { name, value, dataset } }) => {
  if (dataset?.display === undefined) return;
  if (value) display[name] = value;
  else delete display[name];
  document.dispatchEvent(new Event("descent:theme"));
  try {
    const { theme, motion, keys } = display;
    localStorage.setItem(displayKey, JSON.stringify({ theme, motion, keys }));
  } catch {
    // Without storage the choice holds for this visit.
  }
});
// Formulas and code are no words to a browser that translates.
const keep = () => {
  for (const sign of document.querySelectorAll(":is(math,code,samp,kbd):not([translate])")) sign.setAttribute("translate", "no");
  for (const choice of document.querySelectorAll("[data-display]")) choice.checked = choice.value === (display[choice.name] ?? "");
};
keep();
new MutationObserver((all) => all.some(({ addedNodes }) => addedNodes[0]?.children) && keep()).observe(document.body, { childList: true, subtree: true });
