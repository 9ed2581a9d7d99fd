"""Parties: who did it, and to whom it was done, by the relations of the trigger in the tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gawah.extract.events import Trigger, accused
from gawah.extract.lexicon import lexicon
from gawah.extract.names import BODIES, antecedent, fullest
from gawah.extract.scene import Scene
from gawah.language.parsed import Token
from gawah.model import Party, Status

Phrase = tuple[int, int]
PRONOUNS = frozenset("they them he she it him her who which that those".split())
EMPTY = frozenset(
    "which who whom whose that what there this these those it he she they him her them me us we you i one nothing "
    "something its his "
    "their our my most some many more dozen dozens others other all both each time part parts number".split()
)


ACTS = frozenset("operation violence fire gunfire action move crackdown campaign counter-attack counterattack".split())


def agents(scene: Scene, trigger: Trigger) -> list[Phrase]:
    """The phrases that name who did it."""
    found: list[Phrase] = []
    for head in trigger.heads:
        token = scene.tokens[head]
        if token.upos in {"NOUN", "PROPN"}:
            found += _of_noun(scene, head, ("by", "between"))
            blamed = accused(scene, head)
            found += _all(scene, blamed) if blamed is not None and blamed.at != head else []
            above = token.head
            if above >= 0 and token.deprel.startswith("nsubj"):
                found += [p for kid in scene.children(above, "obl") if _case(scene, kid) == "between" for p in _all(scene, kid)]
            found += [p for kid in scene.children(head, "nmod:poss") for p in _all(scene, kid)]
            found += [_phrase(scene, kid) for kid in scene.children(head, "compound", "amod") if kid.name.endswith("ORG")]
        elif token.lemma.lower() not in lexicon().agentless and not _passive(scene, head):
            found += [p for kid in _subjects(scene, head) for p in _behind(scene, kid)]
        found += [p for kid in scene.children(head, "obl") if _by(scene, kid) for p in _behind(scene, kid)]
    return _known(scene, found)


def targets(scene: Scene, trigger: Trigger) -> list[Phrase]:
    """The phrases that name to whom, or to what, it was done."""
    found: list[Phrase] = []
    for head in trigger.heads:
        token = scene.tokens[head]
        if token.upos in {"NOUN", "PROPN"}:
            found += _of_noun(scene, head, ("on", "against", "of", "upon"))
        else:
            if _passive(scene, head) or token.lemma.lower() in lexicon().agentless or token.upos == "ADJ":
                found += [p for kid in _subjects(scene, head) for p in _all(scene, kid)]
            found += [p for kid in scene.children(head, "obj") for p in _all(scene, kid)]
            found += [
                p
                for kid in scene.children(head, "obl")
                if _case(scene, kid) in ({"against", "upon"} if trigger.kind == "harm" else {"on", "against", "upon"})
                for p in _all(scene, kid)
            ]
    known = _known(scene, found)
    return [one for one in known if not scene.tokens[one[1] - 1].name.endswith("LOC")] if trigger.kind == "harm" else known


def _behind(scene: Scene, token: Token) -> list[Phrase]:
    """The parties of a doer; of an instrument or an act ("helicopters of the air force", "raids by the army"), who is behind
    it.
    """
    lemma = token.lemma.lower()
    if lemma not in lexicon().means and lemma not in lexicon().nouns and lemma not in ACTS:
        return _all(scene, token)
    found = _of_noun(scene, token.at, ("by", "from", "of"))
    found += [p for kid in scene.children(token.at, "nmod:poss") for p in _all(scene, kid)]
    return found + [_phrase(scene, kid) for kid in scene.children(token.at, "compound") if kid.name[2:] in {"ORG", "PER"}]


def _subjects(scene: Scene, head: int, reach: int = 6) -> Iterator[Token]:
    """The subjects of a verb, or of the verb that it is joined to."""
    own = list(scene.children(head, "nsubj"))
    token = scene.tokens[head]
    if not own and token.deprel in {"conj", "xcomp"} and token.head >= 0:
        yield from _subjects(scene, token.head, reach - 1) if reach else ()
        return
    if not own and token.head >= 0 and scene.tokens[token.head].lemma.lower() in {"accuse", "suspect", "blame"}:
        return (yield from scene.children(token.head, "obj"))
    if not own and token.deprel == "advcl" and token.head >= 0 and not any(scene.children(head, "mark")):
        own = [kid for kid in scene.children(token.head, "nsubj") if not _passive(scene, token.head)]
    if not own and token.deprel.startswith("acl") and token.head >= 0:
        own = [scene.tokens[token.head]]
    yield from own


def _passive(scene: Scene, head: int) -> bool:
    if any(kid.deprel in {"nsubj:pass", "aux:pass"} for kid in scene.children(head)):
        return True
    token = scene.tokens[head]
    if token.deprel in {"conj", "xcomp"} and token.head >= 0 and not any(scene.children(head, "nsubj", "obj")):
        return "VerbForm=Part" in token.feats or _passive(scene, token.head)
    return token.deprel == "acl" and token.text.lower().endswith(("ed", "en", "t", "n"))


def _by(scene: Scene, token: Token) -> bool:
    return token.deprel == "obl:agent" or (_case(scene, token) == "by" and token.name[2:] != "LOC")


def _case(scene: Scene, token: Token) -> str:
    return next((kid.text.lower() for kid in scene.children(token.at, "case")), "")


def _of_noun(scene: Scene, head: int, cases: tuple[str, ...]) -> list[Phrase]:
    return [p for kid in scene.children(head, "nmod", "obl") if _case(scene, kid) in cases for p in _all(scene, kid)]


def _all(scene: Scene, token: Token) -> list[Phrase]:
    """The phrase of a token and of those joined to it by "and"."""
    return [_phrase(scene, token), *(_phrase(scene, kid) for kid in scene.children(token.at, "conj") if kid.upos != "VERB")]


def _phrase(scene: Scene, token: Token) -> Phrase:
    """The noun phrase of a token, with "of ..." where the noun alone says little ("residents of Panjshir")."""
    return scene.kernel(token.at)


def _known(scene: Scene, found: list[Phrase]) -> list[Phrase]:
    """Phrases that name someone, each once; a pronoun gives way to what it stands for, or goes."""
    known: list[Phrase] = []
    for first, last in found:
        head = scene.tokens[last - 1]
        if (
            scene.dated & set(range(first, last))
            or head.upos in {"NUM", "ADV", "VERB"}
            or head.lemma.lower() in lexicon().nouns
        ):
            continue
        one: Phrase | None = (first, last)
        words = scene.words(first, last).lower()
        bare = scene.words(*scene.bare(first, last)).lower()
        if words in PRONOUNS or (words.startswith(("the ", "its ", "their ", "his ")) and bare in BODIES):
            one = antecedent(scene, first) if words not in {"it", "which", "that", "who"} else None
        if one is not None and one not in known and scene.words(*one).lower() not in EMPTY:
            known.append(one)
    return known


def party(scene: Scene, first: int, last: int) -> Party:
    """The Party of a phrase."""
    kept = scene.bare(*_counted_off(scene, first, last))
    return Party(
        name=fullest(scene, scene.words(*kept)), words=scene.words(*kept), span=scene.span(*kept), status=status(scene, *kept)
    )


BOUNDS = frozenset(
    "at least more than about around some other another several many no not fewer less over nearly almost up to as few".split()
)
"""Words round a number, which are no part of whom it counts."""


def distinct(found: Iterable[Party]) -> list[Party]:
    """Parties, each once: of two that share words the longer, and none that is only a pronoun or a word of number."""
    kept: list[Party] = []
    for one in found:
        if not one.name or one.name.lower() in EMPTY or any(one.name.lower() == other.name.lower() for other in kept):
            continue
        over = next((at for at, other in enumerate(kept) if other.span.meets(one.span)), None)
        if over is None:
            kept.append(one)
        elif len(one.words) > len(kept[over].words):
            kept[over] = one
    return kept


def _counted_off(scene: Scene, first: int, last: int) -> Phrase:
    """A phrase without the number in front of it: "six people" names "people"."""
    at = first
    while at < last - 1 and (scene.tokens[at].upos in {"NUM", "DET", "PUNCT"} or scene.tokens[at].text.lower() in BOUNDS):
        at += 1
    return at, last


def status(scene: Scene, first: int, last: int) -> Status:
    """What the noun of a phrase says those it names were."""
    known = lexicon().people
    return next(
        (known[word] for at in range(last - 1, first - 1, -1) if (word := scene.tokens[at].lemma.lower()) in known),
        Status.UNKNOWN,
    )
