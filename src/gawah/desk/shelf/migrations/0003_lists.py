# ruff: noqa: D101, RUF012
"""The shelf knows by which lists of names it was computed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("shelf", "0002_dear_words")]

    operations = [migrations.AddField(model_name="shelfstate", name="lists", field=models.TextField(default=""))]
