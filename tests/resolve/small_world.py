"""A gazetteer of some thirty places, enough for every question that a look-up or a resolution meets."""

from __future__ import annotations

from pathlib import Path

from gawah.resolve.gazetteer import Gazetteer
from gawah.resolve.gazetteer_file import Name, Record, rewriting


def place(at: str, name: str, lat: float, lon: float, kind: str, parent: str = "", *others: str, **more: object) -> Record:
    """A record with other names; the country is that of the id's first two letters."""
    names = tuple(Name(words=other) for other in others)
    demonyms = tuple(Name(words=word, language="demonym") for word in more.pop("demonyms", ()))  # type: ignore[attr-defined]
    short = tuple(Name(words=word, language="short") for word in more.pop("short", ()))  # type: ignore[attr-defined]
    return Record(
        id=at, name=name, lat=lat, lon=lon, kind=kind, country=at[:2].upper(), parent=parent, source="test",
        names=(*names, *demonyms, *short), **more,  # type: ignore[arg-type]
    )  # fmt: skip


PLACES = [
    place("af", "Afghanistan", 33.0, 66.0, "PCLI", "", demonyms=["Afghan", "Afghans"], population=38000000),
    place("af-panjshir", "Panjshir", 35.38, 69.75, "ADM1", "af", "Panjshir Province", "پنجشیر", radius=40000),
    place("af-baghlan", "Baghlan", 35.8, 69.0, "ADM1", "af", "بغلان", radius=70000),
    place("af-takhar", "Takhar", 36.6, 69.8, "ADM1", "af", "تخار", radius=60000),
    place("af-khost", "Khost", 33.35, 69.95, "ADM1", "af", "Khowst", "خوست", radius=40000),
    place("af-nangarhar", "Nangarhar", 34.25, 70.4, "ADM1", "af", radius=60000),
    place("af-shotul", "Shutul", 35.33, 69.32, "ADM2", "af-panjshir", "شتل"),
    place("af-khenj", "Khenj", 35.43, 69.78, "ADM2", "af-panjshir"),
    place("af-dara", "Dara", 35.22, 69.78, "ADM2", "af-panjshir", "دره"),
    place("af-rokha", "Rokha", 35.28, 69.43, "ADM2", "af-panjshir"),
    place("af-andarab", "Andarab", 35.63, 69.18, "ADM2", "af-baghlan", "اندراب"),
    place("af-khostfereng", "Khost wa Fereng", 35.9, 69.67, "ADM2", "af-baghlan", "Khost"),
    place("af-worsaj", "Warsaj", 36.1, 70.14, "ADM2", "af-takhar", "ورسج"),
    place("af-hisarak", "Hesarak", 34.2, 69.8, "ADM2", "af-nangarhar"),
    place("af-khisarak", "Khisarak", 35.23, 69.5, "PPL", "af-rokha", "Hisarak", "Hesarak"),
    place("af-doab-khenj", "Doab", 35.36, 69.63, "PPL", "af-khenj"),
    place("af-doab-dara", "Doab", 35.25, 69.74, "PPL", "af-dara", "Duab"),
    place("af-doab-takhar", "Doab", 36.55, 69.95, "PPL", "af-takhar"),
    place("af-abdullah", "Abdullah Khel", 35.25, 69.62, "PPL", "af-dara", "عبدالله خیل"),
    place("af-kabul", "Kabul", 34.52, 69.17, "PPLC", "af", population=3000000),
    place(
        "us",
        "United States",
        39.8,
        -98.5,
        "PCLI",
        "",
        "America",
        short=["US", "U.S."],
        demonyms=["American"],
        population=330000000,
    ),
    place("us-tx", "Texas", 31.25, -99.25, "ADM1", "us", short=["TX"], radius=500000),
    place("us-tn", "Tennessee", 35.9, -86.0, "ADM1", "us", short=["Tenn."], radius=250000),
    place("us-ga", "Georgia", 32.7, -83.4, "ADM1", "us", short=["Ga."], radius=200000),
    place("us-paris-tx", "Paris", 33.66, -95.56, "PPL", "us-tx", population=25000),
    place("us-paris-tn", "Paris", 36.3, -88.33, "PPL", "us-tn", population=10000),
    place("us-dallas", "Dallas", 32.78, -96.8, "PPL", "us-tx", population=1300000),
    place("us-lamar", "Lamar County", 33.67, -95.57, "ADM2", "us-tx"),
    place("us-atlanta", "Atlanta", 33.75, -84.39, "PPL", "us-ga", population=500000),
    place("fr", "France", 46.0, 2.0, "PCLI", "", demonyms=["French"], population=65000000),
    place("fr-paris", "Paris", 48.85, 2.35, "PPLC", "fr", population=2100000),
    place("ge", "Georgia", 42.0, 43.5, "PCLI", "", demonyms=["Georgian"], population=3700000),
    place("ge-tbilisi", "Tbilisi", 41.7, 44.8, "PPLC", "ge", population=1000000),
]


def write_world(target: Path) -> Path:
    """The small world as a file."""
    with rewriting(target) as writer:
        for record in PLACES:
            writer.add(record)
    return target


def open_world(folder: Path, overlay: str = "", suffix: str = ".csv") -> Gazetteer:
    """The small world, opened, with an overlay given as text."""
    file = write_world(folder / "small.sqlite")
    if not overlay:
        return Gazetteer.open(file)
    path = folder / f"overlay{suffix}"
    path.write_text(overlay, "utf-8")
    return Gazetteer.open(file, overlay=path)


__all__ = ["PLACES", "open_world", "place", "write_world"]
