"""Names: the distinct named dead of an incident, which low is never less than.

Two spellings that may be one name are one, and a family name alone is taken for someone already named, so the number never
says more than the names do. Source of the rule: docs/method.md, "names".
"""

from __future__ import annotations

from collections.abc import Iterable

from gawah.model import Outcome
from gawah.text.spelling import fold, near
from gawah.weigh.nouns import is_name
from gawah.weigh.origins import plain_words
from gawah.weigh.voices import Voice

ALIKE = 0.9
MOST = 50
"""Names with a word in common that a name is compared with."""


def named_dead(voices: Iterable[Voice]) -> dict[str, tuple[str, ...]]:
    """The names of those told to be killed, each with the claims that name it, in alphabetical order."""
    said: dict[str, set[str]] = {}
    for voice in voices:
        if not voice.counts:
            continue
        sides = {resolution.mention.words for resolution in (*voice.item.agents,)}
        for toll in voice.claim.tolls:
            if (
                toll.outcome is Outcome.KILLED
                and toll.count.low == 1 == toll.count.high
                and is_name(toll.of)
                and toll.of not in sides
            ):
                said.setdefault(" ".join(toll.of.split()), set()).add(voice.claim.id)
    distinct: dict[str, set[str]] = {}
    by_key: dict[str, list[str]] = {}
    for name in sorted(said, key=lambda name: (-len(plain_words(name)), name)):
        keys = {fold(word) for word in plain_words(name)}
        shared = dict.fromkeys(other for key in sorted(keys) for other in by_key.get(key, ())[:MOST])
        twin = next((other for other in shared if _same(name, other)), None)
        distinct.setdefault(twin or name, set()).update(said[name])
        if twin is None:
            for key in keys:
                by_key.setdefault(key, []).append(name)
    return {name: tuple(sorted(distinct[name])) for name in sorted(distinct)}


def _same(name: str, other: str) -> bool:
    one, two = plain_words(name), plain_words(other)
    if set(one) <= set(two) or near(name, other) >= ALIKE:
        return True
    return len(one) == len(two) and all(near(a, b) >= ALIKE for a, b in zip(one, two, strict=True))
