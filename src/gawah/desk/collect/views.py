"""Pages of collecting: hand files in, see how far they are, and what was left out and why."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from gawah.desk.cases import the_case
from gawah.desk.clerk.models import Job
from gawah.desk.collect import batches
from gawah.desk.collect.arriving import Arrived, IntoInbox
from gawah.desk.collect.forms import Handed
from gawah.desk.collect.models import FATES, PASSED, REFUSED, WAITING, Batch
from gawah.desk.deciding import who
from gawah.errors import BadInput

LISTED = 20
SHOWN = 200
"""Files of a batch on one page."""
A_PAGE = 100


def index(request: HttpRequest, form: Handed | None = None, fault: str = "", status: int = 200) -> HttpResponse:
    """Where files are handed in, with the latest batches."""
    latest = [(batch, _job(batch)) for batch in Batch.objects.order_by("-id")[:LISTED]]
    left = sum(1 for _ in the_case().refusals())
    page = {"form": form or Handed(), "batches": latest, "left": left, "fault": fault, "most_files": batches.MOST_FILES}
    return render(request, "desk/collect/index.html", page, status=status)


def _job(batch: Batch) -> Job | None:
    return Job.objects.filter(pk=batch.job).first() if batch.job else None


@csrf_exempt
@require_POST
def add(request: HttpRequest) -> HttpResponseBase:
    """Files arrive. They are sent to the inbox before the form is looked at, so the check against forgery comes after."""
    request.upload_handlers = [IntoInbox(request)]
    return _add(request)


@csrf_protect
def _add(request: HttpRequest) -> HttpResponseBase:
    form = Handed(request.POST)
    files: list[Any] = request.FILES.getlist("files")
    names = request.POST.getlist("names") or [file.name or "" for file in files]
    plain = "application/json" not in request.headers.get("Accept", "")
    try:
        batch = _put(request, form, files, names)
        if plain or request.POST.get("finish"):
            batches.close(batch)
    except BadInput as error:
        batches.drop(files)
        fault = "" if form.errors else str(error)
        if plain:
            return index(request, form, fault, status=400)
        return JsonResponse(
            {"fault": str(error), "fields": {name: list(told) for name, told in form.errors.items()}}, status=400
        )
    if plain:
        return redirect("collect:batch", batch.pk)
    return JsonResponse({"batch": batch.pk, "came": batch.files().count()})


def _put(request: HttpRequest, form: Handed, files: list[Arrived], names: list[str]) -> Batch:
    if len(names) != len(files):
        raise BadInput(_("There are %(names)d names for %(files)d files.") % {"names": len(names), "files": len(files)})
    if not form.is_valid():
        raise BadInput(_("Something in the form cannot be used."))
    if number := form.cleaned_data["batch"]:
        batch = Batch.objects.filter(pk=number, by=who(request), job=0).first()
        if batch is None:
            raise BadInput(_("This batch is closed; hand the files in as another."))
    elif files:
        batch = Batch.objects.create(by=who(request), **form.about())
    else:
        raise BadInput(_("No file has come. Choose files or a folder first."))
    batches.put(batch, files, names)
    return batch


@require_POST
def close(_request: HttpRequest, number: int) -> HttpResponse:
    """Have a batch read whose handing in was cut off."""
    batch = get_object_or_404(Batch, pk=number)
    batches.close(batch)
    return redirect("collect:batch", batch.pk)


def batch(request: HttpRequest, number: int) -> HttpResponse:
    """A batch: how far it is, and what became of each file."""
    return render(request, "desk/collect/batch.html", _shown(request, get_object_or_404(Batch, pk=number)))


def progress(request: HttpRequest, number: int) -> HttpResponse:
    """The part of that page which changes while files are read."""
    return render(request, "desk/collect/progress.html", _shown(request, get_object_or_404(Batch, pk=number)))


def _shown(request: HttpRequest, batch: Batch) -> dict[str, Any]:
    fate = request.GET.get("fate", "")
    files = batch.files()
    counts = {name: files.filter(fate=name).count() for name in FATES}
    after = request.GET.get("after", "")
    listed = files.filter(fate=fate) if fate in FATES else files
    listed = listed.filter(pk__gt=int(after)) if after.isascii() and after.isdigit() and len(after) < 18 else listed
    rows = list(listed.order_by("pk")[: SHOWN + 1])
    job = _job(batch)
    return {
        "batch": batch,
        "job": job,
        "result": json.loads(job.result) if job else {},
        "counts": counts,
        "left_out": counts[REFUSED] + counts[PASSED],
        "waiting": counts[WAITING],
        "rows": rows[:SHOWN],
        "further": rows[SHOWN - 1].pk if len(rows) > SHOWN else 0,
        "fate": fate,
    }


def left(request: HttpRequest) -> HttpResponse:
    """All files of the case that were left out and have not been read since, with cause and remedy."""
    refusals = the_case().refusals()
    given = request.GET.get("from", "0")
    start = min(int(given), len(refusals)) if given.isascii() and given.isdigit() and len(given) < 9 else 0
    end = start + A_PAGE
    page = {"rows": refusals[start:end], "all": len(refusals), "start": start, "further": end if end < len(refusals) else 0}
    return render(request, "desk/collect/left.html", page)
