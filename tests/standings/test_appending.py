"""Acts laid over a compiled log give what compiling the whole log gives."""

from __future__ import annotations

import numpy as np
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from legation.record.log import NOBODY, NOTHING, Log
from legation.standings.appending import Deed, Growing
from legation.standings.bulk import compiled_log
from tests.small_records import small_record
from tests.standings.drawn_logs import drawn_logs
from tests.standings.test_against_definition import HISTORIES, YEAR


def deed(log: Log, row: int) -> Deed:
    names = {
        role: log.names[place] if (place := int(getattr(log, role)[row])) != NOBODY else ""
        for role in ("subject", "object", "instrument")
    }
    if log.retracts[row] != NOTHING:
        return Deed(int(log.act[row]), known=int(log.known[row]), retracts=int(log.retracts[row]))
    return Deed(
        int(log.act[row]), log.kinds[log.kind[row]], int(log.lo[row]), int(log.hi[row]), **names, known=int(log.known[row])
    )


@settings(max_examples=HISTORIES // 4, deadline=None, suppress_health_check=list(HealthCheck))
@given(drawn_logs(), st.integers(1, 6), st.integers(1, 6))
def test_appending_equals_compiling_again(log: Log, first: int, second: int) -> None:
    record = small_record([])
    assume(first < len(log))
    growing = Growing.of(compiled_log(record, log.take(np.arange(first))))
    for part in (range(first, min(first + second, len(log))), range(min(first + second, len(log)), len(log))):
        growing = growing.with_deeds([deed(log, row) for row in part])
    whole = compiled_log(record, log).compiled
    made = growing.compiled
    number = {made.keys.key(place): place for place in range(len(made.keys))}
    turns = sorted(set(log.known.tolist()))
    for turn in (turns[0] - 1, *turns):
        for place in range(len(whole.keys)):
            for asked in range(YEAR - 2, YEAR + 20, 2):
                assert made.verdict(number[whole.keys.key(place)], asked, known=turn) == whole.verdict(place, asked, known=turn)
        for asked in (YEAR + 3, YEAR + 8):
            for which in ("certain", "possible", "silent"):
                mine, theirs = made.asof(asked, turn, which=which)[0], whole.asof(asked, turn, which=which)[0]
                assert {made.keys.key(one) for one in mine.tolist()} == {whole.keys.key(one) for one in theirs.tolist()}


def test_an_act_supposed_away_leaves_the_rest() -> None:
    kinds = ("relations_established", "relations_severed")
    rows = [(0, 0, 1, 1, 1, 0, -1, 9, -1), (1, 1, 5, 5, 1, 0, -1, 9, -1)]
    log = Log(kinds, ("chile", "peru"), *(np.array(column) for column in zip(*rows, strict=True)))
    growing = Growing.of(compiled_log(small_record([]), log))
    answers = [growing.compiled.verdict(0, 7, known=20)]
    answers.append(growing.with_deeds([], without=[1]).compiled.verdict(0, 7, known=20))
    answers.append(growing.with_deeds([Deed(9, "relations_established", 6, 6, "chile", "peru")]).compiled.verdict(0, 7, known=20))
    assert [one.answer if one else None for one in answers] == ["no", "presumed", "presumed"]
