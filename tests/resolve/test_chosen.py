"""What a reviewer chose goes before what was found, for places, actors and days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from tests.resolve.small_world import open_world

from gawah.model import Claim, Document, EventType, Meant, Mention, Party, Place, Precision, Resolved, Span, Speaker, When
from gawah.resolve import resolve
from gawah.resolve.gazetteer import Gazetteer
from gawah.resolve.registry import Registry

TEXT = "On May 9 the Front said that fighters of the Red Unit attacked Doab in Panjshir."


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gazetteer]:
    gazetteer = open_world(tmp_path_factory.mktemp("world"))
    yield gazetteer
    gazetteer.close()


def mention(words: str) -> Mention:
    at = TEXT.index(words)
    return Mention(words=words, span=Span(at, at + len(words)))


def party(words: str) -> Party:
    return Party(name=words, words=words, span=mention(words).span)


def resolved(world: Gazetteer, *meant: Meant) -> Resolved:
    speaker = mention("the Front")
    claim = Claim(
        id="c",
        document="d",
        event=EventType.ARMED_CLASH,
        trigger=mention("attacked"),
        quotes=(mention(TEXT),),
        agents=(party("Red Unit"),),
        places=(mention("Doab"), mention("Panjshir")),
        times=(mention("May 9"),),
        speaker=Speaker(name="the Front", words=speaker.words, span=speaker.span),
        meant=meant,
    )
    document = Document(id="d", text=TEXT, published=date(2022, 5, 12))
    (one,) = resolve(document, [claim], gazetteer=world, registry=Registry.open())
    return one


def test_a_chosen_place_stands_and_its_candidates_stay(world: Gazetteer) -> None:
    found = resolved(world, Meant(slot="place", words="Doab", place=Place(id="af-doab-dara", name="")))
    assert found.where
    assert found.where.id == "af-doab-dara"
    assert found.places[0].why == "a reviewer chose Doab, Dara, Panjshir, Afghanistan"
    assert len(found.places[0].candidates) > 1
    assert found.places[1].chosen
    assert found.places[1].chosen.id == "af-panjshir"


def test_a_name_left_open_leaves_the_place_to_the_others(world: Gazetteer) -> None:
    found = resolved(world, Meant(slot="place", words="Doab"))
    assert found.places[0].chosen is None
    assert found.where
    assert found.where.id == "af-panjshir"


def test_the_place_of_the_happening_goes_before_all_names(world: Gazetteer) -> None:
    drawn = Place(
        id="drawn:35.3,69.5 2km",
        name="",
        lat=35.3,
        lon=69.5,
        radius_m=2000,
        precision=Precision.VILLAGE,
        containers=("af-panjshir",),
    )
    found = resolved(world, Meant(slot="where", place=drawn))
    assert found.where
    assert found.where.containers == ("af-panjshir", "af")
    assert found.where.full_name == "a place on the map, Panjshir, Afghanistan"
    assert found.why_where == "a reviewer drew a place on the map, within 2 km of 35.3, 69.5"
    assert resolved(world, Meant(slot="where")).where is None


def test_a_place_that_is_gone_stays_unresolved_and_says_so(world: Gazetteer) -> None:
    found = resolved(world, Meant(slot="place", words="Doab", place=Place(id="zz", name="Doab, Far Away")))
    assert found.places[0].chosen is None
    assert "a reviewer chose Doab, Far Away, which this gazetteer does not have" in found.places[0].why


def test_chosen_days_stand(world: Gazetteer) -> None:
    found = resolved(world, Meant(slot="when", when=When.read("2022-05-07/2022-05-08")))
    assert found.when.edtf == "2022-05-07/2022-05-08"
    assert found.why_when == "a reviewer put it at 2022-05-07/2022-05-08"
    assert not resolved(world, Meant(slot="when")).when.known


def test_chosen_actors_stand(world: Gazetteer) -> None:
    registry = Registry.open()
    known = next(iter(registry._entries))
    actor = registry.actor(known)
    assert actor
    found = resolved(
        world, Meant(slot="actor", words="Red Unit", actor=actor), Meant(slot="actor", words="the Front"), Meant(slot="where")
    )
    assert found.agents[0].chosen == actor
    assert found.speaker
    assert found.speaker.chosen is None


def test_two_names_that_a_reviewer_put_in_are_both_resolved(world: Gazetteer) -> None:
    at = mention("attacked").span
    claim = resolved(world).claim
    both = Claim(
        id="c",
        document="d",
        event=claim.event,
        trigger=claim.trigger,
        quotes=claim.quotes,
        places=(Mention(words="Khenj", span=at), Mention(words="Panjshir", span=at)),
    )
    document = Document(id="d", text=TEXT, published=date(2022, 5, 12))
    (one,) = resolve(document, [both], gazetteer=world, registry=Registry.open())
    assert [place.chosen.name if place.chosen else "" for place in one.places] == ["Khenj", "Panjshir"]
