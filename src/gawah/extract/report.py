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
    quoted = [quote.span for claim in claims for quote in claim.quotes]
    counted = [toll.span for claim in claims for toll in claim.tolls if toll.span is not None]
    triggers = [claim.trigger.span for claim in claims]
    found = [one for one in left if not any(one.span.meets(span) for span in triggers)]
    for sentence in scene.sentences:
        if not _HARM.search(scene.document.text, sentence.start, sentence.end):
            continue
        for number in numbers(scene.document.text, sentence.start, sentence.end):
            mention = scene.document.mention(number.start, number.end)
            if any(mention.span.meets(span) for span in counted) or _dates(scene, number.end):
                continue
            inside = any(span.holds(mention.span) for span in quoted)
            why = (
                "a number beside words of harm that no toll took"
                if inside
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
