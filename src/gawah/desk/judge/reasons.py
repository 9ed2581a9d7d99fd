"""The machine's reasons in the reader's language: which sentence of the table a reason is, and what its parts are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from gawah.desk.judge import words
from gawah.desk.judge.sentences import FIGURES, SENTENCES
from gawah.desk.judge.terms import PLACE_KINDS
from gawah.model import Outcome, Responsibility
from gawah.publish.words import outcome_words

_SLOT = re.compile(r"%\(([a-z]+)(\d*)\)s")
_NUMBER = r"[\d.,]+|\?"
_END = rf"{_NUMBER}|open"
_STANDS: dict[str, words.Words] = {
    Responsibility.CONTESTED.value: words.CONTESTED[Responsibility.CONTESTED],
    Responsibility.DENIED.value: words.CONTESTED[Responsibility.DENIED],
}
TABLES: dict[str, dict[str, words.Words]] = {
    "event": {name: said for value, said in words.EVENTS.items() for name in (str(value), str(value).replace("_", " "))},
    "outcome": {name: said for value, said in words.OUTCOMES.items() for name in (str(value), outcome_words(Outcome(value)))},
    "kind": PLACE_KINDS,
    "actor": {str(value): said for value, said in words.ACTORS.items()},
    "stand": _STANDS,
}
"""Kinds of parts that are words of the trade, each with how they are said."""
KINDS: dict[str, str] = {
    "n": _NUMBER,
    "share": r"\d+%",
    "day": r"[\d/.~?X-]+",
    "date": r"\d{1,2} [A-Z][a-z]+ \d{4}",
    "month": r"(?:[A-Z][a-z]+ )?\d{4}",
    "figure": rf"(?:about )?(?:up to )?(?:{_END})(?: or more| to (?:{_END}))?|no number|no figure|an open total",
    "why": r".+?",
    "name": r".+?",
    "who": r".+?",
    **{kind: "|".join(map(re.escape, sorted(table, key=len, reverse=True))) for kind, table in TABLES.items()},
}
"""What a part of each kind looks like."""
LONGEST = 4_000
"""Characters of a reason that is looked up; no stage gives a longer one."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a reason: its kind (`KINDS`) and the machine's words for it."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason that the table knows: the sentence (a message of the catalogues) and its parts by name."""

    message: str
    parts: dict[str, Part]


@lru_cache(maxsize=4096)
def read(reason: str) -> Reason | None:
    """Which sentence of the table a reason is; None for one that the table does not hold."""
    return _fit(reason, SENTENCES) if len(reason) <= LONGEST else None


@lru_cache(maxsize=1024)
def read_figure(figure: str) -> Reason | None:
    """Which of the ways to say a figure this is; None for a bare number."""
    return _fit(figure, FIGURES)


def _fit(said: str, table: tuple[str, ...]) -> Reason | None:
    for message, shape in _shapes(table):
        if (found := shape.fullmatch(said)) and all(_holds(name, part) for name, part in found.groupdict().items()):
            return Reason(message, {name: Part(kind_of(name), part) for name, part in found.groupdict().items()})
    return None


def _holds(name: str, part: str) -> bool:
    """Whether a part is what its kind promises: a `why` must be a sentence itself."""
    return kind_of(name) != "why" or all(read(clause) for clause in clauses(part))


def kind_of(name: str) -> str:
    """The kind of a part by its name: "figure2" is a figure."""
    return name.rstrip("0123456789")


def clauses(reason: str) -> list[str]:
    """The sentences that stages join into one reason."""
    return reason.split("; ")


@cache
def _shapes(table: tuple[str, ...]) -> list[tuple[str, re.Pattern[str]]]:
    """Each sentence with what fits it, the most particular first."""
    ordered = sorted(table, key=lambda message: -len(_SLOT.sub("", message)))
    return [(message, re.compile("".join(_pattern(message)), re.DOTALL)) for message in ordered]


def _pattern(message: str) -> Iterator[str]:
    at = 0
    for slot in _SLOT.finditer(message):
        yield re.escape(message[at : slot.start()])
        yield f"(?P<{slot[1]}{slot[2]}>{KINDS[slot[1]]})"
        at = slot.end()
    yield re.escape(message[at:])


def pieces(message: str) -> Iterator[tuple[str, str]]:
    """A sentence, translated or not, in pieces: words as they are, and the name of a part (else empty) behind them."""
    at = 0
    for slot in _SLOT.finditer(message):
        yield message[at : slot.start()], f"{slot[1]}{slot[2]}"
        at = slot.end()
    yield message[at:], ""
