"""The comparisons that tell which place a name means: small, named, each with a sentence a reader can check.

A score is the sum of each value (0 to 1) times its weight in `resources/places/weights.yml`. The first group looks at the name
and the candidate alone; the second asks what the rest of the document was taken to mean, so it is measured pass by pass.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, log10

from gawah.model import Place, Precision
from gawah.resolve.gazetteer import Match
from gawah.resolve.gazetteer_world import OURS
from gawah.resolve.place_cues import Cue
from gawah.resolve.place_kinds import suits, word_of
from gawah.resolve.place_points import Point, kilometres, point_of
from gawah.text.spelling import near, plain

WRITTEN_SO = 0.97
"""A name fits so well that is written as one of the place's own, but for its kind word."""
UNLIKELY = 0.001
"""What is less likely than this counts nothing for others."""
_FORTY_KM = 0.37
"""Degrees of latitude that are more than 40 km."""
AREAS = (Precision.DISTRICT, Precision.PROVINCE, Precision.COUNTRY)


@dataclass(slots=True)
class Option:
    """One place that a mention may mean, with how likely it is by the last pass."""

    match: Match
    chance: float = 0.0
    score: float = 0.0
    values: dict[str, float] = field(default_factory=dict)
    point: Point | None = None
    place: Place = field(init=False)

    def __post_init__(self) -> None:
        self.place = self.match.place


@dataclass(slots=True, eq=False)
class Weighed:
    """A mention with its options, while they are weighed; `at` is its index in the scene."""

    at: int
    cue: Cue
    options: list[Option]
    key: str
    """Mentions of one key are taken to mean one place, unless the text says otherwise."""


@dataclass(slots=True)
class Scene:
    """What the document was taken to be about by the last pass."""

    mentions: list[Weighed]
    shares: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """Key of a name -> id of an area (a country by its code) -> how surely the name lies there."""
    sums: Mapping[str, float] = field(default_factory=dict)
    """The shares of all names added up, by area."""
    named: Mapping[str, float] = field(default_factory=dict)
    """Id of a place that the document names -> how sure that is."""
    where: Mapping[str, Sequence[tuple[int, float]]] = field(default_factory=dict)
    """Id of an area -> the mentions that likely mean it, with their chances."""
    points: tuple[tuple[str, Point, float], ...] = ()
    """Where the names lie: key of the name, point, chance."""
    twins: Mapping[tuple[str, str], float] = field(default_factory=dict)
    """(key, id) -> chance that this name means this place, over all its mentions."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """How often each name stands in the document."""
    homes: tuple[tuple[Place, float], ...] = ()
    """The case's focus (worth 1) and places that the publisher's name speaks of (worth less)."""
    towns: tuple[int, ...] = ()
    """Indices of the names of the town that the document is of: its dateline, or its police."""


Measure = Callable[[Scene, Weighed, Option], float]


@dataclass(frozen=True, slots=True)
class Feature:
    """A named comparison. `yes` and `no` say what it found, for readers; the docstring of `measure` says what it compares."""

    name: str
    measure: Measure
    yes: str
    no: str = ""
    later: bool = False
    """Measured against the rest of the document, from the second pass on."""

    def say(self, value: float, weighed: Weighed, option: Option) -> str:
        """The sentence for a value; empty where it found nothing worth saying."""
        words = self.yes if value > 0 else self.no
        place = option.place
        return words.format(
            name=weighed.cue.mention.words,
            form=option.match.name,
            place=place.full_name,
            kind=word_of(place.kind),
            word=weighed.cue.kind_word,
            how=weighed.cue.how,
            people=f"{option.match.population:,}",
            value=value,
        )


def spelling(_scene: Scene, _weighed: Weighed, option: Option) -> float:
    """How well the name fits a form of the place's name; anything under three quarters counts nothing."""
    return max(0.0, 1 - 4 * (1 - option.match.spelled))


def main_name(_scene: Scene, weighed: Weighed, option: Option) -> float:
    """Whether the name is the one that the gazetteer puts first, and no rarer form."""
    usual = plain(option.place.name)
    names = {weighed.cue.name, plain(weighed.cue.sought)}
    return float(bool(names & {usual, usual.removesuffix(" county")}) or near(weighed.cue.name, usual) >= 0.93)


def rank(_scene: Scene, _weighed: Weighed, option: Option) -> float:
    """How well known the place is, by its kind and by how many live there."""
    return option.match.rank


def people(_scene: Scene, _weighed: Weighed, option: Option) -> float:
    """How many live there, by the logarithm (a hundred million: 1)."""
    return min(1.0, log10(max(1, option.match.population)) / 8)


def biggest(_scene: Scene, weighed: Weighed, option: Option) -> float:
    """Which share of all who live in places that are usually called so live there."""
    if not _called_so(option, weighed):
        return 0.0
    return option.match.population / sum(other.match.population for other in weighed.options if _called_so(other, weighed))


