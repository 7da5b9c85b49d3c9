// What a page can do with a demo: hear of every change, and turn its knobs.
const list = document.getElementById("heard");
for (const name of ["descent:ready", "descent:change", "descent:goal"]) {
  document.getElementById("task").addEventListener(name, ({ detail }) => {
    const item = document.createElement("li");
    item.textContent = `${name}: ${detail.goal ?? detail.summary}`;
    list.prepend(item);
    while (list.children.length > 4) list.lastChild.remove();
  });
}
document.getElementById("knob").addEventListener("input", ({ target }) => document.getElementById("task").setAttribute("threshold", target.value));
document.getElementById("theme").addEventListener("change", ({ target }) => document.documentElement.setAttribute("data-theme", target.value));
