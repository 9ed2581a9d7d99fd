"""Places of a claim: the names that say where, the most specific first, with the areas that the text puts them in."""

from __future__ import annotations

from gawah.extract.events import BOUNDS, Trigger
from gawah.extract.lexicon import lexicon
from gawah.extract.names import names
from gawah.extract.scene import Scene

Phrase = tuple[int, int]


def place_names(scene: Scene) -> list[Phrase]:
    """The place names of a document, in order, without the kinds that go with them."""
    words = lexicon()
    found = []
    for first, last in names(scene):
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
    if labels & {"PER"}:
        return False
    return kind and bool(before) and not (after == "area" and "ORG" in labels)


def places(scene: Scene, trigger: Trigger, known: list[Phrase]) -> list[Phrase]:
    """The places of a trigger: those of its clause, then the areas around them that the text names, most specific first."""
    inside = _clause(scene, trigger)
    own = [one for one in known if one[0] in inside and _locates(scene, one)]
    return chain(scene, own, known)


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
    """Whether a place name says where something is: after a preposition, or part of a phrase that is; not "Afghan officials"."""
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


def chain(scene: Scene, own: list[Phrase], known: list[Phrase]) -> list[Phrase]:
    """The places of a claim with the containers that the document gives them elsewhere; each name once."""
    result: list[Phrase] = []
    seen: set[str] = set()

    def add(phrase: Phrase) -> None:
        name = scene.words(*phrase).lower()
        if name not in seen:
            seen.add(name)
            result.append(phrase)

    for phrase in own:
        add(phrase)
    for phrase in result:
        for other in known:
            if scene.words(*other).lower() == scene.words(*phrase).lower():
                for container in containers(scene, other, known):
                    add(container)
    return result


def containers(scene: Scene, phrase: Phrase, known: list[Phrase]) -> list[Phrase]:
    """The names that follow a place name as the areas it lies in: "X village of Y district in Z province", "X, Y, Z"."""
    found = []
    at = known.index(phrase)
    last = phrase[1]
    for other in known[at + 1 :]:
        between = [scene.tokens[i].text.lower() for i in range(last, other[0])]
        if scene.sentence_of[other[0]] != scene.sentence_of[phrase[0]] or len(between) > 5:
            break
        joints = lexicon().kinds | lexicon().directions | {"of", "in", ",", "the", "'s", "’s", "(", "a", "city"}
        if not set(between) <= joints or not set(between) & {"of", "in", ",", "'s", "’s", "("}:
            break
        found.append(other)
        last = other[1]
    return found
