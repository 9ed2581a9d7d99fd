"""Acts that Django, allauth and axes tell of are written to the log of the case."""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account  # type: ignore[import-untyped]
from allauth.mfa import signals as mfa  # type: ignore[import-untyped]
from axes import signals as axes  # type: ignore[import-untyped]
from django.contrib.auth import signals as auth

from gawah.desk.deciding import noted
from gawah.desk.people.models import Person


def listen() -> None:
    """Connect; called once, when Django is set up."""
    auth.user_logged_in.connect(_signed_in, dispatch_uid="desk-in")
    auth.user_logged_out.connect(_signed_out, dispatch_uid="desk-out")
    axes.user_locked_out.connect(_locked_out, dispatch_uid="desk-locked")
    account.password_changed.connect(_password_changed, dispatch_uid="desk-password")
    mfa.authenticator_added.connect(_codes_added, dispatch_uid="desk-codes")
    mfa.authenticator_removed.connect(_codes_removed, dispatch_uid="desk-no-codes")
    mfa.authenticator_reset.connect(_codes_reset, dispatch_uid="desk-new-codes")


def _signed_in(user: Person, **_: Any) -> None:
    noted(user.name, "sign in", f"person:{user.name}")


def _signed_out(user: Person | None, **_: Any) -> None:
    if user:
        noted(user.name, "sign out", f"person:{user.name}")


def _locked_out(username: str, **_: Any) -> None:
    noted("gawah", "lock out", f"person:{username}")


def _password_changed(user: Person, **_: Any) -> None:
    Person.objects.filter(pk=user.pk).update(once=False)
    noted(user.name, "change password", f"person:{user.name}")


def _codes_added(user: Person, authenticator: Any, **_: Any) -> None:
    noted(user.name, "set up codes", f"person:{user.name}", {"kind": str(authenticator.type)})


def _codes_removed(user: Person, authenticator: Any, **_: Any) -> None:
    noted(user.name, "remove codes", f"person:{user.name}", {"kind": str(authenticator.type)})


def _codes_reset(user: Person, authenticator: Any, **_: Any) -> None:
    noted(user.name, "renew codes", f"person:{user.name}", {"kind": str(authenticator.type)})
