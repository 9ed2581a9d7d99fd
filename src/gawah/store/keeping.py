"""Keeping documents and readings: the changes of one document, each in one transaction with its row in the log."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from gawah.errors import BrokenCase, UnknownRecord
from gawah.model import Claim, Document, Reading
from gawah.store import log
from gawah.store.records import canonical, digest, dump, plain
from gawah.text.fingerprint import fingerprint


def document_columns(document: Document) -> dict[str, Any]:
    """The columns that hold parts of a document, and its record."""
    copied = ("id", "file", "kind", "title", "publisher", "published", "url", "language")
    return {**{name: getattr(document, name) for name in copied}, "record": dump(document)}


def claim_columns(claim: Claim, position: int) -> dict[str, Any]:
    """The columns that hold parts of a claim, and its record."""
    return {
        "id": claim.id,
        "document_id": claim.document,
        "position": position,
        "event": claim.event.value,
        "stance": claim.stance.value if claim.stance else "",
        "speaker": claim.speaker.name if claim.speaker else "",
        "confidence": claim.confidence,
        "doubts": len(claim.doubts),
        "read": True,
        "record": dump(claim),
    }


def rest_of(reading: Reading) -> str:
    """What a reading holds beside its claims, as JSON."""
    return canonical({"left": plain(reading.left), "notes": plain(reading.notes)})


def summary(claims: Iterable[tuple[str, str]], rest: str) -> dict[str, Any]:
    """What the log says of a reading: the claims in their order, each as id and hash, and the hash of the rest."""
    return {"claims": [[id_, digest(record)] for id_, record in claims], "rest": digest(rest)}


def insert(alias: str, document: Document, size: int, reading: Reading, who: str) -> bool:
    """Keep a document with its reading, inside the caller's transaction; False where it is kept already."""
    from gawah.store.models import ClaimRow, DocumentRow, ReadingRow

    _fits(document.id, reading)
    if DocumentRow.objects.using(alias).filter(id=document.id).exists():
        return False
    columns, rest = document_columns(document), rest_of(reading)
    DocumentRow(**columns, size=size, print=fingerprint(document.text)).save(using=alias, force_insert=True)
    rows = [claim_columns(claim, at) for at, claim in enumerate(reading.claims)]
    ClaimRow.objects.using(alias).bulk_create(ClaimRow(**row) for row in rows)
    ReadingRow.objects.using(alias).bulk_create([ReadingRow(document_id=document.id, record=rest)])
    payload = {
        "file": document.file,
        "size": size,
        "document": digest(columns["record"]),
        "reading": summary(((row["id"], row["record"]) for row in rows), rest),
    }
    log.append(alias, who, "keep", f"document:{document.id}", payload, after=digest(canonical(payload["reading"])))
    return True


def current(alias: str, document: str) -> tuple[dict[str, Any], str]:
    """The summary of the reading that a document has now, and what it holds beside its claims."""
    from gawah.store.models import ClaimRow, ReadingRow

    rest = ReadingRow.objects.using(alias).filter(document_id=document).values_list("record", flat=True).first()
    if rest is None:
        raise UnknownRecord(f"the case holds no document {document}")
    rows = ClaimRow.objects.using(alias).filter(document_id=document, read=True).order_by("position")
    return summary(rows.values_list("id", "record"), rest), rest


def replace_reading(alias: str, document: str, reading: Reading, who: str) -> bool:
    """Put a better reading in the place of the one before, inside the caller's transaction; False where nothing changes.

    A claim found again keeps its id and takes its new record. A claim that is not found any more is marked, not erased.
    """
    from gawah.store.models import ClaimRow, ReadingRow

    _fits(document, reading)
    before, _ = current(alias, document)
    rest = rest_of(reading)
    rows = [claim_columns(claim, at) for at, claim in enumerate(reading.claims)]
    after = summary(((row["id"], row["record"]) for row in rows), rest)
    if after == before:
        return False
    held, found = dict(before["claims"]), dict(after["claims"])
    ClaimRow.objects.using(alias).filter(document_id=document, read=True).exclude(id__in=found).update(read=False)
    if rows:
        ClaimRow.objects.using(alias).bulk_create(
            [ClaimRow(**row) for row in rows],
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=[name for name in rows[0] if name != "id"],
        )
    ReadingRow.objects.using(alias).filter(document_id=document).update(record=rest)
    payload = {
        "reading": after,
        "new": sorted(found.keys() - held.keys()),
        "changed": sorted(id_ for id_ in found.keys() & held.keys() if found[id_] != held[id_]),
        "vanished": sorted(held.keys() - found.keys()),
    }
    hashes = {"before": digest(canonical(before)), "after": digest(canonical(after))}
    log.append(alias, who, "reread", f"document:{document}", payload, **hashes)
    return True


def _fits(document: str, reading: Reading) -> None:
    """Raise BrokenCase where a reading is one of another document, or holds two claims under one id."""
    if reading.document != document or any(claim.document != document for claim in reading.claims):
        raise BrokenCase(f"the reading given is one of {reading.document}, not of document {document}")
    ids = [claim.id for claim in reading.claims]
    if twice := {id_ for id_ in ids if ids.count(id_) > 1}:
        raise BrokenCase(f"the reading of document {document} holds two claims under one id: {', '.join(sorted(twice))}")
