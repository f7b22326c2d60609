"""What machines read of the site: feeds, sitemap, language versions, manifests, the data of the application,
linked data. Each is held against a validator that is not ours."""

import json
import re
from collections import defaultdict
from html import unescape

import atoma
import feedparser
import jsonschema
from iiif_prezi3 import Manifest
from lxml import etree

from common import CACHE, OUT, check

SITE = OUT / "site"
MODULES = CACHE / "node_modules"
pages = {"/" + str(path.relative_to(SITE)): path.read_text(encoding="utf-8") for path in sorted(SITE.rglob("*.html"))}
base = re.search(r"Sitemap: (https?://[^/]+)/sitemap.xml", (SITE / "robots.txt").read_text()).group(1)


def files(pattern):
    return [path for path in sorted(SITE.rglob(pattern)) if path.is_file()]


def name(path):
    return str(path.relative_to(SITE))


def target(address):
    """The file an absolute address of the site stands for, or None."""
    if not address.startswith(base + "/"):
        return None
    path = SITE / address[len(base) + 1:]
    path = path / "index.html" if address.endswith("/") else path
    return path if path.is_file() else None


# --- feeds --------------------------------------------------------------------------------------------------

atoms = [path for path in files("*.xml") if not path.name.startswith("sitemap")]
faults = []
for path in atoms:
    data = path.read_bytes()
    parsed = feedparser.parse(data)
    if parsed.bozo:
        faults.append(f"{name(path)}: {parsed.bozo_exception}")
    if parsed.version != "atom10":
        faults.append(f"{name(path)}: is read as {parsed.version}")
    try:
        feed = atoma.parse_atom_bytes(data)
    except Exception as error:
        faults.append(f"{name(path)}: {error!r}")
        continue
    ids = [entry.id_ for entry in feed.entries]
    faults += [f"{name(path)}: two entries with the id {one}" for one in set(ids) if ids.count(one) > 1]
    faults += [f"{name(path)}: {entry.id_} has no page" for entry in feed.entries if target(entry.links[0].href) is None]
    own = [link.href for link in feed.links if link.rel == "self"]
    if not own or target(own[0]) != path:
        faults.append(f"{name(path)}: says it is {own}")
    newest = max((entry.updated for entry in feed.entries), default=feed.updated)
    if feed.updated < newest:
        faults.append(f"{name(path)}: updated before its entries")
check(f"{len(atoms)} Atom feeds are read by two parsers and lead to pages", faults if atoms else "no feed")

gone = {"t": "http://purl.org/atompub/tombstones/1.0"}
deleted = [element for path in atoms for element in etree.parse(path).findall("t:deleted-entry", gone)]
live = {address for path in atoms for address in re.findall(r"<id>([^<]+)</id>", path.read_text(encoding="utf-8"))}
check("withdrawn texts are said to be deleted (RFC 6721), and are in no feed",
      "none is" if not deleted else [f"{e.get('ref')} is in a feed" for e in deleted if e.get("ref") in live or not e.get("when")])

schema = json.loads((MODULES / "jsonfeed-schema" / "schema-v1.1.json").read_text())
validator = jsonschema.validators.validator_for(schema)(schema)
feeds = [path for path in files("*.json") if '"https://jsonfeed.org/version/1.1"' in path.read_text(encoding="utf-8")]
faults = [f"{name(path)}: {error.json_path}: {error.message[:200]}" for path in feeds
          for error in validator.iter_errors(json.loads(path.read_text(encoding="utf-8")))]
check(f"{len(feeds)} JSON feeds fit the schema of version 1.1", faults if len(feeds) == len(atoms) else f"{len(feeds)} beside {len(atoms)} Atom feeds")

# --- sitemap ------------------------------------------------------------------------------------------------

