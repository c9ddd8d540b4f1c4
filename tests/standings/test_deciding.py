"""What decides a possible answer: the acts that may be the last word on a day, on each side, held against what may be the case."""

from __future__ import annotations

from itertools import product
from math import prod

from hypothesis import given

from legation.record.acts import FOREVER, Days
from legation.record.record import Record
from legation.standings.asof import KnownRecord
from legation.standings.deciding import Decides, Deciding, deciding, if_dated
from legation.standings.happenings import ON, Happening, Position, end_of
from legation.standings.outcomes import DECIDING, history_outcomes
from tests.small_records import day, small_record
from tests.standings.choices import Choices, drawn, many
from tests.standings.drawn_histories import MOST_WORLDS, History, days_to_ask, told_history

SOURCES = {"book": "2021-02", "other": "2020-01"}
MEMBER = {"subject": "peru", "object": "org-a"}


def decided(rows: list[dict[str, str]], wanted: str, on: str) -> Deciding:
    """What decides one standing of a small record on a day, on which it is possible."""
    known = KnownRecord(_recorded(rows))
    key = known.find(wanted)
    assert key is not None and known.verdict(key, day(on)).answer == "possible"
    return deciding(known.histories[key], day(on))


def _recorded(rows: list[dict[str, str]]) -> Record:
    return small_record(rows, sources=SOURCES)


def said(several: tuple[Decides, ...]) -> list[tuple[str, str, tuple[str, ...]]]:
    """Each act by its id, with what it does and what is not told of it."""
    return [(one.act, one.does, one.untold) for one in several]


def asked(choose: Choices) -> tuple[History, list[int]]:
    """A history and three days."""
    history = told_history(choose)
    return history, days_to_ask(choose, history)


@many()
@given(drawn(asked))
def test_each_side_has_an_act_exactly_where_some_placement_has_it(drawn: tuple[History, list[int]]) -> None:
    """Of a standing of one line of acts: for it where it may hold, against it where it may be off or nothing is told yet."""
    history, days = drawn
    known = KnownRecord(history.record)
    for key, told in known.histories.items():
        if len(told.strands) != 1 or told.strands[0].gates:
            continue
        for on in days:
            may_be, found = history_outcomes(told.strands[0].line, on), deciding(told, on)
            assert bool(found.speaks_for) == bool(may_be & {"firm", "held"}), (key, on, may_be, found)
            assert bool(found.speaks_against) == bool(may_be & {"off", "silent"}), (key, on, may_be, found)


@many()
@given(drawn(asked))
def test_each_act_decides_exactly_where_some_placement_makes_it_the_last_word(drawn: tuple[History, list[int]]) -> None:
    """Or the first one told after the day, where none came by then: every placement of every act listed and looked at."""
    history, days = drawn
    known = KnownRecord(history.record)
    for key, told in known.histories.items():
        if len(told.strands) != 1 or told.strands[0].gates:
            continue
        worlds = placed(told.strands[0].happenings)
        for on in days if worlds is not None else []:
            found = deciding(told, on)
            every = (*found.speaks_for, *found.speaks_against)
            assert {(one.act, one.does, one.is_later) for one in every} == by_hand(worlds or [], on), (key, on)
            assert all((one.does in ON) == (one.side == "for") for one in every if not one.is_later)


World = list[tuple[Position, str, str]]


def placed(happenings: tuple[Happening, ...]) -> list[World] | None:
    """Every world of some acts, its events with the act of each; None where they are too many, or some day is unbounded."""
    each: list[list[World]] = []
    for one in happenings:
        ways: list[World] = []
        for way in one.ways:
            if way is None:
                ways.append([])
                continue
            last = way.last or Days(0, 0)
            if max(way.begin.hi - way.begin.lo, last.hi - last.lo) > 400:
                return None
            begins = range(way.begin.lo, way.begin.hi + 1)
            lasts = range(last.lo, last.hi + 1) if way.last else range(1)
            pins = [(begin, end if way.last else begin) for begin in begins for end in lasts if not way.last or end >= begin]
            ways += [[(*event, one.act) for event in way.placed(*pin)] for pin in pins]
        each.append(ways)
    if prod(len(ways) for ways in each) > MOST_WORLDS:
        return None
    return [[event for chosen in world for event in chosen] for world in product(*each)]


def by_hand(worlds: list[World], on: int) -> set[tuple[str, str, bool]]:
    """Which act is the last word by the end of a day in some world, or the first told after it."""
    found: set[tuple[str, str, bool]] = set()
    for events in worlds:
        past = [event for event in events if event[0] < end_of(on)]
        told = past or [event for event in events if event[1] in DECIDING]
        at = (max if past else min)((event[0] for event in told), default=None)
        found |= {(act, does, not past) for position, does, act in told if position == at}
    return found


