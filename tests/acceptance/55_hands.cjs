// The site in use, with real clicks and keys: size of type, 长辈版, dark, the menu of a telephone, galleries and scans in full,
// languages, sharing, attachments, paper; and everything that must work where no script runs.
const fs = require("fs");
const path = require("path");
const { site, files, serve, browser, Notes, run } = require("./browser.cjs");

const SIZE = "字号 is changed by click and by key, and remembered";
const ELDER = "长辈版 is switched by click and by key, remembered before the first paint, and works without JavaScript";
const DARK = "dark follows the system, is switched by hand, and remembered";
const MENU = "the menu of a telephone opens by click and by key, with and without JavaScript";
const GALLERY = "a gallery opens in full, goes on by key, closes by key and gives the focus back";
const SCAN = "a scan is made larger and moved by keys alone; without JavaScript the link leads to the picture";
const LANGUAGE = "the language switch leads to the other version and back";
const SHARE = "the share code is the address of the page, and is there without JavaScript";
const BARE = "without JavaScript the text, its pictures, its links and its notes are there";
const FILES = "attachments say their type and size, and can be fetched";
const ORDER = "bulletins go on by number";
const PRINT = "on paper only the text is left";
const KEYS = "the first key leads past the head of the page, and what has the focus is seen";
const notes = new Notes(SIZE, ELDER, DARK, MENU, GALLERY, SCAN, LANGUAGE, SHARE, BARE, FILES, ORDER, PRINT, KEYS);

const all = files(site).filter((name) => name.endsWith(".html")).map((name) => [`/${path.relative(site, name).split(path.sep).join("/")}`, fs.readFileSync(name, "utf8")]);
const find = (what, test) => (all.find(([, html]) => test(html)) || [undefined])[0] || notes.add(BARE, `the sample has no page with ${what}`);
const expect = (check, truth, fault) => { if (!truth) notes.add(check, fault); };
const rem = (page) => page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
const ground = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

