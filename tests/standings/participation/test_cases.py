"""Cases that a treaty officer can read: clauses and acts in lines, and what must be answered, by the engine and by the oracle."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from legation.record.acts import Days
from legation.standings.participation.answers import Participation
from legation.standings.participation.clauses import read_clauses
from legation.standings.participation.treaty import Step, Treaty
from legation.terms.days import iso
from legation.terms.edtf import parse
from legation.terms.vocabulary import common
from tests.small_records import day
from tests.standings.participation.oracle import lives

FILES = sorted((Path(__file__).parent / "cases").glob("*.toml"))
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['en']}")
    for path in FILES
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]
ALWAYS = "9999-12-31"
LINE = re.compile(
    r"(?:(?P<act>[\w-]+): )?(?P<kind>\w+) (?P<date>\S+)(?P<by>(?: (?!of |re |effect |at |-> |\()[\w-]+)*)"
    r"(?: (?:of|->) (?P<towards>[\w-]+))?(?: re (?P<concerns>[\w-]+))?(?: effect (?P<effect>\S+))?(?: at (?P<place>\S+))?"
    r"(?: \(known (?P<known>\S+)\))?"
)


def days_of(text: str) -> Days:
    found = parse(text)
    assert isinstance(found.first, int) and isinstance(found.last, int), text
    return Days(found.first, found.last)


def steps_of(lines: list[str], known: str) -> tuple[Step, ...]:
    """``[id:] kind date [by …] [of predecessor | -> other] [re act] [effect date] [at place] [(known date)]``."""
    steps = []
    for number, line in enumerate(lines, start=1):
        match = LINE.fullmatch(line)
        assert match, line
        assert match["kind"] in common().acts or match["kind"] == "state_extinguished", match["kind"]
        if match["known"] and match["known"] > known:
            continue
        effect = days_of(match["effect"]) if match["effect"] else None
        for by in match["by"].split() or [""]:
            steps.append(
                Step(
                    match["act"] or f"a{number}", match["kind"], days_of(match["date"]), by, match["towards"] or "", effect,
                    match["concerns"] or "", match["place"] or "",
                )
            )  # fmt: skip
    return tuple(steps)


def treaty_of(case: dict[str, Any], known: str = ALWAYS, name: str = "treaty") -> Treaty:
    clauses, problems = (None, []) if "clauses" not in case else read_clauses(case["clauses"], name)
    assert not problems, [one.render() for one in problems]
    amendments = (treaty_of(case["amendment"], known, "amendment"),) if "amendment" in case else ()
    return Treaty(name, steps_of(case["acts"], known), clauses, case.get("complete", True), amendments)


def asked(case: dict[str, Any]) -> dict[str, list[tuple[str, int, set[str]]]]:
    """The questions of a case by knowledge date: of whom, on which day, and every answer that must be possible."""
    found: dict[str, list[tuple[str, int, set[str]]]] = {}
    for who, on, expected, *known in case["ask"]:
        found.setdefault(known[0] if known else ALWAYS, []).append((who, day(on), set(expected.split("|"))))
    return found


@pytest.mark.parametrize("case", CASES)
def test_engine(case: dict[str, Any]) -> None:
    for known, questions in asked(case).items():
        for wide in (12, 1):
            engine = Participation(treaty_of(case, known), wide)
            for who, on, expected in questions:
                if who == "treaty":
                    assert set(engine.state(on).states) == expected, (who, on)
                elif ":" in who:
                    assert set(engine.between(*who.split(":"), on)) == expected, (who, on)
                else:
                    assert set(engine.participant(who, on).statuses) == expected, (who, on)
                    if "answers" not in case:
                        certain = "yes" if case.get("complete", True) else "presumed"
                        given = engine.participant(who, on).answer
                        assert given in (("possible",) if len(expected) > 1 else (certain, "unknown"))
                        assert given != "unknown" or (expected == {"third_state"} and certain == "presumed")


@pytest.mark.parametrize("case", CASES)
def test_oracle(case: dict[str, Any]) -> None:
    for known, questions in asked(case).items():
        lived = lives(treaty_of(case, known), max(on for _, on, _ in questions))
        for who, on, expected in questions:
            found = set()
            for life in lived:
                evening = life.evenings.get(on)
                if who == "treaty":
                    found.add(evening.state if evening else "none")
                elif ":" in who:
                    found.add(life.between(*who.split(":"), on) if evening else "not_both_parties")
                else:
                    found.add(evening.statuses.get(who, "third_state") if evening else "third_state")
            assert found == expected, (who, on)


@pytest.mark.parametrize("case", [case for case in CASES if "answers" in case.values[0]])
def test_incomplete_knowledge(case: dict[str, Any]) -> None:
    """What the record does not claim to know may have happened, and is named."""
    engine = Participation(treaty_of(case))
    for who, on, answer, may_be in case["answers"]:
        given = engine.state(day(on)) if who == "treaty" else engine.participant(who, day(on))
        assert given.answer == answer, (who, on)
        assert set(given.may_be) == set(filter(None, may_be.split("|"))), (who, on)


@pytest.mark.parametrize("case", [case for case in CASES if "unamended" in case.values[0]])
def test_pairs_with_the_old_text(case: dict[str, Any]) -> None:
    engine = Participation(treaty_of(case))
    for on, expected in case["unamended"]:
        assert [f"{pair.first}:{pair.second}" for pair in engine.pairs(day(on)) if pair.unamended] == expected, on


@pytest.mark.parametrize("case", [case for case in CASES if {"territories", "registered"} & case.values[0].keys()])
def test_territories_and_registration(case: dict[str, Any]) -> None:
    engine = Participation(treaty_of(case))
    for who, on, place, word in case.get("territories", []):
        assert engine.participant(who, day(on)).territories == ((place, word),)
    if "registered" in case:
        assert engine.state(day(case["registered"])).is_registered
        assert not engine.state(day(case["unregistered"])).is_registered


@pytest.mark.parametrize("case", [case for case in CASES if "reasons" in case.values[0]])
def test_reasons(case: dict[str, Any]) -> None:
    """The acts behind an answer, and the rule under which each counts: ``act rule``, a rule alone where no act is behind it."""
    engine = Participation(treaty_of(case))
    for who, on, *expected in case["reasons"]:
        given = engine.state(day(on)) if who == "treaty" else engine.participant(who, day(on))
        assert [f"{one.act} {one.rule}".strip() for one in given.reasons] == expected, (who, on)


@pytest.mark.parametrize("case", [case for case in CASES if "row" in case.values[0]])
def test_rows(case: dict[str, Any]) -> None:
    """Cells of a row of a status table, or of the treaty's own line, by name; days as ``first..last``, ``-`` for none."""
    engine = Participation(treaty_of(case))
    for who, on, expected in case["row"]:
        given = engine.state(day(on)) if who == "treaty" else engine.participant(who, day(on))
        for name, value in expected.items():
            assert in_words(getattr(given, name)) == value, (who, on, name)


def in_words(value: object) -> object:
    if isinstance(value, Days):
        return "..".join(iso(one) for one in dict.fromkeys((value.lo, value.hi)))
    if value is None:
        return "-"
    return list(value) if isinstance(value, tuple) else value


@cache
def every_case() -> tuple[dict[str, Any], ...]:
    return tuple(case for path in FILES for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"])


def test_there_are_enough_and_each_says_why() -> None:
    cases = every_case()
    assert len(cases) >= 100
    assert all(case["en"] and case["es"] and case["rule"] and case["ask"] for case in cases)
    assert len({case["en"] for case in cases}) == len(cases) == len({case["es"] for case in cases})
    real = tomllib.loads((Path(__file__).parent / "cases" / "real.toml").read_text(encoding="utf-8"))["case"]
    assert all(case["source"] for case in real)
    for path in FILES:
        assert path.stem == "real" or path.read_text(encoding="utf-8").startswith("# Fictional"), path
