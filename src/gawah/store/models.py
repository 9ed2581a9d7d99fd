"""The tables of a case. Each kept record stands as canonical JSON (`record`), beside columns for what is searched.

The JSON is the record; the columns are copies of parts of it, and `Case.verify` holds one against the other. Rows are written
through `Case` alone, which logs every change in the same transaction.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import models


class DocumentRow(models.Model):
    """A document: `seq` is the order of keeping, `print` the fingerprint of its wording, `size` the bytes of the original."""

    seq: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    id: models.CharField[str, str] = models.CharField(max_length=64, unique=True)
    file: models.TextField[str, str] = models.TextField()
    kind: models.CharField[str, str] = models.CharField(max_length=100)
    title: models.TextField[str, str] = models.TextField()
    publisher: models.TextField[str, str] = models.TextField()
    published: models.DateField[date | None, date | None] = models.DateField(null=True, db_index=True)
    url: models.TextField[str, str] = models.TextField()
    language: models.TextField[str, str] = models.TextField()
    size: models.BigIntegerField[int, int] = models.BigIntegerField()
    print: models.BinaryField[bytes, bytes] = models.BinaryField()
    record: models.TextField[str, str] = models.TextField()

    class Meta:
        """Where it lies."""

        db_table = "gawah_document"


class ReadingRow(models.Model):
    """What the reader made of a document, without its claims: what it left alone, and its notes."""

    document: models.OneToOneField[DocumentRow, DocumentRow] = models.OneToOneField(
        DocumentRow, models.PROTECT, to_field="id", primary_key=True, related_name="reading"
    )
    record: models.TextField[str, str] = models.TextField()

    class Meta:
        """Where it lies."""

        db_table = "gawah_reading"


class ClaimRow(models.Model):
    """A claim. `read` is false once a later reading no longer finds it; such a claim is kept, and does not count."""

    id: models.CharField[str, str] = models.CharField(max_length=16, primary_key=True)
    document: models.ForeignKey[DocumentRow, DocumentRow] = models.ForeignKey(
        DocumentRow, models.PROTECT, to_field="id", related_name="claims"
    )
    position: models.PositiveIntegerField[int, int] = models.PositiveIntegerField()
    event: models.CharField[str, str] = models.CharField(max_length=40, db_index=True)
    stance: models.CharField[str, str] = models.CharField(max_length=20)
    speaker: models.TextField[str, str] = models.TextField()
    confidence: models.FloatField[float, float] = models.FloatField()
    doubts: models.PositiveIntegerField[int, int] = models.PositiveIntegerField()
    read: models.BooleanField[bool, bool] = models.BooleanField(default=True)
    record: models.TextField[str, str] = models.TextField()

    class Meta:
        """Where it lies."""

        db_table = "gawah_claim"
        indexes = (models.Index(fields=["document", "position"], name="gawah_claim_place"),)


class JudgementRow(models.Model):
    """A person's decision; never changed, withdrawn only by another."""

    seq: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    id: models.CharField[str, str] = models.CharField(max_length=64, unique=True)
    subject: models.CharField[str, str] = models.CharField(max_length=64, db_index=True)
    other: models.CharField[str, str] = models.CharField(max_length=64, db_index=True)
    verdict: models.CharField[str, str] = models.CharField(max_length=20)
    reviewer: models.TextField[str, str] = models.TextField()
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    record: models.TextField[str, str] = models.TextField()

    class Meta:
        """Where it lies."""

        db_table = "gawah_judgement"


class RefusalRow(models.Model):
    """A file that could not be read; `open` is false once the same file was read or was gone.

    `id` is the SHA-256 of the file's name, because a path may be longer than what a database can index.
    """

    id: models.CharField[str, str] = models.CharField(max_length=64, primary_key=True)
    file: models.TextField[str, str] = models.TextField()
    open: models.BooleanField[bool, bool] = models.BooleanField(default=True)
    record: models.TextField[str, str] = models.TextField()

    class Meta:
        """Where it lies."""

        db_table = "gawah_refusal"


class IdentityRow(models.Model):
    """An incident's id with the claims that it last had; where it was merged, `merged` is the id that it now leads to."""

    id: models.CharField[str, str] = models.CharField(max_length=64, primary_key=True)
    merged: models.CharField[str, str] = models.CharField(max_length=64)
    claims: models.TextField[str, str] = models.TextField()

    class Meta:
        """Where it lies."""

        db_table = "gawah_identity"


class DerivedRow(models.Model):
    """Something computed, kept only for speed; may be deleted at any time."""

    key: models.CharField[str, str] = models.CharField(max_length=200, primary_key=True)
    value: models.TextField[str, str] = models.TextField()

    class Meta:
        """Where it lies."""

        db_table = "gawah_derived"


class LogRow(models.Model):
    """One change. `hash` covers all other columns and the hash of the row before; the database refuses changes of a row."""

    seq: models.BigIntegerField[int, int] = models.BigIntegerField(primary_key=True)
    at: models.CharField[str, str] = models.CharField(max_length=32)
    who: models.TextField[str, str] = models.TextField()
    what: models.CharField[str, str] = models.CharField(max_length=40)
    subject: models.CharField[str, str] = models.CharField(max_length=300, db_index=True)
    before: models.CharField[str, str] = models.CharField(max_length=64)
    after: models.CharField[str, str] = models.CharField(max_length=64)
    payload: models.TextField[str, str] = models.TextField()
    previous: models.CharField[str, str] = models.CharField(max_length=64)
    hash: models.CharField[str, str] = models.CharField(max_length=64)

    class Meta:
        """Where it lies."""

        db_table = "gawah_log"
