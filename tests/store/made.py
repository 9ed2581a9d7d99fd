"""Documents, claims and judgements made for the tests of the store."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime

from gawah.model import (
    Claim,
    Count,
    Document,
    EventType,
    Judgement,
    Left,
    Outcome,
    Reading,
    Span,
    Speaker,
    Toll,
    Verdict,
    claim_id,
)

Kept = tuple[Document, bytes, Reading]


def report(number: int = 1, claims: int = 3) -> Kept:
    """A report whose sentences tell of one killing each, with a claim for each."""
    text = f"Report {number} from the valley.\n" + " ".join(
        f"The front said {at + 2} fighters were killed in hamlet {at}." for at in range(claims)
    )
    original = text.encode()
    id_ = hashlib.sha256(original).hexdigest()
    document = Document(
        id=id_, text=text, file=f"{number}.txt", title=f"Report {number}", publisher="Valley Post", published=date(2021, 3, 4)
    )
    made = tuple(claim(document, at) for at in range(claims))
    return (
        document,
        original,
        Reading(document=id_, claims=made, left=(Left(words="Report", span=Span(0, 6), why="a heading"),)),
    )


def claim(document: Document, at: int) -> Claim:
    end = document.text.index(f" in hamlet {at}.")
    trigger = document.mention(end - len("killed"), end)
    start = document.text.rindex("The front", 0, end)
    speaker = Speaker(name="the front", words="The front", span=Span(start, start + 9))
    return Claim(
        id=claim_id(document.id, trigger.span, speaker.span),
        document=document.id,
        event=EventType.ARMED_CLASH,
        trigger=trigger,
        quotes=(document.mention(start, end + len(f" in hamlet {at}.")),),
        tolls=(Toll(outcome=Outcome.KILLED, count=Count(at + 2, at + 2), of="fighters"),),
        speaker=speaker,
        told=document.published,
    )


def better(reading: Reading) -> Reading:
    """The same claims, the first one read otherwise."""
    first = replace(reading.claims[0], hedged=True)
    return replace(reading, claims=(first, *reading.claims[1:]))


def judgement(subject: str, verdict: Verdict = Verdict.ACCEPT, *, id_: str = "j1", other: str = "") -> Judgement:
    return Judgement(
        id=id_,
        subject=subject,
        verdict=verdict,
        reviewer="Ana",
        at=datetime(2021, 3, 5, 9, 30, tzinfo=UTC),
        other=other,
        why="read it",
    )
