"""Weighing the place names of one document together, pass by pass.

The first pass looks at each name alone. Each later pass asks what the passes before took the other names to mean: the country
and province most of them lie in, their neighbours, the areas named around them. A few passes settle.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import exp

from gawah.model import Mention, Place
from gawah.resolve.gazetteer import Gazetteer, Match
from gawah.resolve.place_cues import Cue, read_cues
from gawah.resolve.place_features import AREAS, FEATURES, Option, Scene, Weighed, province_of
from gawah.resolve.place_points import kilometres, point_of
from gawah.text.spelling import fold, plain

PASSES = 3
OPTIONS = 30
_LIKELY = 0.02
_SETTLED = 0.01
"""No chance moves by more from one pass to the next: the scene has settled."""
_SHORT = 5
"""Letters of an abbreviation, at most."""
_WELL = 0.9


def set_scene(
    text: str,
    mentions: Sequence[Mention],
    gazetteer: Gazetteer,
    homes: Sequence[tuple[Place, float]] = (),
    chains: Mapping[int, tuple[int, ...]] | None = None,
    *,
    towns: Sequence[int] = (),
) -> Scene:
    """The mentions with their options, not yet weighed; `towns` are indices of names of the town that the document is of."""
    cues = read_cues(text, mentions, gazetteer.has_name)
    for at, chain in (chains or {}).items():
        cues[at] = replace(cues[at], chain=chain)
    weighed = [_options(at, cue, gazetteer) for at, cue in enumerate(cues)]
    return Scene(mentions=weighed, homes=tuple(homes), towns=tuple(towns))


def _options(at: int, cue: Cue, gazetteer: Gazetteer) -> Weighed:
    if cue.street:
        return Weighed(at, cue, [], plain(cue.mention.words))
    matches = [match for match in gazetteer.find(cue.sought) if _possible(match, cue)]
    if not matches or max(match.spelled for match in matches) < _WELL:
        matches = _in_its_area(cue, gazetteer) or matches
    matches.sort(key=lambda match: -(match.spelled * 3 + match.rank))
    options = [Option(match, point=point_of(match.place)) for match in matches[:OPTIONS]]
    key = fold(cue.name)
    return Weighed(at, cue, options, key if len(key) > 3 else plain(cue.mention.words))


def _in_its_area(cue: Cue, gazetteer: Gazetteer) -> list[Match]:
    """Matches of a name that ends with the area around it ("Pulhesar Andarab"): places of the first words in the last."""
    words = cue.sought.replace(",", " ").split()
    for cut in range(len(words) - 1, 0, -1):
        areas = {match.place.id for match in gazetteer.find(" ".join(words[cut:])) if match.spelled >= _WELL}
        first = gazetteer.find(" ".join(words[:cut]))
        within = [match for match in first if match.spelled >= _WELL and areas & {match.place.id, *match.place.containers}]
        if within:
            return within
        near = [match for match in first if match.spelled >= _WELL and _beside_one(match, areas, gazetteer)]
        if near:
            return near
    return []


def _beside_one(match: Match, areas: set[str], gazetteer: Gazetteer) -> bool:
    """Whether a place lies no further from one of some areas than that area reaches."""
    here = point_of(match.place)
    for area in areas if here else ():
        place = gazetteer.place(area)
        there = point_of(place)
        if here and there and kilometres(here, there) * 1000 <= 2 * place.radius_m:
            return True
    return False


def _possible(match: Match, cue: Cue) -> bool:
    """Whether a match is worth weighing: abbreviations only as they are written, demonyms letter by letter."""
    words = cue.sought
    if words.isupper() and len(words) <= _SHORT and match.spelled < 1.0:
        return False  # an abbreviation, which sounds like no other name
    if match.language == "short":
        return words.strip(" ,.’'") in (match.name, match.name.strip("."))
    return match.language != "demonym" or match.spelled == 1.0


def weigh_scene(scene: Scene, weights: Mapping[str, float], passes: int = PASSES) -> Scene:
    """The scene with a chance for each option; the chances of a mention add up to one. Ends where a pass changes nothing."""
    options = [option for weighed in scene.mentions for option in weighed.options]
    for turn in range(passes + 1):
        before = [option.chance for option in options]
        for weighed in scene.mentions:
            measure(scene, weighed, later=turn > 0)
        for weighed in scene.mentions:
            share(weighed, weights)
        scene = take_stock(scene)
        moved = max((abs(option.chance - was) for option, was in zip(options, before, strict=True)), default=0.0)
        if turn and moved < _SETTLED:
            break
    return scene


def measure(scene: Scene, weighed: Weighed, *, later: bool) -> None:
    """Measure the features of every option of a mention; those against the document only where `later`."""
    for option in weighed.options:
        for feature in FEATURES:
            if feature.later == later or (not later and feature.later):
                option.values[feature.name] = feature.measure(scene, weighed, option) if later or not feature.later else 0.0


def share(weighed: Weighed, weights: Mapping[str, float]) -> None:
    """Turn the values of a mention's options into scores, and the scores into chances."""
    for option in weighed.options:
        option.score = sum(weights[name] * value for name, value in option.values.items() if value)
    top = max((option.score for option in weighed.options), default=0.0)
    total = sum(exp(option.score - top) for option in weighed.options)
    for option in weighed.options:
        option.chance = exp(option.score - top) / total


def take_stock(scene: Scene) -> Scene:
    """What the document is about, by the chances as they stand."""
    counts: dict[str, int] = defaultdict(int)
    twins: dict[tuple[str, str], float] = defaultdict(float)
    places: dict[str, Option] = {}
    where: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for weighed in scene.mentions:
        if weighed.options:
            counts[weighed.key] += 1
        for option in weighed.options:
            twins[weighed.key, option.place.id] += option.chance
            places[option.place.id] = option
            if option.place.precision in AREAS and option.chance >= 0.2:
                where[option.place.id].append((weighed.at, option.chance))
    shares: dict[str, dict[str, float]] = {key: defaultdict(float) for key in counts}
    named: dict[str, float] = {}
    points = []
    for (key, at), total in twins.items():
        chance = twins[key, at] = total / counts[key]
        if chance < _LIKELY:
            continue
        place, point = places[at].place, places[at].point
        named[at] = max(named.get(at, 0.0), chance)
        for area in {place.country, province_of(place)} - {""}:
            shares[key][area] += chance
        if point is not None and place.radius_m <= 100000:
            points.append((key, point, chance))
    sums: dict[str, float] = defaultdict(float)
    for areas in shares.values():
        for area, chance in areas.items():
            sums[area] += chance
    return Scene(
        mentions=scene.mentions,
        shares=shares,
        sums=sums,
        named=named,
        where=where,
        points=tuple(points),
        twins=twins,
        counts=counts,
        homes=scene.homes,
        towns=scene.towns,
    )
