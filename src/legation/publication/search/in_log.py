"""Acts of a log that answer to words and filters: a log has no words of its own, only kinds and names, which the index finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt

from legation.publication.search.finding import Wanted
from legation.publication.search.index import OF_TEXT, Index
from legation.publication.search.things import SORTS
from legation.publication.search.words import stems_of, terms_of
from legation.standings.known_logged import KnownLogged
from legation.standings.log_lists import Numbers, places_of_acts

_NAMED = tuple(SORTS.index(sort) for sort in ("actor", "instrument"))


@dataclass(frozen=True)
class FoundInLog:
    """Rows of a log in order of time, and how many of each kind and field there are, the filters of these two apart."""

    rows: Numbers
    kinds: Mapping[str, int] = field(default_factory=dict)
    fields: Mapping[str, int] = field(default_factory=dict)


def find_in_log(known: KnownLogged, index: Index, wanted: Wanted) -> FoundInLog:
    """The acts of a log of which every word is one of their kind or of a name, as believed on the day of knowledge."""
    nothing = FoundInLog(np.empty(0, np.int64))
    if wanted.sort not in ("", "act") or not (wanted.tokens or wanted.is_filtered):
        return nothing
    names = [*wanted.actors, *([wanted.instrument] if wanted.instrument else [])]
    log, acts, time = known.bulk.log, known.record.vocabulary.acts, known.bulk.in_time
    places = places_of_acts(known, names=names, first=wanted.first, last=wanted.last)
    for token in wanted.tokens:
        places = places[_has(known, index, token, places)]
        if not len(places):
            return nothing
    kind = time.kind[places]
    of_kind = np.bincount(kind, minlength=len(log.kinds))
    kinds = {log.kinds[place]: int(of_kind[place]) for place in np.flatnonzero(of_kind).tolist()}
    fields: dict[str, int] = {}
    for name, count in kinds.items():
        if name in acts and acts[name].field:
            fields[acts[name].field] = fields.get(acts[name].field, 0) + count
    kept = [
        name for name in kinds if wanted.kind in ("", name) and wanted.field in ("", acts[name].field if name in acts else "")
    ]
    if len(kept) < len(kinds):
        places = places[np.array([name in kept for name in log.kinds], np.bool_)[kind]]
    return FoundInLog(time.row[places], kinds, fields)


def _has(known: KnownLogged, index: Index, token: str, places: Numbers) -> npt.NDArray[np.bool_]:
    """Of which rows, by their places in time, a word is one of their kind or of a name in them."""
    log, acts, stems = known.bulk.log, known.record.vocabulary.acts, set(stems_of(token))
    kinds = np.array(
        [kind in acts and any(stems & {*terms_of(acts[kind].label[one], one)} for one in ("en", "es")) for kind in log.kinds],
        np.bool_,
    )
    marks = np.zeros(len(log.names) + 1, np.bool_)  # the last serves NOBODY
    for name in (token, *_named(index, stems)):
        if (place := log.place_of(name)) is not None:
            marks[place] = True
    time = known.bulk.in_time
    many = len(places) * _MANY > len(time.row)  # then the whole columns are looked at, which lie in order
    looked_at = slice(None) if many else places
    found: npt.NDArray[np.bool_] = kinds[time.kind[looked_at]]
    if marks.any():
        for role in time.roles:
            found |= marks[role[looked_at]]
    return found[places] if many else found


_MANY: Final = 3


def _named(index: Index, stems: set[str]) -> list[str]:
    """The actors and instruments with one of some stems in a title or name."""
    found = []
    for stem in sorted(stems):
        if (place := index.terms.place(stem)) is not None:
            things, weight = index.terms.of(place)
            titled = things[weight > OF_TEXT]
            found += [index.ids[number] for number in titled[np.isin(index.columns["sort"][titled], _NAMED)].tolist()]
    return found
