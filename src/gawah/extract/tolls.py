"""Tolls: how many, of whom, with what outcome, and whether the figure is new, running, on top of another, or part of one.

A surface grammar of casualty expressions ("N killed and M injured", "killing N", "the dead include", "among them four", "five
more", "has risen to 12", "lost 22 men") stands beside the relations of the tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gawah.extract.events import Trigger
from gawah.extract.lexicon import lexicon
from gawah.extract.parties import Phrase, status
from gawah.extract.scene import Scene
from gawah.language.parsed import Token
from gawah.model import Count, Outcome, Span, Toll, TollKind
from gawah.text.numbers import Number, counted, numbers

_RUNNING = re.compile(
    r"\b(?:ha[sd]\s+(?:now\s+)?(?:risen|climbed|grown|reached|increased|gone\s+up)|r(?:ise|ose)\s+to|climbed\s+to|"
    r"bring(?:s|ing)?\s+(?:the\s+)?(?:total|toll|number)|death\s+toll|in\s+total|so\s+far|now\s+stands?\s+at)\b",
    re.IGNORECASE,
)
_MORE = re.compile(r"\b(?:more|further|additional|another)\b", re.IGNORECASE)
_PART = re.compile(
    r"\b(?:among(?:st)?\s+(?:them|those|the\s+(?:dead|killed|victims|wounded|casualties))|including|of\s+(?:them|whom|these|those|the\s+"
    r"(?:dead|victims|killed|wounded))|include[sd]?|with\s+\S+(?:\s+\S+){0,3}\s+among\s+them)\b",
    re.IGNORECASE,
)
_MEASURES = frozenset(
    "km kilometre kilometer metre meter mile hour day week month year minute percent % dollar ton tonne am pm age".split()
)
_PEOPLE = frozenset("other more dead wounded injured killed casualty life victim member lives body".split())


@dataclass(frozen=True, slots=True)
class Figure:
    """A counted phrase of the text with what became of those counted; `head` is the noun or the number itself."""

    head: int
    first: int
    last: int
    number: Number | None
    outcome: Outcome
    kind: TollKind


def tolls(scene: Scene, trigger: Trigger) -> list[Figure]:
    """The figures of a trigger: each counted phrase of a word of harm in its clause, those inside another marked as part."""
    found: list[Figure] = []
    for head in trigger.heads:
        outcome = _outcome(scene, head)
        if outcome is not None:
            found += _of_harm(scene, head, outcome)
    found = _once(found)
    return found + [one for one in _parts(scene, trigger, found) if all(one.head != other.head for other in found)]


def _outcome(scene: Scene, head: int) -> Outcome | None:
    token, outcomes = scene.tokens[head], lexicon().outcomes
    lemma = token.lemma.lower()
    if lemma == "shoot":
        dead = any(kid.lemma.lower() == "dead" for kid in scene.children(head)) or scene.words(
            head, min(head + 2, len(scene.tokens))
        ).lower().endswith("dead")
        return Outcome.KILLED if dead else Outcome.CASUALTIES
    if lemma == "take":
        words = {kid.lemma.lower() for kid in scene.children(head)}
        return (
            Outcome.ABDUCTED if "hostage" in words else Outcome.DETAINED if words & {"prisoner", "captive", "custody"} else None
        )
    if lemma in {"lead", "round", "pick"}:
        return Outcome.ABDUCTED if lemma == "lead" else Outcome.DETAINED
    if lemma == "put" and "death" in {kid.lemma.lower() for kid in scene.children(head)}:
        return Outcome.KILLED
    if lemma in {"claim", "cost"}:
        return Outcome.KILLED
    if lemma == "gun":
        return Outcome.KILLED
    return outcomes.get(lemma)


def _of_harm(scene: Scene, head: int, outcome: Outcome) -> Iterator[Figure]:
    """Figures that hang on a word of harm: its object or passive subject, or the number before a noun of harm."""
    token = scene.tokens[head]
    joined = _with(scene, head, outcome)
    if token.upos in {"NOUN", "PROPN"}:
        number = _number_at(scene, *scene.kernel(head))
        if number is not None:
            yield _figure(scene, head, joined)
        return
    for counted_noun in _sufferers(scene, head):
        yield from (_figure(scene, one.at, joined) for one in _each(scene, counted_noun))


def _with(scene: Scene, head: int, outcome: Outcome) -> Outcome:
    """ "Killed and injured" of one number is one figure of casualties."""
    others = [
        kid
        for kid in scene.children(head, "conj")
        if lexicon().outcomes.get(kid.lemma.lower()) in {Outcome.WOUNDED, Outcome.KILLED}
    ]
    mixed = {outcome, *(lexicon().outcomes[kid.lemma.lower()] for kid in others)}
    alone = all(not any(scene.children(kid.at, "nsubj", "obj", "nummod", "obl:unmarked")) for kid in others)
    return (
        Outcome.CASUALTIES
        if mixed >= {Outcome.KILLED, Outcome.WOUNDED} and alone and _adjacent(scene, head, others)
        else outcome
    )


def _adjacent(scene: Scene, head: int, others: list[Token]) -> bool:
    return all(kid.at - head <= 2 or not any(scene.tokens[at].upos == "NUM" for at in range(head, kid.at)) for kid in others)


def _sufferers(scene: Scene, head: int) -> Iterator[Token]:
    token = scene.tokens[head]
    passive = any(kid.deprel in {"nsubj:pass", "aux:pass"} for kid in scene.children(head))
    yield from scene.children(head, "obj")
    if passive or token.lemma.lower() in lexicon().agentless or token.upos == "ADJ":
        yield from scene.children(head, "nsubj")
    if token.deprel == "conj" and token.head >= 0 and not any(scene.children(head, "nsubj", "obj")):
        above = scene.tokens[token.head]
        if lexicon().outcomes.get(above.lemma.lower()) is None and not any(scene.children(above.at, "obj")):
            yield from scene.children(above.at, "nsubj:pass")
    if token.deprel.startswith("acl") and token.head >= 0 and token.text.lower() not in {"killing", "wounding", "injuring"}:
        yield scene.tokens[token.head]


def _each(scene: Scene, token: Token) -> Iterator[Token]:
    """A noun and those joined to it that carry a number of their own."""
    yield token
    for kid in scene.children(token.at, "conj"):
        if kid.upos in {"NOUN", "NUM", "PROPN", "PRON"}:
            yield kid


def _figure(scene: Scene, head: int, outcome: Outcome) -> Figure:
    first, last = _widened(scene, *scene.kernel(head))
    number = _number_at(scene, first, last)
    words = scene.words(max(0, first - 4), min(len(scene.tokens), last + 2))
    kind = TollKind.NEW
    if _RUNNING.search(words) or _RUNNING.search(_before(scene, head)):
        kind = TollKind.RUNNING
    elif number is not None and _MORE.search(scene.words(first, last)) and "more than" not in scene.words(first, last).lower():
        kind = TollKind.MORE
    return Figure(head, first, last, number, outcome, kind)


def _before(scene: Scene, head: int) -> str:
    sentence = scene.sentence(head)
    return scene.document.text[sentence.start : scene.tokens[head].start][-80:]


def _widened(scene: Scene, first: int, last: int) -> Phrase:
    """A counted phrase with the words before it that bound its number ("at least", "no fewer than")."""
    sentence = scene.sentence(first)
    window = scene.document.text[scene.tokens[max(sentence.first, first - 5)].start : scene.tokens[last - 1].end]
    offset = scene.tokens[max(sentence.first, first - 5)].start
    for number in numbers(window):
        start, end = number.start + offset, number.end + offset
        if start < scene.tokens[first].start < end or end == scene.tokens[first].start - 1:
            while first > sentence.first and scene.tokens[first - 1].start >= start:
                first -= 1
    return first, last


def _number_at(scene: Scene, first: int, last: int) -> Number | None:
    words = scene.words(first, last)
    number = counted(words)
    if number is None or scene.tokens[last - 1].lemma.lower() in _MEASURES:
        return None
    return number


def _once(found: list[Figure]) -> list[Figure]:
    kept: list[Figure] = []
    for one in found:
        if not any(one.head == other.head and one.outcome == other.outcome for other in kept):
            kept.append(one)
    return kept


def _parts(scene: Scene, trigger: Trigger, found: list[Figure]) -> Iterator[Figure]:
    """Figures counted inside one of those found: "among them four", "including two children", told in the sentence itself."""
    whole = next((one for one in found if one.number is not None), None)
    if whole is None:
        return
    sentence = scene.sentence(trigger.heads[0])
    yield from parts_of(scene, sentence.first, sentence.last, whole.outcome, {one.head for one in found})


def parts_of(scene: Scene, first: int, last: int, outcome: Outcome, taken: set[int]) -> Iterator[Figure]:
    """Counted phrases among tokens `first` to `last` that words mark as part of a figure told before."""
    text, start = scene.document.text, scene.tokens[first].start
    marks = [(m.start() + start, m.end() + start) for m in _PART.finditer(text[start : scene.tokens[last - 1].end])]
    if not marks:
        return
    for at in range(first, last):
        token = scene.tokens[at]
        if at in taken or token.upos not in {"NOUN", "NUM", "PRON", "PROPN"} or token.deprel in {"nummod", "compound", "flat"}:
            continue
        begin, end = _widened(scene, *scene.kernel(at))
        number = _number_at(scene, begin, end)
        if number is None or set(range(begin, end)) & taken:
            continue
        span = scene.span(begin, end)
        if any(-2 <= span.start - stop <= 90 or -2 <= start_ - span.end <= 24 for start_, stop in marks):
            yield Figure(at, begin, end, number, outcome, TollKind.PART)


def toll(scene: Scene, figure: Figure) -> Toll:
    """The Toll of a figure."""
    number = figure.number
    count = Count(number.low, number.high, number.approximate) if number is not None else Count()
    first, last = figure.first, figure.last
    return Toll(
        outcome=figure.outcome,
        count=count,
        of=_of(scene, figure),
        words=scene.words(first, last),
        span=Span(scene.tokens[first].start, scene.tokens[last - 1].end),
        kind=figure.kind,
        status=status(scene, first, last),
    )


def _of(scene: Scene, figure: Figure) -> str:
    """The noun phrase counted, without number and article; empty where the number stands alone ("seven injured")."""
    words = scene.words(figure.first, figure.last)
    if figure.number is not None and figure.number.end <= len(words):
        words = words[figure.number.end :].strip() if figure.number.start == 0 else words
    return re.sub(
        r"^(?:(?:the|a|an|other|others|more|further|of|another|its|their)\b\s*)+", "", words, flags=re.IGNORECASE
    ).strip(" ,-")


def phrase_toll(scene: Scene, first: int, last: int, outcome: Outcome, kind: TollKind | None = None) -> Toll:
    """The Toll of a counted phrase that is known to have an outcome; `kind` None: as the words around it say."""
    begin, end = _widened(scene, first, last)
    figure = _figure(scene, end - 1, outcome)
    number = _number_at(scene, begin, end)
    if number is None and _single(scene, begin, end):
        number = Number(1, 1, False, 0, 0)
    return toll(scene, Figure(end - 1, begin, end, number, outcome, kind or figure.kind))


def _single(scene: Scene, first: int, last: int) -> bool:
    """Whether a phrase without a number counts one: a name of a person, or a noun in the singular."""
    tokens = scene.tokens[first:last]
    person = any(token.name == "B-PER" for token in tokens)
    singular = "Number=Sing" in tokens[-1].feats or (tokens[-1].upos == "NOUN" and tokens[-1].text.lower() == tokens[-1].lemma.lower())
    return person or (singular and tokens[-1].upos == "NOUN" and tokens[-1].lemma.lower() not in {"people", "family", "crowd"})
