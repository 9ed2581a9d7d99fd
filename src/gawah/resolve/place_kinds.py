"""Kinds of places: how exactly each is known, what it is called, which words of a text name it."""

from __future__ import annotations

from functools import cache
from math import sqrt

from gawah.data import table
from gawah.model import Precision
from gawah.text.spelling import plain

_KINDS = table("places/kinds")


@cache
def _facts(kind: str) -> dict[str, object]:
    for end in range(len(kind), 0, -1):
        if kind[:end] in _KINDS["codes"]:
            return dict(_KINDS["codes"][kind[:end]])
    return {"precision": "unknown", "word": "place", "metres": 20000}


@cache
def precision_of(kind: str) -> Precision:
    """How exactly a place of a GeoNames feature code is known."""
    return Precision[str(_facts(kind)["precision"]).upper()]


def word_of(kind: str) -> str:
    """What a place of a feature code is called in a sentence."""
    return str(_facts(kind)["word"])


def radius_of(kind: str, population: int = 0) -> int:
    """Metres around the point of a place within which a thing "at" it may lie; a town grows with the root of its people."""
    metres = int(str(_facts(kind)["metres"]))
    if kind.startswith("PPL") and population > 0:
        return max(metres, min(25000, round(sqrt(population) * 12)))
    return metres


@cache
def codes_of(word: str) -> tuple[str, ...] | None:
    """The feature codes that a kind word may stand for ("district" -> ADM2 ...); None where it is no kind word."""
    codes = _KINDS["words"].get(word.lower())
    return None if codes is None else tuple(codes)


def suits(kind: str, codes: tuple[str, ...]) -> bool:
    """Whether a feature code is one of those that a kind word stands for."""
    return any(kind.startswith(code) for code in codes)


@cache
def bare(name: str) -> str:
    """A name in plain letters without the kind words around it ("Ab Band District" -> "ab band"); never empty for a name."""
    words = plain(name)
    while True:
        cut = words
        for strip in _KINDS["strip"]:
            cut = cut.removeprefix(f"{strip} ").removesuffix(f" {strip}")
        if cut != words:
            cut = cut.removeprefix("of ").removesuffix(" of")
        if cut == words:
            return words
        words = cut
