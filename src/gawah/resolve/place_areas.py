"""Countries and provinces that a text names outside its claims, and the home of its publisher: they tell namesakes apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice

from gawah.model import Mention, Place, Span
from gawah.resolve.gazetteer import Gazetteer, Match

_CAPITALS = re.compile(r"\b[A-Z][\w’'-]*(?:(?:\s+(?:of|and|the)\s+|\s+|\s*[-–]\s*)[A-Z][\w’'-]*){0,3}")
_MOST = 40
"""Areas looked for in one text, at most: they are context, and the head of a report names them."""
_OF_ONE = 3
"""Mentions of one name that are weighed, at most: more of them say nothing more."""


def named_areas(text: str, gazetteer: Gazetteer) -> list[Mention]:
    """Mentions of countries and provinces, written exactly as the gazetteer has them; of each name the first few."""
    seen: Counter[str] = Counter()
    found = []
    for mention in islice(_named(text, lambda name: _is_area(name, gazetteer)), _MOST):
        seen[mention.words] += 1
        if seen[mention.words] <= _OF_ONE:
            found.append(mention)
    return found


def homes_of(publisher: str, gazetteer: Gazetteer) -> list[Place]:
    """Places that the name of a publisher may speak of ("Lexington Herald": every Lexington of some size)."""
    homes: list[Place] = []
    for mention in _named(publisher, lambda name: any(_well_known(match) for match in gazetteer.find(name)[:5])):
        homes += [match.place for match in gazetteer.find(mention.words)[:5] if _well_known(match)]
    return homes


def _named(text: str, is_name: Callable[[str], bool]) -> Iterator[Mention]:
    """The longest runs of capitalised words that are names."""
    for run in _CAPITALS.finditer(text):
        words = list(re.finditer(r"[\w’'-]+", run.group()))
        taken = 0
        for first in range(len(words)):
            if first < taken:
                continue
            for last in range(len(words), first, -1):
                start, end = run.start() + words[first].start(), run.start() + words[last - 1].end()
                name = text[start:end].removesuffix("’s").removesuffix("'s")
                if is_name(name):
                    yield Mention(words=name, span=Span(start, start + len(name)))
                    taken = last
                    break


def _well_known(match: Match) -> bool:
    return match.spelled == 1.0 and match.rank >= 0.45 and match.language != "short"


def _is_area(name: str, gazetteer: Gazetteer) -> bool:
    if len(name) < 4 and not name.isupper():
        return False
    return gazetteer.may_be_area(name) and any(
        match.spelled == 1.0 and match.language != "short" and match.place.kind.startswith(("PCL", "ADM1"))
        for match in gazetteer.find(name)[:3]
    )
