// A log of 50,000 events in Chromium at a quarter of its speed: how long a start takes, how long an answer.
//   node scripts/long-log.mjs ADDRESS FOLDER    (FOLDER holds log.json and deck.json from the example long_log)
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const { default: puppeteer } = await import(
  createRequire(`${process.env.DESCENT_TOOLS}/node_modules/lighthouse/package.json`).resolve("puppeteer-core"),
);
const [site, folder] = process.argv.slice(2);
const read = (name) => readFileSync(`${folder}/${name}`, "utf8");
const [log, deck] = [JSON.parse(read("log.json")), read("deck.json")];
const ROUNDS = 5;

const browser = await puppeteer.launch({
  executablePath: process.env.CHROME_PATH ?? "chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
const page = await browser.newPage();
await page.setRequestInterception(true);
page.on("request", (request) => {
  const index = new URL(request.url()).pathname === "/deck.json";
  index ? request.respond({ contentType: "application/json", body: deck }) : request.continue();
});
// From the first look into the storage until the page is ready, and until the head says how many cards are due.
await page.evaluateOnNewDocument(() => {
  window.at = {};
  // The snapshot is asked for first, and an empty storage for its length.
  const { getItem } = Storage.prototype;
  Storage.prototype.getItem = function (key) {
    if (key.endsWith(":views")) window.at.read ??= performance.now();
    return getItem.call(this, key);
  };
  const { get } = Object.getOwnPropertyDescriptor(Storage.prototype, "length");
  Object.defineProperty(Storage.prototype, "length", {
    get() {
      window.at.read ??= performance.now();
      return get.call(this);
    },
  });
  new MutationObserver(() => {
    if (document.documentElement?.dataset.app === "ready") window.at.ready ??= performance.now();
    if (document.querySelector("[data-count=due]")?.textContent) window.at.due ??= performance.now();
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
});
const median = (list) => list.sort((a, b) => a - b)[list.length >> 1];
const cpu = await page.createCDPSession();

/** Medians of several starts. */
async function starts(wait) {
  const taken = { ready: [], due: [] };
  for (let round = 0; round < ROUNDS; round++) {
    await page.goto(`${site}about/`);
    await page.waitForFunction(wait, { timeout: 60_000 });
    const at = await page.evaluate(() => window.at);
    for (const name of Object.keys(taken)) taken[name].push(at[name] - at.read);
  }
  return { ready: median(taken.ready), due: median(taken.due) };
}

await page.goto(`${site}about/`);
await page.waitForFunction(() => window.at.ready);
await cpu.send("Emulation.setCPUThrottlingRate", { rate: 4 });
const empty = await starts(() => window.at.ready);
const kept = await page.evaluate((log) => {
  localStorage.clear();
  for (const [key, text] of Object.entries(log)) localStorage.setItem(key, text);
  return Object.keys(localStorage).length;
}, log);
const full = await starts(() => window.at.due);
await page.evaluate(() => localStorage.removeItem("descent:/:views"));
const bare = await starts(() => window.at.due);
console.log(
  `log of 50,000 events in ${kept} pieces, at a quarter of the speed: start ${full.due.toFixed(0)} ms until the head ` +
    `says what is due, ready after ${full.ready.toFixed(0)} ms (${empty.ready.toFixed(0)} ms with an empty log; ` +
    `${bare.due.toFixed(0)} and ${bare.ready.toFixed(0)} ms without the snapshot)`,
);
await page.evaluate((text) => localStorage.setItem("descent:/:views", text), log["descent:/:views"]);

// Bookmarks, since every lesson has one: as answers do, they append one event.
await page.goto(`${site}lesson/confusion-matrix/`);
await page.waitForFunction(() => window.at.due && document.querySelector(".lesson-tools-box .row button:nth-child(2)"));
const answers = await page.evaluate(async () => {
  let written = 0;
  const set = Storage.prototype.setItem;
  Storage.prototype.setItem = function (key, text) {
    written = Math.max(written, text.length);
    set.call(this, key, text);
  };
  const button = document.querySelector(".lesson-tools-box .row button:nth-child(2)");
  const taken = [];
  for (let i = 0; i < 41; i++) {
    const start = performance.now();
    button.click();
    // What follows from it is done before the next task.
    await new Promise((done) => setTimeout(done));
    taken.push(performance.now() - start);
  }
  return { written, taken };
});
console.log(`an answer: ${median(answers.taken).toFixed(1)} ms with all that follows, at most ${answers.written} bytes written`);
await browser.close();
