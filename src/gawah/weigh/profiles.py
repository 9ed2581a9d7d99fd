"""Profiles: readable settings for how figures are settled and what is published of them (`resources/weigh/profiles.yml`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Literal

from gawah.data import table
from gawah.errors import BadInput


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One way of working; the fields are defined at the head of `resources/weigh/profiles.yml`."""

    name: str
    title: str
    source: str
    best: Literal["median", "least", "greatest"]
    party_alone: Literal["open", "count"]
    vague: Mapping[str, int]
    hedged: float
    late: Mapping[str, float]
    weights: Mapping[str, float]
    publish: tuple[str, ...]
    sides: bool
    civilians_only: bool
    range: tuple[str, ...]
    least_dead: int
    corroborate: Literal["flag", "pending", "no"]
    grades: Mapping[str, str]


def names() -> tuple[str, ...]:
    """The profiles that are shipped, the default first."""
    return tuple(table("weigh/profiles"))


@cache
def profile(name: str = "gawah") -> Profile:
    """The shipped profile of that name. Raises BadInput, with the names there are, for any other."""
    rows = table("weigh/profiles")
    if name not in rows:
        raise BadInput(f"no profile is named {name!r}; there are {', '.join(names())}")
    return made(name, rows[name])


def made(name: str, row: Mapping[str, object]) -> Profile:
    """A profile from a table row, a user's own included. Raises BadInput where a field is missing, unknown or wrong."""
    wanted = {field.name for field in fields(Profile)} - {"name"}
    if set(row) != wanted:
        wrong = sorted(set(row) ^ wanted)
        raise BadInput(f"profile {name}: fields missing or unknown: {', '.join(wrong)}")
    kinds = {
        "best": {"median", "least", "greatest"},
        "party_alone": {"open", "count"},
        "corroborate": {"flag", "pending", "no"},
    }
    for key, allowed in kinds.items():
        if row[key] not in allowed:
            raise BadInput(f"profile {name}: {key} is {row[key]!r}; it must be one of {', '.join(sorted(allowed))}")
    values = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    return Profile(name=name, **values)  # type: ignore[arg-type]
