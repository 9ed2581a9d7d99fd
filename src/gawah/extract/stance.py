"""Stance: whether a claim affirms or denies, whether its words mark doubt, and what is no claim at all."""

from __future__ import annotations

from gawah.extract.events import Trigger
from gawah.extract.lexicon import lexicon
from gawah.extract.scene import Scene
from gawah.extract.speakers import Cited
from gawah.model import Stance

NOT = frozenset(["not", "n't", "never", "n’t"])


def stance(scene: Scene, trigger: Trigger, cited: Cited | None) -> Stance:
    """Affirms, denies or does not know: by the verb of telling above the trigger and the negation on it."""
    if cited is not None and cited.verb in {token.at for token in scene.above(trigger.heads[0])}:
        if cited.denies:
            return Stance.DENIES
        if cited.unknown:
            return Stance.DOES_NOT_KNOW
    if any(token.lemma.lower() in lexicon().deny for token in scene.above(trigger.heads[0])):
        return Stance.DENIES
    return Stance.DENIES if negated(scene, trigger.heads[0]) else Stance.AFFIRMS


def negated(scene: Scene, head: int) -> bool:
    """Whether a word is negated: "did not attack", "no one was killed", "no attack took place"."""
    if any(kid.text.lower() in NOT for kid in scene.children(head, "advmod", "aux")):
        return True
    subjects = list(scene.children(head, "nsubj"))
    return any(kid.text.lower() in {"nobody", "none"} or _no(scene, kid.at) for kid in subjects) or _no(scene, head)


def _no(scene: Scene, token: int) -> bool:
    return any(kid.text.lower() == "no" for kid in scene.children(token, "det"))


def unreal(scene: Scene, trigger: Trigger) -> str:
    """Why what a trigger names did not happen, or is not said to have: a plan, a wish, a condition, a call; empty where it
    is.
    """
    head = trigger.heads[0]
    token, words = scene.tokens[head], lexicon()
    if any(kid.lemma.lower() in words.modals and kid.text.lower() not in {"could"} for kid in scene.children(head, "aux")):
        return "told as possible or to come, not as happened"
    if any(kid.text.lower() in {"if", "unless", "lest", "until"} for kid in scene.children(head, "mark")):
        return "told as a condition"
    if token.deprel in {"xcomp", "ccomp", "advcl", "acl"} and token.head >= 0:
        above = scene.tokens[token.head]
        infinitive = any(kid.text.lower() == "to" for kid in scene.children(head, "mark"))
        if infinitive and (above.lemma.lower() in words.plans or token.deprel in {"advcl", "acl"}):
            return "told as a plan or a purpose"
        if above.lemma.lower() in {"urge", "demand", "hope", "wish", "fear", "threaten", "warn"} and not infinitive:
            return "told as a wish or a fear"
    if "Mood=Imp" in token.feats:
        return "a call, not a happening"
    return ""


def hedged(scene: Scene, trigger: Trigger, cited: Cited | None) -> bool:
    """Whether the sentence itself marks doubt about the happening."""
    words = lexicon()
    head = trigger.heads[0]
    near = {kid.lemma.lower() for kid in scene.children(head)} | {kid.text.lower() for kid in scene.children(head)}
    near |= {kid.text.lower() for above in scene.above(head) for kid in scene.children(above.at, "advmod")}
    if near & words.hedges:
        return True
    if cited is not None:
        source = scene.words(cited.first, cited.last).lower()
        if any(source.endswith(known) for known in words.hedged_sources):
            return True
    for above in scene.above(head):
        if above.lemma.lower() in {"believe", "think", "suspect", "fear", "allege", "report", "say"} and any(
            scene.children(above.at, "aux:pass")
        ):
            return True
    return False
