"""A record as it is published: without what is restricted, and without what only that names."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from legation.record.claims import Claim
from legation.record.measures import Observation
from legation.record.named import Id, Saying, ranks_of_named
from legation.record.readable import readable
from legation.record.record import Record
from legation.record.scenario import no_log, scenarios_of


class Public(NamedTuple):
    """What of a record is public.

    Args:
        withheld: the rows that are not, by table and id: restricted claims and figures, and the actors, instruments and sources
            that they alone name.
    """

    record: Record
    withheld: frozenset[Id]


def rows_of(record: Record) -> tuple[Claim | Observation, ...]:
    """Its claims and figures, which have levels of their own."""
    return (*record.claims, *record.measures)


def ids_of(record: Record) -> frozenset[Id]:
    """Every row of a record, by table and id; claims and figures share theirs, and so do acts."""
    rows = [("claims", one.id) for one in rows_of(record)]
    acts = [("acts", claim.act) for claim in record.claims]
    reference = [(table, key) for table, held in _reference(record).items() for key in held]
    return frozenset((*rows, *acts, *reference))


def public(record: Record, in_log: Callable[[str], bool] = no_log) -> Public:
    """A record at its most open level.

    Args:
        in_log: whether a log beside the record holds an act of that id: a scenario may suppose it away.

    Sources, instruments and actors have no level of their own in a folder. One that a restricted row names, and nothing public
    does, is withheld with it: its name could tell what is held back.
    """
    cut = readable(record, next(iter(record.vocabulary.levels)))
    if cut is record:
        return Public(_with_public_scenarios(record, in_log), frozenset())
    seen = {one.id for one in rows_of(cut)}
    held_back = [one for one in rows_of(record) if one.id not in seen]
    reference = {(table, key): Saying(key, row) for table, held in _reference(record).items() for key, row in held.items()}
    open_texts = (*record.evaluation.values(), *_with_public_scenarios(cut, in_log).scenarios.values())
    open_rows = [*map(_saying, rows_of(cut)), Saying("", (open_texts, record.about, record.vocabulary.raw))]
    withheld = {id for id, rank in ranks_of_named(reference, [open_rows, map(_saying, held_back)]).items() if rank}
    acts = {("acts", one.act) for one in record.claims} - {("acts", one.act) for one in cut.claims}
    made = _with_public_scenarios(without(cut, withheld), in_log)
    return Public(made, frozenset({("claims", one.id) for one in held_back} | acts | withheld))


def _saying(row: Claim | Observation) -> Saying:
    return Saying(row.id, row)


def _with_public_scenarios(record: Record, in_log: Callable[[str], bool]) -> Record:
    """The record with the scenarios alone that name nothing but what it holds, and suppose nothing restricted."""
    rank = record.vocabulary.rank_of_level
    open_to_all = rank(next(iter(record.vocabulary.levels)))
    found = scenarios_of(record, in_log)[0] if record.scenarios else {}
    kept = {name for name, one in found.items() if all(rank(claim.level) <= open_to_all for claim in one.supposed)}
    if kept == record.scenarios.keys():
        return record
    return replace(record, scenarios={name: text for name, text in record.scenarios.items() if name in kept})


def without(record: Record, withheld: Collection[Id]) -> Record:
    """A record without some of its actors, instruments and sources, and the sections of these."""
    left = {
        table: {key: row for key, row in held.items() if (table, key) not in withheld}
        for table, held in _reference(record).items()
    }
    return replace(
        record,
        actors=left["actors"],
        instruments=left["instruments"],
        sources=left["sources"],
        sections=tuple(one for one in record.sections if ("sources", one.source) not in withheld),
    )


def _reference(record: Record) -> dict[str, Mapping[str, Any]]:
    return {"actors": record.actors, "instruments": record.instruments, "sources": record.sources}
