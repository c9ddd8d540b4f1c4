"""The third axis: a record under a scenario answers as the record would with those acts added and taken away."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from legation.archive.shelf import open_record
from legation.record.record import Record
from legation.record.scenario import SUPPOSITION, Scenario, read_scenario, under
from legation.standings.answers import _verdict
from legation.standings.asof import KnownRecord
from legation.standings.compiling import compiled, compiled_whole
from legation.standings.known_compiled import KnownCompiled
from legation.standings.overlay import supposing
from legation.standings.placements import outcomes_over_placements
from legation.terms.vocabulary import Text
from tests.small_records import day, small_record
from tests.standings.drawn_records import TURNS, days_to_ask, drawn_records
from tests.standings.test_against_definition import HISTORIES, MOST_WORLDS, WINDOW, worlds_at_most


@st.composite
def scenarios(draw: st.DrawFn) -> tuple[Record, Scenario]:
    """A record, and a scenario that supposes some of its acts away and others, left out of the record, to happen."""
    whole = draw(drawn_records())
    acts = sorted({claim.act for claim in whole.claims})
    taken = {act for act in acts if draw(st.integers(0, 2)) == 0}
    without = {act for act in acts if act not in taken and draw(st.integers(0, 3)) == 0}
    supposed = tuple(
        type(claim)(**{name: getattr(claim, name) for name in type(claim).__slots__} | {"source": SUPPOSITION})
        for claim in whole.claims
        if claim.act in taken and claim.date is not None and claim.kind not in ("retraction", "adjudication")
    )
    record = whole.with_claims(tuple(claim for claim in whole.claims if claim.act not in taken))
    return record, Scenario("if", Text("If", "Si"), supposed, frozenset(without))


@settings(max_examples=HISTORIES, deadline=None, suppress_health_check=list(HealthCheck))
@given(scenarios(), days_to_ask(), st.sampled_from(TURNS))
def test_a_scenario_agrees_with_the_definition(drawn: tuple[Record, Scenario], days: list[int], turn: int) -> None:
    record, scenario = drawn
    base, borne = compiled_whole(record)
    told = supposing(record, base, scenario)
    made, supposed = told.compiled, under(record, scenario)
    view = KnownRecord(supposed, turn)
    listed = KnownCompiled(supposed, turn, made, lambda: told.with_borne(borne))
    assert list(listed.keys) == list(view.keys)
    assert [listed.bearing(key) for key in view.keys] == [view.bearing(key) for key in view.keys]
    number = {made.keys.key(place): place for place in range(len(made.keys))}
    small = worlds_at_most(view.acts) <= MOST_WORLDS
    for key, history in view.histories.items():
        for asked in days:
            answer = made.verdict(number[key], asked, known=turn)
            assert answer == view.verdict(key, asked), key.id
            if small:
                found = outcomes_over_placements(supposed, view.acts, key, asked, WINDOW)
                assert answer is not None
                assert answer.answer == _verdict(history, supposed.coverage[key.kind], asked, found).answer
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
    made = supposing(record, base, scenario).compiled
    number = next(place for place in range(len(base.keys)) if base.keys.key(place).id == "relations:peru:chile")
    assert made.replaced is not None and len(made.replaced) == 1 and made.replaced[number]
    on = day("2020-07-01")
    before, after = base.verdict(number, on), made.verdict(number, on)
    assert before is not None and after is not None and (before.answer, after.answer) == ("presumed", "no")
    opened = text.replace(b"severed", b"established")
    scenario, _ = read_scenario("if.toml", opened, record)
    assert scenario is not None
    early = supposing(record, base, scenario).compiled.verdict(number, on, known=day("1900-01-01"))
    assert early is not None and early.answer == "presumed", "what is supposed is known at every date"


def test_a_scenario_with_mistakes_says_so() -> None:
    record = small_record([{"kind": "relations_established", "subject": "peru", "object": "chile", "date": "1900"}])
    text = b'without = ["nothing"]\n[[acts]]\nkind = "relations_severd"\nsubjet = "peru"\n'
    made, problems = read_scenario("if.toml", text, record)
    assert made is None
    assert [one.column for one in problems if one.is_error] == ["subjet", "date", "kind", "without"]
    assert read_scenario("if.toml", b"x = [", record)[0] is None
