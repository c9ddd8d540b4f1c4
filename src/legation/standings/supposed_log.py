"""A compiled record with a log of acts under a scenario: only what the scenario touches is told anew, whatever the log holds."""

from __future__ import annotations

import numpy as np

from legation.record.log import number_of
from legation.record.scenario import Scenario, under
from legation.standings.appending import Growing
from legation.standings.bulk import Bulk, compiled_log
from legation.standings.grown_bulk import grown


def has_act(bulk: Bulk, act: str) -> bool:
    """Whether the log holds an act of that id, such as ``act-17``."""
    return _row_of(bulk, act) is not None


def _row_of(bulk: Bulk, act: str) -> int | None:
    number = number_of(act)
    return None if number is None else bulk.row_of(number)


def supposing_log(bulk: Bulk, scenario: Scenario) -> Bulk:
    """A record with its log, compiled, as it would be if the scenario had come to pass.

    Supposed acts stand among the claims of the record and are known at every date; acts of the log supposed not to have happened
    are believed on no day. Successions that touch very many standings make everything be compiled again.
    """
    own = {claim.act for claim in bulk.record.claims}
    rows = [row for act in sorted(scenario.without - own) if (row := _row_of(bulk, act)) is not None]
    record, away = under(bulk.record, scenario), bulk.log.act[np.array(rows, np.int64)]
    growing = Growing.of(bulk).with_record(record, (), without=away.tolist())
    if growing is not None:
        return grown(growing)
    kept = ~np.isin(bulk.log.act, away) & ~np.isin(bulk.log.retracts, away)
    return compiled_log(record, bulk.log.take(np.flatnonzero(kept)), bulk.level)
