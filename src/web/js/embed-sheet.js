// The sheet behind a demo's Embed button: makes the lines for another page, and shows what they will give. It takes
// the controls from the demo beside it, and presets and measures from the demo's embed page.
let count = 0;

export function fill(sheet, root) {
  const id = `embed-sheet-${(count += 1)}`;
  const { demo, title } = sheet.dataset;
  const figure = sheet.closest(".demo-frame");
  const controls = [...figure.querySelectorAll(".control [data-key]")].map((control) => ({
    key: control.dataset.key,
    label: control.closest(".control").querySelector("label").textContent,
  }));
  sheet.replaceChildren(...form(id, controls));
  const find = (name) => sheet.querySelector(`[name="${name}"]`);
  const output = sheet.querySelector("textarea");
  const preview = sheet.querySelector("details");

  let timer = 0;
  const write = () => {
    const ticked = (name) => [...sheet.querySelectorAll(`[name="${name}"]:checked`)].map((box) => box.value).join(" ");
    const lines = snippet(root, demo, title, {
      pairs: [...new URLSearchParams(sheet.dataset.query)],
      hide: ticked("hide"),
      lock: ticked("lock"),
      theme: find("theme").value,
      goal: find("goal").value.trim(),
      "goal-text": find("goal-text").value.trim(),
    }, find("form").value, figure.offsetHeight);
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
  measures(root, demo, sheet.querySelector(".measures"));
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
async function measures(root, demo, place) {
  try {
    const text = await (await fetch(`${root}embed/${demo}/`)).text();
    const known = JSON.parse(new DOMParser().parseFromString(text, "text/html").getElementById("embed").textContent);
    place.textContent = `Measures: ${known.measures.join(", ")}.`;
  } catch {
    // Without the list a wrong name is still named by the embed itself.
  }
}

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  element.append(...children);
  return element;
}

function form(id, controls) {
  const box = (name, { key, label }) =>
    make("td", {}, make("input", { type: "checkbox", name, value: key, "aria-label": `${name === "lock" ? "Lock" : "Hide"} ${label}` }));
  const rows = controls.map((c) => make("tr", {}, make("th", { scope: "row" }, c.label), box("lock", c), box("hide", c)));
  const heads = ["Control", "Locked", "Hidden"].map((text) => make("th", { scope: "col" }, text));
  const option = (value, text) => make("option", { value }, text);
  const field = (name, label, control) => [make("label", { for: `${id}-${name}` }, label), Object.assign(control, { id: `${id}-${name}`, name })];
  return [
    make("div", { class: "embed-choices" },
      make("div", { class: "table-box", tabindex: "0", role: "region", "aria-label": "Controls of the embed" },
        make("table", {}, make("caption", {}, "What readers may change"), make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...rows))),
      make("div", { class: "embed-fields" },
        ...field("form", "Lines", make("select", {}, option("element", "Script and element: fits its height"), option("frame", "Plain frame: needs no script"))),
        ...field("theme", "Light or dark", make("select", {}, option("", "As the page around it"), option("light", "Light"), option("dark", "Dark"))),
        ...field("goal", "Goal", make("input", { type: "text", placeholder: "recall >= 0.9, precision >= 0.5", autocomplete: "off", "aria-describedby": `${id}-measures` })),
        make("p", { class: "measures", id: `${id}-measures` }),
        ...field("goal-text", "Goal in your words", make("input", { type: "text", maxlength: "300", autocomplete: "off" })))),
    make("label", { for: `${id}-text` }, "Paste this into any page"),
    make("textarea", { id: `${id}-text`, class: "embed-lines", rows: "4", readonly: "", spellcheck: "false" }),
    make("p", { class: "own", hidden: "" }, "Your own data are not included."),
    make("p", {}, make("button", { class: "button copy", type: "button" }, "Copy"), " ", make("span", { class: "copied", role: "status" })),
    make("details", { class: "embed-preview" }, make("summary", {}, "Preview"), make("div", {})),
  ];
}
