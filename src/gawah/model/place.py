"""Places and how exactly they are known."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Precision(IntEnum):
    """How exactly a place is known, finest first; a coarser class never stands for a finer one."""

    SITE = 1
    """An exact site: a building, a crossroads, a base."""
    VILLAGE = 2
    """A village, town or quarter."""
    DISTRICT = 3
    """A district, a valley, a county: second-order area."""
    PROVINCE = 4
    """A province, a state: first-order area."""
    COUNTRY = 5
    UNKNOWN = 6

    @property
    def word(self) -> str:
        """The word for it in a sentence."""
        return self.name.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place of the gazetteer.

    `lat` and `lon` are WGS 84 degrees; `radius_m` says within how many metres of that point the happening may lie.
    `containers` are the ids of the areas it lies in, smallest first (district, province, country).
    """

    id: str
    name: str
    lat: float | None = None
    lon: float | None = None
    precision: Precision = Precision.UNKNOWN
    radius_m: int = 0
    containers: tuple[str, ...] = ()
    container_names: tuple[str, ...] = ()
    country: str = ""
    """ISO 3166-1 alpha-2."""
    kind: str = ""
    """Feature code of GeoNames (PPL, ADM2, VAL ...)."""
    source: str = ""

    @property
    def full_name(self) -> str:
        """Its name with the areas it lies in: "Doab, Shotul, Panjshir, Afghanistan"."""
        parts = [self.name, *(name for name in self.container_names if name != self.name)]
        return ", ".join(dict.fromkeys(parts))

    def within(self, other: Place) -> bool:
        """Whether it is the other place or lies in it."""
        return self.id == other.id or other.id in self.containers
