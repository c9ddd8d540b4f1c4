"""Rows of plans are filed, rows are reclassified and personal text is erased by drafts too."""

from typing import ClassVar

from django.db import migrations, models

DEEDS = (
    "acts",
    "measures",
    "nodes",
    "indicators",
    "targets",
    "results",
    "budget",
    "correction",
    "retraction",
    "adjudication",
    "reclassification",
    "erasure",
)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("desk", "0002_steps")]
    operations: ClassVar = [
        migrations.AlterField("draft", "deed", models.CharField(choices=[(one, one) for one in DEEDS], max_length=20)),
    ]