def _called_so(option: Option, weighed: Weighed) -> bool:
    usual, match = plain(option.place.name), option.match
    return match.spelled >= WRITTEN_SO and match.population > 0 and usual in {plain(weighed.cue.sought), weighed.cue.name}


def country(_scene: Scene, _weighed: Weighed, option: Option) -> float:
    """Whether it is a country."""
    return float(option.place.kind.startswith("PCL"))


def province(_scene: Scene, _weighed: Weighed, option: Option) -> float:
    """Whether it is a province."""
    return float(option.place.kind == "ADM1")


def district(_scene: Scene, _weighed: Weighed, option: Option) -> float:
    """Whether it is a district or a valley."""
    return float(option.place.precision is Precision.DISTRICT)


def kind_word(_scene: Scene, weighed: Weighed, option: Option) -> float:
    """Whether the kind word beside the name fits the place (1) or speaks against it (-1)."""
    codes = weighed.cue.codes
    if codes is None:
        return 0.0
    return 1.0 if suits(option.place.kind, codes) else -1.0


def demonym(_scene: Scene, _weighed: Weighed, option: Option) -> float:
    """Whether the name is the word for what or who is of the place."""
    return float(option.match.language == "demonym" and option.match.spelled == 1.0)


def shortened(_scene: Scene, weighed: Weighed, option: Option) -> float:
    """Whether the name is an abbreviation of it, as written (1), or only looks like one (-1)."""
    if option.match.language != "short":
        return 0.0
    return (
        1.0
        if weighed.cue.mention.words.strip(" ,.").replace(" ", "") == option.match.name.strip(".").replace(" ", "")
        else -1.0
    )


def named_around(scene: Scene, weighed: Weighed, option: Option) -> float:
    """Whether the area that the text names around it holds it (1), or is elsewhere (-1)."""
    inside = weighed.cue.inside
    if inside is None:
        return 0.0
    areas = scene.mentions[inside].options
    held = _held(areas, option)
    if weighed.cue.soft:
        inside_it = any(other.match.spelled >= 0.96 and _held(areas, other) > 0.05 for other in weighed.options)
        peer = max(areas, key=lambda area: area.chance, default=option).place.precision <= option.place.precision
        if not inside_it or (peer and not held):
            return 0.0  # a list, not a place and its area
    apart = sum(area.chance for area in areas if area.place.precision in AREAS) - held
    return held - max(0.0, apart)


def like_the_list(scene: Scene, weighed: Weighed, option: Option) -> float:
    """Whether the names listed beside it ("Parwan, Kapisa and Panjshir") mean places of the same class."""
    beside = [scene.mentions[at] for at in weighed.cue.beside]
    like = [sum(o.chance for o in other.options if o.place.precision == option.place.precision) for other in beside]
    return sum(like) / len(like) if like else 0.0


def holds_another(scene: Scene, weighed: Weighed, option: Option) -> float:
    """Whether it holds a place that the text names as lying in it."""
    held = [other for other in scene.mentions if other.cue.inside == weighed.at]
    return max((o.chance for other in held for o in other.options if option.place.id in o.place.containers), default=0.0)


def claim_names(scene: Scene, weighed: Weighed, option: Option) -> float:
    """Whether an area that the same claim names after it holds it."""
    areas = [area for at in weighed.cue.chain for area in scene.mentions[at].options]
    return max((area.chance for area in areas if area.place.id in option.place.containers), default=0.0)


def container_named(scene: Scene, _weighed: Weighed, option: Option) -> float:
    """Whether the document names the province or district that it lies in."""
    areas = option.place.containers[:-1] if option.place.country else option.place.containers
    return max((scene.named.get(area, 0.0) for area in areas), default=0.0)


def named_close(scene: Scene, weighed: Weighed, option: Option) -> float:
    """How close in the text the province or district that it lies in is named (the same sentence counts most)."""
    best, here = 0.0, weighed.cue.mention.span.start
    for area in option.place.containers[:-1]:
        for at, chance in scene.where.get(area, ()):
            if at != weighed.at and chance > best:
                gap = abs(scene.mentions[at].cue.mention.span.start - here)
                best = max(best, chance * exp(-gap / 250))
    return best


def country_named(scene: Scene, _weighed: Weighed, option: Option) -> float:
    """Whether the document names the country that it lies in."""
    return scene.named.get(option.place.containers[-1], 0.0) if option.place.containers else 0.0


def same_country(scene: Scene, weighed: Weighed, option: Option) -> float:
    """The share of the document's other names that lie in the same country."""
    return _share(scene, option.place.country, weighed.key)


