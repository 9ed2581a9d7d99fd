"""Countries and provinces that a text names outside its claims: they tell which namesake the other names mean."""

from __future__ import annotations

import re

from gawah.model import Mention, Span
from gawah.resolve.gazetteer import Gazetteer

_CAPITALS = re.compile(r"\b[A-Z][\w’'-]*(?:(?:\s+(?:of|and|the)\s+|\s+|\s*[-–]\s*)[A-Z][\w’'-]*){0,3}")
_MOST = 40
"""Areas looked for in one text, at most: they are context, and the head of a report names them."""


def named_areas(text: str, gazetteer: Gazetteer) -> list[Mention]:
    """Mentions of countries and provinces, written exactly as the gazetteer has them."""
    found: list[Mention] = []
    for run in _CAPITALS.finditer(text):
        words = list(re.finditer(r"[\w’'-]+", run.group()))
        taken = 0
        for first in range(len(words)):
            if first < taken:
                continue
            for last in range(len(words), first, -1):
                start, end = run.start() + words[first].start(), run.start() + words[last - 1].end()
                name = text[start:end].removesuffix("’s").removesuffix("'s")
                if _is_area(name, gazetteer):
                    found.append(Mention(words=name, span=Span(start, start + len(name))))
                    taken = last
                    break
        if len(found) >= _MOST:
            break
    return found


def _is_area(name: str, gazetteer: Gazetteer) -> bool:
    if len(name) < 4 and not name.isupper():
        return False
    return gazetteer.may_be_area(name) and any(
        match.spelled == 1.0 and match.language != "short" and match.place.kind.startswith(("PCL", "ADM1"))
        for match in gazetteer.find(name)[:3]
    )
