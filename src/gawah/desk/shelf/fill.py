"""Filling the shelf from an account: only rows that differ are written, all in one transaction, with the head they reflect."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.db import transaction

from gawah.desk.shelf import models as shelf
from gawah.desk.shelf.claim_rows import Beside, claim_rows, document_rows
from gawah.desk.shelf.incident_rows import incident_rows, tally_rows
from gawah.desk.shelf.other_rows import actor_rows, again_rows, name_rows, pair_rows, place_rows, question_rows, total_rows
from gawah.desk.shelf.parts import Columns, Item
from gawah.desk.shelf.put import Memo, put_table
from gawah.model import Account
from gawah.review import Reviewed, queue

Head = tuple[int, str]
Step = Callable[[int, int], None]
Table = tuple[type[shelf.Row], Any, Iterable[Item]]
"""A table, that of its texts (or None), and all that it is to hold."""


class Filler:
    """Fills the shelf again and again; what it made last is remembered, so that what has not changed is not made again."""

    def __init__(self) -> None:
        self._memos: dict[str, Memo] = {}

    def fill(self, account: Account, reviewed: Reviewed, head: Head, step: Step = lambda _done, _total: None) -> Counter[str]:
        """Let the shelf say what the account says; returns how many rows were written or removed, by table.

        `reviewed` is what judgements made of the claims, `head` the head of the case's log when the account was computed.
        `step` is told how many tables are done.
        """
        return self.put(_tables(account, reviewed), head, step)

    def put(self, tables: list[Table], head: Head, step: Step = lambda _done, _total: None) -> Counter[str]:
        """Let these tables hold just these rows."""
        changed: Counter[str] = Counter()
        counts: dict[str, int] = {}
        try:
            with transaction.atomic():
                for done, (table, texts, items) in enumerate(tables):
                    step(done, len(tables))
                    name = table.__name__
                    changed[name], counts[name] = put_table(table, texts, items, self._memos.setdefault(name, {}))
                shelf.ShelfState.objects.update_or_create(
                    id=1, defaults={"head_seq": head[0], "head_hash": head[1], "counts": json.dumps(counts, sort_keys=True)}
                )
        except BaseException:
            self._memos.clear()
            raise
        step(len(tables), len(tables))
        return changed


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
