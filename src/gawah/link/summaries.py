"""Summaries hang above their parts: "60 killed in the province this week" is the parent of that week's incidents there.

A parent's tolls are an upper check and are never added to those of its children. An incident has one parent: the summary that
fits it most closely, by days, then by place. Without both days and place a summary has children only in its own documents.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from gawah.model import Family, Incident, When
from gawah.text.spelling import fold

WEEK = 7
"""Days: the step in which incidents are looked up."""
LONGEST = 3 * 366
"""Days that a summary may cover and still be laid over single incidents."""


def hang(incidents: Sequence[Incident], documents: Mapping[str, frozenset[str]]) -> tuple[Incident, ...]:
    """The incidents with their parents; `documents` gives the documents of each incident by its id."""
    summaries = _Summaries((incident for incident in incidents if incident.summary), documents)
    return tuple(summaries.hung(incident) for incident in incidents)


def hang_again(
    others: Sequence[Incident], made: Sequence[Incident], documents: Mapping[str, frozenset[str]], gone: Iterable[Incident]
) -> tuple[Incident, ...]:
    """Incidents with their parents, after some were made anew; `others` are those that hang already.

    Of these only such are looked at as hung on a summary that is `gone`, or lie in one that was made.
    """
    summaries = _Summaries((incident for incident in (*others, *made) if incident.summary), documents)
    fresh = [incident for incident in made if incident.summary]
    left = {incident.id for incident in gone}

    def moves(part: Incident) -> bool:
        return part.parent in left or any(summaries.holds(summary, part) for summary in fresh)

    kept = (summaries.hung(part) if moves(part) else part for part in others)
    return (*kept, *(summaries.hung(part) for part in made))


class _Summaries:
    """The summaries by the weeks that they tell of and by their documents."""

    def __init__(self, summaries: Iterable[Incident], documents: Mapping[str, frozenset[str]]) -> None:
        self._documents = documents
        self._by_week: dict[int, list[Incident]] = defaultdict(list)
        self._by_document: dict[str, list[Incident]] = defaultdict(list)
        for summary in summaries:
            for week in _weeks(summary.when):
                self._by_week[week].append(summary)
            for document in documents[summary.id]:
                self._by_document[document].append(summary)

    def holds(self, summary: Incident, part: Incident) -> bool:
        """Whether the part lies in the summary."""
        same_text = bool(self._documents[summary.id] & self._documents[part.id])
        return summary.id != part.id and covers(summary, part, same_text=same_text)

    def hung(self, part: Incident) -> Incident:
        """The part with its parent: the same record where that is right already."""
        day = part.when.first or part.when.last
        near = list(self._by_week.get(day.toordinal() // WEEK, ())) if day else []
        near += [summary for document in self._documents[part.id] for summary in self._by_document.get(document, ())]
        fitting = [summary for summary in near if self.holds(summary, part)]
        parent = min(fitting, key=_closeness, default=part).id if fitting else ""
        return part if parent == part.parent else replace(part, parent=parent)


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
