// paste.html in use: its button copies the article with its pictures, and what an editor that cleans as 公众号 does makes of the
// paste is the article, word for word and style for style. The cleaner here is held to the vectors of the one in src/edition/wechat.
const fs = require("fs");
const path = require("path");
const { pathToFileURL } = require("url");
const { browser, files, Notes, run } = require("./browser.cjs");
const { clean } = require("./cleaner.cjs");

const VECTORS = "the cleaner in the page is the cleaner in the program, vector by vector";
const FIXED = "every article of the sample is a fixed point of a browser and of the cleaner";
const COPY = "the button copies the article with its pictures, opened from a folder";
const PASTE = "pasted into an editor that cleans, it has the same text, the same styles and the same pictures";
const FRAMES = "two telephones of 375 px side by side, the dark one in the colours of the dark; the list card shows both crops";
const SMALL = "the page fits a narrow window";
const notes = new Notes(VECTORS, FIXED, COPY, PASTE, FRAMES, SMALL);

const wechat = path.join(process.env.KX_OUT, "wechat");
const read = (...parts) => fs.readFileSync(path.join(wechat, ...parts), "utf8");
const packages = fs.readdirSync(wechat).sort().map((id) => ({ id, meta: JSON.parse(read(id, "meta.json")) }));

// The package with the most of each thing: pictures, tables, text, articles; and the first with a chart.
function chosen() {
  const most = (count) => [...packages].sort((a, b) => count(b) - count(a) || (a.id < b.id ? -1 : 1))[0];
  const html = (one) => read(one.id, one.meta.articles[0].file);
  const picks = [
    most((one) => one.meta.articles[0].images.length), most((one) => (html(one).match(/<td/g) || []).length), most((one) => one.meta.counts.text_chars),
    most((one) => one.meta.articles.length), most((one) => (html(one).match(/<sup/g) || []).length),
  ];
  return [...new Set(picks)];
}

const EDITOR = `<!DOCTYPE html><meta charset="utf-8"><div id="editor" contenteditable="true" style="min-height:200px"></div>`;

async function pasted(context, source) {
  const page = await context.newPage();
  await page.setContent(EDITOR);
  await page.evaluate((source) => {
    const cleaned = new Function(`return (${source})`)();
    document.getElementById("editor").addEventListener("paste", (event) => {
      const html = event.clipboardData.getData("text/html");
      document.getElementById("editor").innerHTML = cleaned(html);
      event.preventDefault();
    });
  }, source);
  await page.focus("#editor");
  await page.keyboard.press("Control+V");
  await page.waitForFunction(() => document.getElementById("editor").innerHTML !== "");
  return page;
}

// What is seen of every element of an article: its computed style, as far as articles set any.
const seen = (root) => [...root.querySelectorAll("*")].map((element) => {
  const style = getComputedStyle(element);
  return ["color", "backgroundColor", "fontWeight", "fontStyle", "textIndent", "paddingLeft", "marginTop", "marginBottom", "borderBottomWidth"]
    .map((name) => style[name]).join(" ") + " " + element.localName;
});

run(async () => {
  const chromium = await browser();
  const context = await chromium.newContext({ viewport: { width: 1280, height: 900 } });
  const blank = await context.newPage();
  await blank.setContent(EDITOR);
  await blank.evaluate((source) => { window.cleaned = new Function(`return (${source})`)(); }, String(clean));
  const vectors = JSON.parse(fs.readFileSync(path.join(__dirname, "cleaner_vectors.json"), "utf8"));
  for (const [before, after] of vectors) {
    const got = await blank.evaluate((html) => window.cleaned(html), before);
    if (got !== after) notes.add(VECTORS, `${before} becomes ${got} and not ${after}`);
  }
  for (const { id, meta } of packages) for (const article of meta.articles) {
    const html = read(id, article.file);
    const got = await blank.evaluate((html) => {
      const box = document.createElement("div");
      box.innerHTML = html;
      return [box.innerHTML, window.cleaned(html)];
    }, html);
    if (got[0] !== html) notes.add(FIXED, `${id}: innerHTML differs`);
    if (got[1] !== html) notes.add(FIXED, `${id}: the cleaner changes it`);
  }
  for (const { id, meta } of chosen()) {
    const page = await context.newPage();
    await page.goto(pathToFileURL(path.join(wechat, id, "paste.html")).href, { waitUntil: "load" });
    const buttons = await page.$$(".copy");
    if (buttons.length !== meta.articles.length) notes.add(COPY, `${id}: ${buttons.length} buttons for ${meta.articles.length} articles`);
    for (const [at, button] of buttons.entries()) {
      const { file, images } = meta.articles[at];
      await button.click();
      await page.waitForFunction((at) => document.querySelectorAll(".said")[at].textContent.startsWith("已复制"), at, { timeout: 5000 })
        .catch(() => notes.add(COPY, `${id}: the page does not say that it is copied`));
      const editor = await pasted(context, String(clean));
      let html = await editor.$eval("#editor", (editor) => editor.innerHTML);
      const data = [...html.matchAll(/ src="(data:[^"]*)"/g)].map((match) => match[1]);
      if (new Set(data).size !== images.length) notes.add(COPY, `${id}: ${new Set(data).size} pictures copied of ${images.length}`);
      for (const image of images) {
        const bytes = fs.readFileSync(path.join(wechat, id, image.file)).toString("base64");
        const own = data.find((address) => address.endsWith(bytes));
        if (own) html = html.split(own).join(image.src);
        else notes.add(PASTE, `${id}: ${image.file} is not the picture that was copied`);
      }
      if (html !== read(id, file)) notes.add(PASTE, `${id}: ${file} differs after the paste`);
      const styles = await editor.$eval("#editor", seen);
      const plain = await context.newPage();
      await plain.setContent(EDITOR.replace("></div>", `>${read(id, file)}</div>`));
      const wanted = await plain.$eval("#editor", seen);
      if (JSON.stringify(styles) !== JSON.stringify(wanted)) notes.add(PASTE, `${id}: ${file} looks different after the paste`);
      await plain.close();
      await editor.close();
    }
    const widths = await page.$$eval(".phone", (phones) => phones.map((phone) => phone.offsetWidth));
    if (widths.some((width) => width !== 375) || widths.length !== 2 * buttons.length) notes.add(FRAMES, `${id}: frames of ${widths}`);
    const [light, dark] = await page.$$eval(".phone", (phones) => phones.slice(0, 2).map((phone) => {
      const words = phone.querySelector(".text p");
      return { top: phone.offsetTop, ground: getComputedStyle(phone).backgroundColor, ink: getComputedStyle(words).color, text: phone.querySelector(".text").textContent };
    }));
    if (light.ground !== "rgb(255, 255, 255)" || dark.ground !== "rgb(25, 25, 25)") notes.add(FRAMES, `${id}: grounds ${light.ground}, ${dark.ground}`);
    if (light.ink === dark.ink || light.text !== dark.text || light.top !== dark.top) notes.add(FRAMES, `${id}: the dark telephone is not the light one in the dark`);
    const head = await page.$eval(".head", (card) => ({ ratio: card.offsetWidth / card.offsetHeight, image: getComputedStyle(card).backgroundImage }));
    if (Math.abs(head.ratio - 2.35) > 0.02 || !head.image.includes("cover.jpg")) notes.add(FRAMES, `${id}: a list card of ${head.ratio}`);
    await page.setViewportSize({ width: 390, height: 800 });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (over > 0) notes.add(SMALL, `${id}: ${over} px wider than 390`);
    await page.close();
  }
  notes.told();
  await chromium.close();
});
