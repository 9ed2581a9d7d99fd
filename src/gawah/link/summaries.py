"""Summaries hang above their parts: "60 killed in the province this week" is the parent of that week's incidents there.

A parent's tolls are an upper check and are never added to those of its children. An incident has one parent: the summary that
fits it most closely, by days, then by place. Without both days and place a summary has children only in its own documents.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from gawah.model import Family, Incident, When
from gawah.text.spelling import fold

WEEK = 7
"""Days: the step in which incidents are looked up."""
LONGEST = 3 * 366
"""Days that a summary may cover and still be laid over single incidents."""


def hang(incidents: Sequence[Incident], documents: Mapping[str, frozenset[str]]) -> tuple[Incident, ...]:
    """The incidents with their parents; `documents` gives the documents of each incident by its id."""
    summaries = [incident for incident in incidents if incident.summary]
    by_week: dict[int, list[Incident]] = defaultdict(list)
    by_document: dict[str, list[Incident]] = defaultdict(list)
    for summary in summaries:
        for week in _weeks(summary.when):
            by_week[week].append(summary)
        for document in documents[summary.id]:
            by_document[document].append(summary)
    return tuple(replace(incident, parent=_parent(incident, by_week, by_document, documents)) for incident in incidents)


def _parent(
    part: Incident,
    by_week: Mapping[int, list[Incident]],
    by_document: Mapping[str, list[Incident]],
    documents: Mapping[str, frozenset[str]],
) -> str:
    day = part.when.first or part.when.last
    near = list(by_week.get(day.toordinal() // WEEK, ())) if day else []
    near += [summary for document in documents[part.id] for summary in by_document.get(document, ())]
    fitting = [s for s in near if s.id != part.id and covers(s, part, same_text=bool(documents[s.id] & documents[part.id]))]
    return min(fitting, key=_closeness, default=part).id if fitting else ""


def covers(summary: Incident, part: Incident, *, same_text: bool = False) -> bool:
    """Whether a summary can hold the other: its days and place lie inside, the kinds of happening and the sides fit.

    In one text days or place may be left unsaid, since the text itself puts the two together.
    """
    return (
        _inside_days(summary.when, part.when, same_text=same_text)
        and _inside_place(summary, part, same_text=same_text)
        and _kinds_fit(summary.event.family, part.event.family)
        and _names_fit(summary.agents, part.agents)
        and (not part.summary or _narrower(part, summary))
    )


def _inside_days(outer: When, inner: When, *, same_text: bool) -> bool:
    if not inner.known or not outer.known:
        return same_text
    if outer.first is None or outer.last is None:
        return same_text and outer.meets(inner)
    first, last = inner.first or inner.last, inner.last or inner.first
    return bool(first and last and outer.first <= first and last <= outer.last)


def _inside_place(summary: Incident, part: Incident, *, same_text: bool) -> bool:
    if summary.where is None or part.where is None:
        return same_text
    return part.where.within(summary.where)


def _kinds_fit(outer: Family, inner: Family) -> bool:
    """A count of violence covers every kind of it; other summaries cover their own family only."""
    return outer is inner or (outer.violent and inner.violent)


def _names_fit(outer: Sequence[str], inner: Sequence[str]) -> bool:
    """Whether the doers can be the same: unsaid on one side, or one name shared in any spelling."""
    return not outer or not inner or bool({fold(name) for name in outer} & {fold(name) for name in inner})


def _narrower(part: Incident, summary: Incident) -> bool:
    """Of two summaries, only one can hold the other: fewer days, or as many days and a finer place."""
    return _closeness(part) < _closeness(summary)


def _closeness(summary: Incident) -> tuple[int, int, str]:
    return summary.when.days or 10**6, summary.where.precision if summary.where else 9, summary.id


def _weeks(when: When) -> range:
    first, last = when.first, when.last
    if first is None or last is None or (last - first).days > LONGEST:
        return range(0)
    return range(first.toordinal() // WEEK, last.toordinal() // WEEK + 1)
