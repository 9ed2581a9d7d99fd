"""A case that grows: `python -m benchmarks.growing [SIZE ...]`: what a document more and a judgement cost, beside all anew.

The claims of a made-up war (`benchmarks.synthetic`) as full records with their words and places, joined and weighed from
nothing, then again with one document more, then with a judgement on two of its claims; each time all claims are handed in, as
the clerk of the desk does. Prints one JSON line a size: seconds of each, their share of those from nothing, and how many
incidents were joined anew. Fails where something else comes out than from nothing.
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

import numpy as np
from benchmarks.records import shares
from benchmarks.synthetic import War, war

from gawah.data import table
from gawah.link import Linked, link, relink
from gawah.model import Imprint, Judgement, Mention, Resolved, Span, Verdict
from gawah.weigh import Weighed, weigh_again, weigh_all

SIZES = (10_000, 100_000)


def records(made: War) -> tuple[list[Resolved], dict[str, Imprint]]:
    """All claims of a war in their order, each with a sentence of the words on its card, and the imprints of the documents."""
    claims: dict[str, Resolved] = {}
    imprints: dict[str, Imprint] = {}
    for share in shares(made, np.arange(len(made.truth)), 10_000, 0, 1):
        claims |= share.claims
        imprints |= share.imprints
    return [_worded(claims[f"c{at}"], made, at) for at in range(len(made.truth))], imprints


def _worded(bare: Resolved, made: War, at: int) -> Resolved:
    cards = made.cards
    keys = cards.words.keys[cards.words.starts[at] : cards.words.starts[at + 1]].tolist()
    words = " ".join(_word(key) for key in keys)
    spot = Mention(words=_name(int(cards.spots.keys[at])), span=Span(0, 4))
    claim = replace(bare.claim, quotes=(Mention(words=words, span=Span(0, len(words))),), places=(spot,))
    where = bare.where and replace(
        bare.where,
        lat=float(cards.lat[at]),
        lon=float(cards.lon[at]),
        radius_m=int(1000 * cards.radius_km[at]),
    )
    return replace(bare, claim=claim, where=where)


def _word(key: int) -> str:
    """A word that says as much as that of the card: one of the common words of the news, or one of its own."""
    return _common()[key % len(_common())] if key < 10**7 else _name(key).lower()


@cache
def _common() -> list[str]:
    return [word for words in table("link/rarity")["levels"].values() for word in words.split()]


def _name(number: int) -> str:
    name = ""
    while number:
        number, rest = divmod(number, 85)
        name += "bdfgklmnprstvwxyz"[rest % 17] + "aeiou"[rest // 17]
    return name.capitalize()


@dataclass(frozen=True, slots=True)
class Run:
    """What one time leaves to the next, and the seconds that it took."""

    linked: Linked = Linked(incidents=(), unsure=())
    weighed: Weighed | None = None
    joining: float = 0.0
    weighing: float = 0.0

    @property
    def seconds(self) -> float:
        """Of both."""
        return self.joining + self.weighing

    def then(self, claims: list[Resolved], imprints: dict[str, Imprint], judged: tuple[Judgement, ...] = ()) -> Run:
        """Join and weigh these claims, from what was left."""
        begin = time.perf_counter()
        linked = relink(self.linked, claims, imprints, judged)
        joined = time.perf_counter()
        by_id = {item.claim.id: item for item in claims}
        weighed = weigh_again(self.weighed, linked.incidents, by_id, imprints, judgements=judged)
        return Run(linked, weighed, joined - begin, time.perf_counter() - joined)


def measure(size: int) -> dict[str, Any]:
    """Join and weigh a war of this size, then again after one document more and after a judgement."""
    claims, imprints = records(war(size))
    late = claims[size // 2]
    judged = (_judgement(late, claims[0]),)
    nothing = Run().then([item for item in claims if item is not late], imprints)
    document = nothing.then(claims, imprints)
    judgement = document.then(claims, imprints, judged)
    _hold_to(judgement, claims, imprints, judged)
    told = {"claims": size, "incidents": len(nothing.linked.incidents)}
    told |= {"joining": nothing.joining, "weighing": nothing.weighing, "nothing": nothing.seconds}
    for name, before, after in (("document", nothing, document), ("judgement", document, judgement)):
        held = {id(one) for one in before.linked.incidents}
        told |= {f"{name}_joining": after.joining, f"{name}_weighing": after.weighing, name: after.seconds}
        told[f"{name}_share"] = after.seconds / nothing.seconds
        told[f"{name}_anew"] = sum(id(one) not in held for one in after.linked.incidents)
    return told


def _hold_to(run: Run, claims: list[Resolved], imprints: dict[str, Imprint], judged: tuple[Judgement, ...]) -> None:
    """Raise SystemExit where from nothing something else comes out."""
    anew = link(claims, imprints, judged, known=run.linked.incidents)
    by_id = {item.claim.id: item for item in claims}
    if anew != run.linked or run.weighed is None:
        raise SystemExit("joining again gave another result than joining anew")
    if weigh_all(anew.incidents, by_id, imprints, judgements=judged) != list(run.weighed.incidents):
        raise SystemExit("weighing again gave another result than weighing anew")


def _judgement(one: Resolved, other: Resolved) -> Judgement:
    return Judgement(
        id="j",
        subject=one.claim.id,
        other=other.claim.id,
        verdict=Verdict.SAME,
        reviewer="r",
        at=datetime(2022, 6, 1, tzinfo=UTC),
    )


def main() -> None:
    """Measure and print, one JSON line a size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES))
    for size in parser.parse_args().sizes:
        told = {key: round(value, 4) if isinstance(value, float) else value for key, value in measure(size).items()}
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
