#!/usr/bin/env python3
"""Make the fonts of kanxing from the fonts of Debian, always to the same bytes.

Needs the Debian 12 packages `fonts-noto-cjk` (1:20220127+repack1-1) and
`fonts-lxgw-wenkai` (1.250+repack-1), and `pip install fonttools==4.68.0`
(without uharfbuzz; another fontTools may pack tables in another way and so
give other check sums for equal fonts).

    python3 subset.py --out DIR             write fonts, licences, fonts.yaml
    python3 subset.py --check --out DIR     verify DIR against its fonts.yaml
    python3 subset.py --make-tghz Unihan_OtherMappings.txt.bz2
                                            write tghz-8105.txt again (package
                                            `unicode-data`, /usr/share/unicode)

Each font is a subset, renamed so that no font of the host is taken for it.
Han characters, as the table FONTS says: "common" is the 8105 of the General
Standard Chinese Characters, GB 2312, Big5 and JIS X 0208; "gbk" is GBK and the
Korean syllables of KS X 1001 besides;
"all" is all which the source font has, so that one font can be the last resort
for rare names.
Hinting, vertical metrics, localized forms and variation sequences are dropped.
Format characters and spaces which a source font lacks (U+2060, U+200B, U+2009
...) are given blank glyphs of the right width, so that a typesetter reports no
missing glyph; missing superscript and subscript digits and ballot boxes are
composed from other glyphs of the same font.
"""

import argparse
import bz2
import hashlib
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
STAMP = 3786912000  # 2024-01-01T00:00:00Z, in seconds since 1904
RELEASE = "kanxing 1"
VENDOR = "KNXG"
TGHZ = "tghz-8105.txt"
LOCK = "fonts.yaml"

NOTO = {
    "licence_file": "OFL-NotoCJK.txt",
    "package": "fonts-noto-cjk",
    "package_version": "1:20220127+repack1-1",
}
LXGW = {
    "licence_file": "OFL-LXGWWenKai.txt",
    "package": "fonts-lxgw-wenkai",
    "package_version": "1.250+repack-1",
}
# file, family, style, source file, face in the source, origin, Han characters
FONTS = [
    ("KanxingSong-Regular.otf", "Kanxing Song", "Regular",
     "NotoSerifCJK-Regular.ttc", "Noto Serif CJK SC", NOTO, "all"),
    ("KanxingSong-Bold.otf", "Kanxing Song", "Bold",
     "NotoSerifCJK-Bold.ttc", "Noto Serif CJK SC", NOTO, "gbk"),
    ("KanxingHei-Regular.otf", "Kanxing Hei", "Regular",
     "NotoSansCJK-Regular.ttc", "Noto Sans CJK SC", NOTO, "gbk"),
    ("KanxingHei-Bold.otf", "Kanxing Hei", "Bold",
     "NotoSansCJK-Bold.ttc", "Noto Sans CJK SC", NOTO, "gbk"),
    ("KanxingKai-Regular.ttf", "Kanxing Kai", "Regular",
     "LXGWWenKai-Regular.ttf", "LXGW WenKai", LXGW, "common"),
]
FEATURES = [
    "halt", "palt", "kern", "liga", "pwid", "fwid", "ccmp", "calt", "mark",
    "mkmk", "sups", "subs", "frac",
]
RANGES = """
0020-007E 00A0-017F 018F 0192 01CD-01DC 01F8-01F9 0251 0259 0261 02B0-02FF
0300-036F 0370-03FF 0400-045F 0490-0491 1E00-1EFF 2000-206F 2070-209F
20A0-20CF 2100-214F 2150-218F 2190-21FF 2200-22FF 2300-23FF 2460-24FF
2500-257F 2580-259F 25A0-25FF 2600-26FF 2700-27BF 27E6-27EF 2900-297F
2B00-2BFF 2E3A-2E3B 2E80-2FDF 2FF0-2FFF 3000-303F 3040-30FF 3100-312F
31A0-31BF 31C0-31EF 3200-33FF FB00-FB06 FE10-FE1F FE30-FE4F FE50-FE6F
FF00-FF9F FFE0-FFEF FFFD 1F100-1F1FF
"""
# Characters of names which many fonts lack.
NAMES = "䶮㙦𬭎𬬻𫘧𬍛𬱖𬀩𬊤𬘭𫓹𬒈昇堃喆犇垚燊頔琍祎"
HAN = "3400-4DBF 4E00-9FFF F900-FAFF 20000-3FFFF"
ZERO_WIDTH = "200B-200F 2028-202E 2060-2064 2066-2069 FE00-FE0F FEFF"
SPACES = {  # in thousandths of an em
    0x2000: 500, 0x2001: 1000, 0x2002: 500, 0x2003: 1000, 0x2004: 333,
    0x2005: 250, 0x2006: 167, 0x2007: 500, 0x2008: 250, 0x2009: 200,
    0x200A: 100, 0x202F: 200, 0x205F: 222, 0x3000: 1000,
}
# A missing character is given the glyph of another one ...
ALIASES = {
    0x00A0: 0x20, 0x00AD: 0x2D, 0x2010: 0x2D, 0x2011: 0x2010, 0x2610: 0x25A1,
    0x2714: 0x2713, 0x2717: 0xD7, 0x2718: 0xD7, 0x2219: 0xB7, 0x22C5: 0xB7,
}
# ... or is drawn from others: (character, scale x, scale y, left, bottom) of
# each part, in thousandths; left None: centred in the first part.
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉"
DRAWN = {
    "☑": [("□", 1000, 1000, 0, 0), ("✓", 750, 750, None, None)],
    "☒": [("□", 1000, 1000, 0, 0), ("×", 900, 900, None, None)],
}
for digit in range(10):
    DRAWN[SUPERSCRIPTS[digit]] = [(str(digit), 660, 580, 0, 465)]
    DRAWN[SUBSCRIPTS[digit]] = [(str(digit), 660, 580, 0, -140)]
