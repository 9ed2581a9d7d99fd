"""Triggers: the words that name a happening, which of them tell one happening, and of what type it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass

from gawah.extract.lexicon import lexicon
from gawah.extract.scene import Scene
from gawah.language.parsed import Token
from gawah.model import EventType

LIGHT = frozenset(
    "carry launch mount conduct stage take break occur happen continue erupt begin start rage flare flash report witness see "
    "hear follow come result spread intensify wage commit perpetrate face suffer inflict impose lift sign reach declare "
    "announce hold end kill wound injure die leave claim cause accuse blame condemn deny resume open bring".split()
)
"""Verbs that make a happening of the noun they go with, or that show that one happened."""
TYPES = frozenset(event.value for event in EventType)
BOUNDS = {"ccomp", "acl:relcl", "advcl:relcl", "csubj", "csubj:pass"}
"""Relations over which two triggers tell two happenings."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that name a happening: `heads` are the tokens that carry it, the naming one first; `kind` as in the lexicon."""

    first: int
    last: int
    heads: tuple[int, ...]
    kind: str
    kinds: tuple[str, ...] = ()
    """The kinds of all heads."""

    @property
    def bare(self) -> bool:
        """Whether its own words leave the type of the happening open."""
        return self.kind == "harm" and set(self.kinds) <= {"harm"}


def triggers(scene: Scene) -> list[Trigger]:
    """The triggers of a document by its words, those of one happening joined."""
    found = [one for token in scene.tokens if (one := _named(scene, token)) is not None]
    return _joined(scene, found)


def _named(scene: Scene, token: Token) -> Trigger | None:
    words = lexicon()
    lemma = token.lemma.lower()
    if token.upos in {"VERB", "ADJ", "AUX"}:
        for rest, kind in words.phrases.get(lemma, ()):
            last = _follows(scene, token, rest)
            if last is not None:
                return Trigger(token.at, last, (token.at,), kind)
    if token.upos == "VERB" and lemma == "demonstrate" and any(scene.children(token.at, "obj", "ccomp")):
        return None
    if token.upos == "VERB" and lemma in {"call", "brand", "label", "term"} and _judges(scene, token):
        return Trigger(token.at, token.at + 1, (token.at,), "statement")
    if token.upos == "VERB" and lemma in words.verbs:
        return Trigger(token.at, token.at + 1, (token.at,), words.verbs[lemma])
    if lemma in {"dead", "missing"} and token.upos == "ADJ" and _predicate(scene, token):
        return Trigger(token.at, token.at + 1, (token.at,), "harm")
    if token.upos in {"NOUN", "PROPN"} and lemma in words.nouns and _happened(scene, token):
        return Trigger(token.at, token.at + 1, (token.at,), words.nouns[lemma])
    return None


def _judges(scene: Scene, token: Token) -> bool:
    """Whether someone calls something by a word of judgement: "called the decree a farce"."""
    relations = {kid.deprel.split(":")[0] for kid in scene.children(token.at)}
    return {"nsubj", "obj", "xcomp"} <= relations


def _follows(scene: Scene, token: Token, rest: tuple[str, ...]) -> int | None:
    """The end of a phrase whose other lemmas follow the token in order, within seven words; None where they do not."""
    at, sentence = token.at + 1, scene.sentence(token.at)
    end = min(sentence.last, token.at + 8)
    for lemma in rest:
        while at < end and scene.tokens[at].lemma.lower() != lemma:
            at += 1
        if at >= end:
            return None
        at += 1
    return at


def _predicate(scene: Scene, token: Token) -> bool:
    """Whether an adjective is said of someone: "three were dead", "left four dead", "shot dead"."""
    return token.deprel in {"root", "xcomp", "conj", "ccomp", "acl"} or any(scene.children(token.at, "cop"))


def _happened(scene: Scene, token: Token) -> bool:
    """Whether a noun tells that something happened, and is not only talked about."""
    if any(scene.children(token.at, "nummod")) or token.deprel == "root":
        return True
    head = scene.tokens[token.head] if token.head >= 0 else None
    if head is None or (_case(scene, token) in {"of", "for", "over"} and accused(scene, token.at) is not None):
        return True
    if any(
        True
        for kid in scene.children(token.at, "nmod")
        if _case(scene, kid) in {"by", "on", "against", "between", "in", "at", "of"}
    ):
        return True
    return head.lemma.lower() in LIGHT or (head.upos == "VERB" and token.deprel in {"obl", "nsubj", "nsubj:pass", "obj"})


def accused(scene: Scene, at: int) -> Token | None:
    """Whom a verb of accusing above a word accuses of it: "accused the rebels of the massacre"."""
    for above in list(scene.above(at))[:3]:
        if above.lemma.lower() in {"accuse", "blame", "suspect"}:
            return next(scene.children(above.at, "obj", "nsubj:pass"), None)
        if above.upos == "VERB":
            return None
    return None


