"""Telling: what a text says once for several drafts, or of one draft in several sentences.

Sources that reach over the sentences after them, denials of what was told before, tolls at further places, parts of a toll that
the next sentence tells.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from gawah.extract.draft import Draft
from gawah.extract.figures import Figure
from gawah.extract.lexicon import lexicon
from gawah.extract.scene import Scene
from gawah.extract.speakers import Cited, cited_in, speaker
from gawah.extract.tolls import parts_after, toll
from gawah.model import EventType, Outcome, Stance, Toll, TollKind
from gawah.text.quotes import quoted

GOES_ON = ("they ", "he ", "she ", "two of", "one of", "among ", "of them", "the dead", "the victims", "the wounded", "others ")
"""How a sentence begins that plainly goes on with what was told."""


REACH = 6
"""Sentences back to what a denial denies."""


def denials(scene: Scene, found: list[Draft]) -> list[Draft]:
    """A denial that names what it denies is no statement beside it; one that does not denies the happening told before."""
    out: list[Draft] = []
    for draft in found:
        lemma = scene.tokens[draft.first].lemma.lower()
        if draft.event is not EventType.STATEMENT or lemma not in lexicon().deny | {"accuse", "blame"}:
            out.append(draft)
            continue
        below = set(scene.subtree(draft.first))
        if any(other.first in below and other is not draft for other in found):
            continue
        before = next((one for one in reversed(out) if one.event.family.violent and one.stance is Stance.AFFIRMS), None)
        if before is None or lemma not in lexicon().deny or scene.sentence_of[draft.first] - before.sentences[0] > REACH:
            out.append(draft)
            continue
        who = next((one for one in cited_in(scene, scene.sentence(draft.first)) if one.verb == draft.first), None)
        label = before.happening = before.happening or f"own{before.first}"
        out.append(
            replace(
                draft,
                event=before.event,
                agents=list(before.agents),
                targets=list(before.targets),
                places=draft.places or list(before.places),
                times=list(before.times),
                told_times=[],
                speaker=speaker(scene, who) if who else None,
                stance=Stance.DENIES,
                tolls=[],
                happening=label,
                sentences=[*draft.sentences],
            )
        )
    return out


def apart(scene: Scene, found: list[Draft], known: list[tuple[int, int]]) -> list[Draft]:
    """A draft for each further place that has a toll of its own: "22 killed in A and 2 others in B" are two happenings."""
    out: list[Draft] = []
    for draft in found:
        groups: list[tuple[Toll, list[tuple[int, int]]]] = []
        for one in draft.tolls[1:]:
            own = _place_after(scene, one, draft.tolls, known)
            if own and one.kind is not TollKind.PART and not any(place in own for place in draft.places[:1]):
                groups.append((one, own))
        taken = [place for _, own in groups for place in own]
        if not groups or not draft.places or len(taken) >= len(draft.places):
            out.append(draft)
            continue
        moved = [one for one, _ in groups]
        out.append(
            replace(
                draft,
                tolls=[one for one in draft.tolls if one not in moved],
                places=[one for one in draft.places if one not in taken],
            )
        )
        for one, own in groups:
            at = next(token.at for token in scene.tokens[draft.first :] if one.span and token.start >= one.span.start)
            copy = replace(draft, first=at, last=at + 1, tolls=[one], places=own, targets=[], sentences=list(draft.sentences))
            out.append(copy)
    return out


def _place_after(scene: Scene, one: Toll, tolls: list[Toll], known: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The places between a figure and the next figure or the end of its sentence."""
    if one.span is None:
        return []
    sentence = scene.sentences[scene.sentence_at(one.span.start)]
    ends = [other.span.start for other in tolls if other.span and other.span.start > one.span.start]
    end = min([*ends, sentence.end])
    return [place for place in known if one.span.end <= scene.tokens[place[0]].start < end]


