"""Who a document names, in the order of its text, so that "the group", "its spokesman", "his forces" and "Nazari" find them.

A word stands for an actor only where one alone fits: of the nearest sentence that names any, and with nobody beside it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from gawah.data import table
from gawah.model import Mention, Span, When
from gawah.resolve.registry import Entry, Registry, bare
from gawah.text.spelling import near

REACH = 700
"""Characters between a word and the actor that it stands for, at most: about a long paragraph."""
_WORD = re.compile(r"[^\W_][\w'’.-]*\w|\w")
_OWNED = re.compile(r"['’]s?$")
_ENDS = re.compile(r"[.!?][\"'”’)]*\s+|\n+")
_DEFINITE = re.compile(r"\b(the|this|that|these|those|its|their|his|her|same)\s+(?:\w+\s+)?$", re.IGNORECASE)
_SAME_NAME = 0.9
_HEAD = re.compile(r",|\s(?:of|in|from|who|which|that|at|near|for|on)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """Words of a document that name actors of the registry; `person` where they name someone who leads them."""

    start: int
    end: int
    entries: tuple[Entry, ...]
    person: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The entries that words stand for, and why."""

    entries: tuple[Entry, ...]
    why: str


class Cast:
    """The actors that a text names, with the days on which to look for them."""

    def __init__(self, text: str, registry: Registry, when: When = When()) -> None:  # noqa: B008
        self.text, self.when = text, when
        self.named = tuple(_named(text, registry, when))
        self._starts = [one.start for one in self.named]
        self._ends = [0, *(match.end() for match in _ENDS.finditer(text))]

    def meant(self, name: str, mention: Mention) -> Found | None:
        """Whom the words of a mention stand for, where they name nobody themselves."""
        lead = _DEFINITE.search(self.text[max(0, mention.span.start - 30) : mention.span.start])
        word = lead.group(1).lower() if lead else ""
        return self._owned(name, mention.span, word) or self._titled(name, mention.span, word) or self._surname(name)

    def _owned(self, name: str, span: Span, lead: str) -> Found | None:
        """Words like "its spokesman", "their fighters", "his forces", "the group's leader"."""
        owner, words = lead, name
        inner = re.search(r"(?:^|,\s+|\s)(its|their|his|her|the\s+[\w-]+['’]s?)\s+([\w\s-]+)$", name, re.IGNORECASE)
        if inner:
            owner, words = inner.group(1).lower(), inner.group(2)
        elif re.match(r"[\w-]+['’]s?\s", name):
            owner, _, words = name.partition(" ")
        known = table("actors/kinds")
        parts = _HEAD.split(words)[0].lower().split()
        if not parts or parts[-1] not in known["owned"] or not set(parts[:-1]) <= set(known["modifiers"]):
            return None
        if owner in {"his", "her"}:
            return self._behind(span.start, lambda one: bool(one.person), f"“{owner} {words}”")
        if owner in {"its", "their"}:
            return self._behind(span.start, lambda one: _is_body(one.entries), f"“{owner} {words}”")
        noun = _OWNED.sub("", owner).split()[-1] if "’" in owner or "'" in owner else ""
        return self._of_noun(noun, span.start) if noun else None

    def _titled(self, name: str, span: Span, lead: str) -> Found | None:
        """Words like "the front", "the group", "the armed movement": by a word of the name itself, else by the kind."""
        parts = _HEAD.split(name)[0].lower().split()
        modifiers = set(table("actors/kinds")["modifiers"])
        if not lead or lead in {"his", "her"} or not parts or not set(parts[:-1]) <= modifiers:
            return None
        return self._of_noun(parts[-1], span.start)

    def _of_noun(self, noun: str, at: int) -> Found | None:
        kinds = table("actors/kinds")["anaphors"].get(noun)
        if kinds is not None:
            return self._behind(at, lambda one: any(e.on(self.when).kind in kinds for e in one.entries), f"“the {noun}”")
        named = {
            entry.actor.id: entry
            for one in self.named
            if one.start < at
            for entry in one.entries
            if any(noun in name.lower().split() for name in entry.names)
        }
        if len(named) == 1 and noun not in table("actors/kinds")["nouns"]:
            entry = next(iter(named.values()))
            return Found((entry,), f"“the {noun}” is a word of a name that stands before it")
        return None

    def _surname(self, name: str) -> Found | None:
        """The last name of someone whom the document names in full."""
        if len(name.split()) != 1 or not name[:1].isupper():
            return None
        people = {one.person: one for one in self.named if one.person}
        alike = [one for full, one in people.items() if near(full.split()[-1], name) >= _SAME_NAME]
        if len(alike) != 1:
            return None
        return Found(alike[0].entries, f"“{name}” is {alike[0].person}, named in the document")

    def _behind(self, at: int, fits: Callable[[Named], bool], words: str) -> Found | None:
        """The one actor that fits in the nearest sentence before `at` that names a fitting one."""
        last: int | None = None
        found: dict[str, Entry] = {}
        for one in reversed(self.named[: bisect_right(self._starts, at - 1)]):
            if one.start < at - REACH or (last is not None and self._sentence(one.start) != last):
                break
            if fits(one) and one.end <= at:
                last = self._sentence(one.start)
                found |= {entry.actor.id: entry for entry in one.entries}
        if len(found) != 1:
            return None
        entry = next(iter(found.values()))
        return Found((entry,), f"{words} stands for the one that the text names before it")

    def _sentence(self, at: int) -> int:
        return bisect_right(self._ends, at)


def standing(entries: Sequence[Entry], when: When) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """The entries that existed on some days, and for each other one a sentence that says why it is none."""
    kept = tuple(entry for entry in entries if entry.days.meets(when))
    gone = tuple(f"{e.actor.name} existed {_span(e.days)}, not on {when.edtf}" for e in entries if e not in kept)
    return kept, gone


def _span(days: When) -> str:
    if days.first is None:
        return f"until {days.last}"
    return f"since {days.first}" if days.last is None else f"from {days.first} to {days.last}"


def _is_body(entries: Sequence[Entry]) -> bool:
    return any(entry.actor.kind not in {"media", "ngo", "person"} for entry in entries)


def _named(text: str, registry: Registry, when: When) -> Iterator[Named]:
    """The longest runs of words that are names of actors which existed then, or of their people."""
    words = [(match.start(), match.end(), _OWNED.sub("", match.group())) for match in _WORD.finditer(text)]
    at = 0
    while at < len(words):
        start, _, first = words[at]
        taken = 1
        for size in range(min(registry.longest(first.casefold().rstrip(".")), len(words) - at), 0, -1):
            end = words[at + size - 1][0] + len(words[at + size - 1][2])
            name = text[start:end]
            if (name[:1].islower() and name.isascii()) or not registry.written(name):
                continue
            entries, _ = standing(registry.known(name), when)
            if entries:
                yield Named(start, end, entries)
            else:
                led = tuple(entry for entry in registry.led_by(name) if entry.led_on(name, when))
                if led:
                    yield Named(start, end, led, bare(name))
            taken = size
            break
        at += taken
