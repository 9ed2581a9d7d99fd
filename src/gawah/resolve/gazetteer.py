"""The gazetteer: places with all their names, containers and kinds, looked up by spelling.

Opening reads nothing but the head of one SQLite file; a look-up reads the names that share a key (`gawah.text.spelling.fold`).
Where nobody has imported a gazetteer, the default one of the world is made on first use (`gazetteer_world`) and kept in the
user's cache. The file is never written here.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from math import log10
from pathlib import Path

from gawah.data import table
from gawah.errors import BadInput, UnknownRecord
from gawah.model import Candidate, Place, Reason
from gawah.resolve import gazetteer_world
from gawah.resolve.gazetteer_file import SCHEMA
from gawah.resolve.overlay import Layer, Overlay
from gawah.resolve.place_kinds import bare, precision_of, radius_of, word_of
from gawah.resolve.place_points import Point, distance_words, kilometres, point_of
from gawah.text.spelling import fold, near, plain

_ROW = "p.at, p.id, p.name, p.lat, p.lon, p.kind, p.country, p.population, p.radius, p.parent, p.source"
_UP = "SELECT name, parent FROM place WHERE id = ?"
Scored = tuple[float, bool, str, str]
"""How well a name fits, whether to the letter, the form and its language."""
Row = tuple[int, str, str, float | None, float | None, str, str, int, int, str, str]
_LETTERS = "abdfghjklmnprstvzSZCXy"
_BARE = 0.97
"""How well a name fits that is the same but for a kind word: "Boulder City" is a name of its own beside "Boulder"."""
_KEPT = 120
"""At most so many namesakes are looked at, the best spelled first."""


def home() -> Path:
    """The folder of the user's own gazetteer: GAWAH_HOME, or `gawah` in the data folder of the desktop standard (XDG)."""
    named = os.environ.get("GAWAH_HOME")
    if named:
        return Path(named)
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "gawah"


def cache() -> Path:
    """The folder of files that can be made again: GAWAH_HOME/cache, or `gawah` in the cache folder of the standard (XDG)."""
    named = os.environ.get("GAWAH_HOME")
    if named:
        return Path(named) / "cache"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "gawah"


def own_file() -> Path:
    """Where `gawah gazetteer import` keeps what it reads."""
    return home() / "gazetteer.sqlite"


def is_made() -> bool:
    """Whether there is a gazetteer to open at once; else the default one is made first, which takes a while."""
    return own_file().exists() or _world_path().exists()


def _world_path() -> Path:
    return cache() / f"world-{gazetteer_world.stamp()}.sqlite"


