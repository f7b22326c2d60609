// The way from language to language, by clicks, without JavaScript, on a telephone: a text and its translation,
// the Traditional page, and a text that has no version.
const path = require("path");
const { site, files, serve, browser, Notes, run } = require("./browser.cjs");

const ROUND = "Korean texts lead round all languages and back";
const MISSING = "a text without a version says so and leads to the list";
const WORDS = "Korean keeps its words whole, Chinese does not, nothing is wider than a telephone";
const SCRIPT = "what scripts add is said in the language of the page";
const notes = new Notes(ROUND, MISSING, WORDS, SCRIPT);

const texts = files(site).map((name) => "/" + path.relative(site, name).split(path.sep).join("/")).filter((name) => /\/\d{6}\/[^/]*\.html$/.test(name));
const korean = texts.filter((name) => name.startsWith("/ko/"));
const chinese = texts.filter((name) => !/^\/(ko|zh-hant)\//.test(name));

run(async () => {
  const { server, origin } = await serve();
  const chromium = await browser();
  const context = await chromium.newContext({ javaScriptEnabled: false, viewport: { width: 375, height: 812 } });
  const page = await context.newPage();
  const lang = () => page.locator("html").getAttribute("lang");
  const current = () => page.locator('nav.tongues [aria-current="true"]').getAttribute("hreflang");
  const to = async (code) => { await page.locator(`nav.tongues a[hreflang="${code}"]`).click(); await page.waitForLoadState(); };
  const here = () => new URL(page.url()).pathname;

  if (!korean.length) notes.add(ROUND, "there is none");
  for (const address of korean) {
    await page.goto(origin + address);
    await to("zh-Hans");
    const original = here();
    if ((await lang()) !== "zh-Hans" || (await current()) !== "zh-Hans") notes.add(ROUND, `${address}: leads to ${original} in ${await lang()}`);
    await to("zh-Hant");
    if ((await lang()) !== "zh-Hant" || (await current()) !== "zh-Hant") notes.add(ROUND, `${original}: its Traditional page is in ${await lang()}`);
    if (!(await page.locator(".machine").isVisible())) notes.add(ROUND, `${original}: the machine is not named`);
    await to("ko");
    if (here() !== address) notes.add(ROUND, `${address}: the way round ends at ${here()}`);
  }

  let without = 0;
  for (const address of chinese.slice(0, 40)) {
    await page.goto(origin + address);
    const note = page.locator('nav.tongues li:has(a[hreflang="ko"]) small');
    if (!(await note.count())) continue;
    without += 1;
    if (!(await note.isVisible())) notes.add(MISSING, `${address}: what is missing is not said`);
    await to("ko");
    if ((await lang()) !== "ko" || !(await page.locator("section.waiting").isVisible())) notes.add(MISSING, `${address}: leads to ${here()}`);
  }
  if (!without) notes.add(MISSING, "every text has one");

  const scripted = await (await chromium.newContext({ viewport: { width: 375, height: 812 } })).newPage();
  for (const address of ["/ko/", ...korean, "/zh-hant/", "/zh-hant" + chinese[0]]) {
    await scripted.goto(origin + address);
    const [needs, has] = await scripted.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
    if (needs > has) notes.add(WORDS, `${address}: ${needs} px wide`);
    const added = await scripted.evaluate(() => [...document.querySelectorAll("[data-tools] button, [data-tools] [role=group]")].map((it) => it.textContent).join(""));
    if (!added || /字号|浅色|深色打印|缩小/.test(added)) notes.add(SCRIPT, `${address}: ${added}`);
  }
  await scripted.goto(origin + korean[0]);
  const whole = (what) => scripted.locator(what).first().evaluate((it) => getComputedStyle(it).wordBreak);
  if ((await whole(".body")) !== "keep-all") notes.add(WORDS, "Korean words are broken");
  await scripted.goto(origin + "/ko/");
  if ((await whole('section.waiting [lang="zh-Hans"]')) !== "normal") notes.add(WORDS, "Chinese in a Korean page keeps its words whole");
  notes.told();
  await chromium.close();
  server.close();
});
