"""The first person of a desk, who makes an account with a code that `gawah serve` printed once."""

from __future__ import annotations

import secrets

from django import forms
from django.contrib import messages
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters

from gawah.desk.deciding import noted
from gawah.desk.people.models import PROPER, Person

_code: list[str] = []


def offer() -> str:
    """A new code for the first person; empty where there are people already. It is kept in memory alone."""
    _code.clear()
    if Person.objects.exists():
        return ""
    _code.append(secrets.token_urlsafe(24))
    return _code[0]


class First(forms.Form):
    """Name and password of the first admin."""

    code = forms.CharField(label=_("Code printed by gawah serve"), max_length=60)
    name = forms.CharField(label=_("Name"), max_length=60, validators=[PROPER])
    password = forms.CharField(
        label=_("Password, 12 characters or more"), widget=forms.PasswordInput({"autocomplete": "new-password"})
    )
    again = forms.CharField(label=_("The same password again"), widget=forms.PasswordInput({"autocomplete": "new-password"}))

    def clean_code(self) -> str:
        """Only the code that was printed counts."""
        given = str(self.cleaned_data["code"]).strip()
        if not _code or not secrets.compare_digest(given.encode(), _code[0].encode()):
            raise forms.ValidationError(_("This is not the code that the server printed when it was started last."))
        return given

    def clean_password(self) -> str:
        """A password that is hard to guess."""
        validate_password(str(self.cleaned_data["password"]))
        return str(self.cleaned_data["password"])

    def clean_again(self) -> str:
        """Twice the same."""
        if self.cleaned_data["again"] != self.cleaned_data.get("password", self.cleaned_data["again"]):
            raise forms.ValidationError(_("The two passwords differ."))
        return str(self.cleaned_data["again"])


@sensitive_post_parameters()
def first(request: HttpRequest) -> HttpResponse:
    """Make the first admin; closed for good once there is anyone."""
    if Person.objects.exists():
        raise PermissionDenied(_("There are people already; an admin invites others."))
    form = First(request.POST if request.method == "POST" else None, initial={"code": request.GET.get("code", "")})
    if not form.is_valid():
        return render(request, "desk/people/first.html", {"form": form}, status=400 if form.is_bound else 200)
    with transaction.atomic():
        person = Person.objects.invite(form.cleaned_data["name"], "admin", form.cleaned_data["password"], once=False)
    _code.clear()
    noted(person.name, "invite", f"person:{person.name}", {"role": "admin", "first": True})
    messages.success(request, _("The account is made. Sign in with it; you are then led to set up one-time codes."))
    return redirect("account_login")
