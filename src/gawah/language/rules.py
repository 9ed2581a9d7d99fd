"""The words that splitting and tokenising look up; each pack brings its own (`packs/LANGUAGE/rules.json`, which defines the
fields).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from gawah.errors import MissingPack


@dataclass(frozen=True, slots=True)
class Rules:
    """Abbreviations, openings, prefixes and clitics of one language, all in lower case."""

    never_last: frozenset[str]
    may_last: frozenset[str]
    also_words: frozenset[str]
    before_number: frozenset[str]
    starters: frozenset[str]
    unsure_starters: frozenset[str]
    prefixes: frozenset[str]
    splits: dict[str, int]
    units: frozenset[str]
    clock: frozenset[str]
    after_clock: frozenset[str]

    @classmethod
    def open(cls, folder: Path) -> Rules:
        """The rules of the pack in `folder`; `MissingPack` if they are not there."""
        path = folder / "rules.json"
        if not path.exists():
            raise MissingPack(f"{path} is missing; install gawah again")
        table = json.loads(path.read_text("utf-8"))
        sets = {name: frozenset(table[name]) for name in cls.__slots__ if name != "splits"}
        return cls(splits=table["splits"], **sets)

    def opens(self, word: str) -> bool:
        """Whether a word commonly opens a sentence; in capitals only those count that seldom stand inside one."""
        low = word.lower()
        return low in self.starters and not (len(word) > 1 and word.isupper() and low in self.unsure_starters)

    def is_abbreviation(self, word: str) -> bool:
        """Whether a word (without its full stop) is an abbreviation wherever it stands."""
        low = word.lower()
        return low in self.never_last or (low in self.may_last and not self.is_plain_word(word))

    def is_plain_word(self, word: str) -> bool:
        """Whether what could be an abbreviation is written as the word that it also is ("ill" but "Ill.")."""
        return word.lower() in self.also_words and not word.istitle()
