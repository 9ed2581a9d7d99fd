"""Deciding on a claim at the desk: every verdict, once, never over what was not seen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gawah.desk.cases import the_case
from gawah.model import Claim, Verdict
from gawah.review import ReviewState, stand
from tests.desk.conftest import ClientAs
from tests.desk.reviewing import anaba, carried, decide, reckon


@pytest.fixture
def claim(client_as: ClientAs) -> Claim:
    made = anaba()
    reckon()
    return made


def says(claim: Claim) -> list[tuple[str, str]]:
    return [(one.reviewer, one.verdict.value) for one in the_case().judgements_on(claim.id)]


def test_the_sentence_stands_beside_what_was_read(client_as: ClientAs, claim: Claim) -> None:
    page = client_as("reviewer").get(f"/judge/claim/{claim.id}/").text
    assert "m-trigger m-quote" in page or "m-quote m-trigger" in page
    assert "Anaba" in page
    assert "the reader is 50% sure of the reading" in page
    assert "the dead hang on it" in page
    assert 'data-key="a"' in page


def test_a_viewer_sees_no_form_and_no_names(client_as: ClientAs, claim: Claim) -> None:
    decide(client_as("reviewer"), claim.id, "discount", why="a drill")
    page = client_as("viewer").get(f"/judge/claim/{claim.id}/").text
    assert "discounted" in page
    assert "a drill" in page
    assert "reviewer" not in page.split("<main")[1]
    assert 'data-key="a"' not in page


@pytest.mark.parametrize(
    ("verdict", "state"),
    [
        ("accept", ReviewState.ACCEPTED),
        ("reject", ReviewState.REJECTED),
        ("discount", ReviewState.DISCOUNTED),
        ("unsure", ReviewState.MACHINE),
    ],
)
def test_each_verdict_is_kept_and_can_be_undone(client_as: ClientAs, claim: Claim, verdict: str, state: ReviewState) -> None:
    client = client_as("reviewer")
    answer = decide(client, claim.id, verdict, why="read twice")
    assert answer.status_code == 302
    assert stand(the_case(), claim.id).state is state
    (made,) = the_case().judgements_on(claim.id)
    assert (made.reviewer, made.verdict.value, made.why) == ("reviewer", verdict, "read twice")
    assert client.post("/judge/undo/").url == f"/judge/claim/{claim.id}/"
    assert stand(the_case(), claim.id).state is ReviewState.MACHINE
    assert [one.verdict for one in the_case().judgements_on(claim.id)] == [made.verdict, Verdict.WITHDRAW]
    assert the_case().verify() == []


def test_a_button_pressed_twice_decides_once(client_as: ClientAs, claim: Claim) -> None:
    client = client_as("reviewer")
    sent = {**carried(client.get(f"/judge/claim/{claim.id}/").text), "verdict": "accept"}
    for _ in range(2):
        assert client.post(f"/judge/claim/{claim.id}/decide/", sent).status_code == 302
    assert says(claim) == [("reviewer", "accept")]


def test_two_reviewers_of_one_claim_both_see_it_and_none_is_overwritten(client_as: ClientAs, claim: Claim) -> None:
    one, other = client_as("reviewer"), client_as("editor")
    assert "is looking at this claim too" not in one.get(f"/judge/claim/{claim.id}/").text
    page = other.get(f"/judge/claim/{claim.id}/").text
    assert "<bdi>reviewer</bdi> is looking at this claim too" in page
    decide(one, claim.id, "accept", why="as the text has it")
    answer = other.post(f"/judge/claim/{claim.id}/decide/", {**carried(page), "verdict": "reject", "why": "it is about 2021"})
    assert answer.status_code == 409
    assert "Yours has not been kept" in answer.text
    assert "as the text has it" in answer.text
    assert "rejected" in answer.text
    assert 'value="it is about 2021"' in answer.text
    assert says(claim) == [("reviewer", "accept")]
    sent = {**carried(answer.text), "verdict": "reject", "why": "it is about 2021"}
    assert other.post(f"/judge/claim/{claim.id}/decide/", sent).status_code == 302
    assert says(claim) == [("reviewer", "accept"), ("editor", "reject")]
    reckon()
    assert "Two reviewers disagree" in client_as("admin").get(f"/judge/claim/{claim.id}/").text


def test_a_reading_that_changed_meanwhile_is_not_decided_on(client_as: ClientAs, claim: Claim) -> None:
    client = client_as("reviewer")
    sent = carried(client.get(f"/judge/claim/{claim.id}/").text)
    reading = the_case().reading(claim.document)
    the_case().replace_reading(claim.document, replace(reading, claims=(replace(claim, hedged=True),)))
    answer = client.post(f"/judge/claim/{claim.id}/decide/", {**sent, "verdict": "accept"})
    assert answer.status_code == 409
    assert "read anew meanwhile" in answer.text
    assert says(claim) == []


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"verdict": "burn"}, 400),
        ({"verdict": "accept", "why": "x" * 2001}, 400),
        ({"verdict": "accept", "known": "-1"}, 400),
        ({"verdict": "accept", "once": "<script>"}, 400),
        ({"verdict": "accept", "known": "9" * 40}, 400),
    ],
)
def test_bad_forms_are_told_and_keep_nothing(client_as: ClientAs, claim: Claim, sent: dict[str, str], status: int) -> None:
    client = client_as("reviewer")
    page = client.get(f"/judge/claim/{claim.id}/").text
    answer = client.post(f"/judge/claim/{claim.id}/decide/", {**carried(page), **sent})
    assert answer.status_code == status
    assert says(claim) == []
    if len(sent.get("why", "")) > 2000:
        assert "too long" in answer.text
        assert sent["why"] in answer.text


def test_a_claim_that_is_not_there_is_said(client_as: ClientAs, claim: Claim) -> None:
    assert client_as("reviewer").get("/judge/claim/nothing/").status_code == 404


def test_a_decision_taken_back_by_its_own_button(client_as: ClientAs, claim: Claim) -> None:
    client = client_as("reviewer")
    decide(client, claim.id, "reject")
    (made,) = the_case().judgements_on(claim.id)
    page = client.get(f"/judge/claim/{claim.id}/").text
    sent = {**carried(page), "claim": claim.id}
    for _ in range(2):
        assert client.post(f"/judge/judgement/{made.id}/withdraw/", sent).status_code == 302
    assert says(claim) == [("reviewer", "reject"), ("reviewer", "withdraw")]
    again = client.post(
        f"/judge/judgement/{made.id}/withdraw/", {**carried(client.get(f"/judge/claim/{claim.id}/").text), "claim": claim.id}
    )
    assert again.status_code == 409
    unknown = client.post("/judge/judgement/zzz/withdraw/", {**sent, "once": "0" * 32})
    assert unknown.status_code == 404


def test_the_toll_before_and_after_is_shown_once_it_is_computed(client_as: ClientAs, claim: Claim) -> None:
    client = client_as("reviewer")
    decide(client, claim.id, "discount", why="a copy")
    waiting = client.get("/judge/last/").text
    assert "being computed anew" in waiting
    assert "hx-trigger" in waiting
    reckon()
    done = client.get("/judge/last/").text
    assert "hx-trigger" not in done
    assert "<del><bdi>civilians killed: 3</bdi></del>" in done
