"""The steps of a draft: submitted, returned, withdrawn, approved, sealed. Each is one change in the database, made once.

Whoever races loses: every step changes the draft only where it is still what the step takes it for. The database itself holds
that nobody approves their own.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.db import transaction
from django.http import HttpRequest

from legation.office.desk.content import breaking, digest_of, entries, lacking, stops, with_texts
from legation.office.desk.models import APPROVED, OPEN, RETURNED, SEALED, SUBMITTED, WITHDRAWN, Draft
from legation.office.people.reader import Reader
from legation.office.people.trail import note
from legation.office.served_ledger import served
from legation.procedures.erase import erase
from legation.procedures.seal import Draft as Sealable
from legation.procedures.seal import seal
from legation.record.ledger.entry import Receipt
from legation.record.ledger.faults import LedgerError
from legation.terms.told import ToldError


class StepRefused(ToldError):
    """A step that cannot be taken; the message says why."""


def save(request: HttpRequest, reader: Reader, draft: Draft, content: dict[str, Any], seq: int, level: str) -> bool:
    """Keep what was typed; a save that comes after a later one changes nothing.

    Returns:
        Whether this is now what is kept.
    """
    with transaction.atomic():
        mine = Draft.objects.filter(pk=draft.pk, author=reader.person, state__in=OPEN, seq__lt=seq)
        kept = mine.update(content=content, seq=seq, level=level)
        if kept:
            note(request, "draft_saved", draft.id, detail=f"seq {seq}")
    draft.refresh_from_db()
    return bool(kept)


def submit(request: HttpRequest, reader: Reader, draft: Draft) -> None:
    """Hand a draft to the reviewers.

    Raises:
        StepRefused: something has to be mended, or it was submitted already.
    """
    _sound(draft)
    with transaction.atomic():
        mine = Draft.objects.filter(pk=draft.pk, author=reader.person, state__in=OPEN, seq=draft.seq)
        _took(mine.update(state=SUBMITTED, digest=digest_of(draft), note=""))
        note(request, "draft_submitted", draft.id)


def withdraw(request: HttpRequest, reader: Reader, draft: Draft) -> None:
    """Take back what was not decided yet.

    Raises:
        StepRefused: it was.
    """
    with transaction.atomic():
        mine = Draft.objects.filter(pk=draft.pk, author=reader.person, state__in=(*OPEN, SUBMITTED))
        _took(mine.update(state=WITHDRAWN))
        note(request, "draft_withdrawn", draft.id)


def give_back(
    request: HttpRequest, reader: Reader, draft: Draft, why: str, texts: Mapping[tuple[int, str], str] = MappingProxyType({})
) -> None:
    """Return a draft to its author, with what should be otherwise.

    Args:
        texts: what the reviewer wrote in the language that lacks; the author reads it and sends the draft again.

    Raises:
        StepRefused: this person does not decide it, or it was decided.
    """
    _decides(reader, draft)
    if not why.strip():
        raise StepRefused("filing.reason_needed")
    with transaction.atomic():
        there = Draft.objects.filter(pk=draft.pk, state=SUBMITTED).exclude(author=reader.person)
        _took(there.update(state=RETURNED, note=why.strip()[:2000], digest=""))
        if (content := with_texts(draft, texts)) != draft.content:
            Draft.objects.filter(pk=draft.pk, state=RETURNED).update(content=content, seq=draft.seq + 1)
        note(request, "draft_returned", draft.id, detail="texts" if content != draft.content else "")


def approve(request: HttpRequest, reader: Reader, draft: Draft, digest: str) -> None:
    """Approve a draft, and seal it.

    Args:
        digest: of what the reviewer read.

    Raises:
        StepRefused: this person does not decide it, it is no longer what they read, something in it is wrong by now, or it is
            approved and the ledger could not keep it yet.
    """
    _decides(reader, draft)
    if draft.digest != digest or digest_of(draft) != digest:
        raise StepRefused("filing.changed")
    _sound(draft)
    if lacking(draft):
        raise StepRefused("filing.other_language")
    with transaction.atomic():
        there = Draft.objects.filter(pk=draft.pk, state=SUBMITTED, digest=digest).exclude(author=reader.person)
        _took(there.update(state=APPROVED, approver=reader.person))
        note(request, "draft_approved", draft.id, detail=digest)
    draft.refresh_from_db()
    seal_approved(request, draft)


def seal_approved(request: HttpRequest | None, draft: Draft) -> None:
    """Seal what was approved; asked again it is sealed once.

    Raises:
        StepRefused: the ledger could not keep it; nothing is lost, and it may be asked again.
    """
    if draft.state != APPROVED or draft.approver is None or draft.digest != digest_of(draft):
        raise StepRefused("filing.changed")
    try:
        receipt = _sealed(draft, draft.author.username, draft.approver.username)
    except LedgerError as error:
        raise StepRefused("filing.not_sealed", reason=error.message(getattr(request, "LANGUAGE_CODE", "es"))) from error
    with transaction.atomic():
        if Draft.objects.filter(pk=draft.pk, state=APPROVED).update(state=SEALED, sealed=receipt.sealed):
            places = json.dumps([[one.level, one.number] for one in receipt.places])
            note(request, "draft_sealed", draft.id, detail=places, person=draft.approver.username)
    draft.refresh_from_db()


def _sealed(draft: Draft, by: str, approved: str) -> Receipt:
    ledger = served().ledger
    if draft.deed == "erasure":  # asked again it still destroys a key that a crash left
        content = draft.content
        reason, subject = str(content.get("reason", "")), str(content.get("subject", ""))
        return erase(ledger, subject, level=draft.level, reason=reason, draft=draft.id, by=by, approved=approved)
    return ledger.receipt(draft.id) or seal(ledger, Sealable(draft.id, entries(draft), by, approved))


def seal_what_waits(request: HttpRequest) -> None:
    """Seal what was approved when the ledger, or this server, failed; what fails again goes on waiting."""
    for one in Draft.objects.filter(state=APPROVED).select_related("author", "approver")[:20]:
        try:
            seal_approved(request, one)
        except StepRefused:
            continue


def decides(reader: Reader, draft: Draft) -> bool:
    """Whether somebody decides about a draft: they review in its unit or one above, read its level, and did not write it."""
    return (
        draft.author_id != reader.person.pk
        and draft.level in reader.readable
        and draft.unit_id in reader.units_below_with("review")
    )


def _decides(reader: Reader, draft: Draft) -> None:
    if draft.author_id == reader.person.pk:
        raise StepRefused("filing.own")
    if not decides(reader, draft):
        raise StepRefused("filing.not_reviewer", unit=draft.unit_id)


def _sound(draft: Draft) -> None:
    wrong = stops(draft)
    if wrong:
        raise StepRefused("filing.has_errors")
    if (broken := breaking(draft)) is not None:
        raise StepRefused("filing.would_break", first=broken)


def _took(changed: int) -> None:
    if not changed:
        raise StepRefused("filing.changed")