def same_province(scene: Scene, weighed: Weighed, option: Option) -> float:
    """The share of the document's other names that lie in the same province."""
    return _share(scene, province_of(option.place), weighed.key)


def neighbours(scene: Scene, weighed: Weighed, option: Option) -> float:
    """How near the nearest other names of the document lie (within 50 km counts most)."""
    if option.point is None:
        return 0.0
    lat, here = option.point[0], option.point
    close: list[float] = [
        chance * exp(-kilometres(here, point) / 60)
        for key, point, chance in scene.points
        if -3 < point[0] - lat < 3 and key != weighed.key  # three degrees are 333 km: nothing further counts
    ]
    close.sort(reverse=True)
    return sum((value / (1, 2, 4)[at] for at, value in enumerate(close[:3])), 0.0) / 1.75


def one_sense(scene: Scene, weighed: Weighed, option: Option) -> float:
    """How surely the same name means this place elsewhere in the document."""
    count = scene.counts.get(weighed.key, 1)
    if count < 2:
        return 0.0
    return max(0.0, scene.twins.get((weighed.key, option.place.id), 0.0) * count - option.chance) / (count - 1)


def home(scene: Scene, _weighed: Weighed, option: Option) -> float:
    """How near it lies to the focus of the case or to the publisher's home."""
    best = 0.0
    for place, worth in scene.homes:
        point = point_of(place)
        if option.place.within(place):
            best = max(best, worth)
        elif point and option.point:
            best = max(best, 0.5 * worth * exp(-kilometres(option.point, point) / 100))
    return best


def province_of(place: Place) -> str:
    """The id of the province of a place, or its own where it is one; empty where none is known."""
    if place.kind == "ADM1":
        return place.id
    return place.containers[-2] if len(place.containers) > 1 else ""


def _held(areas: list[Option], option: Option) -> float:
    """The chance that one of some areas holds a place, or stands beside it."""
    around = option.place.containers
    return sum((a.chance for a in areas if a.chance > UNLIKELY and (a.place.id in around or _close(a, option))), 0.0)


def _close(area: Option, option: Option) -> bool:
    """Whether a place lies at a town or valley that the text names around it, or is that place."""
    if area.point is None or option.point is None or abs(area.point[0] - option.point[0]) > _FORTY_KM:
        return False
    if area.place.id == option.place.id:
        return False
    if area.place.kind.startswith("ADM") and len(option.place.containers) > 2 and area.place.source != OURS:
        return False  # the gazetteer knows its district, and it is another; our own districts come without villages
    reach = min(40.0, area.place.radius_m / 1000) if area.place.source == OURS else 40.0
    return area.place.precision < Precision.PROVINCE and kilometres(area.point, option.point) < reach


def _share(scene: Scene, area: str, key: str) -> float:
    """The share of the document's other names that lie in an area."""
    others = len(scene.shares) - 1
    if not area or others < 1:
        return 0.0
    return max(0.0, scene.sums.get(area, 0.0) - scene.shares[key].get(area, 0.0)) / others


FEATURES: tuple[Feature, ...] = (
    Feature("spelling", spelling, '"{name}" is written "{form}" there'),
    Feature("main name", main_name, '"{form}" is its usual name'),
    Feature("rank", rank, "{kind}, how well known: {value:.2f}"),
    Feature("people", people, "{people} people live there"),
    Feature("biggest", biggest, "{value:.0%} of all who live in places of this name live there"),
    Feature("country", country, "it is a country"),
    Feature("province", province, "it is a province"),
    Feature("district", district, "it is a district or valley"),
    Feature("kind word", kind_word, 'the text says "{word}"', 'the text says "{word}", this is a {kind}'),
    Feature("demonym", demonym, '"{name}" is the word for what is of it'),
    Feature("short", shortened, '"{name}" is its abbreviation', '"{name}" only looks like its abbreviation'),
    Feature(
        "named around", named_around, "the text says {how}", "the text says {how}, which does not hold this one", later=True
    ),
    Feature("like the list", like_the_list, "the names beside it mean a {kind} too", later=True),
    Feature("holds another", holds_another, "the text names a place in it", later=True),
    Feature("claim names", claim_names, "the claim itself names an area that holds it", later=True),
    Feature("container named", container_named, "the document names the area it lies in", later=True),
    Feature("named close", named_close, "the text names the area it lies in close by", later=True),
    Feature("country named", country_named, "the document names its country", later=True),
    Feature("same country", same_country, "{value:.0%} of the other names lie in its country", later=True),
    Feature("same province", same_province, "{value:.0%} of the other names lie in its province", later=True),
    Feature("neighbours", neighbours, "other names of the document lie near it ({value:.2f})", later=True),
    Feature("one sense", one_sense, "the same name means it elsewhere in the document", later=True),
    Feature("home", home, "it lies in the focus of the case or near the publisher's home"),
)
