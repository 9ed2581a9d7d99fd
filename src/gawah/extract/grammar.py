"""Drafts by the grammar: lexicon, tree and surface patterns. Works without learned marks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from gawah.extract.draft import Draft
from gawah.extract.events import Trigger, event_of, triggers
from gawah.extract.figures import Figure, figures
from gawah.extract.parties import agents, distinct, party, targets
from gawah.extract.places import place_names, places
from gawah.extract.scene import Scene
from gawah.extract.scope import sums_up
from gawah.extract.speakers import Cited, cited_in, speaker, speaker_of
from gawah.extract.stance import hedged, stance, unreal
from gawah.extract.story import story
from gawah.extract.telling import apart, denials, inherit_speakers, parts_next, share
from gawah.extract.tolls import toll, tolls
from gawah.language.parsed import Sentence
from gawah.model import EventType, Left, Mention, Outcome, Party, Stance

HURT = frozenset({Outcome.KILLED, Outcome.WOUNDED, Outcome.CASUALTIES})
GENERAL = frozenset("often always usually regularly frequently generally routinely".split())


def drafts(scene: Scene, times: Sequence[Mention], more: Sequence[Trigger] = ()) -> tuple[list[Draft], list[Left]]:
    """What the grammar reads in a document, and what it saw and left alone; `more` are triggers found without it."""
    known = place_names(scene)
    cited = {sentence.at: cited_in(scene, sentence) for sentence in scene.sentences}
    found: list[Draft] = []
    left: list[Left] = []
    dated = [(time.span.start, time.span.end) for time in times]
    counts = {one.at: figures(scene, one, dated) for one in scene.sentences}
    for trigger in _with_counts(scene, _added(triggers(scene), more), counts):
        sentence = scene.sentence(trigger.heads[0])
        why = _unread(sentence, trigger, counts[sentence.at]) or unreal(scene, trigger)
        if why and trigger not in more:
            left.append(
                Left(words=scene.words(trigger.first, trigger.last), span=scene.span(trigger.first, trigger.last), why=why)
            )
            continue
        found.append(_draft(scene, trigger, known, (cited, times), counts[scene.sentence_of[trigger.heads[0]]]))
    found = denials(scene, found)
    story(scene, found)
    found = apart(scene, found, known)
    share(found)
    inherit_speakers(scene, found, cited)
    parts_next(scene, found, counts)
    return [draft for draft in found if _worth(scene, draft)], left


def _unread(sentence: Sentence, trigger: Trigger, counts: Sequence[Figure]) -> str:
    """Why the words of a heading or a dateline are not read as a claim; a heading that counts dead or wounded is one."""
    if sentence.kind == "dateline":
        return "a dateline"
    told = any(one.outcome in HURT and one.number is not None and one.anchor in trigger.heads for one in counts)
    return "a heading" if sentence.kind == "heading" and not told else ""


def _added(found: list[Trigger], more: Sequence[Trigger]) -> list[Trigger]:
    """The triggers with those of `more` that stand at words of their own."""
    taken = {at for one in found for at in (*one.heads, *range(one.first, one.last))}
    return [*found, *(one for one in more if not taken & set(range(one.first, one.last)))]


def _with_counts(scene: Scene, found: list[Trigger], counts: dict[int, list[Figure]]) -> list[Trigger]:
    """The triggers, and one more for each figure of harm that stands alone ("up to 12 dead") or at a place of its own."""
    more = list(found)
    by_sentence: dict[int, list[Trigger]] = {}
    for one in found:
        by_sentence.setdefault(scene.sentence_of[one.heads[0]], []).append(one)
    for sentence, figures_here in counts.items():
        here = by_sentence.get(sentence, [])
        for figure in figures_here:
            if figure.number is None or any(
                figure.anchor in one.heads or one.first <= figure.anchor < one.last for one in here
            ):
                continue
            if not any(one.first <= figure.anchor < one.last for one in (*here, *more[-8:])):
                near = min(here, key=lambda one: abs(one.first - figure.anchor), default=None)
                if near is not None and abs(near.first - figure.anchor) <= 12 and near.kind not in {"statement"}:
                    more.remove(near)
                    here.remove(near)
                    near = replace(near, heads=(*near.heads, figure.anchor))
                    more.append(near)
                    here.append(near)
                else:
                    more.append(Trigger(figure.anchor, figure.anchor + 1, (figure.anchor,), "harm"))
    return sorted(more, key=lambda one: one.first)


def _draft(
    scene: Scene,
    trigger: Trigger,
    known: list[tuple[int, int]],
    around: tuple[dict[int, list[Cited]], Sequence[Mention]],
    counts: list[Figure],
) -> Draft:
    cited, times = around
    who, whom = agents(scene, trigger), targets(scene, trigger)
    source = speaker_of(scene, trigger.heads[0], cited)
    counted = tolls(scene, trigger, counts)
    event = event_of(scene, trigger, [*whom, *((one.first, one.last) for one in counted)], who)
    sentence = scene.sentence(trigger.heads[0])
    own, told = days(scene, sentence, source, times)
    told_stance = stance(scene, trigger, source)
    found = Draft(
        first=trigger.first,
        last=trigger.last,
        heads=trigger.heads,
        event=event,
        score=0.5,
        sentences=[sentence.at],
        agents=_parties(scene, who),
        targets=_parties(scene, whom),
        places=places(scene, trigger, known),
        times=own,
        told_times=told,
        tolls=[toll(scene, one) for one in counted],
        speaker=speaker(scene, source) if source else None,
        stance=told_stance,
        hedged=hedged(scene, trigger, source, who),
        bare=trigger.bare,
        heading=sentence.kind == "heading",
        summary=sums_up(scene, trigger, own),
    )
    if told_stance is Stance.DENIES:
        found.tolls = [one for one in found.tolls if one.count.high == 0 and one.outcome in HURT]
    return found


def _parties(scene: Scene, phrases: list[tuple[int, int]]) -> list[Party]:
    return distinct(party(scene, first, last) for first, last in phrases)


def days(
    scene: Scene, sentence: Sentence, source: Cited | None, times: Sequence[Mention]
) -> tuple[list[Mention], list[Mention]]:
    """The times of a sentence that say when it happened, and those that say when it was told."""
    own: list[Mention] = []
    told: list[Mention] = []
    first = bisect_left(times, sentence.start, key=lambda time: time.span.start)
    for time in times[first : bisect_left(times, sentence.end, key=lambda time: time.span.start)]:
        tokens = [
            at for at in range(sentence.first, sentence.last) if time.span.start <= scene.tokens[at].start < time.span.end
        ]
        heads = {scene.tokens[at].head for at in tokens} - set(tokens)
        (told if source is not None and heads & {source.verb, *range(source.first, source.last)} else own).append(time)
    return own, told


def _worth(scene: Scene, draft: Draft) -> bool:
    """Whether a draft names a participant, a place or a toll: a happening without any of these is talk, not a claim."""
    if draft.event is EventType.STATEMENT:
        return bool(draft.agents)
    if scene.tokens[draft.first].deprel == "acl" and not draft.agents and not any(one.count.numbered for one in draft.tolls):
        return False
    adverbs = {kid.lemma.lower() for kid in scene.children(draft.first, "advmod")}
    if adverbs & GENERAL:
        return False
    return bool(draft.tolls or draft.places or (draft.agents and draft.targets) or draft.targets or draft.agents)
