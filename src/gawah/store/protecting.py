"""Names that are protected: kept in the log of the case itself, so that who marked them, when and why can be proved.

A name is protected by a row "protect" and free again by a row "unprotect"; the last of the two counts.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from gawah.errors import BadInput, UnknownRecord
from gawah.store.case import Case

PROTECT, FREE = "protect", "unprotect"
LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectedName:
    """A name that must not go out: who said so, when (ISO 8601) and why."""

    name: str
    who: str
    at: str
    why: str = ""


def protected_names(case: Case) -> tuple[ProtectedName, ...]:
    """The names that are protected now, by their letters."""
    found: dict[str, ProtectedName] = {}
    rows = [row for what in (PROTECT, FREE) for row in _rows(case, what)]
    for _, what, who, at, told in sorted(rows, key=lambda row: row[0]):
        if what == PROTECT:
            found[told["name"]] = ProtectedName(name=told["name"], who=who, at=at, why=told["why"])
        else:
            found.pop(told["name"], None)
    return tuple(sorted(found.values(), key=lambda one: (one.name.casefold(), one.name)))


def _rows(case: Case, what: str) -> list[tuple[int, str, str, str, dict[str, str]]]:
    """All rows of the log that did this: number, what, by whom, when, and what they tell."""
    found: list[tuple[int, str, str, str, dict[str, str]]] = []
    before = 0
    while rows := case.latest(before=before, limit=500, what=what):
        found += [(row.seq, row.what, row.who, row.at, json.loads(row.payload)) for row in rows]
        before = rows[-1].seq
    return found


def protect(case: Case, name: str, who: str, why: str = "") -> bool:
    """Protect a name; False where it is protected already. BadInput where it is no name, or too long for one."""
    wanted = " ".join(name.split())
    if sum(letter.isalnum() for letter in wanted) < 2 or len(wanted) > LONGEST:
        raise BadInput(f"{name!r} is no name; write it as the reports do, with 2 letters at least and {LONGEST} at most")
    if any(one.name == wanted for one in protected_names(case)):
        return False
    case.note(who, PROTECT, "name", {"name": wanted, "why": why})
    return True


def unprotect(case: Case, name: str, who: str, why: str = "") -> None:
    """Let a name go out again; UnknownRecord where it is not protected."""
    if not any(one.name == name for one in protected_names(case)):
        raise UnknownRecord(f"{name!r} is not among the protected names")
    case.note(who, FREE, "name", {"name": name, "why": why})


def last_change(case: Case) -> tuple[int, str]:
    """Number and hash of the last row of the log that changed a record or the protected names; signing in does not move it."""
    from gawah.store.log import CHANGES

    before = 0
    while rows := case.latest(before=before, limit=200):
        for row in rows:
            if row.what in CHANGES or row.what in (PROTECT, FREE):
                return row.seq, row.hash
        before = rows[-1].seq
    return case.head()
