"""WordPiece: a word as the pieces that an uncased encoder knows, in plain Python."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

MOST_PIECES = 8
"""Pieces of one word that are looked at; what is longer is no word of a report."""
LONGEST = 100
KNOWN_AT_ONCE = 100_000


class WordPiece:
    """Words to piece numbers by the longest match first, as BERT's uncased tokeniser does; remembers the words it has met."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._ids = {piece: at for at, piece in enumerate(vocabulary)}
        self.pad, self.unknown = self._ids["[PAD]"], self._ids["[UNK]"]
        self.first, self.last = self._ids["[CLS]"], self._ids["[SEP]"]
        self._met: dict[str, tuple[int, ...]] = {}

    def __call__(self, word: str) -> tuple[int, ...]:
        """The pieces of a word, at least one, at most `MOST_PIECES`."""
        found = self._met.get(word)
        if found is None:
            if len(self._met) >= KNOWN_AT_ONCE:
                self._met.clear()
            pieces = [piece for part in _parts(word[:LONGEST]) for piece in self._pieces(part)]
            found = self._met[word] = tuple(pieces[:MOST_PIECES]) or (self.unknown,)
        return found

    def _pieces(self, part: str) -> list[int]:
        found: list[int] = []
        start = 0
        while start < len(part):
            lead = "##" if start else ""
            for end in range(len(part), start, -1):
                piece = self._ids.get(lead + part[start:end])
                if piece is not None:
                    found.append(piece)
                    start = end
                    break
            else:
                return [self.unknown]
        return found


def _parts(word: str) -> list[str]:
    """A word without accents and control characters, in lower case, each sign on its own."""
    if word.isascii() and word.isalnum():
        return [word.lower()]
    parts: list[str] = []
    open_part = False
    for letter in unicodedata.normalize("NFD", word.lower()):
        kind = unicodedata.category(letter)
        if kind == "Mn" or kind[0] == "C":
            continue
        if kind[0] in "PZ" or (letter.isascii() and not letter.isalnum()):
            if kind[0] != "Z":
                parts.append(letter)
            open_part = False
        elif open_part:
            parts[-1] += letter
        else:
            parts.append(letter)
            open_part = True
    return parts
