"""What the text around a name says: kind words, areas, lists."""

from __future__ import annotations

import pytest
from tests.resolve.test_places import marked

from gawah.resolve.place_cues import read_cues
from gawah.resolve.place_kinds import bare, codes_of, precision_of, radius_of, suits, word_of

AREAS = [
    ("[Doab] in [Dara]", [1, None]),
    ("[Doab] area of [Dara] district", [1, None]),
    ("“[Doab]” area of “[Dara]” district", [1, None]),
    ("[Doab] village of the [Dara] district", [1, None]),
    ("[Doab], in the district of [Dara]", [1, None]),
    ("[Doab], [Dara]", [1, None]),
    ("[Doab] ([Dara])", [1, None]),
    ("[Doab] [Dara]", [1, None]),
    ("[Takhar]’s [Worsaj] district", [None, 0]),
    ("[Takhar]'s mountainous [Worsaj]", [None, 0]),
    ("[Andarab], in the village of [Imand]", [None, 0]),
    ("arrests in [Panjshir] and killings in [Worsaj]", [None, None]),
    ("from [Panjshir] to [Worsaj]", [None, None]),
    ("[Panjshir]. In [Worsaj] they fled", [None, None]),
    ("[Panjshir]\nin [Worsaj]", [None, None]),
    ("[Panjshir] residents met in [Kabul]", [None, None]),
    ("[Panjshir] in [Panjshir]", [None, None]),
]


@pytest.mark.parametrize(("text", "inside"), AREAS, ids=[text for text, _ in AREAS])
def test_the_area_that_the_text_names(text: str, inside: list[int | None]) -> None:
    cues = read_cues(*marked(text))
    assert [cue.inside for cue in cues] == inside
    assert all(bool(cue.how) == (cue.inside is not None) for cue in cues)


def test_only_a_comma_is_a_soft_word_for_in() -> None:
    assert read_cues(*marked("[Paris], [Texas]"))[0].soft
    assert not read_cues(*marked("[Paris] in [Texas]"))[0].soft


def test_names_in_a_list_stand_beside_each_other() -> None:
    cues = read_cues(*marked("in [Parwan], [Kapisa] and [Panjshir]"))
    assert [cue.beside for cue in cues] == [(1,), (0, 2), (1,)]


KINDS = [
    ("[Dara] district", "district", ("ADM2", "ADM3", "PPLX")),
    ("the village of [Imand]", "village of", ("PPL", "ADM4")),
    ("the [Qasan] valley", "valley", ("VAL", "ADM2", "ADM3")),
    ("[Laurel County]", "county", ("ADM2", "ADM1")),
    ("[Kuhdaman] area", "area", None),
    ("[Dara], a district", "", None),
    ("[Dara] was quiet", "", None),
    ("[Dara] District Council", "", None),
]


@pytest.mark.parametrize(("text", "word", "codes"), KINDS, ids=[text for text, _, _ in KINDS])
def test_the_kind_that_the_text_calls_it(text: str, word: str, codes: tuple[str, ...] | None) -> None:
    [cue] = read_cues(*marked(text))
    assert (cue.kind_word, cue.codes) == (word, codes)


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("Ab Band District", "ab band"),
        ("ولسوالی آب‌بند", "ab bnd"),
        ("Province of Panjshir", "panjshir"),
        ("City", "city"),
        ("City Village", "city"),
        ("Valley of the Lions", "the lions"),
        ("", ""),
    ],
)
def test_a_name_without_its_kind(name: str, left: str) -> None:
    assert bare(name) == left


def test_kinds_have_a_precision_a_word_and_a_radius() -> None:
    assert word_of("PPLC") == "capital"
    assert precision_of("PPLQ") == precision_of("PPL")
    assert precision_of("??").word == "unknown"
    assert radius_of("PPL", 1_000_000) > radius_of("PPL", 1000) == radius_of("PPL")
    assert suits("ADM2H", ("ADM2",))
    assert codes_of("District") == ("ADM2", "ADM3", "PPLX")
    assert codes_of("banana") is None
