"""The case: what is kept of an inquiry, in one folder. Documents, claims, judgements and the log; all else is computed."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from gawah.errors import BadInput, BrokenCase, UnknownRecord
from gawah.model import Claim, Document, Imprint, Judgement, Left, Reading, Refusal
from gawah.store import deciding, keeping, log, settings, standing
from gawah.store.faults import told_plainly
from gawah.store.folder import Folder, Lock
from gawah.store.log import Entry
from gawah.store.records import load
from gawah.store.tables import prepare
from gawah.store.verify import findings

GAWAH = "gawah"
"""Who stands in the log for changes that the program makes on its own."""


class Case:
    """A case that is open. Use it in a `with` statement, or `close` it.

    `path` is its folder. `alias` is the name of its database in Django, for the desk. Every method that changes something says
    whether it did, does it in one transaction with its row of the log, and raises FullDisk, LockedCase or BrokenCase where it
    cannot; what was kept before stays kept.
    """

    def __init__(self, folder: Folder, alias: str, lock: Lock | None, *, read_only: bool) -> None:
        self.path, self.alias, self.read_only = folder.path, alias, read_only
        self._folder, self._lock, self._open = folder, lock, True

    @classmethod
    def create(cls, path: str | Path, *, database: str = "", who: str = GAWAH) -> Self:
        """Make a case in a new folder and open it; `database` is a postgresql:// address, or empty for a file in the folder.

        Raises BrokenCase where the folder is a case already or holds something else.
        """
        folder = Folder(Path(path))
        settings.check(database)
        settings.configure()
        with told_plainly(folder.path):
            folder.make()
            case = cls._opened(folder, database, read_only=False)
            try:
                prepare(case.alias, folder.path, read_only=False)
                case._begin(_kind(database), who)  # noqa: SLF001 - its own class
                folder.seal(database=_kind(database))
            except BaseException:
                case.close()
                raise
        return case

    @staticmethod
    def check(path: str | Path, *, database: str = "") -> None:
        """Raise NewerCase, or BrokenCase where there is no case here or one on another kind of database. Opens nothing."""
        Folder(Path(path)).check(database=_kind(database))

    @classmethod
    def open(cls, path: str | Path, *, read_only: bool = False, beside: bool = False, database: str = "") -> Self:
        """Open a case. For writing, one program at a time (LockedCase); for reading, any number beside it.

        `beside`: for writing, as a helper of the program that holds the right to write (the clerk of the desk); their changes
        wait for each other one by one. Raises NewerCase where a later gawah wrote it, BrokenCase where it is no case or cannot
        be opened.
        """
        folder = Folder(Path(path))
        folder.check(database=_kind(database))
        settings.configure()
        with told_plainly(folder.path):
            case = cls._opened(folder, database, read_only=read_only, alone=not beside)
            try:
                prepare(case.alias, folder.path, read_only=read_only)
                if not read_only and not beside:
                    folder.originals.clear_parts()
            except BaseException:
                case.close()
                raise
        return case

    @classmethod
    def _opened(cls, folder: Folder, database: str, *, read_only: bool, alone: bool = True) -> Self:
        options = (
            settings.postgresql(database, read_only=read_only)
            if database
            else settings.sqlite(folder.database, read_only=read_only)
        )
        # On PostgreSQL a team writes at once; there the transactions keep the writers apart.
        lock = Lock(folder.path / "case.lock") if alone and not read_only and not database else None
        return cls(folder, settings.connect(options), lock, read_only=read_only)

    def close(self) -> None:
        """Close the database and give back the right to write. Closing twice does no harm."""
        if self._open:
            self._open = False
            settings.disconnect(self.alias)
            if self._lock:
                self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _begin(self, kind: str, who: str) -> None:
        """Open the log of a new case, or go on with a creation that was cut off."""
        with self._change() as alias:
            rows = log.head(alias)[0]
            if rows > 1:
                raise BrokenCase(f"{self.path}: the database given holds a case already; give another, or open that case")
            if rows == 0:
                log.append(alias, who, "create", "case", {"database": kind})

    @contextlib.contextmanager
    def _change(self) -> Iterator[str]:
        """One transaction that changes the case."""
        from django.db import transaction

        if self.read_only or not self._open:
            told = "only to be read" if self._open else "no longer"
            raise BrokenCase(f"{self.path}: is open {told}; open it for writing to change it")
        with told_plainly(self.path), transaction.atomic(using=self.alias, durable=True):
            log.one_writer(self.alias)
            yield self.alias

    # What is kept

    def keep(self, document: Document, original: bytes, reading: Reading, *, who: str = GAWAH) -> bool:
        """Keep a document with its original bytes and its reading; False where it is kept already, and nothing changes then."""
        if self.has(document.id):
            return False
        if self.read_only:
            raise BrokenCase(f"{self.path}: is open only to be read; open it for writing to change it")
        with told_plainly(self.path):
            self._folder.originals.write(document.id, original)
        with self._change() as alias:
            return keeping.insert(alias, document, len(original), reading, who)

    def replace_reading(self, document: str, reading: Reading, *, who: str = GAWAH) -> bool:
        """Put a better reading in the place of a document's; claims that vanish are marked, not erased. False: nothing new."""
        with self._change() as alias:
            return keeping.replace_reading(alias, document, reading, who)

    def judge(self, judgement: Judgement, *, known: int | None = None) -> bool:
        """Keep a person's judgement; False where the very same is kept already.

        `known` is the number of judgements on the same claim or pair that the person had before them (`judgements_on`): where
        others have come since, nothing is kept and Overtaken is raised. Without it, nobody is asked.
        """
        with self._change() as alias:
            if known is not None:
                standing.check(alias, judgement, known)
            return deciding.judge(alias, judgement)

    def judge_all(self, judgements: Sequence[Judgement], *, known: int | None = None) -> int:
        """Keep several judgements of one decision, all or none; returns how many were new.

        `known` is the number of judgements that the person had before them: on each claim that is judged, and on all
        pairs (`pairs_on`) of the claims that are paired. Where others have come since, Overtaken is raised.
        """
        with self._change() as alias:
            if known is not None:
                standing.check_all(alias, judgements, known)
            return sum(deciding.judge(alias, one) for one in judgements)

    def refuse(self, refusal: Refusal, *, who: str = GAWAH) -> bool:
        """Note a file that could not be read."""
        with self._change() as alias:
            return deciding.refuse(alias, refusal, who)

    def settle(self, file: str, *, who: str = GAWAH) -> bool:
        """Note that a file refused before has been read, or is gone."""
        with self._change() as alias:
            return deciding.settle(alias, file, who)

    def note(self, who: str, what: str, subject: str, payload: Mapping[str, Any]) -> Entry:
        """Write an act that changes no record (a person signed in, a role changed, a release was made) into the log.

        `payload` holds only what JSON knows. BadInput where `what` is a change of records, which only the case itself notes.
        """
        if what in log.CHANGES:
            raise BadInput(f"{what!r} is a change of records; it is logged by the case when it is made")
        with self._change() as alias:
            return log.append(alias, who, what[:40], subject[:300], dict(payload))

    def note_identities(
        self, living: Mapping[str, Sequence[str]], merged: Mapping[str, str] | None = None, *, who: str = GAWAH
    ) -> bool:
        """Note the claims of each incident id, and where merged ids lead; only differences are written."""
        with self._change() as alias:
            return deciding.identify(alias, living, merged or {}, who)

    # What is looked up

    def has(self, document: str) -> bool:
        """Whether a document of this id is kept."""
        from gawah.store.models import DocumentRow

        return any(self._each(self._rows(DocumentRow).filter(id=document).values_list("seq", flat=True)))

    def documents(self) -> Iterator[Document]:
        """All documents, in the order in which they were kept."""
        from gawah.store.models import DocumentRow

        for record in self._each(self._rows(DocumentRow).order_by("seq").values_list("record", flat=True)):
            yield load(Document, record)

    def document(self, id_: str) -> Document:
        """The document of this id; UnknownRecord where there is none."""
        from gawah.store.models import DocumentRow

        return load(Document, self._record(DocumentRow, id_, "document"))

    def original(self, document: str) -> bytes:
        """The original bytes of a document, checked against its id."""
        return self._folder.originals.read(document)

    def claims(self, document: str | None = None, *, vanished: bool = False) -> Iterator[Claim]:
        """The claims of one document, or of all, in the order of the texts; `vanished`: those no longer read instead."""
        from gawah.store.models import ClaimRow

        rows = self._rows(ClaimRow).filter(read=not vanished)
        rows = rows.filter(document_id=document) if document else rows
        for record in self._each(rows.order_by("document__seq", "position").values_list("record", flat=True)):
            yield load(Claim, record)

    def claim(self, id_: str) -> Claim:
        """The claim of this id, also one that is no longer read; UnknownRecord where there is none."""
        from gawah.store.models import ClaimRow

        return load(Claim, self._record(ClaimRow, id_, "claim"))

    def reading(self, document: str) -> Reading:
        """The reading of a document as it stands now; UnknownRecord where there is no such document."""
        from gawah.store.models import ReadingRow

        record = next(self._each(self._rows(ReadingRow).filter(document_id=document).values_list("record", flat=True)), None)
        if record is None:
            raise UnknownRecord(f"the case holds no document {document}")
        rest = load(Reading, json.dumps({"document": document, **json.loads(record)}))
        return Reading(document=document, claims=tuple(self.claims(document)), left=rest.left, notes=rest.notes)

    def left(self) -> dict[str, tuple[Left, ...]]:
        """What the reader saw and left alone, by document id."""
        from gawah.store.models import ReadingRow

        rows = self._rows(ReadingRow).order_by("document__seq").values_list("document_id", "record")
        return {
            id_: load(Reading, json.dumps({"document": id_, **json.loads(record)})).left for id_, record in self._each(rows)
        }

    def imprints(self, documents: Collection[str] | None = None) -> Iterator[Imprint]:
        """What joining and weighing need of every document, or of a few, without their texts."""
        from gawah.store.models import DocumentRow

        columns = ("id", "title", "publisher", "published", "url", "print")
        rows = self._rows(DocumentRow)
        rows = rows if documents is None else rows.filter(id__in=documents)
        for row in self._each(rows.order_by("seq").values(*columns)):
            yield Imprint(**{**row, "print": bytes(row["print"])})

    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements, withdrawn ones and those that withdraw too, in the order in which they were made."""
        from gawah.store.models import JudgementRow

        return tuple(load(Judgement, row.record) for row in self._each(self._rows(JudgementRow).order_by("seq")))

    def judgements_on(self, claim: str, other: str = "") -> tuple[Judgement, ...]:
        """The judgements on a claim, or on a pair of claims, and those that withdraw them, in the order of making."""
        if not self._open:
            raise BrokenCase(f"{self.path}: has been closed; open it again")
        with told_plainly(self.path):
            return standing.judgements_on(self.alias, claim, other)

    def standing(self, claims: Collection[str]) -> dict[str, tuple[Claim, tuple[Judgement, ...]]]:
        """Several claims with the judgements on each (`judgements_on`), by few look-ups; ids not there are left out."""
        from gawah.store.models import ClaimRow

        rows = self._rows(ClaimRow).filter(id__in=list(claims)).values_list("id", "record")
        found = {id_: load(Claim, record) for id_, record in self._each(rows)}
        with told_plainly(self.path):
            made = standing.judgements_on_each(self.alias, found)
        return {id_: (claim, made[id_]) for id_, claim in found.items()}

    def pairs_on(self, claims: Collection[str]) -> tuple[Judgement, ...]:
        """The judgements on pairs that any of these claims is in, and those that withdraw them, in the order of making."""
        with told_plainly(self.path):
            return standing.pairs_on(self.alias, claims)

    def refusals(self) -> tuple[Refusal, ...]:
        """The files that could not be read and have not been since, by name."""
        from gawah.store.models import RefusalRow

        return tuple(load(Refusal, row.record) for row in self._each(self._rows(RefusalRow).filter(open=True).order_by("file")))

    def identities(self) -> dict[str, tuple[str, ...]]:
        """The claims that each incident id last had; ids that were merged into another are left out."""
        from gawah.store.models import IdentityRow

        rows = self._rows(IdentityRow).filter(merged="").order_by("id")
        return {row.id: tuple(json.loads(row.claims)) for row in self._each(rows)}

    def tombstones(self) -> dict[str, str]:
        """Incident ids that were merged, each with the id that it leads to."""
        from gawah.store.models import IdentityRow

        return {row.id: row.merged for row in self._each(self._rows(IdentityRow).exclude(merged="").order_by("id"))}

    def log_of(self, subject: str) -> tuple[log.Entry, ...]:
        """The rows of the log about one subject ("document:ID", "judgement:ID"), the first row first."""
        with told_plainly(self.path):
            return tuple(log.entries(self.alias, subject))

    def log(self) -> Iterator[log.Entry]:
        """The log, the first row first."""
        with told_plainly(self.path):
            yield from log.entries(self.alias)

    def latest(self, *, before: int = 0, limit: int = 100, who: str = "", what: str = "", subject: str = "") -> list[Entry]:
        """The last rows of the log, the newest first; `before`: only rows of a lower number (0: all).

        `who` and `what` are whole words, `subject` is how the subject begins.
        """
        with told_plainly(self.path):
            return log.latest(self.alias, before=before, limit=limit, who=who, what=what, subject=subject)

    def head(self) -> tuple[int, str]:
        """Number and hash of the last row of the log; written down elsewhere, they let `verify` tell if the end is cut off."""
        with told_plainly(self.path):
            return log.head(self.alias)

    def verify(self, head: tuple[int, str] | None = None) -> list[str]:
        """Everything that is not as the log says, one sentence each; empty where the case is sound.

        Checks the chain of the log (against `head` too, where it is given), the SHA-256 of every original, and that every kept
        row is as the log has it. Names the claims that an original that changed took with it.
        """
        with told_plainly(self.path):
            return list(findings(self.alias, self._folder.originals, head))

    # What is computed, and may be deleted at any time

    def put_derived(self, key: str, value: str) -> None:
        """Keep something computed (JSON) for speed. It is not logged."""
        from gawah.store.models import DerivedRow

        with self._change() as alias:
            DerivedRow.objects.using(alias).update_or_create(key=key, defaults={"value": value})

    def get_derived(self, key: str) -> str | None:
        """What was put under this key; None where there is nothing."""
        from gawah.store.models import DerivedRow

        return next(self._each(self._rows(DerivedRow).filter(key=key).values_list("value", flat=True)), None)

    def clear_derived(self) -> None:
        """Delete all that was computed."""
        from gawah.store.models import DerivedRow

        with self._change() as alias:
            DerivedRow.objects.using(alias).all().delete()

    def _rows(self, table: Any) -> Any:
        if not self._open:
            raise BrokenCase(f"{self.path}: has been closed; open it again")
        return table.objects.using(self.alias)

    def _each(self, rows: Any) -> Iterator[Any]:
        """The rows of a query; what the database has to say against it is said plainly."""
        with told_plainly(self.path):
            yield from rows.iterator()

    def _record(self, table: Any, id_: str, what: str) -> str:
        record = next(self._each(self._rows(table).filter(id=id_).values_list("record", flat=True)), None)
        if record is None:
            raise UnknownRecord(f"the case holds no {what} {id_}")
        return str(record)


def _kind(database: str) -> str:
    return "postgresql" if database else "sqlite"
