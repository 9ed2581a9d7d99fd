"""Choosing places, actors and days at the desk: the choice is a judgement, and what is computed honours it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from gawah.desk.cases import the_case
from gawah.desk.clerk.reckoning import Reckoner
from gawah.desk.shelf import find
from gawah.desk.shelf.models import ClaimRow
from gawah.model import Claim, Place
from gawah.review import stand
from tests.desk.conftest import ClientAs
from tests.desk.reviewing import Unheard, anaba, carried, decide, reckon


@pytest.fixture
def claim(client_as: ClientAs) -> Claim:
    made = anaba()
    reckon()
    return made


def send(client: Client, path: str, **sent: str) -> Any:
    return client.post(path, {**carried(client.get(path).text), "scope": "claim", **sent})


def where(claim: Claim) -> Place | None:
    reckon()
    return find.claim(claim.id).where


def test_candidates_stand_with_their_reasons(client_as: ClientAs, claim: Claim) -> None:
    page = client_as("reviewer").get(f"/judge/claim/{claim.id}/place/?name=Anaba").text
    assert 'value="AF.42.anaba"' in page
    assert "the name is" in page or "Anaba" in page
    assert re.search(r'data-places="\[\{&quot;n&quot;', page)


def test_a_search_finds_other_places(client_as: ClientAs, claim: Claim) -> None:
    page = client_as("reviewer").get(f"/judge/claim/{claim.id}/place/?name=Anaba&q=Annaba").text
    assert 'value="2506999"' in page
    assert "has no such name" in client_as("reviewer").get(f"/judge/claim/{claim.id}/place/?name=Anaba&q=1234").text


def test_a_chosen_place_is_where_it_was(client_as: ClientAs, claim: Claim) -> None:
    client = client_as("reviewer")
    answer = send(client, f"/judge/claim/{claim.id}/place/?name=Anaba", choice="2506999", why="the Algerian one")
    assert answer.status_code == 302
    reckon()
    found = find.claim(claim.id)
    assert found.places[0].chosen
    assert found.places[0].chosen.id == "2506999"
    (made,) = the_case().judgements()
    assert (made.slot, made.value) == ("place:Anaba", "2506999 (Annaba, Algeria)")
    send(client, f"/judge/claim/{claim.id}/place/?name=Anaba", choice="machine")
    place = where(claim)
    assert place
    assert place.id == "AF.42.anaba"


def test_a_place_is_drawn_or_left_open(client_as: ClientAs, claim: Claim) -> None:
    client, path = client_as("reviewer"), f"/judge/claim/{claim.id}/place/"
    drawn = {"choice": "drawn", "points": "35.3, 69.5", "km": "2.50", "name": "the (upper) valley", "within": "AF.42"}
    assert send(client, path, **drawn).status_code == 302
    place = where(claim)
    assert place
    assert (place.name, place.lat, place.radius_m, place.containers[0]) == ("the upper valley", 35.3, 2500, "AF.42")
    assert send(client, path, choice="drawn", points="35.1,69.2 35.2,69.2 35.2,69.3", km="5").status_code == 302
    assert the_case().judgements()[-1].value == "35.1,69.2 35.2,69.2 35.2,69.3"
    assert send(client, path, choice="unresolved").status_code == 302
    assert where(claim) is None


def test_a_drawing_can_be_changed_and_is_offered_again(client_as: ClientAs, claim: Claim) -> None:
    """What was drawn stands in the fields when the page is opened again, and is a candidate that can be chosen."""
    client, path = client_as("reviewer"), f"/judge/claim/{claim.id}/place/?name=Anaba"
    drawn = {"choice": "drawn", "points": "35.1,69.2 35.2,69.2 35.2,69.3", "name": "the ridge", "within": "AF.42"}
    assert send(client, path, **drawn).status_code == 302
    assert where(claim)
    page = client.get(path).text
    assert 'value="35.1,69.2 35.2,69.2 35.2,69.3"' in page
    assert 'value="the ridge"' in page
    assert '<option value="AF.42" selected' in page
    assert "&quot;corners&quot;: [[35.1, 69.2], [35.2, 69.2], [35.2, 69.3]]" in page
    choice = "drawn:35.1,69.2 35.2,69.2 35.2,69.3"
    assert f'value="{choice}"' in page
    assert send(client, path, choice="unresolved").status_code == 302
    assert send(client, path, choice=choice).status_code == 302
    again = the_case().judgements()[-1].value
    assert again == "35.1,69.2 35.2,69.2 35.2,69.3 (the ridge) in AF.42"
    assert send(client, path, choice="drawn:1,1 2km").status_code == 400


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({}, "Choose a place"),
        ({"choice": "drawn"}, "Draw the place on the map"),
        ({"choice": "drawn", "points": "35,69"}, "needs a radius"),
        ({"choice": "drawn", "points": "95,69", "km": "3"}, "not on the globe"),
        ({"choice": "drawn", "points": "35,69 36,69", "km": "3"}, "three corners"),
        ({"choice": "drawn", "points": "<b>", "km": "3"}, "is not a place"),
        ({"choice": "no-such-place"}, "no place no-such-place"),
        ({"choice": "2506999", "scope": "world"}, "not one of the available choices"),
    ],
)
def test_what_is_no_place_is_told_and_nothing_is_kept(
    client_as: ClientAs, claim: Claim, sent: dict[str, str], told: str
) -> None:
    answer = send(client_as("reviewer"), f"/judge/claim/{claim.id}/place/?name=Anaba", name="upper <valley>", **sent)
    assert answer.status_code == 400
    assert told in answer.text
    assert "upper &lt;valley&gt;" in answer.text
    assert the_case().judgements() == ()


def test_a_name_that_the_claim_does_not_have_is_said(client_as: ClientAs, claim: Claim) -> None:
    assert client_as("reviewer").get(f"/judge/claim/{claim.id}/place/?name=Paris").status_code == 400
    assert client_as("reviewer").get(f"/judge/claim/{claim.id}/actor/?name=Nobody").status_code == 400


def test_a_choice_holds_for_all_claims_of_the_case_but_those_that_another_settled(client_as: ClientAs, claim: Claim) -> None:
    others = [anaba(killed, publisher=f"Paper {killed}") for killed in (4, 5)]
    reckon()
    send(client_as("editor"), f"/judge/claim/{others[0].id}/place/?name=Anaba", choice="unresolved")
    client = client_as("reviewer")
    page = client.get(f"/judge/claim/{claim.id}/place/?name=Anaba").text
    assert "all claims of the case with the name (3 at most)" in page
    send(client, f"/judge/claim/{claim.id}/place/?name=Anaba", choice="2506999", scope="case")
    assert "Chosen for 2 claims. 1 claim keeps what another reviewer chose." in client.get(f"/judge/claim/{claim.id}/").text
    chosen = [stand(the_case(), one.id).claim.meant[0].place for one in (claim, *others)]
    assert [place.id if place else "" for place in chosen] == ["2506999", "", "2506999"]
    client.post("/judge/undo/")
    assert [len(stand(the_case(), one.id).claim.meant) for one in (claim, *others)] == [0, 1, 0]


def test_a_choice_holds_for_all_claims_of_a_document(client_as: ClientAs, claim: Claim) -> None:
    elsewhere = anaba(9, publisher="Another Paper")
    reading = the_case().reading(claim.document)
    beside = replace(claim, id="0123456789abcdef", trigger=claim.quotes[0])
    the_case().replace_reading(claim.document, replace(reading, claims=(claim, beside)))
    reckon()
    send(client_as("reviewer"), f"/judge/claim/{claim.id}/place/?name=Anaba", choice="unresolved", scope="document")
    chosen = [len(stand(the_case(), one.id).claim.meant) for one in (claim, beside, elsewhere)]
    assert chosen == [1, 1, 0]


def test_an_actor_is_chosen_by_name(client_as: ClientAs, claim: Claim) -> None:
    client, path = client_as("reviewer"), f"/judge/claim/{claim.id}/actor/?name=Villagers"
    page = client.get(f"{path}&q=rapid support").text
    assert 'value="sd-rsf"' in page
    assert send(client, path, choice="sd-rsf").status_code == 302
    reckon()
    found = find.claim(claim.id).speaker
    assert found
    assert found.chosen
    assert found.chosen.id == "sd-rsf"
    assert send(client, path, choice="nobody-known").status_code == 400
    assert send(client, path, choice="unresolved").status_code == 302
    reckon()
    left = find.claim(claim.id).speaker
    assert left
    assert left.chosen is None


def test_days_are_written_as_edtf(client_as: ClientAs, claim: Claim) -> None:
    client, path = client_as("reviewer"), f"/judge/claim/{claim.id}/days/"
    assert send(client, path, choice="2022-05-07/2022-05-08").status_code == 302
    reckon()
    assert find.claim(claim.id).when.edtf == "2022-05-07/2022-05-08"
    wrong = send(client, path, choice="last May", why="see the calendar")
    assert wrong.status_code == 400
    assert "is not a day, a month or a year" in wrong.text
    assert 'value="last May"' in wrong.text
    assert "see the calendar" in wrong.text
    assert send(client, path, unresolved="yes", choice="").status_code == 302
    reckon()
    assert not find.claim(claim.id).when.known
    assert send(client, path, choice="").status_code == 302
    assert stand(the_case(), claim.id).claim == claim


def test_a_choice_that_was_overtaken_keeps_nothing(client_as: ClientAs, claim: Claim) -> None:
    client, path = client_as("reviewer"), f"/judge/claim/{claim.id}/days/"
    sent = carried(client.get(path).text)
    decide(client_as("editor"), claim.id, "accept")
    answer = client.post(path, {**sent, "choice": "2022-05-08"})
    assert answer.status_code == 409
    assert 'value="2022-05-08"' in answer.text
    assert len(the_case().judgements()) == 1


def test_a_clerk_that_remembers_computes_what_a_choice_changes(client_as: ClientAs, claim: Claim) -> None:
    reckoner, unheard = Reckoner(the_case()), Unheard()
    client = client_as("reviewer")
    for choice, id_ in (("2506999", "2506999"), ("machine", "AF.42.anaba")):
        reckoner.reckon(unheard)  # type: ignore[arg-type]
        send(client, f"/judge/claim/{claim.id}/place/?name=Anaba", choice=choice)
        reckoner.reckon(unheard)  # type: ignore[arg-type]
        chosen = find.claim(claim.id).places[0].chosen
        assert chosen
        assert chosen.id == id_
    send(client, f"/judge/claim/{claim.id}/days/", choice="2022-05-07")
    reckoner.reckon(unheard)  # type: ignore[arg-type]
    incident = find.incident(ClaimRow.objects.get(id=claim.id).incident)
    assert incident.when.edtf == "2022-05-07"
