"""The docket of a large ledger: of what columns hold, those acts count that bear on what sources attest or count."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from legation.archive.ledger.in_columns import InColumns
from legation.archive.ledger.made_objects import with_entries
from legation.archive.ledger.taken_in_order import believed
from legation.record.acts import ATTESTATION
from legation.standings.asof import KnownRecord
from legation.standings.docket import Entry, docket
from legation.standings.known_logged import KnownLogged
from legation.standings.log_lists import rows_behind

Entries = npt.NDArray[np.int64]
_NAMING = ("open", "term")
"""What an act does that a count of standings or of terms counts."""


def docket_in_columns(held: InColumns, known: KnownLogged) -> list[Entry]:
    """Every open or settled difference and every gap, as known.

    An act in columns has one claim, so that nothing contradicts it but what is said of the standings on which it bears.
    """
    rows = [np.empty(0, np.int64)]
    for key in known.attested:
        rows += [known.naming_all_of(key), rows_behind(known, key)]
    numbers = known.bulk.log.act[np.unique(np.concatenate(rows))]
    record = with_entries(held, np.union1d(numbers, _counted(held, known)).tolist())
    return docket(KnownRecord(record, known.known, known.level))


def _counted(held: InColumns, known: KnownLogged) -> Entries:
    """The entries of acts that a source names of what it counts."""
    found = [np.empty(0, np.int64)]
    for source, kind, names in sorted(set(_counts(known))):
        standing = known.record.vocabulary.standings.get(kind)
        if standing is None:
            continue
        opening = [effect.act for effect in standing.effects if effect.does in _NAMING]
        _, rows = believed(known, held.stated.of_source(source))
        rows = np.intersect1d(known.rows_of_kinds(opening), rows)
        found.append(known.bulk.log.act[known.naming(names, among=rows)])
    return np.unique(np.concatenate(found))


def _counts(known: KnownLogged) -> Iterable[tuple[str, str, tuple[str, ...]]]:
    """Each total that a source states: the source, of which kind of standing, and whom it names."""
    for act in known.own.acts_of_kinds([ATTESTATION]):
        for claim in act.used:
            if claim.kind == ATTESTATION and claim.value:
                yield claim.source, claim.standing, (*claim.subject, *claim.object)
