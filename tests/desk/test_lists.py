"""A list of places or actors that somebody edits shows up: in the choices at once, in the lists when the clerk has computed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gawah.desk.cases import the_case
from gawah.desk.clerk.work import Clerk
from gawah.desk.judge.lookups import lookups
from gawah.desk.lists import stamp
from gawah.desk.settings import Desk
from gawah.desk.shelf import find
from gawah.desk.shelf.models import ActorRow, ClaimRow
from tests.desk.reviewing import told

HEAD = "id,name,kind,also\n"
ACTOR = "north-guard,Northern Guard of the Passes,rebel group,Guard of the Passes\n"


def work(clerk: Clerk) -> None:
    """What the clerk does between two looks at the clock, until nothing is left to do."""
    clerk.look_at_lists()
    while clerk.do_next():
        pass


@pytest.fixture
def clerk(desk: Desk) -> Clerk:
    told("(A clerk) said that ~Guard of the Passes~ <shot dead> a farmer in [Anaba].", killed=1)
    made = Clerk(the_case())
    made.take_up()
    work(made)
    assert not ActorRow.objects.filter(id="north-guard").exists()
    return made


def test_an_edited_list_of_actors_shows_up(clerk: Clerk, desk: Desk) -> None:
    list_ = desk.case / "actors.csv"
    assert "north-guard" not in {one.id for one in lookups().registry.named("Guard of the Passes")}
    list_.write_text(HEAD + ACTOR)
    work(clerk)
    assert ActorRow.objects.get(id="north-guard").name == "Northern Guard of the Passes"
    assert ClaimRow.objects.filter(sides__contains="|north-guard|").exists()
    assert "north-guard" in {one.id for one in lookups().registry.named("Guard of the Passes")}
    list_.write_text(HEAD + ACTOR.replace("Northern Guard", "Old Guard"))
    work(clerk)
    assert ActorRow.objects.get(id="north-guard").name == "Old Guard of the Passes"


def test_a_list_that_was_edited_while_the_desk_was_shut_shows_up_too(clerk: Clerk, desk: Desk) -> None:
    (desk.case / "actors.csv").write_text(HEAD + ACTOR)
    again = Clerk(the_case())
    again.take_up()
    work(again)
    assert ActorRow.objects.filter(id="north-guard").exists()
    assert find.state().lists == stamp(desk.case) != ""
    assert not again.do_next()
    Clerk(the_case()).take_up()
    assert not again.do_next(), "nothing has changed since"


def test_a_list_that_cannot_be_used_is_told_once_and_costs_nothing(clerk: Clerk, desk: Desk) -> None:
    from gawah.desk.clerk.models import FAILED, Job

    (desk.case / "actors.csv").write_text(HEAD + "north-guard,Northern Guard,no such kind,\n")
    before, jobs = find.totals_of_rows(), Job.objects.count()
    work(clerk)
    work(clerk)
    (failed,) = Job.objects.filter(state=FAILED)
    assert "actors.csv" in failed.message
    assert "line 2" in failed.message
    assert (find.totals_of_rows(), Job.objects.count()) == (before, jobs + 1)


def test_a_stamp_tells_every_list_and_every_change(tmp_path: Path) -> None:
    seen = {stamp(tmp_path)}
    for name in ("places.csv", "actors.csv"):
        (tmp_path / name).write_text("id\n")
        seen.add(stamp(tmp_path))
    os.utime(tmp_path / "actors.csv", ns=(1, 1))
    seen.add(stamp(tmp_path))
    assert len(seen) == 4
    assert stamp(tmp_path) == stamp(tmp_path)
