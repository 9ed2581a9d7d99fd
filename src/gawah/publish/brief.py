"""The brief: what a desk would write, every sentence with notes that lead to the words behind it.

`compose` makes a Brief, which `html` and `markdown` turn into pages. Nothing is written here that an incident, a tally or a
claim does not say; sections without matter say so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from gawah.model import (
    Account,
    Corroboration,
    Document,
    EventType,
    Family,
    Incident,
    Numbers,
    Resolved,
    Responsibility,
    Stance,
    Tally,
)
from gawah.publish.citation import Citation, Footnotes
from gawah.publish.place_table import PlaceRow, place_rows
from gawah.publish.words import (
    claim_sentence,
    event_noun,
    incident_place,
    incident_when,
    joined,
    range_words,
    standing_words,
    tally_words,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of a brief, the numbers of its notes, and the incident it speaks of."""

    words: str
    notes: tuple[int, ...] = ()
    incident: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A heading with the sentences under it."""

    head: Sentence
    sentences: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a brief. `empty` is said where there are no items."""

    title: str
    key: str
    items: tuple[Item, ...] = ()
    empty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A brief, ready to be set as a page."""

    title: str
    made: str
    """How and from what it was made, one sentence."""
    sections: tuple[Section, ...]
    rows: tuple[PlaceRow, ...]
    notes: tuple[Citation, ...]
    account: Account
    version: str = ""
    about: tuple[str, ...] = ()
    """What else readers must know before they read on, one sentence each."""
    documents: tuple[Document, ...] = ()
    """The documents that are listed; none where they are not to be named."""


def compose(
    account: Account,
    *,
    title: str,
    version: str,
    profile: str = "gawah",
    about: Sequence[str] = (),
    documents: Iterable[Document] | None = None,
    read: int | None = None,
) -> Brief:
    """Write the brief of an account. The same account gives the same brief, to the letter.

    `documents` are those that are listed, `read` is how many were read: all of the account's, where nothing is given.
    """
    listed = account.documents.values() if documents is None else documents
    notes = Footnotes(account)
    sections = (
        _latest(account, notes),
        _by_happening(account, notes),
        _disagreements(account, notes),
        _section(account, notes, "Violence against civilians", "civilians", _against_civilians),
        _section(
            account, notes, "Defections, alliances, new groups", "changes", _is(EventType.GROUP_CHANGE, EventType.AGREEMENT)
        ),
        _section(account, notes, "Deployments", "deployments", _is(EventType.DEPLOYMENT)),
        _section(account, notes, "Statements and reactions", "statements", _is(EventType.STATEMENT)),
        _open_questions(account, notes),
    )
    rows = place_rows(account, notes)
    number = len(account.documents) if read is None else read
    return Brief(
        title=title,
        made=_made(account, number, version, profile),
        sections=sections,
        rows=rows,
        notes=tuple(notes.notes),
        account=account,
        version=version,
        about=tuple(about),
        documents=tuple(sorted(listed, key=lambda one: (str(one.published or ""), one.title, one.id))),
    )


def _made(account: Account, number: int, version: str, profile: str) -> str:
    """How and from what a brief was made."""
    judged = len({judgement.subject for judgement in account.judgements})
    return (
        f"Made by gawah {version} from {_number(number, 'document')} with {_number(len(account.claims), 'claim')}, joined "
        f"into {_number(len(account.incidents), 'incident')} by machine and weighed by the profile “{profile}”. "
        + (f"{_number(judged, 'claim was', 'claims were')} judged by a person." if judged else "No person has reviewed it yet.")
    )


def _number(count: int, one: str, more: str = "") -> str:
    return f"{count:,} {one if count == 1 else more or one + 's'}"


def _is(*events: EventType) -> Callable[[Incident], bool]:
    return lambda incident: incident.event in events


def _against_civilians(incident: Incident) -> bool:
    return incident.event.family in {Family.CIVILIANS, Family.CUSTODY, Family.PROPERTY, Family.MOVEMENT}


def _latest_first(account: Account, incidents: Iterable[Incident]) -> list[Incident]:
    """By the last possible day, then the id so that ties stand still."""
    return sorted(incidents, key=lambda incident: (account.latest(incident), incident.id), reverse=True)


def incident_head(account: Account, incident: Incident, notes: Footnotes) -> Sentence:
    """The line that names an incident: what, where, when."""
    summary = " (sums up several happenings)" if incident.summary else ""
    words = (
        f"{event_noun(incident.event).capitalize()}, {incident_place(incident)}, {incident_when(account, incident)}{summary}"
    )
    return Sentence(words=words, notes=notes.cite(*(member.claim for member in incident.members)), incident=incident.id)


def claim_line(account: Account, resolved: Resolved, notes: Footnotes) -> Sentence:
    """What one claim says, with its notes."""
    return Sentence(
        words=claim_sentence(resolved, account.document_of(resolved.claim).publisher), notes=notes.cite(resolved.claim.id)
    )


def tally_line(tally: Tally, notes: Footnotes) -> Sentence:
    """One toll with its range and its notes."""
    words = tally_words(tally)
    part = ", counted inside the figure above" if tally.part_of else ""
    return Sentence(words=words[:1].upper() + words[1:] + part + ".", notes=notes.cite(*tally.claims))


def _item(account: Account, incident: Incident, notes: Footnotes) -> Item:
    lines = [tally_line(tally, notes) for tally in incident.tallies]
    lines.append(Sentence(words=f"Status: {standing_words(incident)}.", incident=incident.id))
    lines += [claim_line(account, resolved, notes) for resolved in account.claims_of(incident)]
    return Item(head=incident_head(account, incident, notes), sentences=tuple(lines))


def _weight(incident: Incident) -> tuple[int, str]:
    return max((tally.high or tally.best or tally.low or 0 for tally in incident.tallies), default=0), incident.id


def _latest(account: Account, notes: Footnotes, most: int = 6) -> Section:
    """The gravest of the latest: the last two weeks that the reports know, largest tolls first."""
    tolled = [incident for incident in account.incidents if incident.tallies and not incident.parent]
    newest = max(map(account.latest, tolled), default=date.min)
    recent = [incident for incident in tolled if (newest - account.latest(incident)).days <= 14]
    items = []
    for incident in sorted(recent, key=_weight, reverse=True)[:most]:
        tolls = joined(
            [
                f"{tally.of or 'people'} {tally.outcome.value}: {range_words(tally)}"
                for tally in incident.tallies
                if not tally.part_of
            ]
        )
        head = incident_head(account, incident, notes)
        items.append(Item(head=Sentence(words=f"{head.words}: {tolls}.", notes=head.notes, incident=incident.id)))
    return Section(title="The latest", key="latest", items=tuple(items), empty="No report gives a toll.")


def _by_happening(account: Account, notes: Footnotes) -> Section:
    incidents = [incident for incident in account.incidents if incident.event.family.violent or incident.tallies]
    items = tuple(_item(account, incident, notes) for incident in _latest_first(account, incidents))
    return Section(title="Incidents", key="incidents", items=items, empty="No incident was found.")


def disagrees(account: Account, incident: Incident) -> bool:
    """Whether the claims of an incident contradict each other: on what happened, on who did it, or on how many."""
    stances = {resolved.claim.stance for resolved in account.claims_of(incident)}
    return (
        incident.standing.responsibility in {Responsibility.CONTESTED, Responsibility.DENIED}
        or incident.standing.numbers in {Numbers.CONFLICTING, Numbers.RANGED}
        or incident.standing.corroboration is Corroboration.ADMITTED
        or Stance.DENIES in stances
    )


def _disagreements(account: Account, notes: Footnotes) -> Section:
    items = []
    for incident in _latest_first(account, (incident for incident in account.incidents if disagrees(account, incident))):
        told = sorted(account.claims_of(incident), key=lambda resolved: (resolved.claim.told or date.min, resolved.claim.id))
        lines = [claim_line(account, resolved, notes) for resolved in told]
        lines += [Sentence(words=why if why.endswith(".") else f"{why}.") for why in incident.standing.why]
        items.append(Item(head=incident_head(account, incident, notes), sentences=tuple(lines)))
    return Section(
        title="Where sides disagree",
        key="disagreements",
        items=tuple(items),
        empty="No two claims contradict each other. That is not agreement: most may rest on one source.",
    )


def _section(account: Account, notes: Footnotes, title: str, key: str, belongs: Callable[[Incident], bool]) -> Section:
    items = []
    for incident in _latest_first(account, (incident for incident in account.incidents if belongs(incident))):
        lines = tuple(claim_line(account, resolved, notes) for resolved in account.claims_of(incident))
        items.append(Item(head=incident_head(account, incident, notes), sentences=lines))
    return Section(title=title, key=key, items=tuple(items), empty="The reports tell of none.")


def _open_questions(account: Account, notes: Footnotes) -> Section:
    items = []
    nowhere = [r for r in account.claims.values() if r.claim.places and r.where is None]
    never = [r for r in account.claims.values() if not r.when.known]
    for title, found in (("Places that could not be resolved", nowhere), ("Days that the reports do not tell", never)):
        lines = tuple(claim_line(account, resolved, notes) for resolved in sorted(found, key=lambda r: r.claim.id))
        if lines:
            items.append(Item(head=Sentence(words=f"{title}: {len(lines)}"), sentences=lines))
    pairs = []
    for pair in account.unsure:
        why = joined([reason.words for reason in pair.reasons])
        pairs.append(Sentence(words=f"Score {pair.score:.2f}: {why}.", notes=notes.cite(pair.one, pair.other)))
    if pairs:
        items.append(Item(head=Sentence(words=f"One happening or two? {len(pairs)} pairs"), sentences=tuple(pairs)))
    left = []
    for identity, seen in sorted(account.left.items()):
        source = account.documents[identity].title if identity in account.documents else identity[:12]
        left += [Sentence(words=f"“{item.words}” ({source}): {item.why}") for item in seen]
    if left:
        items.append(Item(head=Sentence(words=f"Seen and left alone by the reader: {len(left)}"), sentences=tuple(left)))
    aside = [Sentence(words=f"{why}", notes=notes.cite(claim)) for claim, why in sorted(account.set_aside.items())]
    if aside:
        items.append(Item(head=Sentence(words=f"Set aside by a reviewer: {len(aside)}"), sentences=tuple(aside)))
    refused = [Sentence(words=f"{refusal.file}: {refusal.cause}; {refusal.remedy}.") for refusal in account.refused]
    if refused:
        items.append(Item(head=Sentence(words=f"Files that could not be read: {len(refused)}"), sentences=tuple(refused)))
    return Section(title="What could not be resolved or counted", key="open", items=tuple(items), empty="Nothing.")
