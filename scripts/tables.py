"""Make `src/gawah/data/*.json` from `resources/*.yml` (and copy its `*.json`): `python scripts/tables.py [--check]`.

Tables are edited in `resources/`, where each opens with a comment that defines its fields; what ships is made here, so that
the program needs no YAML reader to start. With --check nothing is written and a difference is an error.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
RESOURCES, DATA = ROOT / "resources", ROOT / "src" / "gawah" / "data"


def main() -> int:
    """Write or check every table; the number of tables that differ is the exit status."""
    check, stale = "--check" in sys.argv[1:], 0
    wanted = set()
    for source in sorted([*RESOURCES.rglob("*.yml"), *RESOURCES.rglob("*.json")]):
        target = DATA / source.relative_to(RESOURCES).with_suffix(".json")
        wanted.add(target)
        text = source.read_text("utf-8")
        made = text if source.suffix == ".json" else json.dumps(yaml.safe_load(text), ensure_ascii=False, indent=0) + "\n"
        if target.exists() and target.read_text("utf-8") == made:
            continue
        stale += 1
        print(f"{'differs' if check else 'made'}: {target.relative_to(ROOT)}")
        if not check:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(made, "utf-8")
    for extra in sorted(set(DATA.rglob("*.json")) - wanted):
        stale += 1
        print(f"no source in resources/: {extra.relative_to(ROOT)}")
    return stale if check else 0


if __name__ == "__main__":
    sys.exit(main())
