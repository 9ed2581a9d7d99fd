"""Cards: all that linking looks at, one row a telling, in columns that stay small for a million claims.

A card is what one document tells of one happening: the claims of a document that share a `happening` label lie on one card.
Words, names, sides and areas are kept as 64-bit keys, so that cards made on different days can be compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

NO_DAY = 0
"""Day 0: the text does not say. Days count as `date.toordinal` does."""
OPEN = -1
"""An open end of a toll."""
NO_KEY = 0
"""No such area, or none known."""


@dataclass(frozen=True, eq=False)
class Ragged:
    """Keys with weights, several to a row: those of row `n` stand at `starts[n]` to `starts[n + 1]`."""

    starts: Ints
    keys: Ints
    weights: Floats
    words: npt.NDArray[np.object_] | None = None
    """How each key is written in its row, for the reasons; None where nobody is told of them."""

    def take(self, rows: Ints) -> Ragged:
        """The chosen rows, in the order given."""
        sizes = self.size(rows)
        starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        at = np.repeat(self.starts[rows] - starts[:-1], sizes) + np.arange(starts[-1])
        return Ragged(starts, self.keys[at], self.weights[at], None if self.words is None else self.words[at])

    def row(self, at: int) -> Ints:
        """The keys of one row."""
        return self.keys[self.starts[at] : self.starts[at + 1]]

    def size(self, rows: Ints) -> Ints:
        """How many keys stand in each of the rows."""
        return self.starts[rows + 1] - self.starts[rows]

    def rows(self) -> Ints:
        """The row that each key stands in."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))


def ragged(rows: Iterable[Mapping[str, float]], key: Callable[[str], int], *, written: bool = True) -> Ragged:
    """Rows of words with their weights as one table; the keys of a row stand in ascending order, each once.

    `key` gives the key of a word; where two words of a row have one key, the first stands. `written`: keep the words.
    """
    same: dict[str, str] = {}
    sizes, keys, weights, words = [0], [], [], []
    for row in rows:
        found: dict[int, tuple[float, str]] = {}
        for word, weight in row.items():
            found.setdefault(key(word), (weight, same.setdefault(word, word)))
        sizes.append(len(found))
        for one in sorted(found):
            keys.append(one)
            weights.append(found[one][0])
            words.append(found[one][1])
    starts = np.cumsum(np.array(sizes, np.int64))
    told = np.array(words, np.object_) if written else None
    return Ragged(starts, np.array(keys, np.int64), np.array(weights, np.float64), told)


def chain(one: Ragged, other: Ragged) -> Ragged:
    """Two tables, one below the other."""
    starts = np.concatenate([one.starts, other.starts[1:] + one.starts[-1]])
    words = None if one.words is None or other.words is None else np.concatenate([one.words, other.words])
    return Ragged(starts, np.concatenate([one.keys, other.keys]), np.concatenate([one.weights, other.weights]), words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cards:
    """Tellings in columns; the row numbers are the indices of pairs and clusters."""

    document: Ints
    """Key of the document."""
    event: Ints
    """Position of the event type in `EventType`."""
    first: Ints
    last: Ints
    """First and last possible day; NO_DAY where open."""
    told: Ints
    """Day of publication."""
    place: Ints
    """Key of the resolved place."""
    lat: Floats
    lon: Floats
    radius_km: Floats
    """Degrees and kilometres; NaN where no place is known."""
    precision: Ints
    """As `gawah.model.Precision`, 1 the finest."""
    province: Ints
    country: Ints
    """Keys of the first-order area and the country."""
    killed: Ints
    wounded: Ints
    """Two columns, low and high; OPEN where not said."""
    summary: Bools
    """It sums up several happenings."""
    apart: Bools
    """The text sets it apart from another happening ("in a separate attack")."""
    sides: Ragged
    """Agents and targets."""
    names: Ragged
    """Names of people, streets, houses; neither sides nor the place itself."""
    words: Ragged
    """Words of the telling with their rarity, each row of length 1."""
    title: Ragged
    """Words of the document's title with their rarity, each row of length 1."""
    spots: Ragged
    """Place names as written, all spellings of one name under one key."""
    prints: npt.NDArray[np.uint8]
    """Fingerprint of the document, 128 bytes; all zero where there is none."""

    def __len__(self) -> int:
        return len(self.document)

    def take(self, rows: Ints) -> Cards:
        """The chosen rows, in the order given."""
        changed: dict[str, Any] = {f.name: _take(getattr(self, f.name), rows) for f in fields(self)}
        return Cards(**changed)


def _take(column: Ragged | npt.NDArray[np.generic], rows: Ints) -> Ragged | npt.NDArray[np.generic]:
    return column.take(rows) if isinstance(column, Ragged) else column[rows]


def below(one: Cards, other: Cards) -> Cards:
    """The rows of two tables of cards, one below the other."""
    joined: dict[str, Any] = {}
    for column in fields(Cards):
        upper, lower = getattr(one, column.name), getattr(other, column.name)
        joined[column.name] = chain(upper, lower) if isinstance(upper, Ragged) else np.concatenate([upper, lower])
    return Cards(**joined)
