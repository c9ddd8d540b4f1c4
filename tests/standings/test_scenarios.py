"""The third axis: a record under a scenario answers as the record would with those acts added and taken away."""

from __future__ import annotations

from legation.record.scenario import read_scenario
from legation.standings.compiling import compiled
from legation.standings.overlay import supposing
from tests import bundled
from tests.small_records import day, small_record


def test_a_scenario_of_peru_touches_only_what_it_names() -> None:
    record = bundled.record("peru", "documents")
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
