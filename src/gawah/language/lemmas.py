"""Base forms of words: the table of the pack first, then the dictionary of simplemma, then the regular endings."""

from __future__ import annotations

import json
from pathlib import Path

REMEMBERED = 100_000
INFLECTED = frozenset({"VERB", "NOUN", "AUX", "ADJ", "ADV"})


class Lemmas:
    """Looks up the base form of a word with its part of speech."""

    def __init__(self, table: dict[str, dict[str, str]], language: str) -> None:
        self._table, self._language = table, language
        self._met: dict[tuple[str, str], str] = {}

    @classmethod
    def open(cls, folder: Path, language: str) -> Lemmas:
        """The table of the pack in `folder`; a pack without one leaves the dictionary alone to answer."""
        path = folder / "lemmas.json"
        return cls(json.loads(path.read_text("utf-8")) if path.exists() else {}, language)

    def __call__(self, word: str, upos: str) -> str:
        """The base form, in lower case but for names."""
        found = self._met.get((word, upos))
        if found is None:
            if len(self._met) >= REMEMBERED:
                self._met.clear()
            found = self._met[word, upos] = self._find(word, upos)
        return found

    def _find(self, word: str, upos: str) -> str:
        word = word if word.isascii() else "".join(letter for letter in word if letter.isprintable())
        low = word.lower().replace("’", "'")
        known = self._table.get(upos, {}).get(low)
        if known is not None:
            return known
        if upos == "PROPN":
            return word
        if upos not in INFLECTED or not low.isalpha():
            return low
        return _from_dictionary(low, self._language) or low


def _from_dictionary(word: str, language: str) -> str:
    import simplemma

    return str(simplemma.lemmatize(word, lang=language)).lower()
