"""What a weighed name resolves to: the place, the area that holds all it may mean, or nothing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from gawah.model import Place, Precision
from gawah.resolve.gazetteer import Gazetteer
from gawah.resolve.place_features import WRITTEN_SO, Option, Scene, Weighed, named_around
from gawah.resolve.place_kinds import radius_of, suits
from gawah.resolve.place_points import kilometres

SURE = 0.8
"""A place is chosen where it is at least so likely; an area, where what remains lies in it with this chance."""
SURE_OF_VILLAGES = 0.9
"""The same for a place so small that nobody counted who lives there: it has namesakes that no gazetteer knows."""
LEFT = 0.3
"""Where the places that fit the text have less than this chance, the name most likely means one that does not."""
SPELLED = 0.85
"""Names further from every form of a place do not name it."""
SPELLED_WELL = 0.95
KNOWN = 100_000
"""A town of so many people needs no neighbours in the text to be meant."""
FAR = 0.05
"""Below this nothing in the document is near a place or in its country."""
SUPPORT = ("named around", "claim names", "container named", "neighbours", "one sense", "home", "holds another")
"""Features of the document that speak for a small place."""
DIRECT = ("named around", "claim names", "named close", "one sense", "home", "holds another")
"""Those that tell a village of unknown size from its namesakes: the words around the name, not the whole document."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A place or None, why, and how likely; `metres` and `precision` where the words reach further than the place itself."""

    place: Place | None
    why: str
    chance: float = 0.0
    metres: int = 0
    precision: Precision = Precision.SITE


@dataclass(slots=True)
class Chooser:
    """The margin rule of this room, over one weighed scene."""

    scene: Scene
    gazetteer: Gazetteer

    def choose(self, weighed: Weighed, asked: tuple[int, ...] = ()) -> Choice:
        """The choice for a mention; `asked` are the mentions whose choice waits for this one."""
        name = weighed.cue.mention.words
        spelled = [option for option in weighed.options if option.match.spelled >= SPELLED]
        area = self._area_around(weighed, spelled, asked)
        fitting = [option for option in spelled if area is None or self._fits(weighed, option, area)]
        twin = self._twin_area(weighed, asked) if area is None else None
        if twin:  # the text said once where it lies; a province of the same name is another matter
            fitting = [o for o in fitting if o.place.precision >= Precision.PROVINCE or o.place.within(twin[0])]
        total = sum(option.chance for option in fitting)  # of all that the text allows, spoken for or not
        fitting = [option for option in fitting if not self._lonely(option, spelled)]
        if area is None and weighed.cue.inside is not None and not weighed.cue.soft:  # the area around it cannot be told
            fitting = [option for option in fitting if option.values.get("named around", 0.0) > 0]
        if not fitting:
            missing = "the gazetteer has no such name" + (f" in {area.name}" if area and spelled else "")
            if spelled and not area:
                missing = f'nothing in the text says that "{name}" is {spelled[0].place.full_name}'
            return self._fall_back(weighed, area, missing, asked)
        best = max(fitting, key=lambda option: (option.chance, option.place.id))
        sure = SURE_OF_VILLAGES if _unknown(best) else SURE
        if best.chance / total >= sure:
            return _chosen(weighed, best)
        spot = [o for o in fitting if o is best or (o.place.precision != best.place.precision and _one_spot(best, o))]
        if (
            len(spot) > 1 and sum(option.chance for option in spot) / total >= sure
        ):  # a village and its valley: the one that reaches further
            return _chosen(weighed, max((o for o in spot if o.chance >= best.chance / 5), key=lambda o: o.place.precision))
        held = self._held(fitting, total, sure)
        several = f'"{name}" could be {len(fitting)} places' if len(fitting) > 1 else f'"{name}" may be another place'
        if held and (area is None or held[0].within(area)):
            return Choice(held[0], f"{several}; all that is likely lies in {held[0].name}", held[1])
        return self._fall_back(weighed, area, f"{several}; none is clearly more likely", asked)

    def _area_around(self, weighed: Weighed, spelled: list[Option], asked: tuple[int, ...]) -> Place | None:
        """The area that the text names around a name, where that itself can be told."""
        inside = weighed.cue.inside
        if inside is None or inside in asked:
            return None
        if any(
            option.match.spelled >= SPELLED_WELL
            and option.chance >= LEFT
            and _larger(option, self.scene.mentions[inside], weighed.cue.soft)
            for option in spelled
        ):
            return None  # a province does not lie in a district, whatever stands between
        if weighed.cue.soft and spelled and not any(named_around(self.scene, weighed, option) > 0 for option in spelled):
            return None  # the names stand in a list
        return self.choose(self.scene.mentions[inside], (*asked, weighed.at)).place

    def _twin_area(self, weighed: Weighed, asked: tuple[int, ...]) -> tuple[Place, str] | None:
        """The area that the text names around the same name elsewhere, and how it says so."""
        for other in self.scene.mentions:
            inside = other.cue.inside
            if other.key == weighed.key and other.at != weighed.at and inside is not None and not other.cue.soft:
                if inside in asked or other.at in asked or inside == weighed.at:
                    continue
                around = self.choose(self.scene.mentions[inside], (*asked, weighed.at, other.at)).place
                if around is not None and around.precision >= Precision.DISTRICT:
                    return around, other.cue.how
        return None

    def _fits(self, weighed: Weighed, option: Option, area: Place) -> bool:
        """Whether a place can lie in the area that the text names around it."""
        return option.place.within(area) or named_around(self.scene, weighed, option) >= 0

    def _lonely(self, option: Option, spelled: list[Option]) -> bool:
        """Whether nothing in the document speaks for a small place: neither its province nor anything near it is named.

        A name that is spelled otherwise, or that the text calls by another kind, needs that support most of all, and a village
        with namesakes needs it close by. One that no other place bears, in the country that the document is about, needs none.
        """
        values, alone = option.values, len(self.scene.shares) < 2
        support = max(values.get(name, 0.0) for name in SUPPORT)
        there = max(support, values.get("same country", 0.0))
        if option.match.spelled < WRITTEN_SO and there < 0.5:
            return True
        if SPELLED_WELL <= option.match.spelled < 1.0 and not alone and there < FAR:
            return True  # it only sounds alike, and nothing else in the document is near it or in its country
        if option.place.precision > Precision.DISTRICT:
            return False
        if option.match.population >= KNOWN or alone:
            return False
        doubtful = option.match.spelled < SPELLED_WELL or values.get("kind word", 0.0) < 0
        if doubtful or (_unknown(option) and any(_rival(option, other) for other in spelled)):
            return max(values.get(name, 0.0) for name in DIRECT) < 0.5
        if values.get("same country", 0.0) >= 0.5 and all(
            _one_spot(option, other) or other.place.country != option.place.country for other in spelled
        ):
            return False
        return support < 0.5

    def _held(self, options: list[Option], total: float, sure: float) -> tuple[Place, float] | None:
        """The smallest area that holds what is likely, and the chance that it does."""
        held: dict[str, float] = defaultdict(float)
        for option in options:
            for area in {option.place.id, *option.place.containers}:
                held[area] += option.chance / total
        areas = [(self.gazetteer.place(area), chance) for area, chance in held.items() if chance >= sure]
        areas = [(place, chance) for place, chance in areas if place.precision > Precision.VILLAGE]
        return min(areas, key=lambda item: (item[0].precision, item[0].radius_m, item[0].id), default=None)

    def _fall_back(self, weighed: Weighed, area: Place | None, missing: str, asked: tuple[int, ...]) -> Choice:
        """The area that the text, or the claim, names around a name that itself cannot be told."""
        if area is not None:
            return Choice(area, f"{missing}; the text says {weighed.cue.how}", SURE)
        twin = self._twin_area(weighed, asked)
        if twin:
            return Choice(twin[0], f"{missing}; elsewhere the text says {twin[1]}", SURE)
        for at in weighed.cue.chain:
            if at not in asked:
                around = self.choose(self.scene.mentions[at], (*asked, weighed.at)).place
                if around is not None and around.precision >= Precision.DISTRICT:
                    around_it = Choice(around, f"{missing}; the claim names {around.name} around it", SURE)
                    return self._street(weighed, asked, around) or around_it
        return self._street(weighed, asked) or Choice(None, missing)

    def _street(self, weighed: Weighed, asked: tuple[int, ...], area: Place | None = None) -> Choice | None:
        """The one town that the document is of, for a street; None where there is none, or it lies outside the area named."""
        if not weighed.cue.street:
            return None
        found = [self.choose(self.scene.mentions[at], (*asked, weighed.at)).place for at in self.scene.towns if at not in asked]
        towns = {place.id: place for place in found if place is not None and place.precision < Precision.PROVINCE}
        town = next(iter(towns.values())) if len(towns) == 1 else None
        if town is None or (area is not None and not town.within(area)):
            return None
        return Choice(town, f'"{weighed.cue.mention.words}" is a street; the report is of {town.name}', SURE)


