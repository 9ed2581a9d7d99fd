"""A case's own word on places: names it adds, renames or blocks, over any gazetteer.

An overlay is a table (CSV with a head line, or YAML: a list of entries) with these fields, empty where they do not apply:

    do        add (a place) · alias (another name) · rename (its name from now on) · block (this name is not that place)
    name      the name that is added, or blocked
    place     alias, rename, block: which place, by id or by name
    within    name or id of an area that tells which place is meant; with add, the area that it lies in
    country   ISO 3166-1 code, where it helps to tell which place is meant; with add, its country
    kind      feature code of GeoNames (PPL, ADM2, VAL ...), the same
    lat, lon, km   add: its middle in degrees and its radius in kilometres
    id, language, note   id of an added place; language of the name; a word for the reader

Entries hold together or none does: a name both given to and blocked for one place, a place renamed twice, a place that does not
exist or could be two, a point off the globe are errors that name file and line.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import yaml

from gawah.data import table
from gawah.errors import BadTable
from gawah.model import Place
from gawah.resolve.gazetteer_file import Record
from gawah.resolve.place_kinds import bare, suits
from gawah.resolve.place_points import on_globe
from gawah.text.spelling import fold, plain

DOINGS = ("add", "alias", "rename", "block")
FIELDS = ("do", "name", "place", "within", "country", "kind", "lat", "lon", "km", "id", "language", "note")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of an overlay; `optional` ones (those shipped) pass where the gazetteer has no such place."""

    file: str
    line: int
    fields: Mapping[str, str]
    optional: bool = False

    def get(self, name: str) -> str:
        """A field, empty where it is not given."""
        return self.fields.get(name, "")

    def wrong(self, cause: str) -> BadTable:
        """The error that names this line."""
        return BadTable(self.file, self.line, cause)


class Found(Protocol):
    """A place that a gazetteer found for a name."""

    @property
    def place(self) -> Place:
        """The place."""

    @property
    def spelled(self) -> float:
        """How well its name fits."""


class Looks(Protocol):
    """What an overlay asks of a gazetteer."""

    def find(self, name: str) -> tuple[Found, ...]:
        """Places that a name may mean."""

    def place(self, at: str) -> Place:
        """The place of an id."""


@dataclass(frozen=True, slots=True)
class Layer:
    """An overlay that holds together over one gazetteer: what look-ups ask."""

    places: Mapping[str, Record] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    """Renamed places: id -> name."""
    forms: Mapping[str, tuple[tuple[str, str, str], ...]] = field(default_factory=dict)
    """Key -> (name, id of its place, language)."""
    blocked: frozenset[tuple[str, str]] = frozenset()
    """Keys that are not the name of a place: (key, id)."""

    def letters(self) -> frozenset[str]:
        """All its names in plain letters."""
        return frozenset(plain(name) for forms in self.forms.values() for name, _, _ in forms)

    def blocks(self, name: str, at: str) -> bool:
        """Whether a name is said not to be that of the place."""
        return bool(self.blocked) and (fold(name), at) in self.blocked


@dataclass(frozen=True, slots=True)
class Overlay:
    """Entries as they were read, not yet held against a gazetteer."""

    entries: tuple[Entry, ...] = ()

    @classmethod
    def shipped(cls) -> Overlay:
        """The corrections that gawah brings (`resources/places/overlay.yml`)."""
        rows = table("places/overlay")
        return cls(tuple(Entry("places/overlay.yml", at, row, optional=True) for at, row in enumerate(rows, 1)))

    @classmethod
    def read(cls, path: Path) -> Overlay:
        """An overlay from a CSV or YAML file; BadTable where a line cannot be read."""
        try:
            text = path.read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise BadTable(path.name, 0, f"cannot be read ({error}); save it as UTF-8") from error
        rows = _csv_rows(path.name, text) if path.suffix.lower() == ".csv" else _yaml_rows(path.name, text)
        return cls(tuple(_checked(Entry(path.name, line, fields)) for line, fields in rows))

    def and_then(self, other: Overlay) -> Overlay:
        """Both, the other's word last."""
        return Overlay((*self.entries, *other.entries))

    def settle(self, gazetteer: Looks) -> Layer:
        """The overlay held against a gazetteer: every place it speaks of found, every contradiction an error."""
        places: dict[str, Record] = {}
        names: dict[str, str] = {}
        given: dict[tuple[str, str], Entry] = {}
        blocked: dict[tuple[str, str], Entry] = {}
        forms: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        added: dict[str, str] = {}
        for entry in self.entries:
            doing, name = entry.get("do"), entry.get("name")
            if doing == "add":
                record = _added(entry, gazetteer, added)
                if record.id in places:
                    raise entry.wrong(f"place {record.id} is added twice")
                places[record.id] = record
                added[plain(name)] = record.id
                forms[fold(name)].append((name, record.id, entry.get("language")))
                continue
            at = _told(entry, entry.get("place"), gazetteer, added)
            if at is None:
                continue
            key = (fold(name), at)
            if doing == "rename":
                if names.get(at, name) != name:
                    raise entry.wrong(f'"{entry.get("place")}" is renamed twice, to "{names[at]}" and "{name}"')
                names[at] = name
            if doing == "block":
                if key in given:
                    raise entry.wrong(f'"{name}" is both given to and blocked for one place (see line {given[key].line})')
                blocked[key] = entry
            else:
                if key in blocked and not blocked[key].optional:
                    raise entry.wrong(f'"{name}" is both given to and blocked for one place (see line {blocked[key].line})')
                blocked.pop(key, None)
                given[key] = entry
                forms[key[0]].append((name, at, entry.get("language")))
        return Layer(places, names, {key: tuple(rows) for key, rows in forms.items()}, frozenset(blocked))


