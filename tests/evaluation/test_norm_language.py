"""What the language of norms can say beyond the norms of Peru: each behaviour in a few lines of history."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from legation.evaluation.norms.in_force import Book
from legation.evaluation.norms.owed import owed_on
from legation.evaluation.norms.reading import KEYS, read_norms
from legation.standings.asof import KnownRecord
from legation.terms.problems import Problem
from tests.small_records import day, small_record
from tests.standings.test_histories import claim

GUIDE = Path(__file__).parents[2] / "docs" / "guide"
HEAD = """[n]
kind = "law"
label = { en = "a", es = "b" }
definition = { en = "a", es = "b" }
claims = "said"
what = { en = "a", es = "b" }
coverage = "exhaustive"
"""
REPORT = 'discharged_by = { act = "report_submitted", subject = "peru" }\n'
SINCE_2001 = 'from = { date = "2001-01-01", source = "book" }\n'


def owed(rest: str, acts: list[str], on: str) -> list[str]:
    problems: list[Problem] = []
    norms = list(read_norms("n.toml", HEAD + rest, problems))
    assert not problems, [one.render() for one in problems]
    rows = [claim(line, number) for number, line in enumerate(acts, start=1)]
    rows = [{key: value for key, value in row.items() if key != "source"} for row in rows]
    record = small_record([*rows, {"claim": "said", "act": "said", "kind": "rule_adopted", "object": "peru"}])
    return [
        f"{duty.arising.id} {duty.by} {duty.status} {duty.sure.word}"
        for duty in owed_on(Book(KnownRecord(record)), norms, day(on)).listed()
    ]


def test_a_period_that_comes_round_from_the_first_day() -> None:
    rest = SINCE_2001 + 'each = "P2Y"\nowes = { actor = "peru" }\n' + REPORT
    assert owed(rest, ["report_submitted 2002-06-01 peru org-a"], "2005-06-01") == [
        "2001-01-01/2002-12-31 peru met certain",
        "2003-01-01/2004-12-31 peru overdue certain",
        "2005-01-01/2006-12-31 peru due certain",
    ]


@pytest.mark.parametrize(("on", "said"), [("2003-06-01", ["a-1 peru due certain"]), ("2004-06-01", ["a-1 peru lapsed certain"])])
def test_a_norm_that_ends_lets_what_was_not_yet_due_lapse(on: str, said: list[str]) -> None:
    rest = SINCE_2001 + (
        'to = { date = "2004-01-01", source = "book" }\nwithin = "P2Y"\nowes = { role = "subject" }\n'
        'trigger = { act = "instrument_ratified", subject = "peru" }\n' + REPORT
    )
    acts = ["instrument_ratified 2003-01-01 peru instrument pact", "instrument_ratified 2004-02-01 peru instrument other"]
    assert owed(rest, acts, on) == said, "and nothing arises after its end"


def test_a_standing_creates_a_duty_while_it_lasts() -> None:
    rest = SINCE_2001 + (
        'within = "P1Y"\nowes = { role = "subject" }\ntrigger = { standing = "membership", subject = "peru", not = { object = "org-b" } }\n'
        'discharged_by = { act = "report_submitted", same = ["subject", "object"] }\n'
    )
    acts = ["joined 2005-01-01 peru org-a", "withdrawal_effective 2005-06-01 peru org-a", "joined 2005-01-01 peru org-b"]
    assert owed(rest, [*acts, "joined 2005-01-01 peru org-c"], "2007-01-01") == [
        "membership:peru:org-a peru lapsed certain",
        "membership:peru:org-c peru overdue certain",
    ]


def test_each_of_several_subjects_owes() -> None:
    rest = SINCE_2001 + 'owes = { role = "subject" }\ntrigger = { act = "joined", object = "org-a" }\nwithin = "P1M"\n' + REPORT
    assert owed(rest, ["joined 2005-01-01 peru;chile org-a"], "2005-01-15") == ["a-1 peru due certain", "a-1 chile due certain"]


def test_rivals_of_which_only_one_is_meant_are_possible() -> None:
    rest = SINCE_2001 + 'owes = { actor = "peru" }\ntrigger = { act = "joined", object = "org-a" }\nwithin = "P1M"\n' + REPORT
    acts = ["x: joined 2005-01-01 peru org-a", "x: joined 2005-01-01 peru org-b"]
    assert owed(rest, acts, "2005-01-15") == ["x peru due possible"]


def test_a_year_is_due_from_the_year_in_which_the_norm_begins() -> None:
    rest = 'from = { date = "2003-06", source = "book" }\neach = "year"\nowes = { actor = "peru" }\n' + REPORT
    assert owed(rest, [], "2004-12-31") == ["2003 peru overdue certain", "2004 peru due certain"]


def test_the_kind_of_instrument_can_be_asked_for() -> None:
    rest = SINCE_2001 + 'owes = { actor = "peru" }\nwithin = "P1M"\n' + REPORT
    acts = ["instrument_ratified 2005-01-01 peru instrument pact"]
    for kind, count in (("treaty", 1), ("law", 0)):
        trigger = f'trigger = {{ act = "instrument_ratified", instrument_kind = "{kind}" }}\n'
        assert len(owed(rest + trigger, acts, "2005-01-15")) == count


@pytest.mark.parametrize("name", ["norms.md", "norms.es.md"])
def test_the_guide_tells_every_key_and_its_example_is_read(name: str) -> None:
    text = (GUIDE / name).read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    problems: list[Problem] = []
    assert tomllib.loads(example) and list(read_norms("guide.toml", example, problems)) and not problems
    for key in KEYS:
        assert re.search(rf"\b{key}\b", text), key
