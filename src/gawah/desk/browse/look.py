"""What every view of a filter has: the filter, what is wrong with it, what it can be set to, and links to the other views."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from gawah.desk.browse import choices
from gawah.desk.browse.models import SavedFilter
from gawah.desk.jobs import computing
from gawah.desk.judge import words
from gawah.desk.shelf.filter import Filter
from gawah.desk.shelf.find import state
from gawah.desk.shelf.models import DocumentRow, IncidentRow, PlaceRow

NOT_KEPT = "not kept"
"""Where the session has, for one page, the name under which a filter could not be kept, and why."""
VIEWS = (
    ("incidents", _("Incidents")),
    ("claims", _("Claims")),
    ("map", _("Map")),
    ("timeline", _("Timeline")),
)


def asked(request: HttpRequest) -> tuple[Filter, dict[str, str]]:
    """The filter of a request, and what is wrong with it."""
    return Filter.read(request.GET)


def tidied(request: HttpRequest) -> HttpResponse | None:
    """A form sends its empty fields along: lead to the address without them, which is the one to keep and to send on."""
    given = request.GET
    if not any(not value for values in given.lists() for value in values[1]):
        return None
    kept = given.copy()
    for name, values in given.lists():
        kept.setlist(name, [value for value in values if value])
    query = kept.urlencode()
    return HttpResponseRedirect(f"{request.path}?{query}" if query else request.path)


def around(request: HttpRequest, view: str, wanted: Filter, faults: dict[str, str]) -> dict[str, Any]:
    """The context that all views share."""
    held = state()
    return {
        "view": view,
        "filter": wanted,
        "faults": faults,
        "link": wanted.link(),
        "views": [(name, said, wanted.link()) for name, said in VIEWS],
        "named": choices.named().with_chosen(wanted.province, wanted.side),
        "only": list(_only(wanted)),
        "lists": choices.lists(),
        "not_kept": request.session.pop(NOT_KEPT, {}),
        "saved": SavedFilter.objects.filter(owner=request.user.pk).order_by("name"),
        "behind": held.filling or computing(),
        "filled": held if held.head_seq else None,
    }


def _only(wanted: Filter) -> Iterator[tuple[words.Words, str, str]]:
    """What a filter is narrowed to by a link and no field shows: in words, by name, and the link without it."""
    names: tuple[tuple[str, words.Words, QuerySet[Any]], ...] = (
        ("place", _("Only one place:"), PlaceRow.objects.values_list("full_name", flat=True)),
        ("document", _("Only one document:"), DocumentRow.objects.values_list("title", flat=True)),
        ("incident", _("Only one incident:"), IncidentRow.objects.values_list("id", flat=True)),
    )
    for name, said, rows in names:
        if value := getattr(wanted, name):
            yield said, rows.filter(id=value).first() or value[:40], wanted.but(**{name: ""}).link()
