"""The office's clock: that of the ledger, which says by how much the ministry's is ahead of UTC."""

from __future__ import annotations

import datetime

from django.utils import timezone

from legation.office.served_ledger import served
from legation.record.ledger.faults import LedgerError


def zone() -> datetime.tzinfo:
    """The ministry's zone; UTC where the ledger cannot be asked."""
    try:
        return datetime.timezone(datetime.timedelta(minutes=served().ledger.offset))
    except LedgerError:
        return datetime.UTC


def today() -> datetime.date:
    """The day in the ministry."""
    return timezone.localdate(timezone=zone())


def moment_of(sealed: str) -> datetime.datetime | None:
    """The moment that a ledger states, in UTC; None where it states none."""
    return datetime.datetime.fromisoformat(sealed.replace("Z", "+00:00")) if sealed else None
