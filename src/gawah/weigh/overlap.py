"""Overlap: what one claim's tolls add up to, and which of them are inside others.

Tolls of one claim add up unless the text counts one inside another. A running total is the figure so far: it replaces what it
runs over and is never added to it. "Five more" is added to what its document told before. Summaries over places, days or
incidents stay out of the sum and bound it from above.
Source of the rules: docs/method.md, "What adds up, and what is inside what".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from gawah.model import Count, Outcome, Status, Toll, TollKind
from gawah.weigh.groups import Group, group_of
from gawah.weigh.nouns import PLURAL, counts_all, describes_one, noun_of
from gawah.weigh.sides import Sides
from gawah.weigh.voices import Voice

NONE = Count()


class Figure(NamedTuple):
    """One toll of a claim with the group that it counts."""

    toll: Toll
    group: Group


@dataclass(slots=True)
class Telling:
    """What one claim says of one outcome: the sum of its figures, each group's own, and which are inside which."""

    voice: Voice
    outcome: Outcome
    whole: Count = NONE
    """What its figures add up to."""
    anyone: bool = False
    """Whether it counts people without saying who they were, so that `whole` is a figure for all."""
    running: bool = False
    several: bool = False
    """Whether it adds up figures of several groups."""
    groups: dict[Group, Count] = field(default_factory=dict)
    inside: dict[Group, Group | None] = field(default_factory=dict)
    """Groups counted inside another, with the group around them; None is the whole."""
    of: dict[Group, str] = field(default_factory=dict)
    status: dict[Group, Status] = field(default_factory=dict)
    vague: bool = False
    """Whether a word without a number stands for the figure ("dozens")."""
    described: bool = False
    """Whether it gives no count of all: it names or describes single victims, or tells how many more there are."""
    more: Count | None = None
    """An increase over what the document told before, not yet added."""
    notes: list[tuple[str, str]] = field(default_factory=list)


def tellings(voice: Voice, known: Sides) -> list[Telling]:
    """What a claim says, outcome by outcome, in the order of the text."""
    figures: dict[Outcome, list[Figure]] = {}
    for toll in voice.claim.tolls:
        figures.setdefault(toll.outcome, []).append(Figure(toll, group_of(toll, voice.item, known)))
    return [_telling(voice, outcome, found) for outcome, found in figures.items()]


def _telling(voice: Voice, outcome: Outcome, figures: list[Figure]) -> Telling:
    told = Telling(voice, outcome)
    if len(figures) == 1 and figures[0].toll.kind is not TollKind.MORE:
        return _single(told, figures[0])
    firsts, more, parts = _sorted_out(figures, told)
    firsts = _beside_all(_numbered(_once(firsts, told)), told)
    if more and firsts:
        told.notes.append(("more", f"{_total(more)} more on top of {_total(firsts)}, in one claim"))
        firsts, more = [*firsts, *more], []
    for figure in firsts:
        _put(told, figure)
    told.more = _total(more) if more else None
    told.whole = _total(firsts) if firsts else NONE
    _inside(told, parts)
    told.anyone = any(figure.group.anyone for figure in (*firsts, *more))
    told.several = len(_groups(firsts)) > 1
    open_part = len(firsts) > 1 and any(not figure.toll.count.numbered for figure in firsts)
    told.described = bool(firsts) and (open_part or all(_described(figure.toll) for figure in firsts))
    told.vague = any(vague(figure.toll) for figure in firsts)
    around = firsts[0].group if len(_groups(firsts)) == 1 and not firsts[0].group.anyone else None
    for group in dict.fromkeys(figure.group for figure in parts):
        if group not in told.groups and not group.anyone:
            _part(told, group, [figure for figure in parts if figure.group == group], around)
    return told


