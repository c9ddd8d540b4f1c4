"""Folding: the one set of rules run over every knowledge date that matters, group by group, into rows for rectangles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from legation.record.record import Record
from legation.standings.answers import Verdict
from legation.standings.asof import Bearing, KnownRecord
from legation.standings.groups import Group, Groups
from legation.standings.history import History, Key
from legation.standings.rectangles import NEVER as NEVER


@dataclass(frozen=True, slots=True)
class Row:
    """One verdict of one standing: on the days from ``begin`` (included) to ``end`` (excluded), believed from ``known_from`` to
    ``known_to`` (excluded)."""

    key: Key
    names: tuple[str, ...]
    begin: int
    end: int
    known_from: int
    known_to: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Borne:
    """What was recorded of one standing from ``known_from`` to ``known_to`` (excluded)."""

    key: Key
    known_from: int
    known_to: int
    bearing: Bearing


def fold(record: Record, groups: Groups, wanted: Iterable[Group], level: str = "public") -> Iterator[Row]:
    """Every verdict of the standings of the wanted groups, on both clocks, in order of group."""
    return (one for one in fold_whole(record, groups, wanted, level) if isinstance(one, Row))


def fold_whole(record: Record, groups: Groups, wanted: Iterable[Group], level: str = "public") -> Iterator[Row | Borne]:
    """The same, and what was recorded of each standing."""
    for group in sorted(wanted):
        claims = tuple(claim for act in sorted(groups.acts(group)) for claim in groups.claims.get(act, ()))
        yield from _fold_group(record.with_claims(claims), groups, group, level)


def _fold_group(record: Record, groups: Groups, group: Group, level: str) -> Iterator[Row | Borne]:
    """The same for one group, from a record that holds only the claims that bear on it."""
    turns = sorted({record.sources[claim.source].known for claim in record.claims})
    borne: dict[Key, tuple[int, Bearing]] = {}
    believed: dict[Key, tuple[History, dict[tuple[int, int], Row]]] = {}
    for turn in turns:
        view = KnownRecord(record, turn, level)
        mine = {key: history for key, history in view.histories.items() if groups.group_of(key) == group}
        for key, (history, rows) in believed.items():
            if mine.get(key) != history:
                kept = {(spell.first, spell.until): spell.verdict for spell in view.spells(key)} if key in mine else {}
                yield from (_ended(row, turn) for place, row in rows.items() if row.verdict != kept.get(place))
        believed = {
            key: believed[key]
            if key in believed and believed[key][0] == history
            else _believed(view, key, turn, believed.get(key))
            for key, history in mine.items()
        }
        now = {key: view.bearing(key) for key in mine}
        yield from (Borne(key, since, turn, bearing) for key, (since, bearing) in borne.items() if now.get(key) != bearing)
        same = {key: held for key, held in borne.items() if now.get(key) == held[1]}
        borne = {key: same.get(key, (turn, bearing)) for key, bearing in now.items()}
    for _, rows in believed.values():
        yield from rows.values()
    yield from (Borne(key, since, NEVER, bearing) for key, (since, bearing) in borne.items())


def _believed(
    view: KnownRecord, key: Key, turn: int, before: tuple[History, dict[tuple[int, int], Row]] | None
) -> tuple[History, dict[tuple[int, int], Row]]:
    """What is believed of a standing from ``turn`` on: what holds as before keeps the day it was first believed."""
    history = view.histories[key]
    rows = {}
    for spell in view.spells(key):
        place = (spell.first, spell.until)
        earlier = before[1].get(place) if before is not None else None
        if earlier is not None and earlier.verdict == spell.verdict:
            rows[place] = earlier
        else:
            rows[place] = Row(key, history.names, *place, turn, NEVER, spell.verdict)
    return history, rows


def _ended(row: Row, turn: int) -> Row:
    return Row(row.key, row.names, row.begin, row.end, row.known_from, turn, row.verdict)
