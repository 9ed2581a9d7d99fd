"""Told once: a heading, a lead and the body that tell one happening with one toll are one claim with several quotes.

Where two speakers tell it, both claims stay and share the label of the happening. The same count alone proves nothing: nothing
that the two say of speaker, place, day, outcome or people may tell them apart, and words for another happening keep them apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from gawah.extract.draft import Draft
from gawah.extract.lexicon import lexicon
from gawah.extract.names import key
from gawah.extract.scene import Scene
from gawah.extract.speakers import PERSONAL
from gawah.extract.story import definite
from gawah.model import Count, EventType, Outcome, Stance, Status, TollKind

WINDOW = 24
"""Drafts back to which a happening may have been told."""
TELLING = 5
"""From here a count that two tellings share says by itself that they tell one happening."""
UNTOLD = 0.4
"""How sure a claim is at most that only a heading tells."""
_OTHER = re.compile(
    r"\b(?:another|separate(?:ly)?|also|similar(?:ly)?|elsewhere|meanwhile|second|earlier|previous(?:ly)?|other\s+"
    r"(?:attack|incident|raid|shooting|clash|blast)s?|(?:the\s+)?(?:day|night|week)\s+before|days\s+(?:ago|earlier|before)|last\s+(?:week|month|year))\b",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
_DATE = re.compile(r"\b(\d{1,2})\b")
ARMED = frozenset({Status.COMBATANT, Status.POLICE})
UNARMED = frozenset({Status.CIVILIAN, Status.CHILD, Status.WOMAN})


def told_once(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with those that tell a happening again joined to the first telling of the same speaker."""
    kept: list[Draft] = []
    _gone_back_to(scene, drafts)
    for draft in sorted(drafts, key=lambda one: one.first):
        again = [one for one in kept[-WINDOW:] if _one_happening(scene, one, draft)]
        first = next((one for one in reversed(again) if _one_speaker(one, draft)), None)
        if first is not None and first.heading and not draft.heading:
            _take_in(scene, draft, first)
            kept[kept.index(first)] = draft
            continue
        if first is not None:
            _take_in(scene, first, draft)
            continue
        if again:
            again[-1].happening = again[-1].happening or f"own{again[-1].first}"
            draft.happening = again[-1].happening
        kept.append(draft)
    return kept


