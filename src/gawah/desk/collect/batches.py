"""Putting files into a batch and closing it; every row stands, and every byte is on the disk, before anyone is told."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from gawah.desk.collect.arriving import LARGEST, Arrived, ending
from gawah.desk.collect.models import REFUSED, WAITING, Batch, Upload
from gawah.desk.jobs import ask
from gawah.errors import BadInput
from gawah.store.originals import sync_folder

MOST_FILES = 20_000
MOST_BYTES = 4 * 2**30
LONGEST_NAME = 1000


def put(batch: Batch, files: Sequence[Arrived], names: Sequence[str]) -> list[Upload]:
    """Put files that arrived into a batch, each under the name that the client gives it; BadInput where that is too much."""
    held = batch.files().count()
    if held + len(files) > MOST_FILES:
        raise BadInput(_("A batch holds at most %(most)s files; hand the rest in as another.") % {"most": MOST_FILES})
    if sum(file.size or 0 for file in files) + _bytes(batch) > MOST_BYTES:
        raise BadInput(_("A batch holds at most 4 GB; hand the rest in as another."))
    batch.folder.mkdir(mode=0o700, exist_ok=True)
    made: list[Upload] = []
    with transaction.atomic():
        for file, name in zip(files, names, strict=True):
            made.append(_put_one(batch, file, name[:LONGEST_NAME].replace("\x00", "\u2400")))
        sync_folder(batch.folder)
    return made


def _put_one(batch: Batch, file: Arrived, name: str) -> Upload:
    upload = Upload.objects.create(batch=batch, name=name, size=file.size or 0)
    if not file.whole:
        file.path.unlink()
        upload.fate, upload.remedy = REFUSED, "split it into parts"
        upload.cause = (
            f"it is {(file.size or 0) / 1e6:,.1f} MB large, more than the {LARGEST / 1e6:,.0f} MB that a file may have"
        )
    else:
        upload.stored = f"{upload.pk:09d}{ending(name)}"
        file.path.replace(batch.folder / upload.stored)
    upload.save()
    return upload


def _bytes(batch: Batch) -> int:
    folder = batch.folder
    return sum(entry.stat().st_size for entry in os.scandir(folder)) if folder.is_dir() else 0


def drop(files: Sequence[Arrived]) -> None:
    """Throw away files that have no place in a batch."""
    for file in files:
        Path(file.path).unlink(missing_ok=True)


def close(batch: Batch) -> None:
    """Have the files of a batch read; BadInput where it has none. Closing twice does no harm."""
    with transaction.atomic():
        held = Batch.objects.select_for_update().get(pk=batch.pk)
        if held.job:
            return
        if not held.files().exists():
            raise BadInput(_("No file has come. Choose files or a folder first."))
        held.job = ask("read", held.by, batch=held.pk).pk
        held.save()
    batch.job = held.job


def waiting(batch: Batch) -> list[Upload]:
    """The files that are still to be read, in the order in which they came."""
    return list(batch.files().filter(fate=WAITING).order_by("id"))
