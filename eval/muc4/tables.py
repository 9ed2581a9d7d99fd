"""The word lists of the adapter, as they stand in `eval/muc4/words/`: they serve the benchmark alone and are not
shipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

WORDS = Path(__file__).with_name("words")

NINE = ("ARGENTINA", "BOLIVIA", "CHILE", "COLOMBIA", "ECUADOR", "EL SALVADOR", "GUATEMALA", "HONDURAS", "PERU")
"""The countries whose incidents were relevant in 1992."""


@cache
def table(name: str) -> Any:
    """One table by its name."""
    return yaml.safe_load((WORDS / f"{name}.yml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Tables:
    """What the adapter knows of words, all in capitals."""

    people: dict[str, str]
    things: dict[str, str]
    arms: dict[str, str]
    doers: dict[str, str]
    groups: dict[str, str]
    places: dict[str, tuple[str, str]]
    nations: dict[str, str]
    group_names: re.Pattern[str]
    place_names: re.Pattern[str]


@cache
def tables() -> Tables:
    """The tables, read once."""
    read = {name: table(name) for name in ("people", "things", "arms", "doers", "groups", "places", "nations")}
    places = {name: (country, above) for name, (country, above) in read["places"].items()}
    places |= {name: (name, "") for name in NINE}
    return Tables(
        people=read["people"],
        things=read["things"],
        arms=read["arms"],
        doers=read["doers"],
        groups=read["groups"],
        places=places,
        nations=read["nations"],
        group_names=_any_of(read["groups"]),
        place_names=_any_of(places),
    )


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    """A pattern of any of the names, the longest first, over line breaks."""
    longest = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(
        r"(?<![\w-])(?:" + "|".join(r"\s+".join(map(re.escape, name.split())) for name in longest) + r")(?![\w-])"
    )


def head_word(phrase: str) -> str:
    """The head of a noun phrase: its last word before "of", "in" or the like."""
    front = re.split(r" (?:OF|IN|FROM|AT|FOR|WITH|ON|TO|WHO|THAT|NEAR|BELONGING)\b|,|\[", phrase.upper())[0]
    words = re.findall(r"[A-Z0-9][A-Z0-9'.-]*", front)
    return words[-1].removesuffix("'S") if words else ""
