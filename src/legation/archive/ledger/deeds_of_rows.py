"""Rows of a large ledger as acts to be laid over a log, each known since the day of its source."""

from __future__ import annotations

from collections.abc import Mapping

from legation.archive.ledger.plain import Plain
from legation.record.acts import FOREVER
from legation.record.claims import Shelf, claim_of
from legation.record.ledger.authored import FILED
from legation.record.record import Record
from legation.record.table import Row
from legation.standings.deeds import Deed
from legation.terms.days import iso
from legation.terms.problems import Problem


class RecordBroken(Exception):
    """The rows cannot be read as a record; ``problems`` says what is wrong."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("the record has errors")
        self.problems = problems


def deeds_of(rows: Mapping[int, Plain], record: Record) -> list[Deed]:
    """Rows as acts to be laid over a log.

    Raises:
        RecordBroken: one cannot be an act of the record.
    """
    found, problems = [], []
    sound: set[tuple[str, bool, bool, bool, bool]] = set()
    for number, one in rows.items():
        source = record.sources.get(one.source)
        known = one.filed if not one.source else source.known if source is not None else 0
        shape = (one.kind, bool(one.subject), bool(one.object), one.lo > -FOREVER, bool(one.source))
        named = all(name in record.actors for name in (one.subject, one.object) if name)
        if shape not in sound or not named or (one.source and source is None):
            wrong = _wrong(one, record)
            problems += wrong
            if not wrong:
                sound.add(shape)
        hi = known if one.lo <= -FOREVER else one.hi
        found.append(Deed(number, one.kind, one.lo, hi, one.subject, one.object, "", known))
    if problems:
        raise RecordBroken(problems)
    return found


def _wrong(one: Plain, record: Record) -> list[Problem]:
    """What is wrong with a row, as reading it by itself tells."""
    source = one.source or next(iter(record.sources), "")
    cells = {
        "claim": one.claim, "act": one.act, "kind": one.kind, "date": iso(one.lo) if one.lo > -FOREVER else "",
        "subject": one.subject, "object": one.object, "source": source, "locator": "1",
    }  # fmt: skip
    problems: list[Problem] = []
    claim_of(Row(FILED["acts"], 0, cells), Shelf(record.vocabulary, record.actors, record.instruments, record.sources), problems)
    return [problem for problem in problems if problem.is_error]
