# ruff: noqa: D101, RUF012
"""The index of words on PostgreSQL goes through a function that says what taking words apart costs."""

from django.db import migrations

from gawah.desk.shelf.fulltext import drop_dear_indexes, make_dear_indexes


class Migration(migrations.Migration):
    dependencies = [("shelf", "0001_initial")]

    operations = [migrations.RunPython(make_dear_indexes, drop_dear_indexes)]
