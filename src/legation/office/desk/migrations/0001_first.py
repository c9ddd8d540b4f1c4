"""The first tables."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import legation.office.desk.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_first"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=legation.office.desk.models.new_id, max_length=40, primary_key=True, serialize=False
                    ),
                ),
                (
                    "deed",
                    models.CharField(
                        choices=[
                            ("acts", "acts"),
                            ("measures", "measures"),
                            ("correction", "correction"),
                            ("retraction", "retraction"),
                            ("adjudication", "adjudication"),
                        ],
                        max_length=20,
                    ),
                ),
                ("level", models.CharField(default="public", max_length=40)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("writing", "writing"),
                            ("submitted", "submitted"),
                            ("returned", "returned"),
                            ("withdrawn", "withdrawn"),
                            ("approved", "approved"),
                            ("sealed", "sealed"),
                        ],
                        default="writing",
                        max_length=20,
                    ),
                ),
                ("content", models.JSONField(default=dict)),
                ("seq", models.BigIntegerField(default=0)),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("note", models.CharField(blank=True, max_length=2000)),
                ("created", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                ("sealed", models.CharField(blank=True, max_length=40)),
                (
                    "approver",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approvals",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="drafts", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("unit", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="drafts", to="people.unit")),
            ],
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=160)),
                ("media_type", models.CharField(max_length=60)),
                ("size", models.BigIntegerField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "draft",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="attachments", to="desk.draft"),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="draft",
            index=models.Index(fields=["state", "unit"], name="desk_draft_state_75a5d0_idx"),
        ),
        migrations.AddIndex(
            model_name="draft",
            index=models.Index(fields=["author", "-changed"], name="desk_draft_author__5122fa_idx"),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approver__isnull", True), models.Q(("approver", models.F("author")), _negated=True), _connector="OR"
                ),
                name="four_eyes",
            ),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("approved", "sealed")), _negated=True), ("approver__isnull", False), _connector="OR"
                ),
                name="approved_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.UniqueConstraint(fields=("draft", "digest"), name="a_file_once"),
        ),
    ]
