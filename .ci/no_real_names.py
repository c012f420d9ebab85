"""No person of the annotated minutes may be named in the project: python no_real_names.py GOLD < files, one a line.

Given names alone and bare surnames are Danish; a full name is somebody's. Prints each with the files that hold it.
"""

import json
import sys
from pathlib import Path

persons = {
    person["name"]
    for gold in Path(sys.argv[1]).glob("*.gold.json")
    for person in json.loads(gold.read_text())["participants"]
    if " " in person["name"]
}
found = [
    (name, path)
    for path in map(str.strip, sys.stdin)
    if Path(path).is_file() and (text := Path(path).read_bytes().decode("utf-8", "ignore"))
    for name in persons
    if name in text
]
for name, path in found:
    print(f"{path}: {name}")
sys.exit(bool(found))
