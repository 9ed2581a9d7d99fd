"""Fingerprints: copies are near, other texts far, quickly and the same everywhere."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gawah.text.fingerprint import bands, fingerprint, similarity

REPORT = (
    "At least twelve people were killed and thirty wounded when a car bomb went off near the grain market of the town on"
    " Tuesday morning, the provincial hospital said. The police closed the roads that lead to the market and asked "
    "residents to stay at home. No group has claimed the attack. A spokesman of the governor said that most of the dead "
    "were day labourers who were waiting for work. The blast broke the windows of a girls' school four hundred metres "
    "away; nobody was hurt there."
)
OTHER = (
    "Shelling hit two villages along the front line overnight, and seven houses burned down, the village council reported. "
    "Families had left the place a week before, so nobody was killed. The army says that it fired at a rocket launcher; the "
    "council denies that any stood in the villages. Volunteers brought water and tents in the course of the morning."
)


@pytest.mark.parametrize(
    ("name", "text", "least", "most"),
    [
        ("itself", REPORT, 1.0, 1.0),
        ("case, layout and punctuation", REPORT.upper().replace(". ", ".\n\n").replace(",", " ,"), 0.9, 1.0),
        ("one figure changed", REPORT.replace("twelve", "fourteen"), 0.8, 1.0),
        ("a line in front", "KABUL (Agency) - " + REPORT, 0.8, 1.0),
        ("last sentence cut", REPORT[: REPORT.rindex("The blast")], 0.6, 0.95),
        ("another happening", OTHER, 0.0, 0.1),
    ],
)
def test_copies_are_near_and_others_far(name: str, text: str, least: float, most: float) -> None:
    assert least <= similarity(fingerprint(REPORT), fingerprint(text)) <= most, name


def test_nothing_is_near_to_nothing() -> None:
    assert fingerprint(" \n--") == b""
    assert similarity(b"", b"") == similarity(b"", fingerprint(REPORT)) == 0.0
    assert bands(b"") == ()


def test_prints_of_another_make_are_refused() -> None:
    with pytest.raises(ValueError, match="make them anew"):
        similarity(b"abc", fingerprint(REPORT))


def test_the_print_is_the_same_on_every_machine() -> None:
    assert fingerprint("Two people were killed.").hex()[:16] == "7a86d0afdce9f0d9"


def test_copies_share_a_band() -> None:
    one, other = bands(fingerprint(REPORT)), bands(fingerprint(REPORT.replace("twelve", "fourteen")))
    assert len(one) == 32
    assert set(one) & set(other)


def test_a_page_takes_less_than_two_milliseconds() -> None:
    page = " ".join(f"{REPORT} {at}" for at in range(6))
    fingerprint(page)
    start = time.perf_counter()
    for _ in range(50):
        fingerprint(page)
    assert (time.perf_counter() - start) / 50 < 0.02  # ten times the aim: the machine may be busy


@given(st.text(), st.text())
def test_similarity_is_symmetric_and_bounded(one: str, other: str) -> None:
    a, b = fingerprint(one), fingerprint(other)
    assert len(a) in {0, 128}
    assert similarity(a, b) == similarity(b, a)
    assert 0.0 <= similarity(a, b) <= 1.0
    assert not a or similarity(a, a) == 1.0
