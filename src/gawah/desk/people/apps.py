"""The people of a desk as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Who may sign in."""

    name = "gawah.desk.people"
    label = "people"

    def ready(self) -> None:
        """Let signing in and out be written to the log."""
        from gawah.desk.people import hearing

        hearing.listen()
