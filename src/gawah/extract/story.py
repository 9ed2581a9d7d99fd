"""Stories: what a report goes on telling of one happening without saying it again, and labels for what is one happening."""

from __future__ import annotations

from collections.abc import Sequence

from gawah.extract.draft import Draft
from gawah.extract.names import key
from gawah.extract.scene import Scene
from gawah.model import EventType, Family

FATED = frozenset({EventType.ATTACK_ON_CIVILIANS, EventType.ARMED_CLASH})
"""Types that a word of harm is given where nothing tells the means."""
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
        else:
            draft.happening = draft.happening or f"own{draft.first}"
            if draft.event.family is not Family.CUSTODY:
                running = draft


def _goes_on(scene: Scene, running: Draft, draft: Draft) -> bool:
    here, there = scene.sentence_of[draft.first], scene.sentence_of[running.first]
    if here - there > REACH and scene.paragraph_of[here] != scene.paragraph_of[there]:
        return False
    if draft.times and running.times and {key(one.words) for one in draft.times} != {key(one.words) for one in running.times}:
        return False
    own = {key(scene.words(*place)) for place in draft.places}
    known = {key(scene.words(*place)) for place in running.places}
    return not own or not known or bool(own & known)
