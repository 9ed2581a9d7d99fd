"""The order of the stages, in one place: read, extract, keep; then resolve, link, weigh.

`build` is the half that keeps: files become documents and claims of a case. `assess` is the half that computes: the claims and
judgements of a case become an account, which is never kept and can be made again at any time.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from gawah.crew import read_batch, read_side_by_side
from gawah.intake import Defaults, Refused, Taken
from gawah.intake import read as take
from gawah.intake.walk import shown, walk
from gawah.link import link
from gawah.model import Account, Claim, Document, EventType, Imprint, Incident, Member, Outcome, Reading, Refusal, Resolved
from gawah.resolve import resolve
from gawah.resolve.gazetteer import Gazetteer
from gawah.resolve.registry import Registry
from gawah.review import Question, ReviewState, apply, queue
from gawah.store import Case
from gawah.text.fingerprint import fingerprint
from gawah.weigh import weigh_all
from gawah.weigh.compare import Published, compare
from gawah.weigh.totals import Dimension, totals

BY_PLACE: tuple[Dimension, ...] = ("place",)
COUNTED = (Outcome.KILLED, Outcome.WOUNDED, Outcome.CASUALTIES, Outcome.DETAINED, Outcome.ABDUCTED)
"""Outcomes that are summed by province."""
BATCH = 16
"""Documents that are parsed together: the encoder is faster on full batches, and a crash loses at most these."""


@dataclass(frozen=True, slots=True)
class Lookups:
    """What the computing stages look things up in, opened once and handed in."""

    gazetteer: Gazetteer
    registry: Registry

    @classmethod
    def open(cls, overlay: Path | None = None) -> Lookups:
        """The default gazetteer and registry, with a case's own place names where it has them."""
        return cls(Gazetteer.open(overlay=overlay), Registry.open())


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build did."""

    kept: int = 0
    known: int = 0
    """Documents that the case had already."""
    claims: int = 0
    refused: tuple[Refusal, ...] = ()


def read(
    paths: Iterable[Path], language: str = "en", defaults: Defaults | None = None, *, sidecar: Path | None = None
) -> Iterator[tuple[Taken, Reading] | Refused]:
    """Read files into documents and claims, in the order given; what cannot be read comes out as Refused."""
    for batch in _batches(take(list(paths), sidecar, defaults=defaults)):
        taken = [item for item in batch if isinstance(item, Taken)]
        readings = iter(read_batch([item.document for item in taken], language))
        for item in batch:
            yield item if isinstance(item, Refused) else (item, next(readings))


def _batches(items: Iterable[Taken | Refused]) -> Iterator[list[Taken | Refused]]:
    batch: list[Taken | Refused] = []
    for item in items:
        batch.append(item)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def build(
    case: Case,
    paths: Iterable[Path],
    language: str = "en",
    defaults: Defaults | None = None,
    *,
    sidecar: Path | None = None,
    step: Callable[[], None] = lambda: None,
) -> Built:
    """Read files into a case. A document that the case has already is passed over; one that cannot be read is told."""
    wanted = list(paths)
    done = Built()
    fresh: deque[list[Taken]] = deque()

    def new() -> Iterator[list[Document]]:
        """The documents of each batch that the case does not have; the rest is counted on the way."""
        nonlocal done
        for batch in _batches(take(wanted, sidecar, defaults=defaults)):
            done, keepable = _sort_out(case, batch, done, step)
            if keepable:
                fresh.append(keepable)
                yield [item.document for item in keepable]

    several = len(list(islice(walk(wanted), BATCH + 1))) > BATCH
    readings = read_side_by_side(new(), language) if several else (read_batch(batch, language) for batch in new())
    for batch in readings:
        for item, reading in zip(fresh.popleft(), batch, strict=True):
            kept = case.keep(item.document, item.original, reading)
            case.settle(shown(item.path))
            done = replace(done, kept=done.kept + kept, claims=done.claims + kept * len(reading.claims))
            step()
    return done


def _sort_out(case: Case, batch: list[Taken | Refused], done: Built, step: Callable[[], None]) -> tuple[Built, list[Taken]]:
    """What is new in a batch; what cannot be read is noted in the case, what is known is counted."""
    keepable: list[Taken] = []
    for item in batch:
        if isinstance(item, Refused):
            refusal = Refusal(file=item.error.file, cause=item.error.cause, remedy=item.error.remedy)
            case.refuse(refusal)
            done = replace(done, refused=(*done.refused, refusal))
            step()
        elif item.again or case.has(item.document.id):
            case.settle(shown(item.path))
            done = replace(done, known=done.known + 1)
            step()
        else:
            keepable.append(item)
    return done, keepable


def assess(case: Case, lookups: Lookups, profile: str = "gawah") -> Account:
    """Compute what can be said of a case: resolve its claims, join them into incidents, weigh those."""
    documents = {document.id: document for document in case.documents()}
    judgements = case.judgements()
    reviewed = apply(judgements, case.claims())
    imprints = {imprint.id: imprint for imprint in case.imprints()}
    resolved = resolve_all(documents, reviewed.claims.values(), lookups)
    rejected = {claim for claim, state in reviewed.states.items() if state is ReviewState.REJECTED}
    linked = link([one for one in resolved if one.claim.id not in rejected], imprints, judgements, known=_known(case))
    by_id = {one.claim.id: one for one in resolved}
    incidents = tuple(weigh_all(linked.incidents, by_id, imprints, profile, judgements))
    return Account(
        incidents=incidents,
        claims=by_id,
        documents=documents,
        unsure=linked.unsure,
        left=case.left(),
        refused=case.refusals(),
        judgements=judgements,
        set_aside=reviewed.set_aside,
        totals=totals(incidents, by=BY_PLACE, outcomes=COUNTED),
    )


def resolve_all(documents: Mapping[str, Document], claims: Iterable[Claim], lookups: Lookups) -> list[Resolved]:
    """The claims of all documents with their days, places and actors."""
    by_document: dict[str, list[Claim]] = {}
    for claim in claims:
        by_document.setdefault(claim.document, []).append(claim)
    return [
        one
        for identity, found in by_document.items()
        for one in resolve(documents[identity], found, gazetteer=lookups.gazetteer, registry=lookups.registry)
    ]


def _known(case: Case) -> list[Incident]:
    """The incidents of the run before, as far as their ids go: which claims they had, which ids were merged into them."""
    graves: dict[str, list[str]] = {}
    for old, living in case.tombstones().items():
        graves.setdefault(living, []).append(old)
    return [
        Incident(
            id=identity,
            members=tuple(Member(claim=claim) for claim in members),
            event=EventType.OTHER,
            merged=tuple(sorted(graves.get(identity, ()))),
        )
        for identity, members in case.identities().items()
    ]


def remember(case: Case, account: Account) -> None:
    """Keep which claims each incident has, so that incidents keep their ids when reports come in."""
    living = {incident.id: [member.claim for member in incident.members] for incident in account.incidents}
    merged = {old: incident.id for incident in account.incidents for old in incident.merged}
    case.note_identities(living, merged)


def account_of(folder: Path, profile: str = "gawah") -> Account:
    """The account of the case in a folder, opened only to be read."""
    with Case.open(folder, read_only=True) as case:
        return assess(case, Lookups.open(overlay_of(folder)), profile)


def questions(case: Case, account: Account) -> list[Question]:
    """What to ask a reviewer of a case, the weightiest first."""
    reviewed = apply(account.judgements, case.claims())
    return queue(account.incidents, account.claims, account.judgements, account.unsure, reviewed)


def profiles_of(account: Account, incident: Incident) -> tuple[Published, ...]:
    """What each profile would publish of an incident."""
    told = {one.claim.document: account.document_of(one.claim) for one in account.claims_of(incident)}
    return compare(incident, account.claims, imprints_of(told), account.judgements)


def imprints_of(documents: Mapping[str, Document]) -> dict[str, Imprint]:
    """What joining and weighing need to know of documents."""
    return {
        one.id: Imprint(
            id=one.id,
            title=one.title,
            publisher=one.publisher,
            published=one.published,
            url=one.url,
            print=fingerprint(one.text),
        )
        for one in documents.values()
    }


def overlay_of(folder: Path) -> Path | None:
    """The table of a case's own place names (`places.csv` or `places.yml` in its folder), where there is one."""
    return next((path for name in ("places.csv", "places.yml") if (path := folder / name).is_file()), None)
