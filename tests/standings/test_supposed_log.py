"""The third axis over a log in columns: a scenario laid over it answers as the whole compiled with what is supposed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from legation.record.log import NOTHING, PREFIX, checked, claims_of, number_of
from legation.record.scenario import SUPPOSITION, Scenario, under
from legation.standings.bulk import compiled_log
from legation.standings.deeds import Deed, log_of
from legation.standings.known_logged import KnownLogged
from legation.standings.supposed_log import has_act, supposing_log
from legation.terms.text import Text
from tests.small_records import small_record
from tests.standings.choices import drawn, many
from tests.standings.drawn_growth import supposed, turns_of
from tests.standings.test_grown_bulk import Away, away, told


@pytest.mark.parametrize(
    "act", ["", "17", "act-", "act--1", "act-²", "act-007", "act-1e3", "act-" + "9" * 19, "act-" + "9" * 5_000]
)
def test_what_is_no_id_of_an_act_of_a_log_is_none(act: str) -> None:
    bulk = compiled_log(
        small_record([]), log_of([Deed(1, "war", 5, 5, "peru", "chile", known=9), Deed(7, "war", 6, 6, "peru", "chile", known=9)])
    )
    assert number_of(act) is None and not has_act(bulk, act) and KnownLogged(bulk.record, 9, bulk).act_of(act) is None
    assert has_act(bulk, "act-7") and KnownLogged(bulk.record, 9, bulk).act_of("act-7") is not None


@many(20)
@given(drawn(away))
def test_a_scenario_over_a_log_is_as_the_whole_compiled_with_it(asked: Away) -> None:
    found, gone = asked
    record, log = found.record, checked(found.log, found.record)
    first, *more = found.parts()
    base = compiled_log(record, first)
    acts = {int(log.act[place]) for place in gone if place < len(first) and log.retracts[place] == NOTHING}
    claims = tuple(
        replace(claim, id=f"supposed-{claim.id}", act=f"supposed-{claim.act}", source=SUPPOSITION)
        for part in (supposed(part.take(np.flatnonzero(part.retracts == NOTHING))) for part in more)
        for claim in claims_of(part, range(len(part)))
    )
    scenario = Scenario("if", Text("If", "Si"), claims, frozenset(f"{PREFIX}{act}" for act in acts))
    assert all(has_act(base, act) for act in scenario.without) and not has_act(base, "act-x")
    made = supposing_log(base, scenario)
    kept = ~np.isin(first.act, sorted(acts)) & ~np.isin(first.retracts, sorted(acts))
    whole = compiled_log(under(record, scenario), first.take(np.flatnonzero(kept)))
    for turn in turns_of(log, record):
        assert told(made, turn) == told(whole, turn), turn
