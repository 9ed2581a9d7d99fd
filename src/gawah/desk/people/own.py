"""One's own account: password, one-time codes, sessions."""

from __future__ import annotations

from allauth.mfa.models import Authenticator  # type: ignore[import-untyped]
from allauth.usersessions.models import UserSession  # type: ignore[import-untyped]
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gawah.desk.deciding import note, who
from gawah.desk.people.models import Person, has_codes


def account(request: HttpRequest) -> HttpResponse:
    """What one's account is, and where it is open."""
    kept = Authenticator.objects.filter(user_id=request.user.pk, type=Authenticator.Type.RECOVERY_CODES).first()
    shown = {
        "sessions": UserSession.objects.filter(user_id=request.user.pk).order_by("-created_at"),
        "here": request.session.session_key,
        "codes": has_codes(request.user),
        "left": len(kept.wrap().get_unused_codes()) if kept else 0,
    }
    return render(request, "desk/people/account.html", shown)


@require_POST
def end_session(request: HttpRequest) -> HttpResponse:
    """End one of one's sessions, or (without a number) every one, this one too."""
    number = request.POST.get("session", "")
    mine = UserSession.objects.filter(user_id=request.user.pk)
    if number.isdecimal() and len(number) < 19:
        for session in mine.filter(pk=int(number)):
            session.end()
        messages.success(request, _("The session has ended."))
    elif isinstance(request.user, Person):
        request.user.end_sessions()
    note(request, "end sessions", f"person:{who(request)}")
    return redirect("people:account")
