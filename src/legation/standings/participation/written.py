"""Final clauses as a record writes them, in a cell of ``instruments.csv``."""

from __future__ import annotations

import tomllib
from functools import lru_cache

from legation.record.record import Record
from legation.standings.participation.clauses import FinalClauses, read_clauses
from legation.terms.days import Period
from legation.terms.told import ToldError


class ClausesNotRead(ToldError):
    """The final clauses in a cell of ``instruments.csv`` cannot be read."""


def clauses_of(record: Record, instrument: str) -> tuple[FinalClauses | None, bool]:
    """The clauses of an instrument, None where the record has none; and whether it claims to know every participant's acts.

    The cell holds them as TOML, one after another, separated by ``;``: ``entry = { consents = 35 }; complete = true``. Where it
    names the ``source`` that states them, a record read without that source does not have them.

    Raises:
        ClausesNotRead: it cannot be read.
    """
    one = record.instruments.get(instrument)  # a log may name texts that the record does not list
    written = "" if one is None else one.final_clauses
    if not written:
        return None, False
    clauses, complete, sources = _read(instrument, written)
    return (clauses, complete) if all(one in record.sources for one in sources) else (None, False)


def notice_of(record: Record, instrument: str) -> tuple[Period, str] | None:
    """How long notice of leaving runs by the treaty's own clause, and its article; None where no clause that was read says so."""
    try:
        clauses, _ = clauses_of(record, instrument)
    except ClausesNotRead:
        return None
    if clauses is None or not clauses.denunciation.by_clause:
        return None
    lapse = clauses.denunciation.lapse
    if lapse.after is None or lapse.next_day or lapse.next_month:
        return None
    return lapse.after, clauses.article("denunciation")


@lru_cache(maxsize=4_096)
def _read(instrument: str, written: str) -> tuple[FinalClauses, bool, tuple[str, ...]]:
    try:
        table = tomllib.loads(written.replace(";", "\n"))
    except tomllib.TOMLDecodeError as error:
        raise ClausesNotRead("participation.clauses_not_toml", instrument=instrument, reason=error) from error
    complete, given = table.pop("complete", False) is True, table.pop("source", [])
    sources = tuple(str(one) for one in (given if isinstance(given, list) else [given]))
    clauses, problems = read_clauses(table, "instruments.csv")
    if problems:
        raise ClausesNotRead("participation.clauses_not_read", instrument=instrument, clause=problems[0].column)
    return clauses, complete, sources
