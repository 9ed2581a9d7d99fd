"""A text cut at the edges of what is marked in it, so that every piece can be escaped by itself and no mark can cut a tag.

Joined, the pieces give the text back, to the letter. Signs that reorder or hide text get a piece of their own, so that a page
can show them and keep their power inside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gawah.model import Claim, Left, Span

_UNSEEN = re.compile(r"[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Signs that reorder, hide or part text unseen; the joiners that Persian writes with are not among them."""
PART = 30_000
"""So many characters of a long text stand on one page, and up to the end of the paragraph."""


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A stretch of a text that means something: `kind` (quote, trigger, toll, place, time, party, speaker, left, found)."""

    span: Span
    kind: str
    claim: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A piece of a text, the kinds of marks on it, the claims that they belong to, and the claims whose trigger begins here.

    `sign` is the code of a sign that would not be seen ("U+202E"), which then is the whole piece.
    """

    words: str
    kinds: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    sign: str = ""


def marks_of(claim: Claim) -> Iterator[Mark]:
    """Where a document carries a claim, and where each of its slots was read."""
    spans = {"quote": [quote.span for quote in claim.quotes], "trigger": [claim.trigger.span]}
    spans["toll"] = [toll.span for toll in claim.tolls if toll.span]
    spans["place"] = [place.span for place in claim.places]
    spans["time"] = [time.span for time in (*claim.times, *claim.told_times)]
    spans["party"] = [party.span for party in (*claim.agents, *claim.targets)]
    spans["speaker"] = [claim.speaker.span] if claim.speaker else []
    for kind, found in spans.items():
        yield from (Mark(span, kind, claim.id) for span in found)


def marks_left(left: Iterable[Left]) -> Iterator[Mark]:
    """Where the reader saw something and left it alone."""
    yield from (Mark(one.span, "left") for one in left)


def segments(text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None) -> list[Segment]:
    """The text from `start` to `end` in pieces. Marks may overlap and may run over the ends; empty ones mark nothing."""
    end = len(text) if end is None else min(end, len(text))
    inside = sorted(mark for mark in marks if mark.span.start < mark.span.end and mark.span.meets(Span(start, max(start, end))))
    edges = {start, end}
    for mark in inside:
        edges |= {max(start, mark.span.start), min(end, mark.span.end)}
    for sign in _UNSEEN.finditer(text, start, end):
        edges |= {sign.start(), sign.end()}
    cuts = sorted(edges)
    return [_segment(text, one, other, on) for one, other, on in _swept(cuts, inside)]


def _swept(cuts: Sequence[int], marks: Sequence[Mark]) -> Iterator[tuple[int, int, list[Mark]]]:
    """Each stretch between two cuts with the marks that lie on it."""
    on: list[Mark] = []
    at = 0
    for start, end in pairwise(cuts):
        while at < len(marks) and marks[at].span.start <= start:
            on.append(marks[at])
            at += 1
        on = [mark for mark in on if mark.span.end > start]
        yield start, end, on


def _segment(text: str, start: int, end: int, on: list[Mark]) -> Segment:
    words = text[start:end]
    return Segment(
        words=words,
        kinds=tuple(sorted({mark.kind for mark in on})),
        claims=tuple(sorted({mark.claim for mark in on if mark.claim})),
        opens=tuple(mark.claim for mark in on if mark.kind == "trigger" and mark.span.start == start),
        sign=f"U+{ord(words):04X}" if _UNSEEN.fullmatch(words) else "",
    )


def around(text: str, claim: Claim, reach: int = 280) -> tuple[int, int]:
    """The stretch of a text that shows a claim: its first quote with what stands before and after, cut at spaces."""
    quote = claim.quotes[0].span if claim.quotes else claim.trigger.span
    start, end = max(0, quote.start - reach), min(len(text), quote.end + reach)
    if start:
        space = text.find(" ", start, quote.start)
        start = space + 1 if space >= 0 else start
    if end < len(text):
        space = text.rfind(" ", quote.end, end)
        end = space if space >= 0 else end
    return start, end


def parts(text: str) -> list[tuple[int, int]]:
    """A long text in stretches for one page each, cut at the ends of paragraphs."""
    found: list[tuple[int, int]] = []
    start = 0
    while len(text) - start > PART:
        line = text.find("\n", start + PART, start + PART + 5_000)
        end = line + 1 if line >= 0 else start + PART
        found.append((start, end))
        start = end
    return [*found, (start, len(text))]


def part_at(text: str, at: int) -> int:
    """The number, from 0, of the part in which a character stands."""
    return next((number for number, (_, end) in enumerate(parts(text)) if at < end), 0)
