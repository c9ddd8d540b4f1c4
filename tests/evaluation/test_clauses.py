"""Rights and duties by clause: read strictly, standing with their treaty only, exercised or pending with their age."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from legation.evaluation.clauses.reading import COLUMNS, FILE, read_clauses
from legation.evaluation.clauses.standing import ClauseOn, clause_on
from legation.record.record import Record
from legation.standings.participation.from_record import Treaties
from legation.terms.days import day_number
from tests import bundled
from tests.command_line import legation as run


@pytest.fixture(scope="module")
def demo() -> Record:
    return bundled.record("demo")


@cache
def treaties(name: str) -> Treaties:
    return Treaties(bundled.known(name))


def on(name: str, clause: str, day: str) -> ClauseOn:
    year, month, number = map(int, day.split("-"))
    return clause_on(treaties(name), read_clauses(bundled.record(name))[0][clause], day_number(year, month, number))


@pytest.mark.parametrize(
    ("clause", "day", "answer", "exercise", "waited"),
    [
        ("brenov-pier", "2022-05-31", "no", "none", None),
        ("brenov-pier", "2022-06-01", "yes", "pending", (0, 0)),
        ("brenov-pier", "2025-06-13", "yes", "pending", (3, 3)),
        ("brenov-pier", "2025-06-14", "yes", "pending", (4, 4)),
        ("brenov-customs", "2023-04-16", "yes", "pending", (1, 1)),
        ("brenov-customs", "2023-04-17", "yes", "exercised", (1, 1)),
        ("corvena-railway", "2025-01-14", "yes", "exercised", (0, 0)),
        ("corvena-railway", "2025-01-15", "no", "exercised", (0, 0)),
    ],
)
def test_a_clause_on_a_day(clause: str, day: str, answer: str, exercise: str, waited: tuple[int, int] | None) -> None:
    found = on("demo", clause, day)
    assert (found.answer, found.exercise, found.waited) == (answer, exercise, waited)


def test_a_treaty_that_ended_is_told_from_one_that_never_began() -> None:
    assert on("demo", "corvena-railway", "2025-12-31").ended and not on("demo", "brenov-pier", "2021-12-31").ended


def test_of_perus_treaties_only_what_is_known_is_said() -> None:
    """Their entry into force stands in no source, so the rights are possible; their exercise in 1999 is recorded."""
    arica = on("peru", "arica-rights-and-easements", "2021-07-28")
    assert (arica.answer, arica.exercise, arica.waited) == ("possible", "exercised", (69, 70))
    assert on("peru", "arica-rights-and-easements", "1998-12-31").exercise == "pending"
    assert on("peru", "amazon-navigation", "1850-12-31").answer == "no"
    assert on("peru", "amazon-navigation", "1900-01-01").exercise == "pending"


@pytest.mark.parametrize(
    ("change", "column", "words"),
    [
        ({"instrument": "no-such-treaty"}, "instrument", "no-such-treaty"),
        ({"holder": "nobody"}, "holder", "nobody"),
        ({"towards": "marabrisa"}, "towards", "marabrisa"),
        ({"nature": "privilege"}, "nature", "privilege"),
        ({"kind": "transitt"}, "kind", "transit"),
        ({"exercised_by": "no-such-act"}, "exercised_by", "no-such-act"),
        ({"source": "hearsay"}, "source", "hearsay"),
        ({"title_es": ""}, "title_es", "title_es"),
        ({"locator": ""}, "locator", "locator"),
        ({"clause": "Not a slug"}, "clause", "Not a slug"),
    ],
)
def test_every_problem_is_named_with_its_place(demo: Record, change: dict[str, str], column: str, words: str) -> None:
    row = {
        "clause": "a-clause", "instrument": "treaty-transit-brenovia", "article": "art. 1", "nature": "right", "kind": "transit",
        "holder": "marabrisa", "towards": "brenovia", "title": "A right", "title_es": "Un derecho",
        "source": "fictional-yearbook-2020", "locator": "p. 1", **change,
    }  # fmt: skip
    text = ",".join(COLUMNS) + "\n" + ",".join(row.get(name, "") for name in COLUMNS) + "\n"
    found, problems = read_clauses(replace(demo, evaluation={FILE: text}))
    assert found == {} and [(one.line, one.column) for one in problems] == [(2, column)]
    assert all(words in problems[0].render(language) for language in ("en", "es"))


def test_ids_stand_once_and_no_file_is_no_problem(demo: Record) -> None:
    text = demo.evaluation[FILE]
    doubled = text + text.splitlines()[1] + "\n"
    assert [one.column for one in read_clauses(replace(demo, evaluation={FILE: doubled}))[1]] == ["clause"]
    assert read_clauses(replace(demo, evaluation={})) == ({}, [])


def test_the_command_tells_who_holds_what() -> None:
    done = run("clauses", "treaty-transit-brenovia", "--record", "demo", "--on", "2025-12-31", "--format", "csv")
    assert done.returncode == 0 and done.stdout.count("\n") == 6
    one = run("clauses", "-a", "corvenia", "--record", "demo", "--on", "2024-12-31")
    assert "corvena-railway" in one.stdout and "brenov" not in one.stdout
    assert run("clauses", "nothing", "--record", "demo").returncode == 2