def _part(told: Telling, group: Group, figures: list[Figure], around: Group | None) -> None:
    """Put what a claim counts inside another figure and in one group: "two farmers and a teacher" are three civilians.

    Where it has several words for them, each is shown inside the group. A word for the whole group stands for all of it.
    """
    told.inside[group] = around
    by_noun = {noun_of(figure.toll.of): figure for figure in reversed(figures)}
    of_all = by_noun.get(group.kind)
    kinds = dict(reversed(by_noun.items()))
    top = told.whole.high
    most = max(kinds.values(), key=lambda figure: figure.toll.count.low or 0)
    apart = of_all is None and (top is None or sum(figure.toll.count.low or 0 for figure in kinds.values()) <= top)
    for figure in kinds.values() if apart else [of_all or most]:
        _put(told, figure)
    if len(kinds) == 1 or group.side:
        return
    told.of[group] = of_all.toll.of if of_all else PLURAL.get(group.kind, most.toll.of)
    shown = ", ".join(words(figure.toll) for figure in list(kinds.values())[:4])
    told.notes.append(
        ("parts of one kind", f"{shown} are counted inside one total: {told.groups[group]} {told.of[group]} in all")
    )
    for noun, figure in kinds.items():
        own = Group("", noun)
        if figure is not of_all and own not in told.groups:
            _put(told, figure._replace(group=own))
            told.inside[own] = group


def _sorted_out(figures: list[Figure], told: Telling) -> tuple[list[Figure], list[Figure], list[Figure]]:
    """The figures that add up, those that come on top, and those inside; a running total has all others inside it.

    Where a claim only gives parts of a toll of another outcome ("five shot, two of them dead"), these are its figures.
    """
    parts = [figure for figure in figures if figure.toll.kind is TollKind.PART]
    firsts = [figure for figure in figures if figure.toll.kind is TollKind.NEW]
    more = [figure for figure in figures if figure.toll.kind is TollKind.MORE]
    running = [figure for figure in figures if figure.toll.kind is TollKind.RUNNING]
    if running:
        told.running = True
        if firsts or more:
            told.notes.append(("running total", f"{words(running[0].toll)} is a running total: what it runs over is inside it"))
        inside = [figure for figure in (*firsts, *more) if figure.group not in _groups(running)]
        return running, [], [*parts, *inside]
    if parts and not firsts and not more:
        return parts, [], []
    return firsts, more, parts


def _inside(told: Telling, parts: list[Figure]) -> None:
    """A total is never less than its largest part; where the claim contradicts itself, the total stands and it is said."""
    largest = max(parts, key=lambda figure: figure.toll.count.low or 0, default=None)
    least = largest.toll.count.low if largest else None
    if largest is None or least is None or least <= (told.whole.low or 0):
        return
    if told.whole.high is not None and told.whole.high < least:
        told.notes.append(
            ("parts against total", f"{words(largest.toll)} is told as part of {told.whole}: the claim contradicts itself")
        )
    elif told.whole.numbered:
        told.whole = Count(least, told.whole.high, told.whole.approximate)
        told.notes.append(("parts against total", f"{words(largest.toll)} is part of it: the total is not less than {least}"))


def _single(told: Telling, figure: Figure) -> Telling:
    """The common case of one figure, without the detours of several."""
    toll, told.whole = figure.toll, figure.toll.count
    told.running = toll.kind is TollKind.RUNNING
    _put(told, figure)
    told.anyone, told.described, told.vague = figure.group.anyone, _described(toll), vague(toll)
    return told


def _described(toll: Toll) -> bool:
    return toll.count.low == 1 == toll.count.high and describes_one(toll.of)


def _groups(figures: Iterable[Figure]) -> set[Group]:
    return {figure.group for figure in figures}


def _once(figures: list[Figure], told: Telling) -> list[Figure]:
    """A figure that a claim repeats word for word is one figure."""
    kept: dict[tuple[Count, str, Group], Figure] = {}
    for figure in figures:
        key = (figure.toll.count, figure.toll.of.casefold(), figure.group)
        if key in kept and figure.toll.count.numbered:
            told.notes.append(("repeated", f"{words(figure.toll)} stands twice in one claim and counts once"))
        kept.setdefault(key, figure)
    return list(kept.values())


