// How long demos hold the page, in Chromium at a quarter of its speed: for each demo the longest task and the slowest
// interaction while it starts, runs, is moved by keys and is dragged. Read by people; needs a quiet machine.
//   node scripts/interactions.mjs ADDRESS DEMO…
import { createRequire } from "node:module";

const { default: puppeteer } = await import(
  createRequire(`${process.env.DESCENT_TOOLS}/node_modules/lighthouse/package.json`).resolve("puppeteer-core"),
);
const [site, ...demos] = process.argv.slice(2);
const browser = await puppeteer.launch({
  executablePath: process.env.CHROME_PATH ?? "chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
for (const demo of demos) {
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 1000 });
  await page.emulateCPUThrottling(4);
  await page.evaluateOnNewDocument(() => {
    window.seen = { task: 0, event: 0 };
    const watch = (type, name, more) =>
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) window.seen[name] = Math.max(window.seen[name], duration);
      }).observe({ type, buffered: true, ...more });
    watch("longtask", "task");
    watch("event", "event", { durationThreshold: 16 });
  });
  await page.goto(`${site}demo/${demo}/`);
  await page.waitForSelector(".picture.live canvas");
  const taken = {};
  const note = async (name) => {
    await new Promise((done) => setTimeout(done, 700));
    taken[name] = await page.evaluate(() => {
      const was = window.seen;
      window.seen = { task: 0, event: 0 };
      return was;
    });
  };
  await note("start");
  // Not every demo runs.
  if (await page.$(".tool.run")) {
    await page.click(".tool.run");
    await new Promise((done) => setTimeout(done, 2000));
    await page.click(".tool.run");
    await note("run");
  }
  const handle = await page.waitForSelector(".handle");
  await handle.focus();
  for (let i = 0; i < 12; i++) await page.keyboard.press(i % 4 < 2 ? "ArrowLeft" : "ArrowRight", { delay: 30 });
  await note("keys");
  const { x, y, width, height } = await handle.boundingBox();
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  for (let i = 1; i <= 30; i++) await page.mouse.move(x + width / 2 - 2 * i, y + height / 2 + (i % 3));
  await page.mouse.up();
  await note("drag");
  const words = Object.entries(taken).map(([name, { task, event }]) => `${name} ${Math.round(task)}/${Math.round(event)}`);
  console.log(`${demo.padEnd(20)} longest task / slowest interaction, ms at 4x: ${words.join("  ")}`);
  await page.close();
}
await browser.close();