NS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "i": "http://www.google.com/schemas/sitemap-image/1.1"}
xsd = etree.XMLSchema(etree.parse(MODULES / "sitemap" / "schema" / "sitemap.xsd"))
faults, mapped, pictures = [], set(), 0
for path in files("sitemap*.xml"):
    tree = etree.parse(path)
    mapped |= {element.text for element in tree.findall("s:url/s:loc", NS)}
    for image in tree.findall("s:url/i:image", NS):
        pictures += 1
        if target(image.find("i:loc", NS).text) is None:
            faults.append(f"{name(path)}: no such picture {image.find('i:loc', NS).text}")
        image.getparent().remove(image)
    if not xsd.validate(tree) and tree.getroot().tag.endswith("urlset"):
        faults += [f"{name(path)}: {error.message}" for error in xsd.error_log]
faults += [f"no page at {address}" for address in mapped if target(address) is None]
indexable = {re.search(r'<link rel="canonical" href="([^"]+)"', text).group(1)
             for text in pages.values() if 'name="robots" content="noindex"' not in text and 'rel="canonical"' in text}
articles = {address for address in indexable if re.search(r"/\d{6}/", address)}
faults += [f"not in the map: {address}" for address in sorted(articles - mapped)]
faults += [f"in the map, and not to be indexed: {address}" for address in sorted(mapped - indexable)]
check(f"the sitemap fits its schema and names every article ({len(mapped)} pages, {pictures} pictures)", faults if pictures else "no picture")

# --- languages ----------------------------------------------------------------------------------------------

versions = defaultdict(set)
faults = []
for path, text in pages.items():
    canonical = re.search(r'<link rel="canonical" href="([^"]+)"', text)
    if not canonical or "noindex" in text:
        continue
    versions[canonical.group(1)] |= set(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"', text))
    if target(canonical.group(1)) != SITE / path[1:]:
        faults.append(f"{path} says it is {canonical.group(1)}")
for page, links in versions.items():
    languages = [language for language, _ in links]
    faults += [f"{page}: twice {language}" for language in languages if languages.count(language) > 1]
    if links and page not in [address for _, address in links]:
        faults.append(f"{page} is not among its own versions")
    faults += [f"{page} names {address}, which names others" for _, address in links if versions.get(address) != links]
check(f"canonical addresses are right; {sum(bool(v) for v in versions.values())} pages name their versions, which name them", faults)

lang = {path: re.search(r'<html lang="([^"]+)"', text).group(1) for path, text in pages.items()}
trees = {"zh-hant": "zh-Hant", "ko": "ko"}
faults = [f"{path} is in {lang[path]}" for path in pages if lang[path] != trees.get(path.split("/")[1], "zh-Hans")]
faults += [f"no tree {tree}" for tree in trees if not any(path.startswith(f"/{tree}/") for path in pages)]
faults += [f"{path} does not say that it was converted by a machine" for path, text in pages.items()
           if path.startswith("/zh-hant/") and 'class="wrap machine"' not in text and "http-equiv" not in text]
check("every page is in the language of its tree; converted ones say so", faults)

faults = []
simplified = re.compile("[们这说国发务员议协东书车门见长马]")
for path, text in pages.items():
    if path.startswith("/zh-hant/") and "http-equiv" not in text:
        body = re.sub(r"<(script|style|pre|code|kbd)\b.*?</\1>", "", text, flags=re.S)
        body = re.sub(r'<(\w+)[^>]*\b(?:hreflang="|translate="no"|lang="(?:zh-Hans|ko)")[^>]*>.*?</\1>', "", body, flags=re.S)
        for word in re.findall(r">([^<]+)<", body):
            if simplified.search(word):
                faults.append(f"{path}: {word.strip()[:60]}")
        for inner in re.findall(r'\s(?:href|action)="(/[^"]*)"', body):
            if inner.endswith((".html", "/")) and not inner.startswith(("/zh-hant/", "/ko/", "/search.html")) and f'href="{inner}" lang=' not in text:
                faults.append(f"{path} leads out of its tree: {inner}")
check("the Traditional tree has no simplified word and leads nowhere else unasked", faults)

# --- manifests ----------------------------------------------------------------------------------------------

manifests = files("iiif/*/manifest.json")
faults = []
for path in manifests:
    data = json.loads(path.read_text(encoding="utf-8"))
    try:
        Manifest(**data)
    except Exception as error:
        faults.append(f"{name(path)}: {error}")
    for canvas in data["items"]:
        body = canvas["items"][0]["items"][0]["body"]
        if target(body["id"]) is None or (canvas["width"], canvas["height"]) != (body["width"], body["height"]):
            faults.append(f"{name(path)}: {body['id']}")
named = sum('href="/iiif/' in text for path, text in pages.items() if not path.startswith("/zh-hant/"))
if named != len(manifests):
    faults.append(f"{named} pages name a manifest")
check(f"{len(manifests)} IIIF manifests fit Presentation 3 and their pictures are there", faults if manifests else "none")

# --- the data of the application ----------------------------------------------------------------------------

schema = json.loads((SITE / "api" / "schema.json").read_text(encoding="utf-8"))
jsonschema.Draft202012Validator.check_schema(schema)
sorts = {"site.json": "site", "withdrawn.json": "withdrawn", "articles": "article", "latest": "list", "columns": "list", "languages": "list"}
faults, seen = [], 0
for path in files("api/**/*.json"):
    parts = path.relative_to(SITE / "api").parts
    if parts[0] == "schema.json":
        continue
    seen += 1
    data = json.loads(path.read_text(encoding="utf-8"))
    one = jsonschema.Draft202012Validator({"$ref": f"#/$defs/{sorts[parts[0]]}", "$defs": schema["$defs"]})
    faults += [f"{name(path)}: {error.json_path}: {error.message[:200]}" for error in one.iter_errors(data)]
    named = [item["article"] for item in data.get("items", []) if "article" in item] + [data.get("next"), data.get("latest")]
    named += [column["list"] for column in data.get("columns", [])] + [version["article"] for version in data.get("versions", [])]
    faults += [f"{name(path)} names {address}" for address in named if address and not (SITE / address[1:]).is_file()]
check(f"{seen} files of the application fit the schema published with them", faults if seen else "none")

# --- linked data, as TypeScript sees it with the types of schema.org -------------------------------------------

lines, kinds = [], defaultdict(int)
lines.append('import type { WithContext, Thing, NewsArticle, Article, ArchiveComponent, CollectionPage, BreadcrumbList, '
             'GovernmentOrganization, WebSite } from "schema-dts";')
plain = [(path, text) for path, text in pages.items() if not path.startswith("/zh-hant/")]
faults = []
for path, text in plain:
    for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, flags=re.S):
        data = json.loads(block)
        for item in data if isinstance(data, list) else [data]:
            kinds[item["@type"]] += 1
            lines.append(f'const p{len(lines)}: WithContext<{item["@type"]}> = {json.dumps(item, ensure_ascii=False)}; // {path}')
            if item.get("url") not in (None, base) and item["@type"] != "GovernmentOrganization" and target(item["url"]) is None:
                faults.append(f"{path}: {item['url']}")
