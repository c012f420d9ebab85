"""No figure of the gold set may fall: hold_floors.py FIGURES FLOORS, both JSON.

FLOORS maps a field to its lowest F1.
"""

import json
import sys
from pathlib import Path

figures, floors = (json.loads(Path(path).read_text(encoding="utf-8")) for path in sys.argv[1:3])
below = [name for name, floor in floors.items() if figures["total"][name]["f1"] < floor]
for name, floor in floors.items():
    print(f"{name:16} F1 {figures['total'][name]['f1']:.3f}, floor {floor:.3f}{'  BELOW' if name in below else ''}")
for line in figures["failed"]:
    print("not parsed:", line)
sys.exit(bool(below or figures["failed"]))
