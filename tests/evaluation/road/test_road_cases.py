"""Every case of a road at home is answered as the officer who wrote it expects."""

from __future__ import annotations

from typing import Any

import pytest

from tests.evaluation.road.road_cases import CASES, said, travel_of

GIVEN = {"name", "acts", "on", "known", "law", "matters", "clauses", "coverage", "dates", "law_source", "file", "kind", "actor"}
WITHIN = {"steps", "due", "on_time", "applies", "laws"}


def test_there_are_enough_and_no_two_of_one_name() -> None:
    names = [case["name"] for case in CASES]
    assert len(names) >= 40 and len(set(names)) == len(names)


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{case['file']}: {case['name']}") for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    expected = {key: value for key, value in case.items() if key not in GIVEN}
    assert expected, "a case expects something"
    found = said(travel_of(case))
    for key, value in expected.items():
        given = {name: found[key].get(name) for name in value} if key in WITHIN else found[key]
        assert given == value, (key, found)
