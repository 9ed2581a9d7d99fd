"""The rows of a release, made of what was cleared: one a record, with every cell that some profile may let out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from gawah.model import Incident, Outcome, Place, Precision, Resolved, Tally, When
from gawah.publish.release.changes import Changes
from gawah.publish.release.cleared import Cleared
from gawah.publish.release.coarse import area_name
from gawah.publish.release.columns import Cell, Column, Row, columns_of, cut
from gawah.publish.words import toll_words

LISTED = "; "


def incident_rows(cleared: Cleared) -> Iterator[Row]:
    """One row an incident."""
    for incident in cleared.account.incidents:
        standing = incident.standing
        yield {
            "incident": incident.id,
            "event": incident.event.value,
            "family": incident.event.family.value,
            **_days(incident.when),
            **place_cells(incident.where, incident.place_words),
            "agents": LISTED.join(incident.agents),
            "targets": LISTED.join(incident.targets),
            "summary": incident.summary,
            "parent": incident.parent,
            **_killed(incident),
            "corroboration": standing.corroboration.value,
            "responsibility": standing.responsibility.value,
            "numbers": standing.numbers.value,
            "unreviewed": cleared.unreviewed.get(incident.id, 0),
            "claims": " ".join(member.claim for member in incident.members),
        }


def _days(when: When) -> Row:
    return {"first_day": str(when.first or ""), "last_day": str(when.last or ""), "edtf": when.edtf or ""}


def place_cells(where: Place | None, words: str) -> Row:
    """Everything of a place, as finely as it was cleared."""
    if where is None:
        return {"place": words, "precision": "unresolved"}
    return {
        "place": where.name,
        "province": area_name(where, Precision.PROVINCE),
        "district": area_name(where, Precision.DISTRICT),
        "country": where.country,
        "latitude": where.lat,
        "longitude": where.lon,
        "precision": where.precision.word,
        "radius_m": where.radius_m or None,
    }


def _killed(incident: Incident) -> Row:
    """The dead of an incident, where one toll tells of them all; tolls of several groups are not added up here."""
    tops = [tally for tally in incident.tallies if tally.outcome is Outcome.KILLED and not tally.part_of]
    if len(tops) != 1:
        return {}
    return {"killed_low": tops[0].low, "killed_best": tops[0].best, "killed_high": tops[0].high}


def toll_rows(cleared: Cleared) -> Iterator[Row]:
    """One row a toll."""
    for incident in cleared.account.incidents:
        for tally in incident.tallies:
            yield _toll(incident, tally)


def _toll(incident: Incident, tally: Tally) -> Row:
    return {
        "toll": tally.id,
        "incident": incident.id,
        "outcome": tally.outcome.value,
        "of": tally.of,
        "side": tally.side,
        "status_of_counted": tally.status,
        "low": tally.low,
        "best": tally.best,
        "high": tally.high,
        "party_only": tally.party,
        "part_of": tally.part_of,
        "claims": " ".join(tally.claims),
    }


def claim_rows(cleared: Cleared) -> Iterator[Row]:
    """One row a claim, in the order of their ids."""
    owner = {member.claim: incident.id for incident in cleared.account.incidents for member in incident.members}
    for identity, resolved in cleared.account.claims.items():
        yield _claim(cleared, resolved, owner.get(identity, ""))


def _claim(cleared: Cleared, resolved: Resolved, incident: str) -> Row:
    claim = resolved.claim
    quote = (claim.quotes or (claim.trigger,))[0]
    return {
        "claim": claim.id,
        "incident": incident,
        "event": claim.event.value,
        "agents": LISTED.join(party.name for party in claim.agents),
        "targets": LISTED.join(party.name for party in claim.targets),
        "places": ", ".join(mention.words for mention in claim.places),
        "resolved_place": resolved.where.full_name if resolved.where else "",
        **_days(resolved.when),
        "tolls": LISTED.join(toll_words(toll) for toll in claim.tolls),
        "speaker": claim.speaker.name if claim.speaker else "",
        "speaker_role": claim.speaker.role.value if claim.speaker else "",
        "stance": claim.stance.value if claim.stance else "not understood",
        "hedged": claim.hedged,
        "summary": claim.scope.summary,
        "counts": claim.id not in cleared.account.set_aside,
        "reviewed": claim.id in cleared.reviewed,
        "confidence": round(claim.confidence, 3),
        "document": claim.document,
        "publisher": cleared.publishers.get(claim.id, ""),
        "published": cleared.published.get(claim.id, ""),
        "quote": quote.words,
        "start": quote.span.start,
        "end": quote.span.end,
    }


def source_rows(cleared: Cleared) -> Iterator[Row]:
    """One row a document that may be named, by day and title."""
    for document in sorted(cleared.sources, key=lambda one: (str(one.published or ""), one.title, one.id)):
        named: dict[str, Cell] = {name: getattr(document, name) for name in ("title", "publisher", "url", "language")}
        yield {"document": document.id, "published": str(document.published or ""), **named}


_ROWS: Mapping[str, Callable[[Cleared], Iterator[Row]]] = {
    "incidents": incident_rows,
    "tolls": toll_rows,
    "claims": claim_rows,
    "sources": source_rows,
}


class Tables:
    """The tables of one release: which there are, their columns, and their rows, made afresh each time they are asked for."""

    def __init__(self, cleared: Cleared, changes: Changes) -> None:
        self.cleared, self.changes = cleared, changes
        names = [name for name in _ROWS if columns_of(cleared.profile, name)]
        self.names = (*names, "withdrawn")

    def columns(self, name: str) -> tuple[Column, ...]:
        """The columns of a table that go out."""
        return columns_of(self.cleared.profile, name)

    def rows(self, name: str) -> Iterator[Row]:
        """The rows of a table, with the columns that go out alone."""
        made = self.changes.rows() if name == "withdrawn" else _ROWS[name](self.cleared)
        return cut(made, self.columns(name))
