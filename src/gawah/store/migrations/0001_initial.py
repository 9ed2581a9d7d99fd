"""The first tables, and the guard of the log."""

import django.db.models.deletion
from django.db import migrations, models

from gawah.store.triggers import guard_the_log


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="DerivedRow",
            fields=[
                ("key", models.CharField(max_length=200, primary_key=True, serialize=False)),
                ("value", models.TextField()),
            ],
            options={
                "db_table": "gawah_derived",
            },
        ),
        migrations.CreateModel(
            name="DocumentRow",
            fields=[
                ("seq", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.CharField(max_length=64, unique=True)),
                ("file", models.TextField()),
                ("kind", models.CharField(max_length=100)),
                ("title", models.TextField()),
                ("publisher", models.TextField()),
                ("published", models.DateField(db_index=True, null=True)),
                ("url", models.TextField()),
                ("language", models.TextField()),
                ("size", models.BigIntegerField()),
                ("print", models.BinaryField()),
                ("record", models.TextField()),
            ],
            options={
                "db_table": "gawah_document",
            },
        ),
        migrations.CreateModel(
            name="IdentityRow",
            fields=[
                ("id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("merged", models.CharField(max_length=64)),
                ("claims", models.TextField()),
            ],
            options={
                "db_table": "gawah_identity",
            },
        ),
        migrations.CreateModel(
            name="JudgementRow",
            fields=[
                ("seq", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.CharField(max_length=64, unique=True)),
                ("subject", models.CharField(db_index=True, max_length=64)),
                ("other", models.CharField(db_index=True, max_length=64)),
                ("verdict", models.CharField(max_length=20)),
                ("reviewer", models.TextField()),
                ("at", models.DateTimeField()),
                ("record", models.TextField()),
            ],
            options={
                "db_table": "gawah_judgement",
            },
        ),
        migrations.CreateModel(
            name="LogRow",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.CharField(max_length=32)),
                ("who", models.TextField()),
                ("what", models.CharField(max_length=40)),
                ("subject", models.CharField(db_index=True, max_length=300)),
                ("before", models.CharField(max_length=64)),
                ("after", models.CharField(max_length=64)),
                ("payload", models.TextField()),
                ("previous", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "db_table": "gawah_log",
            },
        ),
        migrations.CreateModel(
            name="RefusalRow",
            fields=[
                ("id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("file", models.TextField()),
                ("open", models.BooleanField(default=True)),
                ("record", models.TextField()),
            ],
            options={
                "db_table": "gawah_refusal",
            },
        ),
        migrations.CreateModel(
            name="ReadingRow",
            fields=[
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="reading",
                        serialize=False,
                        to="store.documentrow",
                        to_field="id",
                    ),
                ),
                ("record", models.TextField()),
            ],
            options={
                "db_table": "gawah_reading",
            },
        ),
        migrations.CreateModel(
            name="ClaimRow",
            fields=[
                ("id", models.CharField(max_length=16, primary_key=True, serialize=False)),
                ("position", models.PositiveIntegerField()),
                ("event", models.CharField(db_index=True, max_length=40)),
                ("stance", models.CharField(max_length=20)),
                ("speaker", models.TextField()),
                ("confidence", models.FloatField()),
                ("doubts", models.PositiveIntegerField()),
                ("read", models.BooleanField(default=True)),
                ("record", models.TextField()),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="store.documentrow",
                        to_field="id",
                    ),
                ),
            ],
            options={
                "db_table": "gawah_claim",
                "indexes": [models.Index(fields=["document", "position"], name="gawah_claim_place")],
            },
        ),
        migrations.RunPython(guard_the_log, migrations.RunPython.noop),
    ]
