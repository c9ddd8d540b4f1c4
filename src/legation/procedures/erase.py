"""Erase what is kept about a person, as the law may order: the key is destroyed, the entries and their proofs stay."""

from __future__ import annotations

from legation.record.actors import SLUG
from legation.record.ledger.entry import Receipt
from legation.record.ledger.faults import LedgerError
from legation.record.ledger.port import Ledger


def erase(ledger: Ledger, subject: str, *, level: str, reason: str, draft: str, by: str, approved: str) -> Receipt:
    """Erase the personal text of a subject; that it was done, by whom and on what ground, is sealed first.

    Args:
        level: of the log in which the erasure is entered; reason: the ground, such as the order and its date, without names.

    Raises:
        LedgerError: no ground, no second person, no such subject.
    """
    if not SLUG.fullmatch(draft):
        raise LedgerError("ledger.draft_id", value=draft)
    if not reason.strip():
        raise LedgerError("ledger.no_reason")
    if not by or not approved:
        raise LedgerError("ledger.nobody_approved", draft=draft)
    if by.casefold() == approved.casefold():
        raise LedgerError("ledger.own_draft", draft=draft, person=by)
    return ledger.erase(subject, level=level, reason=reason, draft=draft, by=by, approved=approved)
