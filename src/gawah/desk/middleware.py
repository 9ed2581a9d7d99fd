"""What every request passes: headers that keep the browser to this machine, the door, and faults said plainly."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from gawah.desk import policy
from gawah.desk.people.models import ROLES, role_of, still_to_do
from gawah.desk.settings import the_desk
from gawah.errors import BadInput, BrokenCase, GawahError, UnknownRecord

Answer = Callable[[HttpRequest], HttpResponseBase]
POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


class Headers:
    """Nothing inline, nothing from elsewhere, nothing embedded, nothing guessed, nothing kept by the browser."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and add the headers that are not there yet."""
        response = self._answer(request)
        for name, value in (
            ("Content-Security-Policy", POLICY),
            ("X-Frame-Options", "DENY"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Cross-Origin-Embedder-Policy", "require-corp"),
            ("Permissions-Policy", "camera=(), microphone=(), geolocation=(), interest-cohort=()"),
        ):
            response.headers.setdefault(name, value)
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class Doorkeeper:
    """Lets a request through where the policy says so, and leads people first to what they still have to set up."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Go on to the next."""
        return self._answer(request)

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any) -> HttpResponseBase | None:
        """Refuse, lead elsewhere, or (None) let through."""
        match = request.resolver_match
        name, post = match.view_name if match else "", request.method not in ("GET", "HEAD", "OPTIONS")
        rule, role = policy.RULES.get(name), role_of(request.user)
        needed = policy.least(name, post=post)
        if needed is None:
            raise PermissionDenied(_("%(what)s is open to nobody.") % {"what": f"{request.method} {name}"})
        if role < needed:
            if role is policy.Role.NOBODY:
                return redirect_to_login(request.get_full_path() if not post else "/")
            raise PermissionDenied(_("That needs the role %(role)s.") % {"role": dict(ROLES)[needed.name.lower()]})
        if rule and rule.always:
            return None
        if post and the_desk().read_only:
            raise PermissionDenied(_("This desk is only to be read."))
        if role is not policy.Role.NOBODY and (first := still_to_do(request.user)):
            return redirect(first)
        return None


class PlainFaults:
    """Says what gawah's errors say on a page, with the status that fits."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Go on to the next."""
        return self._answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A page for an error of gawah's; None for all others."""
        if not isinstance(error, GawahError):
            return None
        status = HTTPStatus.INTERNAL_SERVER_ERROR
        if isinstance(error, UnknownRecord):
            status = HTTPStatus.NOT_FOUND
        elif isinstance(error, BadInput):
            status = HTTPStatus.BAD_REQUEST
        elif isinstance(error, BrokenCase):
            status = HTTPStatus.SERVICE_UNAVAILABLE
        return render(request, "desk/fault.html", {"error": str(error)}, status=status)
