"""Batches of files that people handed in, and what became of each file."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from django.db import models

from gawah.desk.settings import the_desk

WAITING, KEPT, KNOWN, REFUSED, PASSED = "waiting", "kept", "known", "refused", "passed over"
FATES = (KEPT, KNOWN, REFUSED, PASSED, WAITING)


class Batch(models.Model):
    """Files that came together, with what holds for those that do not say it themselves. `job` is 0 until all have come."""

    by: models.TextField[str, str] = models.TextField()
    created: models.DateTimeField[datetime, datetime] = models.DateTimeField(auto_now_add=True)
    publisher: models.TextField[str, str] = models.TextField(default="")
    published: models.DateField[date | None, date | None] = models.DateField(null=True)
    url: models.TextField[str, str] = models.TextField(default="")
    language: models.CharField[str, str] = models.CharField(max_length=40, default="")
    job: models.BigIntegerField[int, int] = models.BigIntegerField(default=0)

    class Meta:
        """Where it lies."""

        db_table = "desk_batch"

    @property
    def folder(self) -> Path:
        """Where its files wait to be read."""
        return inbox() / f"{self.pk:06d}"

    def files(self) -> models.QuerySet[Upload]:
        """Its files."""
        return Upload.objects.filter(batch=self)


class Upload(models.Model):
    """One file: its place in the batch, the name that the client gives it (never a path of ours), and what became of it."""

    batch: models.ForeignKey[Batch, Batch] = models.ForeignKey(Batch, models.CASCADE)
    name: models.TextField[str, str] = models.TextField()
    stored: models.TextField[str, str] = models.TextField(default="")
    """Name of the file in the batch's folder, made by us."""
    size: models.BigIntegerField[int, int] = models.BigIntegerField(default=0)
    fate: models.CharField[str, str] = models.CharField(max_length=20, default=WAITING)
    document: models.CharField[str, str] = models.CharField(max_length=64, default="")
    cause: models.TextField[str, str] = models.TextField(default="")
    remedy: models.TextField[str, str] = models.TextField(default="")

    class Meta:
        """Looked for by what became of it."""

        db_table = "desk_upload"
        indexes = (models.Index(fields=["batch", "fate", "id"], name="desk_upload_fate"),)


def inbox() -> Path:
    """The folder of the case in which files wait; only its owner may enter."""
    folder = the_desk().case / "inbox"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder
