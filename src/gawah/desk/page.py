"""What stands around every page, and the pages that belong to no area."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, get_language_bidi

from gawah.desk import policy
from gawah.desk.people.models import role_of
from gawah.desk.settings import areas, the_desk


def around(request: HttpRequest) -> dict[str, Any]:
    """Navigation, languages and what the desk may do, for templates."""
    role = role_of(getattr(request, "user", None))
    return {
        "menu": menu(role),
        "role": role.name.lower(),
        "may_review": role >= policy.Role.REVIEWER and not the_desk().read_only,
        "may_edit": role >= policy.Role.EDITOR and not the_desk().read_only,
        "is_admin": role is policy.Role.ADMIN,
        "sees_staff": role >= policy.Role.REVIEWER,
        "read_only": the_desk().read_only,
        "case_name": the_desk().case.stem,
        "languages": settings.LANGUAGES,
        "language": get_language(),
        "direction": "rtl" if get_language_bidi() else "ltr",
    }


def menu(role: policy.Role) -> list[tuple[str, str]]:
    """Words and URL names of the navigation that a role may follow; each area names its own in `urls.menu`."""
    entries = [entry for area in areas() for entry in getattr(import_module(f"gawah.desk.{area}.urls"), "menu", ())]
    return [(words, name) for words, name in entries if policy.may(role, name)]


def home(request: HttpRequest) -> HttpResponse:
    """Where one lands after signing in: how much there is, what waits, and the ways on."""
    from gawah.desk import jobs
    from gawah.desk.shelf import find

    rows = find.totals_of_rows()
    counts = {name.removesuffix("Row").lower(): count for name, count in rows.items()}
    return render(request, "desk/home.html", {"counts": counts, "computing": jobs.computing()})


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The answer to a form that did not come from a page of this desk."""
    return render(request, "desk/forged.html", status=403)
