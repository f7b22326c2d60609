"""The sample built again, verified, in shards, and in another folder at another time: always the same bytes."""

import os
import shutil

from common import OUT, TEMP, TOP, check, differences, ends_well


def stamps():
    return {path: path.stat().st_mtime_ns for path in OUT.rglob("*")}


before = stamps()
check("all four editions hold files", [f"{name} is empty" for name in ("site", "wechat", "print", "epub")
                                       if not any((OUT / name).rglob("*"))])
if ends_well("a second build ends well", "build", "--out", OUT):
    after = stamps()
    check("a second build writes nothing", [str(path) for path in sorted(before.keys() | after.keys())
                                            if before.get(path) != after.get(path)])
ends_well("verify: the disk equals a clean render", "verify", "--out", OUT)

moment = os.environ.get("KX_AS_OF")
as_of = ["--as-of", moment] if moment else []
shards = TEMP / "shards"
if all([ends_well(f"shard {part}/3", "build", "--shard", f"{part}/3", "--out", shards, *as_of) for part in (1, 2, 3)]):
    check("three shards equal the whole", differences(OUT, shards))

elsewhere = TEMP / "elsewhere"
elsewhere.mkdir()
for folder in ("content", "themes", "print"):
    if (TOP / folder).is_dir():
        shutil.copytree(TOP / folder, elsewhere / folder)
if ends_well("a build in another folder", "build", project=elsewhere):
    check("builds in two folders are the same bytes", differences(OUT, elsewhere / "out"))
shutil.rmtree(elsewhere)
