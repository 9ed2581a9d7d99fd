"""Places of a claim: the names that say where, the most specific first, with the areas that the text puts them in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from gawah.extract.draft import Draft
from gawah.extract.events import BOUNDS, Trigger
from gawah.extract.lexicon import lexicon
from gawah.extract.names import key, names
from gawah.extract.scene import Scene
from gawah.model import EventType

Phrase = tuple[int, int]
Within = dict[str, Phrase]
"""A place name, folded, to the place that the text says it lies in."""
JOINTS = frozenset(["of", "in", ",", "the", "'s", "’s", "(", "a", "near"])
OPENERS = frozenset(["of", "in", ",", "'s", "’s", "("])


def place_names(scene: Scene) -> list[Phrase]:
    """The place names of a document, in order, without the kinds that go with them."""
    words = lexicon()
    found = []
    for run in names(scene):
        first, last = run
        if not _place(scene, first, last):
            continue
        while last - first > 1 and scene.tokens[last - 1].text.lower() in words.kinds:
            last -= 1
        while last - first > 1 and scene.tokens[first].text.lower() in words.directions | {"the"}:
            first += 1
        if scene.tokens[first].text.lower() not in words.kinds | words.directions:
            found.append((first, last))
    return found


def _place(scene: Scene, first: int, last: int) -> bool:
    """Whether a name is one of a place: by its label, or by the kind word or preposition that it stands with."""
    labels = {scene.tokens[at].name[2:] for at in range(first, last)}
    words = lexicon()
    after = scene.tokens[last].text.lower() if last < len(scene.tokens) else ""
    before = [scene.tokens[at].text.lower() for at in range(max(0, first - 3), first)]
    kind = after in words.kinds or scene.tokens[last - 1].text.lower() in words.kinds
    kind = kind or (len(before) >= 2 and before[-1] == "of" and before[-2] in words.kinds)
    if "LOC" in labels:
        return True
    if labels & {"PER"} and not (len(before) >= 2 and before[-1] == "of" and before[-2] in words.kinds):
        return False
    return kind and bool(before) and not (after == "area" and "ORG" in labels)


def places(scene: Scene, trigger: Trigger, known: list[Phrase]) -> list[Phrase]:
    """The places of a trigger as its clause names them, else those of its sentence."""
    inside = _clause(scene, trigger)
    own = [one for one in known if one[0] in inside and _locates(scene, one)]
    sentence = scene.sentence(trigger.heads[0])
    return own or [one for one in known if sentence.first <= one[0] < sentence.last and _locates(scene, one)]


def settle(scene: Scene, drafts: Sequence[Draft], known: list[Phrase]) -> None:
    """Complete the places of drafts in the order of the text: areas around them, and where none is named the place told before.

    A place reaches to the end of its paragraph; a paragraph that names none takes that of the opening of the text.
    """
    within = areas(scene, known)
    counts = Counter(key(scene.words(*one)) for one in known)
    opens = [one for one in known if _opens(scene, one)]
    opening = next(([one] for one in opens if counts[key(scene.words(*one))] > 1), opens[:1])
    for draft in drafts:
        if draft.places:
            here = any(scene.sentence_of[first] in draft.sentences for first, _ in draft.places)
            before = [] if here else _before(scene, draft.first, known)
            draft.places = chain(scene, [*before, *draft.places], within)
        elif draft.event is not EventType.STATEMENT:
            draft.places = chain(scene, _before(scene, draft.first, known) or opening, within)


def _before(scene: Scene, token: int, known: list[Phrase]) -> list[Phrase]:
    """The places of the nearest sentence before, in the same paragraph, that names any."""
    here = scene.sentence_of[token]
    for at in range(here - 1, max(-1, here - 6), -1):
        if scene.paragraph_of[at] != scene.paragraph_of[here]:
            return []
        one = scene.sentences[at]
        found = [place for place in known if one.first <= place[0] < one.last and _locates(scene, place)]
        if found:
            return found
    return []


def _opens(scene: Scene, phrase: Phrase) -> bool:
    """Whether a place name stands in the first paragraphs of a text, as what it is about."""
    return scene.paragraph_of[scene.sentence_of[phrase[0]]] <= 2 and _locates(scene, phrase)


def _clause(scene: Scene, trigger: Trigger) -> set[int]:
    found: set[int] = set()
    for head in trigger.heads:
        found |= set(scene.subtree(head))
        token = scene.tokens[head]
        while token.head >= 0 and token.deprel not in BOUNDS:
            token = scene.tokens[token.head]
            for kid in scene.children(token.at, "obl", "nmod", "advmod"):
                found |= set(scene.subtree(kid.at))
            if token.lemma.lower() in lexicon().affirm:
                break
    return found


def _locates(scene: Scene, phrase: Phrase) -> bool:
    """Whether a place name says where something is: after a preposition, or part of a phrase that is; not "Afghan
    officials".
    """
    head = scene.tokens[phrase[1] - 1]
    for token in (scene.tokens[phrase[0]], head):
        if any(True for kid in scene.children(token.at, "case") if kid.text.lower() in lexicon().prepositions):
            return True
    if head.deprel in {"compound", "nmod:poss", "appos", "conj", "nmod", "flat"} and head.head >= 0:
        above = scene.tokens[head.head]
        if above.lemma.lower() in lexicon().kinds or above.name.endswith("LOC"):
            return any(
                kid.text.lower() in lexicon().prepositions for kid in scene.children(above.at, "case")
            ) or above.deprel in {"nmod", "obl"}
    before = scene.tokens[phrase[0] - 1].text.lower() if phrase[0] else ""
    return before in {",", "in", "at", "near", "of"} or scene.words(*phrase).isupper()


def chain(scene: Scene, own: list[Phrase], within: Within) -> list[Phrase]:
    """The places of a claim, inner ones before the areas they lie in, with the areas that the document names; each once."""
    result: list[Phrase] = []
    seen: set[str] = set()

    def add(phrase: Phrase) -> None:
        name = key(scene.words(*phrase))
        if name not in seen:
            seen.add(name)
            result.append(phrase)

    for phrase in own:
        if not any(key(scene.words(*phrase)) in _around(scene, other, within) for other in own if other != phrase):
            add(phrase)
    at = 0
    while at < len(result):
        container = within.get(key(scene.words(*result[at])))
        if container is not None:
            add(container)
        at += 1
    for phrase in own:
        add(phrase)
    return result


def _around(scene: Scene, phrase: Phrase, within: Within) -> set[str]:
    found: set[str] = set()
    container = within.get(key(scene.words(*phrase)))
    while container is not None and key(scene.words(*container)) not in found:
        found.add(key(scene.words(*container)))
        container = within.get(key(scene.words(*container)))
    return found


def areas(scene: Scene, known: list[Phrase]) -> Within:
    """Each place name, folded, to the name that the text says it lies in: "X village of Y district in Z province", "X, Y"."""
    found: Within = {}
    joints = lexicon().kinds | lexicon().directions | JOINTS
    for inner, outer in pairwise(known):
        between = [scene.tokens[at].text.lower() for at in range(inner[1], outer[0])]
        if scene.sentence_of[outer[0]] != scene.sentence_of[inner[0]] or len(between) > 5 or not set(between) <= joints:
            continue
        if not set(between) & OPENERS:
            continue
        if set(between) <= {","} and _listed(scene, outer):
            continue
        name = key(scene.words(*inner))
        if name != key(scene.words(*outer)) and name not in _around(scene, outer, found):
            found.setdefault(name, outer)
    return found


def _listed(scene: Scene, phrase: Phrase) -> bool:
    """Whether a name after a comma is one of several in a row ("A, B and C") and not the area around the one before."""
    head = scene.tokens[phrase[1] - 1]
    after = scene.tokens[phrase[1]].text.lower() if phrase[1] < len(scene.tokens) else ""
    return head.deprel == "conj" or after == "and"
