"""The queue: tolls first, disagreements, low confidence, with reasons; what was answered is not asked again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from gawah.model import Reason, Unsure
from gawah.review import Kind, apply, queue, reading_digest
from gawah.weigh import weigh
from tests.weigh.make import Case, case, judgement


def doubtful(made: Case, **confidence: float) -> Case:
    claims = {
        key: replace(item, claim=replace(item.claim, confidence=confidence.get(key, 1.0))) for key, item in made.claims.items()
    }
    incident = weigh(made.incident, claims, made.imprints)
    return Case(incident, claims, made.imprints)


def asked(made: Case, **more: Any) -> list[tuple[Kind, str]]:
    return [(question.kind, question.claim) for question in queue([made.incident], made.claims, **more)]


def test_nothing_to_ask_of_a_sure_reading() -> None:
    assert asked(doubtful(case([{"tolls": ["killed 2 people"]}]))) == []


def test_tolls_come_before_other_doubts() -> None:
    made = doubtful(case([{}, {"tolls": ["wounded 2"]}, {"tolls": ["killed 2"]}]), c0=0.4, c1=0.4, c2=0.4)
    assert asked(made) == [(Kind.READING, "c2"), (Kind.READING, "c1"), (Kind.READING, "c0")]


def test_words_of_telling_not_understood_are_asked_about() -> None:
    made = doubtful(case([{"stance": "unclear", "tolls": ["killed 2"]}]))
    (question,) = queue([made.incident], made.claims)
    assert "does not count until someone looks" in question.reasons[0]
    assert question.incident == "i1"


def test_figures_that_do_not_meet_are_asked_about() -> None:
    made = doubtful(
        case([{"by": "police", "tolls": ["killed 2"]}, {"by": "the hospital", "role": "medic", "tolls": ["killed 9"]}])
    )
    assert {question.reasons[0] for question in queue([made.incident], made.claims)} == {
        "the figures of its incident do not meet"
    }


def test_accepted_readings_are_not_asked_again_unless_they_change() -> None:
    made = doubtful(case([{"tolls": ["killed 2"]}]), c0=0.3)
    seen = reading_digest(made.claims["c0"].claim)
    accept = judgement({"subject": "c0", "verdict": "accept", "seen": seen}, 0)
    assert asked(made, judgements=[accept]) == []
    changed = Case(made.incident, {"c0": replace(made.claims["c0"], claim=replace(made.claims["c0"].claim, hedged=True))}, {})
    assert asked(changed, judgements=[accept]) == [(Kind.REOPENED, "c0")]


def test_corrected_claims_are_not_taken_for_changed_ones() -> None:
    made = doubtful(case([{"tolls": ["killed 2"]}]))
    correction = judgement(
        {
            "subject": "c0",
            "verdict": "correct",
            "slot": "hedged",
            "value": "yes",
            "seen": reading_digest(made.claims["c0"].claim),
        },
        0,
    )
    reviewed = apply([correction], [made.claims["c0"].claim])
    corrected = Case(made.incident, {"c0": replace(made.claims["c0"], claim=reviewed.claims["c0"])}, {})
    assert asked(corrected, judgements=[correction], reviewed=reviewed) == []


def test_reviewers_who_disagree_are_asked_again() -> None:
    made = doubtful(case([{"tolls": ["killed 2"]}]))
    both = [
        judgement({"subject": "c0", "verdict": verdict, "reviewer": verdict}, at)
        for at, verdict in enumerate(("accept", "reject"))
    ]
    (question,) = queue([made.incident], made.claims, both)
    assert question.kind is Kind.CONTRADICTION
    assert question.reasons == ("accept said accept, reject later said reject; the later counts",)
    alone = [replace(one, reviewer="A") for one in both]
    assert asked(made, judgements=alone) == []


def test_pairs_that_are_unsure_until_someone_decides() -> None:
    made = doubtful(case([{"tolls": ["killed 2"]}, {"tolls": ["killed 3"]}]))
    pair = Unsure(one="c0", other="c1", score=0.5, reasons=(Reason(feature="days", score=0.1, words="told a day apart"),))
    (question,) = [one for one in queue([made.incident], made.claims, unsure=[pair]) if one.kind is Kind.PAIR]
    assert question.reasons == ("both give a toll: joined they count once, apart twice", "told a day apart")
    same = judgement({"subject": "c1", "other": "c0", "verdict": "same"}, 0)
    assert (Kind.PAIR, "c0") not in asked(made, judgements=[same], unsure=[pair])
    gone = Unsure(one="c0", other="nowhere", score=0.5)
    assert (Kind.PAIR, "c0") not in asked(made, unsure=[gone])


def test_what_one_reviewer_was_not_sure_of_another_is_asked() -> None:
    made = doubtful(case([{"tolls": ["killed 2"]}]))
    unsure = judgement({"subject": "c0", "verdict": "unsure", "reviewer": "Zia"}, 0)
    (question,) = queue([made.incident], made.claims, [unsure])
    assert question.reasons == ("Zia was not sure", "the dead hang on it")
    accept = judgement({"subject": "c0", "verdict": "accept"}, 1)
    assert asked(made, judgements=[unsure, accept]) == []
