"""Paging by key: forwards and backwards, every row once, whatever the order."""

from __future__ import annotations

import pytest

from gawah.desk.settings import Desk
from gawah.desk.shelf.models import ClaimRow
from gawah.desk.shelf.paging import CLAIM_SORTS, Sort, page
from tests.desk.shelved import shelve


@pytest.mark.parametrize("sort", CLAIM_SORTS.values(), ids=CLAIM_SORTS)
def test_every_row_stands_once_on_the_pages(desk: Desk, sort: Sort) -> None:
    shelve()
    key, seen, pages = "", [], []
    while True:
        got = page(ClaimRow.objects.all(), sort, after=key, size=7)
        seen += [row.seq for row in got.rows]
        pages.append(got)
        if not got.next:
            break
        key = got.next
    values = list(ClaimRow.objects.order_by(f"{'-' if sort.down else ''}{sort.column}", f"{'-' if sort.down else ''}seq"))
    assert seen == [row.seq for row in values]
    assert not pages[0].previous
    before = pages[-1].previous
    for earlier in reversed(pages[:-1]):
        got = page(ClaimRow.objects.all(), sort, before=before, size=7)
        assert [row.seq for row in got.rows] == [row.seq for row in earlier.rows]
        assert got.next
        before = got.previous
    assert before == ""


@pytest.mark.parametrize("key", ["x", "~", "2022-01-01~x", "2022-13-01~3", "~5", "2022-01-01~99999999999999999999"])
def test_a_key_that_is_none_is_refused(key: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any reading of a key
        page(ClaimRow.objects.all(), CLAIM_SORTS["day"], after=key)


@pytest.mark.parametrize("key", ["nan~3", "inf~3", "1e300~3"])
def test_a_number_that_is_none_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="key"):
        page(ClaimRow.objects.all(), CLAIM_SORTS["weight"], after=key)
