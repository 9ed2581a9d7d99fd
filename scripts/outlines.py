"""Make `resources/publish/outlines.json` from a TopoJSON file of countries: `python scripts/outlines.py countries-50m.json`.

The map of a brief draws the outlines of countries behind the places. They come from Natural Earth (public domain), in the
TopoJSON edition of the npm package `world-atlas` 2.0.2; here they become rings of longitude and latitude in hundredths of a
degree, one entry a country, so that nothing but this file is needed offline.
"""

from __future__ import annotations

import json
import sys
from itertools import accumulate
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parent.parent / "resources" / "publish" / "outlines.json"


def main() -> None:
    """Read the file named on the command line and write the table."""
    topology = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    arcs = [_decoded(arc, topology["transform"]) for arc in topology["arcs"]]
    countries = []
    for geometry in topology["objects"]["countries"]["geometries"]:
        polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry.get("arcs", [])
        rings = [ring for polygon in polygons for ring in [_ring(polygon[0], arcs)] if len(ring) > 3]
        if rings:
            countries.append({"name": geometry["properties"]["name"], "rings": rings})
    countries.sort(key=lambda country: str(country["name"]))
    TARGET.write_text(json.dumps(countries, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    print(f"{len(countries)} countries, {TARGET.stat().st_size // 1000} kB")


def _decoded(arc: list[list[int]], transform: dict[str, Any]) -> list[tuple[int, int]]:
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    xs, ys = accumulate(step[0] for step in arc), accumulate(step[1] for step in arc)
    return [(round((x * sx + tx) * 100), round((y * sy + ty) * 100)) for x, y in zip(xs, ys, strict=True)]


def _ring(indices: list[int], arcs: list[list[tuple[int, int]]]) -> list[tuple[int, int]]:
    points: list[tuple[int, int]] = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += [point for point in arc if not points or point != points[-1]]
    return points


if __name__ == "__main__":
    main()
