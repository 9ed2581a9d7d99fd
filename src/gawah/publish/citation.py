"""Citations: the words behind a figure, with the document that prints them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gawah.model import Account, Claim, Document, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Words of a document that carry a claim.

    `words` stand in the document at `span`; `marks` are the stretches inside `words` that the claim was read from (trigger,
    tolls, speaker), as offsets into `words`. Screens and pages highlight those.
    """

    claim: str
    document: str
    title: str
    publisher: str
    published: date | None
    url: str
    words: str
    span: Span
    marks: tuple[Span, ...] = ()

    @property
    def source(self) -> str:
        """The document in one phrase: publisher, title, day."""
        parts = [self.publisher, f"“{self.title}”" if self.title else "", str(self.published or "")]
        return ", ".join(part for part in parts if part) or f"document {self.document[:12]}"


def citations(claim: Claim, document: Document) -> tuple[Citation, ...]:
    """One citation for each quote of a claim."""
    slots = [claim.trigger.span, *(toll.span for toll in claim.tolls if toll.span)]
    slots += [claim.speaker.span] if claim.speaker else []
    made = []
    for quote in claim.quotes or (claim.trigger,):
        inside = [slot for slot in slots if quote.span.holds(slot)]
        made.append(
            Citation(
                claim=claim.id,
                document=document.id,
                title=document.title or document.file,
                publisher=document.publisher,
                published=document.published,
                url=document.url,
                words=document.words(quote.span),
                span=quote.span,
                marks=_apart(Span(slot.start - quote.span.start, slot.end - quote.span.start) for slot in inside),
            )
        )
    return tuple(made)


def _apart(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order, those that touch joined, so that highlighting never nests."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


class Footnotes:
    """Numbered notes of one page: the same words of one document get the same number."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._numbers: dict[tuple[str, Span], int] = {}
        self.notes: list[Citation] = []

    def cite(self, *claims: str) -> tuple[int, ...]:
        """The numbers of the notes for these claims, new ones made as needed; unknown ids give none."""
        numbers: list[int] = []
        for identity in claims:
            resolved = self._account.claims.get(identity)
            if resolved is None or resolved.claim.document not in self._account.documents:
                continue
            for citation in citations(resolved.claim, self._account.document_of(resolved.claim)):
                key = (citation.document, citation.span)
                if key not in self._numbers:
                    self.notes.append(citation)
                    self._numbers[key] = len(self.notes)
                numbers.append(self._numbers[key])
        return tuple(sorted(set(numbers)))
