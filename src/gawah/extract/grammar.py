"""Drafts by the grammar: lexicon, tree and surface patterns. Works without learned marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gawah.extract.draft import Draft
from gawah.extract.events import Trigger, event_of, triggers
from gawah.extract.lexicon import lexicon
from gawah.extract.parties import agents, party, targets
from gawah.extract.places import place_names, places
from gawah.extract.scene import Scene
from gawah.extract.speakers import Cited, cited_in, speaker, speaker_of
from gawah.extract.stance import hedged, stance, unreal
from gawah.extract.tolls import Figure, parts_of, toll, tolls
from gawah.language.parsed import Sentence
from gawah.model import EventType, Left, Mention, Outcome, Party, Stance, Toll

GENERAL = frozenset("often always usually regularly frequently generally routinely".split())
SUMMARY = frozenset("clashes attacks strikes killings arrests raids protests massacres executions bombings airstrikes abductions".split())


def drafts(scene: Scene, times: Sequence[Mention]) -> tuple[list[Draft], list[Left]]:
    """What the grammar reads in a document, and what it saw and left alone."""
    known = place_names(scene)
    cited = {sentence.at: cited_in(scene, sentence) for sentence in scene.sentences}
    found: list[Draft] = []
    left: list[Left] = []
    for trigger in triggers(scene):
        why = "a heading" if scene.sentence(trigger.heads[0]).kind in {"heading", "dateline"} else unreal(scene, trigger)
        if why:
            left.append(Left(words=scene.words(trigger.first, trigger.last), span=scene.span(trigger.first, trigger.last), why=why))
            continue
        found.append(_draft(scene, trigger, known, cited, times))
    _inherit_speakers(scene, found, cited)
    _parts_after(scene, found)
    return [draft for draft in found if _worth(scene, draft)], left


def _draft(
    scene: Scene, trigger: Trigger, known: list[tuple[int, int]], cited: dict[int, list[Cited]], times: Sequence[Mention]
) -> Draft:
    who, whom = agents(scene, trigger), targets(scene, trigger)
    source = speaker_of(scene, trigger.heads[0], cited)
    figures = tolls(scene, trigger)
    event = event_of(scene, trigger, [*whom, *((one.first, one.last) for one in figures)], who)
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
        tolls=[toll(scene, one) for one in figures],
        speaker=speaker(scene, source) if source else None,
        stance=told_stance,
        hedged=hedged(scene, trigger, source),
        summary=scene.words(trigger.first, trigger.last).lower() in SUMMARY,
    )
    if told_stance is Stance.DENIES:
        found.tolls = []
    return found


def _parties(scene: Scene, phrases: list[tuple[int, int]]) -> list[Party]:
    found: list[Party] = []
    for first, last in phrases:
        one = party(scene, first, last)
        if one.name and all(one.name.lower() != other.name.lower() for other in found):
            found.append(one)
    return found


def days(scene: Scene, sentence: Sentence, source: Cited | None, times: Sequence[Mention]) -> tuple[list[Mention], list[Mention]]:
    """The times of a sentence that say when it happened, and those that say when it was told."""
    own: list[Mention] = []
    told: list[Mention] = []
    for time in times:
        if not sentence.start <= time.span.start < sentence.end:
            continue
        tokens = [at for at in range(sentence.first, sentence.last) if time.span.start <= scene.tokens[at].start < time.span.end]
        heads = {scene.tokens[at].head for at in tokens} - set(tokens)
        (told if source is not None and heads & {source.verb, *range(source.first, source.last)} else own).append(time)
    return own, told


def _inherit_speakers(scene: Scene, found: list[Draft], cited: dict[int, list[Cited]]) -> None:
    """A source reaches over the rest of its own bullet or paragraph where the text plainly goes on."""
    for draft in found:
        if draft.speaker is not None:
            continue
        sentence = scene.sentences[draft.sentences[0]]
        words = scene.document.text[sentence.start : sentence.end]
        if not words.lower().startswith(("they ", "two of them", "among ", "of them", "the dead", "the victims")):
            continue
        before = sentence.at - 1
        if before >= 0 and scene.paragraph_of[before] == scene.paragraph_of[sentence.at] and cited[before]:
            draft.speaker = speaker(scene, cited[before][0])


def _parts_after(scene: Scene, found: list[Draft]) -> None:
    """Parts of a toll that the next sentence tells: "Two of them were farmers and one was a teacher." """
    taken = {sentence for draft in found for sentence in draft.sentences}
    for draft in found:
        whole = next((one for one in draft.tolls if one.count.numbered), None)
        if whole is None:
            continue
        following = draft.sentences[0] + 1
        if following >= len(scene.sentences) or following in taken:
            continue
        sentence = scene.sentences[following]
        if scene.paragraph_of[following] != scene.paragraph_of[draft.sentences[0]]:
            continue
        figures = list(parts_of(scene, sentence.first, sentence.last, whole.outcome, set()))
        figures += _predicated(scene, sentence, whole.outcome)
        if figures:
            draft.add_sentence(following)
            draft.tolls += [one for one in (toll(scene, figure) for figure in figures) if one not in draft.tolls]


def _predicated(scene: Scene, sentence: Sentence, outcome: Outcome) -> list[Figure]:
    """Numbers that a sentence predicates a noun of: "two of them were farmers", "one was a teacher"."""
    from gawah.model import TollKind
    from gawah.text.numbers import counted

    figures = []
    for at in range(sentence.first, sentence.last):
        token = scene.tokens[at]
        if token.upos not in {"NOUN", "PROPN"} or not any(scene.children(at, "cop")):
            continue
        subject = next((kid for kid in scene.children(at, "nsubj") if kid.upos == "NUM"), None)
        if subject is None:
            continue
        number = counted(subject.text + " ")
        if number is not None:
            figures.append(Figure(at, *scene.kernel(at), number, outcome, TollKind.PART))
    return figures


def _worth(scene: Scene, draft: Draft) -> bool:
    """Whether a draft names a participant, a place or a toll: a happening without any of these is talk, not a claim."""
    if draft.event is EventType.STATEMENT:
        return bool(draft.agents)
    adverbs = {kid.lemma.lower() for kid in scene.children(draft.first, "advmod")}
    if adverbs & GENERAL:
        return False
    return bool(draft.tolls or draft.places or (draft.agents and draft.targets) or draft.targets or draft.agents)
