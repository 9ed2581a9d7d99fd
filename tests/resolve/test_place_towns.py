"""Streets, datelines and what clings to a name: reports of our own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from tests.resolve.small_world import open_world
from tests.resolve.test_places import marked

from gawah.model import Claim, Document, EventType, Mention, Place, Span
from gawah.resolve.gazetteer import Gazetteer
from gawah.resolve.place_towns import is_street, sought_in, towns_of
from gawah.resolve.places import resolve_places


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gazetteer]:
    gazetteer = open_world(tmp_path_factory.mktemp("world"))
    yield gazetteer
    gazetteer.close()


def placed(world: Gazetteer, text: str) -> list[Place | None]:
    """What the marked names of a report resolve to, one claim each."""
    plain, mentions = marked(text)
    document = Document(id="a", text=plain, published=date(2014, 5, 2))
    claims = [
        Claim(id=str(at), document="a", event=EventType.OTHER, trigger=one, quotes=(one,), places=(one,))
        for at, one in enumerate(mentions)
    ]
    return [found[0].chosen for found in resolve_places(document, claims, world)]


@pytest.mark.parametrize(
    ("text", "street"),
    [
        ("He lay in [Chestnut Avenue].", True),
        ("Shots rang in the 2700 block of [Chestnut].", True),
        ("They met at [Mission] and 13th streets.", True),
        ("He lived at [44 E. Bruce Ave.] alone.", True),
        ("They ran to [Oak] Street.", True),
        ("Shells fell on [Dara] district.", False),
        ("The [St. Louis] station burned.", False),
        ("In [Dara] the roads are shut.", False),
    ],
)
def test_streets_are_told_from_towns(text: str, street: bool) -> None:
    plain, (mention,) = marked(text)
    assert is_street(plain, mention) is street


@pytest.mark.parametrize(
    ("text", "towns"),
    [
        ("DALLAS, Texas (XYZ) - Two men were shot.", ["DALLAS", "Texas"]),
        ("By A. Writer  ATLANTA — Two men were shot.", ["ATLANTA"]),
        ("Two men were shot. Dallas police said so.", ["Dallas"]),
        ("The City of Atlanta paid.", ["Atlanta"]),
        ("Two men were shot in Dallas. Then they fled - on foot.", []),
        ("XYZZYQ — Two men were shot.", []),
    ],
)
def test_the_towns_that_a_report_is_of(world: Gazetteer, text: str, towns: list[str]) -> None:
    assert [one.words for one in towns_of(text, world)] == towns


def test_a_street_lies_in_the_town_of_the_dateline(world: Gazetteer) -> None:
    assert placed(world, "DALLAS, Texas (XYZ) - Two men were shot in [Chestnut Avenue].") == [world.place("us-dallas")]
    assert placed(world, "Two men were shot in [Chestnut Avenue], Dallas police said.") == [world.place("us-dallas")]


def test_where_a_report_is_of_no_town_or_of_two_a_street_stays_open(world: Gazetteer) -> None:
    assert placed(world, "Two men were shot in [Chestnut Avenue].") == [None]
    assert placed(world, "Shot in [Chestnut Avenue]. Dallas police and Atlanta police came.") == [None]


def test_what_is_no_street_is_not_put_in_the_town_of_the_dateline(world: Gazetteer) -> None:
    assert placed(world, "KABUL (XYZ) - Two men were shot in [Xyzzyqwrt].") == [None]


@pytest.mark.parametrize(
    ("text", "sought"),
    [
        ("He died in [Suffolk Wednesday].", "Suffolk"),
        ("Shots at a [Dallas playground] rang.", "Dallas"),
        ("The [Lamar County Sheriff] said so.", "Lamar"),
        ("They took [Lamar] County.", "Lamar County"),
        ("They took [Khel] at noon.", "Khel"),
        ("They took Abdullah [Khel] at noon.", "Abdullah Khel"),
        ("They hold [Kot-e Ashro] now.", "Kot-e Ashro"),
        ("They hold [Darra-i nur] now.", "Darra-i nur"),
    ],
)
def test_what_is_looked_up_is_the_name_alone_or_the_whole_of_it(world: Gazetteer, text: str, sought: str) -> None:
    plain, (mention,) = marked(text)
    assert sought_in(plain, mention, world.has_name) in {sought, sought.removesuffix(" nur")}


def test_an_abbreviation_sounds_like_no_place(world: Gazetteer) -> None:
    assert placed(world, "He was brought to [KBL] at noon. Kabul is far.") == [None]


def test_a_name_that_only_sounds_alike_needs_support(world: Gazetteer) -> None:
    found = placed(world, "In [Dallas] and in [Atlanta], [Kabool] Street burned, as did [Qabol].")
    assert found[3] is None


def test_mentions_at_the_ends_of_a_text_are_survived() -> None:
    mention = Mention(words="Oak", span=Span(0, 3))
    assert sought_in("Oak", mention, lambda _: False) == "Oak"
    assert not is_street("Oak", mention)
