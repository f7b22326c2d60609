// Search as a reader uses it, on the built sample in Chromium, and what it finds held against a plain search of the pages.
const fs = require("fs");
const path = require("path");
const { site, top, files, serve, browser, Notes, run } = require("./browser.cjs");

const VECTORS = "search: builder and browser cut texts and queries the same way";
const RECALL = "search: every query of 2-4 characters from the pages finds every page that has it, and no other";
const TYPING = "search: typing and Enter list results, and the count is told";
const HEADER = "search: the box in the head leads to the results";
const KEYS = "search: arrow keys go from the box through the results and back";
const FACETS = "search: scope, column, kind and year narrow the list, by keys too, and stand in the address";
const MARKS = "search: words are marked in titles and texts, and titles come first";
const NOTHING = "search: a query without result says so";
const INITIALS = "search: pinyin initials find a title";
const FOLDED = "search: Traditional characters, capitals and wide letters find the same";
const SEVERAL = "search: several words find texts that have all of them, long ones literally";
const BARE = "search: without JavaScript the page says so and offers the columns";
const BUDGET = "search: all scripts of the site are at most 30 KB, and only the page of search loads the one for search";
const OWN = "search: nothing is asked of another host and the console stays silent";
const SHAPE = "search: the page fits a telephone, and axe finds nothing in light, dark and 长辈版";
const TREES = "search: every language has its page; results lead into its tree, and those in another language say so";
const notes = new Notes(TREES, VECTORS, RECALL, TYPING, HEADER, KEYS, FACETS, MARKS, NOTHING, INITIALS, FOLDED, SEVERAL, BARE, BUDGET, OWN, SHAPE);
const expect = (check, truth, fault) => { if (!truth) notes.add(check, fault); };
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const script = path.join(top, "themes/zhengxie/site/static/search.js");
const engine = () => require(script)(async (name) => new Uint8Array(fs.readFileSync(path.join(site, "search", name))));

async function vectors() {
  const search = engine(), wanted = JSON.parse(fs.readFileSync(path.join(__dirname, "search_vectors.json"), "utf8"));
  await search.open();
  for (const [text, folded] of wanted.folded) expect(VECTORS, search.fold(text) === folded, `${text} folds to ${JSON.stringify(search.fold(text))}`);
  for (const [text, runs] of wanted.queries) expect(VECTORS, JSON.stringify(search.query(text)) === JSON.stringify(runs.map(({ run, word, pieces, initials }) => ({ run, word, pieces, initials }))), `${text} is cut into ${JSON.stringify(search.query(text))}`);
  let hash = 0x811C9DC5;
  for (let unit = 0; unit < 65536; unit++) if (unit < 0xD800 || unit > 0xDFFF) hash = Math.imul(hash ^ search.fold(String.fromCharCode(unit)).charCodeAt(0), 0x01000193);
  expect(VECTORS, (hash >>> 0) === wanted.table, "a unit folds to another");
}

// The visible words of every article, as the browser lays them out: the plain text a search is held against.
async function articles(context, origin) {
  const search = engine();
  await search.open();
  const found = await Promise.all(files(path.join(site, "search/text")).map(async (file) => {
    const bytes = fs.readFileSync(file), all = [];
    for (let at = 0; at < bytes.length; at += 12 + bytes.readUInt32LE(at + 8)) all.push([bytes.readUInt32LE(at), bytes.readUInt32LE(at + 4), bytes.subarray(at + 12, at + 12 + bytes.readUInt32LE(at + 8)).toString("utf16le")]);
    return all;
  }));
  const texts = new Map();
  for (const [number, part, words] of found.flat()) {
    const it = texts.get(number) || { number, parts: [] };
    if (part === 0) { const [title, url, , , fields, text] = words.split("\0"); Object.assign(it, { url, title, fields }); it.parts[0] = text; } else it.parts[part] = words;
    texts.set(number, it);
  }
  const page = await context.newPage();
  for (const it of texts.values()) {
    await page.goto(origin + it.url, { waitUntil: "domcontentloaded" });
    it.seen = await page.evaluate(() => {
      const parts = [...document.querySelectorAll("main h1, main .body :is(p,li,h2,h3,h4,td,th,figcaption,dt,dd)")].filter((it) => !it.querySelector("p,li,td,dt,dd") && !it.closest("svg,.video"));
      // Parts with a style of their own stand apart from each other; marks of notes, and ways back from them, are no text.
      return parts.map((it) => {
        const copy = it.cloneNode(true);
        copy.querySelectorAll("sup.note-ref,.note-back").forEach((note) => note.remove());
        copy.querySelectorAll("span").forEach((span) => { span.before("\n"); span.after("\n"); });
        return copy.textContent;
      }).join("\n");
    });
  }
  await page.close();
  return [...texts.values()];
}

