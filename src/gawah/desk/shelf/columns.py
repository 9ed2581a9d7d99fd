"""The kinds of column that the rows of the shelf are made of, so that a row reads as a list of names."""

from __future__ import annotations

from datetime import date

from django.db import models


def key() -> models.BigAutoField[int, int]:
    """The row's number: short, so that indexes are small, and what a full-text match gives back."""
    return models.BigAutoField(primary_key=True)


def ident() -> models.TextField[str, str]:
    """An id of a record; that of a place which a reviewer drew is as long as its corners."""
    return models.TextField(default="")


def word() -> models.CharField[str, str]:
    """One word out of a short list."""
    return models.CharField(max_length=40, default="")


def text() -> models.TextField[str, str]:
    """Words of any length."""
    return models.TextField(default="")


def day() -> models.DateField[date, date]:
    """A day that is always known; `date.min` stands last in every list."""
    return models.DateField(default=date.min)


def maybe_day() -> models.DateField[date | None, date | None]:
    """A day, or none told."""
    return models.DateField(null=True)


def whole() -> models.IntegerField[int, int]:
    """A whole number."""
    return models.IntegerField(default=0)


def maybe_whole() -> models.IntegerField[int | None, int | None]:
    """A whole number, or an open end."""
    return models.IntegerField(null=True)


def real() -> models.FloatField[float, float]:
    """A number."""
    return models.FloatField(default=0.0)


def maybe_real() -> models.FloatField[float | None, float | None]:
    """A number, or none."""
    return models.FloatField(null=True)


def flag() -> models.BooleanField[bool, bool]:
    """Yes or no."""
    return models.BooleanField(default=False)
