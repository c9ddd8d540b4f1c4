"""The database refuses what no step of a draft does."""

from typing import ClassVar

from django.db import migrations

from legation.office.people.only_added_to import DRAFTS_POSTGRESQL, DRAFTS_SQLITE, laid_down


class Migration(migrations.Migration):
    dependencies: ClassVar = [("desk", "0001_first")]
    operations: ClassVar = [migrations.RunPython(laid_down(DRAFTS_SQLITE, DRAFTS_POSTGRESQL))]
