// Files of a demo: its picture as PNG or SVG, its numbers as CSV. Loaded when Save is first pressed; the app hands the
// material out by an event (src/app/demo/save.rs), and everything else happens here.

const WIDTH = 760; // of a picture, in CSS pixels
const EDGE = 32;
const SHARP = 2; // pixels to one of CSS, as the app draws
const FAMILY = "system-ui, sans-serif";

// Opens the sheet below the bar that holds the button, or closes it.
export function toggleSave(button) {
  const bar = button.closest(".bar");
  const open = bar.parentElement.querySelector(":scope > .save-sheet");
  if (open) return close(button, open);
  // One sheet at a time.
  for (const other of bar.querySelectorAll("[aria-expanded=true]")) other.click();
  const sheet = makeSheet(button);
  bar.after(sheet);
  button.setAttribute("aria-expanded", "true");
  const others = (event) => {
    const pressed = event.target.closest("[aria-expanded]");
    if (!sheet.isConnected || (pressed && pressed !== button)) {
      bar.removeEventListener("click", others);
      if (sheet.isConnected) close(button, sheet);
    }
  };
  bar.addEventListener("click", others);
}

function close(button, sheet) {
  sheet.remove();
  button.setAttribute("aria-expanded", "false");
}

function makeSheet(button) {
  const frame = button.closest("[data-demo]");
  const status = element("p", { role: "status" });
  const act = (label, work, done) => {
    const one = element("button", { class: "button", type: "button" }, label);
    one.addEventListener("click", async () => {
      status.textContent = "";
      try {
        // At rest the answer is there at once, and then so is the work: a browser allows the clipboard only while it
        // still knows of the click.
        const demo = ask(frame);
        await work(demo instanceof Promise ? await demo : demo);
        status.textContent = done;
      } catch {
        status.textContent = done === "Copied." ? "The browser did not allow copying. Save the file instead." : "The file could not be made.";
      }
    });
    return one;
  };
  const copies = typeof ClipboardItem === "function" && navigator.clipboard?.write;
  const row = (label, ...buttons) =>
    element("div", { class: "row", role: "group", "aria-label": label }, element("span", { class: "what" }, label), ...buttons.filter(Boolean));
  const sheet = element(
    "div",
    { class: "sheet save-sheet", role: "group", "aria-label": "Save" },
    row(
      "Picture",
      act("PNG", async (demo) => download(fileName(demo, "png"), await png(demo)), "Saved."),
      act("SVG", (demo) => download(fileName(demo, "svg"), new Blob([svg(demo)], { type: "image/svg+xml" })), "Saved."),
      copies && act("Copy picture", (demo) => navigator.clipboard.write([new ClipboardItem({ "image/png": png(demo) })]), "Copied."),
    ),
    row(
      "Table",
      act("CSV", (demo) => download(fileName(demo, "csv"), new Blob([csv(demo.table)], { type: "text/csv;charset=utf-8" })), "Saved."),
      act("Copy table", (demo) => copy(tsv(demo.table)), "Copied."),
    ),
    element("p", {}, "The picture carries its title, its sentence and its address, and can stand alone."),
    status,
  );
  sheet.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close(button, sheet);
    button.focus();
  });
  return sheet;
}

// The demo's pictures and numbers as they are now; a promise of them while the demo is moving.
function ask(frame) {
  let answered;
  const detail = { ask: "save", done: () => (answered = true) };
  frame.dispatchEvent(new CustomEvent("descent:draw", { detail }));
  return answered ? detail : new Promise((done) => (detail.done = () => done(detail)));
}

function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function download(name, blob) {
  const url = URL.createObjectURL(blob);
  element("a", { href: url, download: name }).click();
  // Some browsers read the file after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 30_000);
}

async function copy(text) {
  if (!(await descentCopy(text))) throw new Error("not copied");
}

function fileName(demo, ending) {
  const seed = demo.seed === undefined ? "" : `-seed${demo.seed}`;
  const compared = ending !== "csv" && demo.pictures.length > 1 ? "-compared" : "";
  return `descent-${demo.id}${seed}${compared}.${ending}`;
}

