"""Sentences of our own: whom "the group", "its spokesman", "his forces" and a last name stand for."""

from __future__ import annotations

import pytest

from gawah.model import Mention, Span, When
from gawah.resolve.actors import Setting, resolve_name
from gawah.resolve.cast import Cast
from gawah.resolve.registry import Registry, entry_of

MAY = When.read("2022-05")


def meant(text: str, words: str, when: When = MAY, country: str = "") -> str:
    """The id that the last `words` of a text resolve to; "provisional" for one that no registry knows, "" for none."""
    start = text.rindex(words)
    registry = Registry.open()
    setting = Setting(when, country, Cast(text, registry, when))
    name = words.removeprefix("the ").removeprefix("its ").removeprefix("his ").removeprefix("their ")
    start += len(words) - len(name)
    found = resolve_name(name, Mention(words=name, span=Span(start, start + len(name))), registry, setting)
    assert found.why
    return "" if found.chosen is None else "provisional" if found.chosen.provisional else found.chosen.id


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("The National Resistance Front ambushed a convoy. Four fighters died, the front said.", "the front", "af-nrf"),
        ("Al-Shabaab shelled the base. The group said it killed nine.", "group", "so-shabaab"),
        ("The M23 took Kiwanja. Its spokesman denied it.", "spokesman", "cd-m23"),
        ("Boko Haram burned the market. Two of their fighters were caught.", "their fighters", "ng-boko"),
        ("Khalifa Haftar left Benghazi on Monday. By noon his forces had shelled the port.", "his forces", "ly-lna"),
        ("Ali Maisam Nazary spoke first. Nazari said four died.", "Nazari", "af-nrf"),
        ("Hamas fired rockets. The group's spokesman in Rafah said so.", "group's spokesman in Rafah", "ps-hamas"),
        ("Myanmar's military said so. Members of the PDF were hit, the junta added.", "the junta", "mm-military"),
    ],
)
def test_words_stand_for_the_one_actor_that_fits(text: str, words: str, actor: str) -> None:
    assert meant(text, words, country="MM" if "junta" in text else "") == actor


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("JNIM fought Islamic State Sahel Province near Tessit. The group lost nine.", "group"),
        ("A group of men stood by. Al-Shabaab shelled the base.", "group"),
        ("Al-Shabaab shelled the base." + " Rain fell on the hills and no one moved." * 30 + " The group lost nine.", "group"),
        ("The Malian army came to Moura. The group lost nine.", "group"),
        ("Haftar stayed away. Omari said four died.", "Omari"),
        ("The militia burned houses.", "militia"),
    ],
)
def test_where_none_or_several_fit_nobody_is_meant(text: str, words: str) -> None:
    assert meant(text, words) == "provisional"


def test_the_army_is_that_of_the_country_unless_the_text_names_another() -> None:
    assert meant("Soldiers of the army killed nine in Sagaing.", "army", country="MM") == "mm-military"
    assert meant("US forces left. The army killed nine.", "army", country="MM") == "provisional"
    assert meant("Soldiers of the army killed nine.", "army") == "provisional"


@pytest.mark.parametrize(
    ("name", "when", "actor"),
    [
        ("FARC", "1998", "co-farc"),
        ("FARC", "2020-03", "provisional"),
        ("FARC dissidents", "2021-03", "co-farc-dissidents"),
        ("Syrian army", "2016", "sy-army"),
        ("Syrian army", "2025-07", "sy-army-2024"),
        ("Afghan forces", "2018", "af-ansf"),
        ("Afghan forces", "2022-05", "provisional"),
        ("Abu Bakr al-Baghdadi", "2011", "iq-isi"),
        ("Abu Bakr al-Baghdadi", "2015", "is"),
        ("Abu Bakr al-Baghdadi", "2022", "provisional"),
    ],
)
def test_who_did_not_exist_on_the_day_is_no_candidate(name: str, when: str, actor: str) -> None:
    assert meant(name, name, When.read(when)) == actor


def test_the_reason_says_that_an_actor_did_not_exist() -> None:
    found = resolve_name("FARC", Mention(words="FARC", span=Span(0, 4)), Registry.open(), Setting(When.read("2020-03")))
    assert "existed from 1964-05-01 to 2017-08-31, not on 2020-03" in found.why


def test_a_kind_is_that_of_the_day() -> None:
    def kind(day: str) -> str:
        found = resolve_name("Taliban", Mention(words="Taliban", span=Span(0, 7)), Registry.open(), Setting(When.read(day)))
        assert found.chosen is not None
        return found.chosen.kind.value

    assert [kind("2010"), kind("2022-05")] == ["rebel group", "state force"]


def test_of_two_with_one_name_the_one_that_acts_in_the_country_is_meant() -> None:
    rows = [{"id": "a", "name": "River Guard", "in": "KE"}, {"id": "b", "name": "River Guard", "in": "SO"}]
    registry = Registry.open().with_entries(map(entry_of, rows))
    mention = Mention(words="River Guard", span=Span(0, 11))
    found = [resolve_name("River Guard", mention, registry, Setting(MAY, country)).chosen for country in ("KE", "SO", "UG")]
    assert [one.id if one else None for one in found] == ["a", "b", None]
