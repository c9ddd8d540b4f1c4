"""Acts laid over a compiled log give what compiling the whole log gives, and what the rules give."""

from __future__ import annotations

import numpy as np
from hypothesis import given

from legation.record.log import NOTHING, Log, checked, with_log
from legation.standings.appending import Deed, Growing
from legation.standings.asof import KnownRecord
from legation.standings.bulk import compiled_log
from legation.standings.deeds import deed_of, deeds_of, log_of
from tests.small_records import small_record
from tests.standings.choices import Choices, drawn, many
from tests.standings.drawn_growth import DAYS, Growth, assert_same, growth, supposed, turns_of
from tests.standings.drawn_histories import YEAR

Supposed = tuple[set[int], list[bool]]


@many(4)
@given(drawn(growth))
def test_appending_in_batches_equals_compiling_whole_and_the_rules(drawn: Growth) -> None:
    record, log = drawn.record, checked(drawn.log, drawn.record)
    first, *more = drawn.parts()
    versions = [Growing.of(compiled_log(record, first))]
    for part in more:
        versions.append(versions[-1].with_deeds(list(deeds_of(part))))
    turns = turns_of(log, record)
    made = versions[-1].compiled
    assert_same(made, compiled_log(record, log).compiled, turns, drawn)
    number = {made.keys.key(place): place for place in range(len(made.keys))}
    whole = with_log(record, log)
    for turn in turns:
        view = KnownRecord(whole, turn)
        for key in view.histories:
            for asked in DAYS:
                assert made.verdict(number[key], asked, known=turn) == view.verdict(key, asked), (key.id, asked - YEAR)
        for key, place in number.items():
            if key not in view.histories:
                assert made.verdict(place, YEAR + 3, known=turn) is None
    until = drawn.cuts[len(more) // 2]
    middle = versions[drawn.cuts.index(until)].compiled
    assert_same(middle, compiled_log(record, log.take(np.arange(until))).compiled, turns, drawn)


def suppositions(choose: Choices) -> tuple[Growth, list[Supposed]]:
    """A log that grows, and twice what may be supposed: places of acts away, and of rows more, among those there are."""
    return growth(choose), [
        ({choose.between(0, 8) for _ in range(choose.between(0, 2))}, [choose.once_in(2) for _ in range(9)]) for _ in range(2)
    ]


@many(4)
@given(drawn(suppositions))
def test_supposing_equals_compiling_what_is_supposed(asked: tuple[Growth, list[Supposed]]) -> None:
    """Two suppositions laid over the same build, each with acts more and acts away, leave one another alone."""
    drawn, changes = asked
    record, log = drawn.record, drawn.log
    base, *more = drawn.parts()
    growing = Growing.of(compiled_log(record, base))
    if len(more) > 1:
        growing = growing.with_deeds(list(deeds_of(more[0])))
    until = drawn.cuts[0] if len(more) == 1 else drawn.cuts[1]
    known = log.take(np.arange(until))
    rest = log.take(np.flatnonzero((np.arange(len(log)) >= until) & (log.retracts == NOTHING)))
    acts = known.act[known.retracts == NOTHING].tolist()
    for away, more_rows in changes:
        without = {acts[place % len(acts)] for place in away} if acts else set()
        chosen = supposed(rest.take(np.array([row for row in range(len(rest)) if more_rows[row]], np.int64)))
        made = growing.with_deeds(list(deeds_of(chosen)), without).compiled
        left = [deed_of(known, row) for row in range(len(known)) if known.act[row] not in without]
        whole = compiled_log(record, log_of([*left, *deeds_of(chosen)])).compiled
        assert_same(made, whole, turns_of(log, record), drawn)
    assert_same(growing.compiled, compiled_log(record, known).compiled, turns_of(log, record), drawn)


def test_an_act_supposed_away_leaves_the_rest() -> None:
    kinds = ("relations_established", "relations_severed")
    rows = [(0, 0, 1, 1, 1, 0, -1, 9, -1), (1, 1, 5, 5, 1, 0, -1, 9, -1)]
    log = Log(kinds, ("chile", "peru"), *(np.array(column) for column in zip(*rows, strict=True)))
    growing = Growing.of(compiled_log(small_record([]), log))
    answers = [growing.compiled.verdict(0, 7, known=20)]
    answers.append(growing.with_deeds([], without=[1]).compiled.verdict(0, 7, known=20))
    answers.append(growing.with_deeds([Deed(9, "relations_established", 6, 6, "chile", "peru")]).compiled.verdict(0, 7, known=20))
    assert [one.answer if one else None for one in answers] == ["no", "presumed", "presumed"]


def test_what_passed_to_a_successor_goes_with_the_succession() -> None:
    """A standing that only a succession brought about is told anew when the succession is supposed away, or taken back."""
    deeds = [
        Deed(1, "joined", YEAR, YEAR, "peru", "org-a", known=YEAR),
        Deed(2, "body_succeeded", YEAR + 2, YEAR + 2, "org-b", "org-a", known=YEAR + 3),
    ]
    growing = Growing.of(compiled_log(small_record([]), log_of(deeds)))
    heir = next(
        place for place in range(len(growing.compiled.keys)) if growing.compiled.keys.key(place).id == "membership:peru:org-b"
    )
    assert growing.compiled.verdict(heir, YEAR + 9, known=YEAR + 9) is not None
    assert growing.with_deeds([], without=[2]).compiled.verdict(heir, YEAR + 9, known=YEAR + 9) is None
    after = growing.with_deeds([Deed(3, known=YEAR + 6, retracts=2)]).compiled
    assert after.verdict(heir, YEAR + 9, known=YEAR + 9) is None and after.verdict(heir, YEAR + 9, known=YEAR + 5) is not None