// Where the words and pictures of a page go: pictures side by side, the title above, under each its sentence, at the
// foot where it comes from. PNG and SVG are painted from the same plan.
function plan(demo) {
  const style = getComputedStyle(document.documentElement);
  const color = (name) => style.getPropertyValue(name).trim();
  const count = demo.pictures.length;
  const width = 2 * EDGE + count * WIDTH + (count - 1) * EDGE;
  const words = [];
  let y = EDGE;
  const write = (text, x, top, size, ink, bold, limit) => {
    for (const line of wrap(text, `${bold ? 600 : 400} ${size}px ${FAMILY}`, limit)) {
      top += Math.round(size * 1.4);
      words.push({ text: line, x, y: top, size, ink, bold });
    }
    return top;
  };
  y = write(demo.title, EDGE, y - 6, 22, color("--ink"), true, width - 2 * EDGE) + 18;
  const pictures = demo.pictures.map((picture, i) => ({ ...picture, x: EDGE + i * (WIDTH + EDGE), y }));
  y += Math.max(...pictures.map((picture) => picture.height)) + 8;
  y = Math.max(...pictures.map((p) => write(p.words, p.x, y, 15, color("--ink"), false, WIDTH)));
  y = write(source(demo), EDGE, y + 8, 12, color("--muted"), false, width - 2 * EDGE);
  return { width, height: y + EDGE - 6, paper: color("--paper"), words, pictures };
}

// From disk there is no address that leads anywhere else.
function source(demo) {
  const own = demo.own ? " Computed from data that the address does not include." : "";
  return demo.link.startsWith("http") ? `Descent, ${demo.link}${own}` : `Descent, demo “${demo.title}”.${own}`;
}

function wrap(text, font, limit) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = font;
  // Other machines have other fonts: a little room is left.
  const fits = (line) => pen.measureText(line).width <= limit * 0.96;
  const lines = [""];
  // Addresses may break before their settings.
  for (const piece of text.split(/(?<=\s)|(?=[&?])/)) {
    if (fits(lines.at(-1) + piece.trimEnd())) lines[lines.length - 1] += piece;
    else lines.push(piece);
  }
  return lines.map((line) => line.trim()).filter(Boolean);
}

async function png(demo) {
  const { width, height, paper, words, pictures } = plan(demo);
  const canvas = element("canvas", { width: width * SHARP, height: height * SHARP });
  const pen = canvas.getContext("2d");
  pen.scale(SHARP, SHARP);
  pen.fillStyle = paper;
  pen.fillRect(0, 0, width, height);
  for (const p of pictures) pen.drawImage(p.canvas, p.x, p.y, p.width, p.height);
  for (const { text, x, y, size, ink, bold } of words) {
    pen.font = `${bold ? 600 : 400} ${size}px ${FAMILY}`;
    pen.fillStyle = ink;
    pen.fillText(text, x, y);
  }
  return new Promise((done, failed) => canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("no picture"))), "image/png"));
}

function svg(demo) {
  const { width, height, paper, words, pictures } = plan(demo);
  const lines = words.map(
    ({ text, x, y, size, ink, bold }) =>
      `<text x="${x}" y="${y}" font-size="${size}" fill="${ink}"${bold ? ' font-weight="600"' : ""}>${escape(text)}</text>`,
  );
  const inner = pictures.map((p) => p.svg.replace("<svg", `<svg x="${p.x}" y="${p.y}" overflow="visible"`));
  const sentences = demo.pictures.map((p) => p.words).join(" ");
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${FAMILY}" role="img" aria-labelledby="title" aria-describedby="desc">` +
    `<title id="title">${escape(demo.title)}</title><desc id="desc">${escape(`${sentences} ${source(demo)}`)}</desc>` +
    `<rect width="${width}" height="${height}" fill="${paper}"/>${inner.join("")}${lines.join("")}</svg>\n`
  );
}

function escape(text) {
  return text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);
}

// Numbers are written as programs read them, with a plain minus sign. A text that begins like a formula could be run
// by a spreadsheet, and texts come from anybody's CSV file: an apostrophe in front makes it a text for all of them.
function plain(cell) {
  const number = cell.replace(/^\u2212/, "-");
  if (/^[+-]?\d[\d\u202f\u2009 ]*(\.\d+)?([eE][-+\u2212]?\d+)?$/.test(number)) return number.replace(/[\u202f\u2009 ]/g, "");
  return /^[=+\-@\t\r\n]/.test(cell) ? `'${cell}` : cell;
}

function rows(table) {
  return [table.columns, ...table.rows].map((row) => row.map(plain));
}

// RFC 4180; the mark in front tells spreadsheets that this is UTF-8.
function csv(table) {
  const quoted = (cell) => (/[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return "\ufeff" + rows(table).map((row) => row.map(quoted).join(",") + "\r\n").join("");
}

function tsv(table) {
  return rows(table).map((row) => row.map((cell) => cell.replace(/\s+/g, " ")).join("\t") + "\n").join("");
}
