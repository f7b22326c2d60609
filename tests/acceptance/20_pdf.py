"""The print volumes: sound files, every font embedded, every chapter's words on paper, the outline as the contents page says."""

import re
import unicodedata

import yaml
from pypdf import PdfReader

from common import OUT, TOP, check, run

CONTENT = TOP / "content"
NOT_TEXT = re.compile(r"^\s*(:::|```|!\[|\||\[\^[^\]]+\]:|<)")


def plain(text):
    """Han characters alone: what survives line breaks, hyphens, spaces and the width of marks."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if "\u4e00" <= c <= "\u9fff" or c == "〇")


def front(path):
    text = path.read_text(encoding="utf-8")
    _, head, body = text.split("---\n", 2)
    return yaml.load(head, yaml.BaseLoader), body


def entries():
    """Every entry of the tree: id -> (front matter, column, kind, body)."""
    found = {}
    for column in CONTENT.glob("*/_column.yaml"):
        kind = yaml.load(column.read_text(encoding="utf-8"), yaml.BaseLoader)["kind"]
        for path in sorted(column.parent.rglob("*.md")):
            head, body = front(path)
            slug = path.parent.name if path.name == "index.md" else path.stem
            found[head.get("id", slug)] = (head, column.parent.name, kind, body)
    return found


def wanted(query, ident, head, column, kind):
    if head.get("status") in ("draft", "review", "withdrawn") or "print" not in head.get("editions", ["print"]):
        return False
    any_of = lambda key, have: not query.get(key) or bool(set(query[key]) & set(have))
    return (query.get("kind", kind) == kind and query.get("column", column) == column
            and any_of("tags", head.get("tags", [])) and any_of("topics", head.get("topics", []))
            and any_of("people", head.get("people", [])) and any_of("ids", [ident])
            and query.get("from", "") <= head["date"] and head["date"][:len(query.get("to", "9999"))] <= query.get("to", "9999"))


def chapters(volume):
    """The entries a volume holds, worked out from volume.yaml anew."""
    everything, chosen = entries(), []
    for part in volume.get("parts", []):
        query = part.get("query")
        found = [ident for ident, (head, column, kind, _) in everything.items()
                 if query is not None and wanted(query, ident, head, column, kind) and ident not in part.get("exclude", [])]
        found.sort(key=lambda ident: everything[ident][0]["date"], reverse=part.get("sort") != "date")
        found = part.get("pin", []) + [ident for ident in found if ident not in part.get("pin", [])]
        limit = int(part["limit"]) if "limit" in part else None
        if limit is None or part.get("sort", "date") in ("date", "-date"):
            chosen += found[:limit]
    return {ident: everything[ident] for ident in chosen}


def sentences(body):
    """The sentences of running text, Han characters only, notes and data left out."""
    body = re.sub(r"(?ms)^(```+|:::)(\w+)?[^\n]*\n(.*?)^\1", lambda m: m[3] if m[2] in ("callout", "quote", "qa") else "", body)
    body = "\n".join(line for line in body.split("\n") if not NOT_TEXT.match(line))
    body = re.sub(r"\[\[[^\]]*\]\]", "。", body)
    body = re.sub(r"\[\^[^\]]*\]|\]\([^)]*\)", "", body)
    return [plain(s) for s in re.split(r"[。！？\n#]", body.replace("\n\n", "。").replace("\n", "")) if len(plain(s)) >= 8]


def on_paper(sentence, pages, whole):
    """Whether a sentence stands on a page, or runs from the foot of one to the head of the next."""
    if sentence in whole:
        return True
    for page, following in zip(pages, pages[1:]):
        for cut in range(1, len(sentence)):
            if sentence[:cut] in page[-400:] and sentence[cut:] in following[:400]:
                return True
    return False


def outline_of(reader):
    """(title, level, page index) in order."""
    found = []

    def visit(items, level):
        for item in items:
            if isinstance(item, list):
                visit(item, level + 1)
            else:
                found.append((item.title, level, reader.get_destination_page_number(item)))

    visit(reader.outline, 1)
    return found


def contents_faults(reader, pages):
    """The outline held against the contents pages: each chapter there, with the number its page bears."""
    outline = outline_of(reader)
    starts = [index for title, _, index in outline if plain(title) == "目录"]
    if not starts:
        starts = [index for index, page in enumerate(pages) if plain(page[:40]).startswith("目录")]
    if not starts:
        return ["no contents page"]
    following = sorted(index for _, _, index in outline if index > starts[0])
    contents = "".join(pages[starts[0]:following[0] if following else starts[0] + 1])
    squeezed = re.sub(r"\n+", "\n", re.sub(r"[^\S\n]+|[.·…]", "", unicodedata.normalize("NFKC", contents)))
    faults, at = [], 0
    for title, level, index in outline:
        if index <= starts[0] or level > 2:
            continue
        bare = re.sub(r"[\s.·…　]+", "", unicodedata.normalize("NFKC", title))
        found = re.compile(r"\n?".join(map(re.escape, bare))).search(squeezed, at)
        if not found:
            faults.append(f"not in the contents, or not in this order: {title}")
            continue
        at = found.end()
        label = reader.page_labels[index]
        if level == 2 and not re.match(rf"[^\d\n]{{0,30}}\n?{re.escape(label)}(?!\d)", squeezed[at:]):
            faults.append(f"{title}: the page bears {label}, the contents say {squeezed[at:at + 12]!r}")
    return faults


volumes = [yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader) for path in CONTENT.glob("volumes/*/volume.yaml")]
pdfs = sorted((OUT / "print").rglob("*.pdf"))
check("every volume has its PDF", [] if len(pdfs) >= len(volumes) else f"{len(volumes)} volumes, {len(pdfs)} PDFs")

unsound, loose = [], []
for pdf in pdfs:
    status, said, errors = run("qpdf", "--check", pdf)
    unsound += [f"{pdf.name}: {(said + errors)[-300:]}"] if status else []
    _, table, _ = run("pdffonts", pdf)
    rows = table.splitlines()[2:]
    # The columns counted from the right: emb sub uni object ID.
    loose += [f"{pdf.name}: {row}" for row in rows if row.split()[-5] != "yes"] + ([] if rows else [f"{pdf.name}: no fonts"])
check("qpdf finds every PDF sound", unsound)
check("every font of every PDF is embedded", loose)

for volume in volumes:
    pdf = next((pdf for pdf in pdfs if volume["id"] in str(pdf.relative_to(OUT / "print")) and "cover" not in pdf.name), None)
    if pdf is None:
        check(f"the book of 《{volume['title']}》", "no PDF bears its id")
        continue
    _, text, _ = run("pdftotext", "-enc", "UTF-8", pdf, "-")
    raw = text.split("\f")
    pages = [plain(re.sub(r"[（(]\s*见\s*第\s*\d+\s*页\s*[)）]", "", page)) for page in raw]
    whole, held = "".join(pages), chapters(volume)
    lost = [f"{ident}: {sentence}" for ident, (_, _, _, body) in held.items() for sentence in sentences(body)
            if not on_paper(sentence, pages, whole)]
    lost += [f"{ident}: its title" for ident, (head, _, _, _) in held.items() if plain(head["title"]) not in whole]
    check(f"《{volume['title']}》 holds every word of its {len(held)} chapters", lost if held else "no chapter found")
    check(f"《{volume['title']}》: the outline is what the contents page says", contents_faults(PdfReader(pdf), raw))