def _csv_rows(file: str, text: str) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.DictReader(io.StringIO(text), restkey="+")
    unknown = [name for name in reader.fieldnames or () if (name or "").strip() not in FIELDS]
    if unknown or not reader.fieldnames:
        raise BadTable(
            file, 1, f"the head line needs columns of {', '.join(FIELDS)}; not {', '.join(map(str, unknown)) or 'nothing'}"
        )
    try:
        for row in reader:
            if "+" in row:
                raise BadTable(file, reader.line_num, "more cells than the head line names; quote names that hold a comma")
            cells = {str(name).strip(): (cell or "").strip() for name, cell in row.items()}
            if any(cells.values()) and not cells.get("do", "").startswith("#"):
                yield reader.line_num, cells
    except csv.Error as error:
        raise BadTable(file, reader.line_num, str(error)) from error


def _yaml_rows(file: str, text: str) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise BadTable(file, mark.line + 1 if mark else 0, f"not YAML ({getattr(error, 'problem', error)})") from error
    if root is None:
        return
    if not isinstance(root, yaml.SequenceNode):
        raise BadTable(file, 1, "an overlay is a list of entries, each opening with '- do: ...'")
    for node in root.value:
        line = node.start_mark.line + 1
        if not isinstance(node, yaml.MappingNode):
            raise BadTable(file, line, "an entry names its fields: '- do: block'")
        fields: dict[str, str] = {}
        for key, value in node.value:
            if key.value not in FIELDS or not isinstance(value, yaml.ScalarNode):
                raise BadTable(file, key.start_mark.line + 1, f"unknown field {key.value}; known are {', '.join(FIELDS)}")
            fields[key.value] = value.value.strip()
        yield line, fields


def _checked(entry: Entry) -> Entry:
    """The entry, where it can be understood by itself."""
    doing = entry.get("do")
    if doing not in DOINGS:
        raise entry.wrong(f'"{doing}" is nothing an overlay does; use {", ".join(DOINGS)}')
    if not fold(entry.get("name")):
        raise entry.wrong("no name")
    if doing != "add" and not entry.get("place"):
        raise entry.wrong(f"{doing} needs the place that it speaks of")
    if doing == "add":
        _point(entry)
    return entry


def _point(entry: Entry) -> tuple[float, float, float]:
    try:
        lat, lon, km = (float(entry.get(name) or default) for name, default in (("lat", ""), ("lon", ""), ("km", "0")))
    except ValueError:
        raise entry.wrong("a place that is added needs lat and lon in degrees, and km as a number where given") from None
    if not on_globe(lat, lon) or not 0 <= km <= 20000:
        raise entry.wrong(f"{lat}, {lon} within {km} km is not on the globe; lat runs from -90 to 90, lon from -180 to 180")
    return lat, lon, km


def _added(entry: Entry, gazetteer: Looks, added: Mapping[str, str]) -> Record:
    lat, lon, km = _point(entry)
    parent = _told(entry, entry.get("within"), gazetteer, added, area=True) if entry.get("within") else None
    country = entry.get("country")
    if parent and not country and parent not in added.values():
        country = gazetteer.place(parent).country
    name = entry.get("name")
    return Record(
        id=entry.get("id") or f"overlay.{plain(name).replace(' ', '-')}.{entry.line}",
        name=name,
        lat=lat,
        lon=lon,
        kind=entry.get("kind") or "PPL",
        country=country,
        radius=round(km * 1000),
        parent=parent or "",
        source=entry.file,
    )


def _told(entry: Entry, name: str, gazetteer: Looks, added: Mapping[str, str], *, area: bool = False) -> str | None:
    """The id of the place that an entry speaks of; None only where an optional entry finds none."""
    if plain(name) in added:
        return added[plain(name)]
    try:
        return gazetteer.place(name).id
    except LookupError:
        pass
    inside = "" if area else entry.get("within")
    found = [match.place for match in gazetteer.find(name) if match.spelled >= 0.99]
    if entry.get("country"):
        found = [place for place in found if place.country == entry.get("country")]
    if entry.get("kind") and not area:
        found = [place for place in found if suits(place.kind, (entry.get("kind"),))]
    if inside:
        wanted = {fold(inside), fold(bare(inside))}
        found = [p for p in found if inside in p.containers or wanted & {fold(words) for words in p.container_names}]
    if len(found) > 1:  # the usual name of one, a rare name of others
        found = [place for place in found if plain(place.name) == plain(name)] or found
    if len(found) == 1:
        return found[0].id
    if entry.optional:
        return None
    if not found:
        raise entry.wrong(f'the gazetteer has no place "{name}"{f" in {inside}" if inside else ""}')
    several = "; ".join(f"{place.full_name} ({place.id})" for place in found[:4])
    raise entry.wrong(f'"{name}" could be {len(found)} places: {several}; tell it by id, within, country or kind')
