// The sheet behind a demo's Embed button: makes the lines for another page, and shows what they will give. It takes
// the controls from the demo beside it, and presets and measures from the demo's embed page.
let count = 0;

export function fill(sheet, root) {
  const id = `embed-sheet-${(count += 1)}`;
  const { demo, title } = sheet.dataset;
  const figure = sheet.closest(".demo-frame");
  // A control that plays no part now, as those of other data do, is none that readers will see.
  const controls = [...figure.querySelectorAll(".control:not([hidden]) [data-key]")].map((control) => ({
    key: control.dataset.key,
    label: control.closest(".control").querySelector("label").textContent,
  }));
  sheet.replaceChildren(...form(id, controls, root));
  const find = (name) => sheet.querySelector(`[name="${name}"]`);
  const output = sheet.querySelector("textarea");
  const preview = sheet.querySelector(".embed-preview");

  let timer = 0;
  const write = () => {
    // What is not ticked is taken away.
    const without = (name) => [...sheet.querySelectorAll(`[name="${name}"]:not(:checked)`)].map((box) => box.value);
    const lines = snippet(root, demo, title, {
      pairs: [...new URLSearchParams(sheet.dataset.query)],
      hide: without("show").join(" "),
      lock: without("change").join(" "),
      theme: find("theme").value,
      goal: find("goal").value.trim(),
      "goal-text": find("goal-text").value.trim(),
    }, find("form").value, figure.offsetHeight - sheet.offsetHeight);
    const { wrong } = known ? readGoal(find("goal").value, known.measures) : { wrong: [] };
    const refusal = sheet.querySelector(".wrong");
    if (refusal.textContent !== wrong.join(" ")) refusal.textContent = wrong.join(" ");
    sheet.querySelector(".own").hidden = !/=own(&|$)/.test(sheet.dataset.query);
    if (output.value === lines.text) return;
    output.value = lines.text;
    clearTimeout(timer);
    // A demo that runs changes with every step; the preview waits until it rests.
    if (preview.open) timer = setTimeout(() => show(preview, root, lines.element), 400);
  };
  sheet.addEventListener("input", write);
  // The demo goes on while the sheet is open, and the lines follow.
  const observer = new MutationObserver(() => (sheet.isConnected ? write() : observer.disconnect()));
  observer.observe(sheet, { attributeFilter: ["data-query"] });
  preview.addEventListener("toggle", () => {
    if (!preview.open) return preview.lastElementChild.replaceChildren();
    output.value = "";
    write();
  });
  sheet.querySelector(".copy").addEventListener("click", () => copy(output, sheet.querySelector(".copied")));
  let known = null;
  measures(root, demo).then((names) => {
    known = { measures: names };
    find("goal").placeholder = `${names[0]} >= 0.9`;
    sheet.querySelector(".measures span").textContent = names.join(", ");
    sheet.querySelector(".measures").hidden = false;
    write();
  }, () => {
    // Without the list a wrong name is still named by the embed itself.
  });
  write();
}

// The element with its attributes, and the lines to paste: with the script, or as a frame that needs none.
function snippet(root, demo, title, { pairs, ...own }, form, height) {
  const link = new URLSearchParams(pairs);
  const page = `${root}demo/${demo}/${String(link) && `?${link}`}`;
  const asked = Object.entries(own).filter(([, value]) => value);
  const element = document.createElement("descent-demo");
  element.setAttribute("name", demo);
  [...pairs, ...asked].forEach(([key, value]) => element.setAttribute(key, value));
  const fallback = document.createElement("a");
  fallback.href = page;
  fallback.textContent = `${title} (Descent)`;
  element.append(fallback);
  if (form === "element") {
    return { element, text: `<script src="${root}embed.js" defer></${"script"}>\n${element.outerHTML}` };
  }
  asked.forEach(([key, value]) => link.set(`embed.${key}`, value));
  if (form === "link") return { element, text: `${root}embed/${demo}/${String(link) && `?${link}`}` };
  const frame = document.createElement("iframe");
  const attributes = { src: `${root}embed/${demo}/${String(link) && `?${link}`}`, title, width: "100%", height: Math.ceil(height / 20) * 20 + 60, loading: "lazy", allow: "fullscreen", style: "border: 0" };
  Object.entries(attributes).forEach(([key, value]) => key !== "style" && frame.setAttribute(key, value));
  // A style attribute set here would break the page's policy; in the text it is only text.
  return { element, text: frame.outerHTML.replace("></iframe>", ' style="border: 0"></iframe>') };
}

