"""The engine against its definition on all three axes: every placement of every uncertain day of small random histories replayed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

import pytest
from hypothesis import assume, given

from legation.record.record import Record
from legation.record.scenario import SUPPOSITION, Scenario, under
from legation.standings.asof import KnownRecord
from legation.standings.compiled import Compiled
from legation.standings.compiling import compiled_whole
from legation.standings.known_compiled import KnownCompiled
from legation.standings.outcomes import outcomes
from legation.standings.overlay import supposing
from legation.standings.placements import Placements
from legation.terms.days import iso
from legation.terms.vocabulary import Text
from tests.small_records import day
from tests.standings.choices import HISTORIES, Choices, drawn, many
from tests.standings.drawn_histories import (
    MOST_WORLDS,
    TURNS,
    History,
    days_to_ask,
    difficulties,
    told_history,
    worlds_at_most,
)

AT_LEAST = 20
"""In how many of a thousand histories each difficulty comes up at least."""


@dataclass(frozen=True)
class Asked:
    """A history and questions about it.

    Args:
        on: days in the world; known: the day on which the answer is known.
        taken: acts left out of the record, which the scenario supposes to have happened; without: those it supposes away.
    """

    history: History
    on: list[int]
    known: int
    taken: frozenset[str]
    without: frozenset[str]

    def record(self) -> Record:
        """The record without the acts that are only supposed."""
        whole = self.history.record
        return whole.with_claims(tuple(claim for claim in whole.claims if claim.act not in self.taken))

    def scenario(self) -> Scenario:
        """The scenario."""
        supposed = tuple(
            replace(claim, source=SUPPOSITION)
            for claim in self.history.record.claims
            if claim.act in self.taken and claim.date is not None and claim.kind not in ("retraction", "adjudication")
        )
        return Scenario("if", Text("If", "Si"), supposed, self.without)


def asked(choose: Choices) -> Asked:
    """A history, three days in the world, a day of knowledge, and what a scenario changes."""
    history = told_history(choose)
    acts = sorted({row["act"] for row in history.rows})
    taken = frozenset(act for act in acts if choose.once_in(3))
    without = frozenset(act for act in acts if act not in taken and choose.once_in(4))
    return Asked(history, days_to_ask(choose, history), choose.among(TURNS), taken, without)


@many()
@given(drawn(asked))
def test_the_engine_agrees_with_the_definition(asked: Asked) -> None:
    """What may be the case, the verdict by the rules, that of the rectangles, and that of the rectangles under a scenario."""
    record, scenario = asked.record(), asked.scenario()
    supposed = under(record, scenario)
    views = [KnownRecord(one, asked.known) for one in (record, supposed)]
    assume(any(worlds_at_most(view.acts, asked.history.window) <= MOST_WORLDS for view in views))
    base, borne = compiled_whole(record)
    assert_agrees(base, views[0], asked)
    if scenario.acts or scenario.without:
        told = supposing(record, base, scenario)
        assert_agrees(told.compiled, views[1], asked)
        listed = KnownCompiled(supposed, asked.known, told.compiled, lambda: told.with_borne(borne))
        assert list(listed.keys) == list(views[1].keys)
        assert [listed.bearing(key) for key in views[1].keys] == [views[1].bearing(key) for key in views[1].keys]


@pytest.mark.parametrize(
    ("ended", "begins_anew", "before"),
    [
        ("1900-01-06", "1900-01-05", "possible"),
        ("1900-01-06", "1900-01-06", "yes"),
        ("1900-01-06", "1900-01-07", "yes"),
        ("1900-01-06", "1900-01-06/1900-01-07", "yes"),
        ("1900-01-06", "1900-01-05/1900-01-06", "possible"),
        ("1900-01-06", "1900-01-06T10:00:00", "yes"),
        ("1900-01-06T10:00:00", "1900-01-06", "possible"),
        ("1900-01-06T10:00:00", "1900-01-06T10:00:00", "yes"),
        ("[1900-01-05..1900-01-06]", "1900-01-06", "yes"),
        ("1900-01-06", "[1900-01-06..1900-01-07]", "yes"),
        ("1900-01-06", "[1900-01-05..1900-01-06]", "possible"),
    ],
)
def test_a_recorded_end_on_the_day_of_a_new_beginning_is_that_of_the_one_before(
    ended: str, begins_anew: str, before: str
) -> None:
    """Someone sent again to the same post: one charge ends and another begins, on one day, or about it."""
    who = {"subject": "peru", "object": "chile", "person": "A. Smith", "office": "ambassador", "source": "book"}
    rows = [
        {**who, "act": "began", "kind": "credentials_presented", "date": "1900-01-02"},
        {**who, "act": "ended", "kind": "charge_ended", "date": ended},
        {**who, "act": "anew", "kind": "credentials_presented", "date": begins_anew},
    ]
    history = History(rows, {})
    one = Asked(history, list(range(history.window.lo, history.window.hi + 1)), TURNS[-1], frozenset(), frozenset())
    view = KnownRecord(history.record, one.known)
    assert worlds_at_most(view.acts, history.window) <= 2 * MOST_WORLDS
    assert_agrees(compiled_whole(history.record)[0], view, one, most=2 * MOST_WORLDS)
    assert view.verdict(next(iter(view.histories)), day("1900-01-04")).answer == before


def assert_agrees(made: Compiled, view: KnownRecord, asked: Asked, most: int = MOST_WORLDS) -> None:
    """A build answers as the rules do and, where it can be replayed, as the definition says."""
    known, days, window = asked.known, asked.on, asked.history.window
    number = {made.keys.key(place): place for place in range(len(made.keys))}
    small = worlds_at_most(view.acts, window) <= most
    placements = Placements(view.record, view.acts if small else {}, window)
    for key, history in view.histories.items():
        for on in days:
            said = key.id, iso(on), iso(known)
            verdict = view.verdict(key, on)
            assert made.verdict(number[key], on, known=known) == verdict, said
            if small:
                found = placements.outcomes(key, on)
                assert outcomes(history.strands, on) == found, said
                assert verdict.answer == placements.answer(key, on, found), said
                if verdict.answer in ("yes", "presumed", "possible"):
                    assert verdict.suspended == placements.suspended(key, on), said
    for key, place in number.items():
        if key not in view.histories:
            assert made.verdict(place, days[0], known=known) is None, key.id
    for on in days:
        for which, answers in (("certain", ("yes", "presumed")), ("possible", ("possible",))):
            listed, _ = made.asof(on, known, which=which)
            assert sorted(made.keys.key(place) for place in listed.tolist()) == sorted(
                key for key in view.histories if view.verdict(key, on).answer in answers
            ), (which, iso(on), iso(known))


def test_every_difficulty_comes_up_often() -> None:
    """What the drawn histories hold that are small enough to be replayed."""
    found: Counter[str] = Counter()

    @many()
    @given(drawn(asked))
    def draw(one: Asked) -> None:
        acts = KnownRecord(one.history.record, day("2000-01-01")).acts
        if worlds_at_most(acts, one.history.window) <= MOST_WORLDS:
            found.update(difficulties(one.history, acts))

    draw()
    assert found and not {name: number for name, number in found.items() if number * 1000 < AT_LEAST * HISTORIES}, found
