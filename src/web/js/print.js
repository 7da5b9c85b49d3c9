// Gets a page ready for printing and puts it back as it was. What paper needs beyond the screen, the answers and the
// addresses, lies in the page already and the style sheet shows it; left to do is what no style sheet can: to open what
// is folded, to draw what runs, and to say where the page lies. A browser waits for nothing here, so nothing waits.
(() => {
  const undo = [];

  // A change together with its way back.
  function change(apply, back) {
    apply();
    undo.push(back);
  }

  // Opens everything but what stays off the paper: answers stand at the end, settings and tables of numbers nowhere.
  function openFolded(main) {
    for (const details of main.querySelectorAll("details:not([open], .answer, .numbers, .more)")) {
      change(() => details.setAttribute("open", ""), () => details.removeAttribute("open"));
    }
  }

  // The app draws on canvases, in the colors of the screen and at its resolution. On paper each becomes a drawing of
  // lines, of the state it is in; one that moves just now is printed as it is.
  function drawRunning(main) {
    for (const frame of main.querySelectorAll("[data-demo]")) {
      const live = frame.querySelectorAll(".picture.live");
      if (live.length === 0) continue;
      const detail = { ask: "drawings" };
      frame.dispatchEvent(new CustomEvent("descent:draw", { detail }));
      (detail.pictures ?? []).forEach((picture, i) => {
        const still = document.createElement("div");
        still.className = "print-still";
        still.innerHTML = picture.svg ?? moving(picture);
        if (picture.canvas) still.querySelector("desc").textContent = picture.words;
        if (live[i]) change(() => live[i].append(still), () => still.remove());
      });
    }
  }

  // A demo that moves has no drawing of lines yet.
  function moving({ canvas, width, height }) {
    return `<svg class="plot" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img"><desc></desc><image href="${canvas.toDataURL()}" width="${width}" height="${height}"/></svg>`;
  }

  // Dark stills are for dark screens.
  function lightStills(main) {
    for (const source of main.querySelectorAll(".picture source")) {
      const next = source.nextSibling;
      const parent = source.parentNode;
      change(() => source.remove(), () => parent.insertBefore(source, next));
    }
  }

  // Where no address was given to the builder, this page knows one.
  function fillRoots(main) {
    const root = globalThis.descentRoot ?? "";
    if (!root.startsWith("http")) return;
    for (const place of main.querySelectorAll(".site-root:empty")) {
      change(() => place.append(root), () => place.replaceChildren());
    }
  }

  function before() {
    after();
    const main = document.getElementById("main");
    if (!main) return;
    for (const step of [openFolded, drawRunning, lightStills, fillRoots]) step(main);
  }

  function after() {
    while (undo.length > 0) undo.pop()();
  }

  addEventListener("beforeprint", before);
  addEventListener("afterprint", after);
  const print = (event) => {
    if (event.target.closest?.("[data-print]")) globalThis.print();
  };
  document.addEventListener("click", print);
})();
