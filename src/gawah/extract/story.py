"""Stories: what a report goes on telling of one happening without saying it again, and labels for what is one happening."""

from __future__ import annotations

from collections.abc import Sequence

from gawah.extract.draft import Draft
from gawah.extract.names import key
from gawah.extract.scene import Scene
from gawah.model import EventType, Family, TollKind

FATED = frozenset({EventType.ATTACK_ON_CIVILIANS, EventType.ARMED_CLASH})
"""Types that a word of harm is given where nothing tells the means."""
DEFINITE = frozenset(["the", "this", "that", "these", "those"])
MOVES = frozenset({EventType.DEPLOYMENT, EventType.TERRITORY_CHANGE})
"""Types of the fighting family in which nobody is harmed."""
REACH = 2
"""Sentences over which a story is taken to go on."""


def story(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Complete drafts that tell only the harm ("dozens died") from the happening that the report is telling.

    The type, who did it and the day come from the last violent happening of the same paragraph or the sentences just before,
    unless the draft names another place or another day.
    """
    running: Draft | None = None
    for draft in sorted(drafts, key=lambda one: one.first):
        if not draft.event.family.violent:
            continue
        if running is not None and draft.bare and _goes_on(scene, running, draft):
            if draft.event in FATED and not draft.agents:
                draft.event, draft.bare = running.event, running.bare
            draft.agents = draft.agents or list(running.agents)
            draft.times = draft.times or ([] if draft.told_times else list(running.times))
            draft.happening = running.happening
            draft.retells = True
        else:
            draft.happening = draft.happening or f"own{draft.first}"
            if draft.event.family is not Family.CUSTODY and draft.event not in MOVES:
                running = draft


def _goes_on(scene: Scene, running: Draft, draft: Draft) -> bool:
    here, there = scene.sentence_of[draft.first], scene.sentence_of[running.first]
    if here - there > REACH and scene.paragraph_of[here] != scene.paragraph_of[there]:
        return False
    if draft.times and running.times and {key(one.words) for one in draft.times} != {key(one.words) for one in running.times}:
        return False
    if scene.paragraph_of[here] != scene.paragraph_of[there] and _counts_anew(running, draft):
        return False
    if scene.paragraph_of[here] != scene.paragraph_of[there] and _spoken_by(running) != _spoken_by(draft):
        return False
    own = {key(scene.words(*place)) for place in draft.places}
    known = {key(scene.words(*place)) for place in running.places}
    return not own or not known or bool(own & known)


def _spoken_by(draft: Draft) -> str:
    return key(draft.speaker.name) if draft.speaker else ""


def _counts_anew(running: Draft, draft: Draft) -> bool:
    """Whether a draft gives an outcome that is counted already for other people: new dead, in a new paragraph, are another
    happening's.
    """
    told = {(toll.outcome, toll.of.lower()) for toll in running.tolls if toll.count.numbered}
    counted = [toll for toll in draft.tolls if toll.count.numbered and toll.kind is TollKind.NEW and toll.of]
    return any(
        toll.outcome in {outcome for outcome, _ in told} and (toll.outcome, toll.of.lower()) not in told for toll in counted
    )


def retold(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with those that one speaker tells again ("the ambush took place on Thursday") joined to the first telling."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda one: one.first):
        first = next((one for one in reversed(kept[-12:]) if _tells_again(scene, one, draft)), None)
        if first is None:
            kept.append(draft)
            continue
        first.add_sentence(draft.sentences[0])
        for other in drafts if draft.happening else ():
            if other.happening == draft.happening:
                other.happening = first.happening or draft.happening
        first.happening = first.happening or draft.happening
        known = {(toll.outcome, toll.count) for toll in first.tolls}
        first.tolls += [toll for toll in draft.tolls if (toll.outcome, toll.count) not in known]
        first.agents = first.agents or draft.agents
        first.targets = first.targets or draft.targets
        first.times = first.times or draft.times
        names = {key(scene.words(*place)) for place in first.places}
        first.places = [one for one in draft.places if key(scene.words(*one)) not in names] + first.places
        first.hedged = first.hedged or draft.hedged
    return kept


def same_day(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Give drafts without a day that of the draft told just before in the same paragraph, where nothing points elsewhere."""
    last: Draft | None = None
    for draft in sorted(drafts, key=lambda one: one.first):
        at = draft.sentences[0]
        if draft.times or draft.told_times:
            last = draft
            continue
        if last is None or scene.paragraph_of[at] != scene.paragraph_of[last.sentences[0]] or at - last.sentences[0] > REACH:
            continue
        sentence = scene.sentences[at]
        words = {token.text.lower() for token in scene.tokens[sentence.first : sentence.last]}
        if draft.happening == last.happening and not words & ELSEWHEN:
            draft.times, draft.told_times = list(last.times), list(last.told_times)


ELSEWHEN = frozenset("earlier previously before since ago last previous former formerly already recently past often".split())
"""Words that point to another day than the one told."""


def _tells_again(scene: Scene, first: Draft, draft: Draft) -> bool:
    """Whether a draft goes back to a happening by "the attack", or adds another outcome to it, in the word of the same
    speaker.
    """
    if draft.stance is not first.stance or draft.sentences[0] == first.sentences[0]:
        return False
    if draft.sentences[0] - first.sentences[-1] > REACH or not draft.event.family.violent or not first.event.family.violent:
        return False
    if (draft.speaker.name if draft.speaker else "") != (first.speaker.name if first.speaker else ""):
        return False
    if draft.times and first.times and {key(one.words) for one in draft.times} != {key(one.words) for one in first.times}:
        return False
    if definite(scene, draft) and draft.event.family is first.event.family:
        outcomes = {toll.outcome for toll in first.tolls}
        return not outcomes & {toll.outcome for toll in draft.tolls if toll.kind is TollKind.NEW}
    outcomes = {toll.outcome for toll in draft.tolls if toll.count.numbered}
    told = {toll.outcome for toll in first.tolls}
    same = scene.paragraph_of[draft.sentences[0]] == scene.paragraph_of[first.sentences[0]]
    return same and draft.retells and bool(outcomes) and not outcomes & told and draft.happening == first.happening


def definite(scene: Scene, draft: Draft) -> bool:
    """Whether a draft names its happening as one that is known: "the attack", "these clashes"."""
    heads = {draft.first, *draft.heads}
    return any(
        scene.tokens[head].upos == "NOUN" and any(kid.text.lower() in DEFINITE for kid in scene.children(head, "det"))
        for head in heads
    )
