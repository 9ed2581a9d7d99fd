"""Base forms of words: the table of the pack first, then the dictionary of simplemma, then the regular endings."""

from __future__ import annotations

import json
from pathlib import Path

REMEMBERED = 100_000
VERB_ENDINGS = ("ing", "ed")
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
        if upos == "NOUN" and word.endswith("s") and word[:-1].isupper():
            return low[:-1]
        before, hyphen, last = low.rpartition("-")
        if upos not in INFLECTED or not last.isalpha():
            return low
        return before + hyphen + self._base(last, upos)

    def _base(self, word: str, upos: str) -> str:
        """Base form of a word in small letters: no noun or adjective is led back to the verb that it was made of."""
        if upos in {"VERB", "AUX"}:
            return self._verb(word)
        if upos == "NOUN" and word.endswith("ings") and len(word) > 6:
            return word[:-1]
        if word.endswith(("ing", "ed")) or (upos == "ADV" and word.endswith("ly")):
            return word
        return _from_dictionary(word, self._language) or word

    def _verb(self, word: str) -> str:
        found = _from_dictionary(word, self._language)
        if found != word and _is_word(found, self._language):
            return found
        for ending in VERB_ENDINGS:
            stem = word.removesuffix(ending)
            if len(stem) < len(word) and len(stem) > 2:
                doubled = stem[:-1] if stem[-1] == stem[-2] else stem
                return next((base for base in (stem, f"{stem}e", doubled) if _is_word(base, self._language)), word)
        return word


def _from_dictionary(word: str, language: str) -> str:
    import simplemma

    return str(simplemma.lemmatize(word, lang=language)).lower()


def _is_word(word: str, language: str) -> bool:
    import simplemma

    return bool(simplemma.is_known(word, lang=language))
