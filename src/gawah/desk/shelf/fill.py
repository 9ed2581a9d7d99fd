"""Filling the shelf from an account: only rows that differ are written, all in one transaction, with the head they reflect.

One exception: SQLite lets nobody else write during a transaction, and people must be able to sign in meanwhile. There, after so
many rows, what was written is let go, and the state says that a filling is under way until the last row is in.
"""

from __future__ import annotations

import contextlib
import json
from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Self

from django.db import connection, transaction

from gawah.desk.shelf import models as shelf
from gawah.desk.shelf.claim_rows import Beside, claim_rows, document_rows
from gawah.desk.shelf.incident_rows import incident_rows, tally_rows
from gawah.desk.shelf.other_rows import actor_rows, again_rows, name_rows, pair_rows, place_rows, question_rows, total_rows
from gawah.desk.shelf.parts import Columns, Item
from gawah.desk.shelf.put import Memo, put_table
from gawah.desk.shelf.survey import Survey
from gawah.model import Account
from gawah.review import Reviewed, queue

HELD = 4000
"""Rows after which SQLite is let go."""
Head = tuple[int, str]
Step = Callable[[int, int], None]
Table = tuple[type[shelf.Row], Any, Iterable[Item]]
"""A table, that of its texts (or None), and all that it is to hold."""


class Filler:
    """Fills the shelf again and again; what it made last is remembered, so that what has not changed is not made again."""

    def __init__(self) -> None:
        self._memos: dict[str, Memo] = {}
        self._survey = Survey()

    def fill(
        self, account: Account, reviewed: Reviewed, head: Head, step: Step = lambda _done, _total: None, *, lists: str = ""
    ) -> Counter[str]:
        """Let the shelf say what the account says; returns how many rows were written or removed, by table.

        `reviewed` is what judgements made of the claims, `head` the head of the case's log when the account was computed,
        `lists` what stands for the lists of names that it was computed by. `step` is told how many tables are done.
        """
        return self.put(_tables(account, reviewed), head, step, lists=lists)

    def put(self, tables: list[Table], head: Head, step: Step = lambda _done, _total: None, *, lists: str = "") -> Counter[str]:
        """Let these tables hold just these rows."""
        changed: Counter[str] = Counter()
        counts: dict[str, int] = {}
        try:
            with _Writing() as writing:
                for done, (table, texts, items) in enumerate(tables):
                    step(done, len(tables))
                    name = table.__name__
                    memo = self._memos.setdefault(name, {})
                    changed[name], counts[name] = put_table(table, texts, items, memo, writing.wrote)
                    self._survey.noted(changed[name], counts[name], table, texts)
                told = json.dumps(counts, sort_keys=True)
                _say(head_seq=head[0], head_hash=head[1], counts=told, lists=lists, filling=False)
        except BaseException:
            self._memos.clear()
            raise
        step(len(tables), len(tables))
        return changed


class _Writing:
    """One transaction; on SQLite several, where much is written."""

    def __init__(self) -> None:
        self._rows = 0
        self._open = contextlib.ExitStack()

    def __enter__(self) -> Self:
        self._open.enter_context(transaction.atomic())
        return self

    def __exit__(self, *fault: Any) -> None:
        self._open.__exit__(*fault)

    def wrote(self, rows: int) -> None:
        """So many rows were written: let others write now and then."""
        self._rows += rows
        if self._rows >= HELD and connection.vendor == "sqlite":
            self._rows = 0
            _say(filling=True)
            self._open.close()
            self._open.enter_context(transaction.atomic())


def _say(**told: Any) -> None:
    shelf.ShelfState.objects.update_or_create(id=1, defaults=told)


def fill(account: Account, reviewed: Reviewed, head: Head) -> Counter[str]:
    """Fill the shelf once; see `Filler.fill`."""
    return Filler().fill(account, reviewed, head)


def empty() -> None:
    """Clear the shelf; the next filling writes every row."""
    with transaction.atomic():
        for table in shelf.Row.__subclasses__():
            table.objects.all().delete()
        shelf.ShelfState.objects.all().delete()


def _tables(account: Account, reviewed: Reviewed) -> list[Table]:
    homes = {member.claim: incident.id for incident in account.incidents for member in incident.members}
    questions = queue(account.incidents, account.claims, account.judgements, account.unsure, reviewed)
    weights: dict[str, float] = {}
    for question in questions:
        weights.setdefault(question.claim, question.weight)
    asked = Counter(question.incident for question in questions)
    return [
        (shelf.IncidentRow, shelf.IncidentText, incident_rows(account, asked)),
        (shelf.ClaimRow, shelf.ClaimText, claim_rows(Beside(account, reviewed, homes, weights))),
        (shelf.DocumentRow, shelf.DocumentText, document_rows(account)),
        (shelf.TallyRow, None, _bare(tally_rows(account))),
        (shelf.PlaceRow, None, _bare(place_rows(account))),
        (shelf.ActorRow, None, _bare(actor_rows(account))),
        (shelf.NameRow, None, _bare(name_rows(account))),
        (shelf.QuestionRow, None, _bare(question_rows(questions, account))),
        (shelf.PairRow, None, _bare(pair_rows(account, homes))),
        (shelf.TotalRow, None, _bare(total_rows(account))),
        (shelf.AgainRow, None, _bare(again_rows(reviewed))),
    ]


def _bare(rows: Iterable[Columns]) -> Iterable[Item]:
    """Rows without a text; they are made at once, and held against what stands there."""
    for row in rows:
        yield Item(row["id"], (), partial(_with_no_text, row))


def _with_no_text(row: Columns) -> tuple[Columns, Columns]:
    return row, {}
