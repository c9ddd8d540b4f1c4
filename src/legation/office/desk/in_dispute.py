"""The claims on an act, as whoever settles them reads them."""

from __future__ import annotations

from typing import NamedTuple

from legation.office.words import date_words, day_words
from legation.record.record import Record


class InDispute(NamedTuple):
    """One of the claims: what it says, by which source, known since which day."""

    id: str
    title: str
    date: str
    source: str
    known: str


def claims_of(record: Record, act: str, language: str) -> list[InDispute]:
    """The claims on an act, in the order of the record; what settles them is none."""
    found = []
    for one in record.claims:
        if one.act == act and one.kind != "adjudication":
            source = record.sources[one.source]
            title = one.title[language] or one.id
            known = day_words(source.known, language)
            found.append(InDispute(one.id, title, date_words(one.date, language), source.called[language], known))
    return found