run(async () => {
  const { server, origin } = await serve();
  const chromium = await browser();
  const article = find("a case with a picture", (html) => html.includes("kind-case") && html.includes('class="zoom"'));
  const open = async (options, address) => {
    const context = await chromium.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: "light", ...options });
    const page = await context.newPage();
    await page.goto(origin + address, { waitUntil: "load" });
    return page;
  };
  const phone = { viewport: { width: 375, height: 812 } };
  const steps = [
    async () => {
      const page = await open({}, "/");
      const before = await rem(page);
      await page.getByRole("button", { name: "大", exact: true }).first().click();
      expect(SIZE, await rem(page) > before, "大 does not enlarge");
      await page.goto(origin + article);
      expect(SIZE, await rem(page) > before, "the next page forgot");
      await page.getByRole("button", { name: "小", exact: true }).first().focus();
      await page.keyboard.press("Enter");
      expect(SIZE, await rem(page) < before, "小 by key does nothing");
      expect(SIZE, await page.getByRole("button", { name: "小", exact: true, pressed: true }).first().isVisible(), "the chosen size is not told");
      await page.context().close();
    },
    async () => {
      const page = await open({}, "/");
      const before = await rem(page);
      const toggle = page.getByRole("switch", { name: "长辈版" });
      await toggle.click();
      expect(ELDER, await rem(page) > 1.2 * before, "a click does not enlarge");
      await page.addInitScript(() => new MutationObserver((_, watch) => {
        if (document.body) { window.early = "elder" in document.documentElement.dataset; watch.disconnect(); }
      }).observe(document, { childList: true, subtree: true }));
      await page.goto(origin + article);
      expect(ELDER, await page.evaluate(() => window.early), "it is not set before the body is there");
      expect(ELDER, await toggle.isChecked(), "the switch of the next page is off");
      await toggle.focus();
      await page.keyboard.press("Space");
      expect(ELDER, Math.abs(await rem(page) - before) < 0.1, "Space does not switch it off");
      await page.reload();
      expect(ELDER, !(await toggle.isChecked()), "off is not remembered");
      await page.context().close();
      const bare = await open({ javaScriptEnabled: false }, article);
      const height = async () => (await bare.locator("h1").boundingBox()).height / (await bare.locator("h1").textContent()).length;
      const [small, words] = [await height(), await bare.locator("h1").textContent()];
      await bare.getByRole("switch", { name: "长辈版" }).click();
      expect(ELDER, await height() > small, `without JavaScript “${words}” stays as it was`);
      await bare.context().close();
    },
    async () => {
      const page = await open({}, article);
      const light = await ground(page);
      await page.getByRole("button", { name: "深色" }).first().click();
      const night = await ground(page);
      expect(DARK, night !== light, "深色 changes nothing");
      await page.goto(origin + "/");
      expect(DARK, await ground(page) === night, "the next page is light again");
      await page.getByRole("button", { name: "浅色" }).first().press("Enter");
      expect(DARK, await ground(page) === light, "浅色 by key does nothing");
      await page.context().close();
      for (const javaScriptEnabled of [true, false]) {
        const system = await open({ colorScheme: "dark", javaScriptEnabled }, article);
        expect(DARK, await ground(system) === night, `the system's wish is not followed (JavaScript ${javaScriptEnabled})`);
        await system.context().close();
      }
    },
    async () => {
      const elder = await open(phone, "/");
      await elder.getByRole("switch", { name: "长辈版" }).click();
      await elder.getByRole("button", { name: "栏目" }).click();
      await elder.getByRole("button", { name: "栏目" }).click();
      expect(MENU, !(await elder.locator("#nav a").first().isVisible()), "in 长辈版 a second click does not close it");
      await elder.context().close();
      for (const javaScriptEnabled of [true, false]) {
        const page = await open({ ...phone, javaScriptEnabled }, "/");
        const menu = page.getByRole("button", { name: "栏目" });
        const link = page.locator("#nav a").nth(2);
        const at = `JavaScript ${javaScriptEnabled}`;
        expect(MENU, !(await link.isVisible()), `${at}: it is open from the start`);
        await menu.click();
        expect(MENU, await link.isVisible(), `${at}: a click does not open it`);
        await page.keyboard.press("Escape");
        expect(MENU, !(await link.isVisible()), `${at}: Escape does not close it`);
        await menu.focus();
        await page.keyboard.press("Enter");
        expect(MENU, await link.isVisible(), `${at}: Enter does not open it`);
        const wanted = await link.getAttribute("href");
        await link.click();
        await page.waitForURL(`**${wanted}`);
        await page.context().close();
      }
    },
    async () => {
      const address = find("a gallery", (html) => /class="gallery"(?:(?!<\/section>)[^])*class="zoom"(?:(?!<\/section>)[^])*class="zoom"/.test(html));
      const page = await open({}, address);
      const first = page.locator(".gallery a.zoom").first();
      await first.click();
      const viewer = page.getByRole("dialog");
      expect(GALLERY, await viewer.isVisible(), "a click does not open it");
      const shown = () => viewer.locator("img").getAttribute("src");
      const before = await shown();
      await page.keyboard.press("ArrowRight");
      expect(GALLERY, await shown() !== before, "the right arrow does not go on");
      await page.keyboard.press("ArrowLeft");
      expect(GALLERY, await shown() === before, "the left arrow does not go back");
      await page.getByRole("button", { name: "下一张" }).click();
      expect(GALLERY, await shown() !== before, "下一张 does not go on");
      expect(GALLERY, !!(await viewer.locator("img").getAttribute("alt")), "the picture has no words");
      await page.keyboard.press("Escape");
      expect(GALLERY, await viewer.count() === 0, "Escape does not close it");
      expect(GALLERY, await page.evaluate(() => document.activeElement.matches("a.zoom")), "the focus is lost");
      await page.context().close();
    },
    async () => {
      const address = find("scans", (html) => html.includes('id="scans"') && html.includes('class="zoom"'));
      const page = await open({}, address);
      const link = page.locator("#scans ~ .gallery a.zoom").first();
      await link.focus();
      await page.keyboard.press("Enter");
      const picture = page.getByRole("dialog").locator("img");
      await picture.waitFor();
      await page.waitForFunction(() => document.querySelector(".viewer img").clientWidth > 0);
      const width = async () => (await picture.boundingBox()).width;
      const fit = await width();
      const { y, height } = await picture.boundingBox();
      expect(SCAN, y > 0 && y + height < 900, `fitted, it reaches from ${y} to ${y + height}`);
      for (let times = 0; times < 4; times++) await page.keyboard.press("+");
      expect(SCAN, await width() > 3 * fit, `+ makes ${fit} px ${await width()} px`);
      const pane = page.locator(".viewer .pane");
      await pane.focus();
      const before = await pane.evaluate((it) => it.scrollTop);
      await page.keyboard.press("ArrowDown");
      await page.waitForTimeout(300);
      expect(SCAN, await pane.evaluate((it) => it.scrollTop) > before, "the down arrow does not move it");
      await page.keyboard.press("-");
      await page.keyboard.press("0");
      expect(SCAN, Math.abs(await width() - fit) < 2, "0 does not fit it again");
      await page.keyboard.press("Escape");
      expect(SCAN, await page.evaluate(() => document.activeElement.matches("a.zoom")), "the focus is lost");
      await page.context().close();
      const bare = await open({ javaScriptEnabled: false }, address);
      const [answer] = await Promise.all([bare.waitForResponse((it) => it.request().isNavigationRequest()), bare.locator("#scans ~ .gallery a.zoom").first().click()]);
      expect(SCAN, /^image\//.test(answer.headers()["content-type"]), `without JavaScript it leads to ${answer.headers()["content-type"]}`);
      await bare.context().close();
    },
    async () => {
      const address = (all.find(([name, html]) => /^\/ko\/.*\/\d{6}\//.test(name) && /<html lang="ko"/.test(html) && html.includes('hreflang="zh-Hans"')) || ["/"])[0];
      const page = await open({}, address);
      const lang = () => page.locator("html").getAttribute("lang");
      expect(LANGUAGE, await lang() === "ko", "the sample has no Korean text");
      await page.locator(".tongues a[hreflang=zh-Hans]").focus();
      await page.keyboard.press("Enter");
      await page.waitForURL((url) => url.pathname !== address);
      expect(LANGUAGE, await lang() === "zh-Hans", `it leads to ${page.url()} in ${await lang()}`);
      await page.locator(".tongues a[hreflang=ko]").click();
      await page.waitForURL(`**${address}`);
      expect(LANGUAGE, await lang() === "ko", "the way back is not Korean");
      await page.context().close();
    },
    async () => {
      for (const javaScriptEnabled of [true, false]) {
        const page = await open({ javaScriptEnabled }, article);
        const code = page.locator(".share img");
        expect(SHARE, !(await code.isVisible()), "it is open from the start");
        await page.locator(".share summary").click();
        expect(SHARE, await code.isVisible(), `a click does not show it (JavaScript ${javaScriptEnabled})`);
        await page.setViewportSize({ width: 375, height: 812 });
        const box = await code.boundingBox();
        expect(SHARE, box.x > 0 && box.x + box.width < 375, `on a telephone it stands at ${box.x}`);
        if (javaScriptEnabled) {
          await page.evaluate(fs.readFileSync(require.resolve("jsqr"), "utf8"));
          const read = await code.evaluate((it) => {
            const [times, quiet] = [4, 16], side = it.naturalWidth * times + 2 * quiet;
            const paper = Object.assign(document.createElement("canvas"), { width: side, height: side }).getContext("2d");
            paper.imageSmoothingEnabled = false;
            paper.fillStyle = "#fff";
            paper.fillRect(0, 0, side, side);
            paper.drawImage(it, quiet, quiet, side - 2 * quiet, side - 2 * quiet);
            const found = window.jsQR(paper.getImageData(0, 0, side, side).data, side, side);
            return found && found.data;
          });
          const wanted = await page.locator("link[rel=canonical]").getAttribute("href");
          expect(SHARE, read === wanted, `a reader reads ${read}, not ${wanted}`);
          await page.locator(".share summary").focus();
          await page.keyboard.press("Escape");
          expect(SHARE, !(await code.isVisible()), "Escape does not close it");
        }
        await page.context().close();
      }
    },
    async () => {
      const page = await open({ ...phone, javaScriptEnabled: false }, article);
      expect(BARE, (await page.locator(".body").innerText()).length > 200, "the text is not there");
      expect(BARE, await page.locator(".pager a").first().isVisible(), "the way to the next text is not there");
      const picture = page.locator(".body img").first();
      await picture.scrollIntoViewIfNeeded();
      expect(BARE, (await picture.boundingBox()).height > 100, "its pictures are not there");
      await page.locator(".pager a").first().click();
      expect(BARE, await page.locator("h1").isVisible(), "the next text is not there");
      await page.goto(origin + "/");
      expect(BARE, await page.locator(".lead h2").count() >= 3, "the home page has no heads");
      const noted = find("a note", (html) => html.includes('role="doc-noteref"'));
      await page.goto(origin + noted);
      await page.locator("[role=doc-noteref]").first().click();
      expect(BARE, /#.*note/.test(page.url()), "a note is not reached");
      await page.context().close();
    },
    async () => {
      const page = await open({}, find("an attachment", (html) => html.includes('class="files"')));
      const item = page.locator(".files li").first();
      expect(FILES, /\d (B|KB|MB)/.test(await item.innerText()), `it says ${await item.innerText()}`);
      const answer = await page.request.get(origin + (await item.locator("a").getAttribute("href")));
      expect(FILES, answer.ok() && (await answer.body()).length > 50, "it cannot be fetched");
      await page.context().close();
    },
    async () => {
      const number = (html) => Number((/期号<\/th><td>第(\d+)期/.exec(html) || [0, 0])[1]);
      const bulletins = all.filter(([address, html]) => html.includes("kind-bulletin") && !address.startsWith("/zh-hant/")).map(([address, html]) => [address, number(html), html]).sort((a, b) => a[1] - b[1]);
      expect(ORDER, bulletins.length > 2, "there are no three bulletins");
      bulletins.forEach(([address, own, html], at) => {
        const next = (/rel="next" href="([^"]*)"/.exec(html.slice(html.indexOf('class="pager"'))) || [])[1];
        const wanted = at + 1 < bulletins.length ? bulletins[at + 1][0] : undefined;
        expect(ORDER, next === wanted, `${address} (no. ${own}) goes on to ${next}, not ${wanted}`);
      });
    },
    async () => {
      const page = await open({}, article);
      await page.emulateMedia({ media: "print" });
      for (const gone of [".top", ".crumbs", ".tools", ".pager", ".post>aside"]) {
        const it = page.locator(gone).first();
        if (await it.count()) expect(PRINT, !(await it.isVisible()), `${gone} is printed`);
      }
      expect(PRINT, await page.locator(".body").isVisible() && await page.locator("h1").isVisible(), "the text is not printed");
      expect(PRINT, await ground(page) === "rgb(255, 255, 255)", "the ground is printed");
      await page.context().close();
    },
    async () => {
      const page = await open({ reducedMotion: "reduce" }, article);
      await page.keyboard.press("Tab");
      expect(KEYS, await page.evaluate(() => document.activeElement.matches(".skip")), "the first key does not reach the skip link");
      await page.keyboard.press("Enter");
      expect(KEYS, await page.evaluate(() => document.activeElement.id === "main"), "the skip link does not lead to the text");
      const reached = new Set();
      for (let times = 0; times < 80; times++) {
        await page.keyboard.press("Tab");
        const seen = await page.evaluate(() => {
          const it = document.activeElement, style = getComputedStyle(it), box = it.getBoundingClientRect();
          return { at: it.outerHTML.slice(0, 80), body: it === document.body, ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2, shown: box.width > 0 && box.bottom > 0 && box.top < innerHeight };
        });
        if (seen.body || reached.has(seen.at)) break;
        reached.add(seen.at);
        expect(KEYS, seen.ring, `no ring around ${seen.at}`);
        expect(KEYS, seen.shown, `out of sight: ${seen.at}`);
      }
      expect(KEYS, reached.size > 8, `only ${reached.size} things are reached`);
      await page.context().close();
    },
  ];
  for (const step of steps) {
    const at = steps.indexOf(step);
    await step().catch((error) => notes.add([...notes.faults.keys()][at], error.message.split("\n").slice(0, 4).join(" ")));
  }
  await chromium.close();
  server.close();
  notes.told();
});
