"""What a filter can be set to: the provinces, sides and publishers of the case, and the words of its lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from django.db.models import Count, Max, Sum
from django.utils.translation import gettext_lazy as _

from gawah.desk.judge import words
from gawah.desk.shelf.find import state
from gawah.desk.shelf.models import ActorRow, DocumentRow, IncidentRow, PlaceRow
from gawah.model import Corroboration, Numbers, Responsibility

MOST = 250
"""Names of one kind on a page."""
Choices = tuple[tuple[str, str], ...]
CORROBORATION: dict[str, words.Words] = {
    Corroboration.SINGLE_ORIGIN: _("single origin"),
    Corroboration.CORROBORATED: _("corroborated"),
    Corroboration.ADMITTED: _("admitted"),
    Corroboration.DOCUMENTED: _("documented"),
}
RESPONSIBILITY: dict[str, words.Words] = {
    Responsibility.UNCONTESTED: _("uncontested"),
    Responsibility.CONTESTED: _("contested"),
    Responsibility.DENIED: _("denied"),
    Responsibility.UNKNOWN: _("not known"),
}
CONTESTED: dict[str, words.Words] = {
    Responsibility.CONTESTED: _("responsibility contested"),
    Responsibility.DENIED: _("responsibility denied"),
}
"""What a list says of responsibility: only what a reader must not miss."""
DIFFERENT: dict[str, words.Words] = {Numbers.CONFLICTING: _("figures conflict")}
NUMBERS: dict[str, words.Words] = {
    Numbers.AGREED: _("agreed"),
    Numbers.RANGED: _("ranged"),
    Numbers.CONFLICTING: _("conflicting"),
    Numbers.NONE: _("no figure"),
}


@dataclass(frozen=True, slots=True)
class Named:
    """Names that stand in the case: value and words, by name."""

    provinces: Choices
    sides: Choices
    publishers: tuple[str, ...]

    def with_chosen(self, province: str, side: str) -> Named:
        """The same with what a filter asks for, even where it is not among the most frequent: a form must not lose it."""
        provinces, sides = _with(self.provinces, province, _province), _with(self.sides, side, _actor)
        return replace(self, provinces=provinces, sides=sides)


def _with(held: Choices, value: str, name: Callable[[str], str]) -> Choices:
    known = not value or any(value == one for one, _name in held)
    return held if known else (*held, (value, name(value)))


def _province(id_: str) -> str:
    return PlaceRow.objects.filter(province=id_).values_list("province_name", flat=True).first() or id_[:40]


def _actor(id_: str) -> str:
    return ActorRow.objects.filter(id=id_).values_list("name", flat=True).first() or id_[:40]


def named() -> Named:
    """The names of the case, looked up once for each filling of the shelf."""
    held = state()
    return _named(held.filled if held.head_seq else None, held.head_hash)


@lru_cache(maxsize=4)
def _named(_filled: datetime | None, _head: str) -> Named:
    provinces = PlaceRow.objects.exclude(province="").values_list("province").annotate(Max("province_name"), Sum("incidents"))
    most = sorted(provinces.order_by("-incidents__sum", "province")[:MOST], key=lambda row: (row[1], row[0]))
    publishers = DocumentRow.objects.exclude(publisher="").values_list("publisher").annotate(Count("seq"))
    return Named(
        provinces=tuple((id_, name) for id_, name, _sum in most),
        sides=_sides(),
        publishers=tuple(sorted(name for name, _count in publishers.order_by("-seq__count", "publisher")[:MOST])),
    )


def _sides() -> Choices:
    lists = IncidentRow.objects.exclude(sides="").order_by().values_list("sides", flat=True).distinct()
    ids = sorted({id_ for sides in lists for id_ in sides.strip("|").split("|")})[: 4 * MOST]
    names = dict(ActorRow.objects.filter(id__in=ids).values_list("id", "name"))
    return tuple(sorted(((id_, names.get(id_, id_)) for id_ in ids), key=lambda row: (row[1].casefold(), row[0])))[:MOST]


def lists() -> dict[str, Choices]:
    """The words of each list, with how they are said."""
    return {
        "event": _said(words.EVENTS),
        "outcome": _said(words.OUTCOMES),
        "corroboration": _said(CORROBORATION),
        "responsibility": _said(RESPONSIBILITY),
        "numbers": _said(NUMBERS),
        "state": _said(words.STATES),
        "stance": _said(words.STANCES),
    }


def _said(table: dict[str, words.Words]) -> Choices:
    return tuple((str(value), str(said)) for value, said in table.items())
