"""The third axis: a record under a scenario answers as the record would with those acts added and taken away."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hypothesis import given

from legation.archive.shelf import open_record
from legation.record.record import Record
from legation.record.scenario import SUPPOSITION, Scenario, read_scenario, under
from legation.standings.asof import KnownRecord
from legation.standings.compiling import compiled
from legation.standings.overlay import Supposing
from legation.standings.placements import Placements
from legation.terms.vocabulary import Text
from tests.small_records import day, small_record
from tests.standings.choices import Choices, drawn, many
from tests.standings.drawn_histories import MOST_WORLDS, TURNS, WINDOW, History, days_to_ask, told_history, worlds_at_most


@dataclass(frozen=True)
class Supposed:
    """A history, the acts of it that only a scenario supposes, those that it supposes away, and what is asked.

    Args:
        days: in the world; turn: the day on which the answer is known.
    """

    history: History
    taken: frozenset[str]
    without: frozenset[str]
    days: list[int]
    turn: int

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


def suppositions(choose: Choices) -> Supposed:
    """A scenario that supposes some acts of a record away and others, left out of the record, to happen."""
    history = told_history(choose)
    acts = sorted({row["act"] for row in history.rows})
    taken = frozenset(act for act in acts if choose.once_in(3))
    without = frozenset(act for act in acts if act not in taken and choose.once_in(4))
    return Supposed(history, taken, without, days_to_ask(choose), choose.among(TURNS))


@many()
@given(drawn(suppositions))
def test_a_scenario_agrees_with_the_definition(drawn: Supposed) -> None:
    record, scenario, days, turn = drawn.record(), drawn.scenario(), drawn.days, drawn.turn
    made = Supposing(record, compiled(record)).under(scenario)
    supposed = under(record, scenario)
    view = KnownRecord(supposed, turn)
    number = {made.keys.key(place): place for place in range(len(made.keys))}
    small = worlds_at_most(view.acts) <= MOST_WORLDS
    placements = Placements(supposed, view.acts if small else {}, WINDOW)
    for key in view.histories:
        for asked in days:
            answer = made.verdict(number[key], asked, known=turn)
            assert answer == view.verdict(key, asked), key.id
            if small:
                assert answer is not None
                assert answer.answer == placements.answer(key, asked), key.id
                if answer.answer in ("yes", "presumed", "possible"):
                    assert answer.suspended == placements.suspended(key, asked), key.id
    for asked in days:
        for which, answers in (("certain", ("yes", "presumed")), ("possible", ("possible",))):
            keys, _ = made.asof(asked, turn, which=which)
            assert sorted(made.keys.key(place) for place in keys.tolist()) == sorted(
                key for key in view.histories if view.verdict(key, asked).answer in answers
            )


def test_a_scenario_of_peru_touches_only_what_it_names() -> None:
    record = open_record("peru", "documents")
    text = b"""without = []
[[acts]]
kind = "relations_severed"
date = "2020-06-01"
subject = "peru"
object = "chile"
"""
    scenario, problems = read_scenario("if.toml", text, record)
    assert scenario is not None and not problems
    base = compiled(record)
    made = Supposing(record, base).under(scenario)
    number = next(place for place in range(len(base.keys)) if base.keys.key(place).id == "relations:peru:chile")
    assert made.replaced is not None and len(made.replaced) == 1 and made.replaced[number]
    on = day("2020-07-01")
    before, after = base.verdict(number, on), made.verdict(number, on)
    assert before is not None and after is not None and (before.answer, after.answer) == ("presumed", "no")
    opened = text.replace(b"severed", b"established")
    scenario, _ = read_scenario("if.toml", opened, record)
    assert scenario is not None
    early = Supposing(record, base).under(scenario).verdict(number, on, known=day("1900-01-01"))
    assert early is not None and early.answer == "presumed", "what is supposed is known at every date"


def test_a_scenario_with_mistakes_says_so() -> None:
    record = small_record([{"kind": "relations_established", "subject": "peru", "object": "chile", "date": "1900"}])
    text = b'without = ["nothing"]\n[[acts]]\nkind = "relations_severd"\nsubjet = "peru"\n'
    made, problems = read_scenario("if.toml", text, record)
    assert made is None
    assert [one.column for one in problems if one.is_error] == ["subjet", "date", "kind", "without"]
    assert read_scenario("if.toml", b"x = [", record)[0] is None
