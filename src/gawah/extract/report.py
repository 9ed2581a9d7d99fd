"""What looks like a claim and was left alone, so that a reviewer can trust the silence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gawah.extract.scene import Scene
from gawah.model import Claim, Left
from gawah.text.numbers import numbers

_HARM = re.compile(r"\b(?:kill|dead|die[ds]?\b|death|wound|injur|casualt|hurt|shot|bod(?:y|ies)\b|victim)", re.IGNORECASE)


def left_alone(scene: Scene, claims: Sequence[Claim], left: Sequence[Left]) -> list[Left]:
    """The triggers that no claim took, and the numbers in sentences of harm that no claim counts, in the order of the text."""
    quoted = {scene.sentence_at(quote.span.start) for claim in claims for quote in claim.quotes}
    counted = {at for claim in claims for toll in claim.tolls if toll.span for at in range(toll.span.start, toll.span.end)}
    triggers = {at for claim in claims for at in range(claim.trigger.span.start, claim.trigger.span.end)}
    found = [one for one in left if triggers.isdisjoint(range(one.span.start, one.span.end))]
    for sentence in scene.sentences:
        if not _HARM.search(scene.document.text, sentence.start, sentence.end):
            continue
        for number in numbers(scene.document.text, sentence.start, sentence.end):
            mention = scene.document.mention(number.start, number.end)
            if not counted.isdisjoint(range(number.start, number.end)) or _dates(scene, number.end):
                continue
            why = (
                "a number beside words of harm that no toll took"
                if sentence.at in quoted
                else "a number beside words of harm, but no claim here"
            )
            found.append(Left(words=mention.words, span=mention.span, why=why))
    return sorted(found, key=lambda one: one.span)


def _dates(scene: Scene, end: int) -> bool:
    """Whether what follows a number makes it a day, an hour or an age."""
    after = scene.document.text[end : end + 14].lower().lstrip(" -")
    return after.startswith(
        (
            "jan",
            "feb",
            "mar",
            "apr",
            "may",
            "jun",
            "jul",
            "aug",
            "sep",
            "oct",
            "nov",
            "dec",
            "am",
            "pm",
            "a.m",
            "p.m",
            "year",
            "km",
            "day",
        )
    )
