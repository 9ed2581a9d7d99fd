"""The first tables of people: who they are, what they may do, what they were asked."""
# ruff: noqa: D101, RUF012

import django.core.validators
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "name",
                    models.CharField(
                        max_length=60,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^\\w[\\w.@-]*\\Z", "Letters, digits and . @ - _ only, beginning with a letter or digit."
                            )
                        ],
                        verbose_name="name",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[("viewer", "viewer"), ("reviewer", "reviewer"), ("editor", "editor"), ("admin", "admin")],
                        default="viewer",
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
                ("once", models.BooleanField(default=False)),
                ("epoch", models.PositiveIntegerField(default=0)),
                ("since", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "db_table": "desk_person",
                "ordering": ("name",),
            },
        ),
    ]
