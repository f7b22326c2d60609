"""The site: nothing for the Nu checker to find on any page, no link that leads nowhere, no page too heavy, the tags of government pages."""

import json
import re
from html import unescape
from urllib.parse import unquote, urldefrag, urljoin

from common import CACHE, OUT, check, run

SITE = OUT / "site"
pages = sorted(SITE.rglob("*.html"))
check("there are pages", [] if pages else "none")

# Warnings that stay, each with the reason.
ARGUED = {
    "Section lacks heading": "a directive (steps, a gallery, figures) is a section by its aria-label; its title is no heading, "
                             "so that it does not enter the outline of the text and the contents of a book",
    "Trailing slash on void elements": "texts are written once for the site and for EPUB, and EPUB is XML",
}

jar = next((CACHE / "node_modules" / "vnu-jar").rglob("vnu.jar"))
_, _, said = run("java", "-Xss4m", "-jar", jar, "--format", "json", "--skip-non-html", SITE)
messages = json.loads(said or '{"messages": []}')["messages"]
told = [(m["type"] == "error", f"{m.get('url', '').rsplit('/site/', 1)[-1]}:{m.get('lastLine', 0)} {m['message']}") for m in messages]
check(f"the Nu checker finds no error on {len(pages)} pages", [text for error, text in told if error])
check("the Nu checker warns of nothing that is not argued",
      [text for error, text in told if not error and not any(argued in text for argued in ARGUED)])

dead, ids = [], {}


def anchors(path):
    if path not in ids:
        ids[path] = set(re.findall(r'\sid="([^"]*)"', path.read_text(encoding="utf-8")))
    return ids[path]


for page in pages:
    here = "/" + str(page.relative_to(SITE))
    text = page.read_text(encoding="utf-8")
    for attribute in re.findall(r'\s(?:href|src|srcset|poster)="([^"]*)"', text):
        for address in [part.split()[0] for part in unescape(attribute).split(", ") if part.strip()]:
            url, fragment = urldefrag(urljoin(here, address))
            if not url.startswith("/"):
                continue
            target = SITE / unquote(url).lstrip("/")
            target = target / "index.html" if target.is_dir() else target
            if not target.is_file():
                dead.append(f"{here} -> {address}")
            elif fragment and target.suffix == ".html" and unquote(fragment) not in anchors(target):
                dead.append(f"{here} -> {address}: no such place")
check("no link of the site leads nowhere", sorted(set(dead)))


bad, first, offered = [], [], set()
for page in pages:
    text = page.read_text(encoding="utf-8")
    here = str(page.relative_to(SITE))
    shown = [tag for tag in re.findall(r"<img [^>]*>", text) if 'src="/images/' in tag]
    for tag in shown:
        lacking = [key for key in ("width", "height", "alt") if f' {key}="' not in tag]
        if lacking or ('srcset="' in tag) != ('sizes="' in tag):
            bad.append(f"{here}: {lacking} {tag}")
    for source in re.findall(r"<source [^>]*>", text):
        offered.add("webp")
        for address in re.search(r' srcset="([^"]*)"', source).group(1).split(", "):
            if (SITE / address.split()[0].lstrip("/")).read_bytes()[8:12] != b"WEBP":
                bad.append(f"{here}: {address} is no WebP")
    at_once = [tag for tag in shown if 'loading="lazy"' not in tag]
    if len(at_once) > 1 or any('fetchpriority="high"' not in tag for tag in at_once):
        first.append(f"{here}: {len(at_once)} pictures at once")
    if shown and 'class="body"' in text and not at_once:
        first.append(f"{here}: its first picture waits")
check("every picture has its size, its words and its versions", bad if offered else "no WebP at all")
check("the first picture of a text is loaded at once, and no other", first)
traces = [str(path.relative_to(SITE)) for path in sorted((SITE / "images").iterdir())
          if any(mark in path.read_bytes() for mark in (b"Exif\0\0", b"http://ns.adobe.com/xap", b"Photoshop 3.0", b"GPSLatitude", b"tEXt", b"iTXt"))]
check(f"none of {sum(1 for _ in (SITE / 'images').iterdir())} pictures carries metadata", traces)


def weight(page):
    """Bytes of a page with its style sheets and scripts, without pictures."""
    text = page.read_text(encoding="utf-8")
    parts = re.findall(r'<link rel="stylesheet" href="([^"]*)"', text) + re.findall(r'<script[^>]* src="([^"]*)"', text)
    return page.stat().st_size + sum((SITE / part.lstrip("/")).stat().st_size for part in set(parts))


KB = 1024
heavy = [f"{page.relative_to(SITE)} weighs {weight(page) // KB} KB" for page in pages
         if weight(page) > (150 if page == SITE / "index.html" else 80) * KB]
most = max((weight(page), str(page.relative_to(SITE))) for page in pages)
print(f"home weighs {weight(SITE / 'index.html') // KB} KB; the heaviest page {most[1]} {most[0] // KB} KB")
check("a page weighs at most 80 KB without pictures, home 150 KB", heavy)
scripts = sum(path.stat().st_size for path in SITE.rglob("*.js"))
check(f"all JavaScript is at most 30 KB ({scripts} bytes)", f"{scripts} bytes" if scripts > 30 * KB else [])

# 国办发〔2017〕47号: the names of the page tags, and on which pages they stand.
WEB = ["SiteName", "SiteDomain", "SiteIDCode"]
COLUMN = ["ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"]
ARTICLE = ["ArticleTitle", "PubDate", "ContentSource", "Keywords", "Author", "Description", "Image", "Url"]
MUST = {"home": WEB + COLUMN, "column": WEB + COLUMN, "article": WEB + COLUMN + ARTICLE[:3] + ["Description", "Url"], "topic": WEB + COLUMN + ARTICLE[:3]}
FOOT = ["beian.miit.gov.cn", "beian.mps.gov.cn", "bszs.conac.cn", "zfwzgl.www.gov.cn"]
FOOT_WORDS = ["主办单位：", "承办单位：", "网站标识码：", "我为政府网站找错"]
wrong = []
for page in pages:
    text = page.read_text(encoding="utf-8")
    sort = re.search(r'<body class="is-([a-z]+)"', text)
    if not sort:
        continue
    at = page.relative_to(SITE)
    names = re.findall(r'<meta name="([A-Z][A-Za-z]*)" content="([^"]*)"', text)
    has = [name for name, content in names if content]
    wrong += [f"{at}: no {name}" for name in MUST.get(sort[1], WEB) if name not in has]
    wrong += [f"{at}: {name} has no business here" for name in has
              if name not in WEB + COLUMN + ARTICLE or name in ARTICLE and sort[1] not in ("article", "topic")]
    wrong += [f"{at}: {name} twice" for name in set(has) if has.count(name) > 1]
    wrong += [f"{at}: PubDate {content}" for name, content in names if name == "PubDate" and not re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", content)]
    records = FOOT + (FOOT_WORDS if '<html lang="zh-Hans"' in text else [])
    wrong += [f"{at}: nothing of {record} in the foot" for record in records if record not in text]
check("page tags and footer records are those of 国办发〔2017〕47号", wrong)
