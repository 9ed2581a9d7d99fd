"""Profiles of release: what may go out, read from a TOML file that a person can read too."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any

from gawah.data import table
from gawah.errors import BadInput, BadTable
from gawah.model import EventType, Outcome, Precision, Status

LEVELS = {p.word: p for p in Precision if p is not Precision.UNKNOWN}
DAYS = ("day", "week", "month", "year")
KEEPABLE = frozenset({"persons", "speakers", "publishers", "titles", "urls", "quotes", "words", "staff", "protected"})
_KEYS = {"about", "weigh", "place", "grid_km", "days", "keep", "cells", "fields"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """Where few people make a row tell who they are: what is sensitive, and how many people are enough."""

    smallest: int = 0
    events: frozenset[EventType] = frozenset()
    outcomes: frozenset[Outcome] = frozenset()
    statuses: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What may go out. `digest` is the SHA-256 of the file, so that a release says by which rules it was made."""

    name: str
    about: str
    weigh: str
    place: Precision
    grid_km: float
    days: str
    keep: frozenset[str]
    cells: Cells
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    digest: str = ""

    def keeps(self, what: str) -> bool:
        """Whether something of `keep` is not removed."""
        return what in self.keep


def profile_names(case: Path | None = None) -> tuple[str, ...]:
    """The profiles that can be named: those of gawah, and those in `profiles/` of a case."""
    shipped = [entry.name for entry in resources.files("gawah.publish").joinpath("profiles").iterdir()]
    own = [path.name for path in (case / "profiles").glob("*.toml")] if case else []
    return tuple(sorted({name.removesuffix(".toml") for name in [*shipped, *own] if name.endswith(".toml")}))


def profile_named(name: str, case: Path | None = None) -> Profile:
    """The profile of this name, a case's own before gawah's; or a TOML file. BadInput where there is none, BadTable where it
    cannot be used.
    """
    if name.endswith(".toml"):
        path = Path(name)
        if not path.is_file():
            raise BadInput(f"{name}: no such profile; give a TOML file, or one of {', '.join(profile_names(case))}")
        return read(path.stem, path.name, path.read_bytes())
    if name not in profile_names(case):
        raise BadInput(f"there is no profile {name!r}; there are {', '.join(profile_names(case))}")
    own = case / "profiles" / f"{name}.toml" if case else None
    if own and own.is_file():
        return read(name, own.name, own.read_bytes())
    return read(name, f"{name}.toml", resources.files("gawah.publish").joinpath("profiles", f"{name}.toml").read_bytes())


def read(name: str, file: str, raw: bytes) -> Profile:
    """The profile that a file says; BadTable where a key is missing, unknown, or has a value that means nothing."""
    try:
        told = tomllib.loads(raw.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadTable(file, 0, f"is not TOML ({error})") from error
    if wrong := sorted(told.keys() ^ _KEYS):
        raise BadTable(file, 0, f"the keys of a profile are {', '.join(sorted(_KEYS))}; look at {', '.join(wrong)}")
    if told["place"] not in LEVELS:
        raise BadTable(file, 0, f"place is one of {', '.join(LEVELS)}, not {told['place']!r}")
    if told["days"] not in DAYS:
        raise BadTable(file, 0, f"days is one of {', '.join(DAYS)}, not {told['days']!r}")
    if not isinstance(told["grid_km"], (int, float)) or not 0 <= told["grid_km"] <= 1000:
        raise BadTable(file, 0, "grid_km is a number of kilometres from 0 to 1000")
    return Profile(
        name=name,
        about=str(told["about"]),
        weigh=str(told["weigh"]),
        place=LEVELS[told["place"]],
        grid_km=float(told["grid_km"]),
        days=told["days"],
        keep=_known(file, "keep", told["keep"], KEEPABLE),
        cells=_cells(file, told["cells"]),
        fields=_fields(file, told["fields"]),
        digest=hashlib.sha256(raw).hexdigest(),
    )


def _known(file: str, key: str, given: Any, known: frozenset[str]) -> frozenset[str]:
    if not isinstance(given, list) or not {str(one) for one in given} <= known:
        raise BadTable(file, 0, f"{key} is a list out of {', '.join(sorted(known))}")
    return frozenset(given)


def _cells(file: str, told: Mapping[str, Any]) -> Cells:
    if set(told) != {"smallest", "events", "outcomes", "statuses"} or not isinstance(told["smallest"], int):
        raise BadTable(file, 0, "[cells] holds smallest (a number), events, outcomes and statuses")
    events = _known(file, "cells.events", told["events"], frozenset(EventType))
    outcomes = _known(file, "cells.outcomes", told["outcomes"], frozenset(Outcome))
    return Cells(
        smallest=told["smallest"],
        events=frozenset(map(EventType, events)),
        outcomes=frozenset(map(Outcome, outcomes)),
        statuses=_known(file, "cells.statuses", told["statuses"], frozenset(Status)),
    )


def _fields(file: str, told: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """The columns that go out, in the order of the table of columns, whatever the order of the profile."""
    columns: Mapping[str, list[Mapping[str, str]]] = table("publish/columns")
    asked = ("incidents", "tolls", "claims", "sources")
    if set(told) != set(asked):
        raise BadTable(file, 0, f"[fields] lists the columns of {', '.join(asked)}")
    found = {}
    for name in asked:
        known = [column["name"] for column in columns[name]]
        wanted = _known(file, f"fields.{name}", told[name], frozenset(known))
        if wanted and known[0] not in wanted and name != "sources":
            raise BadTable(file, 0, f"fields.{name} needs its first column, {known[0]}")
        found[name] = tuple(column for column in known if column in wanted)
    return found
