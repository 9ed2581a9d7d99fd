"""Names that must not go out: who is on the list, who put them there, and why."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gawah.desk.cases import the_case
from gawah.desk.deciding import who
from gawah.desk.releases.forms import Name
from gawah.errors import BadInput
from gawah.store.protecting import protect, protected_names, unprotect


def names(request: HttpRequest) -> HttpResponse:
    """All protected names."""
    return _page(request, Name())


def _page(request: HttpRequest, form: Name, status: int = 200) -> HttpResponse:
    return render(request, "desk/releases/names.html", {"form": form, "names": protected_names(the_case())}, status=status)


@require_POST
def protect_one(request: HttpRequest) -> HttpResponse:
    """Protect a name."""
    form = Name(request.POST)
    if form.is_valid():
        try:
            new = protect(the_case(), form.cleaned_data["name"], who(request), form.cleaned_data["why"])
        except BadInput as wrong:
            form.add_error("name", str(wrong))
        else:
            messages.success(request, _("The name is protected.") if new else _("The name was protected already."))
            return redirect("releases:names")
    return _page(request, form, status=400)


@require_POST
def unprotect_one(request: HttpRequest) -> HttpResponse:
    """Let a name go out again."""
    unprotect(the_case(), request.POST.get("name", ""), who(request), request.POST.get("why", "")[:500])
    messages.success(request, _("The name is no longer protected."))
    return redirect("releases:names")