FATE = {
    EventType.ARREST: Outcome.DETAINED,
    EventType.ABDUCTION: Outcome.ABDUCTED,
    EventType.TORTURE: Outcome.ABUSED,
    EventType.SEXUAL_VIOLENCE: Outcome.ABUSED,
}
"""What becomes of those to whom a happening of a type is done."""


def share(found: list[Draft]) -> None:
    """What a sentence says once for several tolls: who did it, to whom, of what type, when; "2 others" are of the same
    people.
    """
    for before, draft in pairwise(found):
        if before.sentences[0] != draft.sentences[0] or not draft.tolls:
            continue
        if not before.tolls and not before.targets and before.event in FATE and 0 < draft.first - before.last <= 4:
            # "detaining, harassing and killing civilians": one object of several verbs
            before.targets = list(draft.targets)
            before.tolls = [replace(one, outcome=FATE[before.event]) for one in draft.tolls]
        if not before.tolls:
            continue
        others = all(not one.of or one.of.lower() in {"others", "other", "people", "more"} for one in draft.tolls)
        if not others or before.event is EventType.STATEMENT:
            continue
        draft.event = before.event
        draft.agents = draft.agents or before.agents
        if not draft.targets or all(one.words.lower() in {"others", "other"} for one in draft.targets):
            draft.targets = before.targets
        draft.times, draft.told_times = draft.times or before.times, draft.told_times or before.told_times
        draft.speaker = draft.speaker or before.speaker


def inherit_speakers(scene: Scene, found: list[Draft], cited: dict[int, list[Cited]]) -> None:
    """A source reaches over the sentences after it in its own bullet or paragraph, until another is cited."""
    within = _told_at_length(scene, cited)
    for draft in found:
        at = draft.sentences[0]
        if draft.speaker is None and at in within and draft.event is not EventType.STATEMENT:
            draft.speaker = speaker(scene, within[at])
        words = scene.document.text[scene.sentences[at].start : scene.sentences[at].end].lower()
        if draft.speaker is not None or cited[at] or draft.event is EventType.STATEMENT or not words.startswith(GOES_ON):
            continue
        for before in range(at - 1, max(-1, at - 4), -1):
            if scene.paragraph_of[before] != scene.paragraph_of[at]:
                break
            if cited[before]:
                draft.speaker = speaker(scene, cited[before][-1])
                break


def _told_at_length(scene: Scene, cited: dict[int, list[Cited]]) -> dict[int, Cited]:
    """Sentences that lie in a speech or a statement, with its speaker: after "X said:", or in a quotation that X is cited
    for.
    """
    found: dict[int, Cited] = {}
    text, running = scene.document.text, None
    for sentence in scene.sentences:
        here = cited[sentence.at]
        if here:
            running = here[-1] if text[sentence.start : sentence.end].rstrip().endswith(":") else None
        elif running is not None:
            found[sentence.at] = running
    for one in quoted(text):
        reach = range(scene.sentence_at(one.start), min(scene.sentence_at(one.end) + 1, len(scene.sentences)))
        inside = [at for at in reach if one.start <= scene.sentences[at].start and scene.sentences[at].end <= one.end + 2]
        around = [cited[at] for at in (inside[0] - 1, inside[-1] + 1) if 0 <= at < len(scene.sentences)] if inside else []
        who = next((known[-1] for known in around if known), None)
        for at in inside:
            if who is not None:
                found.setdefault(at, who)
    return found


def parts_next(scene: Scene, found: list[Draft], counts: dict[int, list[Figure]]) -> None:
    """Parts of a toll that the next sentence of the paragraph tells."""
    for draft in found:
        whole = next((one for one in draft.tolls if one.count.numbered), None)
        following = draft.sentences[0] + 1
        if whole is None or following >= len(scene.sentences):
            continue
        sentence = scene.sentences[following]
        if scene.paragraph_of[following] != scene.paragraph_of[draft.sentences[0]]:
            continue
        parts = [toll(scene, one) for one in parts_after(scene, sentence, whole.outcome, counts[following])]
        if parts:
            draft.add_sentence(following)
            draft.tolls += [one for one in parts if one not in draft.tolls]
