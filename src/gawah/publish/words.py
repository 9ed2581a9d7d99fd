"""Records in plain words: days, counts, tolls, places, claims. Sober, and never more exact than the record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from gawah.data import table
from gawah.model import (
    Account,
    Basis,
    Claim,
    Count,
    EventType,
    Incident,
    Numbers,
    Outcome,
    Party,
    Precision,
    Resolved,
    Stance,
    Tally,
    Toll,
    TollKind,
    When,
)


def day_words(day: date) -> str:
    """A day as an editor writes it: "9 May 2022"."""
    return f"{day.day} {day:%B %Y}"


def when_words(when: When) -> str:
    """The days with their preposition: "on 9 May 2022", "in February 2022", "on or before 9 May 2022"."""
    first, last = when.first, when.last
    if first is None:
        return f"on or before {day_words(last)}" if last is not None else "on a day not told"
    if last is None:
        return f"since {day_words(first)}"
    if first == last:
        return f"on {day_words(first)}"
    edtf = when.edtf or ""
    if len(edtf) == 4:
        return f"in {edtf}"
    if len(edtf) == 7:
        return f"in {first:%B %Y}"
    return f"between {day_words(first)} and {day_words(last)}"


def incident_when(account: Account, incident: Incident) -> str:
    """The days of an incident; where no claim tells them, the day by which it was reported."""
    told = account.told(incident)
    if incident.when.known or told is None:
        return when_words(incident.when)
    return f"on a day not told, reported on {day_words(told[0])}"


def count_words(count: Count) -> str:
    """An interval in words: "23 or more", "about 100", "up to 20", "20 to 30", "an untold number of"."""
    return str(count) if count.numbered else "an untold number of"


def toll_words(toll: Toll) -> str:
    """One figure of a claim: "23 or more Taliban killed"; parts and running figures say what they are."""
    words = f"{count_words(toll.count)} {toll.of or 'people'} {outcome_words(toll.outcome)}"
    match toll.kind:
        case TollKind.PART:
            return f"{words} (counted inside the figure before)"
        case TollKind.MORE:
            return f"{words} (on top of an earlier figure)"
        case TollKind.RUNNING:
            return f"{words} (a running total)"
        case TollKind.NEW:
            return words


def outcome_words(outcome: Outcome) -> str:
    """The word for what became of those counted."""
    return str(table("publish/outcomes")[outcome.value])


def event_noun(event: EventType) -> str:
    """The happening as a heading: "armed clash"."""
    return str(table("publish/events")[event.value]["noun"])


def joined(parts: Iterable[str], last: str = "and") -> str:
    """Parts as a list in a sentence: "a, b and c"."""
    known = [part for part in dict.fromkeys(parts) if part]
    return f" {last} ".join([", ".join(known[:-1]), known[-1]]) if len(known) > 1 else "".join(known)


def parties_words(parties: Sequence[Party], most: int = 4) -> str:
    """Names of parties as a list; what is left off a long list is counted."""
    names = list(dict.fromkeys(party.name for party in parties))
    return joined([*names[:most], f"{len(names) - most} more"] if len(names) > most else names)


def place_words(resolved: Resolved) -> str:
    """The place of a claim as its source writes it, with the resolved name where that differs; empty where none is told."""
    written = ", ".join(mention.words for mention in resolved.claim.places)
    if resolved.where is None:
        return f"{written} (place not resolved)" if written else ""
    return written or resolved.where.full_name


def incident_place(incident: Incident) -> str:
    """The place of an incident: its resolved name with its containers, or the sources' words."""
    if incident.where is not None:
        return incident.where.full_name
    return f"{incident.place_words} (not resolved)" if incident.place_words else "place not told"


def precision_words(incident: Incident) -> str:
    """How exactly the place is known."""
    if incident.where is None:
        return "no point on the map"
    where = incident.where
    radius = f", within {where.radius_m / 1000:.0f} km" if where.radius_m >= 1000 else ""
    return {Precision.SITE: "exact site", Precision.UNKNOWN: "not known"}.get(where.precision, where.precision.word) + radius


def bound_words(bound: int | None) -> str:
    """A bound of a range; open ends are told as such."""
    return "open" if bound is None else f"{bound:,}"


def range_words(tally: Tally) -> str:
    """Low, best and high in one phrase: "6 to 27, best 23"; "12" where all agree."""
    low, best, high = tally.low, tally.best, tally.high
    if low is None and best is None and high is None:
        return "no number"
    if low == best == high:
        return f"{best:,}"
    span = f"{bound_words(low)} to {bound_words(high)}"
    return f"{span}, best {best:,}" if best is not None else f"{span}, no best figure"


def tally_words(tally: Tally) -> str:
    """One toll of an incident: "6 to 27 Taliban killed (best 23; only sides of the fight say so)"."""
    who = tally.of or "people"
    words = f"{who} {outcome_words(tally.outcome)}: {range_words(tally)}"
    return f"{words} (told only by sides of the fight)" if tally.party else words


def speaker_words(claim: Claim, publisher: str) -> str:
    """Who says so: the person or body cited, else the document itself."""
    if claim.speaker is not None:
        cited = f", citing {claim.speaker.cites}" if claim.speaker.cites else ""
        return f"{claim.speaker.name}{cited}"
    return publisher or "the report"


def claim_sentence(resolved: Resolved, publisher: str) -> str:
    """What a claim says, as one sentence: who says, what happened, by whom, to whom, where, when, at what toll."""
    claim = resolved.claim
    stance = {Stance.AFFIRMS: "", Stance.DENIES: ", denying", Stance.DOES_NOT_KNOW: ", not knowing of", None: ", speaking of"}
    agents, targets = parties_words(claim.agents), parties_words(claim.targets)
    who = f" by {agents}" if agents else ""
    against = claim.event is not EventType.GROUP_CHANGE and claim.event is not EventType.DEPLOYMENT
    whom = (f" against {targets}" if against else f" ({targets})") if targets else ""
    place = place_words(resolved)
    tolls = joined([toll_words(toll) for toll in claim.tolls])
    speaker = speaker_words(claim, publisher)
    told = f", on {day_words(resolved.when.last)}" if resolved.when.last and resolved.when.basis is Basis.TELLING else ""
    doubt = ", with doubt" if claim.hedged else ""
    summary = "several happenings of " if claim.scope.summary else ""
    sentence = f"{speaker}{told}{doubt}{stance[claim.stance]}: {summary}{event_noun(claim.event)}{who}{whom}"
    sentence += f" in {place}" if place else ""
    sentence += f", {when_words(resolved.when)}" if resolved.when.known else ", on a day not told"
    sentence += f"; {tolls}" if tolls else ""
    return sentence[:1].upper() + sentence[1:] + "."


def standing_words(incident: Incident) -> str:
    """The three axes of status in one phrase."""
    standing = incident.standing
    parts = [standing.corroboration.value, f"responsibility {standing.responsibility.value}"]
    if standing.numbers is not Numbers.NONE:
        parts.append(f"numbers {standing.numbers.value}")
    return "; ".join(parts)
