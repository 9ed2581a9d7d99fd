"""What allauth is told to do otherwise: nobody signs up, no mail is sent, secrets of one-time codes are kept encrypted."""

from __future__ import annotations

import base64
import hashlib
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter  # type: ignore[import-untyped]
from allauth.account.internal.flows.login import get_authentication_records  # type: ignore[import-untyped]
from allauth.core import context  # type: ignore[import-untyped]
from allauth.mfa.adapter import DefaultMFAAdapter  # type: ignore[import-untyped]
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest

AGAIN_SECONDS = 300
"""How long signing in counts as having shown who one is."""


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts that come by invitation alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Never."""
        return False

    def send_mail(self, *_args: Any, **_kwargs: Any) -> None:
        """The desk sends no mail."""

    def is_reauthentication_required(self, **_app: Any) -> bool:
        """Password or code must be shown again for what guards the account, but for the minutes after they were shown."""
        shown = get_authentication_records(context.request, context.request.user)
        return not any(time.time() - one["at"] < AGAIN_SECONDS for one in shown)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Wrong passwords are counted by axes, in the database; codes are still counted by allauth."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that the server saw; headers that anyone may write are not believed."""
        return str(request.META.get("REMOTE_ADDR") or "127.0.0.1")


class Codes(DefaultMFAAdapter):  # type: ignore[misc]
    """One-time codes whose secrets can be read only with the key of this desk."""

    def encrypt(self, text: str) -> str:
        """The secret as it is kept."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret itself."""
        return _box().decrypt(encrypted_text.encode()).decode()


def _box() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"codes|{settings.SECRET_KEY}".encode()).digest()))
