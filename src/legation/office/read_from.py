"""Where the record is read from: a ledger or not, and how far a copy of one is behind."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings

from legation.archive.ledger.connection import Behind
from legation.archive.ledger.marks import is_ledger
from legation.office.levels import level_read


def reads_a_ledger() -> bool:
    """Whether what is served is a ledger, of a ministry's office or read alone."""
    return _names_a_ledger(settings.LEGATION_RECORD)


@lru_cache(maxsize=4)
def _names_a_ledger(name: str) -> bool:
    return is_ledger(name)


def copy_behind() -> Behind | None:
    """How far what is read is behind the ledger of which it is a copy; None where no copy is read."""
    if not reads_a_ledger():
        return None
    from legation.office.served_ledger import served  # only who serves a ledger loads what opens one

    return served().behind()


def is_being_read() -> bool:
    """Whether so much was sealed in a large ledger that it is still being read, and the record answers as it was before."""
    if not reads_a_ledger():
        return False
    from legation.office.served_ledger import served  # only who serves a ledger loads what opens one

    return served().is_reading(level_read())
