"""Days, never more exact than the source."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gawah.errors import ContradictoryRange


class Basis(StrEnum):
    """What a day was read from."""

    TEXT = "text"
    """The text names the day, or counts from one it names."""
    DATELINE = "dateline"
    """The text counts from the day of publication ("on Tuesday", "last night")."""
    TELLING = "telling"
    """Only the day of the telling is known: it happened on or before that day."""
    NONE = "none"
    """The text does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """First and last possible day of a happening; None at either end leaves it open."""

    first: date | None = None
    last: date | None = None
    basis: Basis = Basis.NONE

    def __post_init__(self) -> None:
        if self.first and self.last and self.first > self.last:
            raise ContradictoryRange(f"days run backwards: first {self.first}, last {self.last}")

    @property
    def known(self) -> bool:
        """Whether at least one end is known."""
        return self.first is not None or self.last is not None

    @property
    def days(self) -> int | None:
        """Number of days from first to last, both counted; None where an end is open."""
        return (self.last - self.first).days + 1 if self.first and self.last else None

    def meets(self, other: When) -> bool:
        """Whether the two can share a day."""
        return not (
            (self.first and other.last and other.last < self.first) or (self.last and other.first and self.last < other.first)
        )

    @property
    def edtf(self) -> str | None:
        """The days in EDTF (Library of Congress): a day, a month, a year or an interval; None where nothing is known."""
        first, last = self.first, self.last
        if first is None and last is None:
            return None
        if first is None or last is None:
            return f"{first or '..'}/{last or '..'}"
        if first == last:
            return first.isoformat()
        if first.day == 1 and (first.year, first.month) == (last.year, last.month) and _is_month_end(last):
            return f"{first:%Y-%m}"
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
            return f"{first.year:04d}"
        if first.day == 1 and _is_month_end(last):
            return f"{first:%Y-%m}/{last:%Y-%m}"
        return f"{first}/{last}"

    @classmethod
    def read(cls, edtf: str, basis: Basis = Basis.TEXT) -> When:
        """The days that `edtf` writes: 2022-05-09, 2022-05, 2022, or two of these parted by "/", ".." for an open end.

        ContradictoryRange where the words are no such days, or run backwards.
        """
        one, parted, other = edtf.strip().partition("/")
        first, last = _ends(one.strip()), _ends(other.strip() if parted else one.strip())
        if first == last == (None, None):
            raise ContradictoryRange(f"{edtf!r} leaves both ends open")
        return cls(first=first[0], last=last[1], basis=basis)


_DAYS = re.compile(r"(?P<year>\d{4})(?:-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>0[1-9]|[12]\d|3[01]))?)?")


def _ends(words: str) -> tuple[date | None, date | None]:
    """First and last day of a day, a month or a year; both None for an open end."""
    if words == "..":
        return None, None
    found = _DAYS.fullmatch(words)
    year, month, day = (int(found[part] or 0) for part in ("year", "month", "day")) if found else (0, 0, 0)
    try:
        first = date(year, month or 1, day or 1)
        return first, first if day else date(year, month or 12, monthrange(year, month or 12)[1])
    except ValueError:
        raise ContradictoryRange(
            f"{words!r} is not a day, a month or a year; write it as 2022-05-09, 2022-05 or 2022"
        ) from None


def _is_month_end(day: date) -> bool:
    return (date.fromordinal(day.toordinal() + 1)).day == 1 if day < date.max else True
