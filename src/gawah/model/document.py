"""Documents and the spans that point into them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gawah.errors import ContradictoryRange


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a document's text: characters `start` to `end`, the end left out."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ContradictoryRange(f"span runs backwards: {self.start} to {self.end}")

    def meets(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Whether the other lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words of a document, with the place where they stand: `document.text[span]` gives `words` back."""

    words: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One text as one source published it.

    The `id` is the SHA-256 of the original bytes, so a file read twice is one document and a changed file is a new one.
    `text` is what was read out of those bytes: paragraphs parted by line breaks, list items one a line.
    """

    id: str
    text: str
    file: str = ""
    """Name of the file it was read from, without its folder."""
    kind: str = "text/plain"
    title: str = ""
    publisher: str = ""
    published: date | None = None
    url: str = ""
    language: str = "en"
    notes: tuple[str, ...] = ()
    """What intake left out or mended, one sentence each."""

    def words(self, span: Span) -> str:
        """The words that stand at `span`."""
        return self.text[span.start : span.end]

    def mention(self, start: int, end: int) -> Mention:
        """The words from `start` to `end`, with their place."""
        return Mention(words=self.text[start:end], span=Span(start, end))


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What joining and weighing need to know of a document, without its text.

    `print` is the fingerprint of its wording (see `gawah.text.fingerprint`): near-duplicate texts have near prints.
    """

    id: str
    title: str = ""
    publisher: str = ""
    published: date | None = None
    url: str = ""
    print: bytes = b""
