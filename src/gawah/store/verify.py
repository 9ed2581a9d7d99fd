"""Whether a case is as its log says: the chain, the originals, and every kept row against what the log has of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from gawah.errors import BrokenCase
from gawah.model import Claim, Document, Judgement
from gawah.store import log
from gawah.store.keeping import claim_columns, document_columns
from gawah.store.originals import Originals
from gawah.store.records import canonical, digest, load


@dataclass(slots=True)
class Told:
    """What the log says the case must hold: hashes of records by id; of claims also whether they are still read."""

    documents: dict[str, str] = field(default_factory=dict)
    rests: dict[str, str] = field(default_factory=dict)
    claims: dict[str, tuple[str, int | None]] = field(default_factory=dict)
    claims_of: dict[str, list[str]] = field(default_factory=dict)
    judgements: dict[str, str] = field(default_factory=dict)
    refusals: dict[str, tuple[str, bool]] = field(default_factory=dict)
    identities: dict[str, tuple[str, str]] = field(default_factory=dict)

    def hear(self, entry: log.Entry) -> None:
        """Take in one row of the log."""
        payload, name = json.loads(entry.payload), entry.subject.partition(":")[2]
        match entry.what:
            case "keep":
                self.documents[name] = payload["document"]
                self._hear_reading(name, payload["reading"])
            case "reread":
                self._hear_reading(name, payload["reading"])
            case "judge":
                self.judgements[name] = digest(canonical(payload["judgement"]))
            case "refuse":
                self.refusals[payload["file"]] = (digest(canonical(payload)), True)
            case "settle":
                self.refusals[payload["file"]] = (entry.before, False)
            case "identify":
                self.identities |= {id_: (canonical(new["claims"]), new["merged"]) for id_, new in payload.items()}

    def _hear_reading(self, document: str, reading: dict[str, Any]) -> None:
        for vanished in self.claims_of.get(document, []):
            self.claims[vanished] = (self.claims[vanished][0], None)
        self.claims |= {id_: (hash_, at) for at, (id_, hash_) in enumerate(reading["claims"])}
        known = self.claims_of.get(document, [])
        self.claims_of[document] = list(dict.fromkeys([*known, *(id_ for id_, _ in reading["claims"])]))
        self.rests[document] = reading["rest"]


def findings(alias: str, originals: Originals, head: tuple[int, str] | None = None) -> Iterator[str]:
    """Everything that is not as the log says, one sentence each."""
    yield from log.broken(log.entries(alias))
    told, seen_head = Told(), head is None
    for entry in log.entries(alias):
        seen_head = seen_head or (entry.seq, entry.hash) == head
        try:
            told.hear(entry)
        except (ValueError, KeyError, TypeError, AttributeError):
            yield f"log row {entry.seq} ({entry.what} {entry.subject}) cannot be read"
    if head is not None and not seen_head:
        yield f"the log no longer holds row {head[0]} with the hash written down: its end was cut off or made anew"
    yield from _documents(alias, told, originals)
    yield from _claims(alias, told)
    yield from _readings(alias, told)
    yield from _judgements(alias, told)
    yield from _refusals(alias, told)
    yield from _identities(alias, told)


def _documents(alias: str, told: Told, originals: Originals) -> Iterator[str]:
    from gawah.store.models import DocumentRow

    missing = dict(told.documents)
    for row in DocumentRow.objects.using(alias).order_by("seq").iterator():
        name = f"document {row.id} ({row.file})"
        expected = missing.pop(row.id, None)
        if expected is None:
            yield f"{name} is not in the log"
        elif digest(row.record) != expected or not _same(row, document_columns, Document):
            yield f"{name} is not as it was kept"
        if fault := originals.sound(row.id):
            quoting = told.claims_of.get(row.id, [])
            yield f"{name}: {fault}; {len(quoting)} claims quote it{': ' + ', '.join(quoting) if quoting else ''}"
    for id_ in missing:
        yield f"document {id_} is in the log and gone from the case"


def _same(row: Any, columns: Any, kind: type[Any], *rest: Any) -> bool:
    """Whether the columns of a row still say what its record says."""
    try:
        expected = columns(load(kind, row.record), *rest)
    except BrokenCase:
        return False
    return all(getattr(row, name) == value for name, value in expected.items() if name != "read")


def _claims(alias: str, told: Told) -> Iterator[str]:
    from gawah.store.models import ClaimRow

    missing = dict(told.claims)
    row: Any
    for row in ClaimRow.objects.using(alias).order_by("document_id", "position").iterator():
        name = f"claim {row.id} of document {row.document_id}"
        expected = missing.pop(row.id, None)
        if expected is None:
            yield f"{name} is not in the log"
        elif digest(row.record) != expected[0] or not _same(row, claim_columns, Claim, row.position):
            yield f"{name} is not as it was read"
        elif row.read != (expected[1] is not None) or (row.read and row.position != expected[1]):
            yield f"{name} does not stand in its document's reading where the log has it"
    for id_ in missing:
        yield f"claim {id_} is in the log and gone from the case"


def _readings(alias: str, told: Told) -> Iterator[str]:
    from gawah.store.models import ReadingRow

    missing = dict(told.rests)
    row: Any
    for row in ReadingRow.objects.using(alias).order_by("document_id").iterator():
        if missing.pop(row.document_id, None) != digest(row.record):
            yield f"what was left alone in document {row.document_id} is not as it was read"
    for id_ in missing:
        yield f"what was left alone in document {id_} is gone from the case"


def _judgements(alias: str, told: Told) -> Iterator[str]:
    from gawah.store.models import JudgementRow

    def columns(judgement: Judgement) -> dict[str, Any]:
        names = ("id", "subject", "other", "reviewer", "at", "verdict")
        return {name: getattr(judgement, name) for name in names}

    missing = dict(told.judgements)
    for row in JudgementRow.objects.using(alias).order_by("seq").iterator():
        if missing.pop(row.id, None) != digest(row.record) or not _same(row, columns, Judgement):
            yield f"judgement {row.id} of {row.reviewer} is not as it was made"
    for id_ in missing:
        yield f"judgement {id_} is in the log and gone from the case"


def _refusals(alias: str, told: Told) -> Iterator[str]:
    from gawah.store.models import RefusalRow

    held = {row.file: (digest(row.record), row.open) for row in RefusalRow.objects.using(alias).all()}
    for file in sorted(held.keys() | told.refusals.keys()):
        if held.get(file) != told.refusals.get(file):
            yield f"what is noted of the refused file {file} is not what the log says"


def _identities(alias: str, told: Told) -> Iterator[str]:
    from gawah.store.models import IdentityRow

    held = {row.id: (row.claims, row.merged) for row in IdentityRow.objects.using(alias).all()}
    for id_ in sorted(held.keys() | told.identities.keys()):
        if held.get(id_) != told.identities.get(id_):
            yield f"the identity of incident {id_} is not what the log says"
