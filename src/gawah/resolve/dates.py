"""Which days a claim speaks of: the happening's own, or only a bound from the day of the telling."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from gawah.model import Basis, Candidate, Claim, Document, Mention, Reason, Resolution, Span, When
from gawah.resolve.day_types import Days
from gawah.resolve.days import days_of
from gawah.text.clock import TimeWords, time_words

_TO_COME = re.compile(
    r"\b(?:(?:will|would|shall|to)\s+(?:\w+\s+)?be\s+\w+|will|won['’]t|would|shall|(?:is|are|was|were)\s+to\b|to\s+be\s+held|scheduled|expected\s+to|due\s+(?:to|on|in)|upcoming|"
    r"plan(?:s|ned|ning)?\s+(?:for|to)|set\s+(?:for|to)|no\s+later\s+than|ahead\s+of|deadline|likely\s+to|as\s+(?:soon|early)\s+as)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had|said|told|met|began|came|went|held|took|left|fell|broke|fought|struck|shot|hit|fired|killed|made|"
    r"saw|found|gave|put|sent|\w{3,}ed)\b",
    re.IGNORECASE,
)
_BOUND = re.compile(r"\b(?:until|till|by)\s+(?:the\s+)?$", re.IGNORECASE)
_ENDS = (". ", "\n\n", ";", "? ", '."')
NOT_DAYS = {"set", "span", "spans", "clock", "now"}


def all_days(text: str, published: date | None) -> Iterator[tuple[TimeWords, Days]]:
    """Every expression of time of a text with its days; "the next day" counts from the last day named before it."""
    before: Days | None = None
    wide: Days | None = None
    for time in time_words(text):
        same = time.parts.get("th_way") in {"that", "same"} and time.parts.get("th_u") in {"week", "month", "year"}
        days = days_of(time, published, wide if same else before)
        if published is not None and days.from_anchor and _ahead(text, time):
            days = _next(time, days, published)
        yield time, days
        if days.first is not None and days.first == days.last:
            before = days
        wide = days if days.last is not None and days.first is not None else wide


def _ahead(text: str, time: TimeWords) -> bool:
    """Whether the clause round a time speaks of what is to come: by its verb nearest before the time, else after it.

    "Said Friday that it will" tells the day of the saying; "was to leave on Friday" a day to come; "Friday's ruling" is past.
    """
    if text.startswith(("'s", "’s"), time.end):
        return False
    start = max(0, time.start - 160, *(text.rfind(mark, max(0, time.start - 160), time.start) + 1 for mark in _ENDS))
    after = text[time.end : time.end + 90]
    after = after[: min((at for mark in _ENDS[:3] if (at := after.find(mark)) >= 0), default=len(after))]
    before = text[start : time.start]
    bound = _BOUND.search(before)
    if bound:  # "until Friday" looks ahead, unless what it bounds is past
        return not _PAST.search(before) and not _PAST.search(after)
    to_come = max((match.end() for match in _TO_COME.finditer(before)), default=-1)
    past = max((match.end() for match in _PAST.finditer(before)), default=-1)
    if max(to_come, past) >= 0:
        return to_come >= past
    coming, gone = _TO_COME.search(after), _PAST.search(after)
    return coming is not None and (gone is None or coming.start() <= gone.start())


def _next(time: TimeWords, days: Days, published: date) -> Days:
    """A weekday, month or day without a year that lies ahead of the day of publication instead of behind it."""
    if days.first is None or days.last is None or days.last >= published or {"we_way", "mo_rel", "da_n"} & time.parts.keys():
        return days
    if time.kind == "weekday":
        day = days.first + timedelta(days=7)
        return replace(days, first=day, last=day, value=day.isoformat())
    if time.kind in {"month", "date", "range"} and (published - days.last).days > 45:
        first, last = _year_on(days.first), _year_on(days.last)
        value = {"month": f"{first:%Y-%m}", "date": first.isoformat()}.get(time.kind, f"{first}/{last}")
        return replace(days, first=first, last=last, value=value)
    return days


def _year_on(day: date) -> date:
    """The same day a year later; of the end of February, its end."""
    last = monthrange(day.year + 1, day.month)[1]
    ends = day.day == monthrange(day.year, day.month)[1]
    return date(day.year + 1, day.month, last if ends else min(day.day, last))


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
