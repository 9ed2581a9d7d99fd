"""The comparisons say what they measure, and say it in words."""

from __future__ import annotations

import numpy as np
import pytest

from gawah.link.features import FEATURES, Pairs, measured
from gawah.link.lay import lay, tellings
from gawah.link.score import scorer
from tests.link.made import claim, imprints

COLUMN = {feature.name: at for at, feature in enumerate(FEATURES)}
FIGHT = {"event": "armed_clash", "agents": ["NRF"], "targets": ["Taliban"]}


def compared(one: dict, other: dict) -> tuple[Pairs, np.ndarray]:
    text = "Fighters of commander Zalmay attacked the post at the Sarkari bridge"
    claims = [claim("a", one.pop("text", text), **one), claim("b", other.pop("text", text), **other)]
    cards = lay(tellings(claims), imprints(claims))
    pairs = Pairs(cards, np.array([0]), np.array([1]))
    return pairs, measured(pairs)


CASES = [
    ("distance", {"where": "Qasan"}, {"where": "Andarab"}, 0.0),
    ("distance", {"where": "Qasan"}, {}, None),
    ("place", {"where": "Qasan"}, {"where": "Qasan"}, 3.0),
    ("place", {"where": "Andarab"}, {"where": "Andarab"}, 2.0),
    ("place", {"where": "Baghlan"}, {"where": "Baghlan"}, 1.0),
    ("place", {"where": "Qasan"}, {"where": "Kunduz"}, 0.0),
    ("spots", {"spot": "Worsaj"}, {"spot": "Varsuj"}, 1.0),
    ("days", {"when": "2022-05-09"}, {"when": "2022-05-08/2022-05-10"}, 0.0),
    ("days", {"when": "2022-05-09"}, {"when": "2022-05-12"}, 3.0),
    ("days", {"when": "2022-05-09"}, {"when": "../2022-05-12"}, None),
    ("same_day", {"when": "2022-05-09"}, {"when": "2022-05-09"}, 1.0),
    ("same_day", {"when": "2022-05-09"}, {"when": "2022-05-08/2022-05-10"}, None),
    ("told", {"told": "2022-05-09"}, {"told": "2022-05-12"}, 3.0),
    ("event", {"event": "armed_clash"}, {"event": "armed_clash"}, 2.0),
    ("event", {"event": "ied_or_mine"}, {"event": "suicide_bombing"}, 1.0),
    ("event", {"event": "armed_clash"}, {"event": "protest"}, 0.0),
    ("event", {"event": "armed_clash"}, {"event": "other"}, None),
    ("sides", FIGHT, FIGHT, 1.0),
    ("sides", FIGHT, {"agents": ["Taliban"]}, 1.0),
    ("sides", FIGHT, {"agents": ["ISIS"]}, 0.0),
    ("killed", {"killed": 5}, {"killed": 5}, -1.0),
    ("killed", {"killed": [5, None]}, {"killed": 8}, 0.0),
    ("killed", {"killed": 3}, {"killed": 7}, 1.0),
    ("killed", {"killed": 3}, {}, None),
    ("killed", {"killed": 3}, {"killed": 7, "stance": "denies"}, None),
    ("wounded", {"wounded": [None, 3]}, {"wounded": 7}, 1.0),
    ("apart", {"text": "In a separate attack two men died"}, {"text": "Two men died"}, 1.0),
    ("title", {}, {}, None),
]


@pytest.mark.parametrize(("name", "one", "other", "value"), CASES)
def test_what_a_comparison_measures(name: str, one: dict, other: dict, value: float | None) -> None:
    pairs, values = compared(dict(one), dict(other))
    found = float(values[0, COLUMN[name]])
    assert np.isnan(found) if value is None else found == pytest.approx(value)
    back = float(measured(Pairs(pairs.cards, pairs.other, pairs.one))[0, COLUMN[name]])
    assert np.isnan(back) if value is None else back == pytest.approx(found)


def test_every_comparison_is_described_once() -> None:
    told = [feature.description for feature in FEATURES]
    assert all(len(words) > 20 for words in told)
    assert len(set(told)) == len(told)


def test_reasons_name_what_is_shared() -> None:
    pairs, values = compared({"where": "Qasan", "killed": 3}, {"where": "Qasan", "killed": 3})
    words = {reason.feature: reason.words for reason in scorer().reasons(pairs, 0, values)}
    assert "Zalmay" in words["names"]
    assert words["place"] == "the same place"
    assert words["killed"] == "killed: 3 and 3"


def test_every_comparison_has_words_for_every_value() -> None:
    pairs, values = compared({}, {})
    for feature in FEATURES:
        for value in (float("nan"), 0.0, 1.0, float(values[0, COLUMN[feature.name]])):
            assert feature.say(pairs, 0, value)
