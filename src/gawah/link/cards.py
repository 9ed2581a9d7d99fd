"""Cards: all that linking looks at, one row a telling, in columns that stay small for a million claims.

A card is what one document tells of one happening: the claims of a document that share a `happening` label lie on one card.
Words, names, sides and areas are kept as 64-bit keys, so that cards made on different days can be compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
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

    def take(self, rows: Ints) -> Ragged:
        """The chosen rows, in the order given."""
        sizes = self.starts[rows + 1] - self.starts[rows]
        starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        at = np.repeat(self.starts[rows] - starts[:-1], sizes) + np.arange(starts[-1])
        return Ragged(starts, self.keys[at], self.weights[at])

    def row(self, at: int) -> Ints:
        """The keys of one row."""
        return self.keys[self.starts[at] : self.starts[at + 1]]

    def size(self, rows: Ints) -> Ints:
        """How many keys stand in each of the rows."""
        return self.starts[rows + 1] - self.starts[rows]

    def rows(self) -> Ints:
        """The row that each key stands in."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))


def ragged(rows: list[dict[int, float]]) -> Ragged:
    """Rows of key to weight as one table; the keys of a row stand in ascending order."""
    starts = np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.int64)
    ordered = [sorted(row.items()) for row in rows]
    keys = np.array([key for row in ordered for key, _ in row], np.int64)
    return Ragged(starts, keys, np.array([weight for row in ordered for _, weight in row], np.float64))


def chain(parts: list[Ragged]) -> Ragged:
    """Several tables, one below the other."""
    sizes = np.concatenate([np.diff(part.starts) for part in parts]) if parts else np.zeros(0, np.int64)
    starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    return Ragged(starts, np.concatenate([p.keys for p in parts]), np.concatenate([p.weights for p in parts]))


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
    spelled: Mapping[int, str] = field(default_factory=dict)
    """How keys are written, for the reasons; may be empty."""

    def __len__(self) -> int:
        return len(self.document)

    def take(self, rows: Ints) -> Cards:
        """The chosen rows, in the order given."""
        changed: dict[str, Any] = {f.name: _take(getattr(self, f.name), rows) for f in fields(self) if f.name != "spelled"}
        return replace(self, **changed)


def _take(column: Ragged | npt.NDArray[np.generic], rows: Ints) -> Ragged | npt.NDArray[np.generic]:
    return column.take(rows) if isinstance(column, Ragged) else column[rows]
