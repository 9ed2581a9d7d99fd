"""Tolls: the figures of a claim, and how each relates to the others: new, running, on top of another, or part of one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from gawah.extract.events import Trigger
from gawah.extract.figures import Figure, casualties, counted_at, single
from gawah.extract.harm import GRAVELY
from gawah.extract.parties import status
from gawah.extract.scene import Scene
from gawah.language.parsed import Sentence
from gawah.model import Count, Outcome, Span, Toll, TollKind
from gawah.text.numbers import Number, counted, numbers

_RUNNING = re.compile(
    r"\b(?:ha[sd]\s+(?:now\s+)?(?:risen|climbed|grown|reached|increased|gone\s+up)|r(?:ise|ose)\s+to|climbed\s+to|"
    r"bring(?:s|ing)?\s+(?:the\s+)?(?:total|toll|number)|brought\s+(?:the\s+)?(?:total|toll|number)|so\s+far|now\s+stands?\s+at)\b",
    re.IGNORECASE,
)
_SO_FAR = re.compile(r"^[^.;,]*\b(?:so\s+far|up\s+to\s+now|until\s+now|to\s+date)\b", re.IGNORECASE)
"""Words after a figure that say it is not the last."""
_MORE = re.compile(r"\b(?:more|further|additional|another)\b", re.IGNORECASE)
_LEAD = re.compile(
    r"^(?:(?:the|a|an|other|others|more|further|additional|of|another|its|their|his|her|them|whom|these|those|single)\b\s*)+",
    re.IGNORECASE,
)
_PARTITIVE = re.compile(r"\bof\s+(?:them|whom|these|those|the\s+(?:dead|victims|killed|wounded|injured))\b", re.IGNORECASE)
_INSIDE = re.compile(
    r"\b(?:including|among(?:st)?\s+(?:them|whom|those|the\s+(?:dead|killed|victims|wounded|casualties))|includ(?:e|es|ed))\b",
    re.IGNORECASE,
)


def kind_of(scene: Scene, sentence: Sentence, figure: Figure, others: Iterable[Figure]) -> TollKind:
    """How a figure relates to the figures before it in its sentence."""
    text, tokens = scene.document.text, scene.tokens
    own = scene.words(figure.first, min(figure.last + 3, sentence.last))
    start, end = tokens[figure.first].start, tokens[figure.last - 1].end
    before = text[max(sentence.start, start - 70) : start]
    earlier = [one for one in others if one.head < figure.head and one.outcome is figure.outcome]
    if earlier or _PARTITIVE.match(own):
        after = text[end : min(sentence.end, end + 24)]
        listed = bool(earlier) and ":" in text[tokens[earlier[0].last - 1].end : start]
        if _PARTITIVE.search(own) or _inside(before) or listed or re.match(r"\W{0,2}(?:was|were|are)?\s*among\s+them\b", after):
            return TollKind.PART
    if _RUNNING.search(before) or _SO_FAR.search(text[end : min(sentence.end, end + 40)]):
        return TollKind.RUNNING
    words = scene.words(figure.first, figure.last)
    if figure.number is not None and _MORE.search(words) and not re.search(r"more\s+than|or\s+more", words, re.IGNORECASE):
        return TollKind.MORE
    return TollKind.NEW


def _inside(before: str) -> bool:
    """Whether the words before a figure put it inside one told earlier: "including", with nothing but a list since."""
    marks = list(_INSIDE.finditer(before))
    if not marks and not re.search(r"\bof\s+(?:them|whom)\W*$", before, re.IGNORECASE):
        return False
    since = before[marks[-1].end() :] if marks else ""
    return not re.search(r"[;.]|\b(?:were|was|have|had)\b", since)


def tolls(scene: Scene, trigger: Trigger, found: Iterable[Figure]) -> list[Figure]:
    """The figures that a trigger's words of harm tell, with their kinds."""
    mine = [
        casualties(scene, one) for one in found if one.anchor in trigger.heads or trigger.first <= one.anchor < trigger.last
    ]
    sentence = scene.sentence(trigger.heads[0])
    return _split(scene, [replace(one, kind=kind_of(scene, sentence, one, mine)) for one in mine])


