"""The order of the stages, in one place: read, extract, keep; then resolve, link, weigh.

`build` is the half that keeps: files become documents and claims of a case. `assess` is the half that computes: the claims and
judgements of a case become an account, which is never kept and can be made again at any time.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from gawah.crew import read_batch, read_side_by_side
from gawah.intake import Defaults, Refused, Taken
from gawah.intake import read as take
from gawah.intake.walk import shown, walk
from gawah.link import Linked, relink
from gawah.model import (
    Account,
    Claim,
    Document,
    EventType,
    Imprint,
    Incident,
    Judgement,
    Left,
    Member,
    Outcome,
    Reading,
    Refusal,
    Resolved,
    Total,
)
from gawah.resolve import resolve
from gawah.resolve.actor_files import registry_of
from gawah.resolve.gazetteer import Gazetteer
from gawah.resolve.registry import Registry
from gawah.review import Question, Reviewed, ReviewState, apply, queue
from gawah.store import Case
from gawah.store.case import GAWAH
from gawah.text.fingerprint import fingerprint
from gawah.weigh import Weighed, weigh_again
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
    def open(cls, overlay: Path | None = None, case: Path | None = None) -> Lookups:
        """The default gazetteer and the user's registry, with a case's own place names and actors where it has them."""
        return cls(Gazetteer.open(overlay=overlay), registry_of(case))


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build did."""

    kept: int = 0
    known: int = 0
    """Documents that the case had already."""
    claims: int = 0
    refused: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What became of one file: kept or known already under a document id, or refused."""

    path: Path
    document: str = ""
    kept: bool = False
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Handing:
    """How files are handed in: who does it, and by which names files go that lie under others (on the desk, no name is a path).

    `tell` is called with each file when it is known what became of it.
    """

    who: str = GAWAH
    names: Mapping[Path, str] = field(default_factory=dict)
    tell: Callable[[Told], None] = lambda _told: None

    def name(self, path: Path) -> str:
        """The name by which a file goes in the case."""
        return self.names.get(path) or shown(path)

    def renamed(self, item: Taken) -> Taken:
        """A file that was taken, its document under the name that the file goes by."""
        if item.path not in self.names:
            return item
        return replace(item, document=replace(item.document, file=self.names[item.path]))


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
    handing: Handing | None = None,
) -> Built:
    """Read files into a case. A document that the case has already is passed over; one that cannot be read is told."""
    hands = handing or Handing()
    wanted = list(paths)
    done = Built()
    fresh: deque[list[Taken]] = deque()

    def new() -> Iterator[list[Document]]:
        """The documents of each batch that the case does not have; the rest is counted on the way."""
        nonlocal done
        for batch in _batches(take(wanted, sidecar, defaults=defaults)):
            done, keepable = _sort_out(case, batch, done, hands)
            if keepable:
                fresh.append(keepable)
                yield [item.document for item in keepable]

    several = len(list(islice(walk(wanted), BATCH + 1))) > BATCH
    readings = read_side_by_side(new(), language) if several else (read_batch(batch, language) for batch in new())
    for batch in readings:
        for item, reading in zip(fresh.popleft(), batch, strict=True):
            kept = case.keep(item.document, item.original, reading, who=hands.who)
            case.settle(hands.name(item.path), who=hands.who)
            done = replace(done, kept=done.kept + kept, claims=done.claims + kept * len(reading.claims))
            hands.tell(Told(path=item.path, document=item.document.id, kept=kept))
    return done


def _sort_out(case: Case, batch: list[Taken | Refused], done: Built, hands: Handing) -> tuple[Built, list[Taken]]:
    """What is new in a batch; what cannot be read is noted in the case, what is known is counted."""
    keepable: list[Taken] = []
    for item in batch:
        if isinstance(item, Refused):
            file = hands.names.get(item.path) or item.error.file
            refusal = Refusal(file=file, cause=item.error.cause, remedy=item.error.remedy)
            case.refuse(refusal, who=hands.who)
            done = replace(done, refused=(*done.refused, refusal))
            hands.tell(Told(path=item.path, refusal=refusal))
        elif item.again or case.has(item.document.id):
            case.settle(hands.name(item.path), who=hands.who)
            done = replace(done, known=done.known + 1)
            hands.tell(Told(path=item.path, document=item.document.id))
        else:
            keepable.append(hands.renamed(item))
    return done, keepable


def assess(case: Case, lookups: Lookups, profile: str = "gawah") -> Account:
    """Compute what can be said of a case: resolve its claims, join them into incidents, weigh those."""
    return Assessor(case, lookups, profile).assess()[0]


class Assessor:
    """Assesses one case again and again: only what a change touches is read, resolved, joined and weighed again.

    What one time leaves to the next is held in memory alone: where it is lost, all is computed anew, and the same comes out.
    `head` is the head of the case's log from before the last assessment: all that it counts up to is in.
    """

    def __init__(self, case: Case, lookups: Lookups, profile: str = "gawah") -> None:
        self._case, self._lookups, self._profile = case, lookups, profile
        self._documents: dict[str, Document] = {}
        self._imprints: dict[str, Imprint] = {}
        self._readings: dict[str, tuple[tuple[Claim, ...], tuple[Left, ...]]] = {}
        self._resolved: dict[str, tuple[list[Claim], list[Resolved]]] = {}
        self._linked = Linked(incidents=(), unsure=())
        self._weighed: Weighed | None = None
        self.head = (0, "")

    def assess(self) -> tuple[Account, Reviewed]:
        """What can be said of the case now, and what judgements made of its claims."""
        linked, resolved, reviewed, judgements = self._join()
        by_id = {one.claim.id: one for one in resolved}
        self._weighed = weigh_again(
            self._weighed, linked.incidents, by_id, self._imprints, profile=self._profile, judgements=judgements
        )
        account = Account(
            incidents=self._weighed.incidents,
            claims=by_id,
            documents=dict(self._documents),
            unsure=linked.unsure,
            left={id_: left for id_, (_, left) in self._readings.items()},
            refused=self._case.refusals(),
            judgements=judgements,
            set_aside=reviewed.set_aside,
            totals=sums(self._weighed.incidents),
        )
        return account, reviewed

    def join(self) -> tuple[Incident, ...]:
        """The incidents of the case now, which claims each has; nothing is weighed."""
        return self._join()[0].incidents

    def _join(self) -> tuple[Linked, list[Resolved], Reviewed, tuple[Judgement, ...]]:
        self._catch_up()
        judgements = self._case.judgements()
        reviewed = apply(judgements, (claim for claims, _ in self._readings.values() for claim in claims))
        resolved = self._resolve(reviewed)
        rejected = {claim for claim, state in reviewed.states.items() if state is ReviewState.REJECTED}
        counted = [one for one in resolved if one.claim.id not in rejected]
        self._linked = relink(self._linked, counted, self._imprints, judgements, known=_known(self._case))
        return self._linked, resolved, reviewed, judgements

    def _catch_up(self) -> None:
        """Read what the log says is new since the head seen last."""
        seen, self.head = self.head[0], self._case.head()
        if not seen:
            self._read_all()
            return
        fresh: dict[str, Document] = {}
        for id_ in self._changed_since(seen):
            if id_ not in self._documents:
                self._documents[id_] = fresh[id_] = self._case.document(id_)
            reading = self._case.reading(id_)
            self._readings[id_] = reading.claims, reading.left
        if fresh:
            self._imprints = self._imprints | imprints_of(fresh)  # a new one: what was joined before holds the old

    def _changed_since(self, seen: int) -> list[str]:
        """Ids of the documents that were kept or read anew after a row of the log, the first first."""
        found: list[str] = []
        before = 0
        while rows := self._case.latest(before=before, limit=500, subject="document:"):
            found += [row.subject.removeprefix("document:") for row in rows if row.seq > seen]
            before = rows[-1].seq
            if before <= seen:
                break
        return list(dict.fromkeys(reversed(found)))

    def _read_all(self) -> None:
        self._documents = {document.id: document for document in self._case.documents()}
        self._imprints = {imprint.id: imprint for imprint in self._case.imprints()}
        claims: dict[str, list[Claim]] = {id_: [] for id_ in self._documents}
        for claim in self._case.claims():
            if claim.document in claims:  # else it was kept a moment ago, and is caught up with the next time
                claims[claim.document].append(claim)
        left = self._case.left()
        self._readings = {id_: (tuple(found), left.get(id_, ())) for id_, found in claims.items()}

    def _resolve(self, reviewed: Reviewed) -> list[Resolved]:
        """The claims as reviewers left them, with their days, places and actors."""
        made: list[Resolved] = []
        for id_, (read_, _) in self._readings.items():
            claims = [reviewed.claims[claim.id] for claim in read_]
            held = self._resolved.get(id_)
            if held is None or held[0] != claims:
                found = resolve(
                    self._documents[id_], claims, gazetteer=self._lookups.gazetteer, registry=self._lookups.registry
                )
                held = self._resolved[id_] = claims, found
            made += held[1]
        return made


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


def remember(case: Case, incidents: Sequence[Incident]) -> None:
    """Keep which claims each incident of a case has, so that incidents keep their ids when reports come in."""
    living = {incident.id: [member.claim for member in incident.members] for incident in incidents}
    merged = {old: incident.id for incident in incidents for old in incident.merged}
    case.note_identities(living, merged)


def account_of(folder: Path, profile: str = "gawah") -> Account:
    """The account of the case in a folder, opened only to be read."""
    with Case.open(folder, read_only=True) as case:
        return assess(case, Lookups.open(overlay_of(folder), folder), profile)


def sums(incidents: Iterable[Incident]) -> tuple[Total, ...]:
    """The totals by place of some incidents, as an account has them."""
    return totals(incidents, by=BY_PLACE, outcomes=COUNTED)


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
