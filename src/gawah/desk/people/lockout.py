"""Guessing passwords: whose name was tried, and what the door says when it is locked."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def name_of(request: HttpRequest | None, credentials: dict[str, Any] | None = None) -> str:
    """The name that was tried, as allauth hands it over."""
    given = (credentials or {}).get("username") or (request.POST.get("login") if request else "")
    return str(given or "")[:60]


def locked(
    request: HttpRequest, _response: HttpResponse | None = None, _credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """The page for a name that is locked."""
    return render(request, "desk/people/locked.html", status=429)
