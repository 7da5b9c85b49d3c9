// Hands texts out, for the app and the scripts beside it. Without https there is no clipboard, and not every browser
// makes files.

// Whether it was copied; if not, a field that shows the text has it selected.
globalThis.descentCopy = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const shown = [...document.querySelectorAll("textarea")].find((field) => field.value === text);
    const before = document.activeElement;
    const field = shown ?? Object.assign(document.createElement("textarea"), { className: "sr-only", value: text });
    if (!shown) (document.querySelector("dialog[open]") ?? document.body).append(field);
    field.select();
    const done = document.execCommand("copy");
    if (!shown) field.remove();
    if (done || !shown) before.focus();
    return done;
  }
};

// Whether the browser took the file; if not, its text is offered.
globalThis.descentDownload = (name, type, text) => {
  try {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    // Some browsers read it long after the click has returned.
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    return true;
  } catch {
    const dialog = document.createElement("dialog");
    dialog.className = "offer";
    dialog.setAttribute("aria-labelledby", "offer-title");
    dialog.innerHTML = `<h2 id="offer-title">Your browser makes no file here</h2><p>Copy the text and save it as <b></b>.</p>
<textarea rows="8" readonly spellcheck="false" aria-label="The file’s text"></textarea>
<form method="dialog"><button class="button primary" type="button">Copy</button> <button class="button">Close</button> <span role="status"></span></form>`;
    dialog.querySelector("b").textContent = name;
    dialog.querySelector("textarea").value = text;
    dialog.querySelector("button").addEventListener("click", async () => {
      dialog.querySelector("[role=status]").textContent = (await descentCopy(text)) ? "Copied." : "The text is selected: copy it yourself.";
    });
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
    return false;
  }
};
