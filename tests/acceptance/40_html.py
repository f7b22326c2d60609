"""The site: no error from the Nu checker on any page, and no link that leads nowhere."""

import json
import re
from html import unescape
from urllib.parse import unquote, urldefrag, urljoin

from common import CACHE, OUT, check, run

SITE = OUT / "site"
pages = sorted(SITE.rglob("*.html"))
check("there are pages", [] if pages else "none")

jar = next((CACHE / "node_modules" / "vnu-jar").rglob("vnu.jar"))
_, _, said = run("java", "-Xss4m", "-jar", jar, "--format", "json", "--errors-only", "--skip-non-html", SITE)
messages = json.loads(said or '{"messages": []}')["messages"]
check(f"the Nu checker finds no error on {len(pages)} pages",
      [f"{m.get('url', '').rsplit('/site/', 1)[-1]}:{m.get('lastLine', 0)} {m['message']}" for m in messages])

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
