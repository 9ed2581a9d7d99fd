"""Choosing a release, seeing what it would let out, and having it made."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from gawah.desk import jobs
from gawah.desk.clerk.models import DONE, Job
from gawah.desk.deciding import who
from gawah.desk.releases.forms import Wanted
from gawah.errors import UnknownRecord

ASKED = ("name", "title", "profile", "since", "include")


def index(request: HttpRequest) -> HttpResponse:
    """The releases that were made, and the form for the next."""
    given = {name: request.GET[name] for name in ASKED if name in request.GET}
    return _page(request, Wanted(initial=given))


def _page(request: HttpRequest, form: Wanted, status: int = 200) -> HttpResponse:
    return render(request, "desk/releases/index.html", {"form": form, "made": form.made}, status=status)


@require_POST
def prepare(request: HttpRequest) -> HttpResponse:
    """Have the clerk look what a release would let out."""
    form = Wanted(request.POST)
    if not form.is_valid():
        return _page(request, form, status=400)
    asked = jobs.ask("release", who(request), preflight=True, **form.cleaned_data)
    return redirect("releases:job", asked.pk)


def job(request: HttpRequest, number: int) -> HttpResponse:
    """What a release would let out and hold back; or how far it is, and that it was made."""
    return render(request, "desk/releases/job.html", _told(number))


def progress(request: HttpRequest, number: int) -> HttpResponse:
    """The part of that page that changes."""
    return render(request, "desk/releases/progress.html", _told(number))


@require_POST
def make(request: HttpRequest, number: int) -> HttpResponse:
    """Have a release made as it was looked at."""
    found = _job(number)
    told = json.loads(found.result)
    if found.state != DONE or not found.asked["preflight"] or told.get("refusals"):
        return redirect("releases:job", number)
    asked = jobs.ask("release", who(request), **{**found.asked, "preflight": False})
    return redirect("releases:job", asked.pk)


def _job(number: int) -> Job:
    found = Job.objects.filter(pk=number, kind="release").first()
    if found is None:
        raise UnknownRecord(f"there is no release in the making under the number {number}; old ones are forgotten")
    return found


def _told(number: int) -> dict[str, Any]:
    found = _job(number)
    told = json.loads(found.result)
    columns = [(table, shown, told["columns_held_back"].get(table, ())) for table, shown in told.get("columns", {}).items()]
    return {"job": found, "asked": found.asked, "told": told, "columns": columns, "ready": found.state == DONE}