def _numbered(figures: list[Figure]) -> list[Figure]:
    """The figures without those that only tell again, without a number, of people counted beside them."""
    counted = {figure.group for figure in figures if figure.toll.count.numbered}
    if not counted:
        return figures
    return [figure for figure in figures if figure.toll.count.numbered or not (figure.group.anyone or figure.group in counted)]


def _beside_all(figures: list[Figure], told: Telling) -> list[Figure]:
    """The figures without victims who are named or described beside a count of all ("four people", "a man"): inside it."""
    if not any(counts_all(figure.toll.of) and (figure.toll.count.low or 0) > 1 for figure in figures):
        return figures
    inside = [figure for figure in figures if _described(figure.toll)]
    if inside:
        named = ", ".join(words(figure.toll) for figure in inside[:4])
        told.notes.append(("described", f"{named} stands beside a count of all: taken to be inside it"))
    return [figure for figure in figures if not _described(figure.toll)]


def _put(told: Telling, figure: Figure) -> None:
    group = figure.group
    told.groups[group] = add(told.groups[group], figure.toll.count) if group in told.groups else figure.toll.count
    told.of.setdefault(group, figure.toll.of)
    if figure.toll.status is not Status.UNKNOWN:
        told.status.setdefault(group, figure.toll.status)


def words(toll: Toll) -> str:
    """A toll as a reader sees it: the words of the source, or the figure."""
    return f'"{toll.words}"' if toll.words else f"{toll.count} {toll.of or 'people'} {toll.outcome.value}"


def vague(toll: Toll) -> bool:
    """Whether the source uses a word in place of a number ("dozens", "hundreds", "several")."""
    count = toll.count
    return count.low != count.high and bool(toll.words) and _vague(toll.words)


@lru_cache(maxsize=65536)
def _vague(words: str) -> bool:
    said = set(words.casefold().replace("-", " ").split())
    return bool(said & VAGUE) and not any(letter.isdigit() for letter in words)


VAGUE = frozenset("dozens scores hundreds thousands millions tens several some many few couple number handful".split())


def add(one: Count, other: Count) -> Count:
    """The sum of two intervals; an end open in either stays open. A count without a number makes the sum a lower bound."""
    if not one.numbered or not other.numbered:
        low = (one.low or 0) + (other.low or 0) if one.numbered or other.numbered else None
        return Count(low, None)
    low = None if one.low is None and other.low is None else (one.low or 0) + (other.low or 0)
    high = None if one.high is None or other.high is None else one.high + other.high
    return Count(low, high, one.approximate or other.approximate)


def _total(figures: Iterable[Figure]) -> Count:
    """The sum of figures."""
    total: Count | None = None
    for figure in figures:
        total = figure.toll.count if total is None else add(total, figure.toll.count)
    return total or NONE


def more_resolved(told: list[Telling]) -> None:
    """Add each open "N more" to the figure that its document gave last before it; without one it is only a lower bound."""
    prior: dict[tuple[str, Outcome], Count] = {}
    added: set[tuple[str, Outcome, Count]] = set()
    for telling in sorted(
        told, key=lambda one: (one.voice.claim.document, one.voice.claim.trigger.span.start, one.voice.claim.id)
    ):
        key = telling.voice.claim.document, telling.outcome
        if telling.more is not None:
            before = prior.get(key)
            again = (*key, telling.more) in added
            added.add((*key, telling.more))
            if again and before is not None:
                telling.whole, telling.running = before, True
                telling.notes.append(("repeated", f"{telling.more} more stands twice in one document and counts once"))
            elif before is not None and before.numbered:
                telling.whole, telling.running = add(before, telling.more), True
                telling.notes.append(
                    ("more", f"{telling.more} more, on top of {before} told before in the same document, makes {telling.whole}")
                )
            else:
                telling.whole = Count(telling.more.low, None) if telling.more.low is not None else NONE
                telling.notes.append(
                    ("more", f"{telling.more} more, on top of a figure that the document does not give: at least that many")
                )
            telling.described = before is None or not before.numbered
            if telling.described:
                prior[key] = telling.whole
            telling.anyone, telling.more = True, None
        elif telling.whole.numbered and telling.anyone:
            prior[key] = telling.whole