def _chosen(weighed: Weighed, best: Option) -> Choice:
    """The choice of one place; where the text calls it a valley or a district and it is a village, with that reach."""
    place, cue = best.place, weighed.cue
    why = f'"{cue.mention.words}" is {place.full_name}'
    if cue.codes and not suits(place.kind, cue.codes) and place.precision < Precision.DISTRICT:
        wide = radius_of(cue.codes[0])
        if wide > place.radius_m:
            why += f'; the text says "{cue.kind_word}", so it reaches further than the {place.precision.word}'
            return Choice(place, why, best.chance, wide, Precision.DISTRICT)
    return Choice(place, why, best.chance)


def _rival(option: Option, other: Option) -> bool:
    """Whether another place of the same country bears the name as well."""
    return other.match.spelled >= SPELLED_WELL and other.place.country == option.place.country and not _one_spot(option, other)


def _larger(option: Option, area: Weighed, soft: bool) -> bool:
    """Whether a place is of a larger class than all that the area may be; with only a comma between, of as large a one."""
    classes = [other.place.precision for other in area.options if other.chance >= LEFT]
    largest = max(classes, default=Precision.UNKNOWN)
    return option.place.precision > largest or (soft and option.place.precision == largest >= Precision.PROVINCE)


def _unknown(option: Option) -> bool:
    """Whether a place is a village or quarter of unknown size."""
    return option.place.precision <= Precision.VILLAGE and not option.match.population


def _one_spot(option: Option, other: Option) -> bool:
    """Whether two entries may be one place, or one lies in the other."""
    if option is other or other.place.within(option.place) or option.place.within(other.place):
        return True
    return option.point is not None and other.point is not None and kilometres(option.point, other.point) < 30
