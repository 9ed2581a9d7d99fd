"""Explanations: for an incident, a claim or a toll, every step and every reason, down to the sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from gawah.errors import UnknownRecord
from gawah.model import Account, Incident, Member, Mention, Reason, Resolution, Resolved, Tally, Toll
from gawah.publish.citation import Citation, citations
from gawah.publish.words import (
    claim_sentence,
    event_noun,
    incident_place,
    incident_when,
    precision_words,
    standing_words,
    tally_words,
    toll_words,
    when_words,
)


@dataclass(frozen=True, slots=True)
class Note:
    """A line of an explanation, the words it rests on, and the lines below it."""

    words: str
    cited: Citation | None = None
    below: tuple[Note, ...] = field(default=())

    def as_data(self) -> dict[str, Any]:
        """The note as plain data, for --json."""
        data: dict[str, Any] = {"words": self.words}
        if self.cited is not None:
            data["cited"] = {
                "claim": self.cited.claim,
                "document": self.cited.document,
                "source": self.cited.source,
                "start": self.cited.span.start,
                "end": self.cited.span.end,
                "words": self.cited.words,
            }
        if self.below:
            data["below"] = [note.as_data() for note in self.below]
        return data


def explain(account: Account, identity: str) -> Note:
    """Explain the incident, claim or toll whose id is, or begins with, `identity`; UnknownRecord where there is no such one."""
    incidents = {key: incident for incident in account.incidents for key in (incident.id, *incident.merged)}
    tallies = {tally.id: (incident, tally) for incident in account.incidents for tally in incident.tallies}
    everything = {*incidents, *tallies, *account.claims}
    found = {identity} & everything or {key for key in everything if identity and key.startswith(identity)}
    if len(found & set(incidents)) == 1:
        found &= set(incidents)  # ids of tolls begin with that of their incident
    if len(found) != 1:
        trouble = f"{len(found)} records begin with it; give more of the id" if found else "no incident, claim or toll has it"
        raise UnknownRecord(f'id "{identity}": {trouble}; "gawah incidents" lists the ids')
    key = found.pop()
    if key in incidents:
        return explain_incident(account, incidents[key])
    if key in account.claims:
        return explain_claim(account, account.claims[key])
    incident, tally = tallies[key]
    return Note(f"toll {key} of incident {incident.id}", below=(explain_tally(account, tally),))


def incident_of(account: Account, identity: str) -> Incident:
    """The incident that an id names, or that holds the claim or toll of that id; UnknownRecord where there is none."""
    for incident in account.incidents:
        own = (incident.id, *incident.merged, *(t.id for t in incident.tallies), *(m.claim for m in incident.members))
        if identity and any(one == identity or one.startswith(identity) for one in own):
            return incident
    raise UnknownRecord(f'id "{identity}": no incident, claim or toll has it; "gawah incidents" lists the ids')


def explain_incident(account: Account, incident: Incident) -> Note:
    """An incident: where, when, its status with reasons, its tolls with their arithmetic, its claims with their sentences."""
    kind = "summary of several happenings, " if incident.summary else ""
    place, days = incident_place(incident), incident_when(account, incident)
    head = f"incident {incident.id}: {kind}{event_noun(incident.event)}, {place}, {days}"
    below = [Note(f"place: {place} ({precision_words(incident)})")]
    below.append(Note(f"status: {standing_words(incident)}", below=tuple(Note(why) for why in incident.standing.why)))
    below += [explain_tally(account, tally) for tally in incident.tallies]
    if incident.parent:
        below.append(Note(f"part of the summary {incident.parent}; its tolls are not added to that summary's"))
    for child in account.children(incident):
        below.append(Note(f"sums up incident {child.id}: {event_noun(child.event)}, {incident_place(child)}"))
    below += [explain_member(account, member) for member in incident.members]
    return Note(head, below=tuple(below))


def explain_member(account: Account, member: Member) -> Note:
    """A claim of an incident, with the reasons why it was joined."""
    judged = f", judged {member.judged}" if member.judged else ""
    resolved = account.claims.get(member.claim)
    if resolved is None:
        return Note(f"claim {member.claim} is no longer read{judged}")
    note = explain_claim(account, resolved)
    reasons = Note(
        f"joined with score {member.score:.2f}{judged}", below=tuple(reason_note(reason) for reason in member.reasons)
    )
    return Note(note.words, note.cited, (reasons, *note.below) if member.reasons or judged else note.below)


def explain_claim(account: Account, resolved: Resolved) -> Note:
    """A claim: its sentence, the words it stands in, and how its days, places and actors were resolved."""
    claim = resolved.claim
    document = account.document_of(claim)
    cited = citations(claim, document)
    below = [Note(quote.source, quote) for quote in cited[1:]]
    below += [toll_note(toll) for toll in claim.tolls]
    below.append(Note(f"day: {when_words(resolved.when)}; {resolved.why_when or 'the text does not say'}"))
    if resolved.places:
        below.append(Note(f"place: {resolved.why_where}", below=tuple(place_note(place) for place in resolved.places)))
    for label, resolutions in (("by", resolved.agents), ("to", resolved.targets)):
        below += [Note(f"{label}: {actor.mention.words}: {actor.why}") for actor in resolutions]
    if claim.speaker is not None:
        below.append(Note(f"speaker: {claim.speaker.name} ({claim.speaker.role.value})"))
    if claim.id in account.set_aside:
        below.append(Note(f"set aside: {account.set_aside[claim.id]}"))
    below += [Note(f"doubt: {doubt}") for doubt in claim.doubts]
    below.append(Note(f"read by {claim.trace.reader or 'gawah'} {claim.trace.version}, confidence {claim.confidence:.2f}"))
    return Note(f"claim {claim.id}: {claim_sentence(resolved, document.publisher)}", cited[0], tuple(below))


def explain_tally(account: Account, tally: Tally) -> Note:
    """A toll: each step of the arithmetic with the claims that it used."""
    steps = []
    for step in tally.steps:
        quotes = [
            Note(quote.source, quote)
            for identity in step.claims
            if (resolved := account.claims.get(identity)) is not None
            for quote in citations(resolved.claim, account.document_of(resolved.claim))[:1]
        ]
        steps.append(Note(f"{step.rule}: {step.words}", below=tuple(quotes)))
    part = f", counted inside {tally.part_of}" if tally.part_of else ""
    return Note(f"toll {tally.id}{part}: {tally_words(tally)}", below=tuple(steps))


def toll_note(toll: Toll) -> Note:
    """A figure of a claim with the words it was read from."""
    return Note(f"toll: {toll_words(toll)}, from the words “{toll.words}”" if toll.words else f"toll: {toll_words(toll)}")


def place_note(resolution: Resolution[Any]) -> Note:
    """A place name with its candidates, best first, and their reasons."""
    mention: Mention = resolution.mention
    others = tuple(
        Note(
            f"{'chosen' if resolution.chosen is not None and candidate.value.id == resolution.chosen.id else 'candidate'}: "
            f"{candidate.value.full_name}, score {candidate.score:.2f}",
            below=tuple(reason_note(reason) for reason in candidate.reasons),
        )
        for candidate in resolution.candidates[:4]
    )
    return Note(f"“{mention.words}”: {resolution.why}", below=others)


def reason_note(reason: Reason) -> Note:
    """A named comparison with its share of the score."""
    return Note(f"{reason.feature} {reason.score:+.2f}: {reason.words}")
