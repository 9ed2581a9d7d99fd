# ruff: noqa: D101, RUF012
"""The table of jobs."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("state", models.CharField(default="waiting", max_length=20)),
                ("done", models.IntegerField(default=0)),
                ("total", models.IntegerField(default=0)),
                ("message", models.TextField(default="")),
                ("payload", models.TextField(default="{}")),
                ("result", models.TextField(default="{}")),
                ("tries", models.IntegerField(default=0)),
                ("by", models.TextField(default="")),
                ("created", models.DateTimeField(auto_now_add=True)),
                ("ended", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "desk_job",
                "indexes": [models.Index(fields=["state", "kind", "id"], name="desk_job_state")],
            },
        ),
    ]