for sign, upper, lower in (("+", "⁺", "₊"), ("−", "⁻", "₋")):
    DRAWN[upper] = [(sign, 660, 580, 0, 465)]
    DRAWN[lower] = [(sign, 660, 580, 0, -140)]


def expand(text):
    """The code points of a list such as '0020-007E 2060'."""
    points = set()
    for item in text.split():
        first, _, last = item.partition("-")
        points.update(range(int(first, 16), int(last or first, 16) + 1))
    return points


def read_tghz(path):
    """The 8105 characters, in the order of the standard."""
    with open(path, encoding="utf-8") as lines:
        text = "".join(l.strip() for l in lines if not l.startswith("#"))
    if len(text) != 8105 or len(set(text)) != 8105:
        sys.exit(f"{path}: {len(set(text))} characters, expected 8105")
    return [ord(c) for c in text]


def make_tghz(unihan, path):
    """Write the list from the field kTGH of Unihan."""
    opener = bz2.open if unihan.endswith(".bz2") else open
    numbered = {}
    with opener(unihan, "rt", encoding="utf-8") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            if len(fields) == 3 and fields[1] == "kTGH":
                number = int(fields[2].split(":")[1])
                numbered[number] = chr(int(fields[0][2:], 16))
    if sorted(numbered) != list(range(1, 8106)):
        sys.exit(f"{unihan}: {len(numbered)} characters, expected 8105")
    text = "".join(numbered[n] for n in sorted(numbered))
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        out.write(
            "# 通用规范汉字表 (国务院 2013) in its order: level 1 = 1-3500, "
            "2 = 3501-6500, 3 = 6501-8105. From field kTGH of Unihan 15.0.0 "
            "(Debian unicode-data), (c) 1991-2022 Unicode, Inc., "
            "Unicode License (https://www.unicode.org/license.txt).\n"
        )
        for start in range(0, len(text), 50):
            out.write(text[start:start + 50] + "\n")


def encoded(codec, leads, trails):
    """The characters which the codec gives to these pairs of bytes."""
    points = set()
    for lead in leads:
        for trail in trails:
            try:
                char = bytes([lead, trail]).decode(codec)
            except UnicodeDecodeError:
                continue
            if len(char) == 1:
                points.add(ord(char))
    return points


