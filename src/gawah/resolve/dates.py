"""Which days a claim speaks of: the happening's own, or only a bound from the day of the telling."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from gawah.model import Basis, Candidate, Claim, Document, Mention, Reason, Resolution, Span, When
from gawah.resolve.days import Days, days_of
from gawah.text.clock import TimeWords, time_words

_TO_COME = re.compile(
    r"\b(?:will|won't|shall|is\s+to|are\s+to|was\s+to\s+be|to\s+be\s+held|scheduled|expected\s+to|due\s+to|upcoming|planned?\s+(?:for|to)|"
    r"set\s+(?:for|to)|until|by|no\s+later\s+than|ahead\s+of|deadline|is\s+likely\s+to|plans?\s+to)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(r"\b(?:said|told|met|began|came|went|held|\w{3,}ed)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
NOT_DAYS = {"set", "span", "spans", "clock", "now"}


def all_days(text: str, published: date | None) -> Iterator[tuple[TimeWords, Days]]:
    """Every expression of time of a text with its days; "the next day" counts from the last day named before it."""
    before: Days | None = None
    for time in time_words(text):
        days = days_of(time, published, before)
        if published is not None and days.from_anchor and _ahead(text, time):
            days = _next(time, days, published)
        yield time, days
        if days.first is not None and days.first == days.last:
            before = days


def _ahead(text: str, time: TimeWords) -> bool:
    """Whether the clause round a time speaks of what is to come; "said Friday that it will" tells the day of the saying."""
    if _TOLD.search(text[max(0, time.start - 40) : time.start]):
        return False
    start = max(text.rfind(mark, max(0, time.start - 160), time.start) for mark in (". ", "\n\n", ";", "? ", '."'))
    end = min((at for mark in (". ", "\n\n", ";") if (at := text.find(mark, time.end)) >= 0), default=len(text))
    return bool(_TO_COME.search(text[max(start, time.start - 160, 0) : min(end, time.end + 90)]))


def _next(time: TimeWords, days: Days, published: date) -> Days:
    """A weekday, month or day without a year that lies ahead of the day of publication instead of behind it."""
    if days.first is None or days.last is None or days.last >= published or {"we_way", "mo_rel"} & time.parts.keys():
        return days
    if time.kind == "weekday":
        day = days.first + timedelta(days=7)
        return replace(days, first=day, last=day, value=day.isoformat())
    if time.kind in {"month", "date"} and (published - days.last).days > 45:
        year = days.first.year + 1
        last = date(year, days.last.month, monthrange(year, days.last.month)[1] if time.kind == "month" else days.last.day)
        value = f"{year}-{days.first:%m}" if time.kind == "month" else last.isoformat()
        return replace(days, first=days.first.replace(year=year), last=last, value=value)
    return days


Named = dict[int, tuple[TimeWords, Days]]


def resolve_days(document: Document, claims: Sequence[Claim]) -> list[Resolution[When]]:
    """The days of each claim of a document, in the order given."""
    named = {time.start: (time, days) for time, days in all_days(document.text, document.published)}
    return [_when(claim, document, named) for claim in claims]


def resolve_when(claim: Claim, document: Document) -> Resolution[When]:
    """The days of one claim: from the times that tell of the happening, else "not after" the day of the telling."""
    return resolve_days(document, [claim])[0]


def _when(claim: Claim, document: Document, named: Named) -> Resolution[When]:
    own = [one for mention in claim.times for one in _at(named, mention)]
    found = [(time, days) for time, days in own if time.kind not in NOT_DAYS and (days.first or days.last)]
    if found:
        return _of_happening(document, claim, found)
    told = [one for mention in claim.told_times for one in _at(named, mention)]
    for time, days in told:
        if days.last is not None:
            why = f"told “{time.words}”, on {days.last}; it happened on that day or before"
            return _resolution(claim, When(last=days.last, basis=Basis.TELLING), why)
    failed = next((days.why for _, days in [*own, *told] if days.why), "the text does not tell the day")
    return Resolution(mention=claim.trigger, chosen=When(), why=failed)


def _at(named: Named, mention: Mention) -> list[tuple[TimeWords, Days]]:
    return [one for start, one in named.items() if mention.span.meets(Span(start, one[0].end))]


def _of_happening(document: Document, claim: Claim, found: list[tuple[TimeWords, Days]]) -> Resolution[When]:
    time, days = found[0]
    lead = document.text[max(0, time.start - 12) : time.start].lower().split()
    basis = Basis.DATELINE if days.from_anchor else Basis.TEXT
    if lead and lead[-1] == "since":
        when = When(first=days.first, basis=basis)
        return _resolution(claim, when, f"“since {time.words}”: it began on {days.first or 'a day not told'}")
    if lead and lead[-1] in {"until", "till", "by", "before"} and days.last:
        return _resolution(claim, When(last=days.last, basis=basis), f"“{lead[-1]} {time.words}”: not after {days.last}")
    if (
        len(found) > 1
        and lead
        and lead[-1] in {"from", "between"}
        and days.first
        and found[1][1].last
        and days.first <= found[1][1].last
    ):
        when = When(first=days.first, last=found[1][1].last, basis=basis)
        return _resolution(claim, when, f"from “{time.words}” to “{found[1][0].words}”")
    counted = f", counted from the day of publication, {document.published}" if days.from_anchor and document.published else ""
    return _resolution(claim, When(first=days.first, last=days.last, basis=basis), f"“{time.words}”{counted}")


def _resolution(claim: Claim, when: When, why: str) -> Resolution[When]:
    reason = Reason(feature="words", score=1.0, words=why)
    return Resolution(
        mention=claim.trigger,
        chosen=when,
        why=why,
        score=1.0,
        candidates=(Candidate(value=when, score=1.0, reasons=(reason,)),),
    )
