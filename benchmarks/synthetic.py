"""A made-up war in numbers: claims whose happenings are known, for measuring joining and counting at any size.

The shapes are drawn from stated distributions, none from real texts:

- happenings: one of `TOWNS` towns (Zipf, exponent 1.1, in 30 provinces) and a day; a third fall into bursts (one town, two
  days, 3 to 20 happenings), the rest are spread evenly. The war grows longer, not denser: 12 happenings a day at any size.
- reports of one happening: geometric (mean 3); 73 of 100 give the town, 17 the province only, 10 a name that did not resolve;
  days are right in 85 of 100, one off in 10, left unsaid in 5.
- copies: one report in four is printed again, 1 to 40 times (geometric, mean 3), up to a tenth of its fingerprint changed.
- tolls: dead Poisson(3), 5 to 39 more in one happening of 20, each report off by one in 15 of 100; wounded twice as many; 4
  reports of 100 are summaries with a running total of a week; one in twenty is a denial without a toll.
- speakers: half of the reports name none, the others the police, a hospital, residents or a side of the war; each document
  is of one of `OUTLETS` publishers (Zipf, exponent 1.1).
- wording: 12 words a report, five of which are of the happening's own 9 rare words (each misspelt in 1 of 12), the rest from
  5,000 common words (Zipf).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gawah.link.cards import NO_DAY, NO_KEY, OPEN, Cards, Floats, Ints, Ragged
from gawah.model import EventType

TOWNS, PROVINCES, A_DAY = 1500, 30, 12
WORDS, OWN, COMMON = 12, 9, 5000
OUTLETS, SPEAKERS = 400, 4
FIRST_DAY = 737_000
_VIOLENT = np.array([at for at, event in enumerate(EventType) if event.family.violent], np.int64)


@dataclass(frozen=True, slots=True)
class War:
    """Cards in the order of their documents, the happening of each (negative: a summary), the dead of each happening."""

    cards: Cards
    truth: Ints
    dead: Ints
    said: Ints
    """Dead that each card gives, OPEN where none."""
    speaker: Ints
    """Who is cited: 1 to `SPEAKERS`, 0 where nobody is."""
    outlet: Ints
    """Who publishes the document."""


def war(claims: int, seed: int = 1) -> War:
    """A war of about so many claims (exactly `claims` cards)."""
    dice = np.random.default_rng(seed)
    happenings = max(4, claims // 6)
    town, day = _happenings(dice, happenings)
    dead = dice.poisson(3, happenings) + (dice.random(happenings) < 0.05) * dice.integers(5, 40, happenings)
    event = dice.choice(_VIOLENT, happenings)
    of = _reports(dice, happenings, claims)
    return _cards(dice, of, town, day, (dead.astype(np.int64), event))


def _happenings(dice: np.random.Generator, n: int) -> tuple[Ints, Ints]:
    """Town and day of each."""
    share = 1 / np.arange(1, TOWNS + 1) ** 1.1
    town = dice.choice(TOWNS, n, p=share / share.sum())
    day = FIRST_DAY + dice.integers(0, max(1, n // A_DAY), n)
    start = 0
    while start < n // 3:
        size = int(dice.integers(3, 21))
        burst = slice(start, start + size)
        town[burst], day[burst] = town[start], day[start] + dice.integers(0, 2, len(day[burst]))
        start += size
    return town.astype(np.int64), day.astype(np.int64)


def _reports(dice: np.random.Generator, happenings: int, claims: int) -> Ints:
    """For each claim, the origin report and its happening: rows of (happening, origin)."""
    sizes = dice.geometric(1 / 3, happenings)
    of = np.repeat(np.arange(happenings), sizes)
    times = 1 + (dice.random(len(of)) < 0.25) * np.minimum(40, dice.geometric(1 / 3, len(of)))
    origin = np.repeat(np.arange(len(of)), times)
    rows = np.stack([of[origin], origin], axis=1)
    while len(rows) < claims:
        rows = np.concatenate([rows, rows[: claims - len(rows)] + np.array([0, len(of)])])
    keep = np.sort(dice.permutation(len(rows))[:claims])
    return rows[keep].astype(np.int64)


def _cards(dice: np.random.Generator, of: Ints, town: Ints, day: Ints, dead_and_kind: tuple[Ints, Ints]) -> War:
    """Every report read once; its copies repeat the reading, a tenth of the fingerprint aside."""
    dead, event = dead_and_kind
    _, first, origin = np.unique(of[:, 1], return_index=True, return_inverse=True)
    happening = of[first, 0]
    n, m = len(of), len(first)
    place = _lands(town[happening], dice)
    when = day[happening] + dice.choice([0, 1, -1], m, p=[0.85 / 0.95, 0.06 / 0.95, 0.04 / 0.95])
    unsaid = dice.random(m) < 0.05
    told = when + dice.geometric(0.6, m) - 1
    summary = dice.random(m) < 0.04
    said = np.maximum(0, dead[happening] + (dice.random(m) < 0.15) * dice.choice([-1, 1], m))
    said = np.where(summary, dead[happening] + dice.poisson(12, m), np.where(dice.random(m) < 0.05, OPEN, said))
    kind = event[happening]
    words, prints = _words(dice, happening), dice.integers(0, 256, (m, 128), np.uint8)
    copied = prints[origin]
    changed = (dice.random((n, 1)) * 0.1 > dice.random((n, 128), np.float32)) & (np.arange(n) != first[origin])[:, None]
    copied[changed] = dice.integers(0, 256, int(changed.sum()), np.uint8)
    level, radius, lat, lon, key, province, spot = place
    bare = Ragged(np.zeros(n + 1, np.int64), np.zeros(0, np.int64), np.zeros(0))
    cards = Cards(
        document=np.arange(1, n + 1),
        event=kind[origin],
        first=np.where(summary, when - 6, np.where(unsaid, NO_DAY, when))[origin],
        last=np.where(unsaid, told, when)[origin],
        told=told[origin],
        place=key[origin],
        lat=lat[origin],
        lon=lon[origin],
        radius_km=radius[origin],
        precision=level[origin],
        province=province[origin],
        country=np.ones(n, np.int64),
        killed=np.stack([said, said], axis=1)[origin],
        wounded=np.stack([2 * said, 2 * said], axis=1)[origin] * (said >= 0)[origin, None] + OPEN * (said < 0)[origin, None],
        summary=summary[origin],
        apart=np.zeros(n, np.bool_),
        sides=bare,
        names=bare,
        words=words.take(origin),
        title=bare,
        spots=Ragged(np.arange(n + 1), spot[origin], np.ones(n)),
        prints=copied,
    )
    truth = np.where(summary, -1 - np.arange(m), happening)[origin]
    speaker = np.where(dice.random(m) < 0.5, 0, dice.integers(1, SPEAKERS + 1, m))[origin]
    return War(cards, truth, dead, np.where(summary, OPEN, said)[origin], speaker, np.minimum(OUTLETS, dice.zipf(1.1, n)))


def _lands(town: Ints, dice: np.random.Generator) -> tuple[Ints, Floats, Floats, Floats, Ints, Ints, Ints]:
    """Precision, radius, latitude, longitude, keys of place and province, and the name as written (one key a spelling)."""
    spread = np.random.default_rng(7)
    lat, lon = 30 + 8 * spread.random(TOWNS), 60 + 12 * spread.random(TOWNS)
    province = np.floor((lat - 30) / 8 * 5) * 6 + np.floor((lon - 60) / 12 * 6) + 1
    chance = dice.random(len(town))
    coarse, lost = chance < 1 / 6, (chance >= 1 / 6) & (chance < 1 / 6 + 0.1)
    level = np.where(lost, 6, np.where(coarse, 4, 2))
    radius = np.where(lost, np.nan, np.where(coarse, 80.0, 3.0))
    row, column = (province - 1) // 6, (province - 1) % 6
    middle = 30 + 8 * (row + 0.5) / 5, 60 + 12 * (column + 0.5) / 6
    home = province[town].astype(np.int64)
    seen = [
        np.where(lost, np.nan, np.where(coarse, whole[town], own[town])) for whole, own in zip(middle, (lat, lon), strict=True)
    ]
    key = np.where(lost, NO_KEY, np.where(coarse, home, town + 1000))
    return level, radius, seen[0], seen[1], key, np.where(lost, NO_KEY, home), np.where(coarse, home + 10**6, town + 2 * 10**6)


def _words(dice: np.random.Generator, happening: Ints) -> Ragged:
    """Five of the happening's own words and seven common ones, each row of length 1."""
    m = len(happening)
    own = happening[:, None] * OWN + np.argsort(dice.random((m, OWN)), axis=1)[:, :5] + 10**7
    noise = dice.random(own.shape) < 1 / 12
    own[noise] = dice.integers(10**9, 2 * 10**9, int(noise.sum()))
    common = np.minimum(COMMON - 1, dice.zipf(1.4, (m, WORDS - 5)))
    keys = np.sort(np.concatenate([own, common], axis=1), axis=1)
    fresh = np.concatenate([np.ones((m, 1), bool), keys[:, 1:] != keys[:, :-1]], axis=1)
    weight = np.where(keys >= 10**7, 6.0, np.clip(np.log(np.maximum(1, keys)), 0.5, 6.0)) * fresh
    weight /= np.sqrt((weight**2).sum(axis=1, keepdims=True))
    return Ragged(np.concatenate([[0], np.cumsum(fresh.sum(axis=1))]).astype(np.int64), keys[fresh], weight[fresh])


def pairs_of(labels: npt.NDArray[np.int64]) -> int:
    """Number of pairs of rows under one label."""
    _, sizes = np.unique(labels, return_counts=True)
    return int((sizes * (sizes - 1) // 2).sum())