// Queries drawn from what the pages show: every page with the words must be found (as the page shows them), and what is
// found must hold them (in the words kept of it, which also have facts and tags).
async function recall(texts) {
  const search = engine();
  await search.open();
  let seed = 20261120;
  const dice = (sides) => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0, (seed >>> 8) % sides);
  const seen = texts.map((it) => search.fold(it.seen)), kept = texts.map((it) => search.fold([it.title, it.fields, ...it.parts].join("\n")));
  const holds = (folded, query) => search.places(folded, { run: query, word: /^[a-z0-9]+$/.test(query) }).length > 0;
  const asked = new Set();
  for (let tries = 0; asked.size < 400 && tries < 20000; tries++) {
    const text = seen[dice(seen.length)], at = dice(text.length), query = text.slice(at, at + 2 + dice(3));
    if (query.length > 1 && !query.includes("\0") && !/^[a-z]+$/.test(query) && !/[\uD800-\uDFFF]/.test(query)) asked.add(query);
  }
  for (const query of asked) {
    const found = await search.search(query), numbers = new Set(found.numbers);
    expect(RECALL, found.sure, `${query} was not looked through`);
    texts.forEach((it, i) => {
      if (holds(seen[i], query) && !numbers.has(it.number)) notes.add(RECALL, `${query} does not find ${it.url}`);
      if (numbers.has(it.number) !== holds(kept[i], query)) notes.add(RECALL, `${query} ${numbers.has(it.number) ? "finds" : "misses"} ${it.url}`);
    });
  }
  expect(RECALL, asked.size === 400, `only ${asked.size} queries`);
  return asked.size;
}

