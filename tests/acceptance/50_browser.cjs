// The site in a browser, on a telephone and on a desktop, in light and dark: nothing overflows, nothing
// complains, nothing is asked of another host, and axe finds nothing serious.
const fs = require("fs");
const http = require("http");
const path = require("path");
const { execFileSync } = require("child_process");
const { chromium } = require("playwright-core");

const top = process.env.KX_TOP;
const site = path.join(process.env.KX_OUT, "site");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const types = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".png": "image/png",
  ".jpg": "image/jpeg", ".webp": "image/webp", ".xml": "application/xml", ".json": "application/json", ".woff2": "font/woff2", ".ico": "image/x-icon" };

function files(folder) {
  return fs.readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1)).flatMap((entry) => {
    const full = path.join(folder, entry.name);
    return entry.isDirectory() ? files(full) : [full];
  });
}

function serve() {
  const server = http.createServer((request, response) => {
    let file = path.join(site, decodeURIComponent(new URL(request.url, "http://x").pathname));
    if (fs.existsSync(file) && fs.statSync(file).isDirectory()) file = path.join(file, "index.html");
    if (!file.startsWith(site) || !fs.existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": types[path.extname(file)] || "application/octet-stream" });
    fs.createReadStream(file).pipe(response);
  });
  return new Promise((ready) => server.listen(0, "127.0.0.1", () => ready(server)));
}

// Home, one list, one article of each kind.
function pages() {
  const chosen = new Map([["home", "/"]]);
  for (const column of fs.readdirSync(path.join(top, "content")).sort()) {
    const file = path.join(top, "content", column, "_column.yaml");
    if (!fs.existsSync(file) || !fs.existsSync(path.join(site, column))) continue;
    const kind = /^kind:\s*(\w+)/m.exec(fs.readFileSync(file, "utf8"))[1];
    const own = files(path.join(site, column)).map((name) => "/" + path.relative(site, name).split(path.sep).join("/"));
    const list = own.find((name) => name === `/${column}/index.html`);
    const article = own.find((name) => name.endsWith(".html") && name.split("/").length > 3 && !/\/(index|page[^/]*|\d+)\.html$/.test(name) && !name.includes("/page/"))
      || own.find((name) => name.endsWith(".html") && name !== list);
    if (list && !chosen.has("list")) chosen.set("list", list);
    if (article && !chosen.has(kind)) chosen.set(kind, article);
  }
  return chosen;
}

const found = {};
const note = (check, fault) => (found[check] = found[check] || []).push(fault);
const checks = ["no page scrolls sideways", "the console stays silent", "nothing is asked of another host",
  "axe finds nothing serious", "contrast holds in the dark"];

async function look(context, origin, name, address, width) {
  const page = await context.newPage();
  const at = `${name} ${address} at ${width}`;
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) note(checks[1], `${at}: ${message.text()}`); });
  page.on("pageerror", (error) => note(checks[1], `${at}: ${error.message}`));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (!["data:", "blob:"].includes(url.protocol) && url.origin !== origin) note(checks[2], `${at}: ${request.url()}`);
  });
  await page.setViewportSize({ width, height: width < 600 ? 812 : 900 });
  await page.emulateMedia({ colorScheme: "light" });
  const answer = await page.goto(origin + address, { waitUntil: "load" });
  if (!answer || !answer.ok()) note(checks[1], `${at}: status ${answer && answer.status()}`);
  const [needs, has] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  if (needs > has) note(checks[0], `${at}: ${needs} px wide`);
  await page.evaluate(axe);
  const tell = (result) => result.violations.filter((v) => ["serious", "critical"].includes(v.impact))
    .map((v) => `${at}: ${v.id}: ${v.nodes[0].target} ${v.nodes[0].failureSummary || ""}`.replace(/\s+/g, " ").slice(0, 300));
  for (const fault of tell(await page.evaluate(() => window.axe.run()))) note(checks[3], fault);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.waitForTimeout(300);
  const dark = await page.evaluate(() => window.axe.run({ runOnly: { type: "rule", values: ["color-contrast"] } }));
  for (const fault of tell(dark)) note(checks[4], fault);
  await page.close();
}

(async () => {
  const server = await serve();
  const origin = `http://127.0.0.1:${server.address().port}`;
  const profile = fs.mkdtempSync(path.join(process.env.KX_TEMP, "browser-"));
  const executablePath = execFileSync("sh", ["-c", "command -v chromium"]).toString().trim();
  const context = await chromium.launchPersistentContext(profile, { executablePath, headless: true, args: ["--no-sandbox", "--disable-gpu",
    "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
  const chosen = pages();
  console.log(`looking at ${[...chosen].map(([name, address]) => `${name} ${address}`).join(", ")}`);
  for (const [name, address] of chosen) for (const width of [375, 1440]) await look(context, origin, name, address, width);
  await context.close();
  server.close();
  if (chosen.size < 12) note(checks[1], `only ${chosen.size} of home, list and ten kinds were found`);
  for (const check of checks) {
    const faults = found[check] || [];
    console.log(faults.length ? `fail ${check} (${faults.length})` : `pass ${check}, on ${chosen.size} pages at 2 widths`);
    for (const fault of faults.slice(0, 20)) console.log(`    ${fault}`);
  }
})().catch((error) => { console.error(error); process.exit(1); });