def _split(scene: Scene, found: list[Figure]) -> list[Figure]:
    """The figures with those as parts into which the words split one before: "four people, three men and one woman, were
    shot", "four were shot, one fatally".
    """
    out = list(found)
    for at, whole in enumerate(found):
        if whole.number is None or whole.number.low != whole.number.high or not whole.number.low or whole.kind is TollKind.PART:
            continue
        rest = [one for one in found[at + 1 :] if one.number is not None and one.outcome is whole.outcome]
        counts = [one.number.low or 0 for one in rest if one.number is not None]
        listed = next((end for end in range(2, len(counts) + 1) if sum(counts[:end]) == whole.number.low), 0)
        parts = rest[:listed]
        parts = parts + [one for one in found[at + 1 :] if _grave(scene, one) and _less(one, whole)]
        out = [replace(one, kind=TollKind.PART) if one in parts else one for one in out]
    return out


def _grave(scene: Scene, one: Figure) -> bool:
    """Whether a figure says how badly some of those told before were hit."""
    word = scene.tokens[one.anchor].text.lower()
    return word in GRAVELY or word in {"condition", "conditions"}


def _less(one: Figure, whole: Figure) -> bool:
    return one.number is not None and whole.number is not None and (one.number.low or 0) < (whole.number.low or 0)


def parts_after(scene: Scene, sentence: Sentence, outcome: Outcome, found: Iterable[Figure]) -> Iterator[Figure]:
    """Parts of a toll told before: "two of them were farmers and one was a teacher", "the dead include three children"."""
    for one in found:
        if kind_of(scene, sentence, one, ()) is TollKind.PART:
            yield replace(one, outcome=outcome, kind=TollKind.PART)
    words = scene.document.text[sentence.start : sentence.end]
    partitive = _PARTITIVE.search(words) or re.match(
        r"(?:one|two|three|the\s+(?:dead|victims|others?))\b", words, re.IGNORECASE
    )
    for at in range(sentence.first, sentence.last) if partitive else ():
        token = scene.tokens[at]
        if token.upos not in {"NOUN", "PROPN"} or not any(scene.children(at, "cop")):
            continue
        subject = next((kid for kid in scene.children(at, "nsubj") if kid.upos == "NUM"), None)
        number = counted(subject.text + " ") if subject is not None else None
        if number is not None:
            yield Figure(at, *scene.kernel(at), number, outcome, at, TollKind.PART)


def toll(scene: Scene, figure: Figure) -> Toll:
    """The Toll of a figure."""
    number = figure.number
    count = Count(number.low, number.high, number.approximate) if number is not None else Count()
    if number is not None and scene.words(figure.first, figure.last).lower().startswith("many "):
        count = Count()
    first, last = figure.first, figure.last
    start = scene.tokens[last - 1].end
    if count.exact and figure.kind is TollKind.RUNNING and _SO_FAR.search(scene.document.text[start : start + 40]):
        count = Count(count.low)
    return Toll(
        outcome=figure.outcome,
        count=count,
        of=of_whom(scene.words(first, last)),
        words=scene.words(first, last),
        span=Span(scene.tokens[first].start, scene.tokens[last - 1].end),
        kind=figure.kind,
        status=status(scene, first, last),
    )


def of_whom(words: str) -> str:
    """The noun phrase counted, without number and article; empty where the number stands alone ("seven injured")."""
    found = numbers(words)
    if found and found[0].start == 0:
        words = words[found[0].end :].strip()
    return _LEAD.sub("", words).strip(" ,-")


def phrase_toll(scene: Scene, first: int, last: int, outcome: Outcome, *, part: bool) -> Toll:
    """The Toll of a counted phrase that is known to have an outcome."""
    first = _widened(scene, first)
    number = _opened(scene, counted_at(scene, first, last) or single(scene, first, last), last)
    figure = Figure(last - 1, first, last, number, outcome, last - 1)
    kind = TollKind.PART if part else kind_of(scene, scene.sentence(first), figure, ())
    return toll(scene, replace(figure, kind=kind))


def _opened(scene: Scene, number: Number | None, last: int) -> Number | None:
    after = tuple(token.text.lower() for token in scene.tokens[last : last + 2])
    opens = after in {("at", "least"), ("or", "more"), ("and", "more")}
    return number._replace(high=None) if number is not None and opens and number.low is not None else number


def _widened(scene: Scene, first: int) -> int:
    """The first token of a counted phrase together with the words that bound its number ("at least", "no fewer than")."""
    sentence = scene.sentence(first)
    from_token = max(sentence.first, first - 5)
    start = scene.tokens[from_token].start
    for number in numbers(scene.document.text, start, scene.tokens[first].end):
        if number.start < scene.tokens[first].start < number.end:
            return next(at for at in range(from_token, first + 1) if scene.tokens[at].start >= number.start)
    return first