def _case(scene: Scene, token: Token) -> str:
    return next((kid.text.lower() for kid in scene.children(token.at, "case")), "")


def _joined(scene: Scene, found: list[Trigger]) -> list[Trigger]:
    """Triggers that tell one happening as one: the uppermost names it."""
    by_head = {trigger.heads[0]: trigger for trigger in found}
    home: dict[int, int] = {}
    for trigger in sorted(found, key=lambda one: _depth(scene, one.heads[0])):
        head = trigger.heads[0]
        above = _upper(scene, head, by_head)
        home[head] = home[above] if above is not None and above in home and _one(scene, by_head[home[above]], trigger) else head
    groups: dict[int, list[int]] = {}
    for head, top in home.items():
        groups.setdefault(top, []).append(head)
    joined = []
    for top, heads in sorted(groups.items()):
        order = (top, *sorted(head for head in heads if head != top))
        named = by_head[top]
        joined.append(Trigger(named.first, named.last, order, named.kind, tuple(by_head[head].kind for head in order)))
    return joined


def _depth(scene: Scene, token: int) -> int:
    return sum(1 for _ in scene.above(token))


def _upper(scene: Scene, token: int, by_head: dict[int, Trigger]) -> int | None:
    """The nearest trigger above a token that is not beyond a clause of its own."""
    at = token
    while scene.tokens[at].head >= 0:
        if scene.tokens[at].deprel in BOUNDS:
            return None
        at = scene.tokens[at].head
        if at in by_head:
            return at
    return None


GENERIC = {"attack", "strike", "hit"}
SPECIFIC = {
    "abduction",
    "property_destruction",
    "attack_on_civilians",
    "arrest",
    "torture",
    "sexual_violence",
    "weapons_seized",
}
"""What an attack is told to have been, where it is told in the same breath ("raided the village and led away 20 people")."""
HARM = {"harm", "property_destruction"}
MEANS = {
    "attack",
    "strike",
    "bomb",
    "blast",
    "hit",
    "mine",
    "air_or_drone_strike",
    "shelling_or_missile",
    "armed_clash",
    "ied_or_mine",
}


def _one(scene: Scene, upper: Trigger, lower: Trigger) -> bool:
    """Whether two triggers of one sentence tell one happening."""
    token = scene.tokens[lower.heads[0]]
    if upper.kind == lower.kind:
        apart = token.deprel == "conj" and _own_place(scene, token.at) and _own_number(scene, token.at)
        return not (apart and _own_place(scene, upper.heads[0]))
    kinds = {upper.kind, lower.kind}
    if upper.kind in GENERIC and lower.kind in SPECIFIC and token.deprel in {"conj", "advcl"}:
        return not any(scene.tokens[at].upos == "NUM" for at in range(upper.first, token.at)) or token.deprel == "advcl"
    if kinds & HARM and kinds & MEANS:
        return True
    if kinds <= MEANS | HARM | {"attack_on_civilians"}:
        return token.upos == "NOUN" or token.deprel in {"advcl", "xcomp", "acl"}
    return False


def _own_place(scene: Scene, token: int) -> bool:
    return any(kid.name.endswith("LOC") for child in scene.children(token, "obl") for kid in (child, *scene.children(child.at)))


def _own_number(scene: Scene, token: int) -> bool:
    return any(kid.upos == "NUM" or any(scene.children(kid.at, "nummod")) for kid in scene.children(token, "nsubj", "obj"))


def event_of(
    scene: Scene, trigger: Trigger, targets: Iterable[tuple[int, int]], agents: Iterable[tuple[int, int]] = ()
) -> EventType:
    """The event type of a trigger: its own where the word tells it, else by the means and the parties in its clause."""
    words = lexicon()
    kind = _telling_kind(trigger)
    if kind in TYPES:
        event = EventType(kind)
        if event is EventType.PROPERTY_DESTRUCTION:
            remote = ("air_or_drone_strike", "shelling_or_missile", "ied_or_mine")
            return next((EventType(name) for name in remote if _by_means(scene, trigger, name)), event)
        if event not in {EventType.ARMED_CLASH, EventType.SHELLING_OR_MISSILE}:
            return event
    own = {scene.tokens[at].lemma.lower() for at in trigger.heads if scene.tokens[at].upos == "VERB"}
    targets = list(targets)
    hit_tokens = {at for first, last in targets for at in range(first, last)} - set(trigger.heads)
    means = {words.means[lemma] for lemma in _clause(scene, trigger, hit_tokens) if lemma in words.means and lemma not in own}
    if "protester" in {scene.tokens[at].lemma.lower() for at in hit_tokens}:
        means.add("protest_repressed")
    if kind in TYPES and not means & {"suicide_bombing", "air_or_drone_strike"}:
        return EventType(kind)
    hit = {_class(scene, first, last) for first, last in targets}
    if kind == "capture":
        return _captured(scene, targets, hit)
    for name in ("suicide_bombing", "chemical_weapon", "air_or_drone_strike", "shelling_or_missile", "ied_or_mine"):
        if (
            name in means
            and not (kind == "strike" and name == "ied_or_mine")
            and (kind != "harm" or trigger.heads[0] != trigger.first or _by_means(scene, trigger, name))
        ):
            return EventType(name)
    if kind in FALLBACK:
        return EventType(FALLBACK[kind])
    if "protest_repressed" in means and {_class(scene, *agent) for agent in agents} & {"police", "combatant"}:
        return EventType.PROTEST_REPRESSED
    if "combatant" in hit or "police" in hit or "armed_clash" in means:
        return EventType.ARMED_CLASH
    return EventType.ATTACK_ON_CIVILIANS


