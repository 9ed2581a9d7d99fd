"""The named dead: distinct names only, spellings and family names taken together."""

from __future__ import annotations

from typing import Any

import pytest

from gawah.weigh.names import named_dead
from gawah.weigh.voices import hear
from tests.weigh.make import case


def named(rows: list[dict[str, Any]]) -> list[str]:
    made = case(rows)
    return list(named_dead(hear(made.incident, made.claims, made.imprints, {}).voices))


@pytest.mark.parametrize(
    ("tolls", "names"),
    [
        (["killed 1 Karim Azizi", "killed 1 Nadia Azizi"], ["Karim Azizi", "Nadia Azizi"]),
        (["killed 1 Mohammad Zahir", "killed 1 Muhammad Zaher"], ["Mohammad Zahir"]),
        (["killed 1 Karim Jan Azizi", "killed 1 Karim Azizi"], ["Karim Jan Azizi"]),
        (["wounded 1 Karim Azizi"], []),
        (["killed 2 Karim Azizi"], []),
        (["killed 1 man", "killed 1 Taliban fighter", "killed 1 Azizi"], []),
    ],
)
def test_names(tolls: list[str], names: list[str]) -> None:
    assert named([{"tolls": tolls}]) == names


def test_a_denied_death_names_nobody() -> None:
    assert named([{"stance": "denies", "tolls": ["killed 1 Karim Azizi"]}]) == []


def test_the_doer_is_not_among_the_dead() -> None:
    assert named([{"agents": ["Valley Brigade"], "tolls": ["killed 1 Valley Brigade"]}]) == []
