"""Where it happened, as MUC-4 writes it: country, department, city."""

from __future__ import annotations

import re

from eval.muc4.tables import NINE, tables
from gawah.extract.scene import Scene
from gawah.model import Claim, Span


def place_of(scene: Scene, claim: Claim, sentence: int) -> str:
    """Where it happened: the most specific place of the sentence that a table knows, else of the claim, else the country."""
    known, own = tables(), scene.sentences[sentence]
    here = scene.document.words(Span(own.start, own.end)).upper()
    names = [" ".join(place.words.upper().split()) for place in claim.places]
    found = [" ".join(match.group().split()) for match in known.place_names.finditer(here)]
    found = [name for name in found if name not in NINE]
    country = country_of(scene, here)
    for name in found:
        if name in names or not names or not any(one in here for one in names):
            return located(name, country)
    for place, name in zip(claim.places, names, strict=True):
        if own.start <= place.span.start < own.end and name in known.places and name not in NINE:
            return located(name, country)
    return located(found[0], country) if found else country


def located(name: str, country: str) -> str:
    """A place as MUC-4 writes it."""
    home, above = tables().places[name]
    if not country or country in NINE:
        country = home
    return f"{country}: {above} (DEPARTMENT): {name} (CITY)" if above else f"{country}: {name} (CITY)"


def country_of(scene: Scene, here: str) -> str:
    """The country of a sentence, else that of the dateline, else the one that the document names most."""
    known, text = tables(), scene.document.text.upper()
    for words in (here, text[:60], text):
        votes = [known.places[" ".join(match.group().split())][0] for match in known.place_names.finditer(words)]
        votes += [nation for word, nation in known.nations.items() if nation in NINE and re.search(rf"\b{word}S?\b", words)]
        if votes:
            return max(votes, key=votes.count)
    return "ELSEWHERE"
