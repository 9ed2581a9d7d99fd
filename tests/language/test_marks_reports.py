"""The reports that the claim heads learn from: every quote, trigger, slot and counted phrase is a string of the text."""

import json
from pathlib import Path

import pytest

from gawah.model.events import EventType
from gawah.model.toll import Outcome

FOLDER = Path(__file__).resolve().parents[2] / "training" / "claims"
REPORTS = [json.loads(line) for line in (FOLDER / "reports.jsonl").read_text("utf-8").splitlines()]
MORE = [json.loads(file.read_text("utf-8")) for file in sorted((FOLDER / "more").glob("*.json"))]


def test_no_report_stands_twice():
    names = [report["id"] for report in REPORTS + MORE]
    assert len(names) == len(set(names)) >= 370
    assert len({report["text"] for report in REPORTS + MORE}) == len(names)


@pytest.mark.parametrize("reports", [REPORTS, MORE], ids=["reports", "more"])
def test_annotations_are_strings_of_the_text(reports):
    for report in reports:
        text = report["text"]
        for claim in report["claims"]:
            told = [*claim["quotes"], *claim["agents"], *claim["targets"], *claim["places"], claim["speaker"] or ""]
            told += [toll["words"] for toll in claim["tolls"]]
            assert [string for string in told if string not in text] == [], report["id"]
            assert claim["trigger"] in claim["quotes"][0], report["id"]


@pytest.mark.parametrize("reports", [REPORTS, MORE], ids=["reports", "more"])
def test_labels_are_those_of_the_trade(reports):
    claims = [claim for report in reports for claim in report["claims"]]
    assert {claim["event"] for claim in claims} <= {event.value for event in EventType}
    assert {toll["outcome"] for claim in claims for toll in claim["tolls"]} <= {outcome.value for outcome in Outcome}
    assert {claim["stance"] for claim in claims} <= {"asserts", "denies"}
