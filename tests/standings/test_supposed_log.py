"""The third axis over a log in columns: a scenario laid over it answers as the whole compiled with what is supposed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given

from legation.record.log import NOTHING, PREFIX, checked, claims_of
from legation.record.scenario import SUPPOSITION, Scenario, under
from legation.standings.bulk import compiled_log
from legation.standings.supposed_log import has_act, supposing_log
from legation.terms.text import Text
from tests.standings.choices import drawn, many
from tests.standings.drawn_growth import supposed, turns_of
from tests.standings.test_grown_bulk import Away, away, told


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
