"""Paging by key: a page begins behind the last row of the one before, so that the thousandth is as quick as the first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet

R = TypeVar("R", bound=Model)
SIZE = 50


@dataclass(frozen=True, slots=True)
class Sort:
    """An order: the column, whether the greatest comes first, and how its value is read out of a link."""

    column: str
    down: bool = True
    read: Callable[[str], Any] = int


DAY = Sort("sort_day", read=date.fromisoformat)
OLDEST = Sort("sort_day", down=False, read=date.fromisoformat)
INCIDENT_SORTS: Mapping[str, Sort] = {
    "day": DAY,
    "oldest": OLDEST,
    "dead": Sort("dead"),
    "claims": Sort("claims"),
    "questions": Sort("questions"),
}
CLAIM_SORTS: Mapping[str, Sort] = {
    "day": DAY,
    "oldest": OLDEST,
    "weight": Sort("weight", read=float),
    "dead": Sort("dead"),
    "confidence": Sort("confidence", down=False, read=float),
}
DOCUMENT_SORTS: Mapping[str, Sort] = {"day": DAY, "oldest": OLDEST}


@dataclass(frozen=True, slots=True)
class Page(Generic[R]):
    """Rows of a list, with the keys behind which the next page and before which the previous one lie; empty: there is none."""

    rows: list[R]
    next: str = ""
    previous: str = ""


def page(rows: QuerySet[R], sort: Sort, after: str = "", before: str = "", size: int = SIZE) -> Page[R]:
    """The rows behind a key, or before one; ValueError where the key is none."""
    back = bool(before) and not after
    down = sort.down != back
    sign = "-" if down else ""
    if key := after or before:
        rows = rows.filter(_behind(sort, key, down=down))
    found = list(rows.order_by(f"{sign}{sort.column}", f"{sign}seq")[: size + 1])
    more, found = len(found) > size, found[:size]
    if back:
        found.reverse()
    if not found:
        return Page([])
    first, last = _key(found[0], sort), _key(found[-1], sort)
    return Page(found, next=last if more or back else "", previous=first if (more if back else bool(after)) else "")


def _behind(sort: Sort, key: str, *, down: bool) -> Q:
    """What comes after a key. The bound on the column alone is what lets the database start there in its index."""
    words, _, number = key.rpartition("~")
    if not number.isascii() or not number.isdigit() or len(number) > 18:
        raise ValueError(f"{key[:40]!r} is no key of a page")
    value, seq = sort.read(words), int(number)
    if isinstance(value, (int, float)) and not abs(value) < 2**31:
        raise ValueError(f"{key[:40]!r} is no key of a page")
    beyond = "lt" if down else "gt"
    bound = Q(**{f"{sort.column}__{beyond}e": value})
    return bound & (Q(**{f"{sort.column}__{beyond}": value}) | Q(**{f"seq__{beyond}": seq}))


def _key(row: Any, sort: Sort) -> str:
    return f"{getattr(row, sort.column)}~{row.seq}"
