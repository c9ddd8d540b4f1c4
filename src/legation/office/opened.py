"""The record that this process serves: opened once, with the record as known on a few days kept at hand."""

from __future__ import annotations

from collections import OrderedDict
from functools import cached_property
from threading import Lock
from typing import Final

from django.conf import settings

from legation.archive.shelf import ALL, DOCUMENTS, open_record
from legation.publication.questions import QuestionError
from legation.record.claims import Claim
from legation.record.edition import edition
from legation.record.measures import Observation
from legation.record.record import Record
from legation.standings.asof import KnownRecord, latest_knowledge
from legation.standings.curation import Reading, readings
from legation.standings.docket import Entry, docket

KEPT: Final = 8


class OpenedRecord:
    """A record with its edition, its knowledge dates and the last few :class:`KnownRecord` asked for."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.edition = edition(record)
        self.latest = latest_knowledge(record)
        self._known: OrderedDict[int, KnownRecord] = OrderedDict()
        self._dockets: dict[int, list[Entry]] = {}
        self._lock = Lock()

    @cached_property
    def knowledge_days(self) -> tuple[int, ...]:
        """The days at whose end the claims and figures of a further source were known, in order."""
        return tuple(sorted({self.record.sources[source].known for source in self.speaking}))

    @cached_property
    def speaking(self) -> frozenset[str]:
        """The sources that state acts or figures."""
        return frozenset(row.source for row in (*self.record.claims, *self.record.measures))

    @cached_property
    def claims(self) -> dict[str, Claim | Observation]:
        """Every claim by id."""
        return {one.id: one for one in (*self.record.claims, *self.record.measures)}

    @cached_property
    def claims_of_source(self) -> dict[str, tuple[Claim, ...]]:
        """The claims of each source."""
        found: dict[str, list[Claim]] = {source: [] for source in self.record.sources}
        for claim in self.record.claims:
            found[claim.source].append(claim)
        return {source: tuple(claims) for source, claims in found.items()}

    @cached_property
    def figures_of_source(self) -> dict[str, tuple[Observation, ...]]:
        """The figures of each source."""
        found: dict[str, list[Observation]] = {source: [] for source in self.record.sources}
        for one in self.record.measures:
            found[one.source].append(one)
        return {source: tuple(figures) for source, figures in found.items()}

    @cached_property
    def readings(self) -> list[Reading]:
        """What was taken from each section of the sources that were read sentence by sentence."""
        return readings(self.record)

    def is_reference(self, source: str) -> bool:
        """Whether a source states nothing of acts or figures, and only backs the dates and names of actors and instruments."""
        return source not in self.speaking

    def as_known(self, day: int) -> KnownRecord:
        """The record as known at the end of a day.

        What is known changes only where a source appears, so days between two sources share one.
        """
        reached = [one for one in self.knowledge_days if one <= day]
        before_all = self.knowledge_days[0] - 1 if self.knowledge_days else 0
        effective = reached[-1] if reached else before_all
        with self._lock:
            if effective not in self._known:
                self._known[effective] = KnownRecord(self.record, effective)
                while len(self._known) > KEPT:
                    dropped, _ = self._known.popitem(last=False)
                    self._dockets.pop(dropped, None)
            self._known.move_to_end(effective)
            return self._known[effective]

    def docket(self, known: KnownRecord) -> list[Entry]:
        """The docket as known on a day, worked out once."""
        if known.known not in self._dockets:
            self._dockets[known.known] = docket(known)
        return self._dockets[known.known]


_lock = Lock()
_serving: dict[str, OpenedRecord] = {}


def opened(sources: str = ALL) -> OpenedRecord:
    """The record that this process serves, opened when first asked for.

    Args:
        sources: ``all``, or ``documents`` for what the record's own sources say alone.

    Raises:
        QuestionError: there is no such record or no such set of sources, or it has errors.
    """
    with _lock:
        if ALL not in _serving:
            _serving[ALL] = OpenedRecord(open_record(settings.LEGATION_RECORD))
        if sources == ALL or not _serving[ALL].record.further:
            return _serving[ALL]
        if sources != DOCUMENTS:
            raise QuestionError("questions.sources", value=sources, nearest=f"{ALL}, {DOCUMENTS}")
        if DOCUMENTS not in _serving:
            _serving[DOCUMENTS] = OpenedRecord(open_record(settings.LEGATION_RECORD, DOCUMENTS))
        return _serving[DOCUMENTS]


def serve_record(record: Record | None) -> None:
    """Serve this record from now on in this process; None: the one that the settings name."""
    with _lock:
        _serving.clear()
        if record is not None:
            _serving[ALL] = OpenedRecord(record)


def warm() -> None:
    """Work out what the first visitor would wait for: every answer, as known today to the record."""
    one = opened()
    known = one.as_known(one.latest)
    known.asof(one.record.period[1], every=True)
    one.docket(known)