run(async () => {
  const { server, origin } = await serve();
  const chromium = await browser();
  const open = async (address, options = {}) => {
    const context = await chromium.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: "light", ...options });
    const page = await context.newPage();
    page.on("console", (message) => { if (["error", "warning"].includes(message.type())) notes.add(OWN, `${address}: ${message.text()}`); });
    page.on("pageerror", (error) => notes.add(OWN, `${address}: ${error.message}`));
    page.on("request", (request) => { if (new URL(request.url()).origin !== origin) notes.add(OWN, request.url()); });
    await page.goto(origin + address, { waitUntil: "load" });
    return page;
  };
  const settled = (page) => page.waitForFunction(() => document.getElementById("said").textContent && !document.getElementById("search").hasAttribute("aria-busy"));
  const ask = async (page, words) => {
    await page.locator("#q").fill("");
    await page.locator("#q").pressSequentially(words);
    await page.evaluate(() => { document.getElementById("said").textContent = ""; });
    await page.keyboard.press("Enter");
    await settled(page);
  };
  const titles = (page) => page.locator("#hits h2").allTextContents();
  const said = (page) => page.locator("#said").textContent();
  const count = async (page) => Number((/(\d+) 篇/.exec(await said(page)) || [0, 0])[1]);

  await vectors();
  const gather = await chromium.newContext();
  const texts = await articles(gather, origin);
  await gather.close();
  const asked = await recall(texts);
  console.log(`${asked} queries over ${texts.length} texts`);

  const reference = engine();
  await reference.open();
  const page = await open("/search.html");
  await ask(page, "协商");
  const all = await count(page);
  expect(TYPING, all > 10 && (await titles(page)).length === 10, await said(page));
  expect(TYPING, await page.locator('#said[role="status"]').count() === 1, "the count is not told to screen readers");
  await page.getByRole("button", { name: "显示更多" }).click();
  await page.waitForFunction(() => document.querySelectorAll("#hits li").length > 10);
  expect(TYPING, new Set(await page.locator("#hits h2 a").evaluateAll((links) => links.map((a) => a.href))).size === Math.min(20, all), "more shows the same again");
  expect(KEYS, await page.evaluate(() => document.activeElement.closest("li") === document.querySelectorAll("#hits li")[10]), "more does not lead to what is new");

  // Titles with the word come before texts with it; both are marked.
  await ask(page, "协商");
  const marks = await page.locator("#hits li").evaluateAll((items) => items.map((li) => [li.querySelector("h2 mark")?.textContent, [...li.querySelectorAll("mark")].map((it) => it.textContent)]));
  expect(MARKS, marks.every(([, every]) => every.length && every.every((it) => reference.fold(it) === "协商")), JSON.stringify(marks));
  const named = texts.filter((it) => it.title.includes("协商")).length;
  expect(MARKS, marks.slice(0, Math.min(10, named)).every(([title]) => title === "协商"), "a title does not come first");
  const dates = await page.locator("#hits li time").evaluateAll((times) => times.map((it) => it.dateTime));
  expect(MARKS, dates.slice(0, Math.min(10, named)).every((date, i) => !i || date <= dates[i - 1]), `not newest first: ${dates}`);

  // From the box to the first result, on, back, and into the page.
  await page.locator("#q").focus();
  await page.keyboard.press("ArrowDown");
  const first = await page.evaluate(() => document.activeElement.textContent);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  expect(KEYS, first && await page.evaluate(() => document.activeElement.textContent) === first, "up is not the way down");
  await page.keyboard.press("ArrowUp");
  expect(KEYS, await page.evaluate(() => document.activeElement.id) === "q", "the way back does not lead into the box");
  await page.keyboard.press("ArrowDown");
  await Promise.all([page.waitForURL((url) => !url.pathname.endsWith("/search.html")), page.keyboard.press("Enter")]);
  expect(KEYS, (await page.locator("h1").textContent()) === first, "Enter opens another page");
  await page.goBack();
  await settled(page);
  expect(KEYS, await count(page) === all && await page.locator("#q").inputValue() === "协商", "coming back forgets the search");

  // Facets: what they say is how many there are.
  for (const name of ["in", "column", "kind", "year"]) {
    const select = page.locator(`select[name=${name}]`);
    const options = await select.locator("option").evaluateAll((all) => all.slice(1).map((it) => [it.value, Number(/（(\d+)）/.exec(it.textContent)[1])]));
    expect(FACETS, options.length && (name === "in" || options.reduce((sum, [, number]) => sum + number, 0) === all), `${name}: ${JSON.stringify(options)} of ${all}`);
    await select.focus();
    await page.keyboard.press("ArrowDown");
    await page.waitForFunction((number) => document.getElementById("said").textContent.includes(` ${number} 篇`), options[0][1]).catch(() => notes.add(FACETS, `${name} by key leaves another number`));
    expect(FACETS, new URL(page.url()).searchParams.get(name) === options[0][0], `${name} is not in the address`);
    await select.selectOption("");
    await page.waitForFunction((number) => document.getElementById("said").textContent.includes(` ${number} 篇`), all);
  }
  const column = await page.locator("select[name=column] option").nth(1).getAttribute("value");
  const given = await open(`/search.html?q=${encodeURIComponent("协商")}&column=${encodeURIComponent(column)}`);
  await settled(given);
  expect(FACETS, (await given.locator("#hits .where b").allTextContents()).every((name) => name === column), "an address with a column lists others");

  await ask(page, "龘骉猋羴");
  expect(NOTHING, (await said(page)).startsWith("没有找到“龘骉猋羴”") && await page.locator("#hits li").count() === 0 && !await page.locator("#facets").isVisible(), await said(page));

  // Initials as a reader who knows the title would type them.
  const target = (await Promise.all(texts.slice(0, 40).map((it) => reference.shown(it.number, 0)))).find((it) => /^[a-z]{5,}/.test(it.initials));
  const letters = /^[a-z]{4,6}/.exec(target.initials)[0];
  await ask(page, letters);
  const hit = page.locator("#hits li", { has: page.locator(`a[href="${target.url}"]`) });
  expect(INITIALS, await hit.count() === 1, `${letters} does not find ${target.title}: ${await said(page)}`);
  expect(INITIALS, await hit.locator("h2 mark").textContent() === target.title.slice(0, letters.length), `${letters} marks ${await hit.locator("h2").innerHTML()}`);

  const numbers = async (words) => [...(await reference.search(words)).numbers].join();
  await ask(page, "協商議政");
  expect(FOLDED, await count(page) > 0 && await numbers("協商議政") === await numbers("协商议政"), `協商議政: ${await said(page)}`);
  expect(FOLDED, (await page.locator("#hits mark").allTextContents()).every((it) => "协商议政".includes(it)), "what is marked is not the text's own");
  expect(FOLDED, await numbers("ＩＳＢＮ") === await numbers("isbn"), "wide letters find others");

  const sample = texts.map((it) => it.parts[0]).find((text) => /[\u4e00-\u9fff]{9,}/.test(text));
  const long = /[\u4e00-\u9fff]{9,}/.exec(sample)[0].slice(0, 9);
  await ask(page, long);
  const literal = texts.filter((it) => reference.fold([it.title, it.fields, ...it.parts].join("\n")).includes(long)).length;
  expect(SEVERAL, await page.locator("#hits li").count() === Math.min(10, literal) && await count(page) === literal, `${long}: ${await said(page)}, wanted ${literal}`);
  await ask(page, "协商 读书");
  const pair = texts.filter((it) => ["协商", "读书"].every((word) => reference.fold([it.title, it.fields, ...it.parts].join("\n")).includes(word))).length;
  expect(SEVERAL, await count(page) === pair, `协商 读书: ${await said(page)}, wanted ${pair}`);

  const home = await open("/");
  await home.locator(".find input").fill("委员");
  await Promise.all([home.waitForURL(/search\.html\?q=/), home.keyboard.press("Enter")]);
  await settled(home);
  expect(HEADER, await count(home) > 0 && (await home.locator("#q").inputValue()) === "委员", await said(home));
  const phone = await open("/", { viewport: { width: 375, height: 812 } });
  await phone.locator(".menu").click();
  await Promise.all([phone.waitForURL(/search\.html/), phone.locator(".seek a").click()]);

  // From a page of each tree, through its own box.
  const spoken = { "zh-hant": ["站內搜尋", "顯示更多", /^(找到|約) \d+ 篇，/], ko: ["사이트 안에서 찾기", "더 보기", /^(모두|약) \d+편/] };
  for (const [tree, [heading, further, told]] of Object.entries(spoken)) {
    const there = await open(`/${tree}/`);
    await there.locator(".find input").fill("协商");
    await Promise.all([there.waitForURL(new RegExp(`/${tree}/search\\.html\\?q=`)), there.keyboard.press("Enter")]);
    await settled(there);
    expect(TREES, (await there.locator("h1").textContent()) === heading && (await there.locator("#more button").textContent()) === further, `${tree}: ${await there.locator("h1").textContent()}`);
    expect(TREES, told.test(await said(there)), `${tree} says: ${await said(there)}`);
    const hits = await there.locator("#hits li").evaluateAll((all) => all.map((li) => [li.querySelector("a").getAttribute("href"), li.querySelector("a").lang, li.querySelector(".where").textContent]));
    expect(TREES, hits.length > 5, `${tree}: ${hits.length} results`);
    for (const [href, lang, where] of hits) {
      const own = href.startsWith(`/${tree}/`);
      expect(TREES, tree === "ko" ? own || lang === "zh-Hans" && where.endsWith("（중국어）") : own || href.startsWith("/ko/"), `${tree}: ${href} ${lang} ${where}`);
      expect(TREES, fs.existsSync(path.join(site, decodeURIComponent(href))), `${tree}: no page at ${href}`);
    }
  }
  const columns = await open(`/zh-hant/search.html?q=${encodeURIComponent("协商")}`);
  await settled(columns);
  await columns.waitForFunction(() => document.querySelectorAll("select[name=column] option").length > 2);
  expect(TREES, (await columns.locator("select[name=column] option").allTextContents()).some((name) => /[協議書齊縣區會員]/.test(name)), "columns are not named in the characters of the tree");
  const own = await open(`/ko/search.html?q=${encodeURIComponent("겨울")}`);
  await settled(own);
  const korean = await own.locator("#hits li").evaluateAll((all) => all.map((li) => [li.querySelector("a").getAttribute("href"), li.querySelector(".where").textContent]));
  expect(TREES, korean.length > 0 && korean.every(([href, where]) => href.startsWith("/ko/") && !where.includes("중국어")), JSON.stringify(korean));

  const bare = await open(`/search.html?q=${encodeURIComponent("协商")}`, { javaScriptEnabled: false });
  expect(BARE, await bare.locator("noscript p").isVisible() && await bare.locator("main .chips a").count() > 5, "nothing is said");

  const scripts = files(path.join(site, "assets")).filter((name) => name.endsWith(".js"));
  const bytes = scripts.reduce((sum, name) => sum + fs.statSync(name).size, 0);
  expect(BUDGET, bytes <= 30000, `${bytes} bytes`);
  const loads = files(site).filter((name) => name.endsWith(".html") && /assets\/search\.[0-9a-f]+\.js/.test(fs.readFileSync(name, "utf8"))).map((name) => path.relative(site, name));
  expect(BUDGET, loads.sort().join() === "ko/search.html,search.html,zh-hant/search.html", loads.join());

  for (const [width, scheme] of [[375, "light"], [375, "dark"], [1440, "light"], [1440, "dark"]]) {
    for (const elder of [false, true]) {
      const look = await open(`/search.html?q=${encodeURIComponent("协商")}`, { viewport: { width, height: 900 }, colorScheme: scheme });
      await settled(look);
      if (elder) await look.locator("#elder").check();
      const [needs, has] = await look.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
      expect(SHAPE, needs <= has, `${needs} px at ${width}${elder ? " 长辈版" : ""}`);
      await look.evaluate(axe);
      const { violations } = await look.evaluate(() => window.axe.run());
      for (const fault of violations) notes.add(SHAPE, `${width} ${scheme}${elder ? " 长辈版" : ""}: ${fault.id}: ${fault.nodes[0].target} ${fault.nodes[0].failureSummary}`);
      await look.context().close();
    }
  }
  await chromium.close();
  server.close();
  notes.told();
});
