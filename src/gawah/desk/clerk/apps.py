"""The clerk as a Django app: its table of jobs."""

from __future__ import annotations

from django.apps import AppConfig


class ClerkConfig(AppConfig):
    """The table of jobs."""

    name = "gawah.desk.clerk"
    label = "clerk"
