# ruff: noqa: D101, RUF012
"""The table of saved filters."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="SavedFilter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("owner", models.BigIntegerField()),
                ("name", models.CharField(max_length=80)),
                ("view", models.CharField(max_length=20)),
                ("query", models.TextField()),
            ],
            options={
                "db_table": "desk_saved_filter",
                "constraints": [models.UniqueConstraint(fields=("owner", "name"), name="desk_saved_filter_name")],
            },
        ),
    ]
