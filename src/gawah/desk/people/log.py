"""The log of the case: who did what to which subject, newest first; and whether it holds."""

from __future__ import annotations

from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from gawah.desk.cases import the_case
from gawah.desk.deciding import note

A_PAGE = 100


class Wanted(forms.Form):
    """Which rows are wanted."""

    who = forms.CharField(label=_("Who"), max_length=200, required=False)
    what = forms.CharField(label=_("What"), max_length=40, required=False)
    subject = forms.CharField(label=_("Subject begins with"), max_length=300, required=False)
    before = forms.IntegerField(min_value=0, max_value=2**62, required=False, widget=forms.HiddenInput)


def log(request: HttpRequest) -> HttpResponse:
    """One page of the log."""
    form = Wanted(request.GET or None)
    if form.is_bound and not form.is_valid():
        return render(request, "desk/people/log.html", {"form": form, "rows": []}, status=400)
    wanted = {name: value for name, value in (form.cleaned_data if form.is_bound else {}).items() if value}
    rows = the_case().latest(limit=A_PAGE + 1, **wanted)
    further = ""
    if len(rows) > A_PAGE:
        further = urlencode({**wanted, "before": rows[A_PAGE - 1].seq})
    shown = {"form": form, "rows": rows[:A_PAGE], "further": further, "head": the_case().head()}
    return render(request, "desk/people/log.html", shown)


@require_POST
def verify(request: HttpRequest) -> HttpResponse:
    """Hold the whole case against its log: every row, every original, every record."""
    findings = the_case().verify()
    note(request, "verify", "case", {"findings": len(findings)})
    return render(request, "desk/people/verified.html", {"findings": findings, "head": the_case().head()})
