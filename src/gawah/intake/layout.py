"""Lines of printed pages to paragraphs, by where they stand: gaps, indents, short last lines, sizes, bullets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from gawah.intake.lines import is_item, join

_ENDS = (".", "!", "?", ":", '"', "”", "’", ")")
_COLUMN = 40
"""Lines that begin within so many points stand in one column."""
_FIGURES = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"\W*(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a page: its words and its box, in points from the lower left corner."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    page_height: float

    @property
    def size(self) -> float:
        """Height of its box."""
        return self.top - self.bottom


def paragraphs(pages: Sequence[Sequence[Line]]) -> tuple[str, tuple[str, ...]]:
    """The text with a paragraph or list item a line, and notes on what was left out."""
    kept, dropped = _without_margins(pages)
    text: list[list[str]] = []
    before: Line | None = None
    edge, pitch = 0.0, _pitch(kept)
    for lines in kept:
        edges = _edges(lines)
        for line in lines:
            if before is None or _begins(before, line, edge, pitch):
                text.append([line.text])
            else:
                text[-1].append(line.text)
            before, edge = line, edges[_column(line)]
    notes = (f"{dropped} lines that repeat at the head or foot of pages were left out",) if dropped else ()
    return "\n\n".join(join(part) for part in text), notes


def _without_margins(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], int]:
    """The pages without running heads, running feet and page numbers; how many lines that were."""

    def marginal(line: Line) -> bool:
        return line.bottom > line.page_height * 0.9 or line.top < line.page_height * 0.1

    def form(line: Line) -> str:
        return _FIGURES.sub("#", line.text.strip())

    often = Counter(form(line) for lines in pages for line in {form(line): line for line in lines if marginal(line)}.values())
    least = max(2, min(3, len(pages)))

    def runs(line: Line) -> bool:
        return marginal(line) and (often[form(line)] >= least or bool(_PAGE_NUMBER.fullmatch(line.text.strip())))

    kept = [[line for line in lines if not runs(line)] for lines in pages]
    return kept, sum(map(len, pages)) - sum(map(len, kept))


def _column(line: Line) -> int:
    return round(line.left / _COLUMN)


def _edges(lines: Sequence[Line]) -> dict[int, float]:
    """Where full lines end that begin about here: in each column of a page, what four of five lines do not pass."""
    rights: dict[int, list[float]] = {}
    for line in lines:
        for near in (-1, 0, 1):
            rights.setdefault(_column(line) + near, []).append(line.right)
    return {column: sorted(ends)[len(ends) * 4 // 5] for column, ends in rights.items()}


def _pitch(pages: Sequence[Sequence[Line]]) -> float:
    """How far down the next line mostly stands."""
    steps = sorted(one.bottom - other.bottom for lines in pages for one, other in pairwise(lines) if one.bottom > other.bottom)
    return steps[len(steps) // 2] if steps else 0.0


def _begins(before: Line, line: Line, edge: float, pitch: float) -> bool:
    """Whether a line begins a paragraph; full lines end about `edge`."""
    if is_item(line.text.strip()) or abs(line.size - before.size) > 0.15 * before.size:
        return True
    step = before.bottom - line.bottom
    ended, filled = before.text.rstrip().endswith(_ENDS), (before.right - before.left) / max(edge - before.left, 1.0)
    if step < -0.5 * line.size:  # the next column or page
        return ended and filled < 0.9
    if pitch and step > 1.35 * pitch:
        return True
    if line.left > before.left + 0.6 * line.size and ended and not is_item(before.text.strip()):
        return True
    parted = before.text.rstrip().endswith("-")
    return (filled < 0.6 and not parted) or (ended and filled < 0.85)