def _gone_back_to(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Label "the ambush" as the ambush told before, and give the first telling the places that the later one names."""
    told: list[Draft] = []
    for draft in sorted(drafts, key=lambda one: one.first):
        lemma = scene.tokens[draft.first].lemma.lower()
        first = next((one for one in reversed(told[-WINDOW:]) if _names(scene, one, lemma)), None)
        if first is not None and definite(scene, draft) and not _days_part(first, draft):
            first.happening = first.happening or f"own{first.first}"
            draft.happening = first.happening
            known = {key(scene.words(*place)) for place in first.places}
            first.places = [place for place in draft.places if key(scene.words(*place)) not in known] + first.places
        elif draft.event.family.violent and draft.stance is not Stance.DENIES:
            told.append(draft)


def _names(scene: Scene, draft: Draft, lemma: str) -> bool:
    """Whether a draft tells of what a noun names: by its own word, or by one of the same kind ("ambushed", "the ambush")."""
    kinds = lexicon()
    kind = kinds.nouns.get(lemma)
    own = {scene.tokens[at].lemma.lower() for at in (*draft.heads, *range(draft.first, draft.last))}
    return lemma in own or (kind is not None and any(kinds.verbs.get(word, kinds.nouns.get(word)) == kind for word in own))


def only_headings(drafts: Sequence[Draft]) -> None:
    """Say of the drafts that no sentence of the text tells that they stand in a heading alone."""
    for draft in drafts:
        if draft.heading:
            draft.score = min(draft.score, UNTOLD)
            draft.doubts.append("told only in a heading")


def _one_speaker(first: Draft, draft: Draft) -> bool:
    """Whether one speaker tells both; a heading speaks for the text below it, "they" are whoever spoke before."""
    one, other = (key(draft.speaker.name) if draft.speaker else "" for draft in (first, draft))
    return one == other or first.heading or other in PERSONAL


def _one_happening(scene: Scene, first: Draft, draft: Draft) -> bool:
    """Whether nothing tells two drafts apart, and a count that both give ties them."""
    if Stance.DENIES in {first.stance, draft.stance} or first.summary or draft.summary:
        return False
    if first.sentences[0] == draft.sentences[0] or not _one_family(first, draft):
        return False
    sentence = scene.sentences[draft.sentences[0]]
    if _OTHER.search(scene.document.text, sentence.start, sentence.end):
        return False
    return _counts_tie(first, draft) and not (_places_part(scene, first, draft) or _days_part(first, draft))


def _one_family(first: Draft, draft: Draft) -> bool:
    """Fighting and one-sided violence are one family here: reports call one happening both."""
    return first.event.family is draft.event.family or (first.event.family.violent and draft.event.family.violent)


def _counts(draft: Draft) -> dict[Outcome, list[Count]]:
    found: dict[Outcome, list[Count]] = {}
    for toll in draft.tolls:
        if toll.count.numbered and toll.count.high != 0 and toll.kind in {TollKind.NEW, TollKind.RUNNING}:
            found.setdefault(toll.outcome, []).append(toll.count)
    return found


def _counts_tie(first: Draft, draft: Draft) -> bool:
    """Whether the later telling gives no outcome another count than the first, and a count that both give ties them.

    A small count ties only what shares a name or the noun counted; of a single person only a heading is taken to tell the same.
    """
    one, other = _counts(first), _counts(draft)
    shared = one.keys() & other.keys()
    if not shared or any(not any(count in one[outcome] for count in other[outcome]) for outcome in shared):
        return False
    if (_status(first) & ARMED and _status(draft) & UNARMED) or (_status(first) & UNARMED and _status(draft) & ARMED):
        return False
    most = max(count.low or 0 for outcome in shared for count in other[outcome] if count in one[outcome])
    return (
        first.heading
        or most >= TELLING
        or bool(_named(first) & _named(draft) if most == 1 else _hit(first) & _hit(draft) or _doers(first) & _doers(draft))
    )


def _named(draft: Draft) -> set[str]:
    return {key(party.name) for party in draft.targets}


def _hit(draft: Draft) -> set[str]:
    """Who was hit, in words: names of the targets, nouns of the tolls."""
    return _named(draft) | {toll.of.lower().split()[-1] for toll in draft.tolls if toll.of}


def _doers(draft: Draft) -> set[str]:
    return {key(party.name) for party in draft.agents}


def _status(draft: Draft) -> set[Status]:
    return {toll.status for toll in draft.tolls if toll.kind is not TollKind.PART}


def _places_part(scene: Scene, first: Draft, draft: Draft) -> bool:
    one, other = ({key(scene.words(*place)) for place in draft.places} for draft in (first, draft))
    return bool(one and other) and not one & other


def _days_part(first: Draft, draft: Draft) -> bool:
    """Whether the two name different weekdays or days of a month; other expressions may well mean one day."""
    for pattern in (_WEEKDAY, _DATE):
        one, other = (
            {found.lower() for time in draft.times for found in pattern.findall(time.words)} for draft in (first, draft)
        )
        if one and other and not one & other:
            return True
    return False


def _take_in(scene: Scene, first: Draft, draft: Draft) -> None:
    """Let a draft carry what another telling of it adds."""
    first.add_sentence(draft.sentences[0])
    known = {(toll.outcome, toll.count) for toll in first.tolls}
    first.tolls += [toll for toll in draft.tolls if (toll.outcome, toll.count) not in known]
    for slot in ("agents", "targets"):
        named = {key(party.name) for party in getattr(first, slot)}
        setattr(first, slot, getattr(first, slot) + [one for one in getattr(draft, slot) if key(one.name) not in named])
    first.times = first.times or draft.times
    first.told_times = first.told_times or draft.told_times
    places = {key(scene.words(*place)) for place in first.places}
    first.places = [place for place in draft.places if key(scene.words(*place)) not in places] + first.places
    first.hedged = first.hedged or draft.hedged
    first.speaker = first.speaker or draft.speaker
    if (first.bare and not draft.bare) or first.event is EventType.OTHER:
        first.event, first.bare = draft.event, draft.bare
    first.score = max(first.score, draft.score)
