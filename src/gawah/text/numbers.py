"""Numbers in English prose: digits, number words, and the words round them that make a number a bound.

A number is read as an interval (`low`, `high`), never as more than its words say: "more than 22" begins at 23 and has no end,
"dozens" begins at 24. The vague words and their bounds follow the method of gawah (docs/method.md) and the annotation
guidelines it was measured with.
"""

from __future__ import annotations

import re
from typing import NamedTuple

UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split()
    )
}
TENS = {word: value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
DOZEN = {"dozen": 12, "score": 20}

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
    "numerous": 3,
    "many": 3,
    "some": 3,
    "a few": 2,
    "few": 2,
    "a couple of": 2,
    "a couple": 2,
    "couple of": 2,
}
"""Vague words with the least number that they can mean; none has an upper bound."""

_DIGITS = r"\d{1,3}(?:[,.  ]\d{3}(?!\d)){1,3}|\d{1,9}(?:\.\d{1,3})?"
_WORD = "|".join([*UNITS, *TENS])
_NUMERAL = rf"(?:(?:{_WORD})(?:-(?:{_WORD}))?|hundred|thousand|million|billion|dozen|score)"
_SPOKEN = rf"(?:(?:an?\s+)?(?:half\s+a\s+)?{_NUMERAL}(?:(?:\s+and\s+|\s+|-){_NUMERAL}){{0,7}})"
_PLAIN = rf"(?:(?:{_DIGITS})(?:\s+(?:hundred|thousand|million|billion|dozen))?|{_SPOKEN})"
_VAGUE = "|".join(re.escape(words) for words in sorted(VAGUE, key=len, reverse=True))

_OVER = r"(?:well\s+|far\s+)?(?:more\s+than|over|above|upwards?\s+of|in\s+excess\s+of|greater\s+than|exceeding)"
_LEAST = r"(?:at\s+least|no\s+(?:fewer|less)\s+than|not\s+(?:fewer|less)\s+than|a\s+minimum\s+of|minimum)"
_MOST = r"(?:up\s+to|as\s+many\s+as|no\s+more\s+than|not\s+more\s+than|at\s+most|a\s+maximum\s+of)"
_UNDER = r"(?:fewer\s+than|less\s+than|under|below)"
_ABOUT = (
    r"(?:about|around|some|roughly|approximately|nearly|almost|close\s+to|an\s+estimated|estimated|circa|ca\.|"
    r"in\s+the\s+region\s+of|more\s+or\s+less|just\s+(?:over|under)|nearby)"
)

_NUMBER = re.compile(
    rf"""\b(?:
        between\s+(?P<from1>{_PLAIN})\s+and\s+(?P<to1>{_PLAIN})
      | (?P<from2>{_PLAIN})(?:\s+(?:to|or)\s+|\s*[–—]\s*)(?P<to2>{_PLAIN})
      | (?P<from3>{_DIGITS})-(?P<to3>{_DIGITS})
      | (?:(?P<over>{_OVER})|(?P<least>{_LEAST})|(?P<most>{_MOST})|(?P<under>{_UNDER})|(?P<about>{_ABOUT}))\s+
        (?:an?\s+(?=(?:hundred|thousand|million|dozen|score)))?(?P<bounded>{_PLAIN}|{_VAGUE})
      | (?P<vague>{_VAGUE})
      | (?P<plain>{_PLAIN})(?P<ormore>\s+(?:or\s+more|and\s+more|plus)|\+)?
    )(?![\w%])""",
    re.IGNORECASE | re.VERBOSE,
)
_NONE = re.compile(r"\b(?:no\s+one|nobody|none|no|zero|not\s+(?:a\s+single|one|any))\b", re.IGNORECASE)


class Number(NamedTuple):
    """A number in a text: its bounds (None = open), whether its words call it approximate, and where it stands."""

    low: int | None
    high: int | None
    approximate: bool
    start: int
    end: int


def value_of(words: str) -> int | None:
    """The whole number that plain words or digits say ("twenty-two", "1,700", "two hundred and six"); None if they say none."""
    digits = re.fullmatch(rf"({_DIGITS})(?:\s+(hundred|thousand|million|billion|dozen))?", words.strip(), re.IGNORECASE)
    if digits:
        return _digits(digits.group(1), (digits.group(2) or "").lower())
    total = part = 0
    found = False
    for word in re.split(r"[\s-]+", words.lower().strip()):
        if word in UNITS or word in TENS:
            part += UNITS[word] if word in UNITS else TENS[word] * 10
        elif word in DOZEN:
            part = max(part, 1) * DOZEN[word]
        elif word == "hundred":
            part = max(part, 1) * 100
        elif word in SCALES:
            total, part = total + max(part, 1) * SCALES[word], 0
        elif word in {"and", "a", "an"}:
            continue
        elif word == "half":
            return 6 if "dozen" in words.lower() else None
        else:
            return None
        found = True
    return total + part if found else None


def _digits(digits: str, scale: str) -> int | None:
    grouped = re.fullmatch(r"\d{1,3}(?:[,.  ]\d{3})+", digits)
    if grouped and not scale:
        return int(re.sub(r"\D", "", digits))
    value = float(digits.replace(",", ".")) * (SCALES.get(scale) or DOZEN.get(scale) or 1)
    return int(value) if value == int(value) else None


def numbers(text: str, start: int = 0, end: int | None = None) -> list[Number]:
    """The numbers of a stretch of text in order, with the words that bound them. Offsets are those of `text`."""
    found = []
    for match in _NUMBER.finditer(text, start, len(text) if end is None else end):
        number = _read(match)
        if number is not None:
            found.append(number)
    return found


def _read(match: re.Match[str]) -> Number | None:
    groups, start, end = match.groupdict(), match.start(), match.end()
    for low_name, high_name in (("from1", "to1"), ("from2", "to2"), ("from3", "to3")):
        if groups[low_name]:
            low, high = value_of(groups[low_name]), value_of(groups[high_name])
            if low is None or high is None or low >= high:
                return None
            return Number(low, high, False, start, end)
    if groups["vague"]:
        return Number(VAGUE[_spaced(groups["vague"])], None, False, start, end)
    if groups["plain"]:
        value = value_of(groups["plain"])
        return None if value is None else Number(value, None if groups["ormore"] else value, False, start, end)
    words = groups["bounded"]
    value = VAGUE.get(_spaced(words)) if _spaced(words) in VAGUE else value_of(words)
    if value is None:
        return None
    if groups["about"]:
        vague = _spaced(words) in VAGUE
        return Number(value, None if vague else value, not vague, start, end)
    if groups["over"]:
        return Number(value + (_spaced(words) not in VAGUE), None, False, start, end)
    if groups["least"]:
        return Number(value, None, False, start, end)
    return Number(None, value - (1 if groups["under"] else 0), False, start, end)


def _spaced(words: str) -> str:
    return " ".join(words.lower().split())


def counted(words: str) -> Number | None:
    """The number of a counted phrase: its first number; "no one", "none" are 0, a singular ("a teacher", a name) is 1.

    None for a phrase that gives no number ("civilians", "heavy casualties").
    """
    found = numbers(words)
    if found:
        return found[0]
    none = _NONE.match(words.strip())
    if none:
        return Number(0, 0, False, none.start(), none.end())
    single = re.match(r"(?:an?|another|one)\s", words.strip(), re.IGNORECASE)
    return Number(1, 1, False, 0, single.end()) if single else None
