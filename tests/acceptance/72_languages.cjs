// The way from language to language, by clicks, without JavaScript, on a telephone: a text and its translation,
// the Traditional page, and a text that has no version.
const fs = require("fs");
const http = require("http");
const path = require("path");
const { execFileSync } = require("child_process");
const { chromium } = require("playwright-core");

const site = path.join(process.env.KX_OUT, "site");
const types = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".jpg": "image/jpeg", ".png": "image/png" };

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

function pages(folder) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(folder, entry.name);
    return entry.isDirectory() ? pages(full) : full.endsWith(".html") ? ["/" + path.relative(site, full)] : [];
  }).sort();
}

function tell(name, faults) {
  console.log(faults.length ? `fail ${name} (${faults.length})` : `pass ${name}`);
  for (const fault of faults.slice(0, 20)) console.log("    " + fault);
}

(async () => {
  const server = await serve();
  const origin = `http://127.0.0.1:${server.address().port}`;
  const executablePath = execFileSync("sh", ["-c", "command -v chromium"]).toString().trim();
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 375, height: 812 } });
  const page = await context.newPage();
  const lang = () => page.locator("html").getAttribute("lang");
  const to = async (code) => { await page.locator(`nav.tongues a[hreflang="${code}"]`).click(); await page.waitForLoadState(); };
  const current = () => page.locator('nav.tongues [aria-current="true"]').getAttribute("hreflang");

  let faults = [];
  const korean = pages(path.join(site, "ko")).filter((name) => /\/\d{6}\//.test(name));
  for (const address of korean) {
    await page.goto(origin + address);
    await to("zh-Hans");
    const chinese = new URL(page.url()).pathname;
    if ((await lang()) !== "zh-Hans" || (await current()) !== "zh-Hans") faults.push(`${address}: leads to ${chinese} in ${await lang()}`);
    await to("zh-Hant");
    if ((await lang()) !== "zh-Hant" || (await current()) !== "zh-Hant") faults.push(`${chinese}: its Traditional page is in ${await lang()}`);
    if (!(await page.locator(".machine").isVisible())) faults.push(`${chinese}: the machine is not named`);
    await to("ko");
    if (new URL(page.url()).pathname !== address) faults.push(`${address}: the way round ends at ${page.url()}`);
  }
  tell(`${korean.length} Korean texts lead round all languages and back`, korean.length ? faults : ["there is none"]);

  faults = [];
  const chinese = pages(site).filter((name) => /\/\d{6}\//.test(name) && !name.startsWith("/ko/") && !name.startsWith("/zh-hant/"));
  let without = 0;
  for (const address of chinese.slice(0, 40)) {
    await page.goto(origin + address);
    const note = page.locator('nav.tongues li:has(a[hreflang="ko"]) small');
    if (!(await note.count())) continue;
    without += 1;
    if (!(await note.isVisible())) faults.push(`${address}: what is missing is not said`);
    await to("ko");
    if ((await lang()) !== "ko" || !(await page.locator("section.waiting").isVisible())) faults.push(`${address}: leads to ${page.url()}`);
  }
  tell("a text without a version says so and leads to the list", without ? faults : ["every text has one"]);

  faults = [];
  for (const address of ["/ko/", korean[0], "/zh-hant/", "/zh-hant" + chinese[0]]) {
    await page.goto(origin + address);
    const box = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]).catch(() => null);
    if (box && box[0] > box[1]) faults.push(`${address}: ${box[0]} px wide`);
  }
  await page.goto(origin + korean[0]);
  const broken = await page.locator(".body").evaluate((it) => getComputedStyle(it).wordBreak);
  if (broken !== "keep-all") faults.push(`Korean words are broken: ${broken}`);
  await page.goto(origin + "/ko/");
  const waiting = page.locator('section.waiting [lang="zh-Hans"]').first();
  if ((await waiting.evaluate((it) => getComputedStyle(it).wordBreak)) !== "normal") faults.push("Chinese in a Korean page keeps words whole");
  tell("Korean keeps its words whole, Chinese does not, nothing is wider than a telephone", faults);
  await browser.close();
  server.close();
})().catch((error) => { console.log(`fail 72_languages.cjs: ${error.message.split("\n")[0]}`); process.exit(1); });
