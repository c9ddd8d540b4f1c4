"""For every norm of Peru a history in which it bites, one in which it does not, and one before its date."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest

from legation.evaluation.norms.flags import flags_on
from legation.evaluation.norms.in_force import Book
from legation.evaluation.norms.owed import owed_on
from legation.publication.questions import asked
from legation.standings.asof import KnownRecord
from tests.evaluation.norm_histories import HISTORIES, norm_of, norms_of_peru, record_of

CASES = {"bites", "does not bite", "before its date"}


def test_every_norm_has_its_three_histories() -> None:
    found = defaultdict(set)
    for history in HISTORIES:
        found[history["norm"]].add(history["case"])
    assert dict.fromkeys(norms_of_peru(), CASES) == {name: cases & CASES for name, cases in found.items()}


@pytest.mark.parametrize("history", [pytest.param(one, id=f"{one['norm']}: {one['case']}: {one['name']}") for one in HISTORIES])
def test_history(history: dict[str, Any]) -> None:
    norm = norm_of(history)
    known = KnownRecord(record_of(history, norm), asked(history["known"]).last if "known" in history else None)
    day = asked(history["on"]).last
    duties = owed_on(Book(known), [norm], day).listed()
    said = sorted(f"{duty.by}: {duty.status} {duty.sure.word}" for duty in duties)
    assert said == sorted(history["duties"]), [(duty.id, duty.because, duty.may_be) for duty in duties]
    if "because" in history:
        assert {word for duty in duties for word in duty.because} == set(history["because"])
    if "may_be" in history:
        assert [list(duty.may_be) for duty in duties] == history["may_be"]
    if "on_time" in history:
        assert [duty.on_time for duty in duties] == history["on_time"]
    flags = [f"{flag.act}: {flag.ground} {flag.duty.norm.article}".strip() for flag in flags_on(known, [norm], day)]
    assert flags == history.get("flags", [])
