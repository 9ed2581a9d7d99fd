"""Browsing as a Django app: its table of saved filters."""

from __future__ import annotations

from django.apps import AppConfig


class BrowseConfig(AppConfig):
    """The table of saved filters."""

    name = "gawah.desk.browse"
    label = "browse"
