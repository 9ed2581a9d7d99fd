"""The queue: one question after another, weightiest first; none twice, none in two hands; and decisions on many at once."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from gawah.desk.cases import the_case
from gawah.desk.shelf.models import QuestionRow
from gawah.model import Claim, Verdict
from gawah.review import ReviewState, stand
from tests.desk.conftest import ClientAs
from tests.desk.reviewing import anaba, carried, decide, reckon, told


@pytest.fixture
def claims(client_as: ClientAs) -> list[Claim]:
    """Three claims that are asked about: one with dead, one without, one with more doubts."""
    made = [
        told("(A monitor) said that soldiers <burned> a farm.", killed=0),
        anaba(3),
        told("(A clerk) said that men <shot dead> a farmer.", killed=2, confidence=0.2, doubts=("who did it is not clear",)),
    ]
    reckon()
    QuestionRow.objects.exclude(claim__in=[one.id for one in made]).delete()
    QuestionRow.objects.exclude(other="").delete()
    return made


def order(client: Client, start: str = "/judge/") -> list[str]:
    """The claims that the queue leads to, one after another."""
    found: list[str] = []
    at = start
    while (answer := client.get(at)).status_code == 302:
        found.append(re.split(r"[/?]", answer.url)[3])
        at = f"/judge/?{answer.url.partition('?')[2]}"
        assert len(found) < 20
    assert "last question" in answer.text or "No question waits" in answer.text
    return found


def test_tolls_come_first_and_each_once(client_as: ClientAs, claims: list[Claim]) -> None:
    plain, dead, doubtful = (one.id for one in claims)
    assert order(client_as("reviewer")) == [doubtful, dead, plain]
    assert order(client_as("reviewer"), "/judge/?tolls=2") == [doubtful, dead]
    assert order(client_as("reviewer"), "/judge/?event=armed_clash") == []
    assert order(client_as("reviewer"), "/judge/?after=nonsense&kind=nonsense") == [doubtful, dead, plain]


def test_what_was_answered_is_passed_over_before_the_shelf_knows(client_as: ClientAs, claims: list[Claim]) -> None:
    plain, dead, doubtful = (one.id for one in claims)
    client = client_as("reviewer")
    decide(client, doubtful, "accept")
    decide(client, dead, "unsure")
    assert order(client) == [plain]
    assert order(client_as("editor")) == [dead, plain]


def test_what_another_looks_at_is_passed_over(client_as: ClientAs, claims: list[Claim]) -> None:
    plain, dead, doubtful = (one.id for one in claims)
    client_as("editor").get(f"/judge/claim/{doubtful}/")
    assert order(client_as("reviewer")) == [dead, plain]
    assert client_as("editor").get(f"/judge/claim/{dead}/look/").status_code == 204
    assert order(client_as("reviewer")) == [plain]


def test_back_leads_to_the_question_before(client_as: ClientAs, claims: list[Claim]) -> None:
    client = client_as("reviewer")
    first = client.get("/judge/").url
    second = client.get(f"/judge/?{first.partition('?')[2]}").url
    back = client.get(f"/judge/?{second.partition('?')[2]}&back=1").url
    assert back.partition("?")[0] == first.partition("?")[0]


def test_a_decision_leads_on_to_the_next(client_as: ClientAs, claims: list[Claim]) -> None:
    client = client_as("reviewer")
    at, seen = client.get("/judge/").url, []
    while "/claim/" in at:
        path, _, query = at.partition("?")
        seen.append(path)
        sent = {**carried(client.get(at).text), "verdict": "accept"}
        at = client.post(f"{path}decide/?{query}", sent).url
        answer = client.get(at)
        at = answer.url if answer.status_code == 302 else ""
    assert len(seen) == 3
    assert {stand(the_case(), one.id).state for one in claims} == {ReviewState.ACCEPTED}


def bulk(client: Client, *claims: str, query: str = "", **sent: str) -> Any:
    page = client.get(f"/judge/bulk/?{query}").text
    return client.post(
        f"/judge/bulk/?{query}", {"shown": re.findall(r'name="shown" value="([^"]*)"', page), "claims": claims, **sent}
    )


def test_many_are_decided_on_at_once_and_undone_at_once(client_as: ClientAs, claims: list[Claim]) -> None:
    client = client_as("reviewer")
    page = client.get("/judge/bulk/?tolls=2").text
    assert "2 questions are open" in page
    assert "2 claims are shown here" in page
    answer = bulk(client, claims[1].id, claims[2].id, query="tolls=2", verdict="discount", why="a drill")
    assert answer.url == "/judge/bulk/?tolls=2"
    assert "2 claims decided." in client.get(answer.url).text
    assert {one.why for one in the_case().judgements()} == {"a drill"}
    assert [stand(the_case(), one.id).state.value for one in claims] == ["machine", "discounted", "discounted"]
    client.post("/judge/undo/")
    assert [stand(the_case(), one.id).state.value for one in claims] == ["machine"] * 3


def test_of_many_those_that_others_decided_meanwhile_are_left(client_as: ClientAs, claims: list[Claim]) -> None:
    client = client_as("reviewer")
    shown = re.findall(r'name="shown" value="([^"]*)"', client.get("/judge/bulk/").text)
    decide(client_as("editor"), claims[1].id, "reject")
    sent = {"shown": shown, "claims": [one.id for one in claims], "verdict": "accept"}
    page = client.get(client.post("/judge/bulk/", sent).url).text
    assert "2 claims decided." in page
    assert "1 claim was decided by another meanwhile" in page
    assert [one.verdict for one in the_case().judgements_on(claims[1].id)] == [Verdict.REJECT]


@pytest.mark.parametrize(
    ("ticked", "sent", "told_"),
    [
        (False, {"verdict": "accept"}, "Tick at least one"),
        (True, {}, "Choose what to decide"),
        (True, {"verdict": "correct"}, "is not one of the available choices"),
        (True, {"verdict": "accept", "why": "x" * 2001}, "at most 2000 characters"),
    ],
)
def test_a_decision_on_many_that_is_not_whole_is_told(
    client_as: ClientAs, claims: list[Claim], ticked: bool, sent: dict[str, str], told_: str
) -> None:
    answer = bulk(client_as("reviewer"), *([claims[0].id] if ticked else []), **sent)
    assert answer.status_code == 400
    assert told_ in answer.text
    assert the_case().judgements() == ()
    assert ("checked" in answer.text) is (ticked or "verdict" in sent)
