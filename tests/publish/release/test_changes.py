"""What a release changes against the one before: added, changed, withdrawn with the reason."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from pathlib import Path

import pytest

from gawah.errors import BadInput
from gawah.model import Account, Incident, Member
from gawah.publish.release import Made, Sealed, make
from tests.publish import made as plain
from tests.publish.release.made import order


def released(account: Account, tmp_path: Path, name: str, since: Made | None = None, **more: object) -> Made:
    return make(account, order(name, "partners", since.folder if since else None, **more), tmp_path)


def changes(made: Made) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = json.loads((made.folder / "changes.json").read_text("utf-8"))
    return found


def with_incidents(account: Account, *incidents: Incident) -> Account:
    return dataclasses.replace(account, incidents=incidents)


def test_added_and_changed(tmp_path: Path) -> None:
    account = plain.account()
    first, second = account.incidents
    one = released(with_incidents(account, first), tmp_path, "one")
    fewer = dataclasses.replace(first, tallies=(dataclasses.replace(first.tallies[0], low=9), first.tallies[1]))
    told = changes(released(with_incidents(account, fewer, second), tmp_path, "two", one))
    assert {"table": "incidents", "id": second.id} in told["added"]
    assert told["changed"][0] == {"table": "incidents", "id": first.id, "cells": {"killed_low": [12, 9]}}
    assert told["withdrawn"] == []


def test_the_same_case_changes_nothing(tmp_path: Path) -> None:
    one = released(plain.account(), tmp_path, "one")
    told = changes(released(plain.account(), tmp_path, "two", one))
    assert told["added"] == told["changed"] == told["withdrawn"] == []


def test_withdrawn_says_merged_split_rejected_or_no_longer_read(tmp_path: Path) -> None:
    account = plain.account()
    first, second = account.incidents
    one = released(account, tmp_path, "one")
    killed, denied = (member.claim for member in first.members)
    (burned,) = (member.claim for member in second.members)

    merged = dataclasses.replace(first, members=(*first.members, Member(claim=burned)))
    told = changes(released(with_incidents(account, merged), tmp_path, "merged", one, merged={second.id: first.id}))
    assert told["withdrawn"] == [
        {"table": "incidents", "id": second.id, "why": "merged", "superseded_by": [first.id]},
    ]

    halves = [
        dataclasses.replace(first, id=id_, members=(Member(claim=claim),)) for id_, claim in (("h1", killed), ("h2", denied))
    ]
    told = changes(released(with_incidents(account, *halves, second), tmp_path, "split", one))
    assert told["withdrawn"] == [{"table": "incidents", "id": first.id, "why": "split", "superseded_by": ["h1", "h2"]}]

    aside = dataclasses.replace(with_incidents(account, first), set_aside={burned: "rejected by Ana: a rumour of Zalmay"})
    two = released(aside, tmp_path, "rejected", one)
    told = changes(two)
    assert told["withdrawn"] == [{"table": "incidents", "id": second.id, "why": "rejected", "superseded_by": []}]
    assert "Ana" not in "".join(path.read_text("latin-1") for path in two.folder.iterdir())

    gone = {id_: claim for id_, claim in account.claims.items() if id_ != burned}
    told = changes(released(dataclasses.replace(with_incidents(account, first), claims=gone), tmp_path, "gone", one))
    assert told["withdrawn"] == [
        {"table": "incidents", "id": second.id, "why": "no longer read", "superseded_by": []},
        {"table": "claims", "id": burned, "why": "no longer read", "superseded_by": []},
    ]
    rows = list(csv.DictReader(io.StringIO((tmp_path / "gone" / "withdrawn.csv").read_text("utf-8"))))
    assert [(row["table"], row["id"], row["release"], row["why"]) for row in rows] == [
        ("incidents", second.id, "gone", "no longer read"),
        ("claims", burned, "gone", "no longer read"),
    ]


def test_a_merger_into_what_does_not_go_out_names_nothing(tmp_path: Path) -> None:
    account = plain.account()
    first, second = account.incidents
    one = released(account, tmp_path, "one")
    lonely = dataclasses.replace(account, incidents=(first,), claims={m.claim: account.claims[m.claim] for m in first.members})
    told = changes(released(lonely, tmp_path, "two", one, merged={second.id: "held-back"}))
    assert told["withdrawn"][0] == {"table": "incidents", "id": second.id, "why": "merged", "superseded_by": []}
    assert "held-back" not in (tmp_path / "two" / "changes.json").read_text()


def test_releases_of_two_profiles_are_not_compared(tmp_path: Path) -> None:
    full = make(plain.account(), order("full", "full"), tmp_path)
    with pytest.raises(BadInput, match="would tell what the stricter one holds back"):
        make(plain.account(), order("two", since=full.folder), tmp_path)
    assert not (tmp_path / "two").exists()


def test_after_a_profile_became_stricter_no_cell_is_told_again(tmp_path: Path) -> None:
    one = released(plain.account(), tmp_path, "one")
    asked = order("two", "partners", one.folder)
    strict = dataclasses.replace(
        asked, profile=dataclasses.replace(asked.profile, place=plain.VALLEY.precision.PROVINCE, digest="x")
    )
    make(plain.account(), strict, tmp_path)
    told = changes(Made(folder=tmp_path / "two", archive=tmp_path, digest="", told={}))
    assert told["changed"] == []
    assert "Upper Valley" not in (tmp_path / "two" / "changes.json").read_text()


def test_what_is_no_release_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="is no release"):
        Sealed.at(tmp_path)
    (tmp_path / "manifest.json").write_text("{}")
    with pytest.raises(BadInput, match="cannot be read"):
        Sealed.at(tmp_path)
    (tmp_path / "manifest.json").write_text('{"gawah_release": 9, "files": [1], "profile": {"a": 1}, "case": {"row": 1}}')
    with pytest.raises(BadInput, match="update gawah"):
        Sealed.at(tmp_path)
