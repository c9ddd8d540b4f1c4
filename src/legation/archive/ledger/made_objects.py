"""Some of the rows that columns hold made into claims of the record, as in a small ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from legation.archive.ledger.in_columns import InColumns
from legation.archive.ledger.logs import Logs
from legation.record.claims import Claim, Shelf, claim_of
from legation.record.ledger.authored import FILED, SOURCE
from legation.record.ledger.book import Standing, cited, filing_of
from legation.record.record import Record
from legation.record.sources import Source, source_of
from legation.record.table import Row
from legation.terms.problems import Problem


def rows_in(held: InColumns, numbers: Sequence[int]) -> list[Standing]:
    """The rows of some entries that columns hold, in the order given."""
    return Logs(held.ledger, held.levels).rows(numbers, held.firsts)


def made_claims(held: InColumns, rows: Iterable[Standing]) -> tuple[dict[str, Source], list[Claim]]:
    """The sources of the record with those that some rows are themselves, and the claims that the rows make."""
    problems: list[Problem] = []
    sources, claims = dict(held.record.sources), []
    for one in rows:
        filing = filing_of(one, held.ledger.offset)
        if filing is not None and filing.key not in sources:
            found = source_of("", 0, filing.cells[SOURCE], problems)
            if found is not None:
                sources[found.id] = found
        shelf = Shelf(held.record.vocabulary, held.record.actors, held.record.instruments, sources)
        cells = {column: str(value) for column, value in cited(one).cells.items()}
        claims.append(claim_of(Row(FILED["acts"], 0, cells), shelf, problems))
    return sources, claims


def with_entries(held: InColumns, numbers: Iterable[int]) -> Record:
    """The record with the rows of some entries that columns hold as claims."""
    sources, claims = made_claims(held, rows_in(held, sorted(set(numbers))))
    if not claims:
        return held.record
    return held.record.with_sources(sources).with_claims((*held.record.claims, *claims))


def with_objects(held: InColumns, ids: Iterable[str]) -> Record:
    """The record with those rows as claims that columns hold under some ids, of claims or of acts."""
    found = (held.number_of_claim(one) if named is None else named for one in ids for named in (held.number_of_act(one),))
    return with_entries(held, (one for one in found if one is not None))
