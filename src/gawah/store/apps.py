"""The store as a Django app, so that the desk can stand on the same tables."""

from __future__ import annotations

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """The tables of a case."""

    name = "gawah.store"
    label = "store"
    verbose_name = "Case"
