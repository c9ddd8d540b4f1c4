"""The database refuses to change or remove a line of the trail."""

from typing import ClassVar

from django.db import migrations

from legation.office.people.only_added_to import TRAIL_POSTGRESQL, TRAIL_SQLITE, laid_down


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0001_first")]
    operations: ClassVar = [migrations.RunPython(laid_down(TRAIL_SQLITE, TRAIL_POSTGRESQL))]