async function show(preview, root, element) {
  const box = preview.lastElementChild;
  if (!customElements.get("descent-demo")) {
    await new Promise((done) => {
      const script = document.createElement("script");
      Object.assign(script, { src: `${root}embed.js`, onload: done, onerror: done });
      document.head.append(script);
    });
  }
  if (preview.open) box.replaceChildren(element);
}

async function copy(output, said) {
  const done = await descentCopy(output.value);
  said.textContent = done ? "Copied." : "The browser did not allow copying. The text is selected: copy it yourself.";
}

// Names that a goal may use, from the data of the embed page.
async function measures(root, demo) {
  const text = await (await fetch(`${root}embed/${demo}/`)).text();
  return JSON.parse(new DOMParser().parseFromString(text, "text/html").getElementById("embed").textContent).measures;
}

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  element.append(...children);
  return element;
}

function form(id, controls, root) {
  const box = (name, verb, { key, label }) =>
    make("td", {}, make("input", { type: "checkbox", name, value: key, checked: "", "aria-label": `${verb} ${label}` }));
  const rows = controls.map((c) => make("tr", {}, make("th", { scope: "row" }, c.label), box("show", "See", c), box("change", "Change", c)));
  const heads = ["Control", "See", "Change"].map((text) => make("th", { scope: "col" }, text));
  const option = (value, text) => make("option", { value }, text);
  const field = (name, label, control) => [make("label", { for: `${id}-${name}` }, label), Object.assign(control, { id: `${id}-${name}`, name })];
  return [
    make("div", { class: "embed-choices" },
      make("div", { class: "table-box", tabindex: "0", role: "region", "aria-label": "Controls of the embed" },
        make("table", {}, make("caption", {}, "What readers may see and change"), make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...rows))),
      make("div", { class: "embed-fields" },
        ...field("form", "Kind", make("select", {}, option("element", "Script and element: fits its height"), option("frame", "Plain frame: needs no script"), option("link", "A link: the demo on a page by itself"))),
        ...field("theme", "Light or dark", make("select", {}, option("", "As the page around it"), option("light", "Light"), option("dark", "Dark"))),
        ...field("goal", "Goal, if there is one", make("input", { type: "text", autocomplete: "off", "aria-describedby": `${id}-wrong` })),
        make("p", { class: "wrong", id: `${id}-wrong`, role: "status" }),
        make("details", { class: "measures", hidden: "" }, make("summary", {}, "What a goal can measure here"), make("span")),
        ...field("goal-text", "Goal in your words", make("input", { type: "text", maxlength: "300", autocomplete: "off" })))),
    make("label", { for: `${id}-text` }, "Paste this into any page, or send the link"),
    make("textarea", { id: `${id}-text`, class: "embed-lines", rows: "4", readonly: "", spellcheck: "false" }),
    make("p", { class: "own", hidden: "" }, "Your own data are not included."),
    make("p", {}, make("button", { class: "button copy", type: "button" }, "Copy"), " ", make("span", { class: "copied", role: "status" }), " ",
      make("a", { href: `${root}guide/embedding/` }, "How embedding works")),
    make("details", { class: "embed-preview" }, make("summary", {}, "Preview"), make("div", {})),
  ];
}
