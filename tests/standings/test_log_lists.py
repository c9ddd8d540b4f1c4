"""Lists over a log, from columns, against the record that holds the same acts as claims, answered by the rules."""

from __future__ import annotations

import pytest

from legation.bench.drawn import FIRST_DAY, LAST_DAY, bench_record, drawn_log
from legation.record.acts import FOREVER
from legation.record.log import PREFIX, with_log
from legation.standings.asof import KnownRecord
from legation.standings.bulk import compiled_log
from legation.standings.known_logged import KnownLogged
from legation.standings.log_lists import changed_between, counts_by_kind, counts_over, of_standing, rows_of_acts, stood
from legation.terms.days import day_number

KNOWN = (day_number(2005, 6, 1), LAST_DAY + 5)
DAYS = (day_number(1900, 1, 1), day_number(1980, 7, 1), LAST_DAY)


@pytest.fixture(scope="module", params=KNOWN, ids=["then", "all"])
def both(request: pytest.FixtureRequest) -> tuple[KnownLogged, KnownRecord]:
    """A log of 300 acts in columns, and as claims."""
    record, log = bench_record(), drawn_log(300, seed=7)
    return KnownLogged(record, request.param, compiled_log(record, log)), KnownRecord(with_log(record, log), request.param)


@pytest.mark.parametrize("first", DAYS)
@pytest.mark.parametrize("span", [0, 400])
@pytest.mark.parametrize("name", ["", "a000", "a003", "nobody"])
def test_what_stood_is_what_the_rules_say(both: tuple[KnownLogged, KnownRecord], first: int, span: int, name: str) -> None:
    known, slow = both
    last = min(first + span, LAST_DAY)
    found = stood(known, first, last, name=name)
    keys = known.bulk.compiled.keys
    said = {keys.key(number).id: certain for number, certain in zip(found.key.tolist(), found.certain.tolist(), strict=True)}
    answer = slow.asof(first, last, actor=name or None)
    held = [one for one in answer.standings if one.answer in ("yes", "presumed", "possible")]
    assert said == {one.id: one.answer != "possible" for one in held}
    if not name:
        counts = {one.kind: (one.certain, one.possible) for one in answer.counts if one.certain or one.possible}
        assert counts_by_kind(known, found) == counts


def test_counts_over_days(both: tuple[KnownLogged, KnownRecord]) -> None:
    known, slow = both
    days = [FIRST_DAY - 10, *DAYS]
    for kind in ("tie-00", "bond-1"):
        expected = [None if one is None else one[1:] for one in slow.counts_over(kind, days)]
        assert counts_over(known, kind, days) == expected


@pytest.mark.parametrize(("first", "last"), [(None, None), (DAYS[0], DAYS[1]), (None, DAYS[1]), (DAYS[1], None)])
@pytest.mark.parametrize("name", ["", "a001"])
def test_acts_in_order_of_time(both: tuple[KnownLogged, KnownRecord], first: int | None, last: int | None, name: str) -> None:
    known, slow = both
    rows = rows_of_acts(known, names=[name] if name else [], first=first, last=last)
    found = [f"{PREFIX}{int(known.bulk.log.act[row])}" for row in rows]
    wanted = [
        act
        for act in slow.acts.values()
        if (first is None or act.begin.hi >= first)
        and (last is None or act.begin.lo <= last)
        and (not name or any(name in role for one in act.variants for _, role in one.roles))
    ]
    assert sorted(found) == sorted(act.id for act in wanted)
    days = [slow.acts[one].begin.lo for one in found]
    assert days == sorted(days)


def test_what_changed_between_two_days(both: tuple[KnownLogged, KnownRecord]) -> None:
    known, _ = both
    begun, ended = changed_between(known, DAYS[1], DAYS[2])
    before, after = (set(stood(known, day, day).key.tolist()) for day in (DAYS[1], DAYS[2]))
    assert set(begun.key.tolist()) == after - before and set(ended.key.tolist()) == before - after


def test_one_standing_is_explained_by_its_own_acts(both: tuple[KnownLogged, KnownRecord]) -> None:
    known, slow = both
    for key in list(slow.keys)[::7]:
        alone = of_standing(known, key)
        assert alone is not None
        assert alone.acts_behind(key) == slow.acts_behind(key)
        assert [alone.verdict(key, day) for day in DAYS] == [slow.verdict(key, day) for day in DAYS]
    assert of_standing(known, type(next(iter(slow.keys)))("tie-00", ("no", "one"))) is None
    assert FOREVER > LAST_DAY
