"""A document as the reader sees it: its tokens with their children, its sentences in paragraphs, its noun phrases."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from gawah.language.parsed import Parsed, Sentence, Token
from gawah.model import Document, Mention, Span

NAME_LINKS = {"flat", "compound", "nmod:poss", "amod", "nummod", "fixed", "goeswith", "nmod:desc"}
"""Relations that belong to the name or the kernel of a noun phrase."""
AGE = frozenset(["-", "–", "year", "years", "month", "months", "week", "old"])
DROPPED = {
    "the",
    "a",
    "an",
    "its",
    "his",
    "her",
    "their",
    "our",
    "this",
    "that",
    "these",
    "those",
    "some",
    "any",
    "every",
    "all",
}


@dataclass(frozen=True, slots=True)
class Scene:
    """A parsed document. Built once by `look`, read by every part of the reader."""

    document: Document
    parsed: Parsed
    tokens: tuple[Token, ...]
    kids: tuple[tuple[int, ...], ...]
    """Children of each token, by index."""
    sentence_of: tuple[int, ...]
    paragraph_of: tuple[int, ...]
    """Number of the paragraph (line of text) of each sentence."""
    dated: frozenset[int] = frozenset()
    """Tokens that stand in expressions of time: no party, no place, no toll is named there."""
    starts: tuple[int, ...] = ()
    """First characters of the sentences."""
    runs: list[tuple[int, int]] = field(default_factory=list)
    """The names of the document as tokens, filled by `names.names`."""
    names: dict[str, str] = field(default_factory=dict)
    """Short form of a name, folded, to its fullest form in the document; filled by `names.known_names`."""

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the document."""
        return self.parsed.sentences

    def sentence_at(self, character: int) -> int:
        """The number of the sentence that a character stands in or after."""
        return max(bisect_right(self.starts, character) - 1, 0)

    def sentence(self, token: int) -> Sentence:
        """The sentence of a token."""
        return self.parsed.sentences[self.sentence_of[token]]

    def children(self, token: int, *relations: str) -> Iterator[Token]:
        """The children of a token, those of the named relations (sub-types included) where any are named."""
        for kid in self.kids[token]:
            found = self.tokens[kid]
            if not relations or found.deprel in relations or found.deprel.split(":")[0] in relations:
                yield found

    def subtree(self, token: int) -> list[int]:
        """The token and all below it, in order."""
        found, stack = [], [token]
        while stack:
            one = stack.pop()
            found.append(one)
            stack.extend(self.kids[one])
        return sorted(found)

    def above(self, token: int) -> Iterator[Token]:
        """The heads above a token, nearest first."""
        at = self.tokens[token].head
        while at >= 0:
            yield self.tokens[at]
            at = self.tokens[at].head

    def kernel(self, token: int) -> tuple[int, int]:
        """First and last token (left out) of the noun phrase headed by a token: its name or noun with what stands before it."""
        inside = {token}
        stack = [token]
        while stack:
            for kid in self.children(stack.pop()):
                if kid.deprel in NAME_LINKS and abs(kid.at - token) < 12:
                    inside.add(kid.at)
                    stack.append(kid.at)
        first = last = token
        while first - 1 in inside:
            first -= 1
        while last + 1 in inside:
            last += 1
        return self._with_age(first), last + 1

    def _with_age(self, first: int) -> int:
        """The first token of a phrase together with an age that it is cut from: "10-year-old boy"."""
        start = self.sentence(first).first
        while (
            first - 1 >= start
            and self.tokens[first].text.lower() in AGE
            and (self.tokens[first - 1].text.lower() in AGE or self.tokens[first - 1].upos == "NUM")
        ):
            first -= 1
        return first

    def mention(self, first: int, last: int) -> Mention:
        """The words of tokens `first` to `last` (left out)."""
        return self.document.mention(self.tokens[first].start, self.tokens[last - 1].end)

    def words(self, first: int, last: int) -> str:
        """The words of tokens `first` to `last` (left out), on one line."""
        return " ".join(self.document.text[self.tokens[first].start : self.tokens[last - 1].end].split())

    def span(self, first: int, last: int) -> Span:
        """Where tokens `first` to `last` (left out) stand."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end)

    def bare(self, first: int, last: int) -> tuple[int, int]:
        """A phrase without the articles and possessives in front of it."""
        while first < last - 1 and self.tokens[first].text.lower() in DROPPED:
            first += 1
        return first, last


def look(document: Document, parsed: Parsed, times: Sequence[Mention] = ()) -> Scene:
    """The scene of a parsed document; `times` are its expressions of time."""
    kids: list[list[int]] = [[] for _ in parsed.tokens]
    for token in parsed.tokens:
        if token.head >= 0:
            kids[token.head].append(token.at)
    sentence_of = [0] * len(parsed.tokens)
    paragraph_of, paragraph, end = [], 0, 0
    for sentence in parsed.sentences:
        sentence_of[sentence.first : sentence.last] = [sentence.at] * (sentence.last - sentence.first)
        paragraph += "\n" in parsed.text[end : sentence.start]
        end = sentence.end
        paragraph_of.append(paragraph)
    return Scene(
        document,
        parsed,
        parsed.tokens,
        tuple(map(tuple, kids)),
        tuple(sentence_of),
        tuple(paragraph_of),
        _dated(parsed, times),
        tuple(sentence.start for sentence in parsed.sentences),
    )


def _dated(parsed: Parsed, times: Sequence[Mention]) -> frozenset[int]:
    starts = [token.start for token in parsed.tokens]
    return frozenset(
        at for time in times for at in range(bisect_left(starts, time.span.start), bisect_left(starts, time.span.end))
    )
