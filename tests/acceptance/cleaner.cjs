// The model of the editor's cleaner once more, on a DOM, as a page runs it; src/edition/wechat/cleaner.rs is the other.
// Both are held to cleaner_vectors.json. `clean` stands alone: its source is sent into the page.
function clean(html) {
  const GONE = new Set(("script style link meta title head iframe form input button textarea select object embed video audio noscript template canvas " +
    "foreignobject defs use marker filter mask clippath pattern symbol lineargradient radialgradient").split(" "));
  const FRAMES = new Set("section table thead tbody tr blockquote".split(" "));
  const MAY_BE_EMPTY = new Set("br hr img td th mp-common-profile".split(" "));
  const BLOCKS = new Set(("section p h1 h2 h3 h4 h5 h6 blockquote pre table thead tbody tr td th hr ul ol li div figure figcaption article header footer").split(" "));
  const UNWRAPPED = new Set("html body font article header footer main".split(" "));
  const ATTRIBUTES = new Set("style src alt href colspan rowspan data-gen data-no-dark leaf nodeleaf".split(" "));
  const PROPERTIES = new Set(("color font-size font-weight font-style line-height letter-spacing text-align text-indent text-decoration background-color border " +
    "border-top border-right border-bottom border-left border-color border-style border-width border-collapse border-radius margin margin-top margin-right " +
    "margin-bottom margin-left padding padding-top padding-right padding-bottom padding-left width max-width height display vertical-align overflow-x white-space " +
    "word-break box-shadow opacity -webkit-overflow-scrolling").split(" "));
  const BAD = ["var(", "calc(", "url(", "env(", "!important", "expression(", "gradient("];

  const isBad = (value) => BAD.some((bad) => value.toLowerCase().includes(bad)) || ["fixed", "absolute"].includes(value.toLowerCase());
  const isBlack = (value) => /^(#0{3}|#0{6}|black|rgb\(0,0,0\))$/.test(value.toLowerCase().replace(/\s+/g, ""));
  const isLinkable = (url) => /^https?:\/\/mp\.weixin\.qq\.com([/?#]|$)/.test(url);
  const pairs = (text) => text.split(";").map((piece) => piece.trim()).filter(Boolean)
    .map((piece) => [piece.split(":")[0].trim(), piece.includes(":") ? piece.slice(piece.indexOf(":") + 1).trim() : ""]);
  const style = (element, keep) => {
    if (!element.hasAttribute("style")) return;
    const text = element.getAttribute("style");
    const kept = text.includes('"') ? [] : pairs(text).filter(keep);
    if (kept.length) element.setAttribute("style", kept.map(([name, value]) => name + (value ? ":" : "") + value).join(";"));
    else element.removeAttribute("style");
  };
  const collapsed = (text) => text.replace(/[\u0000\u200b\u200c\u200d\u2060\ufeff]/g, "").replace(/[ \n\r\t]+/g, " ");

  const kept = (nodes, parent) => nodes.flatMap((node) => {
    if (node.nodeType === 3) {
      const text = collapsed(node.data);
      const beside = parent === "" || FRAMES.has(parent);
      return text === "" || (beside && text === " ") ? [] : [document.createTextNode(text)];
    }
    return node.nodeType === 1 ? keptElement(node, parent) : [];
  });
  const lines = (items) => items.flatMap((item) => {
    if (item.nodeType !== 1) return [];
    const isList = (node) => node.nodeType === 1 && ["ul", "ol"].includes(node.localName);
    if (isList(item)) return lines([...item.childNodes]);
    const own = kept([...item.childNodes].filter((node) => !isList(node)), "p");
    const line = document.createElement("p");
    line.append(...own);
    return [...(own.length ? [line] : []), ...lines([...item.childNodes].filter(isList))];
  });
  const keptElement = (element, parent) => {
    const name = element.localName;
    const children = [...element.childNodes];
    if (GONE.has(name)) return [];
    if (UNWRAPPED.has(name)) return kept(children, parent);
    if (name === "a" && !isLinkable(element.getAttribute("href") || "")) return kept(children, parent);
    if (name === "img" && !element.getAttribute("src")) return [];
    if (name === "ul" || name === "ol") return lines(children);
    if (parent === "p" && BLOCKS.has(name)) return kept(children, parent);
    const copy = document.createElement(name === "div" ? "section" : name);
    if (name !== "div") for (const { name: key, value } of element.attributes) if (ATTRIBUTES.has(key) && value !== "") copy.setAttribute(key, value);
    style(copy, ([property, value]) => PROPERTIES.has(property) && !isBad(value) && !(property === "color" && isBlack(value)));
    copy.append(...kept(children, copy.localName));
    return !copy.childNodes.length && !MAY_BE_EMPTY.has(copy.localName) ? [] : [copy];
  };

  const source = document.createElement("template");
  source.innerHTML = html;
  const box = document.createElement("div");
  box.append(...kept([...source.content.childNodes], ""));
  for (const root of box.children) style(root, ([property]) => !property.startsWith("padding") && !property.startsWith("background"));
  return box.innerHTML;
}

module.exports = { clean };
