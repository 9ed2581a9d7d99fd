"""Local news: streets, which no gazetteer has, and the town that a report is of by its dateline or its police.

"Gunmen fired in the 2700 block of Chestnut Avenue" names no town; the report is datelined BALTIMORE, or has the word of
"Baltimore police". A street lies in that town, where the report gives only one. Nothing but streets is ever put there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from gawah.model import Mention, Span
from gawah.resolve.gazetteer import Gazetteer

_STREET = (
    r"(?:[Ss]treets?|STREETS?|[Aa]venues?|AVENUES?|Ave|AVE|Blvd|[Bb]oulevard|Drive|Lane|Terrace|Parkway|Pkwy|Circle|Apartments|"
    r"Road|Rd|[Bb]locks?)"
)
_ENDS_AS_STREET = re.compile(rf"^\d+\S*\s|\s(?:{_STREET}|St|Dr)\.?(?:\s+[NSEW]{{1,2}})?$|\b[Bb]lock\b")
_GOES_ON_AS_STREET = re.compile(rf"^\s+(?:(?:and|&)\s+[\w.]+\s+)?{_STREET}\b")
_CORNER = re.compile(r"\b(?:block|corner|intersection)\s+of\s+(?:[NSEW]\.?\s+|\w+\s+and\s+)?$", re.IGNORECASE)
_DATELINE = re.compile(
    r"(?:^|\n|\s{2,}|\)\s)\W{0,3}(?P<town>[A-Z][A-Z.’'-]{2,}(?:\s[A-Z][A-Z.’'-]+){0,3})"
    r"(?:,\s+(?P<area>[A-Z][A-Za-z.]{1,14}(?:\s[A-Z][a-z]+)?))?\s*(?:\([^)\n]{2,40}\)\s*)?(?:--?|[–—])\s"
)
_POLICE = re.compile(
    r"(?:\b[Cc]ity\s+of\s+(?P<city>[A-Z]\w+(?:\s[A-Z]\w+)?)|(?P<name>[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)\s(?:[Mm]etro(?:politan)?\s)?[Pp]olice\b)"
)
_MORE_AFTER = re.compile(r" (?:(?:of|del?|la|el|al) )?[A-Z][A-Za-z’'-]+")
_MORE_BEFORE = re.compile(r"\b[A-Z][A-Za-z’'.-]+ $")
_CLINGS = re.compile(
    r"(?:\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\s+(?:County\s+)?(?:Sheriff|Police|Authorities)|(?:\s+(?!(?:al|el|ul|i|e)\b)[a-z]\S*)+)+$"
)
_HEAD = 600
"""Letters from the head of a report in which its dateline stands."""
_MOST = 4


def is_street(text: str, mention: Mention) -> bool:
    """Whether a name is that of a street, a block of one, or a house by its number."""
    words = mention.words.strip()
    if _ENDS_AS_STREET.search(words):
        return True
    start, end = mention.span.start, mention.span.end
    return bool(_GOES_ON_AS_STREET.match(text[end : end + 40]) or _CORNER.search(text[max(0, start - 40) : start]))


def sought_in(text: str, mention: Mention, is_name: Callable[[str], bool]) -> str:
    """The words to look up for a mention: the longer name that it is a part of ("Kansas" of "Kansas City"), where a place is
    written so; else the mention without a day or a common noun that clings to it ("Suffolk Wednesday", "Boston playground").
    """
    start, end = mention.span.start, mention.span.end
    after, before = _MORE_AFTER.match(text[end : end + 40]), _MORE_BEFORE.search(text[max(0, start - 40) : start])
    for longer in filter(None, (after and mention.words + after[0].rstrip(), before and before[0].lstrip() + mention.words)):
        if is_name(longer):
            return longer
    bare = _CLINGS.sub("", mention.words)
    return mention.words if bare == mention.words or not bare or is_name(mention.words) else bare


def towns_of(text: str, gazetteer: Gazetteer) -> list[Mention]:
    """Names of towns that a report is of: that of its dateline, with the area beside it; else those of its police."""
    found = list(_dateline(text[:_HEAD], gazetteer))
    return found or list(_police(text, gazetteer))


def _dateline(head: str, gazetteer: Gazetteer) -> Iterator[Mention]:
    for match in _DATELINE.finditer(head):
        if _is_town(match["town"], gazetteer):
            yield _mention(head, *match.span("town"))
            if match["area"]:
                yield _mention(head, *match.span("area"))
            return


def _police(text: str, gazetteer: Gazetteer) -> Iterator[Mention]:
    seen: set[str] = set()
    for match in _POLICE.finditer(text):
        group = "city" if match["city"] else "name"
        if match[group] not in seen and _is_town(match[group], gazetteer):
            seen.add(match[group])
            yield _mention(text, *match.span(group))
        if len(seen) == _MOST:
            return


def _mention(text: str, start: int, end: int) -> Mention:
    return Mention(words=text[start:end], span=Span(start, end))


def _is_town(name: str, gazetteer: Gazetteer) -> bool:
    """Whether a town of some size is written so."""
    return any(
        match.spelled == 1.0 and match.population > 0 and match.place.kind.startswith("PPL")
        for match in gazetteer.find(name)[:5]
    )
