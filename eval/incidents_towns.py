"""The towns that a local report names, for `eval.incidents`: names in its text that the gazetteer knows as towns.

A local report seldom says which country or state it is of, so the pipeline rightly leaves most of its towns unresolved. Two
reports of one shooting still write the same names; these go on the card as place names as written, and no more is claimed of
them. The benchmark is of shootings in the United States: towns elsewhere of the same name are left out.
"""

from __future__ import annotations

import re
from collections import Counter

from gawah.link.wording import rarity
from gawah.model import Document, Precision
from gawah.resolve.gazetteer import Gazetteer

COUNTRY = "US"
MOST = 3
"""Towns of one report."""
RARE = 2.4
"""Rarity from which a word of news English may be a town ("Man", "Police" and "Street" are towns too)."""
FADE = 400
"""Characters after which a name weighs half as much."""
_RUN = re.compile(r"\b[A-Z][\w'’.-]*(?:[ \t][A-Z][\w'’.-]*){0,3}")
_ENDING = re.compile(r"['’]s$")
_BEGINS = re.compile(r"[.!?:”\"\n]\s*$")


def towns(document: Document, gazetteer: Gazetteer) -> list[str]:
    """The towns named, the weightiest first: early in the text, often, inside sentences rather than at their beginning."""
    votes: Counter[str] = Counter()
    for run in _RUN.finditer(document.text):
        begins = bool(_BEGINS.search(document.text[max(0, run.start() - 3) : run.start()])) or not run.start()
        inside = run.start() > len(document.title)
        for at, name in _names(run[0].split(), gazetteer):
            votes[name] += (2 if inside and (at or not begins) else 1) / (1 + run.start() / FADE)
    return [name for name, _ in votes.most_common(MOST)]


def _names(words: list[str], gazetteer: Gazetteer) -> list[tuple[int, str]]:
    """The towns in a run of capitalised words, each with its place in the run; a longer name goes before a shorter one."""
    found, at = [], 0
    while at < len(words):
        for size in (3, 2, 1):
            name = _ENDING.sub("", " ".join(words[at : at + size]).strip(".'’-"))
            name = name.title() if name.isupper() else name
            if at + size <= len(words) and len(name) > 3 and _is_town(name, gazetteer):
                found.append((at, name))
                at += size - 1
                break
        at += 1
    return found


def _is_town(name: str, gazetteer: Gazetteer) -> bool:
    if " " not in name and rarity(name.casefold()) <= RARE:
        return False
    return gazetteer.has_name(name) and any(
        match.spelled == 1 and match.place.precision is Precision.VILLAGE and match.place.country == COUNTRY
        for match in gazetteer.find(name)
    )
