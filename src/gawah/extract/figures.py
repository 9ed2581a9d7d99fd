"""Figures: the counted phrases of a sentence and what became of those counted.

The relations of the tree and a surface grammar of casualty expressions stand side by side: "N were killed", "killing N",
"N dead
and M wounded", "the lives of N", "the number of dead stood at N", "N in A and M in B".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gawah.extract.fates import again, befallen, by_verb, outcome_of
from gawah.extract.harm import GROUPS, PARTICIPLES, mixed, shot
from gawah.extract.lexicon import lexicon
from gawah.extract.names import whole
from gawah.extract.scene import Scene
from gawah.language.parsed import Sentence, Token
from gawah.model import Outcome, TollKind
from gawah.text.numbers import Number, counted_in, numbers

_INTO = re.compile(
    r"\b(?:including|among\s+(?:them|whom|the\s+\w+)|of\s+(?:them|whom))\W*(?:were\s+|was\s+)?(?:at\s+least\s+)?$", re.I
)
_OF_THEM = re.compile(r"\s*of\s+(?:them|whom|these|those|the\s+(?:dead|victims|killed|wounded))\b", re.I)
_OF_THEM_A = re.compile(r"\s+of\s+(?:them|whom),?\s+(?:was\s+)?an?\s", re.I)
_AMONG_THEM = re.compile(r"\b(?:was|were|are|is)?\s*among(?:st)?\s+(?:them|the\s+(?:dead|killed|victims|casualties))\b", re.I)
MEASURES = frozenset(
    "km kilometre kilometer metre meter mile hour day week month year minute percent dollar ton tonne am pm age o'clock second "
    "kilogram kg euro pound time p.m a.m acre hectare litre degree round shot gunshot bullet casing count charge block "
    "wound".split()
)
PRONOUNS = frozenset("who whom which that they them he she it him her this those these".split())
LIVING = frozenset({Outcome.KILLED, Outcome.WOUNDED, Outcome.CASUALTIES})
"""Outcomes of people, not of things."""
AFTER = (("at", "least"), ("or", "more"), ("and", "more"))
"""Words after a counted noun that open its upper end: "six worshippers at least"."""


_AGED = re.compile(r"(?:an?\s)?(?:\d{1,2}|[a-z]+)[-\s](?:year|month|week)s?[-\s]old\b(?!s)", re.IGNORECASE)
"""An age that stands for a person: "a 7-year-old"."""
SUFFERERS = frozenset(["obj", "nsubj", "conj", "nmod", "compound", "root", "reparandum"])
"""Relations of those to whom harm is done; the last three in headings ("Teen shot in the market", "Woman, two boys killed")."""
NEITHER_WITHIN = 8
"""Words back to which "neither" is looked for."""
ONE = frozenset("another self he she him her himself herself".split())


@dataclass(frozen=True, slots=True)
class Figure:
    """A counted phrase from token `first` to `last` with its outcome; `head` is its noun, `anchor` the word that tells the
    harm.
    """

    head: int
    first: int
    last: int
    number: Number | None
    outcome: Outcome
    anchor: int
    kind: TollKind = TollKind.NEW


def figures(scene: Scene, sentence: Sentence, dated: Sequence[tuple[int, int]] = ()) -> list[Figure]:
    """The figures of a sentence in order. `dated` are character spans of expressions of time, whose numbers count nobody."""
    found: dict[int, Figure] = {}
    taken: set[int] = set()
    for number in numbers(scene.document.text, sentence.start, sentence.end):
        if any(start < number.end and number.start < end for start, end in dated):
            continue
        phrase = _phrase(scene, sentence, number)
        if phrase is None:
            continue
        head, first, last, core = phrase
        if scene.tokens[head].text.lower() == "shot" and core < head and number.low != 1:
            found[core] = Figure(core, first, head, number, shot(scene, head), head)
            continue
        outcome = outcome_of(scene, sentence, head, first, last) or (by_verb(scene, core) if core != head else None)
        if outcome is None and found:
            outcome = _joined(scene, head, found) or _inside(scene, sentence, number, last, found)
        if outcome is None or head in found or not _countable(scene.tokens[head], outcome[0]):
            continue
        count = Number(0, 0, False, number.start, number.end) if _neither(scene, first) else _opened(scene, number, last)
        found[head] = Figure(head, first, last, count, *outcome)
        taken |= set(range(first, last))
    for one in _multiplied(scene, sentence):
        if not any(other.outcome is one.outcome and _equal(other, one) for other in found.values()):
            found.setdefault(one.head, one)
    for head, first, last, named, outcome in _unnumbered(scene, sentence):
        if head not in found and not taken & set(range(first, last)):
            found[head] = Figure(head, first, last, named, *outcome)
            taken |= set(range(first, last))
    return _outlived(scene, sentence, [found[head] for head in sorted(found)])


def _outlived(scene: Scene, sentence: Sentence, found: list[Figure]) -> list[Figure]:
    """The figures with a later death put in: "a boy was taken to a hospital, where he died"; else "he died" is one dead."""
    out = _same_person(scene, found)
    for at in range(sentence.first, sentence.last):
        if scene.tokens[at].text.lower() not in {"he", "she"} or (told := by_verb(scene, at)) is None:
            continue
        if told[0] not in LIVING or any(told[1] == one.anchor for one in out):
            continue
        before = [n for n, one in enumerate(out) if one.head < at and one.number is not None and one.number[:2] == (1, 1)]
        if told[0] is not Outcome.KILLED:
            if not before:
                out.append(Figure(at, at, at + 1, Number(1, 1, False, 0, 0), *told))
            continue
        hurt = [n for n in before if out[n].outcome in {Outcome.WOUNDED, Outcome.CASUALTIES}]
        if hurt and hurt[-1] == before[-1]:
            out[hurt[-1]] = replace(out[hurt[-1]], outcome=Outcome.KILLED)
        elif not before:
            out.append(Figure(at, at, at + 1, Number(1, 1, False, 0, 0), *told))
    return sorted(out, key=lambda one: one.head)


def _same_person(scene: Scene, found: list[Figure]) -> list[Figure]:
    """The figures with one person told twice as one: "shot a teenager in the chest, killing the youth"."""
    out: list[Figure] = []
    for one in found:
        definite = any(kid.text.lower() == "the" for kid in scene.children(one.last - 1, "det"))
        before = out[-1] if out else None
        if before is None or not definite or scene.tokens[one.anchor].head != before.anchor or not _equal(before, one):
            out.append(one)
        elif one.number is not None and one.number.high == 1:
            out[-1] = replace(before, outcome=one.outcome if one.outcome is Outcome.KILLED else before.outcome)
        else:
            out.append(one)
    return out


FOLD = {"double": 2, "triple": 3, "quadruple": 4, "quintuple": 5}
DEADLY = frozenset("homicide murder killing slaying fatality execution".split())


def _equal(one: Figure, other: Figure) -> bool:
    return one.number is not None and other.number is not None and one.number[:2] == other.number[:2]


def _multiplied(scene: Scene, sentence: Sentence) -> Iterator[Figure]:
    """The count that an adjective gives a happening: "a double homicide", "the triple shooting"."""
    for at in range(sentence.first, sentence.last - 1):
        count, noun = FOLD.get(scene.tokens[at].lemma.lower()), scene.tokens[at + 1].lemma.lower()
        if count is not None and noun in DEADLY | {"shooting", "stabbing"}:
            outcome = Outcome.KILLED if noun in DEADLY else Outcome.CASUALTIES
            start, end = scene.tokens[at].start, scene.tokens[at].end
            yield Figure(at + 1, at, at + 2, Number(count, count, False, start, end), outcome, at + 1)


def _countable(token: Token, outcome: Outcome) -> bool:
    """Whether a noun can be counted with an outcome: no measure, no thing among the dead, no happening."""
    lemma, words = token.lemma.lower(), lexicon()
    if lemma in MEASURES or (lemma in words.nouns and lemma not in TOLLED):
        return False
    return outcome not in LIVING or lemma not in words.things


TOLLED = frozenset(["casualty", "death", "killing", "murder", "arrest", "execution", "abduction", "kidnapping", "homicide"])
"""Happenings that are counted like those they befall: "ten deaths"."""


def _phrase(scene: Scene, sentence: Sentence, number: Number) -> tuple[int, int, int, int] | None:
    """Head, first and last token, and the number itself, of the phrase that a number counts; None for a number that counts
    nothing (a year, a time).
    """
    inside = [at for at in range(sentence.first, sentence.last) if number.start <= scene.tokens[at].start < number.end]
    if not inside:
        return None
    core = next((at for at in reversed(inside) if scene.tokens[at].upos in {"NUM", "ADJ", "NOUN", "DET"}), inside[-1])
    token = scene.tokens[core]
    while token.deprel == "conj" and token.head in inside:
        core = token.head
        token = scene.tokens[core]
    head = core
    if token.head >= 0 and token.deprel.split(":")[0] in {"nummod", "amod", "det", "advmod", "nmod"} and token.head > core:
        head = token.head
    elif token.upos == "NOUN" or token.lemma.lower() in {"dozen", "score", "hundred", "thousand", "couple", "number"}:
        head = next(
            (kid.at for kid in scene.children(core, "nmod") if kid.at - core < 7 and kid.upos in {"NOUN", "PROPN"}), core
        )
    if scene.tokens[head].upos in {"VERB", "ADV"} or head - core > 7:
        head = core
    if head == core and scene.tokens[core].upos == "NUM":
        head = _noun_after(scene, sentence, inside[-1] + 1, core)
    named = _OF_THEM_A.match(scene.document.text, number.end)
    if named is not None:
        head = next(
            (
                at
                for at in range(core, min(core + 8, sentence.last))
                if scene.tokens[at].start >= named.end() and scene.tokens[at].upos == "NOUN"
            ),
            head,
        )
    last = _with_body(scene, max(scene.kernel(head)[1], head + 1, inside[-1] + 1), head)
    if scene.tokens[head].upos == "SYM" or scene.document.text[number.end : number.end + 1] in {"%", ":"}:
        return None
    return head, inside[0], last, core


def _noun_after(scene: Scene, sentence: Sentence, at: int, core: int) -> int:
    """The noun that stands right after a number which the tree hangs elsewhere ("between 15 and 20 militants"); else the
    number.
    """
    while at < sentence.last and scene.tokens[at].upos in {"ADJ", "PROPN"}:
        at += 1
    return at if at < sentence.last and scene.tokens[at].upos == "NOUN" else core


def _with_body(scene: Scene, last: int, head: int) -> int:
    """The end of a phrase with the body that its people belong to: "members of the National Resistance Front"."""
    for kid in scene.children(head, "nmod"):
        if kid.name not in {"O", ""} and not kid.name.endswith("LOC") and kid.at - last < 4:
            case = next((one.text.lower() for one in scene.children(kid.at, "case")), "")
            end = scene.kernel(kid.at)[1]
            return end if case == "of" and end > last else last
    return last


def _opened(scene: Scene, number: Number, last: int) -> Number:
    """A number with an open upper end where the words after its noun say so."""
    after = tuple(token.text.lower() for token in scene.tokens[last : last + 2])
    return number._replace(high=None) if after in AFTER and number.low is not None else number


def _joined(scene: Scene, head: int, found: dict[int, Figure]) -> tuple[Outcome, int] | None:
    """Of the outcome of the figure that a phrase is joined to: "2 others in Worsaj and 2 in Khost"."""
    token = scene.tokens[head]
    for _ in range(4):
        if token.head < 0 or token.deprel.split(":")[0] not in {"conj", "orphan", "appos", "list", "nmod", "obl"}:
            return None
        if token.deprel == "nmod" and any(kid.text.lower() == "of" for kid in scene.children(token.at, "case")):
            return None
        before = found.get(token.head)
        if before is not None:
            return before.outcome, before.anchor
        near = [one for one in found.values() if token.head in range(one.first, one.last) or token.head == one.anchor]
        if near:
            return near[-1].outcome, near[-1].anchor
        token = scene.tokens[token.head]
    return None


def _inside(
    scene: Scene, sentence: Sentence, number: Number, last: int, found: dict[int, Figure]
) -> tuple[Outcome, int] | None:
    """Of the outcome of the figure that words put a phrase into: "including two women", "one of them a boy", "four among
    them".
    """
    text = scene.document.text
    before = text[max(sentence.start, number.start - 40) : number.start]
    after = text[number.end : min(sentence.end, scene.tokens[last - 1].end + 40)]
    if not (_INTO.search(before) or _OF_THEM.match(after) or _AMONG_THEM.search(after)):
        return None
    whole = found[max(found)]
    return whole.outcome, whole.anchor


def _unnumbered(scene: Scene, sentence: Sentence) -> Iterator[tuple[int, int, int, Number | None, tuple[Outcome, int]]]:
    """Those whom harm is done to without a number: "a teacher" is one, a name is one, "civilians" is open."""
    for at in range(sentence.first, sentence.last):
        token = scene.tokens[at]
        relation = token.deprel.split(":")[0]
        aged = token.lemma.lower() == "old" and scene.kernel(at)[0] < at
        if (
            not (token.upos in {"NOUN", "PROPN", "PRON"} or aged or token.text.lower() in {"another", "both"})
            or token.text.lower() in PRONOUNS
            or relation not in ({"obj", "nsubj", "conj", "nmod", "compound", "amod", "root"} if aged else SUFFERERS | {"appos"})
            or again(scene, token)
        ):
            continue
        outcome = befallen(scene, sentence, at)
        if outcome is None or not _can_suffer(token, outcome[0]):
            continue
        first, last = whole(scene, *scene.kernel(at)) if token.upos == "PROPN" else scene.kernel(at)
        if relation == "conj" and last - first == 1 and "Number=Plur" in token.feats and _counted_with(scene, token):
            continue
        yield at, first, last, single(scene, first, last), outcome


def _counted_with(scene: Scene, token: Token) -> bool:
    """Whether a bare plural is counted together with the noun before it: "58 women and girls"."""
    return token.at - token.head == 2 and any(scene.children(token.head, "nummod"))


def _can_suffer(token: Token, outcome: Outcome) -> bool:
    """Whether harm can be done to what a noun names: not to a place or an event; things are destroyed, not killed."""
    if token.name.endswith("LOC") or token.lemma.lower() in lexicon().nouns:
        return False
    thing = token.lemma.lower() in lexicon().things | lexicon().arms | lexicon().abstract | MEASURES
    return thing or token.upos != "PRON" if outcome is Outcome.DESTROYED else not thing


def counted_at(scene: Scene, first: int, last: int) -> Number | None:
    """The number that tokens `first` to `last` (left out) count, read where they stand in the text."""
    return counted_in(scene.document.text, scene.tokens[first].start, scene.tokens[last - 1].end)


def single(scene: Scene, first: int, last: int) -> Number | None:
    """The number of a phrase that has none in figures: one for a singular with an article or a name of a person, none for
    "no".
    """
    number = counted_at(scene, first, last)
    if number is not None and (number.low, number.high) in {(0, 0), (1, 1)}:
        return number
    if scene.words(max(first - 2, 0), last).lower().startswith(("not a ", "not one ")) or _neither(scene, first):
        return Number(0, 0, False, 0, 0)
    if last - first > 1 and scene.tokens[last - 1].text.lower() in PARTICIPLES:
        last -= 1  # "woman dead"
    head = scene.tokens[last - 1]
    if "Number=Plur" not in head.feats and _AGED.match(scene.document.text[scene.tokens[first].start : head.end + 6]):
        return Number(1, 1, False, 0, 0)
    if last - first == 1 and head.text.lower() == "both":
        return Number(2, 2, False, 0, 0)
    if last - first == 1 and head.text.lower() in ONE:
        return Number(1, 1, False, 0, 0)
    articles = {kid.text.lower() for kid in scene.children(last - 1, "det", "nmod:poss")}
    if "no" in articles:
        return Number(0, 0, False, 0, 0)
    person = head.lemma.lower() in lexicon().persons
    singular = "Number=Sing" in head.feats or head.text.lower() == head.lemma.lower()
    told = articles & ({"a", "an", "another", "his", "her"} | ({"the"} if person else set()))
    bare = person and not any(scene.children(last - 1, "det", "nmod:poss", "nummod"))
    one = singular and (told or bare) and head.upos == "NOUN" and head.lemma.lower() not in GROUPS
    if one or any(token.name == "B-PER" for token in scene.tokens[first:last]):
        return Number(1, 1, False, 0, 0)
    return None


def _neither(scene: Scene, first: int) -> bool:
    """Whether a phrase is one of two that "neither" rules out."""
    for at in range(first, max(first - NEITHER_WITHIN, scene.sentence(first).first) - 1, -1):
        if scene.tokens[at].text.lower() == "neither":
            return True
        if scene.tokens[at].upos in {"VERB", "AUX"}:
            return False
    return False


def casualties(scene: Scene, figure: Figure) -> Figure:
    """A figure of casualties where "killed and wounded" share its number."""
    return replace(figure, outcome=Outcome.CASUALTIES) if mixed(scene, figure.anchor) else figure
