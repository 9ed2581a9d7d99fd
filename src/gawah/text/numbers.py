"""Numbers in English prose: digits, number words, and the words round them that make a number a bound.

A number is read as an interval (`low`, `high`), never as more than its words say: "more than 22" begins at 23 and has no end,
"dozens" begins at 24. The vague words and their bounds follow the method of gawah (docs/method.md) and the annotation
guidelines it was measured with. The text is cut into words once, and no number looks further than `REACH` words: reading
takes linear time on any input.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from gawah.text.uncounted import counts_nobody

_T = TypeVar("_T")
UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split()
    )
}
TENS = {word: value * 10 for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
GROUPS = {"dozen": 12, "score": 20}
REACH = 14
"""The most words that one number is read from."""

VAGUE: dict[str, int] = {
    "tens of thousands": 20_000,
    "hundreds of thousands": 200_000,
    "tens of": 20,
    "several hundred": 300,
    "several thousand": 3_000,
    "several dozen": 36,
    "a few hundred": 200,
    "a few thousand": 2_000,
    "a few dozen": 24,
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2_000,
    "millions": 2_000_000,
    "several": 3,
    "a number of": 3,
    "a large number of": 3,
    "numerous": 3,
    "many": 3,
    "some": 3,
    "a few": 2,
    "few": 2,
    "a couple": 2,
    "couple of": 2,
}
"""Vague words with the least number that they can mean; none has an upper bound."""

_BOUNDS: dict[str, tuple[str, ...]] = {
    "over": ("more than", "over", "above", "upward of", "upwards of", "in excess of", "greater than", "exceeding", "well over"),
    "least": ("at least", "no fewer than", "no less than", "not fewer than", "not less than", "a minimum of", "minimum"),
    "most": ("up to", "as many as", "no more than", "not more than", "at most", "a maximum of"),
    "under": ("fewer than", "less than", "under", "below"),
    "about": (
        "about",
        "around",
        "some",
        "roughly",
        "approximately",
        "nearly",
        "almost",
        "close to",
        "an estimated",
        "estimated",
        "circa",
        "in the region of",
        "just over",
        "just under",
    ),
}
_BOUND = {tuple(words.split()): kind for kind, phrases in _BOUNDS.items() for words in phrases}
_VAGUE = {tuple(words.split()): low for words, low in VAGUE.items()}
_LONGEST = 4
_OPENS = frozenset(phrase[0] for phrase in (*_BOUND, *_VAGUE))
"""First words of the phrases that bound a number or are one."""
_WORD = re.compile(r"\d+(?:[,.\u00a0\u202f]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?|[-–—+%/]")
_GROUPED = re.compile(r"\d{1,3}(?:[,.\u00a0\u202f]\d{3})+")
_DECIMAL = re.compile(r"\d{1,9}[.,]\d{1,3}")
_NONE = re.compile(r"(?:no\s+one|nobody|none|no|zero|not\s+(?:a\s+single|one|any))\b", re.IGNORECASE)
_SINGLE = re.compile(r"(?:an?|another)\s", re.IGNORECASE)


class Number(NamedTuple):
    """A number in a text: its bounds (None = open), whether its words call it approximate, and where it stands."""

    low: int | None
    high: int | None
    approximate: bool
    start: int
    end: int


class _Word(NamedTuple):
    text: str
    start: int
    end: int


def _words(text: str, start: int, end: int) -> list[_Word]:
    return [_Word(match.group().lower(), match.start(), match.end()) for match in _WORD.finditer(text, start, end)]


def value_of(words: str) -> int | None:
    """The whole number that plain words or digits say ("twenty-two", "1,700", "two hundred and six"); None if they say none."""
    cut = _words(words, 0, len(words))
    plain = _plain(cut, 0)
    return plain[0] if plain and plain[1] == len(cut) else None


def numbers(text: str, start: int = 0, end: int | None = None) -> list[Number]:
    """The numbers of a stretch of text in order, with the words that bound them. Offsets are those of `text`.

    Numbers that count nobody (ages, hours, addresses) are left out.
    """
    words = _words(text, start, len(text) if end is None else end)
    return [number for number in _numbers(words) if not counts_nobody(text, number.start, number.end)]


def _numbers(words: Sequence[_Word]) -> Iterator[Number]:
    at = 0
    while at < len(words):
        read = _between(words, at) or _bounded(words, at) or _vague(words, at) or _simple(words, at)
        if read is None:
            at += 1
            continue
        number, after = read
        if after < len(words) and words[after].text == "%":
            at = after + 1
            continue
        yield number
        at = after


def _between(words: Sequence[_Word], at: int) -> tuple[Number, int] | None:
    """Two numbers that bound one: "between 15 and 18"."""
    if words[at].text != "between":
        return None
    first = _plain(words, at + 1, joined=False)
    if first is None or _text(words, first[1]) != "and":
        return None
    second = _plain(words, first[1] + 1)
    if second is None or second[0] <= first[0]:
        return None
    return Number(first[0], second[0], False, words[at].start, words[second[1] - 1].end), second[1]


def _bounded(words: Sequence[_Word], at: int) -> tuple[Number, int] | None:
    """A number with the words before it that bound it: "more than 22", "at least several dozen"."""
    kind, after = _phrase(words, at, _BOUND)
    if kind is None:
        return None
    inner, then = _phrase(words, after, _BOUND)  # "up to as many as", "well over", "at least some"
    if inner is not None and _plain(words, then):
        after = then
        kind = inner if kind == "about" else kind
    low, end = _phrase(words, after, _VAGUE)
    start = words[at].start
    if low is not None:
        return Number(None if kind in {"most", "under"} else low, None, False, start, words[end - 1].end), end
    plain = _range(words, after)
    if plain is None:
        return None
    first, most, end = plain
    bounds: dict[str, tuple[int | None, int | None]] = {
        "over": (most + 1, None),
        "least": (first, None),
        "most": (None, most),
        "under": (None, max(most - 1, 0)),
        "about": (first, most),
    }
    return Number(bounds[kind][0], bounds[kind][1], kind == "about", start, words[end - 1].end), end


def _vague(words: Sequence[_Word], at: int) -> tuple[Number, int] | None:
    low, end = _phrase(words, at, _VAGUE)
    return None if low is None else (Number(low, None, False, words[at].start, words[end - 1].end), end)


def _simple(words: Sequence[_Word], at: int) -> tuple[Number, int] | None:
    """A number by itself: "six", "20 to 30", "60 or more", "30+"."""
    found = _range(words, at)
    if found is None:
        return None
    low, high, end = found
    start, last = words[at].start, words[end - 1].end
    if low == high and _text(words, end) == "+":
        return Number(low, None, False, start, words[end].end), end + 1
    if low == high and _text(words, end) in {"or", "and"} and _text(words, end + 1) == "more":
        return Number(low, None, False, start, words[end + 1].end), end + 2
    return Number(low, high, False, start, last), end


def _range(words: Sequence[_Word], at: int) -> tuple[int, int, int] | None:
    """Low, high and the end of a plain number or of two joined by "to", "or" or a dash."""
    first = _plain(words, at)
    if first is None:
        return None
    value, end = first
    if _text(words, end) in {"to", "or", "-", "–", "—"}:
        second = _plain(words, end + 1)
        near = _text(words, end) != "or" or (second is not None and second[0] <= value * 2 + 1)
        if second is not None and second[0] > value and near:
            return value, second[0], second[1]
    return value, value, end


def _plain(words: Sequence[_Word], at: int, *, joined: bool = True) -> tuple[int, int] | None:
    """The value of digits or number words that begin at `at`, and where they end. `joined` allows "two hundred and six"."""
    first = _text(words, at)
    if not first:
        return None
    if first[0].isdecimal():
        return _digits(words, at)
    begin = at
    if first in {"a", "an", "half"}:
        if first == "half":
            return (6, at + 3) if (_text(words, at + 1), _text(words, at + 2)) == ("a", "dozen") else None
        if _text(words, at + 1) not in SCALES and _text(words, at + 1) not in GROUPS:
            return None
        begin = at + 1
    total = part = 0
    end, here, last = begin, begin, min(len(words), at + REACH)
    while here < last:
        word = words[here].text
        if word in UNITS:
            if here > begin and part % 10 and part % 100 < 20:
                break  # "one two": two numbers
            part += UNITS[word]
        elif word in TENS:
            if part % 100:
                break
            part += TENS[word]
        elif word == "hundred" or word in GROUPS:
            part = max(part, 1) * (100 if word == "hundred" else GROUPS[word])
        elif word in SCALES:
            total, part = total + max(part, 1) * SCALES[word], 0
        elif (word == "-" and end == here and here > begin) or (word == "and" and joined and (total or part >= 100)):
            here += 1
            continue
        else:
            break
        here += 1
        end = here
    return (total + part, end) if end > begin else None


def _digits(words: Sequence[_Word], at: int) -> tuple[int, int] | None:
    digits, scale = words[at].text, _text(words, at + 1)
    factor = SCALES.get(scale) or GROUPS.get(scale) or 1
    end = at + 1 + (factor > 1)
    if _GROUPED.fullmatch(digits) and len(digits) <= 15:
        return int(re.sub(r"\D", "", digits)) * factor, end
    if digits.isdecimal() and len(digits) <= 9:
        return int(digits) * factor, end
    if _DECIMAL.fullmatch(digits) and factor > 1:
        value = round(float(digits.replace(",", ".")) * factor, 3)
        return (int(value), end) if value == int(value) else None
    return None


def _phrase(words: Sequence[_Word], at: int, table: Mapping[tuple[str, ...], _T]) -> tuple[_T | None, int]:
    """What the longest phrase of the table that begins at `at` means, and where it ends."""
    if _text(words, at) not in _OPENS:
        return None, at
    for length in range(min(_LONGEST, len(words) - at), 0, -1):
        found = table.get(tuple(word.text for word in words[at : at + length]))
        if found is not None:
            return found, at + length
    return None, at


def _text(words: Sequence[_Word], at: int) -> str:
    return words[at].text if at < len(words) else ""


def counted(words: str) -> Number | None:
    """The number of a counted phrase by itself, as `counted_in` reads it."""
    return counted_in(words, 0, len(words))


def counted_in(text: str, start: int, end: int) -> Number | None:
    """The number of the counted phrase at `start` to `end` of a text: its first number; "no one", "none" are 0, a singular
    ("a teacher") is 1.

    None for a phrase that gives no number ("civilians", "heavy casualties").
    """
    while start < end and text[start].isspace():
        start += 1
    none = _NONE.match(text, start, end)
    found = numbers(text, start, end)
    if none and not (found and found[0].start <= start):
        return Number(0, 0, False, none.start(), none.end())
    if found:
        return found[0]
    single = _SINGLE.match(text, start, end)
    return Number(1, 1, False, single.start(), single.end()) if single else None
