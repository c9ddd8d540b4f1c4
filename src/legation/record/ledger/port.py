"""The port to the ledger: what people's deeds need of it, whatever database keeps it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, Protocol

from legation.record.ledger.entry import Batch, Receipt, Sealed

Owner = Literal["folder", "ledger"]


class Ledger(Protocol):
    """A sealed ledger: one log of entries for each level of classification, to which is only added."""

    @property
    def name(self) -> str:
        """Its name, which begins the name of each of its logs."""

    @property
    def levels(self) -> tuple[str, ...]:
        """Its levels of classification, from open to most restricted."""

    @property
    def owner(self) -> Owner:
        """Who owns the record: people who edit its folder, which the ledger mirrors, or desks, which write in the ledger."""

    def take_over(self) -> None:
        """Have the ledger own the record from now on."""

    def append(self, batch: Batch) -> Receipt:
        """Seal the entries of a batch, all or none; when this returns they outlast a power cut.

        A draft that was sealed before is not sealed again: its receipt is given once more.

        Raises:
            NotAcknowledged: the store failed; nothing was sealed.
            LedgerError: it cannot be sealed as it is: an unknown level, an empty batch, other entries under the same draft,
                personal text about a subject that was erased.
        """

    def receipt(self, draft: str) -> Receipt | None:
        """The receipt of a draft that was sealed; None where it was not."""

    def size(self, level: str) -> int:
        """How many entries the log of a level holds."""

    def entries(self, level: str, first: int = 0) -> Iterator[Sealed]:
        """The entries of a level in order, from a number on."""

    def personal(self, sealed: Sealed) -> Mapping[str, str] | None:
        """The personal text that goes with an entry; None where there is none, or it was erased."""

    def erase(self, subject: str, *, level: str, reason: str, draft: str, by: str = "", approved: str = "") -> Receipt:
        """Destroy the key of a subject for ever; that this was done is itself an entry, in the log of ``level``.

        Raises:
            LedgerError: there is no such subject, or as for :meth:`append`.
        """
