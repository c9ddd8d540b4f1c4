"""The first tables."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
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
                    "username",
                    models.CharField(
                        max_length=40,
                        unique=True,
                        validators=[django.core.validators.RegexValidator("^[a-z0-9]+(?:-[a-z0-9]+)*$")],
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("clearance", models.CharField(default="public", max_length=40)),
                ("is_active", models.BooleanField(default=True)),
                ("must_change", models.BooleanField(default=True)),
                ("created", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                (
                    "id",
                    models.CharField(
                        max_length=60,
                        primary_key=True,
                        serialize=False,
                        validators=[django.core.validators.RegexValidator("^[a-z0-9]+(?:-[a-z0-9]+)*$")],
                    ),
                ),
                ("name_es", models.CharField(max_length=160)),
                ("name_en", models.CharField(max_length=160)),
            ],
        ),
        migrations.CreateModel(
            name="TrailLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("person", models.CharField(blank=True, max_length=40)),
                ("deed", models.CharField(max_length=60)),
                ("about", models.CharField(blank=True, max_length=200)),
                ("outcome", models.CharField(max_length=20)),
                ("detail", models.CharField(blank=True, max_length=500)),
                ("address", models.CharField(blank=True, max_length=60)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["-at"], name="people_trai_at_e62427_idx"),
                    models.Index(fields=["person", "-at"], name="people_trai_person_2b367a_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Posting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(max_length=40)),
                ("begins", models.DateField()),
                ("ends", models.DateField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="postings", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="postings", to="people.unit"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends__isnull", True), ("ends__gt", models.F("begins")), _connector="OR"),
                        name="posting_ends_after_it_begins",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Branch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "tree",
                    models.CharField(
                        choices=[("line", "line"), ("territorial", "territorial"), ("missions", "missions")], max_length=20
                    ),
                ),
                ("begins", models.DateField()),
                ("ends", models.DateField(blank=True, null=True)),
                ("under", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="below", to="people.unit")),
                (
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="branches", to="people.unit"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("unit", models.F("under")), _negated=True), name="no_unit_under_itself"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends__isnull", True), ("ends__gt", models.F("begins")), _connector="OR"),
                        name="branch_ends_after_it_begins",
                    ),
                ],
            },
        ),
    ]
