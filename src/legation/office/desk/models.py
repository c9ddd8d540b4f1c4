"""Drafts, and the files attached to them."""

from __future__ import annotations

import secrets
from typing import Any, ClassVar, Final

from django.conf import settings
from django.db import models
from django.db.models import F, Q

WRITING: Final = "writing"
SUBMITTED: Final = "submitted"
RETURNED: Final = "returned"
WITHDRAWN: Final = "withdrawn"
APPROVED: Final = "approved"
SEALED: Final = "sealed"
STATES: Final = (WRITING, SUBMITTED, RETURNED, WITHDRAWN, APPROVED, SEALED)
OPEN: Final = (WRITING, RETURNED)
"""States in which the author writes on."""
PLANS: Final = ("nodes", "indicators", "targets", "results", "budget")
"""Rows of a plan, by their table."""
DEEDS: Final = ("acts", "measures", *PLANS, "correction", "retraction", "adjudication", "reclassification", "erasure")


def new_id() -> str:
    """An id that nobody can guess and that counts nothing: it shows in what is sealed."""
    return f"d{secrets.token_hex(8)}"


class Draft(models.Model):
    """What somebody wants sealed. The database refuses an approval by who wrote it, and any change to what was submitted."""

    id = models.CharField(max_length=40, primary_key=True, default=new_id)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="drafts")
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="drafts")
    deed = models.CharField(max_length=20, choices=[(one, one) for one in DEEDS])
    level = models.CharField(max_length=40, default="public")
    state = models.CharField(max_length=20, default=WRITING, choices=[(one, one) for one in STATES])
    content = models.JSONField(default=dict)
    seq = models.BigIntegerField(default=0)
    """Counts what was saved, so that a late save does not undo a later one."""
    digest = models.CharField(max_length=64, blank=True)
    """Of what was submitted: who approves approves just that."""
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="approvals", null=True, blank=True
    )
    note = models.CharField(max_length=2000, blank=True)
    created = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)
    sealed = models.CharField(max_length=40, blank=True)
    """The moment of sealing, as the ledger states it."""

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(approver__isnull=True) | ~Q(approver=F("author")), name="four_eyes"),
            models.CheckConstraint(
                condition=~Q(state__in=("approved", "sealed")) | Q(approver__isnull=False), name="approved_by_somebody"
            ),
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["state", "unit"]), models.Index(fields=["author", "-changed"])]

    def __str__(self) -> str:
        return self.id

    @property
    def table(self) -> str:
        """The table in which its rows stand, or of a correction that in which the row stands that it corrects."""
        return str(self.content.get("table", "acts")) if self.deed in ("correction", "retraction") else self.deed

    @property
    def is_open(self) -> bool:
        """Whether its author writes on it."""
        return self.state in OPEN


class Attachment(models.Model):
    """A file attached to a draft, kept by its hash."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="attachments")
    name = models.CharField(max_length=160)
    media_type = models.CharField(max_length=60)
    size = models.BigIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(fields=["draft", "digest"], name="a_file_once")]
