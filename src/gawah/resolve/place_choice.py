"""What a weighed name resolves to: the place, the area that holds all it may mean, or nothing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from gawah.model import Place, Precision
from gawah.resolve.gazetteer import Gazetteer
from gawah.resolve.place_features import Option, Scene, Weighed, named_around
from gawah.resolve.place_kinds import radius_of, suits

SURE = 0.7
"""A place is chosen where it is at least so likely; an area, where what remains lies in it with this chance."""
SPELLED = 0.85
"""Names further from every form of a place do not name it."""
SPELLED_WELL = 0.95
_LEFT = 0.3
"""Where the places that fit the text have less than this chance, the name most likely means one that does not."""
KNOWN = 100_000
"""A town of so many people needs no neighbours in the text to be meant."""
SUPPORT = ("named around", "claim names", "container named", "neighbours", "one sense", "home", "holds another")
"""Features of the document that speak for a small place."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A place or None, why, and how likely; `metres` and `precision` where the words reach further than the place itself."""

    place: Place | None
    why: str
    chance: float = 0.0
    metres: int = 0
    precision: Precision = Precision.SITE


def choose(scene: Scene, weighed: Weighed, gazetteer: Gazetteer) -> Choice:
    """The choice for a weighed mention, by the margin rule of this room."""
    name = weighed.cue.mention.words
    spelled = [option for option in weighed.options if option.match.spelled >= SPELLED]
    area = _area_around(scene, weighed)
    if weighed.cue.soft and spelled and not any(named_around(scene, weighed, option) > 0 for option in spelled):
        area = None  # the names stand in a list
    fitting = [option for option in spelled if area is None or _fits(scene, weighed, option)]
    fitting = [option for option in fitting if not _lonely(scene, option)]
    if not fitting:
        missing = "the gazetteer has no such name" + (f" in {area.place.name}" if area and spelled else "")
        if spelled and not area:
            missing = f'nothing in the text says that "{name}" is {spelled[0].place.full_name}'
        return _fall_back(scene, weighed, area, missing)
    total = sum(option.chance for option in fitting) or 1.0
    if total < _LEFT:
        return _fall_back(scene, weighed, area, f'nothing in the text says which "{name}" is meant')
    best = max(fitting, key=lambda option: (option.chance, option.place.id))
    if best.chance / total >= SURE:
        return _chosen(weighed, best)
    held = _held(fitting, total, gazetteer)
    several = f'"{name}" could be {len(fitting)} places' if len(fitting) > 1 else f'"{name}" may be another place'
    if held:
        return Choice(held[0], f"{several}; all that is likely lies in {held[0].name}", held[1])
    return _fall_back(scene, weighed, area, f"{several}; none is clearly more likely")


def _chosen(weighed: Weighed, best: Option) -> Choice:
    place, cue = best.place, weighed.cue
    why = f'"{cue.mention.words}" is {place.full_name}'
    if cue.codes and not suits(place.kind, cue.codes) and place.precision < Precision.DISTRICT:
        wide = radius_of(cue.codes[0])
        if wide > place.radius_m:
            why += f'; the text says "{cue.kind_word}", so it reaches further than the {place.precision.word}'
            return Choice(place, why, best.chance, wide, Precision.DISTRICT)
    return Choice(place, why, best.chance)


def _area_around(scene: Scene, weighed: Weighed) -> Option | None:
    """The area that the text names around a name, where that is clear."""
    if weighed.cue.inside is None:
        return None
    options = scene.mentions[weighed.cue.inside].options
    best = max(options, key=lambda option: (option.chance, option.place.id), default=None)
    return best if best and best.chance >= SURE and best.match.spelled >= SPELLED else None


def _fits(scene: Scene, weighed: Weighed, option: Option) -> bool:
    """Whether a place can lie in the area that the text names around it."""
    return named_around(scene, weighed, option) >= 0


def _lonely(scene: Scene, option: Option) -> bool:
    """Whether nothing in the document speaks for a small place: neither its province nor anything near it is named.

    A name that is spelled otherwise, or that the text calls by another kind, needs that support most of all.
    """
    place, values = option.place, option.values
    if place.precision > Precision.DISTRICT or option.match.population >= KNOWN or len(scene.shares) < 2:
        return False
    support = max(values.get(name, 0.0) for name in SUPPORT)
    doubtful = option.match.spelled < SPELLED_WELL or values.get("kind word", 0.0) < 0
    return support < (0.5 if doubtful else 0.25)


def _held(options: list[Option], total: float, gazetteer: Gazetteer) -> tuple[Place, float] | None:
    """The smallest area that holds what is likely, and the chance that it does."""
    held: dict[str, float] = defaultdict(float)
    for option in options:
        for area in {option.place.id, *option.place.containers}:
            held[area] += option.chance / total
    areas = [(gazetteer.place(area), chance) for area, chance in held.items() if chance >= SURE]
    areas = [(place, chance) for place, chance in areas if place.precision > Precision.VILLAGE]
    return min(areas, key=lambda item: (item[0].precision, item[0].radius_m, item[0].id), default=None)


def _fall_back(scene: Scene, weighed: Weighed, area: Option | None, missing: str) -> Choice:
    """The area that the text, or the claim, names around a name that itself cannot be told."""
    if area is not None:
        return Choice(area.place, f"{missing}; the text says {weighed.cue.how}", area.chance)
    for at in weighed.cue.chain:
        best = max(scene.mentions[at].options, key=lambda option: (option.chance, option.place.id), default=None)
        if best and best.chance >= SURE and best.match.spelled >= SPELLED and best.place.precision >= Precision.DISTRICT:
            return Choice(best.place, f"{missing}; the claim names {best.place.name} around it", best.chance)
    return Choice(None, missing)
