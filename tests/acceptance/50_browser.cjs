// Every type of page in a browser: on a telephone, a tablet and a desktop, in light, dark and 长辈版. Nothing overflows, even at
// four times the size, nothing complains, nothing is asked of another host, and axe finds nothing at all.
const fs = require("fs");
const { serve, browser, pages, Notes, run } = require("./browser.cjs");

const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const SCROLL = "no page scrolls sideways, at 320 px neither (1280 px at 400 %)";
const SILENT = "the console stays silent";
const OWN = "nothing is asked of another host";
const AXE = "axe finds nothing, target sizes included";
const TYPE = "长辈版: no word below 18 px, every line 1.5 high, one column of text";
const LINES = "lines of running text are at least 1.5 high";
const TYPES = "every type of page is there";
const notes = new Notes(TYPES, SCROLL, SILENT, OWN, AXE, TYPE, LINES);

// Mode, width, colours; axe looks at the modes that differ in layout or colour.
const modes = [
  { name: "phone", width: 375, scheme: "light", axe: true },
  { name: "tablet", width: 768, scheme: "light" },
  { name: "desktop", width: 1440, scheme: "light", axe: true },
  { name: "dark", width: 1440, scheme: "dark", axe: true },
  { name: "enlarged", width: 320, scheme: "light" },
  { name: "长辈版 phone", width: 375, scheme: "light", elder: true, axe: true },
  { name: "长辈版 dark", width: 1440, scheme: "dark", elder: true, axe: true },
  { name: "长辈版 enlarged", width: 320, scheme: "light", elder: true },
];

// Words that are smaller than `size` pixels, or lower than `line` times their size.
const small = ([size, line, headings]) => {
  const seen = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const it = node.parentElement, style = getComputedStyle(it), box = it.getBoundingClientRect();
    const hidden = !node.data.trim() || box.width < 2 || !it.checkVisibility() || it.closest("svg,script,style,.sr,[aria-hidden=true],noscript");
    if (hidden) continue;
    const px = parseFloat(style.fontSize), height = parseFloat(style.lineHeight);
    const single = it.matches("sup *,.value *,.value,.stat-value,.pattern-formula,.code,button,summary,b,i") || !headings && it.closest("h1,h2,h3,h4,.name");
    if (px < size) seen.add(`${it.tagName}.${it.className} ${px}px: ${node.data.trim().slice(0, 12)}`);
    if (!single && height / px < line - 0.01) seen.add(`${it.tagName}.${it.className} line ${(height / px).toFixed(2)}: ${node.data.trim().slice(0, 12)}`);
  }
  return [...seen];
};

async function look(page, origin, name, address, mode) {
  const at = `${name} ${address} (${mode.name})`;
  await page.goto(origin + address, { waitUntil: "load" });
  const [needs, has] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  if (needs > has) notes.add(SCROLL, `${at}: ${needs} px wide`);
  if (mode.elder) for (const fault of await page.evaluate(small, [18, 1.5, true])) notes.add(TYPE, `${at}: ${fault}`);
  else for (const fault of await page.evaluate(small, [12, 1.5, false])) notes.add(LINES, `${at}: ${fault}`);
  if (mode.elder) {
    const columns = await page.evaluate(() => [...document.querySelectorAll(".sections,.lead,.post,.tiles,.banners,.records,.row,.figures ul")]
      .filter((it) => getComputedStyle(it).gridTemplateColumns.split(" ").length > 1 && getComputedStyle(it).display === "grid").map((it) => it.className));
    for (const fault of columns) notes.add(TYPE, `${at}: ${fault} has columns`);
  }
  if (!mode.axe) return;
  await page.evaluate(axe);
  const result = await page.evaluate(() => window.axe.run({ rules: { "target-size": { enabled: true } } }));
  for (const fault of result.violations) notes.add(AXE, `${at}: ${fault.id} (${fault.impact}): ${fault.nodes[0].target} ${fault.nodes[0].failureSummary || ""}`);
}

run(async () => {
  const { server, origin } = await serve();
  const chromium = await browser();
  const chosen = pages();
  const only = process.env.KX_ONLY;
  console.log(`looking at ${[...chosen].map(([name, address]) => `${name} ${address}`).join(", ")}`);
  for (const mode of modes) {
    const context = await chromium.newContext({ viewport: { width: mode.width, height: 900 }, colorScheme: mode.scheme });
    if (mode.elder) await context.addInitScript(() => localStorage.setItem("elder", "1"));
    const page = await context.newPage();
    let here = "";
    page.on("console", (message) => { if (["error", "warning"].includes(message.type())) notes.add(SILENT, `${here} (${mode.name}): ${message.text()}`); });
    page.on("pageerror", (error) => notes.add(SILENT, `${here} (${mode.name}): ${error.message}`));
    page.on("request", (request) => {
      const url = new URL(request.url());
      if (!["data:", "blob:"].includes(url.protocol) && url.origin !== origin) notes.add(OWN, `${here}: ${request.url()}`);
    });
    for (const [name, address] of chosen) {
      here = address;
      if (!only || name.includes(only)) await look(page, origin, name, address, mode);
    }
    await context.close();
  }
  await chromium.close();
  server.close();
  for (const wanted of ["list text", "list picture", "list timeline", "list table", "list shelf", "news", "case", "reading", "archive", "bulletin", "proposal",
    "document", "qa", "topic", "page", "tags", "one of tags", "people", "one of people", "brands", "one of brands", "districts", "one of districts", "date", "one of date", "withdrawn", "ko", "zh-hant"]) {
    if (!chosen.has(wanted)) notes.add(TYPES, `the sample has no page of the type ${wanted}`);
  }
  notes.told(`, on ${chosen.size} pages in ${modes.length} modes`);
});
