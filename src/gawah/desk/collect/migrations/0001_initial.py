# ruff: noqa: D101, RUF012
"""The tables of uploads."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Batch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("by", models.TextField()),
                ("created", models.DateTimeField(auto_now_add=True)),
                ("publisher", models.TextField(default="")),
                ("published", models.DateField(null=True)),
                ("url", models.TextField(default="")),
                ("language", models.CharField(default="", max_length=40)),
                ("job", models.BigIntegerField(default=0)),
            ],
            options={
                "db_table": "desk_batch",
            },
        ),
        migrations.CreateModel(
            name="Upload",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField()),
                ("stored", models.TextField(default="")),
                ("size", models.BigIntegerField(default=0)),
                ("fate", models.CharField(default="waiting", max_length=20)),
                ("document", models.CharField(default="", max_length=64)),
                ("cause", models.TextField(default="")),
                ("remedy", models.TextField(default="")),
                ("batch", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="collect.batch")),
            ],
            options={
                "db_table": "desk_upload",
                "indexes": [models.Index(fields=["batch", "fate", "id"], name="desk_upload_fate")],
            },
        ),
    ]
