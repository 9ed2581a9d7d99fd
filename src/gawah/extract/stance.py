"""Stance: whether a claim affirms or denies, whether its words mark doubt, and what is no claim at all."""

from __future__ import annotations

import re
from collections.abc import Iterable

from gawah.extract.events import Trigger
from gawah.extract.lexicon import lexicon
from gawah.extract.scene import Scene
from gawah.extract.speakers import NOT, Cited
from gawah.model import Stance


def stance(scene: Scene, trigger: Trigger, cited: Cited | None) -> Stance:
    """Affirms, denies or does not know: by the verb of telling above the trigger and the negation on it."""
    if cited is not None and cited.verb in {token.at for token in scene.above(trigger.heads[0])}:
        if cited.denies:
            return Stance.DENIES
        if cited.unknown and not _presupposed(scene, trigger.heads[0], cited.verb):
            return Stance.DOES_NOT_KNOW
    if any(token.lemma.lower() in lexicon().deny for token in scene.above(trigger.heads[0])):
        return Stance.DENIES
    return Stance.DENIES if negated(scene, trigger.heads[0]) else Stance.AFFIRMS


def _presupposed(scene: Scene, head: int, verb: int) -> bool:
    """Whether a verb of not knowing takes a happening as given: it "investigates a shooting that left two dead"."""
    for token in (scene.tokens[head], *scene.above(head)):
        if token.at == verb:
            return False
        if token.deprel.split(":")[0] in {"acl", "advcl", "obj", "obl", "nmod", "nsubj"}:
            return True
    return False


def negated(scene: Scene, head: int) -> bool:
    """Whether a word is negated: "did not attack", "no one was killed", "no attack took place"."""
    if any(kid.text.lower() in NOT for kid in scene.children(head, "advmod", "aux")):
        return True
    subjects = list(scene.children(head, "nsubj"))
    if any(kid.text.lower() in NOT for one in subjects for kid in scene.children(one.at)):
        return True  # "not a single villager was killed"
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
    if {"could", "have"} <= {kid.text.lower() for kid in scene.children(head, "aux")}:
        return "told as what might have been"
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


def hedged(scene: Scene, trigger: Trigger, cited: Cited | None, doers: Iterable[tuple[int, int]] = ()) -> bool:
    """Whether the words mark doubt about the happening or its doer ("suspected rebels"), in its sentence or the one after."""
    words = lexicon()
    head = trigger.heads[0]
    near = {kid.lemma.lower() for kid in scene.children(head)} | {kid.text.lower() for kid in scene.children(head)}
    near |= {kid.text.lower() for above in scene.above(head) for kid in scene.children(above.at, "advmod")}
    near |= {scene.tokens[at].text.lower() for first, last in doers for at in range(first, last)}
    if near & words.hedges:
        return True
    if cited is not None:
        source = scene.words(cited.first, cited.last).lower()
        if any(source.endswith(known) for known in words.hedged_sources) or scene.tokens[cited.verb].lemma.lower() == "allege":
            return True
    for above in scene.above(head):
        lemma = above.lemma.lower()
        if lemma in DOUBTED and above.deprel == "acl" and "VerbForm=Part" in above.feats:
            return True
        if lemma in {"seem", "appear"} or (lemma in DOUBTED and any(scene.children(above.at, "aux:pass"))):
            return True
    return _doubted(scene, head)


DOUBTED = frozenset("believe think suspect fear allege report say".split())
"""Verbs of telling that, in the passive, leave open who vouches for it."""
_UNSURE = re.compile(
    r"\b(?:preliminary (?:information|reports?|figures?)|there (?:was|is) talk of|unconfirmed|unverified|provisional count)\b",
    re.I,
)
_UNCHECKED = re.compile(
    r"\b(?:could not|cannot|no independent|not been|been no|unable to)\b[^.;]{0,60}\b(?:confirm\w*|verif\w+|check\w*)\b", re.I
)


def _doubted(scene: Scene, head: int) -> bool:
    """Whether the sentence speaks of preliminary word, or the next ones of its paragraph of word that nobody checked."""
    here = scene.sentence_of[head]
    text = scene.document.text
    if _UNSURE.search(text, scene.sentences[here].start, scene.sentences[here].end):
        return True
    for at in range(here, min(here + 3, len(scene.sentences))):
        if scene.paragraph_of[at] != scene.paragraph_of[here]:
            return False
        if _UNCHECKED.search(text, scene.sentences[at].start, scene.sentences[at].end):
            return True
    return False
