"""Acts of a log that answer to words and filters: a log has no words of its own, only kinds and names, which the index finds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from legation.publication.answer_tables import day_text
from legation.publication.search.finding import Found, Wanted
from legation.publication.search.index import OF_TEXT, Index
from legation.publication.search.things import SORTS
from legation.publication.search.words import stems_of, terms_of
from legation.publication.shown import Cell
from legation.record.acts import FOREVER
from legation.record.log import NOBODY, PREFIX, ROLES_IN_A_LOG
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


def counted_with_log(found: Found, in_log: FoundInLog) -> Found:
    """What was found in the record, with the acts of its log in the counts; where only they have all words, with none of it."""
    if not len(in_log.rows) and not in_log.kinds:
        return found
    if found.some:
        found = replace(found, things=found.things[:0], sorts={}, kinds={}, fields={}, some=False, whole=0)
    sorts = {**found.sorts, "act": found.sorts.get("act", 0) + len(in_log.rows)}
    kinds, fields = dict(found.kinds), dict(found.fields)
    for counted, more in ((kinds, in_log.kinds), (fields, in_log.fields)):
        for name, count in more.items():
            counted[name] = counted.get(name, 0) + count
    return replace(found, sorts=sorts, kinds=kinds, fields=fields)


def log_entries(known: KnownLogged, rows: Iterable[int], language: str) -> list[dict[str, Cell]]:
    """Acts of a log as rows of a table of what was found: called by their kind and those who have part in them."""
    log, record = known.bulk.log, known.record
    entries: list[dict[str, Cell]] = []
    for row in rows:
        kind = record.vocabulary.acts.get(log.kinds[int(log.kind[row])])
        label = kind.label[language] if kind is not None else log.kinds[int(log.kind[row])]
        places = [place for role in ROLES_IN_A_LOG if (place := int(getattr(log, role)[row])) != NOBODY]
        names = [log.names[place] for place in places]
        called = [record.actors[name].name[language] if name in record.actors else name for name in names]
        lo, hi = int(log.lo[row]), int(log.hi[row])
        entries.append(
            {
                "sort": "act", "id": f"{PREFIX}{int(log.act[row])}", "kind": label,
                "title": ": ".join(filter(None, (label, " · ".join(called)))),
                "field": kind.field if kind is not None and kind.field else None,
                "date_from": day_text(lo) if lo > -FOREVER else None, "date_to": day_text(hi) if lo > -FOREVER else None,
                "text": None,
            }
        )  # fmt: skip
    return entries


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
