// The browser's half of `tests/bench/search`: SITE QUERIES ANSWERS THROTTLE. Writes the whole list of hits of every query to
// ANSWERS (a count, then numbers of articles, 32 bits each); prints bytes, files, hits and milliseconds of each as JSON.
const fs = require("fs");
const http = require("http");
const path = require("path");
const { execFileSync } = require("child_process");
const { chromium } = require("playwright-core");

const [site, asked, answers, throttle] = process.argv.slice(2);
const queries = JSON.parse(fs.readFileSync(asked, "utf8"));
const engine = require(path.join(__dirname, "../../themes/zhengxie/site/static/search.js"));

// Number of a text in the index -> number of the article.
function articles() {
  const known = new Map();
  for (const folder of fs.readdirSync(path.join(site, "search/text"))) {
    for (const file of fs.readdirSync(path.join(site, "search/text", folder))) {
      const bytes = fs.readFileSync(path.join(site, "search/text", folder, file));
      for (let at = 0; at < bytes.length; at += 12 + bytes.readUInt32LE(at + 8)) {
        if (bytes.readUInt32LE(at + 4) !== 0) continue;
        const url = bytes.subarray(at + 12, at + 12 + bytes.readUInt32LE(at + 8)).toString("utf16le").split("\0")[1];
        known.set(bytes.readUInt32LE(at), Number(/a(\d{6})\.html$/.exec(url)[1]));
      }
    }
  }
  return known;
}

// Everything a browser that has nothing yet downloads for the first ten results.
async function cold(query) {
  const files = new Map();
  const search = engine(async (name) => {
    if (!files.has(name)) files.set(name, fs.readFileSync(path.join(site, "search", name)));
    return new Uint8Array(files.get(name));
  });
  await search.open();
  const found = await search.search(query);
  const order = [...found.numbers.keys()].sort((a, b) => found.title[b] - found.title[a] || (found.numbers[b] & 0xFFFFFF) - (found.numbers[a] & 0xFFFFFF));
  await Promise.all(order.slice(0, 10).map((i) => search.shown(found.numbers[i], found.parts(i)[0][0])));
  return { found, files: files.size, bytes: [...files.values()].reduce((sum, file) => sum + file.length, 0) };
}

const types = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".json": "application/json" };
function serve() {
  const server = http.createServer((request, response) => {
    const file = path.join(site, decodeURIComponent(new URL(request.url, "http://x").pathname));
    if (!file.startsWith(site) || !fs.existsSync(file) || !fs.statSync(file).isFile()) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": types[path.extname(file)] || "application/octet-stream", "cache-control": "no-store" });
    fs.createReadStream(file).pipe(response);
  });
  return new Promise((ready) => server.listen(0, "127.0.0.1", () => ready(server)));
}

(async () => {
  const known = articles(), out = fs.createWriteStream(answers), told = { bytes: [], files: [], hits: [], times: [] };
  for (const query of queries) {
    const { found, files, bytes } = await cold(query);
    const numbers = Uint32Array.from([found.numbers.length, ...Array.from(found.numbers, (number) => known.get(number))]);
    if (!out.write(Buffer.from(numbers.buffer))) await new Promise((ready) => out.once("drain", ready));
    told.files.push(files);
    told.bytes.push(bytes);
    told.hits.push(found.numbers.length);
  }
  await new Promise((ready) => out.end(ready));

  const server = await serve();
  const executablePath = execFileSync("sh", ["-c", "command -v chromium"]).toString().trim();
  const browser = await chromium.launch({ executablePath, headless: true, args: ["--no-sandbox", "--disable-gpu", "--disable-quic"] });
  const page = await browser.newPage({ viewport: { width: 375, height: 812 } });
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: Number(throttle) });
  await cdp.send("Network.setCacheDisabled", { cacheDisabled: true });
  // Three rounds, of which the best counts: other work of the machine is no part of the answer. A page now and then, so that
  // no file is there from another query; it is left alone for a moment before each, as by a reader who types.
  const address = `http://127.0.0.1:${server.address().port}/search.html?q=%E7%9A%84`, best = new Map();
  for (let round = 0; round < 3; round++) {
    for (const [turn, query] of queries.slice(0, 100).entries()) {
      if (turn % 10 === 0) await page.goto(address);
      await page.waitForFunction(() => document.getElementById("said").textContent && !document.getElementById("search").hasAttribute("aria-busy"));
      await page.waitForTimeout(150);
      const time = await page.evaluate((query) => new Promise((done) => {
        const form = document.getElementById("search");
        form.elements.q.value = query;
        const begin = performance.now();
        new MutationObserver((_, watch) => { watch.disconnect(); done(performance.now() - begin); }).observe(document.getElementById("hits"), { childList: true });
        form.requestSubmit();
      }), query);
      best.set(query, Math.min(time, best.get(query) ?? Infinity));
    }
  }
  told.times.push(...best.values());
  await browser.close();
  server.close();
  console.log(JSON.stringify(told));
})().catch((error) => { console.error(error); process.exit(1); });
