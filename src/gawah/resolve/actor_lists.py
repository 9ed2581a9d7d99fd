"""Lists of actors of others: a user's own (CSV or YAML), and the actor file of UCDP.

A line that cannot be used is told with its number. `strict` lists (those of a case) stop at the first such line; others are
read to the end, and their faults counted in a report.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from gawah.errors import BadTable, ContradictoryRange
from gawah.model import ActorKind
from gawah.resolve.importers.report import Report
from gawah.resolve.registry import Entry, Registry, entry_of

FIELDS = ("id", "name", "kind", "also", "parent", "side", "days", "in", "of", "people", "common", "phases", "sides")
_SEVERAL = ("also", "of", "people", "common")
"""Columns of a CSV list that hold several names, parted by "|"."""
_LONGEST = 300
_REMEDY = "add a line for it, or name one that is there (gawah actors search)"
Numbered = Iterator[tuple[int, Any]]


def read_actors(path: Path, report: Report | None = None, known: Registry | None = None) -> list[Entry]:
    """The entries of a list of a user's or of UCDP's actor file, told apart by their columns.

    Without a report the first line that cannot be used raises BadTable; with one, such lines are counted there and left out.
    BadTable where the file as a whole cannot be read. `known` (what gawah brings, where it is not given) are the actors that
    the list goes over: a parent that stands neither in it nor there is a fault too; such an actor is kept where a report is.
    """
    text = _text(path)
    rows = _yaml_rows(path.name, text) if path.suffix.lower() in {".yml", ".yaml"} else _csv_rows(path.name, text)
    found: dict[str, tuple[int, Entry]] = {}
    for line, row in rows:
        try:
            made = _entry(row, found)
        except (KeyError, ValueError, TypeError, AttributeError, ContradictoryRange) as error:
            missing = f"{error.args[0]} is missing" if isinstance(error, KeyError) else str(error)
            cause = f"cannot be used as an actor: {missing}; it needs id and name, and a known kind and days"
            if report is None:
                raise BadTable(path.name, line, cause) from error
            report.fault("lines that are no actor", path.name, line, cause)
            continue
        found[made.actor.id] = line, made
    kept = _in_line(path.name, found, report)
    for identity in _orphans(kept, Registry.open() if known is None else known):
        line, made = found[identity]
        cause = f"{made.actor.name} belongs to {made.actor.parent}, an id in no list of actors; {_REMEDY}"
        if report is None:
            raise BadTable(path.name, line, cause)
        report.fault("parents that are nowhere", path.name, line, cause)
    return kept


def _orphans(entries: Sequence[Entry], known: Registry) -> list[str]:
    """The ids of those whose parent is neither among them nor known."""
    here = {one.actor.id for one in entries}
    return [one.actor.id for one in entries if (above := one.actor.parent) and above not in here and known.actor(above) is None]


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadTable(path.name, 0, f"cannot be read ({error}); save it as UTF-8") from error


def _csv_rows(file: str, text: str) -> Numbered:
    reader = csv.DictReader(io.StringIO(text), restkey="+", strict=True)
    try:
        head = [(name or "").strip() for name in reader.fieldnames or ()]
        ucdp = "actorid" in {name.lower() for name in head}
        unknown = [name for name in head if name not in FIELDS]
        if not head or (unknown and not ucdp):
            told = ", ".join(unknown) or "nothing"
            raise BadTable(file, 1, f"the head line needs columns of {', '.join(FIELDS[:10])}, or those of UCDP; not {told}")
        for row in reader:
            cells = {str(name).strip(): cell for name, cell in row.items()}
            yield reader.line_num, _ucdp(cells) if ucdp else _split(cells)
    except csv.Error as error:
        raise BadTable(file, reader.line_num, f"not CSV ({error})") from error


def _split(cells: Mapping[str, Any]) -> dict[str, Any]:
    """A line of a user's CSV list as a row of the tables."""
    if "+" in cells:
        return {"too many": "more cells than the head line names; quote names that hold a comma"}
    row: dict[str, Any] = {name: (cell or "").strip() for name, cell in cells.items()}
    return row | {name: [part.strip() for part in row[name].split("|") if part.strip()] for name in _SEVERAL if row.get(name)}


def _ucdp(cells: Mapping[str, Any]) -> dict[str, Any]:
    """A line of UCDP's actor file (ActorId, NameData, NameFull, NameOrig ...): names, and whether it is a government."""
    row = {name.lower(): (cell or "").strip() for name, cell in cells.items() if isinstance(cell, str)}
    name, kind = row.get("namedata", ""), ActorKind.UNKNOWN
    if name.startswith("Government of"):
        kind = ActorKind.GOVERNMENT
    elif name.lower().startswith("civilians"):
        kind = ActorKind.CIVILIANS
    also = [cell for column, cell in row.items() if column.startswith("name") and cell and cell.lower() not in {"na", "n/a"}]
    return {"id": f"ucdp-{row['actorid']}" if row.get("actorid") else "", "name": name, "kind": kind.value, "also": also}


def _yaml_rows(file: str, text: str) -> Numbered:
    loader = yaml.SafeLoader(text)
    try:
        root = loader.get_single_node()
        if root is None:
            return
        if not isinstance(root, yaml.SequenceNode):
            raise BadTable(file, 1, "a list of actors is a list: '- {id: ..., name: ...}'")
        for node in root.value:
            yield node.start_mark.line + 1, loader.construct_object(node, deep=True)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise BadTable(file, mark.line + 1 if mark else 0, f"not YAML ({getattr(error, 'problem', error)})") from error
    finally:
        loader.dispose()


def _entry(row: Any, before: Mapping[str, tuple[int, Entry]]) -> Entry:
    """The entry of a row; ValueError, TypeError or KeyError where it is none. `before` holds those read before it."""
    if not isinstance(row, dict):
        raise TypeError("a line names its fields: '- {id: ..., name: ...}'")
    if "too many" in row:
        raise ValueError(row["too many"])
    unknown = sorted(set(map(str, row)) - set(FIELDS))
    if unknown:
        raise ValueError(f"unknown field {', '.join(unknown)}")
    made = entry_of(row)
    if any(len(name) > _LONGEST or not name.strip() for name in made.names):
        raise ValueError(f"a name is empty, or longer than {_LONGEST} letters")
    if made.actor.id in before:
        raise ValueError(f"the id {made.actor.id} stands on line {before[made.actor.id][0]} too")
    return made


def _in_line(file: str, found: Mapping[str, tuple[int, Entry]], report: Report | None) -> list[Entry]:
    """The entries, none of which belongs to itself by way of others."""
    kept = []
    for identity, (line, made) in found.items():
        seen, above = {identity}, made.actor.parent
        while above in found and above not in seen:
            seen.add(above)
            above = found[above][1].actor.parent
        if above == identity:
            cause = f"{made.actor.name} belongs to itself by way of {made.actor.parent}; name what stands above it"
            if report is None:
                raise BadTable(file, line, cause)
            report.fault("circles of parents", file, line, cause)
            continue
        kept.append(made)
    return _counted(kept, report)


def _counted(kept: list[Entry], report: Report | None) -> list[Entry]:
    if report is not None:
        report.kept += len(kept)
        report.names += sum(len(one.names) for one in kept)
    return kept
