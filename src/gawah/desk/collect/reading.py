"""Reading a batch: the clerk's part. What became of each file is written down as it becomes known, so a kill loses nothing."""

from __future__ import annotations

import contextlib
import csv
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any

from gawah.desk.clerk.models import Job
from gawah.desk.clerk.progress import Progress
from gawah.desk.collect.arriving import clear_stale
from gawah.desk.collect.batches import waiting
from gawah.desk.collect.models import KEPT, KNOWN, PASSED, REFUSED, Batch, Upload
from gawah.desk.jobs import nudge
from gawah.errors import BadTable
from gawah.intake import Defaults
from gawah.intake.sidecar import COLUMNS, NAME, read_sidecar
from gawah.intake.walk import passed_over, shown
from gawah.pipeline import Handing, Told, build
from gawah.store import Case


def read_batch(case: Case, job: Job, progress: Progress, between: Callable[[], None]) -> dict[str, Any]:
    """Read the files of a batch that are still waiting; `between` is called after each. Returns how many had which fate."""
    batch = Batch.objects.get(pk=job.asked["batch"])
    all_ = waiting(batch)
    clear_stale()
    progress.say("reading the files", batch.files().count() - len(all_), batch.files().count())
    table, rest = _table(batch, all_)
    readable = [upload for upload in rest if not _set_aside(upload)]
    by_path = {batch.folder / upload.stored: upload for upload in readable}

    def tell(told: Told) -> None:
        if upload := by_path.get(told.path):
            _note(case, batch, upload, told)
        progress.step()
        between()

    handing = Handing(who=batch.by, names={path: shown(Path(one.name)) for path, one in by_path.items()}, tell=tell)
    assumed = Defaults(publisher=batch.publisher, published=batch.published, url=batch.url, language=batch.language)
    build(case, list(by_path), batch.language or "en", assumed, sidecar=table, handing=handing)
    nudge(batch.by)
    with contextlib.suppress(OSError):
        shutil.rmtree(batch.folder)
    return dict(Counter(batch.files().values_list("fate", flat=True)))


def _set_aside(upload: Upload) -> bool:
    """Whether a file is none to read: what systems leave in folders, and what a folder says of itself."""
    if not passed_over(PurePosixPath(upload.name.replace("\\", "/")).name):
        return False
    upload.fate, upload.cause = PASSED, "it is a hidden file, the table of sources, or what a folder says of itself"
    upload.save()
    return True


def _note(case: Case, batch: Batch, upload: Upload, told: Told) -> None:
    if told.refusal:
        upload.fate, upload.cause, upload.remedy = REFUSED, told.refusal.cause, told.refusal.remedy
    else:
        ours = told.kept or _kept_by_us(case, batch, told.document)
        upload.fate, upload.document = (KEPT if ours else KNOWN), told.document
    upload.save()


def _kept_by_us(case: Case, batch: Batch, document: str) -> bool:
    """Whether this batch has kept a document before a kill, and only the note of it was lost."""
    if batch.files().filter(document=document).exists():
        return False
    since = batch.created.isoformat(timespec="milliseconds")
    return any(row.what == "keep" and row.at >= since and row.who == batch.by for row in case.log_of(f"document:{document}"))


def _table(batch: Batch, uploads: list[Upload]) -> tuple[Path | None, list[Upload]]:
    """A table of sources that came along, written anew for the names that the files have here; and the other files.

    BadTable, under the table's own name, where it cannot be used: what it says must not be lost on the files.
    """
    tables = [one for one in uploads if PurePosixPath(one.name.replace("\\", "/")).name == NAME and one.stored]
    if not tables:
        return None, uploads
    first = min(tables, key=lambda one: (one.name.count("/"), one.pk))
    try:
        said = read_sidecar(batch.folder / first.stored)
    except BadTable as error:
        raise BadTable(shown(Path(first.name)), error.line, error.cause) from None
    home = PurePosixPath(first.name.replace("\\", "/")).parent
    stored = {str(PurePosixPath(one.name.replace("\\", "/"))): one.stored for one in uploads}
    path = batch.folder / NAME
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, COLUMNS, restval="")
        rows.writeheader()
        for named, row in said.items():
            with contextlib.suppress(ValueError):  # it leads out of the folder
                inside = named.relative_to(batch.folder.resolve())
                if here := stored.get(str(home / inside.as_posix())):
                    rows.writerow({"file": here, **row})
    return path, uploads
