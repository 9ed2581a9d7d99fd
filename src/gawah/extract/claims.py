"""Claims: the drafts of the grammar and of the learned marks, joined into what the document claims."""

from __future__ import annotations

from collections.abc import Sequence

from gawah.extract import grammar, learned
from gawah.extract.citing import citing
from gawah.extract.confidence import calibrated
from gawah.extract.draft import Draft
from gawah.extract.join import join
from gawah.extract.names import known_names
from gawah.extract.once import only_headings, told_once
from gawah.extract.places import place_names, settle
from gawah.extract.report import left_alone
from gawah.extract.scene import Scene, look
from gawah.extract.scope import scope_of
from gawah.extract.speakers import resolved, who_else
from gawah.extract.story import retold, same_day
from gawah.extract.times import find
from gawah.language.parsed import Parsed
from gawah.model import (
    Claim,
    Document,
    EventType,
    Mention,
    Reading,
    Span,
    Trace,
    claim_id,
)

READER = "claims"
VERSION = "1"


def extract(document: Document, parsed: Parsed) -> Reading:
    """The claims of a document, in the order of the text, with what was seen and left alone.

    `parsed` is the reading of `document.text` by a language pack. Nothing is looked up outside; the same text gives the
    same claims.
    """
    times = find(document.text)
    scene = look(document, parsed, times)
    scene.names.update(known_names(scene))
    ruled, left = grammar.drafts(scene, times, learned.triggers(scene))
    drafts = join(learned.drafts(scene, times), ruled) if parsed.marks else ruled
    drafts = _numbered(retold(scene, drafts))
    same_day(scene, drafts)
    settle(scene, drafts, place_names(scene))
    for draft, who in zip(drafts, resolved([one.speaker for one in drafts]), strict=True):
        draft.speaker = who
        draft.agents, draft.targets = (who_else(scene, who, parties) for parties in (draft.agents, draft.targets))
    citing(scene, drafts)
    drafts = told_once(scene, drafts)
    only_headings(drafts)
    claims = _claims(scene, _numbered(_told_apart(scene, drafts)))
    return Reading(document=document.id, claims=tuple(claims), left=tuple(left_alone(scene, claims, left)), notes=parsed.notes)


def _numbered(drafts: list[Draft]) -> list[Draft]:
    """Drafts in the order of the text, each with a label of its happening."""
    drafts.sort(key=lambda draft: (draft.first, draft.last))
    labels: dict[str, str] = {}
    for at, draft in enumerate(drafts):
        draft.happening = labels.setdefault(draft.happening or f"own{at}", f"h{len(labels) + 1}")
    return drafts


def _told_apart(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Figures that one sentence gives for several places tell a happening at each."""
    groups: dict[tuple[str, int], list[Draft]] = {}
    for draft in drafts:
        groups.setdefault((draft.happening, draft.sentences[0]), []).append(draft)
    for (label, _), group in groups.items():
        counting = [one for one in group if one.places and any(toll.count.numbered for toll in one.tolls)]
        if len({scene.words(*one.places[0]).lower() for one in counting}) > 1:
            for one in counting:
                one.happening = f"{label} at {scene.words(*one.places[0]).lower()}"
    return drafts


def _claims(scene: Scene, drafts: Sequence[Draft]) -> list[Claim]:
    made: dict[str, Claim] = {}
    for draft in drafts:
        claim = _claim(scene, draft)
        made.setdefault(claim.id, claim)
    return list(made.values())


def _claim(scene: Scene, draft: Draft) -> Claim:
    trigger = scene.mention(draft.first, draft.last)
    document = scene.document
    return Claim(
        id=claim_id(document.id, trigger.span, draft.speaker.span if draft.speaker else None),
        document=document.id,
        event=draft.event,
        trigger=trigger,
        quotes=tuple(_quote(scene, sentence) for sentence in draft.sentences),
        happening=draft.happening,
        agents=tuple(draft.agents),
        targets=tuple(draft.targets),
        places=tuple(scene.mention(*phrase) for phrase in draft.places),
        times=tuple(draft.times),
        told_times=tuple(draft.told_times),
        tolls=tuple(draft.tolls),
        scope=scope_of(scene, draft),
        speaker=draft.speaker if draft.event is not EventType.STATEMENT else None,
        stance=draft.stance,
        hedged=draft.hedged,
        told=document.published,
        confidence=round(calibrated(draft.score), 3),
        doubts=tuple(draft.doubts),
        trace=Trace(reader=READER, version=VERSION, config=scene.parsed.pack),
    )


def _quote(scene: Scene, sentence: int) -> Mention:
    one = scene.sentences[sentence]
    start, end = one.start, one.end
    text = scene.document.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Mention(words=text[start:end], span=Span(start, end))
