"""Filters that people keep under a name."""

from __future__ import annotations

from django.db import models


class SavedFilter(models.Model):
    """A filter of one person: its name and its query string, as `Filter.link` writes it; `view` is where it was saved."""

    owner: models.BigIntegerField[int, int] = models.BigIntegerField()
    """Number of the person."""
    name: models.CharField[str, str] = models.CharField(max_length=80)
    view: models.CharField[str, str] = models.CharField(max_length=20)
    query: models.TextField[str, str] = models.TextField()

    class Meta:
        """By person and name, which stands once."""

        db_table = "desk_saved_filter"
        constraints = (models.UniqueConstraint(fields=["owner", "name"], name="desk_saved_filter_name"),)
