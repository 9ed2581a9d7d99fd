"""The page of an admin about the people of the desk: invite, give a role, disable, end sessions, hand out a new password."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator  # type: ignore[import-untyped]
from allauth.usersessions.models import UserSession  # type: ignore[import-untyped]
from axes.utils import reset  # type: ignore[import-untyped]
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from gawah.desk.deciding import note
from gawah.desk.people.models import ROLES, Person

if TYPE_CHECKING:
    _PersonForm = forms.ModelForm[Person]
else:
    _PersonForm = forms.ModelForm


class Invitation(_PersonForm):
    """Name and role of somebody new."""

    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=ROLES)

    class Meta:
        """The fields that are asked."""

        model = Person
        fields = ("name", "role")


def people(request: HttpRequest) -> HttpResponse:
    """Everybody who may sign in."""
    return _page(request, Invitation())


@never_cache
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody; their first password is shown once, on the answer to this form."""
    form = Invitation(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _page(request, form)
    password = secrets.token_urlsafe(12)
    with transaction.atomic():
        person = Person.objects.invite(form.cleaned_data["name"], form.cleaned_data["role"], password)
    note(request, "invite", f"person:{person.name}", {"role": person.role})
    return _page(request, Invitation(), once=password, of=person)


@require_POST
def role(request: HttpRequest, number: int) -> HttpResponse:
    """Give another role; every session of that person ends."""
    person, wanted = get_object_or_404(Person, pk=number), request.POST.get("role", "")
    if wanted not in dict(ROLES):
        raise PermissionDenied(_("There is no such role."))
    before = person.role
    if wanted != before:
        if fault := _the_last(person):
            return _page(request, Invitation(), fault=fault, at=person, wanted=wanted)
        person.role = wanted
        person.save(update_fields=["role"])
        person.end_sessions()
        note(request, "give role", f"person:{person.name}", {"before": before, "after": wanted})
        messages.success(request, _("%(name)s is now %(role)s; all sessions of %(name)s have ended.") % _told(person))
    return redirect("people:list")


@require_POST
def able(request: HttpRequest, number: int) -> HttpResponse:
    """Disable a person, or let them in again."""
    person = get_object_or_404(Person, pk=number)
    if person.is_active and (fault := _the_last(person)):
        return _page(request, Invitation(), fault=fault, at=person)
    person.is_active = not person.is_active
    person.save(update_fields=["is_active"])
    person.end_sessions()
    note(request, "enable" if person.is_active else "disable", f"person:{person.name}")
    return redirect("people:list")


@require_POST
def end(request: HttpRequest, number: int) -> HttpResponse:
    """End all sessions of a person."""
    person = get_object_or_404(Person, pk=number)
    person.end_sessions()
    note(request, "end sessions", f"person:{person.name}")
    messages.success(request, _("All sessions of %(name)s have ended.") % _told(person))
    return redirect("people:list")


@require_POST
@never_cache
def anew(request: HttpRequest, number: int) -> HttpResponse:
    """Unlock a person and hand out a new first password; their one-time codes are to be set up again."""
    person = get_object_or_404(Person, pk=number)
    password = secrets.token_urlsafe(12)
    with transaction.atomic():
        person.set_password(password)
        person.once = True
        person.save(update_fields=["password", "once"])
        Authenticator.objects.filter(user_id=person.pk).delete()
    reset(username=person.name)
    person.end_sessions()
    note(request, "start anew", f"person:{person.name}")
    return _page(request, Invitation(), once=password, of=person)


def _the_last(person: Person) -> str:
    """What is wrong with taking the role from a person, or the account: an admin must stay. Empty where one does."""
    others = Person.objects.filter(role="admin", is_active=True).exclude(pk=person.pk)
    return "" if person.role != "admin" or others.exists() else _("This is the last admin; make another one first.")


def _told(person: Person) -> dict[str, str]:
    return {"name": person.name, "role": str(person.get_role_display())}  # type: ignore[attr-defined]


def _page(request: HttpRequest, form: Invitation, **more: Any) -> HttpResponse:
    coded = set(Authenticator.objects.filter(type=Authenticator.Type.TOTP).values_list("user_id", flat=True))
    sessions = dict(UserSession.objects.values_list("user_id").annotate(n=Count("pk")))
    rows = [(person, person.pk in coded, sessions.get(person.pk, 0)) for person in Person.objects.all()]
    status = 400 if form.errors or more.get("fault") else 200
    return render(request, "desk/people/list.html", {"rows": rows, "form": form, "roles": ROLES, **more}, status=status)
