"""Writing whole tables of the shelf: rows that are as they were are left alone, rows that are gone are removed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any

from gawah.desk.shelf.models import Row
from gawah.desk.shelf.parts import Columns, Item

AT_ONCE = 400
"""Rows that are written in one go."""
Memo = dict[str, tuple[tuple[object, ...], str]]
"""What each row was made from last, and its digest."""
Made = tuple[Columns, Columns]
Wrote = Callable[[int], None]


def put_table(table: type[Row], texts: Any, items: Iterable[Item], memo: Memo, wrote: Wrote) -> tuple[int, int]:
    """Let a table, and that of its texts (or None), hold just these rows: rows written or removed, and rows in all.

    `wrote` is told how many rows were written each time.
    """
    held = dict(table.objects.values_list("id", "digest"))
    gone, total, written = set(held), 0, 0
    fresh: list[Made] = []
    for item in items:
        total += 1
        gone.discard(item.id)
        made = _made_anew(item, held.get(item.id), memo)
        if made is not None:
            fresh.append(made)
            written += 1
        if len(fresh) == AT_ONCE:
            _write(table, texts, fresh)
            wrote(len(fresh))
            fresh.clear()
    if fresh:
        _write(table, texts, fresh)
        wrote(len(fresh))
    for batch in _batches(sorted(gone)):
        table.objects.filter(id__in=batch).delete()
        wrote(len(batch))
    for id_ in gone:
        memo.pop(id_, None)
    return written + len(gone), total


def _made_anew(item: Item, held: str | None, memo: Memo) -> Made | None:
    """The columns of a row that has to be written; None where it stands as it should."""
    known = memo.get(item.id)
    if known is not None and item.basis and known[1] == held and known[0] == item.basis:
        return None
    row, text = item.make()
    row["digest"] = hashlib.sha256(json.dumps([row, text], sort_keys=True, default=_plain).encode()).hexdigest()
    memo[item.id] = item.basis, row["digest"]
    return None if row["digest"] == held else (row, text)


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place on the shelf")


def _write(table: type[Row], texts: Any, fresh: list[Made]) -> None:
    columns = sorted(fresh[0][0].keys() - {"id"})
    rows = [table(**row) for row, _ in fresh]
    table.objects.bulk_create(rows, update_conflicts=True, unique_fields=["id"], update_fields=columns)
    if texts is None:
        return
    # An upsert does not tell the numbers of rows that were there.
    numbers = dict(table.objects.filter(id__in=[row["id"] for row, _ in fresh]).values_list("id", "seq"))
    texts.objects.bulk_create(
        [texts(row_id=numbers[row["id"]], **text) for row, text in fresh],
        update_conflicts=True,
        unique_fields=["row"],
        update_fields=sorted(fresh[0][1]),
    )


def _batches(ids: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(ids)
    while batch := list(islice(rest, AT_ONCE)):
        yield batch