def character_sets(tghz):
    """The sets of characters by name, each with the one before it."""
    high = range(0xA1, 0xFF)
    common = expand(RANGES) | expand(ZERO_WIDTH) | set(SPACES) | set(ALIASES)
    common |= set(map(ord, DRAWN)) | set(tghz) | set(map(ord, NAMES))
    common |= encoded("gb2312", range(0xA1, 0xF8), high)
    common |= encoded("big5", range(0xA1, 0xFA), [*range(0x40, 0x7F), *high])
    common |= encoded("euc_jp", range(0xA1, 0xF5), high)
    gbk = common | encoded("gbk", range(0x81, 0xFF), range(0x40, 0xFF))
    gbk -= expand("E000-F8FF")
    # The 2350 common syllables of Korean (KS X 1001), for the texts of Yanbian.
    gbk |= encoded("euc_kr", range(0xB0, 0xC9), high)
    return {"common": common, "gbk": gbk, "all": gbk | expand(HAN)}


def open_face(path, family):
    """The face of this family in a font file or collection."""
    from fontTools.ttLib import TTCollection, TTFont

    if not path.endswith(".ttc"):
        return TTFont(path, recalcTimestamp=False)
    with TTCollection(path, lazy=True) as faces:
        number = [f["name"].getDebugName(1) for f in faces].index(family)
    return TTFont(path, fontNumber=number, recalcTimestamp=False)


def set_glyph(font, glyph, width, recording=None):
    """Replace a glyph by this drawing (by nothing) with this advance width."""
    if "glyf" in font:
        from fontTools.pens.ttGlyphPen import TTGlyphPen

        pen = TTGlyphPen(None)
        if recording:
            recording.replay(pen)
        font["glyf"][glyph] = drawn = pen.glyph()
        drawn.recalcBounds(font["glyf"])
        font["hmtx"][glyph] = (width, getattr(drawn, "xMin", 0))
        return
    from fontTools.pens.t2CharStringPen import T2CharStringPen

    top = font["CFF "].cff.topDictIndex[0]
    string = top.CharStrings[glyph]
    string.decompile()
    private = string.private
    same = width == private.defaultWidthX
    pen = T2CharStringPen(None if same else width - private.nominalWidthX, None)
    if recording:
        recording.replay(pen)
    string.setProgram(pen.getCharString().program)
    bounds = string.calcBounds(None)
    font["hmtx"][glyph] = (width, round(bounds[0]) if bounds else 0)


def compose(font, cmap, parts):
    """(advance width, drawing) of a character made from others."""
    from fontTools.pens.boundsPen import BoundsPen
    from fontTools.pens.recordingPen import DecomposingRecordingPen
    from fontTools.pens.transformPen import TransformPen

    glyphs = font.getGlyphSet()
    em = font["head"].unitsPerEm
    drawing = DecomposingRecordingPen(glyphs)
    first, width = None, 0
    for char, x, y, left, bottom in parts:
        glyph = glyphs[cmap[ord(char)]]
        pen = BoundsPen(glyphs)
        glyph.draw(pen)
        box = pen.bounds
        x, y = x / 1000, y / 1000
        if first is None:
            first, width = box, round(glyph.width * x)
        if left is None:
            dx = (first[0] + first[2]) / 2 - (box[0] + box[2]) / 2 * x
            dy = (first[1] + first[3]) / 2 - (box[1] + box[3]) / 2 * y
        else:
            dx, dy = left * em / 1000, bottom * em / 1000
        glyph.draw(TransformPen(drawing, (x, 0, 0, y, dx, dy)))
    return width, drawing


