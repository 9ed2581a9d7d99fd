"""Correcting slots, each by its own field: what cannot be used is told there, and nothing typed is lost."""

from __future__ import annotations

import re
from html import unescape

import pytest

from gawah.desk.cases import the_case
from gawah.model import Claim, Count, EventType, Outcome, Role, Stance, TollKind
from gawah.review import stand
from tests.desk.conftest import ClientAs
from tests.desk.reviewing import anaba, carried, decide, reckon


@pytest.fixture
def claim(client_as: ClientAs) -> Claim:
    made = anaba()
    reckon()
    return made


def filled(page: str) -> dict[str, str]:
    """The form of a page as a browser would send it back untouched."""
    form = page.split('class="correct"')[1].split("</form>", maxsplit=1)[0]
    found = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and ('type="checkbox"' not in tag or "checked" in tag):
            found[name[1]] = unescape(value[1]) if value else ""
    for name, options in re.findall(r'<select name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)"[^>]* selected', options)
        found[name] = chosen[1] if chosen else ""
    return found | carried(form)


def now(claim: Claim) -> Claim:
    return stand(the_case(), claim.id).claim


def test_an_untouched_form_keeps_nothing(client_as: ClientAs, claim: Claim) -> None:
    client = client_as("reviewer")
    answer = client.post(f"/judge/claim/{claim.id}/correct/", filled(client.get(f"/judge/claim/{claim.id}/correct/").text))
    assert answer.status_code == 400
    assert "Nothing has been changed" in answer.text
    assert the_case().judgements() == ()


def test_every_slot_is_corrected_by_its_field(client_as: ClientAs, claim: Claim) -> None:
    client = client_as("reviewer")
    sent = filled(client.get(f"/judge/claim/{claim.id}/correct/").text)
    sent |= {
        "toll-0-low": "4",
        "toll-0-high": "",
        "toll-0-kind": "running",
        "toll-1-outcome": "wounded",
        "toll-1-of": "children",
        "toll-1-status": "child",
        "event": "armed_clash",
        "stance": "denies",
        "hedged": "yes",
        "scope": "several",
        "speaker": "the hospital",
        "role": "medic",
        "cites": "a nurse",
        "agents": "gunmen; soldiers",
        "targets": "farmers",
        "places": "Anaba",
        "times": "",
        "told": "2022-05-13",
        "why": "read the text",
    }
    assert client.post(f"/judge/claim/{claim.id}/correct/", sent).status_code == 302
    made = now(claim)
    assert made.event is EventType.ARMED_CLASH
    assert made.stance is Stance.DENIES
    assert made.hedged
    assert made.scope.summary
    assert made.speaker
    assert (made.speaker.name, made.speaker.role, made.speaker.cites) == ("the hospital", Role.MEDIC, "a nurse")
    assert [party.name for party in made.agents] == ["gunmen", "soldiers"]
    assert [place.words for place in made.places] == ["Anaba"]
    assert not made.times
    assert str(made.told) == "2022-05-13"
    one, other = made.tolls
    assert (one.outcome, one.count, one.kind) == (Outcome.KILLED, Count(4), TollKind.RUNNING)
    assert (other.outcome, other.count, other.of) == (Outcome.WOUNDED, Count(), "children")
    judgements = the_case().judgements_on(claim.id)
    assert {one.why for one in judgements} == {"read the text"}
    assert not stand(the_case(), claim.id).reopened
    client.post("/judge/undo/")
    assert now(claim) == claim
    assert the_case().verify() == []


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"toll-0-low": "9", "toll-0-high": "2"}, "It is less than the least"),
        ({"toll-0-low": "many"}, "Enter a whole number"),
        ({"toll-0-low": "-3"}, "greater than or equal to 0"),
        ({"toll-0-of": "men (armed)"}, "Leave out brackets and semicolons"),
        ({"toll-1-low": "7"}, "Say what became of them"),
        ({"told": "yesterday"}, "Enter a valid date"),
        ({"event": "war"}, "is not one of the available choices"),
        ({"agents": "x" * 2001}, "at most 2000 characters"),
    ],
)
def test_what_cannot_be_used_is_told_and_nothing_typed_is_lost(
    client_as: ClientAs, claim: Claim, sent: dict[str, str], told: str
) -> None:
    client = client_as("reviewer")
    typed = filled(client.get(f"/judge/claim/{claim.id}/correct/").text) | {"speaker": "the mayor <of> Anaba"} | sent
    answer = client.post(f"/judge/claim/{claim.id}/correct/", typed)
    assert answer.status_code == 400
    assert told in unescape(answer.text)
    assert 'value="the mayor &lt;of&gt; Anaba"' in answer.text
    assert the_case().judgements() == ()


def test_a_claim_without_a_speaker_takes_no_role(client_as: ClientAs, claim: Claim) -> None:
    client = client_as("reviewer")
    sent = filled(client.get(f"/judge/claim/{claim.id}/correct/").text) | {"speaker": "", "role": "medic"}
    assert client.post(f"/judge/claim/{claim.id}/correct/", sent).status_code == 302
    assert now(claim).speaker is None


def test_a_form_that_was_overtaken_keeps_nothing_and_shows_both(client_as: ClientAs, claim: Claim) -> None:
    client = client_as("reviewer")
    sent = filled(client.get(f"/judge/claim/{claim.id}/correct/").text) | {"hedged": "yes", "stance": "denies"}
    decide(client_as("editor"), claim.id, "accept", why="just so")
    answer = client.post(f"/judge/claim/{claim.id}/correct/", sent)
    assert answer.status_code == 409
    assert "just so" in answer.text
    assert '<option value="denies" selected>' in answer.text
    assert len(the_case().judgements()) == 1
    again = {**sent, **carried(answer.text)}
    assert client.post(f"/judge/claim/{claim.id}/correct/", again).status_code == 302
    assert client.post(f"/judge/claim/{claim.id}/correct/", again).status_code == 302
    assert [one.slot for one in the_case().judgements()] == ["", "stance", "hedged"]
