from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from gawah.extract import extract
from gawah.model import Claim, Outcome

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases/extract/once.yml").read_text("utf-8"))
HARM = {Outcome.KILLED, Outcome.WOUNDED, Outcome.CASUALTIES}


def counting(claims: tuple[Claim, ...]) -> list[Claim]:
    return [claim for claim in claims if any(toll.outcome in HARM and toll.count.numbered for toll in claim.tolls)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_happening_is_told_once(case: dict[str, Any], made: Any) -> None:
    found = counting(extract(*made(case["text"], "2022-05-12")).claims)
    told = [[(toll.outcome.value, str(toll.count)) for toll in claim.tolls] for claim in found]
    assert len(found) == case["counting"], told
    assert len({claim.happening for claim in found}) == case["happenings"], told


def test_what_is_told_twice_keeps_both_sentences_as_quotes(made: Any) -> None:
    found = counting(extract(*made(CASES[1]["text"], "2022-05-12")).claims)[0]
    assert [quote.words[:5] for quote in found.quotes] == ["Two p", "2 kil"]


def test_a_toll_of_a_heading_alone_is_doubted(made: Any) -> None:
    found = counting(extract(*made(CASES[2]["text"], "2022-05-12")).claims)[0]
    assert found.confidence < 0.5
    assert "told only in a heading" in found.doubts
