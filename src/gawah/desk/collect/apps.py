"""Collecting as a Django app: its tables of batches and files."""

from __future__ import annotations

from django.apps import AppConfig


class CollectConfig(AppConfig):
    """The tables of uploads."""

    name = "gawah.desk.collect"
    label = "collect"
