"""A compiled log with what was added, as one, answers as the whole log compiled."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import numpy as np
import pytest
from hypothesis import given

from legation.record.log import checked
from legation.standings.appending import Growing
from legation.standings.bulk import Bulk, compiled_log
from legation.standings.deeds import Deed, deed_of, deeds_of, log_of
from legation.standings.grown_bulk import grown
from legation.standings.known_logged import KnownLogged
from legation.standings.log_lists import of_standing, places_of_acts, rows_of_acts, stood
from tests.small_records import small_record
from tests.standings.choices import Choices, drawn, many
from tests.standings.drawn_growth import DAYS, WORDS, Growth, growth, turns_of
from tests.standings.drawn_histories import YEAR

Away = tuple[Growth, set[int]]


def away(choose: Choices) -> Away:
    """A log that grows, and places of acts that are not in it after all."""
    return growth(choose), {choose.between(0, 8) for _ in range(choose.between(0, 2))}


@many(20)
@given(drawn(away))
def test_a_grown_log_answers_as_the_whole(asked: Away) -> None:
    drawn, gone = asked
    record, log = drawn.record, checked(drawn.log, drawn.record)
    first, *more = drawn.parts()
    growing = Growing.of(compiled_log(record, first))
    for part in more:
        growing = growing.with_deeds(list(deeds_of(part)))
    acts = {int(log.act[place]) for place in gone if place < len(log) and log.retracts[place] < 0}
    growing = growing.with_deeds([], without=acts) if acts else growing
    left = log_of([deed_of(log, row) for row in range(len(log)) if int(log.act[row]) not in acts])
    made, whole = grown(growing), compiled_log(record, left)
    for turn in turns_of(log, record):
        assert told(made, turn) == told(whole, turn), turn


def test_an_act_that_bears_on_nothing_goes_too() -> None:
    growing = Growing.of(compiled_log(small_record([]), log_of([Deed(1, "war", 5, 5, "peru", "chile", known=9)])))
    assert told(grown(growing), 9)["acts"] == [1]
    assert told(grown(growing.with_deeds([], without=[1])), 9)["acts"] == []


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_in_whatever_order_successions_and_what_passes_by_them_are_added(order: tuple[int, ...]) -> None:
    """One by one, then each supposed away: as compiling what there is then; a party that none succeeded stays in columns."""
    deeds = [
        Deed(1, "relations_established", YEAR, YEAR, "peru", "old-state", known=YEAR + 1),
        Deed(2, "state_succeeded", YEAR + 3, YEAR + 3, "chile", "old-state", known=YEAR + 4),
        Deed(3, "relations_severed", YEAR + 5, YEAR + 6, "peru", "chile", known=YEAR + 7),
        Deed(4, "state_succeeded", YEAR + 8, YEAR + 8, "org-a", "chile", known=YEAR + 9),
    ]
    beside = Deed(9, "relations_established", YEAR, YEAR, "peru", "org-b", known=YEAR + 1)

    def same(made: Bulk, whole: Bulk) -> bool:
        return all(told(made, day) == told(whole, day) for day in range(YEAR, YEAR + 11, 2))

    growing, there = Growing.of(compiled_log(small_record([]), log_of([beside]))), [beside]
    for place in order:
        growing, there = growing.with_deeds([deeds[place]]), [*there, deeds[place]]
        assert same(grown(growing), compiled_log(small_record([]), log_of(there)))
    for place in order:
        growing = growing.with_deeds([], without=[deeds[place].act])
        there.remove(deeds[place])
        assert same(grown(growing), compiled_log(small_record([]), log_of(there)))
    whole = compiled_log(small_record([]), log_of([beside, *deeds]))
    assert "relations" in whole.plain
    ruled = {whole.compiled.keys.key(number).id for number in np.flatnonzero(whole.by_rules).tolist()}
    assert "relations:peru:chile" in ruled and "relations:peru:org-b" not in ruled


def told(bulk: Bulk, turn: int) -> dict[str, Any]:
    """All that lists and pages take from a record with a log, by ids."""
    known = KnownLogged(bulk.record, turn, bulk)
    log, keys = known.bulk.log, bulk.compiled.keys
    act = log.act.tolist()
    numbers = set(known.numbers(None))

    def by_key(rows: Any, *columns: Any) -> list[Any]:
        found = zip(rows.key.tolist(), *(column.tolist() for column in columns), strict=True)
        return sorted((keys.key(key), *rest) for key, *rest in found if key in numbers)

    bearing = known.bearing_acts
    found: dict[str, Any] = {
        "acts": sorted(act[row] for row in known.rows.tolist()),
        "in time": [
            [(int(log.lo[row]), int(log.hi[row])) for row in rows_of_acts(known, names=names).tolist()]
            for names in ((), *((word,) for word in WORDS))
        ],
        "of whom": [sorted(act[row] for row in rows_of_acts(known, names=[word]).tolist()) for word in WORDS],
        "of a kind": sorted(
            (kind, act[row]) for kind in bulk.log.kinds for row in rows_of_acts(known, kinds=[kind], last=DAYS[5]).tolist()
        ),
        "places": len(places_of_acts(known, first=DAYS[2], last=DAYS[4])),
        "openings": by_key(known.openings, known.openings.lo, known.openings.hi),
        "endings": by_key(known.endings, known.endings.lo, known.endings.hi),
        "bearing": sorted(
            (keys.key(key), f"act-{act[row]}" if row >= 0 else known.own_acts[-1 - row])
            for key, row in zip(bearing.key.tolist(), bearing.act.tolist(), strict=True)
            if key in numbers
        ),
        "standings": sorted(keys.key(number) for number in numbers),
        "spells": sorted((keys.key(number).id, str(known.spells(keys.key(number)))) for number in numbers),
    }
    for day in DAYS[::3]:
        one = stood(known, day, day)
        found[f"stood {day}"] = sorted(
            zip([keys.key(key).id for key in one.key.tolist()], one.certain.tolist(), one.begin.tolist(), strict=True)
        )
    for number in sorted(numbers, key=lambda number: keys.key(number))[:3]:
        key = keys.key(number)
        why = of_standing(known, key)
        assert why is not None
        found[f"why {key.id}"] = [str(why.verdict(key, day)) for day in DAYS]
    return found
