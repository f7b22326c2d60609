// What the browser scripts share: a server of the built site, Chromium, the pages of every type, the lines they print.
const fs = require("fs");
const http = require("http");
const path = require("path");
const { execFileSync } = require("child_process");
const { chromium } = require("playwright-core");

const top = process.env.KX_TOP;
const site = path.join(process.env.KX_OUT, "site");
const types = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".png": "image/png",
  ".jpg": "image/jpeg", ".webp": "image/webp", ".avif": "image/avif", ".xml": "application/xml", ".json": "application/json", ".woff2": "font/woff2",
  ".ico": "image/x-icon", ".txt": "text/plain; charset=utf-8" };
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

function files(folder) {
  if (!fs.existsSync(folder)) return [];
  return fs.readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1)).flatMap((entry) => {
    const full = path.join(folder, entry.name);
    return entry.isDirectory() ? files(full) : [full];
  });
}

function serve() {
  const server = http.createServer((request, response) => {
    let file = path.join(site, decodeURIComponent(new URL(request.url, "http://x").pathname));
    if (fs.existsSync(file) && fs.statSync(file).isDirectory()) file = path.join(file, "index.html");
    const there = file.startsWith(site) && fs.existsSync(file);
    if (!there) file = path.join(site, "404.html");
    response.writeHead(there ? 200 : 404, { "content-type": types[path.extname(file)] || "application/octet-stream", "cache-control": "max-age=3600" });
    fs.createReadStream(file).pipe(response);
  });
  return new Promise((ready) => server.listen(0, "127.0.0.1", () => ready({ server, origin: `http://127.0.0.1:${server.address().port}` })));
}

const executablePath = () => execFileSync("sh", ["-c", "command -v chromium"]).toString().trim();
const browser = () => chromium.launch({ executablePath: executablePath(), headless: true, args: flags });

// A name and an address for every type of page: home, the lists in each style, an article of each kind, the pages of terms.
function pages() {
  const chosen = new Map([["home", "/"]]);
  const own = (folder) => files(path.join(site, folder)).filter((name) => name.endsWith(".html")).map((name) => "/" + path.relative(site, name).split(path.sep).join("/"));
  for (const column of fs.readdirSync(path.join(top, "content")).sort()) {
    const file = path.join(top, "content", column, "_column.yaml");
    if (!fs.existsSync(file) || !fs.existsSync(path.join(site, column))) continue;
    const text = fs.readFileSync(file, "utf8");
    const kind = /^kind:\s*(\w+)/m.exec(text)[1];
    const style = (/^list:\s*(\w+)/m.exec(text) || [0, "text"])[1];
    const pages = own(column);
    const articles = pages.filter((name) => name.split("/").length > 3 && fs.statSync(path.join(site, name)).size > 2000);
    if (!chosen.has(`list ${style}`)) chosen.set(`list ${style}`, `/${column}/`);
    if (articles.length && !chosen.has(kind)) chosen.set(kind, articles[0]);
    const scans = articles.find((name) => /id="scans"/.test(fs.readFileSync(path.join(site, name), "utf8")));
    if (kind === "archive" && scans) chosen.set(kind, scans);
  }
  for (const folder of ["tags", "people", "brands", "districts", "date"]) {
    const all = own(folder);
    if (all.length) chosen.set(folder, `/${folder}/`);
    const one = all.find((name) => !name.endsWith("/index.html"));
    if (one) chosen.set(`one of ${folder}`, one);
  }
  const abroad = (folder) => own(folder).find((name) => /\/\d{6}\//.test(name));
  for (const folder of ["ko", "zh-hant"]) if (abroad(folder)) chosen.set(folder, abroad(folder));
  const gone = files(site).find((name) => name.endsWith(".html") && fs.readFileSync(name, "utf8").includes('<body class="is-withdrawn"'));
  if (gone) chosen.set("withdrawn", "/" + path.relative(site, gone));
  chosen.set("404", "/404.html");
  return chosen;
}

// Faults by check; `told` prints a line for each check and the faults below it.
class Notes {
  constructor(...checks) { this.faults = new Map(checks.map((check) => [check, []])); }
  add(check, fault) { if (!this.faults.has(check)) throw new Error(`no check ${check}`); this.faults.get(check).push(String(fault).replace(/\s+/g, " ").slice(0, 400)); }
  told(more = "") {
    for (const [check, faults] of this.faults) {
      console.log(faults.length ? `fail ${check} (${faults.length})` : `pass ${check}${more}`);
      for (const fault of faults.slice(0, 20)) console.log(`    ${fault}`);
    }
  }
}

// Runs `main`; whatever it throws fails the script.
function run(main) {
  main().catch((error) => { console.error(error); process.exit(1); });
}

module.exports = { top, site, flags, files, serve, browser, executablePath, pages, Notes, run };
