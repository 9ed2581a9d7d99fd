from __future__ import annotations

from gawah.model import Mention, Resolution, Span, When
from gawah.resolve.conflicts import conflict_of, conflicts, with_party
from gawah.resolve.registry import Registry


def actors(*ids: str):
    found = [Registry.open().actor(one) for one in ids]
    assert all(found)
    return found


def test_every_conflict_names_actors_that_are_known_and_on_one_side_only() -> None:
    registry = Registry.open()
    assert len(conflicts()) > 50
    for one in conflicts():
        assert one.a
        assert one.b
        assert not one.a & one.b
        assert {member for member in one.a | one.b if registry.actor(member) is None} == set()


def test_the_conflict_is_that_of_the_country_and_the_day() -> None:
    registry = Registry.open()
    both = actors("af-taliban", "af-nrf")
    now = conflict_of(both, "AF", When.read("2022-05"), registry)
    assert now is not None
    assert [now.party(one, registry) for one in both] == ["A", "B"]
    before = conflict_of(actors("af-taliban", "af-ansf"), "AF", When.read("2018"), registry)
    assert before is not None
    assert [before.party(one, registry) for one in actors("af-taliban", "af-ansf", "af-red-unit")] == ["B", "A", "B"]


def test_no_conflict_is_told_where_two_fit_or_none() -> None:
    registry = Registry.open()
    assert conflict_of(actors("af-taliban"), "AF", When.read("2022-05"), registry) is None
    assert conflict_of(actors("af-nrf"), "FR", When.read("2022-05"), registry) is None
    assert conflict_of(actors("hrw"), "AF", When.read("2022-05"), registry) is None


def test_an_actor_has_the_side_of_the_conflict() -> None:
    registry = Registry.open()
    (wagner,) = actors("ml-wagner")
    war = conflict_of(actors("ml-wagner", "ua-army"), "UA", When.read("2022-08"), registry)
    assert war is not None
    found = with_party(Resolution(mention=Mention(words="Wagner", span=Span(0, 6)), chosen=wagner, why="known"), war, registry)
    assert found.chosen is not None
    assert (found.chosen.side, found.chosen.party, found.chosen.conflict) == ("ru", "B", "Ukraine, from 2022")
    assert "party B" in found.why
