"""The engine against its definition: small random histories, every placement of every uncertain day replayed."""

from __future__ import annotations

from collections import Counter

from hypothesis import assume, given

from legation.standings.asof import KnownRecord
from legation.standings.outcomes import outcomes
from legation.standings.placements import Placements
from legation.terms.days import iso
from tests.small_records import day
from tests.standings.choices import HISTORIES, Choices, drawn, many
from tests.standings.drawn_histories import (
    MOST_WORLDS,
    WINDOW,
    History,
    days_to_ask,
    history,
    told_history,
    difficulties,
    worlds_at_most,
)

AT_LEAST = 20
"""In how many of a thousand histories each difficulty comes up at least."""


def history_and_days(choose: Choices) -> tuple[History, list[int]]:
    return history(choose), days_to_ask(choose)


@many()
@given(drawn(history_and_days))
def test_the_engine_agrees_with_the_definition(asked: tuple[History, list[int]]) -> None:
    record, days = asked[0].record, asked[1]
    known = KnownRecord(record, day("2000-01-01"))
    assume(worlds_at_most(known.acts) <= MOST_WORLDS)
    placements = Placements(record, known.acts, WINDOW)
    for key, found in known.histories.items():
        for on in days:
            assert outcomes(found.strands, on) == placements.outcomes(key, on), (key.id, iso(on))
            verdict = known.verdict(key, on)
            if verdict.answer in ("yes", "presumed", "possible"):
                assert verdict.suspended == placements.suspended(key, on), (key.id, iso(on))


def test_every_difficulty_comes_up_often() -> None:
    """What a thousand drawn histories hold: those that are replayed, and those of several sources."""
    found: Counter[str] = Counter()

    @many()
    @given(drawn(told_history))
    def draw(made: History) -> None:
        acts = KnownRecord(made.record, day("2000-01-01")).acts
        if worlds_at_most(acts) <= MOST_WORLDS:
            found.update(difficulties(made, acts))

    draw()
    assert not {name: number for name, number in found.items() if number * 1000 < AT_LEAST * HISTORIES}

