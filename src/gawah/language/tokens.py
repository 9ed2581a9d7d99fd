"""Words of a sentence as Universal Dependencies cuts them (conventions of the English Web Treebank), by their places in the
text.

Space parts words; then signs are taken off both ends, clitics off the end ("n't", "'s"), and what hyphens, dashes and slashes
join is cut ("long-range" is three words) but for prefixes ("non-state"), numbers of telephones, fractions and dates. The
words of a text, read one after the other, are its letters: nothing is added or changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gawah.language.rules import Rules

LONGEST_WORD = 200
"""Characters of a run without space that are looked at together; a longer run is no word and is cut there."""
REMEMBERED = 100_000

Spans = tuple[tuple[int, int], ...]

_HIDDEN = r"\x00-\x08\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffc"
# Hidden characters between letters belong to the word that they stand in; those at its ends to none.
_RUN = re.compile(rf"[^\s{_HIDDEN}]+(?:[{_HIDDEN}]+[^\s{_HIDDEN}]+)*")
_CLOSED = r"(?=[.,;:!?\"'”’)\]>]*$)"
_DOMAINS = r"com|org|net|gov|mil|edu|int|info|co\.uk|af|pk|ru|ua|sy|iq|ye"
_WHOLE = re.compile(
    rf"(?i)(?=[\w@#])(?:(?:https?://|www\.|mailto:)[^\s]+?{_CLOSED}"
    r"|[\w.+%-]{1,64}@[\w-]+(?:\.[\w-]+)+"
    r"|[@#]\w+"
    rf"|[\w-]+(?:\.[\w-]+)*\.(?:{_DOMAINS})(?:/[^\s]*?)?{_CLOSED})"
)
_LEAD = re.compile(
    r"(?:[\"“”„«»‘(\[{•·¡¿|$£€¥]|(?P<run>[`*~=<>…])(?P=run)*|''|\.{2,}|[-–—]+(?!\d)|–|—|'(?!(?:s|m|re|ve|ll|d|em|til|tis|\d\ds?)\b))",
    re.IGNORECASE,
)
_CLOSERS = frozenset(",;:?!\"“”»’`)]}>*%…|~'-–—=")
_REPEATED = frozenset("*~=<>…!?-–—'")
_CLITIC = re.compile(r"(?:n['’`]t|['’`](?:s|m|re|ve|ll|d))$", re.IGNORECASE)
_DASH = re.compile(r"-{2,}|[–—]+|\.{2,}|…|[()\[\]{}\"“”]|,(?!\d)|;|=+|→")
_KEPT = re.compile(r"\+?\d{1,4}(?:[-/.]\d{2,4}){2,}|\d+/\d+(?:/\d+)?|(?:19|20)\d\d-\d\d-\d\d")
_AMOUNT = re.compile(r"((?:US|C|A|HK|NZ)?[$£€¥])?(\d[\d,.:]*)([^\W\d_][^\W\d_.]*\.?[^\W\d_]*\.?)?$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?$")
_WORDS = re.compile(r"[^\W_]")
_FOLLOWS = re.compile(r"[^\W_]|[$£€¥]")


class Tokeniser:
    """Cuts sentences into words; remembers the runs it has met."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._met: dict[tuple[str, int], Spans] = {}

    def __call__(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """Spans of the words between two characters of a text that bound one sentence."""
        runs = list(self._runs(text, start, end))
        found: list[tuple[int, int]] = []
        for at, (first, run) in enumerate(runs):
            place = 2 if at + 1 == len(runs) else int(runs[at + 1][1][0].isdigit())
            spans = self._met.get((run, place))
            if spans is None:
                if len(self._met) >= REMEMBERED:
                    self._met.clear()
                spans = self._met[run, place] = tuple(self._cut(run, place))
            found.extend((first + left, first + right) for left, right in spans)
        return found

    @staticmethod
    def _runs(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
        for match in _RUN.finditer(text, start, end):
            run = match.group()
            if len(run) <= LONGEST_WORD:
                yield match.start(), run
                continue
            for at in range(0, len(run), LONGEST_WORD):
                yield match.start() + at, run[at : at + LONGEST_WORD]

    def _cut(self, run: str, place: int) -> Iterator[tuple[int, int]]:
        """Words of one run; `place` is 2 for the last of a sentence, 1 before a number, else 0."""
        start, end = 0, len(run)
        while start < end and not _WHOLE.match(run, start) and (sign := _LEAD.match(run, start)):
            yield sign.span()
            start = sign.end()
        trailing: list[tuple[int, int]] = []
        whole = _WHOLE.match(run, start)
        limit = whole.end() if whole else start
        while end > limit and not _CLITIC.search(run, max(start, end - 4), end):
            cut = self._closing(run, start, end, place)
            if cut == end:
                break
            trailing.append((cut, end))
            end = cut
        if whole and whole.end() == end:
            yield start, end
        elif start < end:
            yield from self._inner(run, start, end)
        yield from reversed(trailing)

    def _closing(self, run: str, start: int, end: int, place: int) -> int:
        """Where the last sign of a run begins; `end` if its last character belongs to a word."""
        last, cut = run[end - 1], end - 1
        if last == ".":
            if run[start : end - 1].endswith("."):
                while cut > start and run[cut - 1] == ".":
                    cut -= 1
                return cut if cut > start or end - cut > 1 else end
            return end if self._keeps_stop(run[start : end - 1], place, end < len(run)) else cut
        if last not in _CLOSERS:
            return end
        while last in _REPEATED and cut > start and run[cut - 1] == last:
            cut -= 1
        return cut

    def _keeps_stop(self, word: str, place: int, closed: bool) -> bool:
        """Whether the full stop after `word` belongs to it."""
        low = word.lower()
        if place != 2 and low in self._rules.before_number:
            return place == 1
        if self._rules.is_abbreviation(word) or (len(word) > 1 and _INITIALS.match(word)):
            return True
        if place == 2 or not word:
            return False
        if closed:
            return len(word) == 1 and word.isupper()
        return len(word) == 1 or word.isdigit() or (word.isalpha() and len(word) <= 5)

    def _inner(self, run: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Words of a run whose outer signs are off: first the clitics, then dashes, then hyphens and slashes."""
        clitic = _CLITIC.search(run, start, end)
        cut = clitic.start() if clitic else end
        if clitic and cut == start:
            yield start, end
            return
        length = self._rules.splits.get(run[start:cut].lower())
        if length:
            yield start, start + length
            yield start + length, cut
        else:
            at = start
            for dash in _DASH.finditer(run, start, cut):
                yield from self._joined(run, at, dash.start())
                yield dash.span()
                at = dash.end()
            yield from self._joined(run, at, cut)
        if clitic:
            yield cut, end

    def _joined(self, run: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Words between hyphens and slashes."""
        if start >= end:
            return
        if _KEPT.fullmatch(run, start, end):
            yield start, end
            return
        at = start
        for place in range(start + 1, end - 1):
            if run[place] not in "-/" or not (_WORDS.match(run[place - 1]) and _FOLLOWS.match(run[place + 1])):
                continue
            if run[place] == "-" and run[at:place].lower() in self._rules.prefixes:
                continue
            if run[place] == "/" and run[place - 1].isdigit() and run[place + 1].isdigit():
                continue
            yield from self._amount(run, at, place)
            yield place, place + 1
            at = place + 1
        yield from self._amount(run, at, end)

    def _amount(self, run: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """A number apart from its currency and its unit."""
        amount = _AMOUNT.fullmatch(run, start, end)
        if amount is None or not (amount.group(1) or (amount.group(3) or "").lower() in self._rules.units):
            yield start, end
            return
        if amount.group(3) and amount.group(3).lower() not in self._rules.units:
            parts = [amount.span(1), (amount.start(2), end)]
        else:
            parts = [amount.span(1), amount.span(2), amount.span(3)]
        yield from (span for span in parts if span[0] >= 0 and span[0] < span[1])
