"""What a ledger refuses, and why."""

from __future__ import annotations

from legation.terms.told import ToldError


class LedgerError(ToldError):
    """Something that cannot be sealed, opened or proved; ``message(language)`` says why, and what to do instead."""


class NotAcknowledged(LedgerError):
    """The store failed while an entry was being sealed: nothing of the batch is in the ledger, and it may be sealed again."""


class Tampered(LedgerError):
    """A ledger that is not what was sealed in it."""
