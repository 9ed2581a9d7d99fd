"""The claims of an incident as a page lays them side by side: by stance, by side, by origin. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from gawah.model import Imprint, Incident, Resolved, Stance
from gawah.weigh.voices import Voice, hear

FOR, AGAINST, SILENT, UNCLEAR = "for", "against", "silent", "unclear"
ORDER = (FOR, AGAINST, SILENT, UNCLEAR)
_COLUMNS = {Stance.AFFIRMS: FOR, Stance.DENIES: AGAINST, Stance.DOES_NOT_KNOW: SILENT, None: UNCLEAR}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A claim by its id, and the day it was told."""

    claim: str
    told: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Claims that rest on one origin: they count as one voice."""

    name: str
    why: str
    said: tuple[Said, ...]
    hidden: int = 0
    """Claims of it that are counted and not laid out."""

    @property
    def count(self) -> int:
        """How many claims rest on it."""
        return len(self.said) + self.hidden


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """The origins that speak for one side; `name` is empty for those that speak for none."""

    name: str
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """Sides by column (those for and against always, the others where they have any), and what is set aside, with why."""

    columns: Mapping[str, tuple[Side, ...]]
    aside: tuple[tuple[str, str], ...]
    aside_hidden: int = 0

    def order(self) -> list[str]:
        """All claims that are laid out, in the order in which they stand; those set aside last."""
        return [*(said.claim for _, origin in self.origins() for said in origin.said), *(claim for claim, _ in self.aside)]

    def origins(self) -> Iterator[tuple[str, Origin]]:
        """Every origin with the name of its column."""
        for name, sides in self.columns.items():
            for side in sides:
                for origin in side.origins:
                    yield name, origin

    def counts(self) -> dict[str, tuple[int, int]]:
        """For each column how many claims and how many origins it has, hidden ones too."""
        found = dict.fromkeys(self.columns, (0, 0))
        for name, origin in self.origins():
            claims, voices = found[name]
            found[name] = claims + origin.count, voices + 1
        return found

    @property
    def hidden(self) -> int:
        """How many claims are counted and not laid out."""
        return self.aside_hidden + sum(origin.hidden for _, origin in self.origins())

    def few(self, most: int, each: int, also: Collection[str] = ()) -> Laid:
        """So many claims, so many of one origin, since its copies say nothing new, and some others whatever they are.

        Every origin stays, with what of it is hidden.
        """
        kept: set[str] = set()
        for _, origin in self.origins():
            kept.update(said.claim for said in origin.said[: max(0, min(each, most - len(kept)))])
        return self._with(kept | set(also) | {claim for claim, _ in self.aside[:most]}, bare=True)

    def only(self, claims: Collection[str]) -> Laid:
        """Some claims alone, under their sides and origins."""
        return self._with(set(claims), bare=False)

    def _with(self, kept: set[str], *, bare: bool) -> Laid:
        """What is kept; `bare`: origins with nothing left stay, so that they are counted."""
        columns = {name: tuple(_sides_with(sides, kept, bare=bare)) for name, sides in self.columns.items()}
        aside = tuple(one for one in self.aside if one[0] in kept)
        return replace(self, columns=columns, aside=aside, aside_hidden=len(self.aside) - len(aside))


def _sides_with(sides: Iterable[Side], kept: set[str], *, bare: bool) -> Iterator[Side]:
    for side in sides:
        cut = (_cut(origin, kept) for origin in side.origins)
        origins = tuple(origin for origin in cut if bare or origin.said)
        if origins:
            yield replace(side, origins=origins)


def _cut(origin: Origin, kept: set[str]) -> Origin:
    said = tuple(one for one in origin.said if one.claim in kept)
    return replace(origin, said=said, hidden=origin.count - len(said))


def laid(
    incident: Incident, claims: Mapping[str, Resolved], imprints: Mapping[str, Imprint], set_aside: Mapping[str, str]
) -> Laid:
    """All claims of an incident in columns; members that are not among `claims` are passed over."""
    heard = hear(incident, claims, imprints, set_aside)
    columns: dict[str, list[Voice]] = {name: [] for name in ORDER}
    for voice in heard.voices:
        columns[_COLUMNS[voice.claim.stance]].append(voice)
    shown = {name: _sides(found, heard.sides.shown) for name, found in columns.items() if found or name in (FOR, AGAINST)}
    return Laid(columns=shown, aside=tuple((claim, why) for claim, why in heard.aside.items() if claim in claims))


def _sides(voices: Iterable[Voice], shown: Mapping[str, str]) -> tuple[Side, ...]:
    """Sides in the order of their names, those of no side last."""
    by_side: dict[str, list[Voice]] = {}
    for voice in voices:
        by_side.setdefault(voice.side, []).append(voice)
    ordered = sorted(by_side.items(), key=lambda one: (not one[0], shown.get(one[0], one[0])))
    return tuple(Side(name=shown.get(side, side), origins=_origins(found)) for side, found in ordered)


def _origins(voices: Iterable[Voice]) -> tuple[Origin, ...]:
    by_origin: dict[str, list[Voice]] = {}
    for voice in voices:
        by_origin.setdefault(voice.origin.key, []).append(voice)
    return tuple(
        Origin(
            name=found[0].origin.name,
            why=found[0].origin.why,
            said=tuple(Said(claim=voice.claim.id, told=voice.claim.told) for voice in found),
        )
        for found in by_origin.values()
    )
