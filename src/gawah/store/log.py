"""The log of a case: every change a row, every row chained to the one before by its hash. Rows are added, never changed.

The hash of a row is the SHA-256 of its canonical JSON, the previous hash among it. A change, a removal or a swap of rows by
other means than gawah breaks the chain at that row; cutting off the end is seen by what the rest of the case holds, or by a
head (number and hash of the last row) that was written down elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from gawah.store.records import canonical, digest

FIRST = "0" * 64
"""What stands as the hash before the first row."""
CHANGES = frozenset({"create", "keep", "reread", "judge", "refuse", "settle", "identify"})
"""What stands in `what` for changes of records; all else is an act that is only told."""
_ADVISORY = 0x67617761
"""Key of the PostgreSQL lock that orders the writers of the log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One change: when (UTC, ISO 8601), by whom, what was done to which subject, hashes of its record before and after.

    `payload` is canonical JSON that holds what the change was, so that the log alone tells the history.
    """

    seq: int
    at: str
    who: str
    what: str
    subject: str
    before: str
    after: str
    payload: str
    previous: str
    hash: str = ""

    def sealed(self) -> Entry:
        """The same with the hash that it must have."""
        fields = {name: getattr(self, name) for name in self.__slots__ if name != "hash"}
        return replace(self, hash=digest(canonical(fields)))


def append(alias: str, who: str, what: str, subject: str, payload: Any, *, before: str = "", after: str = "") -> Entry:
    """Add a row, inside a transaction that has called `one_writer`. `payload` holds only what JSON knows."""
    from gawah.store.models import LogRow

    seq, previous = head(alias)
    entry = Entry(
        seq=seq + 1,
        at=datetime.now(UTC).isoformat(timespec="milliseconds"),
        who=who,
        what=what,
        subject=subject,
        before=before,
        after=after,
        payload=canonical(payload),
        previous=previous,
    ).sealed()
    LogRow.objects.using(alias).bulk_create([LogRow(**{name: getattr(entry, name) for name in Entry.__slots__})])
    return entry


def head(alias: str) -> tuple[int, str]:
    """Number and hash of the last row; 0 and FIRST where there is none."""
    from gawah.store.models import LogRow

    last = LogRow.objects.using(alias).order_by("-seq").values_list("seq", "hash").first()
    return (int(last[0]), str(last[1])) if last else (0, FIRST)


def entries(alias: str, subject: str = "") -> Iterator[Entry]:
    """All rows, or those about one subject, the first first."""
    from gawah.store.models import LogRow

    rows = LogRow.objects.using(alias)
    rows = rows.filter(subject=subject) if subject else rows
    for row in rows.order_by("seq").iterator(chunk_size=2000):
        yield Entry(**{name: getattr(row, name) for name in Entry.__slots__})


def latest(alias: str, *, before: int, limit: int, who: str, what: str, subject: str) -> list[Entry]:
    """The last rows that match, the newest first; see `Case.latest`."""
    from gawah.store.models import LogRow

    rows = LogRow.objects.using(alias).order_by("-seq")
    rows = rows.filter(seq__lt=before) if before else rows
    rows = rows.filter(who=who) if who else rows
    rows = rows.filter(what=what) if what else rows
    rows = rows.filter(subject__startswith=subject) if subject else rows
    return [Entry(**{name: getattr(row, name) for name in Entry.__slots__}) for row in rows[:limit]]


def broken(chain: Iterator[Entry]) -> Iterator[str]:
    """The first row that does not hold and why; nothing where all hold."""
    previous, seq = FIRST, 0
    for entry in chain:
        if entry.seq != seq + 1:
            yield f"log row {entry.seq} follows row {seq}: rows {seq + 1} to {entry.seq - 1} are gone"
            return
        if entry.sealed().hash != entry.hash:
            yield f"log row {entry.seq} ({entry.what} {entry.subject}) has been changed: its hash does not hold"
            return
        if entry.previous != previous:
            yield f"log row {entry.seq} ({entry.what} {entry.subject}) does not follow from row {seq}: the chain breaks there"
            return
        previous, seq = entry.hash, entry.seq


def one_writer(alias: str) -> None:
    """Let one transaction at a time change the case, and so the log; on SQLite every writing transaction is alone anyway."""
    from django.db import connections

    if connections[alias].vendor == "postgresql":
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ADVISORY])
