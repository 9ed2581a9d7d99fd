"""Names that are protected: found in any words, whatever their case and marks; longer names also by their sound."""

from __future__ import annotations

import re
from collections.abc import Iterable

from gawah.text.spelling import fold, plain

WITHHELD = "[name withheld]"
_WORD = re.compile(r"[^\W_]+")
_SOUNDS = 5
"""Consonants that a name must have to be found by its sound as well as by its letters."""
_TRACES = re.compile(
    r"[\w.+-]+@[\w-]+\.[\w.]+"  # an address of mail
    r"|(?<!\w)\+?\d(?:[ ()./-]{0,2}\d){8,14}(?!\w)"  # a telephone
    r"|(?<!\w)[-+]?\d{1,3}\.\d{3,}\s*[,;/ ]\s*[-+]?\d{1,3}\.\d{3,}(?!\w)"  # a pair of coordinates
)
REMOVED = "[removed]"


class Protected:
    """The names that must not go out. A name of several words is also found where it is spelled another way."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self.names = tuple(dict.fromkeys(name for name in names if _WORD.search(name)))
        self._first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for name in self.names:
            words = _WORD.findall(name)
            self._add(tuple(map(_letters, words)), name)
            sounds = tuple(_sound(word) for word in words)
            if len(words) > 1 and all(sounds) and sum(map(len, sounds)) >= _SOUNDS:
                self._add(sounds, name)

    def _add(self, key: tuple[str, ...], name: str) -> None:
        self._first.setdefault(key[0], []).append((key, name))

    def __bool__(self) -> bool:
        return bool(self.names)

    def spans(self, words: str) -> list[tuple[int, int, str]]:
        """Where protected names stand in words: start, end, the name as it is protected."""
        if not self._first:
            return []
        tokens = list(_WORD.finditer(words))
        keys = [(_letters(token[0]), _sound(token[0])) for token in tokens]
        found = []
        for at, pair in enumerate(keys):
            for kind in (0, 1):
                for key, name in self._first.get(pair[kind], ()):
                    if len(key) <= len(keys) - at and all(key[n] == keys[at + n][kind] for n in range(len(key))):
                        found.append((tokens[at].start(), tokens[at + len(key) - 1].end(), name))
        return found

    def found(self, words: str) -> tuple[str, ...]:
        """The protected names that stand in words."""
        return tuple(dict.fromkeys(name for _, _, name in self.spans(words)))

    def masked(self, words: str) -> str:
        """The words with each protected name replaced."""
        made, at = "", 0
        for start, end, _ in sorted(self.spans(words)):
            if end <= at:
                continue
            made += (words[at:start] if start >= at else "") + (WITHHELD if start >= at else "")
            at = end
        return made + words[at:]


def without_traces(words: str) -> str:
    """Words without addresses of mail, telephone numbers and coordinates."""
    return _TRACES.sub(REMOVED, words)


def _letters(word: str) -> str:
    """The key of a word by its letters. Most words with digits are ids, each there once or twice: they are not looked up."""
    return word.lower() if word.isascii() and not word.isalpha() else plain(word)


def _sound(word: str) -> str:
    """The key of a word by its sound; digits sound like nothing else."""
    return word.lower() if any(letter.isdigit() for letter in word) else fold(word)
