"""Where a happening lies: sentences of our own, held against a small world."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.resolve.small_world import open_world
from tests.resolve.test_places import marked, resolved

from gawah.model import Mention, Span
from gawah.resolve.gazetteer import Gazetteer
from gawah.resolve.place_of_claim import where_of
from gawah.resolve.places import resolve_mentions


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gazetteer]:
    gazetteer = open_world(tmp_path_factory.mktemp("world"))
    yield gazetteer
    gazetteer.close()


def whole(text: str) -> Mention:
    plain, _ = marked(text)
    return Mention(words=plain, span=Span(0, len(plain)))


def test_where_is_the_most_exact_place(world: Gazetteer) -> None:
    place, why = where_of(resolved(world, "Four men were held in [Doab] in [Dara] district of [Panjshir]."), world)
    assert place == world.place("af-doab-dara")
    assert "Doab" in why


def test_where_of_several_places_is_what_holds_them(world: Gazetteer) -> None:
    place, why = where_of(resolved(world, "Shells fell on [Rokha], [Shotul] and [Dara] in [Panjshir]."), world)
    assert place == world.place("af-panjshir")
    assert "holds them all" in why
    assert where_of(resolved(world, "Talks were held in [Tbilisi] and [Atlanta]."), world)[0] is None
    assert where_of([], world) == (None, "the claim names no place")
    nothing = where_of(resolved(world, "Two men died in [Xyzzyqwrt]."), world)
    assert nothing[0] is None
    assert "no such name" in nothing[1]


def test_names_in_the_sentences_of_the_claim_go_first(world: Gazetteer) -> None:
    text = "Shells fell on [Rokha]. Houses burned in the [Qasan] valley of [Andarab]. All of [Panjshir] is tense."
    plain, mentions = marked(text)
    found = resolve_mentions(plain, mentions, world)
    start, end = plain.index("Houses"), plain.index(" All")
    quote = Mention(words=plain[start:end], span=Span(start, end))
    assert where_of(found, world, [quote])[0] == world.place("af-andarab")
    assert where_of(found, world)[0] == world.place("af")


def test_where_of_names_from_around_is_where_the_first_of_them_lies(world: Gazetteer) -> None:
    text = "They came by [Baghlan]. They were stopped in [Dara] in [Panjshir]. About 100 died."
    found = resolved(world, text)
    quote = Mention(words="About 100 died.", span=Span(len(text.replace("[", "").replace("]", "")) - 15, 999))
    place, _ = where_of([found[1], found[0], found[2]], world, [quote])
    assert place == found[1].chosen
    assert where_of([found[1], found[0], found[2]], world)[0] == world.place("af")


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("A man from [Baghlan] was shot in [Dara] district.", "af-dara"),
        ("A fighter of [Khost] province died at [Rokha] in [Panjshir].", "af-rokha"),
        ("Shells fell in [Dara] and in [Baghlan].", "af"),
        ("They condemned killings in [Panjshir], Andarab and [Baghlan].", "af"),
        ("Men of [Baghlan] and of [Panjshir] met.", "af"),
    ],
)
def test_names_that_share_only_a_country_are_told_by_the_word_in(world: Gazetteer, text: str, where: str) -> None:
    place, why = where_of(resolved(world, text), world, [whole(text)])
    assert place is not None
    assert place.id == where
    assert why


def test_a_name_that_is_nowhere_does_not_widen_one_that_was_found(world: Gazetteer) -> None:
    text = "She was shot in [Dara] district of [Panjshir] on the way to [Xyzzyqwrt]. It lies in [Baghlan]."
    plain, mentions = marked(text)
    found = resolve_mentions(plain, mentions, world, chains={2: (3,)})
    assert found[2].chosen == world.place("af-baghlan")
    end = plain.index(" It lies")
    place, _ = where_of(found, world, [Mention(words=plain[:end], span=Span(0, end))])
    assert place == world.place("af-dara")
