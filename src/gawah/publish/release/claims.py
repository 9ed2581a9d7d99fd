"""Clearing claims: what one says, without the words, names and documents that stay inside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from gawah.model import (
    Account,
    Actor,
    Claim,
    Count,
    Document,
    Mention,
    Party,
    Place,
    Resolution,
    Resolved,
    Span,
    Speaker,
    Toll,
    When,
)
from gawah.publish.release.actors import counted_words, public_actor
from gawah.publish.release.names import Protected, without_traces
from gawah.publish.release.profile import Profile

SILENT = "[words held back]"
UNNAMED = "source held back"
_NOWHERE = Span(0, len(SILENT))
_WORDS = "words of sources stay inside"


class ClaimClearer:
    """Clears claims one by one; `held` counts what stays inside. `documents` fills with the documents that notes stand on."""

    def __init__(self, account: Account, profile: Profile, protected: Protected, held: Counter[tuple[str, str]]) -> None:
        self._account, self._profile, self._protected, self._held = account, profile, protected, held
        self.documents: dict[str, Document] = {}

    def clear(self, resolved: Resolved, where: Place | None, when: When) -> Resolved:
        """A claim with the place and the days that may be told of it."""
        claim = resolved.claim
        real = self._account.document_of(claim)
        quotes = [real.words(quote.span) for quote in claim.quotes or (claim.trigger,)]
        told = [self._told(words) for words in quotes]
        as_is = self._profile.keeps("quotes") and told == quotes
        document, trigger, shown = self._stand(claim, real, told, as_is=as_is)
        agents, targets = self._parties(claim.agents, resolved.agents), self._parties(claim.targets, resolved.targets)
        places = claim.places if self._profile.keeps("words") else ()
        safe = Claim(
            id=claim.id,
            document=document,
            event=claim.event,
            trigger=trigger,
            quotes=shown,
            agents=tuple(Party(name=name, words=name, span=_NOWHERE) for name, _ in agents),
            targets=tuple(Party(name=name, words=name, span=_NOWHERE) for name, _ in targets),
            places=tuple(Mention(words=self._told(place.words), span=_NOWHERE) for place in places),
            tolls=tuple(self._toll(toll, as_is=as_is) for toll in claim.tolls),
            scope=claim.scope,
            speaker=self._speaker(claim.speaker, as_is=as_is),
            stance=claim.stance,
            hedged=claim.hedged,
            told=claim.told if self._profile.days == "day" else None,
            confidence=claim.confidence,
        )
        return Resolved(
            claim=safe, when=when, where=where, agents=tuple(map(_resolution, agents)), targets=tuple(map(_resolution, targets))
        )

    def _told(self, words: str) -> str:
        """Words as they may go out: protected names, addresses, numbers of telephones and coordinates replaced."""
        if self._profile.keeps("protected"):
            return words
        return without_traces(self._protected.masked(words))

    def _stand(self, claim: Claim, real: Document, told: list[str], *, as_is: bool) -> tuple[str, Mention, tuple[Mention, ...]]:
        """The document that the notes of a claim stand on, the trigger and the quotes in it."""
        if as_is:
            self.documents[real.id] = self._named(real, real.text)
            return real.id, claim.trigger, claim.quotes
        self._held["quotes", _WORDS] += 1
        text = "\n".join(told) if self._profile.keeps("quotes") else SILENT
        stand = replace(self._named(real, text), id=claim.id)
        stand = stand if stand.title or stand.publisher else replace(stand, file=UNNAMED)
        self.documents[claim.id] = stand
        spans, at = [], 0
        for words in text.split("\n") if self._profile.keeps("quotes") else [SILENT]:
            spans.append(stand.mention(at, at + len(words)))
            at += len(words) + 1
        return claim.id, stand.mention(0, 0), tuple(spans)

    def source(self, real: Document) -> Document:
        """A document as it may be named."""
        return replace(self._named(real, ""), id=real.id if self._profile.keeps("quotes") else "", language=real.language)

    def _named(self, real: Document, text: str) -> Document:
        keeps = self._profile.keeps
        return Document(
            id=real.id,
            text=text,
            title=self._told(real.title) if keeps("titles") else "",
            publisher=self._told(real.publisher) if keeps("publishers") else "",
            published=real.published if keeps("publishers") and self._profile.days == "day" else None,
            url=self._told(real.url) if keeps("urls") else "",
            file=self._told(real.file) if keeps("quotes") else "",
        )

    def _parties(self, parties: Iterable[Party], resolved: tuple[Resolution[Actor], ...]) -> list[tuple[str, Actor | None]]:
        """The parties that may be named, with the actors that they were taken to be."""
        made = []
        for number, party in enumerate(parties):
            chosen = resolved[number].chosen if number < len(resolved) else None
            actor = public_actor(chosen)
            name = party.name if self._profile.keeps("persons") else actor.name if actor else ""
            if name and not self._protected.found(name):
                made.append((name, chosen if self._profile.keeps("persons") else actor))
        return list(dict.fromkeys(made))

    def _toll(self, toll: Toll, *, as_is: bool) -> Toll:
        words, single = self._profile.keeps("words"), toll.count == Count(1, 1)
        return replace(
            toll,
            of=self._told(toll.of) if words else counted_words(toll.outcome, toll.status, one=single),
            words=self._told(toll.words) if words else "",
            span=toll.span if as_is else None,
        )

    def _speaker(self, speaker: Speaker | None, *, as_is: bool) -> Speaker | None:
        """Who is cited: by name, or only what they are to the happening."""
        if speaker is None:
            return None
        if self._profile.keeps("speakers"):
            name, cites = self._told(speaker.name), self._told(speaker.cites)
            return replace(speaker, name=name, words=name, cites=cites, span=speaker.span if as_is else _NOWHERE)
        self._held["names of speakers", "who told it stays inside; what they are to it goes out"] += 1
        name = speaker.role.value if speaker.role.value != "unknown" else "someone cited"
        return Speaker(name=name, words=name, span=_NOWHERE, role=speaker.role)

    def publishers(self, claims: Iterable[str]) -> dict[str, str]:
        """The publisher of the document of each claim, where it may be named."""
        if not self._profile.keeps("publishers"):
            return {}
        return {one: self._told(self._account.document_of(self._account.claims[one].claim).publisher) for one in claims}

    def published(self, claims: Iterable[str]) -> dict[str, str]:
        """The day of publication of the document of each claim, where days go out."""
        if not self._profile.keeps("publishers") or self._profile.days != "day":
            return {}
        return {one: str(self._account.document_of(self._account.claims[one].claim).published or "") for one in claims}


def _resolution(party: tuple[str, Actor | None]) -> Resolution[Actor]:
    return Resolution(mention=Mention(words=party[0], span=_NOWHERE), chosen=party[1], why="as it goes out")
