"""The one filter of table, map and timeline: read from the parameters of a URL, and written back as a link that lasts.

Every parameter is on a list; a value that is none is told at its field, and nothing is shown until it is mended: a list that
silently ignores what was asked for would mislead.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Protocol
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from gawah.model import Corroboration, EventType, Numbers, Outcome, Responsibility, Stance
from gawah.review import ReviewState

LONGEST = 200
_ODD = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
_WORDS: Mapping[str, tuple[str, ...]] = {
    "event": tuple(EventType),
    "outcome": tuple(Outcome),
    "corroboration": tuple(Corroboration),
    "responsibility": tuple(Responsibility),
    "numbers": tuple(Numbers),
    "state": tuple(ReviewState),
    "stance": tuple(Stance),
}
"""Parameters that take words out of a list, several times each."""
_FREE = ("q", "province", "place", "side", "publisher", "document", "incident")
_DAYS = ("since", "until")
_FLAGS = ("toll", "review", "summary")


class Parameters(Protocol):
    """What Django makes of a query string."""

    def getlist(self, key: str) -> list[str]:
        """All values of a parameter."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What is looked for; an empty field asks for nothing.

    `q` are words, in any spelling. `since` and `until` bound the days on which a happening may lie: one that may lie before
    `until` and after `since` is in. `toll`: something is said of a toll; `review`: a question is open; `summary`: sums of
    several happenings only ("yes") or none of them ("no"). `state`, `stance`, `document` and `incident` are about claims alone.
    """

    q: str = ""
    event: tuple[str, ...] = ()
    province: str = ""
    place: str = ""
    since: date | None = None
    until: date | None = None
    side: str = ""
    outcome: tuple[str, ...] = ()
    corroboration: tuple[str, ...] = ()
    responsibility: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    toll: str = ""
    review: str = ""
    summary: str = ""
    publisher: str = ""
    state: tuple[str, ...] = ()
    stance: tuple[str, ...] = ()
    document: str = ""
    incident: str = ""

    @classmethod
    def read(cls, parameters: Parameters) -> tuple[Filter, dict[str, str]]:
        """The filter, and what is wrong with it, by field; other parameters are left to others."""
        made: dict[str, Any] = {}
        faults: dict[str, str] = {}
        for field in fields(cls):
            given = [value.strip() for value in parameters.getlist(field.name)]
            values = list(dict.fromkeys(value for value in given if value))
            if not values:
                continue
            try:
                made[field.name] = _read(field.name, values)
            except ValueError as wrong:
                faults[field.name] = str(wrong)
        if "since" in made and "until" in made and made["since"] > made["until"]:
            faults["until"] = _("It ends before it begins.")
        return cls(**made), faults

    @property
    def asked(self) -> bool:
        """Whether it asks for anything."""
        return self != Filter()

    def pairs(self) -> list[tuple[str, str]]:
        """Names and values, in a fixed order, of what is asked for."""
        found: list[tuple[str, str]] = []
        for field in fields(self):
            value = getattr(self, field.name)
            values = value if isinstance(value, tuple) else (value,)
            found.extend((field.name, str(one)) for one in values if one)
        return found

    def link(self, **more: str) -> str:
        """The query string of a lasting link, with more parameters; empty ones are left out."""
        return urlencode([*self.pairs(), *((name, value) for name, value in more.items() if value)])

    def but(self, **changes: Any) -> Filter:
        """The same, asking for something else in some fields."""
        return replace(self, **changes)


def _read(name: str, values: list[str]) -> Any:
    if name in _WORDS:
        if unknown := [value for value in values if value not in _WORDS[name]]:
            raise ValueError(_("“%(word)s” is not on the list.") % {"word": unknown[0][:40]})
        return tuple(sorted(values))
    value = values[-1]
    if len(value) > LONGEST and name != "place":
        raise ValueError(_("It is too long: %(most)d letters at most.") % {"most": LONGEST})
    if _ODD.search(value):
        raise ValueError(_("It holds characters that cannot be looked for."))
    if name in _DAYS:
        return _day(value)
    if name in _FLAGS and value not in ("yes", "no"):
        raise ValueError(_("Write “yes” or “no”."))
    return value


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(_("Write the day as 2022-05-09.")) from None