def add_missing(font, wanted):
    """Give missing format characters, spaces, digits and marks a glyph.

    The glyphs are taken from characters which the subset leaves out.
    """
    cmap = font.getBestCmap()
    uses = {}
    for glyph in cmap.values():
        uses[glyph] = uses.get(glyph, 0) + 1
    parts = set()
    if "glyf" in font:
        for glyph in font.getGlyphOrder():
            parts.update(font["glyf"][glyph].getComponentNames(font["glyf"]))
    donors = (
        (point, cmap[point]) for point in sorted(cmap, reverse=True)
        if point not in wanted and uses[cmap[point]] == 1
        and cmap[point] not in parts
    )
    em = font["head"].unitsPerEm
    widths = {point: 0 for point in expand(ZERO_WIDTH)}
    widths.update({p: round(w * em / 1000) for p, w in SPACES.items()})
    widths[0x2007] = font["hmtx"][cmap[0x30]][0]
    widths[0x2008] = font["hmtx"][cmap[0x2E]][0]
    added, dropped, blanks = {}, set(), {}
    for point in sorted(widths):
        if point in cmap and (widths[point] or font["hmtx"][cmap[point]][0] == 0):
            continue
        width = widths[point]
        if width not in blanks:
            donor, glyph = next(donors)
            dropped.add(donor)
            set_glyph(font, glyph, width)
            blanks[width] = glyph
        added[point] = blanks[width]
    for point, other in ALIASES.items():
        if point not in cmap:
            added[point] = cmap.get(other) or added[other]
    for char in sorted(DRAWN):
        if ord(char) in cmap:
            continue
        donor, glyph = next(donors)
        dropped.add(donor)
        width, drawing = compose(font, cmap, DRAWN[char])
        set_glyph(font, glyph, width, drawing)
        added[ord(char)] = glyph
    for table in font["cmap"].tables:
        for point in dropped:
            table.cmap.pop(point, None)
        for point, glyph in added.items():
            if point <= 0xFFFF or table.format == 12:
                table.cmap[point] = glyph


def rename(font, family, style, origin, source_family):
    """Write a new name table and new names in CFF and OS/2."""
    old = font["name"]
    kept = {i: old.getName(i, 3, 1, 0x409).toUnicode() for i in (0, 5, 13, 14)}
    number = re.match(r"Version ([0-9.]+)", kept[5]).group(1)
    post = family.replace(" ", "") + "-" + style
    full = family if style == "Regular" else f"{family} {style}"
    notice = " ".join(kept[0].split())
    names = {
        0: notice,
        1: family,
        2: style,
        3: f"{number};{VENDOR};{post}",
        4: full,
        5: f"Version {number};{RELEASE}",
        6: post,
        10: f"Modified Version: a renamed subset of {source_family} {style} {number} "
            f"(Debian {origin['package']} {origin['package_version']}), made by "
            "subset.py of kanxing; not endorsed by the authors of the original.",
        13: kept[13],
        14: kept[14],
        16: family,
        17: style,
    }
    old.names = []
    for key, text in names.items():
        old.setName(text, key, 3, 1, 0x409)
    bold = style == "Bold"
    os2 = font["OS/2"]
    os2.fsType = 0
    os2.usWeightClass = 700 if bold else 400
    os2.achVendID = VENDOR
    os2.fsSelection = (os2.fsSelection & ~0x61) | (0x20 if bold else 0x40)
    head = font["head"]
    head.macStyle = 1 if bold else 0
    head.created = head.modified = STAMP
    if "CFF " in font:
        cff = font["CFF "].cff
        cff.fontNames = [post]
        top = cff.topDictIndex[0]
        top.FullName, top.FamilyName, top.Weight = full, family, style
        top.Notice = notice
        for part in top.FDArray:
            part.FontName = post + "-" + part.FontName.rsplit("-", 1)[1]
    return number


def make(record, sets, folders, out):
    """Make one font and return its record of the lock."""
    from fontTools import subset

    file, family, style, source, source_family, origin, level = record
    path = os.path.join(folders[origin["package"]], source)
    font = open_face(path, source_family)
    wanted = sets[level]
    cmap = font["cmap"]
    cmap.tables = [t for t in cmap.tables if t.platformID == 3 and t.format in (4, 12)]
    add_missing(font, wanted)
    options = subset.Options()
    options.layout_features = FEATURES
    options.drop_tables += ["vhea", "vmtx", "VORG", "gasp", "DSIG"]
    options.hinting = False
    options.desubroutinize = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    options.recalc_timestamp = False
    options.harfbuzz_repacker = False
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    number = rename(font, family, style, origin, source_family)
    copyright_line = font["name"].getDebugName(0)
    target = os.path.join(out, file)
    subset.save_font(font, target, options)
    with open(target, "rb") as data:
        content = data.read()
    return {
        "file": file,
        "family": family,
        "style": style,
        "weight": font["OS/2"].usWeightClass,
        "version": f"{number};{RELEASE}",
        "derived_from": {
            "family": source_family,
            "version": number,
            "package": f"{origin['package']} {origin['package_version']}",
        },
        "licence": "OFL-1.1",
        "characters": len(font.getBestCmap()),
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
    }, copyright_line


