"""The shelf as a Django app of its own: its tables can be dropped and made again without touching staff or jobs."""

from __future__ import annotations

from django.apps import AppConfig


class ShelfConfig(AppConfig):
    """The tables of the shelf."""

    name = "gawah.desk.shelf"
    label = "shelf"
    verbose_name = "Shelf"
    default_auto_field = "django.db.models.BigAutoField"
