"""Figures and days of a list, short and never more exact than the row."""

from __future__ import annotations

from django.utils.translation import gettext as _

from gawah.desk.shelf.models import ClaimRow, IncidentRow
from gawah.model import When


def range_words(low: int | None, best: int | None, high: int | None) -> str:
    """Low, best and high: "12", "6–27 (best 23)", "23 or more"; empty where nothing is said."""
    if low is None and best is None and high is None:
        return ""
    if low == best == high:
        return f"{best:,}"
    if high is None:
        words = f"{low or 0:,} or more"
    elif not low:
        words = f"up to {high:,}"
    else:
        words = f"{low:,}–{high:,}" if low != high else f"{low:,}"
    return f"{words} (best {best:,})" if best is not None else words


def days_words(row: IncidentRow | ClaimRow) -> str:
    """The possible days, as the desk writes days; empty where none is told."""
    if row.first is None and row.last is not None:
        return _("by %(day)s") % {"day": row.last}
    if row.last is None and row.first is not None:
        return _("since %(day)s") % {"day": row.first}
    return (When(first=row.first, last=row.last).edtf or "").replace("/", " – ")
