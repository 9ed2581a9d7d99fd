"""Targets and perpetrators: phrases of a parsed document as MUC-4 tells them apart."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from eval.muc4.tables import head_word, tables
from eval.muc4.target import Target
from gawah.extract.lexicon import lexicon
from gawah.extract.names import fullest
from gawah.extract.scene import Scene
from gawah.language.parsed import Token
from gawah.model import Count, Span, Status
from gawah.text.numbers import numbers

Phrase = tuple[int, int]
ARTICLES = re.compile(r"^(?:(?:THE|AN?|THIS|THAT|THESE|THOSE)\s+)+")
WEAK = frozenset(
    "MR MRS MS DR MSGR FATHER GENERAL COLONEL MAJOR CAPTAIN LIEUTENANT SERGEANT "
    "SENATOR MINISTER PRESIDENT JUDGE GEN COL MAJ CAPT LT SGT".split()
)
"""Titles that stand before a name even where the keys never counted them as a description."""


RANK = re.compile(r"\b(?:GENERAL|COLONEL|MAJOR|CAPTAIN|LIEUTENANT|SERGEANT|CORPORAL|GEN|COL|MAJ|CAPT|LT)$")
UNIT = re.compile(r"\b(?:BATTALION|BRIGADE|DETACHMENT|REGIMENT|FRONT|ARMY|GUARD|RADIO|PARTY)\b")
"""Names that hold such a word are of no person."""


def tokens_at(scene: Scene, span: Span) -> Phrase:
    """The tokens of a span."""
    starts = [token.start for token in scene.tokens]
    first = min(bisect_left(starts, span.start), len(starts) - 1)
    return first, max(first + 1, bisect_left(starts, span.end))


def people(scene: Scene, first: int, last: int, *, harmed: bool = False) -> Target | None:
    """The phrase as a human target: a title or description with or without a name; None where it names no people.

    Those that a toll counts as killed or wounded are people, whatever they are called.
    """
    words = [token.text.upper() for token in scene.tokens[first:last]]
    known = tables().people
    if words[-1] in tables().things and words[-1] not in known:
        return None
    titles = [at for at, word in enumerate(words) if word in known or word in WEAK or human(scene.tokens[first + at])]
    named = [at for at, token in enumerate(scene.tokens[first:last]) if token.name.endswith("PER")]
    if harmed and not titles and scene.tokens[last - 1].upos == "NOUN":
        titles = [last - first - 1]
    cut = titles[-1] + 1 if titles else 0
    if titles and not named:
        named = [
            at for at, token in enumerate(scene.tokens[first:last]) if at >= cut and token.upos == "PROPN" and token.name == "O"
        ]
    name = " ".join(words[cut:]) if named and len(words) > cut and all(word[0].isalpha() for word in words[cut:]) else ""
    if not titles and (not name or any(scene.tokens[at].name.endswith(("ORG", "LOC")) for at in range(first, last))):
        return None
    if titles and not name and cut < len(words):
        return None
    head = first + cut - 1 if titles else last - 1
    text = ARTICLES.sub("", scene.words(first, first + cut).upper()) if cut else ""
    text = text + _of(scene, head if not name else -1)
    name = _clean(fullest(scene, name).upper()) if name else ""
    if name:
        text = text or _described(scene, name)
    if UNIT.search(name):
        return None
    kind = kind_of(text)
    number = "1" if name else _number(scene, first, last)
    return Target(text, kind, name, number, nation=_nation(text), spans=[scene.span(first, last)])


def human(token: Token) -> bool:
    """Whether the reader's own lexicon knows the word as one for people."""
    return token.upos in {"NOUN", "PROPN"} and token.lemma.lower() in lexicon().people and token.name == "O"


def kind_of(text: str) -> str:
    """The type of a human target by its description: its head, then any word; a rank is a soldier's unless it is police's."""
    words = [head_word(text), *reversed(text.split())]
    kind = next((tables().people[word] for word in words if word in tables().people), "CIVILIAN")
    if kind == "CIVILIAN" and (status := lexicon().people.get(head_word(text).lower().removesuffix("s"))):
        kind = {Status.COMBATANT: "ACTIVE MILITARY", Status.POLICE: "LAW ENFORCEMENT"}.get(status, kind)
    if RANK.search(text):
        kind = "LAW ENFORCEMENT" if "POLICE" in text else "ACTIVE MILITARY"
    return (
        {"GOVERNMENT OFFICIAL": "FORMER GOVERNMENT OFFICIAL", "ACTIVE MILITARY": "FORMER ACTIVE MILITARY"}.get(kind, kind)
        if (re.search(r"\b(?:FORMER|RETIRED|EX)\b", text))
        else kind
    )


