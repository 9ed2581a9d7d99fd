"""A claim in the slot names of the annotation guidelines, which `gawah read --format jsonl` prints and the benchmark reads."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from gawah.model import Claim, Stance, Toll, TollKind, When


def as_guideline(claim: Claim, when: When) -> dict[str, Any]:
    """The claim as plain data: quotes, event, happening, agents, targets, places, when (EDTF), tolls, speaker, stance,
    flags.
    """
    return {
        "quotes": [quote.words for quote in claim.quotes],
        "event": claim.event.value,
        "happening": claim.happening,
        "agents": [party.name for party in claim.agents],
        "targets": [party.name for party in claim.targets],
        "places": [" ".join(mention.words.split()) for mention in claim.places],
        "when": _days(claim, when),
        "tolls": [_toll(toll) for toll in claim.tolls],
        "speaker": claim.speaker.name if claim.speaker else None,
        "stance": "denies" if claim.stance is Stance.DENIES else "asserts",
        "hedged": claim.hedged,
        "aggregate": claim.scope.summary,
    }


def _toll(toll: Toll) -> dict[str, Any]:
    row: dict[str, Any] = {"outcome": toll.outcome.value, "low": toll.count.low, "high": toll.count.high, "of": toll.of}
    return row | {"part": True} if toll.kind is TollKind.PART else row


def _days(claim: Claim, when: When) -> str | None:
    """The days in EDTF; an open end is no more exact than the words that tell it: "since 2015" is 2015/.., not
    2015-01-01/...
    """
    end = when.first or when.last
    if end is None or (when.first is not None and when.last is not None):
        return when.edtf
    words = " ".join(mention.words for mention in (*claim.times, *claim.told_times)).lower()
    edge = end if when.first is not None else end + timedelta(days=1)
    if edge.day != 1 or re.search(r"\b(?:[12]?\d|3[01])(?:st|nd|rd|th)?\b", words) or not re.search(r"\d{4}|[a-z]{3}", words):
        return when.edtf
    whole_year = edge.month == 1 and re.fullmatch(r"(?:\w+ )*\d{4}", words) and not re.search(r"jan|dec", words)
    short = f"{end:%Y}" if whole_year else f"{end:%Y-%m}"
    if not whole_year and end.strftime("%b").lower() not in words:
        return when.edtf
    return f"{short}/.." if when.first is not None else f"../{short}"
