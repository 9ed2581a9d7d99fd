"""What judgements do: accept, reject, discount, correct, withdraw, and when a question is opened again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gawah.model import Claim, Count, EventType, Judgement, Stance, in_force
from gawah.review import ReviewState, apply, reading_digest
from tests.weigh.make import claim as resolved
from tests.weigh.make import judgement

ROW: dict[str, Any] = {
    "id": "c",
    "by": "police",
    "role": "authority",
    "tolls": ["killed 12 people", "wounded 3 people"],
    "agents": ["Army"],
}
CLAIM: Claim = resolved(ROW, 0, EventType.SHELLING_OR_MISSILE).claim
SEEN = reading_digest(CLAIM)


def made(*rows: dict[str, Any]) -> list[Judgement]:
    return [judgement({"subject": "c", **row}, at) for at, row in enumerate(rows)]


@pytest.mark.parametrize(
    ("rows", "state", "aside"),
    [
        ([], ReviewState.MACHINE, None),
        ([{"verdict": "accept", "seen": SEEN}], ReviewState.ACCEPTED, None),
        ([{"verdict": "reject"}], ReviewState.REJECTED, "rejected by Reviewer"),
        ([{"verdict": "discount", "why": "a drill"}], ReviewState.DISCOUNTED, "discounted by Reviewer: a drill"),
        ([{"verdict": "accept"}, {"verdict": "reject", "reviewer": "B"}], ReviewState.REJECTED, "rejected by B"),
        ([{"verdict": "reject"}, {"verdict": "accept", "reviewer": "B"}], ReviewState.ACCEPTED, None),
        ([{"verdict": "reject", "id": "r"}, {"verdict": "withdraw", "subject": "r"}], ReviewState.MACHINE, None),
        (
            [
                {"verdict": "reject", "id": "r"},
                {"verdict": "withdraw", "subject": "r", "id": "w"},
                {"verdict": "withdraw", "subject": "w"},
            ],
            ReviewState.REJECTED,
            "rejected by Reviewer",
        ),
        ([{"verdict": "accept", "seen": "another"}], ReviewState.PENDING, None),
        ([{"verdict": "discount", "seen": "another"}], ReviewState.DISCOUNTED, "discounted by Reviewer"),
        ([{"verdict": "correct", "slot": "stance", "value": "denies"}], ReviewState.ACCEPTED, None),
        ([{"verdict": "correct", "slot": "stance", "value": "perhaps"}], ReviewState.PENDING, None),
        ([{"verdict": "same", "other": "d"}], ReviewState.MACHINE, None),
    ],
)
def test_where_the_review_of_a_claim_stands(rows: list[dict[str, Any]], state: ReviewState, aside: str | None) -> None:
    reviewed = apply(made(*rows), [CLAIM])
    assert reviewed.state("c") is state
    assert reviewed.set_aside.get("c") == aside


def test_a_correction_keeps_the_reading_beside_it() -> None:
    reviewed = apply(
        made({"verdict": "correct", "slot": "tolls", "value": "killed 14; wounded 3 people", "seen": SEEN}), [CLAIM]
    )
    assert [toll.count for toll in reviewed.claims["c"].tolls] == [Count(14, 14), Count(3, 3)]
    assert reviewed.claims["c"].tolls[1] is CLAIM.tolls[1], "an untouched toll keeps its place in the text"
    assert reviewed.read["c"] is CLAIM
    assert reviewed.claims["c"].id == "c"
    assert not reviewed.reopened


def test_corrections_of_two_slots_both_hold_and_the_later_of_one_slot_wins() -> None:
    rows = (
        {"verdict": "correct", "slot": "stance", "value": "denies"},
        {"verdict": "correct", "slot": "hedged", "value": "yes"},
        {"verdict": "correct", "slot": "stance", "value": "does not know", "reviewer": "B"},
    )
    reviewed = apply(made(*rows), [CLAIM])
    assert reviewed.claims["c"].stance is Stance.DOES_NOT_KNOW
    assert reviewed.claims["c"].hedged
    assert [(earlier.value, later.value) for earlier, later in reviewed.contradicted] == [("denies", "does not know")]


def test_two_judgements_that_contradict_are_both_shown() -> None:
    reviewed = apply(made({"verdict": "accept", "reviewer": "A"}, {"verdict": "discount", "reviewer": "B"}), [CLAIM])
    assert [(earlier.reviewer, later.reviewer) for earlier, later in reviewed.contradicted] == [("A", "B")]


def test_a_judgement_on_the_corrected_reading_is_not_reopened() -> None:
    correction = {"verdict": "correct", "slot": "hedged", "value": "yes", "seen": SEEN}
    corrected = apply(made(correction), [CLAIM]).claims["c"]
    reviewed = apply(made(correction, {"verdict": "accept", "seen": reading_digest(corrected)}), [CLAIM])
    assert not reviewed.reopened
    assert reviewed.state("c") is ReviewState.ACCEPTED


def test_a_changed_reading_opens_the_question_again() -> None:
    changed = replace(CLAIM, stance=Stance.DENIES)
    reviewed = apply(made({"verdict": "accept", "seen": SEEN}), [changed])
    assert [again.why for again in reviewed.reopened] == ["the reading of the claim has changed since it was judged"]
    assert reviewed.state("c") is ReviewState.PENDING


def test_a_surer_reader_opens_nothing() -> None:
    assert reading_digest(replace(CLAIM, confidence=0.2, doubts=("unsure",))) == SEEN


def test_a_judgement_of_a_claim_that_is_gone_is_opened_again() -> None:
    reviewed = apply(made({"verdict": "reject"}), [])
    assert [again.why for again in reviewed.reopened] == ["its claim is no longer read from the document"]
    assert not reviewed.set_aside


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "verdict": st.sampled_from(
                ["accept", "reject", "discount", "correct", "withdraw", "same", "not the same", "unsure"]
            ),
            "subject": st.sampled_from(["c", "d", "j0", "j1", "j2", "j3"]),
            "other": st.sampled_from(["c", "d"]),
            "slot": st.sampled_from(["stance", "tolls", "hedged", "nonsense", ""]),
            "value": st.one_of(st.text(max_size=20), st.sampled_from(["denies", "killed 3", "yes", ""])),
            "minute": st.integers(0, 5),
            "seen": st.sampled_from(["", SEEN, "x"]),
        }
    ),
    max_size=8,
)


@settings(deadline=None, max_examples=100)
@given(ROWS, st.randoms(use_true_random=False))
def test_any_judgements_in_any_order_do_the_same(rows: list[dict[str, Any]], random: Any) -> None:
    judgements = [judgement(row, at) for at, row in enumerate(rows)]
    reviewed = apply(judgements, [CLAIM])
    random.shuffle(judgements)
    assert apply(judgements, [CLAIM]) == reviewed
    assert set(reviewed.claims) == {"c"}
    holding, overtaken = in_force(judgements)
    assert not set(holding) & set(overtaken)