def test_an_end_and_a_later_word_of_which_it_is_not_told_which_came_last() -> None:
    """What opened it long before decides nothing; the end and the word that it stands share three days."""
    found = decided(
        [
            {"act": "in", "kind": "joined", "date": "2011-03-11", **MEMBER},
            {"act": "out", "kind": "withdrawal_effective", "date": "[2019-09-28..2019-11-28]", **MEMBER},
            {"act": "still", "kind": "attestation", "standing": "membership", "date": "2019-09", **MEMBER},
        ],
        "membership:peru:org-a", "2021-12-31",
    )  # fmt: skip
    assert said(found.speaks_for) == [("still", "attest", ())] and said(found.speaks_against) == [("out", "close", ())]
    assert found.overlaps == (Days(day("2019-09-28"), day("2019-09-30")),)
    assert found.speaks_against[0].days == Days(day("2019-09-28"), day("2019-11-28"))


def test_an_end_that_may_have_come_by_the_day_or_later() -> None:
    found = decided(
        [
            {"act": "in", "kind": "joined", "date": "1990-05-01", **MEMBER},
            {"act": "out", "kind": "withdrawal_effective", "date": "1995", **MEMBER},
        ],
        "membership:peru:org-a", "1995-06-30",
    )  # fmt: skip
    assert said(found.speaks_for) == [("in", "open", ())] and said(found.speaks_against) == [("out", "close", ("by_then",))]
    assert not found.overlaps


def test_an_act_without_a_date_speaks_for_both() -> None:
    """It may have been done by then, or be the first that is told, and done later."""
    found = decided([{"act": "in", "kind": "joined", **MEMBER}], "membership:peru:org-a", "1950-01-01")
    assert said(found.speaks_for) == [("in", "open", ("by_then",))] and found.speaks_for[0].days.lo <= -FOREVER
    assert [(one.act, one.is_later) for one in found.speaks_against] == [("in", True)]


def test_an_end_of_which_no_source_says_when() -> None:
    """An office lapses; its holder may have left since, and that shares its days with nothing."""
    rows = [{"act": "a", "kind": "in_charge", "date": "1922", "object": "org-a", "office": "head", "person": "Ana"}]
    found = decided(rows, "in_office:org-a:head:ana", "1930-01-01")
    assert [one.act for one in found.speaks_for] == ["a"] and said(found.speaks_against) == [("a", "close", ("end",))]
    assert found.speaks_against[0].own_end and not found.overlaps


def test_an_act_whose_sources_differ_on_who_is_not_told_on_which_account() -> None:
    found = decided(
        [
            {"act": "in", "kind": "joined", "date": "1990", "source": "book", **MEMBER},
            {"act": "in", "kind": "joined", "date": "1990", "source": "other", "subject": "peru", "object": "org-b"},
            {"act": "out", "kind": "withdrawal_effective", "date": "1980", **MEMBER},
        ],
        "membership:peru:org-a", "2000-01-01",
    )  # fmt: skip
    assert said(found.speaks_for) == [("in", "open", ("accounts",))] and said(found.speaks_against) == [("out", "close", ())]


def test_an_actor_that_ended_on_an_unknown_day_bounds_it() -> None:
    rows = [{"act": "in", "kind": "relations_established", "date": "1825", "subject": "peru", "object": "old-state"}]
    known = KnownRecord(small_record(rows, lives={"old-state": ("1800", "1830")}))
    key = known.find("relations:peru:old-state")
    assert key is not None and known.verdict(key, day("1830-06-01")).answer == "possible"
    found = deciding(known.histories[key], day("1830-06-01"))
    assert [one.act for one in found.speaks_for] == ["in"] and [gate.cause for gate in found.gates] == ["old-state"]


def test_on_which_of_two_dates_a_doubt_hangs() -> None:
    """An end two months after the last word that it stands is no doubt; one within its month is."""
    rows = [
        {"act": "in", "kind": "joined", "date": "2011-03-11", **MEMBER},
        {"act": "out", "kind": "withdrawal_effective", "date": "[2019-09-28..2019-11-28]", **MEMBER},
        {"act": "still", "kind": "attestation", "standing": "membership", "date": "2019-09", **MEMBER},
    ]
    known = KnownRecord(_recorded(rows))
    key, on = known.find("membership:peru:org-a"), day("2021-12-31")
    assert key is not None
    history = known.histories[key]

    def dated(date: str) -> Days:
        return Days(day(date), day(date))

    assert if_dated(history, on, "out", dated("2019-09-28")) is None
    assert if_dated(history, on, "out", dated("2019-11-28")) == "against"
    assert if_dated(history, on, "out", dated("2019-08-28")) == "for"
    assert if_dated(history, on, "out", Days(day("2019-09-28"), day("2019-11-28"))) is None
