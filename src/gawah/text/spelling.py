"""One key for the many spellings of a name.

Worsaj, Varsuj, Versuj, Versaj and ورسج are one district. No spelling of them is wrong: the script of the country leaves short
vowels out, and every desk writes them in its own way. So `fold` keeps the consonants, in classes that transliterations do not
mix up further (w = v, q = k, gh = g), and drops the vowels, doubled letters, silent h and y, articles and spaces. It takes
Latin, Arabic-script and Cyrillic names to the same key; other scripts keep their letters.

Equal keys mean "may be one name", never "is": `near` tells how much two spellings agree, vowels included.
Rules: the tables of `resources/spelling/letters.yml`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler, Levenshtein

from gawah.data import table

_LETTERS: dict[str, dict[str, str]] = {k: v for k, v in table("spelling/letters").items() if isinstance(v, dict)}
_ARTICLES = frozenset(table("spelling/letters")["articles"])
_ARABIC = str.maketrans({**_LETTERS["arabic"], "آ": "'A", "\u0640": ""})
_SOUND = re.compile("|".join(sorted(map(re.escape, _LETTERS["sounds"]), key=len, reverse=True)))
_VOWEL = re.compile("|".join(sorted(map(re.escape, _LETTERS["vowels"]), key=len, reverse=True)))

_ARABIC_LETTERS = re.compile(r"[\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff\u0750-\u077f]")
_SHORT = frozenset(_LETTERS["words"])
_UNSEEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_JOINER = re.compile(r"[\u200c\u200d]")

# Waw sounds as v at the head of a word and before alef; yeh as y at the head; else they are vowels.
_WAW_V = re.compile(r"(?<![\w'])W|W(?=A)|W(?=Y\w)")
_YEH_Y = re.compile(r"(?<![\w'])Y")
_AYN_FIRST = re.compile(r"(?<!\w)'(?=[^\WAWY])")
_AL = re.compile(r"(?<!\w)ال(?!ل)(?=\w{3})")
_W_VOWEL = re.compile(r"(?<=\w)w(?![aeiouyw])")
_X_INSIDE = re.compile(r"(?<=\w)x")
_DOUBLED = re.compile(r"(.)\1+")
_SILENT = re.compile(r"[aeiouy]|(?<!^)h")
_SILENT_INSIDE = re.compile(r"(?<!^)h")


class _Plain(dict[int, str]):
    """Any small letter -> plain letters: what is not Latin or Cyrillic stays, marks go, other signs part words."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char in _SINGLE:
            plain = _SINGLE[char]
        else:
            bare = "".join(c for c in unicodedata.normalize("NFD", char) if not unicodedata.combining(c))
            plain = "".join(_SINGLE.get(c, c) if c.isalnum() else " " for c in bare)
        self[code] = plain
        return plain


_SINGLE: dict[str, str] = {**_LETTERS["cyrillic"], **_LETTERS["latin"]}
_PLAIN = _Plain()


@lru_cache(maxsize=16384)
def plain(name: str) -> str:
    """The name in small plain Latin letters, words parted by one space, accents, marks and controls gone.

    Arabic script gives its consonants and the vowels it writes ("پنجشیر" -> "pnjshir"); scripts that are neither Latin,
    Cyrillic nor Arabic keep their letters.
    """
    text = name.casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFC", _UNSEEN.sub("", _JOINER.sub(" ", unicodedata.normalize("NFKC", text)))).casefold()
        if _ARABIC_LETTERS.search(text):
            text = _read_arabic(text)
    words = text.translate(_PLAIN).split()
    if not _SHORT.isdisjoint(words):
        words = [_LETTERS["words"].get(word, word) for word in words]
    return " ".join(words)


def _read_arabic(text: str) -> str:
    """Arabic letters in Latin: consonants, and the vowels that alef, waw and yeh can be told to be."""
    bare = "".join(c for c in text if not unicodedata.combining(c) or c in "\u0653\u0654\u0655")
    read = unicodedata.normalize("NFC", _AL.sub("", bare)).translate(_ARABIC)
    read = _YEH_Y.sub("y", _WAW_V.sub("v", _AYN_FIRST.sub("a", read)))
    read = re.sub(r"(?<!\w)'?A(?=[WY])", "", read)
    return read.replace("'", "").replace("A", "a").replace("W", "u").replace("Y", "i")


@lru_cache(maxsize=16384)
def _sounds(name: str) -> tuple[str, ...]:
    """The words of a name, one letter a sound, vowels in, articles and doubled letters out.

    Where short vowels are not written, two like letters are two sounds (ننگرهار, Nangarhar), but for the l of Allah.
    """
    letters = plain(name)
    words = letters.split()
    if not words:
        return ()
    heard = _SOUND.sub(_sound, _X_INSIDE.sub("ks", _W_VOWEL.sub("u", letters))).split()
    kept: list[str] = []
    latin, sun = writes_vowels(name), ""
    for place, (word, sound) in enumerate(zip(words, heard, strict=True)):
        if sun and not sound.startswith(sun):
            kept.append(words[place - 1])
        sun = ""
        last = place == len(words) - 1
        if word in _ARTICLES and (kept or not last):
            continue
        if word in _LETTERS["sun"] and not last:
            sun = _LETTERS["sun"][word]
            continue
        kept.append(_DOUBLED.sub(r"\1", sound) if latin else sound.replace("ll", "l"))
    return tuple(kept)


def _sound(found: re.Match[str]) -> str:
    return _LETTERS["sounds"][found.group()]


@lru_cache(maxsize=16384)
def fold(name: str) -> str:
    """The key that all spellings of a name share: its consonants, with "a" before them where it opens with a vowel.

    "Worsaj", "Varsuj" and "ورسج" -> "vrsj"; "Sar-e-Hawz" and "Sari Hauz" -> "srz"; empty only where there is no letter.
    Different names can share a key: use it to find candidates and `near` to weigh them.
    """
    joined = "".join(_sounds(name))
    if not joined:
        return ""
    head = "a" if joined[0] in "aeiou" else "y" if joined[0] == "y" else ""
    return head + _SILENT.sub("", joined)


@lru_cache(maxsize=16384)
def voiced(name: str) -> str:
    """The name as it sounds, vowels in classes (a = e, i = y, o = u): finer than `fold`, coarser than `plain`."""
    return _VOWEL.sub(_vowel, _SILENT_INSIDE.sub("", "".join(_sounds(name))))


def _vowel(found: re.Match[str]) -> str:
    return _LETTERS["vowels"][found.group()]


def writes_vowels(name: str) -> bool:
    """Whether the script of a name writes its short vowels; the Arabic script does not."""
    return not _ARABIC_LETTERS.search(name)


def near(a: str, b: str, keys: tuple[str, str] | None = None) -> float:
    """How much two spellings agree, 0 to 1; 1 for the same letters, about 0.9 and more for spellings of one name.

    Consonants weigh most; vowels count only where both scripts write them. Symmetric. `keys` are those of `fold`, where known.
    """
    if plain(a) == plain(b):
        return 1.0 if plain(a) else 0.0
    keys = keys or (fold(a), fold(b))
    if not all(keys):
        return 0.0
    consonants = Levenshtein.normalized_similarity(*keys)
    if not (writes_vowels(a) and writes_vowels(b)):
        return 0.97 * consonants
    sounds = voiced(a), voiced(b)
    vowels = (Levenshtein.normalized_similarity(*sounds) + JaroWinkler.similarity(*sounds)) / 2
    if sounds[0] == sounds[1]:
        return 0.99
    return 0.98 * (0.6 * consonants + 0.4 * vowels)
