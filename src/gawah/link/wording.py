"""The words and names of a telling, with their rarity.

How rare a word is comes from a fixed table of news English (`resources/link/rarity.yml`), not from the case at hand: so a new
document never changes what two old ones have in common.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache

from gawah.data import table
from gawah.text.spelling import fold

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
_NAME = re.compile(r"(?<![.!?:;\"“”\n]\s)(?<![.!?:;\"“”\n])\b[^\W\d_a-zß-öø-ÿ][\w'’]*[a-zß-ÿ][\w'’]*|\b\d{3,}\b")
_POSSESSIVE = re.compile(r"['’]s?$")
_AGE = re.compile(r"\b(\d{1,2})[- ]years?[- ]old\b|(?<=[^\W\d_]), (\d{1,2}),|\baged? (\d{1,2})\b")
AGE = 2.5
"""Rarity of an age: about one person in twelve is of the same."""
SHORTEST = 3
"""Letters of the shortest word that counts; digits count from two on."""


@lru_cache(maxsize=1 << 18)
def key(text: str) -> int:
    """A 63-bit key of a text, the same on every machine; never 0."""
    return (int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big") >> 1) or 1


@cache
def _levels() -> tuple[dict[str, float], float]:
    levels = {word: float(level) for level, words in table("link/rarity")["levels"].items() for word in words.split()}
    return levels, float(table("link/rarity")["unlisted"])


def rarity(word: str) -> float:
    """How much a shared word says: the natural logarithm of one over its share of documents; unlisted words are the rarest."""
    levels, unlisted = _levels()
    return levels.get(word, unlisted)


def tokens(text: str) -> list[str]:
    """The words and numbers of a text in small letters, without possessive endings."""
    found = (_POSSESSIVE.sub("", token).casefold() for token in _TOKEN.findall(text))
    return [token for token in found if len(token) >= SHORTEST or (len(token) == 2 and token.isdigit())]


def weighted(texts: Iterable[str], without: frozenset[str]) -> dict[str, float]:
    """Words with the share they have of a telling: rarity times the logarithm of how often, scaled to length 1."""
    counts = Counter(token for text in texts for token in tokens(text) if token not in without)
    raw = {word: (1 + math.log(count)) * rarity(word) for word, count in counts.items()}
    length = math.sqrt(sum(value * value for value in raw.values())) or 1.0
    return {word: value / length for word, value in raw.items() if value > 0}


def names(texts: Iterable[str], without: frozenset[str]) -> dict[str, float]:
    """Names inside sentences (capital letter, not the first word), numbers of three digits and more, ages; with their rarity.

    The names are folded, so that two spellings of one name are one key; each stands under the spelling found first.
    """
    found: dict[str, tuple[str, float]] = {}
    for text in texts:
        for match in _NAME.findall(text):
            word = _POSSESSIVE.sub("", match)
            if len(word) < SHORTEST or word.casefold() in without:
                continue
            folded = word if word.isdigit() else fold(word)
            if len(folded) >= 2 or word.isdigit():
                found.setdefault(folded, (word, rarity(word.casefold())))
        for match in _AGE.findall(text):
            found.setdefault(f"aged {''.join(match)}", (f"aged {''.join(match)}", AGE))
    return {spelling: value for spelling, value in found.values() if value > 0}


def name_key(name: str) -> int:
    """One key for all spellings of a name."""
    return key(f"name:{name}") if name[-1:].isdigit() else key(f"name:{fold(name)}")