for wanted in ["NewsArticle", "Article", "ArchiveComponent", "BreadcrumbList", "GovernmentOrganization", "WebSite", "CollectionPage"]:
    if not kinds[wanted]:
        faults.append(f"no {wanted}")
if not any('"@type":"Book"' in text for _, text in plain):
    faults.append("no Book")
check("linked data says what each page is: " + ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items())), faults)
(CACHE / "linked.ts").write_text("\n".join(lines) + "\nexport {};\n", encoding="utf-8")

# --- what people and archives are told ------------------------------------------------------------------------

faults = []
for path, text in plain:
    if 'class="wrap post kind-archive"' not in text:
        continue
    have = set(re.findall(r'<meta name="((?:DC|DCTERMS)\.\w+)"', text))
    missing = {"DC.title", "DC.identifier", "DC.date", "DC.type", "DC.language", "DC.publisher", "DC.description"} - have
    faults += [f"{path}: {element}" for element in sorted(missing)]
check("archive records carry Dublin Core", faults)
faults = []
for path, text in plain:
    if "noindex" in text:
        continue
    for needed in ["og:title", "og:type", "og:url", "og:site_name", "og:locale"]:
        if f'property="{needed}"' not in text:
            faults.append(f"{path}: {needed}")
    for image in re.findall(r'property="og:image" content="([^"]+)"', text):
        if target(unescape(image)) is None:
            faults.append(f"{path}: {image}")
check("every page carries Open Graph", faults)