def world_file() -> Path:
    """The default gazetteer; made here if it is not there."""
    file = _world_path()
    if not file.exists():
        gazetteer_world.write(file)
        for old in file.parent.glob("world-*.sqlite"):
            if old != file:
                with suppress(OSError):  # another gawah may hold it open
                    old.unlink()
    return file


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A place that a name may mean: the form of its name that fits best, how well (0 to 1), and how many live there."""

    place: Place
    name: str
    spelled: float
    to_the_letter: bool = False
    """Whether the form is written the very same, accents and marks too."""
    population: int = 0
    language: str = ""

    @property
    def rank(self) -> float:
        """How much in the eye of the world the place is, 0 to 1."""
        weights: Mapping[str, float] = table("places/weights")["rank"]
        kind = self.place.kind
        base = next((weights[kind[:end]] for end in range(len(kind), 0, -1) if kind[:end] in weights), 0.0)
        return min(1.0, base + weights["per digit of population"] * len(str(self.population)) * (self.population > 0))


class Gazetteer:
    """Places by name and by id. Safe to share between threads that only read."""

    def __init__(self, base: sqlite3.Connection, overlay: Overlay | None = None, file: Path | None = None) -> None:
        self._base, self.file = base, file
        self._chains: dict[str, tuple[tuple[str, str], ...]] = {}
        self._found: dict[str, tuple[Match, ...]] = {}
        self._written: dict[str, bool] = {}
        self._areas: frozenset[str] | None = None
        self._places: dict[str, Place] = {}
        self._countries: dict[str, str] = dict(base.execute("SELECT country, id FROM place WHERE kind LIKE 'PCL%'"))
        self._layer = Layer()
        self._own_names: frozenset[str] = frozenset()
        self._layer = (overlay or Overlay()).settle(self)
        self._own_names = self._layer.letters()
        self._chains.clear()
        self._found.clear()
        self._places.clear()

    @classmethod
    def open(cls, path: Path | None = None, overlay: Path | None = None) -> Gazetteer:
        """The gazetteer at `path`, or the user's own, or the default one; with a case's overlay of names.

        Raises BadInput where the file is no gazetteer or of another version, BadTable where a line of the overlay cannot hold.
        """
        file = path or (own_file() if own_file().exists() else world_file())
        if not file.is_file():
            raise BadInput(f"{file}: no such gazetteer; make one with `gawah gazetteer import FILE`")
        base = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        try:
            (schema,) = base.execute("SELECT value FROM about WHERE key = 'schema'").fetchone() or ("0",)
        except sqlite3.DatabaseError as error:
            base.close()
            raise BadInput(f"{file}: not a gazetteer ({error}); import again or remove it") from error
        if int(schema) != SCHEMA:
            base.close()
            raise BadInput(f"{file}: a gazetteer of version {schema}, not {SCHEMA}; import again or remove it")
        shipped = Overlay.shipped()
        return cls(base, shipped.and_then(Overlay.read(overlay)) if overlay else shipped, file)

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    def place(self, at: str) -> Place:
        """The place of an id; UnknownRecord where there is none."""
        known = self._places.get(at)
        if known is None:
            row = self._row(at)
            if row is None:
                raise UnknownRecord(f"no place {at} in this gazetteer")
            if len(self._places) > 20000:
                self._places.clear()
            known = self._places[at] = self._place(row)
        return known

    def containers(self, at: str) -> tuple[Place, ...]:
        """The areas that a place lies in, smallest first."""
        return tuple(self.place(area) for area in self.place(at).containers)

    def country(self, code: str) -> Place | None:
        """The country of an ISO 3166-1 code, or None."""
        return self.place(self._countries[code]) if code in self._countries else None

    def may_be_area(self, name: str) -> bool:
        """Whether a country or province has a name of these letters; much faster than looking the name up."""
        if self._areas is None:
            ask = (
                "SELECT DISTINCT n.plain FROM name n JOIN place p ON p.at = n.place "
                "WHERE p.kind LIKE 'PCL%' OR p.kind LIKE 'ADM1%'"
            )
            self._areas = frozenset(row[0] for row in self._base.execute(ask)) | self._layer.letters()
        return plain(name) in self._areas or bare(name) in self._areas

    def has_name(self, name: str) -> bool:
        """Whether a place is written so, letter by letter but for accents; faster than looking the name up."""
        if name not in self._written:
            if len(self._written) > 20000:
                self._written.clear()
            ask = "SELECT 1 FROM name WHERE key = ? AND plain = ? LIMIT 1"
            found = self._base.execute(ask, (fold(name), plain(name))).fetchone()
            self._written[name] = found is not None or plain(name) in self._own_names
        return self._written[name]

    def find(self, name: str) -> tuple[Match, ...]:
        """Places that a name may mean, the best spelled first, then the best known; a blocked name finds nothing."""
        if name not in self._found:
            if len(self._found) > 20000:
                self._found.clear()
            self._found[name] = self._look_up(name)
        return self._found[name]

    def _look_up(self, name: str) -> tuple[Match, ...]:
        short = bare(name)
        keys = dict.fromkeys(filter(None, (fold(name), fold(short))))
        best = self._matches(name, short, keys)
        if not best or best[0].spelled < 0.8:
            more = self._matches(name, short, dict.fromkeys(self._beside(fold(short))))
            best = sorted((*best, *more), key=_order)
        seen: dict[str, Match] = {}
        for match in best:
            seen.setdefault(match.place.id, match)
        return tuple(seen.values())[:_KEPT]

    def _matches(self, name: str, short: str, keys: Iterable[str]) -> list[Match]:
        """Matches among the names of some keys."""
        keys = list(keys)
        if not keys:
            return []
        marks = ",".join("?" * len(keys))
        full, folds = plain(name), (fold(name), fold(short))
        rows = self._base.execute(f"SELECT key, plain, place, name, language FROM name WHERE key IN ({marks})", keys)  # noqa: S608
        scored: dict[int, Scored] = {}
        for key, form, at, words, language in rows:
            spelled = 1.0 if form == full else _BARE if form == short else near(name, words, (folds[0], key))
            if short != full and spelled < _BARE:
                spelled = max(spelled, near(short, words, (folds[1], key)) - 0.04)
            score = (spelled, words == name, words, language)
            if score[:2] > scored.get(at, (0.0,))[:2]:
                scored[at] = score
        matches = [self._of_layer(form, name, short) for key in keys for form in self._layer.forms.get(key, ())]
        kept = _best(scored)
        marks = ",".join("?" * len(kept))
        for row in self._base.execute(f"SELECT {_ROW} FROM place p WHERE p.at IN ({marks})", list(kept)):  # noqa: S608
            spelled, same, words, language = kept[row[0]]
            if not self._layer.blocks(words, row[1]) and not self._layer.blocks(name, row[1]):
                place = self._place(row)
                matches.append(
                    Match(place=place, name=words, spelled=spelled, to_the_letter=same, population=row[7], language=language)
                )
        return sorted(matches, key=_order)

    def _beside(self, key: str) -> list[str]:
        """Keys in the gazetteer that are one letter off."""
        if len(key) < 4:
            return []
        variants = {key[:i] + key[i + 1 :] for i in range(1, len(key))}
        variants |= {key[:i] + c + key[i + 1 :] for i in range(1, len(key)) for c in _LETTERS}
        variants |= {key[:i] + c + key[i:] for i in range(1, len(key) + 1) for c in _LETTERS}
        variants |= {key[:i] + key[i + 1] + key[i] + key[i + 2 :] for i in range(1, len(key) - 1)}
        wanted = sorted(variants - {key})[:900]
        marks = ",".join("?" * len(wanted))
        return [row[0] for row in self._base.execute(f"SELECT DISTINCT key FROM name WHERE key IN ({marks})", wanted)]  # noqa: S608

    def search(
        self,
        name: str,
        near: Place | Point | None = None,  # noqa: A002, RUF100
        within: Place | str | None = None,
        limit: int = 10,
    ) -> list[Candidate[Place]]:
        """Candidates for a name without any text, the best first: by spelling, then by rank and, where asked, by nearness.

        `within` (a place, its id, or a country code) leaves out all that lies elsewhere; `near` is a place or (lat, lon).
        """
        area = within.id if isinstance(within, Place) else within
        point = point_of(near) if isinstance(near, Place) else near
        found = []
        for match in self.find(name):
            place = match.place
            if area and area not in (place.id, place.country) and area not in place.containers:
                continue
            found.append(_candidate(match, point))
        return sorted(found, key=lambda candidate: -candidate.score)[:limit]

    def _place(self, row: Row) -> Place:
        _, at, name, lat, lon, kind, country, population, radius, parent, source = row
        chain = self._chain(parent, country)
        return Place(
            id=at,
            name=self._layer.names.get(at, name),
            lat=lat,
            lon=lon,
            precision=precision_of(kind),
            radius_m=radius or radius_of(kind, population),
            containers=tuple(area for area, _ in chain if area != at),
            container_names=tuple(words for area, words in chain if area != at),
            country=country,
            kind=kind,
            source=source,
        )

    def _chain(self, parent: str, country: str) -> tuple[tuple[str, str], ...]:
        """Ids and names from a container up to the country. A circle of containers ends where it closes."""
        known = f"{parent}|{country}"
        if known not in self._chains:
            chain: dict[str, str] = {}
            at = parent
            while at and at not in chain:
                mine = self._layer.places.get(at)
                row = (mine.name, mine.parent) if mine else self._base.execute(_UP, (at,)).fetchone()
                if row is None:
                    break
                chain[at], at = self._layer.names.get(at, row[0]), row[1]
            top = self._countries.get(country)
            if top and top not in chain:
                chain[top] = self._base.execute("SELECT name FROM place WHERE id = ?", (top,)).fetchone()[0]
            self._chains[known] = tuple(chain.items())
        return self._chains[known]

    def _row(self, at: str) -> Row | None:
        """The row of a place, in the file or in the overlay."""
        mine = self._layer.places.get(at)
        if mine is None:
            found: Row | None = self._base.execute(f"SELECT {_ROW} FROM place p WHERE p.id = ?", (at,)).fetchone()  # noqa: S608
            return found
        point, more = (mine.lat, mine.lon), (mine.population, mine.radius, mine.parent, mine.source)
        return (0, mine.id, mine.name, *point, mine.kind, mine.country, *more)

    def _of_layer(self, form: tuple[str, str, str], name: str, short: str) -> Match:
        """The match of a name that the overlay gives to a place."""
        words, at, language = form
        row = self._row(at)
        assert row is not None, "settled overlays speak of places that exist"  # noqa: S101
        letters = plain(words)
        close = max(near(name, words), near(short, words) - 0.04)
        spelled = 1.0 if letters == plain(name) else _BARE if letters == short else close
        return Match(place=self._place(row), name=words, spelled=spelled, population=row[7], language=language)


def _best(scored: dict[int, Scored]) -> dict[int, Scored]:
    """The rows worth a closer look: all that are written alike, and the nearest of the others."""
    ordered = sorted(scored.items(), key=lambda item: -item[1][0])
    alike = [item for item in ordered if item[1][0] >= _BARE][:_KEPT]
    others = [item for item in ordered[len(alike) :] if item[1][0] >= (0.86 if alike else 0.6)]
    return dict(alike + others[: 20 if alike else 60])


def _order(match: Match) -> tuple[float, bool, float, str]:
    return -round(match.spelled, 3), not match.to_the_letter, -match.rank, match.place.id


def _candidate(match: Match, point: Point | None) -> Candidate[Place]:
    """A match as a candidate, with the reasons for its score."""
    place = match.place
    spelled = f'written "{match.name}"' if match.spelled < 1 else f'the name is "{match.name}"'
    worth = match.spelled + 0.15 * match.to_the_letter
    reasons = [Reason(feature="spelling", score=round(worth, 3), words=f"{spelled} ({match.spelled:.2f})")]
    people = f" of {match.population:,}" if match.population else ""
    reasons.append(Reason(feature="rank", score=round(0.3 * match.rank, 3), words=f"{word_of(place.kind)}{people}"))
    here = point_of(place)
    if point and here:
        away = kilometres(here, point)
        worth = 0.8 * max(0.0, 1 - log10(1 + away / 10) / 3)  # ten times as far away is a step less
        reasons.append(Reason(feature="nearness", score=round(worth, 3), words=distance_words(away)))
    return Candidate(value=place, score=round(sum(reason.score for reason in reasons), 3), reasons=tuple(reasons))
