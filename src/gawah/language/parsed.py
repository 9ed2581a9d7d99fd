"""What the language packs give out: a text as sentences, words, relations and names, in the terms of Universal Dependencies.

Offsets are characters of the text; indices of tokens and sentences run over the whole text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple


class Token(NamedTuple):
    """One syntactic word: `at` is its index in the text, `head` that of its head, -1 for the root of its sentence."""

    at: int
    start: int
    end: int
    text: str
    lemma: str
    upos: str
    feats: str
    """Features as in CoNLL-U ("Number=Plur|..."), empty where the pack has none."""
    head: int
    deprel: str
    name: str
    """Name label in BIO form: "B-PER", "I-ORG", "B-LOC", "O" ..."""


class Sentence(NamedTuple):
    """Tokens `first` to `last` (left out), characters `start` to `end`; `kind` is prose, bullet, heading or dateline."""

    at: int
    first: int
    last: int
    start: int
    end: int
    kind: str = "prose"


class Mark(NamedTuple):
    """A stretch of tokens `first` to `last` (left out) that the pack's learned layer `layer` labels, with a probability.

    The rooms above give the labels their meaning; the pack only says which it knows.
    """

    first: int
    last: int
    layer: str
    label: str
    score: float


class Link(NamedTuple):
    """A learned relation from mark `source` to mark `target` (indices of `Parsed.marks`), with a probability."""

    source: int
    target: int
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class Parsed:
    """The reading of one text by one language pack."""

    text: str
    language: str
    tokens: tuple[Token, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    marks: tuple[Mark, ...] = ()
    links: tuple[Link, ...] = ()
    notes: tuple[str, ...] = ()
    """What could not be read as it stands: cut at a limit, another language ..."""
    pack: str = ""
    """Name and version of the pack."""

    def words(self, sentence: Sentence) -> tuple[Token, ...]:
        """The tokens of a sentence."""
        return self.tokens[sentence.first : sentence.last]

    def children(self, token: Token) -> Iterator[Token]:
        """The tokens that hang on `token`, in order. Relations never leave a sentence."""
        for other in self.words(self.sentence_of(token)):
            if other.head == token.at:
                yield other

    def sentence_of(self, token: Token) -> Sentence:
        """The sentence that a token stands in."""
        low, high = 0, len(self.sentences) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self.sentences[middle].first <= token.at:
                low = middle
            else:
                high = middle - 1
        return self.sentences[low]
