"""A record as a level sees it: without the claims and figures that are more restricted."""

from __future__ import annotations

from dataclasses import replace

from legation.record.record import Record


def readable(record: Record, level: str) -> Record:
    """The record without what is above a level; the record itself where there is nothing such."""
    rank = record.vocabulary.rank_of_level
    highest = rank(level)
    claims = tuple(one for one in record.claims if rank(one.level) <= highest)
    measures = tuple(one for one in record.measures if rank(one.level) <= highest)
    if len(claims) == len(record.claims) and len(measures) == len(record.measures):
        return record
    return replace(record, claims=claims, measures=measures)