def licence_text(path, lines):
    """The OFL of a Debian copyright file, below these copyright lines."""
    with open(path, encoding="utf-8") as source:
        text = source.read()
    start = re.search(r"^License: (?:OFL|SIL)-1\.1\n(?= -)", text, re.M).end()
    body = re.split(r"\n\n(?! )", text[start:] + "\n\n", maxsplit=1)[0]
    body = "\n".join("" if l.strip() == "." else l[1:] for l in body.split("\n"))
    head = "\n".join(lines)
    return (
        f"{head}\n\nThis Font Software is licensed under the SIL Open Font License, "
        "Version 1.1.\nThis license is copied below, and is also available with a "
        f"FAQ at:\nhttps://openfontlicense.org\n\n\n{body.strip()}\n"
    )


def write_lock(records, path):
    """Write fonts.yaml; every text is quoted."""
    def value(item):
        return f'"{item}"' if isinstance(item, str) else str(item)

    with open(path, "w", encoding="utf-8", newline="\n") as out:
        out.write("# The lock of the fonts, written by subset.py. Do not edit.\n")
        for record in records:
            mark = "- "
            for key, item in record.items():
                if isinstance(item, dict):
                    out.write(f"{mark}{key}:\n")
                    for inner, text in item.items():
                        out.write(f"    {inner}: {value(text)}\n")
                else:
                    out.write(f"{mark}{key}: {value(item)}\n")
                mark = "  "


def check(out, tghz):
    """Compare the files with the lock, and their characters with the list."""
    from fontTools.ttLib import TTFont

    with open(os.path.join(out, LOCK), encoding="utf-8") as source:
        lock = source.read()
    good = True
    for file, family, style, *_ in FONTS:
        path = os.path.join(out, file)
        with open(path, "rb") as data:
            digest = hashlib.sha256(data.read()).hexdigest()
        font = TTFont(path, lazy=True)
        points = font.getBestCmap()
        missing = [chr(p) for p in tghz if p not in points]
        named = (
            font["name"].getDebugName(1) == family
            and font["name"].getDebugName(2) == style
        )
        fine = digest in lock and not missing and named
        good = good and fine
        print(f"{'ok ' if fine else 'BAD'} {file}: {len(points)} characters, "
              f"{len(missing)} of 8105 missing, sha256 {digest[:12]}")
    return good


def main():
    parser = argparse.ArgumentParser(description="Make the fonts of kanxing.")
    parser.add_argument("--out", default=HERE, help="folder to write to")
    parser.add_argument("--noto", default="/usr/share/fonts/opentype/noto")
    parser.add_argument("--lxgw", default="/usr/share/fonts/truetype/lxgw-wenkai")
    parser.add_argument("--doc", default="/usr/share/doc", help="for the licence texts")
    parser.add_argument("--tghz", default=os.path.join(HERE, TGHZ))
    parser.add_argument("--make-tghz", metavar="UNIHAN")
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    if args.make_tghz:
        make_tghz(args.make_tghz, args.tghz)
        return
    tghz = read_tghz(args.tghz)
    if args.check:
        sys.exit(0 if check(args.out, tghz) else 1)
    os.makedirs(args.out, exist_ok=True)
    folders = {NOTO["package"]: args.noto, LXGW["package"]: args.lxgw}
    sets = character_sets(tghz)
    records, copyrights = [], {}
    for font in FONTS:
        record, line = make(font, sets, folders, args.out)
        records.append(record)
        origin = font[5]
        lines = copyrights.setdefault(origin["package"], (origin, []))[1]
        if origin is NOTO:
            line = f"{record['derived_from']['family']}: {line}"
            line += " Noto is a trademark of Google Inc."
            if line not in lines:
                lines.append(line)
        else:
            lines += [l.strip() for l in re.split(r"(?=Copyright )", line) if l.strip()]
            lines[0] += ',\nwith Reserved Font Names "霞鹜" and "LXGW"'
        print(record["file"], record["characters"], record["bytes"], flush=True)
    for package, (origin, lines) in copyrights.items():
        source = os.path.join(args.doc, package, "copyright")
        target = os.path.join(args.out, origin["licence_file"])
        with open(target, "w", encoding="utf-8", newline="\n") as out:
            out.write(licence_text(source, lines))
    write_lock(records, os.path.join(args.out, LOCK))


if __name__ == "__main__":
    main()
