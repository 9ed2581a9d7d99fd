"""A claim in the slot names of the annotation guidelines, which `gawah read --format jsonl` prints and the benchmark reads."""

from __future__ import annotations

from typing import Any

from gawah.model import Claim, Stance, Toll, TollKind, When


def as_guideline(claim: Claim, when: When) -> dict[str, Any]:
    """The claim as plain data: quotes, event, happening, agents, targets, places, when (EDTF), tolls, speaker, stance, flags."""
    return {
        "quotes": [quote.words for quote in claim.quotes],
        "event": claim.event.value,
        "happening": claim.happening,
        "agents": [party.name for party in claim.agents],
        "targets": [party.name for party in claim.targets],
        "places": [" ".join(mention.words.split()) for mention in claim.places],
        "when": when.edtf,
        "tolls": [_toll(toll) for toll in claim.tolls],
        "speaker": claim.speaker.name if claim.speaker else None,
        "stance": "denies" if claim.stance is Stance.DENIES else "asserts",
        "hedged": claim.hedged,
        "aggregate": claim.scope.summary,
    }


def _toll(toll: Toll) -> dict[str, Any]:
    row: dict[str, Any] = {"outcome": toll.outcome.value, "low": toll.count.low, "high": toll.count.high, "of": toll.of}
    return row | {"part": True} if toll.kind is TollKind.PART else row
