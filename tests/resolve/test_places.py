"""Place names of a document: weighed together, pinned only where the text speaks for the place, else to the area around."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.resolve.small_world import open_world

from gawah.model import Claim, Document, EventType, Mention, Place, Precision, Resolution, Span
from gawah.resolve.gazetteer import Gazetteer
from gawah.resolve.place_features import FEATURES
from gawah.resolve.places import acled_precision, resolve_mentions, resolve_places, ucdp_precision


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gazetteer]:
    gazetteer = open_world(tmp_path_factory.mktemp("world"))
    yield gazetteer
    gazetteer.close()


def marked(text: str) -> tuple[str, list[Mention]]:
    """A text whose names stand in square brackets, without the brackets, and the names."""
    plain, mentions, at = "", [], 0
    for part in re.finditer(r"\[([^\]]*)\]|[^\[]+", text):
        words = part.group(1) if part.group(1) is not None else part.group()
        if part.group(1) is not None:
            mentions.append(Mention(words=words, span=Span(at, at + len(words))))
        plain, at = plain + words, at + len(words)
    return plain, mentions


def resolved(world: Gazetteer, text: str) -> list[Resolution[Place]]:
    return resolve_mentions(*marked(text), world)


CASES = [
    # one name, whatever the spelling
    ("Fighters left [Varsuj] district of [Takhar] at dawn.", ["af-worsaj", "af-takhar"]),
    ("Shells fell on [Shotol] in [Panjshir].", ["af-shotul", "af-panjshir"]),
    # the area that the text names tells the namesake
    ("Four men were held in [Doab] in [Dara] district of [Panjshir].", ["af-doab-dara", "af-dara", "af-panjshir"]),
    ("[Takhar]’s [Doab] was calm.", ["af-takhar", "af-doab-takhar"]),
    ("They came from [Doab], [Takhar].", ["af-doab-takhar", "af-takhar"]),
    ("In [Takhar], in the village of [Doab], two men died.", ["af-takhar", "af-doab-takhar"]),
    ("A convoy left [Khost] district of [Baghlan] province.", ["af-khostfereng", "af-baghlan"]),
    ("Governors of [Takhar], [Khost] and [Panjshir] met.", ["af-takhar", "af-khost", "af-panjshir"]),
    # no such name in the area named: the area, not the namesake elsewhere
    ("In [Doab] area of [Shotul] district of [Panjshir] two men died.", ["af-shotul", "af-shotul", "af-panjshir"]),
    ("In the “[Doab]” area of “[Shotul]” district in [Panjshir] a man died.", ["af-shotul", "af-shotul", "af-panjshir"]),
    ("Houses burned in the [Qasan] valley of [Andarab].", ["af-andarab", "af-andarab"]),
    # namesakes that nothing tells apart: the area that holds them, or nothing
    ("Two men died in [Doab], [Panjshir].", ["af-panjshir", "af-panjshir"]),
    ("Two men died in [Doab].", ["af"]),
    # no such name at all
    ("Two men died in [Xyzzyqwrt].", [None]),
    # a district that the text says nothing of, far from all it names
    ("From [Hesarak] district they came to [Dara] in [Panjshir].", [None, "af-dara", "af-panjshir"]),
    # what the document is about tells the namesake
    ("[Paris] police and the sheriff of [Lamar County] closed the road to [Dallas].", ["us-paris-tx", "us-lamar", "us-dallas"]),
    ("Ministers met in [Paris] before flying to [Tbilisi].", ["fr-paris", "ge-tbilisi"]),
    ("The governor of [Georgia] spoke in [Atlanta].", ["us-ga", "us-atlanta"]),
    ("The president of [Georgia] spoke in [Tbilisi].", ["ge", "ge-tbilisi"]),
    ("A mill in [Paris], [Tenn.], burned.", ["us-paris-tn", "us-tn"]),
    # words for what or who is of a place
    ("Two [French] soldiers and a [Georgian] doctor met the [U.S.] envoy.", ["fr", "ge", "us"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:48] for text, _ in CASES])
def test_names_resolve_to(world: Gazetteer, text: str, expected: list[str | None]) -> None:
    found = resolved(world, text)
    assert [r.chosen.id if r.chosen else None for r in found] == expected, [(r.why, r.candidates[:2]) for r in found]
    assert all(r.why for r in found)


def test_a_resolution_shows_its_candidates_with_reasons(world: Gazetteer) -> None:
    doab = resolved(world, "Four men were held in [Doab] in [Dara] district.")[0]
    assert {candidate.value.id for candidate in doab.candidates} == {"af-doab-dara", "af-doab-khenj", "af-doab-takhar"}
    assert doab.candidates[0].value.id == "af-doab-dara"
    assert sum(candidate.score for candidate in doab.candidates) == pytest.approx(1.0, abs=0.01)
    reasons = {reason.feature: reason for reason in doab.candidates[0].reasons}
    assert reasons["named around"].score > 0
    assert "Doab in Dara" in reasons["named around"].words
    assert all(reason.words for candidate in doab.candidates for reason in candidate.reasons)


def test_a_valley_named_after_a_village_reaches_further(world: Gazetteer) -> None:
    valley, village = (
        resolved(world, text)[0].chosen
        for text in ("Clashes in the valley of [Abdullah Khel] in [Dara].", "Clashes in [Abdullah Khel] in [Dara].")
    )
    assert valley is not None
    assert village is not None
    assert valley.id == village.id == "af-abdullah"
    assert valley.precision is Precision.DISTRICT
    assert village.precision is Precision.VILLAGE
    assert valley.radius_m > village.radius_m


def test_the_focus_of_the_case_tells_the_namesake(world: Gazetteer) -> None:
    text, mentions = marked("Two men died in [Doab].")
    [alone] = resolve_mentions(text, mentions, world)
    [focused] = resolve_mentions(text, mentions, world, focus=[world.place("af-takhar")])
    assert alone.chosen is not None
    assert alone.chosen.precision is Precision.COUNTRY
    assert focused.chosen is not None
    assert focused.chosen.within(world.place("af-takhar"))


def document(text: str) -> Document:
    return Document(id="d", text=text, published=date(2022, 5, 12))


def claim(places: list[Mention], at: int = 0) -> Claim:
    trigger = Mention(words="x", span=Span(at, at + 1))
    return Claim(id=f"c{at}", document="d", event=EventType.ARMED_CLASH, trigger=trigger, quotes=(), places=tuple(places))


def test_claims_of_a_document_are_resolved_together(world: Gazetteer) -> None:
    text, (doab, dara, rokha) = marked(
        "A man died in [Doab]. Shells fell on [Dara]. The road to [Rokha] in Panjshir is closed."
    )
    found = resolve_places(document(text), [claim([doab, dara]), claim([rokha], 5), claim([], 9)], world)
    assert [[r.chosen.id if r.chosen else None for r in places] for places in found] == [
        ["af-doab-dara", "af-dara"],  # the claim names Dara around it
        ["af-rokha"],
        [],
    ]


def test_a_missing_name_falls_back_to_what_its_claim_names(world: Gazetteer) -> None:
    text, (missing, dara) = marked("Houses burned in [Xyzzyqwrt]. All of [Dara] was searched.")
    [(first, _)] = resolve_places(document(text), [claim([missing, dara])], world)
    assert first.chosen == world.place("af-dara")
    assert "the claim names Dara" in first.why


def test_what_the_text_said_once_holds_for_the_same_name(world: Gazetteer) -> None:
    text = "They met in [Qasan] valley of [Andarab]. They left [Qasan] for [Khost] district of [Baghlan], not [Khost] province."
    found = [r.chosen.id if r.chosen else None for r in resolved(world, text)]
    assert found == ["af-andarab", "af-andarab", "af-andarab", "af-khostfereng", "af-baghlan", "af-khost"]


@pytest.mark.parametrize(
    ("precision", "acled", "ucdp"),
    [
        (Precision.SITE, 1, 1),
        (Precision.VILLAGE, 1, 1),
        (Precision.DISTRICT, 2, 3),
        (Precision.PROVINCE, 3, 4),
        (Precision.COUNTRY, 3, 6),
        (Precision.UNKNOWN, 3, 5),
    ],
)
def test_precision_in_the_codes_of_others(precision: Precision, acled: int, ucdp: int) -> None:
    assert (acled_precision(precision), ucdp_precision(precision)) == (acled, ucdp)


def test_every_feature_says_what_it_compares() -> None:
    told = [feature.measure.__doc__ for feature in FEATURES]
    assert all(told)
    assert len(set(told)) == len(told)
    assert len({feature.name for feature in FEATURES}) == len(FEATURES)


def test_a_weight_stands_for_every_feature() -> None:
    from gawah.data import table

    assert set(table("places/weights")["features"]) == {feature.name for feature in FEATURES}


WORDS = ["Doab", "Dara", "Paris", "Georgia", "in", "of", ",", "'s", "district", "\n"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(["Doab", "Dara", "Paris", "Georgia", "in", "of", ",", "'s", "district", "\n"]), st.text(max_size=8)
        ),
        max_size=25,
    )
)
def test_any_text_resolves_without_harm(world: Gazetteer, words: list[str]) -> None:
    text = " ".join(words)
    mentions = [Mention(words=m.group(), span=Span(*m.span())) for m in re.finditer(r"\S+", text)]
    found = resolve_mentions(text, mentions, world)
    assert len(found) == len(mentions)
    for resolution in found:
        assert resolution.why
        assert resolution.chosen is None or resolution.chosen.lat is not None
        assert 0 <= resolution.score <= 1.001


def test_the_order_of_mentions_does_not_matter(world: Gazetteer) -> None:
    text, mentions = marked("In [Doab] area of [Shotul] district of [Panjshir], and in [Khost] district of [Baghlan].")
    straight = resolve_mentions(text, mentions, world)
    turned = resolve_mentions(text, mentions[::-1], world)
    assert [r.chosen for r in straight] == [r.chosen for r in turned[::-1]]


def test_a_long_document_is_resolved_in_time(world: Gazetteer) -> None:
    import time

    text, mentions = marked("In [Doab] of [Dara] and in [Paris], [Khost], [Georgia] and [Andarab]. " * 60)
    start = time.perf_counter()
    assert len(resolve_mentions(text, mentions, world)) == 360
    assert time.perf_counter() - start < 20


def test_the_publishers_home_speaks_for_what_lies_near(world: Gazetteer) -> None:
    from gawah.resolve.place_areas import homes_of

    assert {place.id for place in homes_of("The Dallas Observer", world)} == {"us-dallas"}
    assert not homes_of("The Observer", world)
    text, mentions = marked("A mill in [Paris] burned.")
    [plain] = resolve_mentions(text, mentions, world)
    [local] = resolve_mentions(text, mentions, world, publisher="Texas Observer")
    chance = {c.value.id: c.score for c in local.candidates}
    assert plain.chosen is not None
    assert plain.chosen.id == "fr-paris"
    assert chance["us-paris-tx"] > {c.value.id: c.score for c in plain.candidates}["us-paris-tx"]
