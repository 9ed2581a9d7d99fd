"""The tables of a case. Each kept record stands as canonical JSON (`record`), beside columns for what is searched.

The JSON is the record; the columns are copies of parts of it, and `Case.verify` holds one against the other. Rows are written
through `Case` alone, which logs every change in the same transaction.
"""

from __future__ import annotations

from django.db import models


class DocumentRow(models.Model):
    """A document: `seq` is the order of keeping, `print` the fingerprint of its wording, `size` the bytes of the original."""

    seq = models.BigAutoField(primary_key=True)
    id = models.CharField(max_length=64, unique=True)
    file = models.TextField()
    kind = models.CharField(max_length=100)
    title = models.TextField()
    publisher = models.TextField()
    published = models.DateField(null=True, db_index=True)
    url = models.TextField()
    language = models.TextField()
    size = models.BigIntegerField()
    print = models.BinaryField()
    record = models.TextField()

    class Meta:
        db_table = "gawah_document"


class ReadingRow(models.Model):
    """What the reader made of a document, without its claims: what it left alone, and its notes."""

    document = models.OneToOneField(DocumentRow, models.PROTECT, to_field="id", primary_key=True, related_name="reading")
    record = models.TextField()

    class Meta:
        db_table = "gawah_reading"


class ClaimRow(models.Model):
    """A claim. `read` is false once a later reading no longer finds it; such a claim is kept, and does not count."""

    id = models.CharField(max_length=16, primary_key=True)
    document = models.ForeignKey(DocumentRow, models.PROTECT, to_field="id", related_name="claims")
    position = models.PositiveIntegerField()
    event = models.CharField(max_length=40, db_index=True)
    stance = models.CharField(max_length=20)
    speaker = models.TextField()
    confidence = models.FloatField()
    doubts = models.PositiveIntegerField()
    read = models.BooleanField(default=True)
    record = models.TextField()

    class Meta:
        db_table = "gawah_claim"
        indexes = [models.Index(fields=["document", "position"], name="gawah_claim_place")]


class JudgementRow(models.Model):
    """A person's decision; never changed, withdrawn only by another."""

    seq = models.BigAutoField(primary_key=True)
    id = models.CharField(max_length=64, unique=True)
    subject = models.CharField(max_length=64, db_index=True)
    other = models.CharField(max_length=64, db_index=True)
    verdict = models.CharField(max_length=20)
    reviewer = models.TextField()
    at = models.DateTimeField()
    record = models.TextField()

    class Meta:
        db_table = "gawah_judgement"


class RefusalRow(models.Model):
    """A file that could not be read; `open` is false once the same file was read or was gone.

    `id` is the SHA-256 of the file's name, because a path may be longer than what a database can index.
    """

    id = models.CharField(max_length=64, primary_key=True)
    file = models.TextField()
    open = models.BooleanField(default=True)
    record = models.TextField()

    class Meta:
        db_table = "gawah_refusal"


class IdentityRow(models.Model):
    """An incident's id with the claims that it last had; where it was merged, `merged` is the id that it now leads to."""

    id = models.CharField(max_length=64, primary_key=True)
    merged = models.CharField(max_length=64)
    claims = models.TextField()

    class Meta:
        db_table = "gawah_identity"


class DerivedRow(models.Model):
    """Something computed, kept only for speed; may be deleted at any time."""

    key = models.CharField(max_length=200, primary_key=True)
    value = models.TextField()

    class Meta:
        db_table = "gawah_derived"


class LogRow(models.Model):
    """One change. `hash` covers all other columns and the hash of the row before; the database refuses changes of a row."""

    seq = models.BigIntegerField(primary_key=True)
    at = models.CharField(max_length=32)
    who = models.TextField()
    what = models.CharField(max_length=40)
    subject = models.CharField(max_length=300, db_index=True)
    before = models.CharField(max_length=64)
    after = models.CharField(max_length=64)
    payload = models.TextField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        db_table = "gawah_log"
