"""What the text around a place name says of the place: its kind, and the area that it names beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gawah.model import Mention
from gawah.resolve.place_kinds import bare, codes_of, suits
from gawah.resolve.place_towns import is_street, sought_in
from gawah.text.spelling import plain

_AFTER = re.compile(r"[\s,]*(?:the\s+)?([A-Za-z-]+)(?:\s+([A-Za-z-]+))?")
_BEFORE = re.compile(r"([A-Za-z-]+)\s+of\s+(?:the\s+)?$|([A-Za-z-]+)\s+$")
_SIDES = re.compile(
    r"^(?:north|south|east|west|central|upper|lower|greater|north-?east|north-?west|south-?east|south-?west)(?:ern)?$"
)
_GAP = 48
"""Characters between a name and the area named beside it, at most."""
_OPENS = re.compile(r"^\s*(?:,|\(|/|)\s*(?:the\s+)?$")
_JOINS = re.compile(
    r"^\s*,?\s*((?:[a-z-]+\s+){0,2})(?:in|of|inside|within|near|outside)\s+(?:the\s+)?"
    r"(?:(?:north|south|east|west|central)[a-z-]*\s+)?(?:[a-z-]+\s+of\s+)?$"
)
_SMALLER = re.compile(r"\b([a-z-]+)\s+of\s+$")
_OWNS = re.compile(r"^\s*[’'‘`]s?\s+(?:[a-z-]+\s+){0,2}$")
_QUOTES = re.compile(r"[\"“”„«»‟]")
_AND = re.compile(r"^\s*(?:,|,?\s*and|,?\s*or|&)\s*$")


@dataclass(frozen=True, slots=True)
class Cue:
    """A name with what stands around it.

    `name` is the name without the kind words; `codes` the feature codes that a kind word beside it allows (None: no kind word);
    `kind_word` that word. `inside` is the index of the mention that the text names as the area around it, and `how` says with
    which words; `beside` are indices of mentions in the same list ("in Parwan, Kapisa and Panjshir").
    """

    mention: Mention
    name: str
    codes: tuple[str, ...] | None = None
    kind_word: str = ""
    inside: int | None = None
    how: str = ""
    soft: bool = False
    """The area stands beside it with no word that says so ("Paris, Texas"; but also "Parwan, Kapisa and Panjshir")."""
    beside: tuple[int, ...] = ()
    sought: str = ""
    """The words that are looked up: the name without what clings to it, or the longer name that it is part of."""
    street: bool = False
    """It names a street, which no gazetteer has."""
    chain: tuple[int, ...] = ()
    """Indices of the mentions that a claim names after it, as areas around it."""


def read_cues(text: str, mentions: Sequence[Mention], is_name: Callable[[str], bool] = lambda _: False) -> list[Cue]:
    """What the text says around each mention; the mentions in any order. `is_name` tells whether a place is written so."""
    order = sorted(range(len(mentions)), key=lambda at: mentions[at].span)
    inside: dict[int, tuple[int, str, bool]] = {}
    beside: dict[int, set[int]] = {at: set() for at in order}
    for left, right in pairwise(order):
        gap = _QUOTES.sub("", text[mentions[left].span.end : mentions[right].span.start])
        if len(gap) > _GAP or "\n" in gap or plain(mentions[left].words) == plain(mentions[right].words):
            continue
        if _OWNS.match(gap) or _names_smaller(gap):
            inside.setdefault(right, (left, f'"{mentions[left].words}{gap}{mentions[right].words}"', False))
        elif (soft := bool(_OPENS.match(gap))) or _names_larger(gap):
            inside.setdefault(left, (right, f'"{mentions[left].words}{gap}{mentions[right].words}"', soft))
        if _AND.match(gap):
            beside[left].add(right)
            beside[right].add(left)
    cues = []
    for at, mention in enumerate(mentions):
        word, codes = _kind(text, mention)
        area, how, soft = inside.get(at, (None, "", False))
        sought, others = sought_in(text, mention, is_name), tuple(sorted(beside.get(at, ())))
        cues.append(Cue(mention, bare(sought), codes, word, area, how, soft, others, sought, is_street(text, mention)))
    return cues


def _names_larger(gap: str) -> bool:
    """Whether the words between two names say that the first lies in the second; only kind words may stand before "in"."""
    found = _JOINS.match(gap)
    return found is not None and all(codes_of(word) is not None for word in found.group(1).split())


def _names_smaller(gap: str) -> bool:
    """Whether the words between two names say that the second lies in the first ("Andarab, in the village of Imand")."""
    found = _SMALLER.search(gap)
    return bool(found and found.start() > 1 and _names_larger(gap) and suits("PPL", codes_of(found.group(1)) or ()))


def _kind(text: str, mention: Mention) -> tuple[str, tuple[str, ...] | None]:
    """The kind word of a name and the feature codes it allows: "Dara district", "the village of Imand", "Laurel County"."""
    words = mention.words.replace("-", " ").split()
    inner = words[-1].lower() if len(words) > 1 else ""
    found: list[tuple[str, tuple[str, ...]]] = []
    if inner and (codes := codes_of(inner)) is not None:
        found.append((inner, codes))
    after = _AFTER.match(text[mention.span.end : mention.span.end + 40])
    if after and not text[mention.span.end : mention.span.end + 1].startswith((",", ".")):
        for word in filter(None, (after.group(1), after.group(2))):
            codes = codes_of(word)
            if codes is not None and word.islower():
                found.append((word, codes))
                break
            if not _SIDES.match(word.lower()):
                break
    before = _BEFORE.search(text[max(0, mention.span.start - 40) : mention.span.start])
    if before and before.group(1) and (codes := codes_of(before.group(1))) is not None:
        found.append((f"{before.group(1)} of", codes))
    telling = [(word, codes) for word, codes in found if codes]
    return telling[0] if telling else (found[0][0], None) if found else ("", None)
