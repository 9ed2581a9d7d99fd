from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gawah.extract import extract
from gawah.model import Claim, Reading

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases/extract/claims.yml").read_text("utf-8"))
TOLLS = yaml.safe_load((Path(__file__).parents[1] / "cases/extract/tolls.yml").read_text("utf-8"))


def described(claim: Claim) -> dict[str, Any]:
    return {
        "event": claim.event.value,
        "agents": [party.name for party in claim.agents],
        "targets": [party.name for party in claim.targets],
        "places": [place.words for place in claim.places],
        "speaker": claim.speaker.name if claim.speaker else None,
        "cites": claim.speaker.cites if claim.speaker else "",
        "scope": claim.scope.value,
        "stance": claim.stance.value if claim.stance else None,
        "hedged": claim.hedged,
        "tolls": [[toll.outcome.value, toll.count.low, toll.count.high] for toll in claim.tolls],
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_reports_are_read(case: dict[str, Any], made: Any) -> None:
    reading = extract(*made(case["text"], str(case["published"])))
    found = [described(claim) for claim in reading.claims]
    if case.get("none"):
        assert not found
    for wanted in case.get("claims", ()):
        assert any(wanted.items() <= one.items() for one in map(_loose(wanted), found)), (wanted, found)


def _loose(wanted: dict[str, Any]) -> Any:
    """Places of a claim may go on with further containers; all else must be as it stands."""

    def loosen(one: dict[str, Any]) -> dict[str, Any]:
        return one | {"places": one["places"][: len(wanted.get("places", ()))]} if "places" in wanted else one

    return loosen


@pytest.mark.parametrize("case", TOLLS, ids=lambda case: case["text"][:40])
def test_tolls_are_read(case: dict[str, Any], made: Any) -> None:
    reading = extract(*made(case["text"]))
    found = [
        [toll.outcome.value, toll.count.low, toll.count.high, toll.of, toll.kind.value]
        for claim in reading.claims
        for toll in claim.tolls
    ]
    wanted = [row if len(row) == 5 else [*row, "new"] for row in case["tolls"]]
    assert sorted(map(str, found)) == sorted(map(str, wanted))


def holds_together(text: str, reading: Reading) -> None:
    for claim in reading.claims:
        for mention in (claim.trigger, *claim.quotes, *claim.places, *claim.times, *claim.told_times):
            assert text[mention.span.start : mention.span.end] == mention.words
        for toll in claim.tolls:
            assert toll.span is not None
            assert " ".join(text[toll.span.start : toll.span.end].split()) == toll.words
        assert claim.quotes
        assert 0 <= claim.confidence <= 1
    assert len({claim.id for claim in reading.claims}) == len(reading.claims)


WORDS = st.sampled_from(
    "Taliban fighters killed six people in Andarab . , and wounded seven 22 more than according to sources said denied "
    "the attack on Monday May 9 “ ” ( NRF ) shot dead were houses burned among them \n • no one".split(" ")
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_any_text_is_read_with_its_own_words(made: Any, text: str) -> None:
    holds_together(text, extract(*made(text)))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_marks_and_grammar_together_keep_to_the_text(made: Any, text: str) -> None:
    document, parsed = made(text, marks=True)
    holds_together(document.text, extract(document, parsed))


def test_the_same_text_gives_the_same_claims(made: Any) -> None:
    document, parsed = made(CASES[0]["text"], "2021-06-20", marks=True)
    assert extract(document, parsed) == extract(document, parsed)


def test_a_text_without_words_has_no_claims(made: Any) -> None:
    for text in ("", " \n\t", "....", "•\n•"):
        assert not extract(*made(text)).claims


@pytest.mark.parametrize(
    "hostile",
    ["killed " * 600, "six people were killed and " * 200, "(" * 2000, "A, B, C of D in E " * 150, "said that " * 500],
)
def test_hostile_repetition_is_read_in_bounded_time(hostile: str, made: Any) -> None:
    document, parsed = made(hostile)
    begun = time.perf_counter()
    extract(document, parsed)
    assert time.perf_counter() - begun < 4


def test_figures_for_several_places_tell_a_happening_at_each(made: Any) -> None:
    text = (
        "On Friday the ministry said that 14 rebels were killed and 5 wounded in Kela district of Morane province, "
        "3 others were killed in Sowa district and 2 others in Tabi district."
    )
    counting = [claim for claim in extract(*made(text, "2022-05-12")).claims if claim.tolls]
    assert len({claim.happening for claim in counting}) == len(counting) >= 3