def _telling_kind(trigger: Trigger) -> str:
    """The kind that says most: where the trigger is a word of harm, what it is joined to tells the happening ("a blast
    killed").
    """
    if trigger.kind not in {"harm", "property_destruction", *GENERIC}:
        return trigger.kind
    telling = {*FALLBACK, "armed_clash", "air_or_drone_strike", "shelling_or_missile", "ied_or_mine", "suicide_bombing"}
    specific = next((kind for kind in trigger.kinds if kind in SPECIFIC), None) if trigger.kind in GENERIC else None
    return specific or next((kind for kind in trigger.kinds if kind in telling), trigger.kind)


FALLBACK = {
    "bomb": "ied_or_mine",
    "blast": "ied_or_mine",
    "mine": "ied_or_mine",
    "strike": "air_or_drone_strike",
    "hit": "shelling_or_missile",
}
"""What a word means where nothing else in its clause tells more."""


def _by_means(scene: Scene, trigger: Trigger, name: str) -> bool:
    """Whether the clause of a harm names the means as what did it, and not only in passing."""
    words = lexicon()
    for head in trigger.heads:
        for kid in scene.children(head, "obl", "nsubj", "advcl", "nmod", "obj", "conj", "compound"):
            if any(words.means.get(scene.tokens[at].lemma.lower()) == name for at in scene.subtree(kid.at)[:12]):
                return True
    return any(words.means.get(token.lemma.lower()) == name for token in scene.above(trigger.heads[0]))


def _captured(scene: Scene, targets: list[tuple[int, int]], hit: set[str]) -> EventType:
    tokens = [scene.tokens[at] for first, last in targets for at in range(first, last)]
    lemmas = {token.lemma.lower() for token in tokens}
    if lemmas & lexicon().arms:
        return EventType.WEAPONS_SEIZED
    ground = any(token.name.endswith("LOC") for token in tokens) or lemmas & (lexicon().kinds | GROUND)
    if not tokens or (ground and not hit & {"civilian"}):
        return EventType.TERRITORY_CHANGE
    return EventType.ARREST


GROUND = frozenset(
    "base position post outpost checkpoint airport airfield airstrip headquarters hill height power control bridge".split()
)
"""What is taken as ground, not as a captive."""


def _clause(scene: Scene, trigger: Trigger, skip: Set[int]) -> Iterator[str]:
    """Lemmas of the clause of a trigger, and words as they stand; `skip` are the tokens that name what was hit."""
    top = trigger.heads[0]
    for above in scene.above(top):
        if scene.tokens[top].deprel in BOUNDS or scene.tokens[top].deprel == "root":
            break
        if above.upos == "VERB" and above.lemma.lower() in lexicon().affirm:
            break
        top = above.at
    for at in scene.subtree(top):
        if at not in skip:
            token = scene.tokens[at]
            yield token.lemma.lower()
            yield token.text.lower().removesuffix("s")


def _class(scene: Scene, first: int, last: int) -> str:
    """What the nouns of a phrase say of those it names: combatant, police, civilian, thing, or nothing."""
    words = lexicon()
    lemmas = [scene.tokens[at].lemma.lower() for at in range(first, last)]
    if set(lemmas) & {"aid", "humanitarian", "medical", "civilian", "refugee"}:
        return "civilian"
    for lemma in reversed(lemmas):
        if lemma in words.people and words.people[lemma].value in {"child", "woman", "civilian"}:
            return "civilian"
        if lemma in {"police", "policeman", "gendarme"}:
            return "police"
        if lemma in words.combatants:
            return "combatant"
        if lemma in words.civilians:
            return "civilian"
        if lemma in words.things:
            return "thing"
    armed = {"taliban", "isis", "isil", "al-shabaab", "houthi", "houthis", "hezbollah", "hamas", "tatmadaw"}
    return "combatant" if {scene.tokens[at].text.lower() for at in range(first, last)} & armed else ""
