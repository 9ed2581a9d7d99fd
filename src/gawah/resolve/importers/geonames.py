"""GeoNames dumps: tab-separated lines of 19 fields, with admin1CodesASCII.txt and admin2Codes.txt beside them.

Field order: GeoNames readme (geonameid, name, asciiname, alternatenames, latitude, longitude, feature class, feature code,
country, cc2, admin1 to admin4, population, elevation, dem, timezone, modification date).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gawah.errors import BadInput
from gawah.resolve.gazetteer_file import Name, Record
from gawah.resolve.importers.report import Report
from gawah.resolve.place_points import on_globe
from gawah.text.spelling import plain

FIELDS = 19
LONGEST = 200_000
"""Characters of a line; the longest line of GeoNames has some 15,000."""
MOST_NAMES = 500
_LINK = ("http://", "https://")


def is_dump(head: str) -> bool:
    """Whether the first line of a file is one of a GeoNames dump."""
    fields = head.rstrip("\n").split("\t")
    return len(fields) == FIELDS and fields[0].strip().isdigit()


def read_lines(path: Path, report: Report) -> Iterator[tuple[int, str]]:
    """The lines of a file with their numbers; a huge line is reported and left out without being held in memory."""
    with path.open("rb") as file:
        number, held, skipping = 0, b"", False
        while block := file.readline(LONGEST * 4):
            whole = block.endswith(b"\n")
            if not whole and len(block) >= LONGEST * 4:
                if not skipping:
                    report.fault("huge lines", path.name, number + 1, f"more than {LONGEST:,} characters")
                skipping = True
                continue
            number += 1
            if skipping:
                skipping = False
                continue
            held = block
            try:
                text = held.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
            except UnicodeDecodeError:
                report.fault("lines not in UTF-8", path.name, number, "not UTF-8")
                continue
            if len(text) > LONGEST:
                report.fault("huge lines", path.name, number, f"more than {LONGEST:,} characters")
            elif text.strip() and not text.startswith("#"):
                yield number, text


def read_dump(path: Path, report: Report) -> Iterator[tuple[int, Record]]:
    """Places of a dump with the numbers of their lines; lines that do not hold are reported."""
    first = _codes(path, "admin1CodesASCII.txt", report)
    second = _codes(path, "admin2Codes.txt", report)
    areas = {**first, **second}
    for number, line in read_lines(path, report):
        fields = line.split("\t")
        if len(fields) != FIELDS:
            report.fault("malformed lines", path.name, number, f"{len(fields)} fields, not {FIELDS}")
            continue
        record = _record(path, number, fields, areas, report)
        if record is not None:
            yield number, record


def _record(path: Path, number: int, fields: list[str], areas: dict[str, tuple[str, str]], report: Report) -> Record | None:
    at, name, _, others, lat, lon, _, kind, country = fields[:9]
    try:
        point = float(lat), float(lon)
        people = int(fields[14] or 0)
    except ValueError:
        report.fault("malformed lines", path.name, number, f"no number: {lat!r}, {lon!r} or {fields[14]!r}")
        return None
    if not on_globe(*point):
        report.fault("points off the globe", path.name, number, f"{lat}, {lon} is not on the globe")
        return None
    if not at.strip().isdigit() or not plain(name):
        report.fault("malformed lines", path.name, number, f"no id or no name: {at[:40]!r}, {name[:40]!r}")
        return None
    if people < 0:
        report.fault("malformed lines", path.name, number, f"population {people}")
        people = 0
    forms = [form for form in others.split(",") if form and not form.startswith(_LINK)]
    if len(forms) > MOST_NAMES:
        report.fault("names left out", path.name, number, f"{len(forms)} names; the first {MOST_NAMES} are kept")
    return Record(
        id=at.strip(),
        name=name.strip(),
        lat=point[0],
        lon=point[1],
        kind=kind or "PPL",
        country=country,
        population=people,
        parent=_parent(fields, areas),
        source=path.name,
        names=tuple(Name(words=form) for form in forms[:MOST_NAMES]),
    )


def _parent(fields: list[str], areas: dict[str, tuple[str, str]]) -> str:
    """The id of the smallest area whose code the line gives, other than the place itself."""
    province = f"{fields[8]}.{fields[10]}"
    for code in (f"{province}.{fields[11]}", province):
        if code in areas and areas[code][1] != fields[0].strip():
            return areas[code][1]
    return ""


def _codes(path: Path, name: str, report: Report) -> dict[str, tuple[str, str]]:
    """Code of an area -> its name and id, from the code file beside a dump."""
    beside = path.parent / name
    if not beside.exists():
        return {}
    found: dict[str, tuple[str, str]] = {}
    for number, line in read_lines(beside, report):
        fields = line.split("\t")
        if len(fields) != 4 or not fields[3].strip().isdigit():
            report.fault("malformed lines", name, number, "not code, name, ascii name, id")
        else:
            found[fields[0]] = (fields[1], fields[3].strip())
    return found


def check_readable(path: Path) -> str:
    """The first line of a file; BadInput where there is none."""
    try:
        with path.open("rb") as file:
            head = file.readline(1 << 20)
    except OSError as error:
        raise BadInput(f"{path}: cannot be read ({error.strerror or error})") from error
    return head.decode("utf-8-sig", "replace")
