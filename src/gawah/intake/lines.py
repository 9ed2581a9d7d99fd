"""Lines that a typesetter broke, joined again into paragraphs. For files whose lines end where the page did."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_ITEM = re.compile(r"(?:[•‣◦▪▫●○■*+–—-] |\(?\d{1,3}[.)] |\(?[a-z][.)] |\d{1,2}[:.]\d{2} )\S*")
_HYPHENS = ("-", "\u2010")
_LONGEST_WORD = 60
_LETTER_START = re.compile(r"[a-zà-öø-ÿ]\w*")
# Halves that keep their hyphen at the end of a line: "anti-aircraft", "27-year-old", "al-Shabaab", "Sar-e-Hawz".
_KEPT = re.compile(
    r"(?:anti|non|pro|pre|post|ex|self|semi|multi|cross|counter|co|mid|well|so|vice|half|all|al|el|ul|e|i|o|de"
    r"|north|south|east|west|\d+|one|two|three|four|five|six|seven|eight|nine|ten)",
    re.IGNORECASE,
)


def join(lines: Sequence[str]) -> str:
    """The lines of one paragraph as one line; a word parted by a hyphen at a line's end is made whole.

    The hyphen stays where it belongs to the word: before a capital or a figure, and after such halves as "anti-" or "al-".
    """
    parts: list[str] = []
    for line in map(str.strip, lines):
        if not line:
            continue
        before = parts[-1] if parts else ""
        if before.endswith("\u00ad"):
            parts[-1] = before[:-1]
        elif before[-1:] in _HYPHENS and before[-2:-1].isalnum():
            word = before[-_LONGEST_WORD:].split()[-1][:-1]
            if _LETTER_START.match(line) and "-" not in word and not _KEPT.fullmatch(word):
                parts[-1] = before[:-1]
        elif parts:
            parts.append(" ")
        parts.append(line)
    return "".join(parts)


def is_item(line: str) -> bool:
    """Whether a line begins an item of a list: a bullet, "3.", "(b)", or an hour of a timeline."""
    return bool(_ITEM.match(line))


def unwrap(text: str) -> str:
    """A text file whose paragraphs were wrapped at a fixed width, with each paragraph on one line; any other text as it is.

    It counts as wrapped where paragraphs of several lines are the rule, and their lines, the last apart, are of one width.
    """
    blocks = [block.split("\n") for block in re.split(r"\n[ \t]*\n", text)]
    inner = [
        len(line.rstrip())
        for block in blocks
        for line, after in pairwise(block)
        if after.strip() and not is_item(after.strip())
    ]
    if len(inner) < 3 or max(inner) > 120:
        return text
    wide = sorted(inner)[len(inner) // 2]
    # A wrapped line ends where the next word no longer fits; free lines end anywhere.
    if wide < 50 or sum(1 for width in inner if width < wide - 20) * 5 > len(inner):
        return text
    return "\n\n".join("\n".join(_joined(block)) for block in blocks)


def _joined(block: Sequence[str]) -> list[str]:
    parts: list[list[str]] = []
    for line in block:
        if parts and not is_item(line.strip()):
            parts[-1].append(line)
        else:
            parts.append([line])
    return [join(part) for part in parts]
