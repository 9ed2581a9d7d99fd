"""The timeline: what is known to lie in a week apart from what may, every dated incident counted once."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from gawah.desk.browse.timeline import MOST, _days
from gawah.desk.settings import Desk
from gawah.desk.shelf.models import IncidentRow
from gawah.desk.shelf.parts import day_columns
from gawah.model import When
from tests.desk.conftest import ClientAs
from tests.desk.shelved import shelve


def put(*whens: tuple[date | None, date | None]) -> None:
    rows = [IncidentRow(id=str(at), **day_columns(When(first=a, last=b), None)) for at, (a, b) in enumerate(whens)]
    IncidentRow.objects.bulk_create(rows)


def table(page: str) -> list[tuple[str, int, int]]:
    rows = re.findall(r"<tr><td><a[^>]*>([\d-]+)</a></td><td>[\d-]+</td><td[^>]*>(\d+)</td><td[^>]*>(\d+)</td></tr>", page)
    return [(day, int(known), int(may)) for day, known, may in rows]


DAY = date(2022, 5, 11)


def test_what_may_lie_in_a_week_is_told_apart(desk: Desk, client_as: ClientAs) -> None:
    put(
        (DAY, DAY),
        (DAY - timedelta(days=2), DAY),
        (DAY - timedelta(days=9), DAY),
        (None, DAY),
        (None, None),
    )
    client = client_as("viewer")
    assert table(client.get("/browse/timeline/?by=week").text) == [("2022-05-09", 2, 2)]
    page = client.get("/browse/timeline/?by=month").text
    assert table(page) == [("2022-05-01", 3, 1)]
    assert "1 incident has no day at all." in page
    assert 'href="/browse/?since=2022-05-01&amp;until=2022-05-31"' in page


@pytest.mark.parametrize(
    ("at", "unit", "first", "last"),
    [(2022 * 12 + 1, "month", "2022-02-01", "2022-02-28"), (DAY.toordinal() - 2, "week", "2022-05-09", "2022-05-15")],
)
def test_the_days_of_a_bar(at: int, unit: str, first: str, last: str) -> None:
    assert tuple(map(str, _days(at, unit))) == (first, last)


def test_a_long_war_is_told_by_month_and_page_by_page(desk: Desk, client_as: ClientAs) -> None:
    put(*((DAY + timedelta(days=31 * at), DAY + timedelta(days=31 * at)) for at in range(2 * MOST)))
    client = client_as("viewer")
    page = client.get("/browse/timeline/").text
    seen = table(page)
    while earlier := re.search(r'href="\?([^"]*upto=[^"]*)"[^>]*rel="next"', page):
        page = client.get(f"/browse/timeline/?{earlier[1].replace('&amp;', '&')}").text
        seen = table(page) + seen
    assert sum(known + may for _, known, may in seen) == 2 * MOST
    assert len({day for day, _, _ in seen}) == len(seen)


def test_the_example_is_counted_whole(desk: Desk, client_as: ClientAs) -> None:
    shelve()
    dated = IncidentRow.objects.exclude(sort_day=date.min).count()
    assert sum(known + may for _, known, may in table(client_as("viewer").get("/browse/timeline/").text)) == dated
