"""`gawah review`: the queue, a claim as it stands, and every decision."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gawah.cli import main
from gawah.model import Verdict
from gawah.store import Case
from tests.store.made import judgement, report

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], folder: Path) -> Run:
    def call(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stopped:
            main(["review", *arguments, "--case", str(folder), "--by", "Ana"])
        said = capsys.readouterr()
        return int(stopped.value.code or 0), said.out, said.err

    return call


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Case.create(tmp_path / "a.gawah") as case:
        for number in (1, 2):
            case.keep(*report(number))
    return tmp_path / "a.gawah"


@pytest.fixture
def claims(folder: Path) -> list[str]:
    with Case.open(folder, read_only=True) as case:
        return [claim.id for claim in case.claims()]


def shown(run: Run, claim: str, *more: str) -> dict[str, Any]:
    status, out, err = run(claim, *more, "--json")
    assert (status, err) == (0, "")
    read: dict[str, Any] = json.loads(out)
    return read


@pytest.mark.parametrize(
    ("option", "state"),
    [("--accept", "accepted"), ("--reject", "rejected"), ("--discount", "discounted"), ("--unsure", "machine")],
)
def test_a_decision_is_kept_with_name_and_reason(run: Run, claims: list[str], folder: Path, option: str, state: str) -> None:
    made = shown(run, claims[0], option, "--why", "read it twice")
    assert made["state"] == state
    (said,) = made["judgements"]
    assert (said["reviewer"], said["why"], said["holds"]) == ("Ana", "read it twice", True)
    with Case.open(folder, read_only=True) as case:
        assert case.verify() == []


def test_a_shortened_id_and_a_withdrawal(run: Run, claims: list[str]) -> None:
    run(claims[0], "--reject")
    made = shown(run, claims[0][:10], "--withdraw")
    assert made["state"] == "machine"
    assert [said["withdrawn"] for said in made["judgements"]] == [True]
    status, _, err = run(claims[0], "--withdraw")
    assert status == 2
    assert "nothing to withdraw" in err


def test_slots_are_corrected(run: Run, claims: list[str]) -> None:
    made = shown(run, claims[0], "--correct", "tolls=killed 12 people", "--correct", "when=2021-03-04", "--accept")
    assert made["slots"]["tolls"] == "killed 12 people"
    assert made["slots"]["when"] == "2021-03-04"
    assert made["state"] == "accepted"
    _, out, _ = run(claims[0])
    assert "tolls: killed 12 people  (the machine read: killed 2 fighters)" in out


def test_pairs(run: Run, claims: list[str], folder: Path) -> None:
    assert run(claims[0], "--same", claims[3])[0] == 0
    assert run(claims[0], "--not-same", claims[4][:9])[0] == 0
    with Case.open(folder, read_only=True) as case:
        assert [(one.verdict, one.other) for one in case.judgements()] == [
            (Verdict.SAME, claims[3]),
            (Verdict.NOT_SAME, claims[4]),
        ]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--accept", "--reject"], "give one of"),
        (["--correct", "tolls"], "write SLOT=VALUE"),
        (["--correct", "tolls=a few"], "is not a toll"),
        (["--correct", "tolls=killed 2 fighters"], "says that already"),
        (["--correct", "place:Kabul=1"], "names no place so"),
        (["--same", "SELF"], "needs the id of a second claim"),
    ],
)
def test_what_makes_no_decision_is_refused_and_nothing_is_kept(
    run: Run, claims: list[str], folder: Path, options: list[str], told: str
) -> None:
    status, _, err = run(claims[0], *(claims[0] if one == "SELF" else one for one in options))
    assert (status, told in err) == (2, True), err
    with Case.open(folder, read_only=True) as case:
        assert case.judgements() == ()


def test_ids_that_are_none_or_many(run: Run) -> None:
    assert "no claim has it" in run("zzzz", "--accept")[2]
    status, _, err = run("", "--accept")
    assert status == 2
    assert "needs the id of a claim" in err


def test_the_queue_is_listed_with_reasons(run: Run, claims: list[str], folder: Path) -> None:
    with Case.open(folder) as case:
        case.judge(judgement(claims[0], id_="a"))
        case.judge(judgement(claims[0], Verdict.UNSURE, id_="u"))
        case.judge(judgement(claims[1], Verdict.UNSURE, id_="v"))
    _, out, _ = run()
    assert claims[1][:8] in out
    assert "- Ana was not sure" in out
    rows = json.loads(run("--json", "--limit", "1")[1])
    assert len(rows) == 1
    assert set(rows[0]) == {"kind", "claim", "other", "incident", "weight", "reasons"}
