"""Names of a brief on Panjshir and Andarab, with Afghanistan imported: the right district or better, and none pinned wrongly.

The sentences are our own; the names, spellings and traps are those of real reports. Ids are those of the imported file.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from eval.shared import shared
from tests.resolve.test_places import marked

from gawah.model import Place, Precision, Resolution
from gawah.resolve.gazetteer import Gazetteer
from gawah.resolve.importers import bring_in
from gawah.resolve.place_areas import named_areas
from gawah.resolve.places import resolve_mentions

FOLDER = shared()
pytestmark = [
    pytest.mark.shared,
    pytest.mark.slow,
    pytest.mark.skipif(FOLDER is None, reason="no development data here: set GAWAH_SHARED"),
]

BRIEF = (
    """
Clashes have spread through [Panjshir] province, and attacks go on in [Badakhshan], [Baghlan] and [Takhar]
too. The front stopped a column in the valley of [Abdullah Khel] in [Dara] district; it had come from the
[Sar-e-Hawz] area of [Hesarak] district. Sixty were killed or hurt in the [Qasan] valley of [Andarab]. A
commander fell in the “[Doab]” area of “[Shotol]” district of Panjshir. Two died in [Worsaj] district of
Takhar and two in [Khost] district of Baghlan.

Two commanders in the [Varsuj] district of Takhar refused their orders. People of [Jerali] village of [Abshar]
district and of [Qal’a] village of [Abdullahkhil] district in Panjshir were taken; others were beaten in
[Piavush] village in [Rokha] district. Six were shot in the village of [Imand Darreh Kunduz] in the [Versuj]
district of Takhar, and two boys in the village of [Darhshu], [Pulhesar Andarab]. Near [Herat], people from
Panjshir are questioned at the [Islam Qala] crossing to Iran.

Missions abroad spoke of Panjshir, [Andrab] Baghlan and the [Versaj] district of Takhar. A group called the
Wolves of Jowzjan struck in the city of [Sheberghan]. Another says that it fights in [Kabul], [Paktia],
[Khost] and Takhar and that it hit a convoy in the [Kuhdaman] area of Kabul.
""".replace("\n\n", "|")
    .replace("\n", " ")
    .replace("|", "\n")
)
PANJSHIR, BAGHLAN, TAKHAR = "1108803081", "85667601", "85667595"
DARA, ANDARAB, SHUTUL, RUKHA, WARSAJ = "1108561939", "1108561803", "1108562511", "1108562415", "1108562569"
# The smallest area that the text gives for each name, in the order of the brief; None where the gazetteer cannot know it and
# the text does not tell: such a name must stay unresolved, or resolve to no more than the country.
EXPECTED: list[tuple[str, str | None]] = [
    ("Panjshir", PANJSHIR),
    ("Badakhshan", "85667573"),
    ("Baghlan", BAGHLAN),
    ("Takhar", TAKHAR),
    ("Abdullah Khel", DARA),
    ("Dara", DARA),
    ("Sar-e-Hawz", None),
    ("Hesarak", None),
    ("Qasan", ANDARAB),
    ("Andarab", ANDARAB),
    ("Doab", SHUTUL),
    ("Shotol", SHUTUL),
    ("Worsaj", WARSAJ),
    ("Khost", "1108562171"),
    ("Varsuj", WARSAJ),
    ("Jerali", PANJSHIR),
    ("Abshar", PANJSHIR),
    ("Qal’a", DARA),
    ("Abdullahkhil", DARA),
    ("Piavush", RUKHA),
    ("Rokha", RUKHA),
    ("Imand Darreh Kunduz", WARSAJ),
    ("Versuj", WARSAJ),
    ("Darhshu", BAGHLAN),
    ("Pulhesar Andarab", "1108562363"),
    ("Herat", "85667497"),
    ("Islam Qala", "85667497"),
    ("Andrab", BAGHLAN),
    ("Versaj", WARSAJ),
    ("Sheberghan", "85667513"),
    ("Kabul", "85667603"),
    ("Paktia", "85667641"),
    ("Khost", "85667563"),
    ("Kuhdaman", "85667603"),
]


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gazetteer]:
    assert FOLDER is not None
    target = tmp_path_factory.mktemp("afghan") / "gazetteer.sqlite"
    report = bring_in(Path(FOLDER) / "gazetteer" / "AF.txt", target)
    assert report.kept > 31_000
    opened = Gazetteer.open(target)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def found(gazetteer: Gazetteer) -> list[Resolution[Place]]:
    text, mentions = marked(BRIEF)
    around = [area for area in named_areas(text, gazetteer) if not any(area.span.meets(m.span) for m in mentions)]
    return resolve_mentions(text, [*mentions, *around], gazetteer)[: len(mentions)]


def test_the_table_is_that_of_the_brief() -> None:
    assert [mention.words for mention in marked(BRIEF)[1]] == [name for name, _ in EXPECTED]


def test_names_reach_the_right_district(found: list[Resolution[Place]], gazetteer: Gazetteer) -> None:
    right = [
        name
        for (name, area), resolution in zip(EXPECTED, found, strict=True)
        if area and resolution.chosen and resolution.chosen.within(gazetteer.place(area))
    ]
    assert len(right) >= 30, sorted({name for name, _ in EXPECTED} - set(right))


def test_no_name_is_pinned_wrongly(found: list[Resolution[Place]], gazetteer: Gazetteer) -> None:
    for (name, area), resolution in zip(EXPECTED, found, strict=True):
        place = resolution.chosen
        if place is None or place.precision >= Precision.COUNTRY:
            continue
        assert area is not None, f"{name}: {resolution.why}"
        assert place.within(gazetteer.place(area)) or gazetteer.place(area).within(place), f"{name}: {resolution.why}"


def test_the_alias_of_parwan_is_blocked(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Panjshir Province")[0].place.id == PANJSHIR
    assert "85667627" not in {match.place.id for match in gazetteer.find("Panjshir Province")}
