"""Filters that people keep under a name, each for themselves."""

from __future__ import annotations

from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from gawah.desk.browse.look import NOT_KEPT, VIEWS
from gawah.desk.browse.models import SavedFilter
from gawah.desk.shelf.filter import Filter
from gawah.errors import BadInput

MOST = 100


class Kept(forms.Form):
    """A filter and its name."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    view = forms.ChoiceField(choices=VIEWS)
    query = forms.CharField(max_length=4000, required=False)


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep the filter at hand under a name; the same name again takes its place."""
    form = Kept(request.POST)
    wanted, faults = Filter.read(QueryDict(request.POST.get("query", "")))
    if (not form.is_valid() and form.errors.keys() != {"name"}) or faults:
        raise BadInput(_("This filter cannot be used; mend it first."))
    said, mine = form.cleaned_data, SavedFilter.objects.filter(owner=request.user.pk)
    if form.errors:
        return _again(request, wanted, _("A filter needs a name of at most 80 letters."))
    if mine.count() >= MOST and not mine.filter(name=said["name"]).exists():
        return _again(request, wanted, _("So many filters are kept already; forget one first."))
    SavedFilter.objects.update_or_create(
        owner=request.user.pk, name=said["name"], defaults={"view": said["view"], "query": wanted.link()}
    )
    return _to(said["view"], wanted)


def _again(request: HttpRequest, wanted: Filter, fault: str) -> HttpResponse:
    """Back to the list, which tells what is wrong with the name and still has it (`look.around`)."""
    request.session[NOT_KEPT] = {"name": request.POST.get("name", ""), "fault": fault}
    return _to(request.POST["view"], wanted)


@require_POST
def forget(request: HttpRequest, number: int) -> HttpResponse:
    """Forget a filter of one's own."""
    mine = SavedFilter.objects.filter(owner=request.user.pk, pk=number).first()
    if mine is None:
        return redirect("browse:incidents")
    mine.delete()
    wanted, _faults = Filter.read(QueryDict(mine.query))
    return _to(mine.view, wanted)


def _to(view: str, wanted: Filter) -> HttpResponse:
    query = urlencode(wanted.pairs())
    return redirect(reverse(f"browse:{view}") + (f"?{query}" if query else ""))