def thing(scene: Scene, first: int, last: int) -> Target | None:
    """The phrase as a physical target."""
    text = ARTICLES.sub("", scene.words(first, last).upper())
    kind = tables().things.get(head_word(text))
    if kind is None or head_word(text) in tables().people or not text[0].isalnum():
        return None
    return Target(
        text, kind, number=_number(scene, first, last), nation=_nation(text), thing=True, spans=[scene.span(first, last)]
    )


def _clean(name: str) -> str:
    words = [word for word in re.sub(r"'S?$|[\"“”]", "", name).split() if word not in WEAK]
    return " ".join(words)


def _of(scene: Scene, head: int) -> str:
    """The "of ..." that completes a description, to its end: "mayor of the town of Achi"."""
    if head < 0 or head + 1 >= len(scene.tokens) or scene.tokens[head + 1].text.upper() != "OF":
        return ""
    end, at = head + 1, head
    while (kid := next((one for one in scene.children(at, "nmod") if 0 < one.at - end < 7), None)) is not None:
        if next((one.text.upper() for one in scene.children(kid.at, "case")), "") != "OF":
            break
        end, at = scene.kernel(kid.at)[1], kid.at
    return " " + scene.words(head + 1, end).upper() if end > head + 1 else ""


def _described(scene: Scene, name: str) -> str:
    """What the document says a named person is: a title before the name, or an apposition beside it."""
    last = re.escape(name.rsplit(maxsplit=1)[-1])
    for match in re.finditer(rf"(?<!\w){last}(?!\w)", scene.document.text):
        begin = first = tokens_at(scene, Span(match.start(), match.end()))[0]
        while begin and scene.tokens[begin - 1].name.endswith("PER"):
            begin -= 1
        title = begin
        while title and title > begin - 4 and scene.tokens[title - 1].upos in {"NOUN", "PROPN", "ADJ"}:
            title -= 1
        if title < begin and _tells(scene.tokens[begin - 1]):
            return ARTICLES.sub("", scene.words(title, begin).upper())
        for at in range(begin, first + 1):
            found = next(_beside(scene, at), None)
            if found is not None:
                return ARTICLES.sub("", scene.words(*scene.kernel(found)).upper()) + _of(scene, found)
    return ""


def _tells(token: Token) -> bool:
    """Whether a noun says what a person is."""
    return token.text.upper() in tables().people or human(token)


def _beside(scene: Scene, at: int) -> Iterator[int]:
    """The nouns that stand in apposition to a name, or to the name that it is joined to by "and"."""
    token = scene.tokens[at]
    for one in (token, scene.tokens[token.head]) if token.deprel == "conj" else (token,):
        yield from (kid.at for kid in scene.children(one.at, "appos") if _tells(kid) or kid.upos == "NOUN")
        if one.deprel == "appos" and _tells(scene.tokens[one.head]):
            yield one.head
    yield from (kid.at for joined in scene.children(at, "conj") for kid in scene.children(joined.at, "appos") if _tells(kid))


def _number(scene: Scene, first: int, last: int) -> str:
    """How many a phrase names."""
    before = first
    while (
        before
        and before > first - 4
        and scene.tokens[before - 1].deprel in {"nummod", "advmod", "case", "nmod", "amod", "compound"}
    ):
        before -= 1
    found = numbers(scene.document.text, scene.tokens[before].start, scene.tokens[last - 1].end)
    if found:
        return as_number(Count(found[0].low, found[0].high, found[0].approximate))
    head = scene.tokens[last - 1]
    return "PLURAL" if "Number=Plur" in head.feats or head.text.upper() in {"PEOPLE", "POLICE", "OTHERS"} else "1"


def as_number(count: Count) -> str:
    """A count as MUC-4 writes it: 5, ~30, 5- (or more), -26 (or fewer)."""
    if not count.numbered:
        return "PLURAL"
    if count.exact:
        return f"~{count.low}" if count.approximate else f"{count.low}"
    return f"{count.low}-" if count.high is None else f"-{count.high}" if count.low is None else f"{count.low}-{count.high}"


def _nation(text: str) -> str:
    """The foreign country that a phrase names; those of the nine are mostly at home."""
    found = (nation for word, nation in tables().nations.items() if re.search(rf"(?<![\w.]){re.escape(word)}(?!\w)", text))
    return next(found, "")
