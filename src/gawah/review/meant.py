"""What a reviewer says that words mean: a place, an actor, the days. How it is written, and the record that it makes.

A place is written by its id in the gazetteer, a name in round brackets behind it for the reader: "AF.42.anaba (Anaba,
Panjshir)". A place that was drawn on the map is written by its middle and radius, or by its corners, then its name and the id
of the area that it lies in: "35.22,69.38 2km (the upper valley) in AF.42", "35.1,69.2 35.2,69.2 35.2,69.3 (the ridge)". An
actor is written by its id in the registry. Days are written in EDTF. "unresolved" says that a person looked, and that it cannot
be told.
"""

from __future__ import annotations

import re
from dataclasses import replace
from math import cos, hypot, radians

from gawah.errors import BadInput, ContradictoryRange
from gawah.model import Actor, Claim, Meant, Place, Precision, When

UNRESOLVED = "unresolved"
DRAWN = "drawn:"
"""What the id of a place begins with that is in no gazetteer: a reviewer drew it."""
OF_WORDS = ("place", "actor")
"""Choices that are about one mention; their slot is written with its words: "place:Doab"."""
_KM = 111.195
"""Kilometres in a degree of latitude."""
_BY_ID = re.compile(r"(?P<id>[^\s();,]{1,80})(?:\s+\((?P<name>[^()]*(?:\([^()]*\)[^()]*)*)\))?")
_POINT = r"-?\d{1,3}(?:\.\d{1,8})?,-?\d{1,3}(?:\.\d{1,8})?"
_DRAWN = re.compile(
    rf"(?P<points>{_POINT}(?:\s{_POINT}){{0,99}})(?:\s(?P<km>\d{{1,4}}(?:\.\d{{1,3}})?)km)?"
    r"(?:\s\((?P<name>[^()]*)\))?(?:\sin\s(?P<area>[^\s();,]{1,80}))?"
)
_FINEST = ((0.5, Precision.SITE), (8.0, Precision.VILLAGE), (60.0, Precision.DISTRICT), (400.0, Precision.PROVINCE))
"""Up to so many kilometres of radius, a drawn place counts as so exact."""


def choose(claim: Claim, slot: str, value: str) -> Claim:
    """The claim with what its words mean as the reviewer has it; an empty value takes the choice back. Raises BadInput."""
    kind, _, words = slot.partition(":")
    others = tuple(one for one in claim.meant if (one.slot, one.words) != (kind, words))
    if not value:
        return replace(claim, meant=others)
    held = Meant(slot=kind, words=words)
    if value != UNRESOLVED:
        match kind:
            case "actor":
                held = replace(held, actor=_actor(slot, value))
            case "when":
                held = replace(held, when=_when(value))
            case _:
                held = replace(held, place=_place(slot, value))
    return replace(claim, meant=tuple(sorted((*others, held), key=lambda one: (one.slot, one.words))))


def chosen(claim: Claim, slot: str) -> str:
    """A choice as it would be written again; empty where a reviewer has made none."""
    kind, _, words = slot.partition(":")
    for one in claim.meant:
        if (one.slot, one.words) == (kind, words):
            if one.place:
                return place_words(one.place)
            if one.actor:
                return f"{one.actor.id} ({one.actor.name})" if one.actor.name else one.actor.id
            return (one.when.edtf if one.when else None) or UNRESOLVED
    return ""


def place_words(place: Place) -> str:
    """A place as it is written for a choice."""
    if not place.id.startswith(DRAWN):
        name = _unbraced(place.full_name)
        return f"{place.id} ({name})" if name else place.id
    where = place.id.removeprefix(DRAWN)
    name = f" ({place.name})" if place.name else ""
    return where + name + (f" in {place.containers[0]}" if place.containers else "")


def _unbraced(name: str) -> str:
    return " ".join(re.sub(r"[()]", " ", name).split())


def _place(slot: str, value: str) -> Place:
    drawn = _DRAWN.fullmatch(value)
    if drawn:
        return _drawn(slot, drawn)
    found = _BY_ID.fullmatch(value)
    if found is None:
        raise BadInput(
            f'{slot}: {value[:80]!r} is not a place; write the id of one ("gawah gazetteer search NAME" lists them), '
            'a middle and a radius as "35.22,69.38 2km (name)", or "unresolved"'
        )
    return Place(id=found["id"], name=(found["name"] or "").strip())


def _drawn(slot: str, found: re.Match[str]) -> Place:
    points = [_point(slot, words) for words in found["points"].split()]
    if len(points) == 1 and not found["km"]:
        raise BadInput(f'{slot}: a point needs a radius, since no report is exact to the metre; write "{found["points"]} 1km"')
    if len(points) == 2 or (len(points) > 2 and found["km"]):
        raise BadInput(f"{slot}: a place is one point with a radius, or three corners and more")
    middle, km = (points[0], float(found["km"])) if len(points) == 1 else _around(points)
    if not 0 < km <= 5000:
        raise BadInput(f"{slot}: a radius of {km:g} km is of no use; it runs from 0.001 to 5000")
    where = found["points"] + (f" {found['km']}km" if found["km"] else "")
    return Place(
        id=f"{DRAWN}{where}",
        name=(found["name"] or "").strip(),
        lat=round(middle[0], 5),
        lon=round(middle[1], 5),
        precision=next((precision for most, precision in _FINEST if km <= most), Precision.COUNTRY),
        radius_m=round(km * 1000),
        containers=(found["area"],) if found["area"] else (),
        source="review",
    )


def _point(slot: str, words: str) -> tuple[float, float]:
    lat, lon = map(float, words.split(","))
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise BadInput(f"{slot}: {words} is not on the globe; latitude runs from -90 to 90, longitude from -180 to 180")
    return lat, lon


def _around(corners: list[tuple[float, float]]) -> tuple[tuple[float, float], float]:
    """Middle and radius in kilometres of a circle that holds all corners: never more exact than what was drawn."""
    lat = (min(c[0] for c in corners) + max(c[0] for c in corners)) / 2
    lon = (min(c[1] for c in corners) + max(c[1] for c in corners)) / 2
    shrink = cos(radians(lat))
    return (lat, lon), round(max(hypot(c[0] - lat, (c[1] - lon) * shrink) for c in corners) * _KM * 1.01, 3)


def _actor(slot: str, value: str) -> Actor:
    found = _BY_ID.fullmatch(value)
    if found is None:
        raise BadInput(f'{slot}: {value[:80]!r} is not an actor; write the id of one in the registry, or "unresolved"')
    return Actor(id=found["id"], name=(found["name"] or "").strip())


def _when(value: str) -> When:
    try:
        return When.read(value)
    except ContradictoryRange as wrong:
        raise BadInput(
            f'when: {wrong}, as an interval 2022-05-08/2022-05-10 with ".." for an open end, or "unresolved"'
        ) from None
