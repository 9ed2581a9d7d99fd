"""Clearing: an account made anew with nothing in it that a profile does not let out.

What may go out is copied; all else is left behind. So a field that is added to a record later does not go out by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace

from gawah.model import Account, Document, Incident, Judgement, Member, Place, Resolved, Standing, Tally, Total, When
from gawah.publish.release.actors import counted_words, known_actors
from gawah.publish.release.cells import Asked, asked_of
from gawah.publish.release.claims import ClaimClearer
from gawah.publish.release.cleared import Cleared, Held
from gawah.publish.release.coarse import Areas, coarse_place, coarse_when, coarser
from gawah.publish.release.names import Protected
from gawah.publish.release.profile import Profile

Sums = Callable[[Iterable[Incident]], tuple[Total, ...]]
"""The totals by place of some incidents."""
ELSEWHERE = "place held back"
_FEW = "too few people in its area and time for nobody to be recognised"


def clear(
    account: Account, profile: Profile, *, areas: Areas, sums: Sums, protected: Protected, reviewed: Collection[str] = ()
) -> Cleared:
    """The account with nothing in it that the profile does not let out, and what was held back.

    `reviewed` are the ids of the claims that a person has decided on. Totals are summed over what goes out alone, so that a
    difference tells nothing of what does not.
    """
    asked = asked_of(account, profile, areas)
    clearer = _Clearer(account, profile, areas, protected)
    kept = [one for one in account.incidents if asked[one.id] is not Asked.WITHHOLD]
    incidents = clearer.incidents(kept, asked)
    claims = clearer.claims(kept, asked)
    clearer.held["incidents", _FEW] += len(account.incidents) - len(kept)
    judgements = tuple(clearer.judgement(one) for one in account.judgements if one.subject in claims)
    sources = clearer.sources()
    safe = Account(
        incidents=incidents,
        claims=claims,
        documents=clearer.documents,
        unsure=account.unsure if profile.keeps("words") else (),
        left=account.left if profile.keeps("words") else {},
        refused=account.refused if profile.keeps("words") else (),
        judgements=judgements,
        set_aside=clearer.set_aside(claims),
        totals=sums(incidents),
    )
    open_ = {one.id: sum(member.claim not in reviewed for member in one.members) for one in kept}
    return Cleared(
        account=safe,
        profile=profile,
        held=tuple(Held(what=what, count=n, why=why) for (what, why), n in sorted(clearer.held.items()) if n),
        reviewed=frozenset(reviewed),
        unreviewed=open_,
        sources=sources,
        read=len(account.documents),
        publishers=clearer.publishers(claims),
        published=clearer.published(claims),
    )


class _Clearer:
    """Clears one account and counts what it holds back."""

    def __init__(self, account: Account, profile: Profile, areas: Areas, protected: Protected) -> None:
        self._account, self._profile, self._areas = account, profile, areas
        self._protected = Protected() if profile.keeps("protected") else protected
        self._actors = known_actors(account)
        self.held: Counter[tuple[str, str]] = Counter()
        self._claims = ClaimClearer(account, profile, self._protected, self.held)

    @property
    def documents(self) -> Mapping[str, Document]:
        """The documents that notes stand on: real ones where their words go out, else one that says nothing for each claim."""
        return self._claims.documents

    def incidents(self, kept: Iterable[Incident], asked: Mapping[str, Asked]) -> tuple[Incident, ...]:
        """The incidents, each with what may be told of it."""
        out = list(kept)
        ids = {one.id for one in out}
        return tuple(self._incident(one, asked[one.id], ids) for one in out)

    def _incident(self, one: Incident, asked: Asked, ids: Collection[str]) -> Incident:
        where = self._place(one.where, asked)
        words = one.place_words
        if where is None and not self._profile.keeps("words") and (words or one.where):
            words = ELSEWHERE
            self.held["places in the words of sources", "not resolved, and may name a spot"] += 1
        names = self._protected.masked
        return Incident(
            id=one.id,
            members=one.members if self._profile.keeps("words") else tuple(Member(claim=m.claim) for m in one.members),
            event=one.event,
            when=self._days(one.when, asked),
            where=where,
            place_words="" if where else names(words),
            agents=self._names(one.agents),
            targets=self._names(one.targets),
            summary=one.summary,
            parent=one.parent if one.parent in ids else "",
            tallies=self._tallies(one),
            standing=one.standing if self._profile.keeps("words") else replace(one.standing, why=Standing().why),
        )

    def _place(self, where: Place | None, asked: Asked, of: str = "incidents") -> Place | None:
        finest = max(self._profile.place, asked.place)
        made = coarse_place(where, finest, self._areas, self._profile.grid_km)
        if made != where:
            self.held[f"exact places of {of}", f"told no finer than {finest.word}"] += 1
        return made

    def _days(self, when: When, asked: Asked, of: str = "incidents") -> When:
        finest = coarser(self._profile.days, asked.days)
        made = coarse_when(when, finest)
        if made != when:
            self.held[f"exact days of {of}", f"told no finer than {finest}"] += 1
        return made

    def _names(self, names: Iterable[str]) -> tuple[str, ...]:
        made = []
        for name in names:
            actor = self._actors.get(name)
            told = name if self._profile.keeps("persons") else actor.name if actor else ""
            told = "" if self._protected.found(told) else told
            self.held["names of parties", "a person, or a body that the registry does not know"] += not told
            made.append(told)
        return tuple(dict.fromkeys(filter(None, made)))

    def _tallies(self, one: Incident) -> tuple[Tally, ...]:
        """The tolls under ids that say nothing; their words and steps only where words go out."""
        ids = {tally.id: f"{one.id}-{number}" for number, tally in enumerate(one.tallies, start=1)}
        made = []
        for tally in one.tallies:
            actor = self._actors.get(tally.side)
            named = actor is not None and not self._protected.found(actor.name)
            side = tally.side if named or self._profile.keeps("persons") else ""
            words = self._profile.keeps("words")
            of = (
                self._protected.masked(tally.of)
                if words
                else counted_words(tally.outcome, tally.status, actor if named else None)
            )
            self.held["words for those counted", "words of sources stay inside"] += not words and tally.of not in ("", of)
            part_of, steps = ids.get(tally.part_of, ""), tally.steps if words else ()
            made.append(replace(tally, id=ids[tally.id], part_of=part_of, side=side, of=of, steps=steps))
        return tuple(made)

    def claims(self, kept: Iterable[Incident], asked: Mapping[str, Asked]) -> dict[str, Resolved]:
        """The claims of the incidents that go out; those of no incident only where no cell is too small to be told."""
        owner = {member.claim: one.id for one in kept for member in one.members}
        found = {}
        for identity in sorted(self._account.claims):
            resolved = self._account.claims[identity]
            if identity not in owner and self._profile.cells.smallest:
                self.held["claims", "of no incident that goes out"] += 1
                continue
            asking = asked[owner[identity]] if identity in owner else Asked.AS_TOLD
            where = self._place(resolved.where, asking, "claims")
            when = self._days(resolved.when, asking, "claims")
            found[identity] = self._claims.clear(resolved, where, when)
        return found

    def judgement(self, one: Judgement) -> Judgement:
        """A judgement without who made it and why, where that stays inside."""
        if self._profile.keeps("staff"):
            return one
        self.held["names of reviewers", "who worked on the case stays inside"] += 1
        return replace(one, reviewer="", why="", value="", seen="")

    def set_aside(self, claims: Mapping[str, Resolved]) -> dict[str, str]:
        """Which claims do not count; who said so and why only where that goes out."""
        found = {claim: why for claim, why in self._account.set_aside.items() if claim in claims}
        return found if self._profile.keeps("staff") else dict.fromkeys(found, "Set aside by a reviewer.")

    def sources(self) -> tuple[Document, ...]:
        """The documents that may be named, with no more than may be told of them."""
        if not self._profile.fields["sources"]:
            self.held["documents", "sources stay inside"] += len(self._account.documents)
            return ()
        return tuple(self._claims.source(one) for one in self._account.documents.values())

    def publishers(self, claims: Iterable[str]) -> dict[str, str]:
        """Who publishes the document of each claim."""
        return self._claims.publishers(claims)

    def published(self, claims: Iterable[str]) -> dict[str, str]:
        """On which day it was published."""
        return self._claims.published(claims)
