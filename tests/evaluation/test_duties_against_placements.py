"""Duties held against the obvious way: put every uncertain date on every day where it may lie, and look."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from legation.evaluation.certainty import Certainty
from legation.evaluation.norms.in_force import Book
from legation.evaluation.norms.owed import owed_on
from legation.evaluation.norms.reading import read_norms
from legation.standings.asof import KnownRecord
from legation.terms.days import iso
from tests.small_records import day, small_record

START = day("2020-01-10")
NORM = """[n]
kind = "law"
label = { en = "a", es = "b" }
definition = { en = "a", es = "b" }
claims = "said"
from = { date = "2020-01-10", source = "book" }
what = { en = "a", es = "b" }
coverage = "exhaustive"
owes = { role = "subject" }
trigger = { act = "instrument_ratified", subject = "peru" }
discharged_by = { act = "reported_to_congress", subject = "peru", same = "instrument" }
"""


def written(days: tuple[int, int]) -> str:
    first, last = (iso(START + one) for one in days)
    return first if first == last else f"[{first}..{last}]"


def obvious(trigger: int, report: int | None, length: int, beforehand: bool, on: int) -> str | None:
    """The status when each act fell on one day (counted from the norm's first); None where nothing is owed."""
    if trigger > on or trigger < 0:
        return None
    done = report is not None and report <= on
    if beforehand:
        return "met" if done and report <= trigger - length else "overdue"
    if done and report >= trigger:
        return "met"
    return "overdue" if on > trigger + length else "due"


BOUNDS = st.tuples(st.integers(-6, 20), st.integers(0, 6)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@settings(max_examples=400, deadline=None)
@given(BOUNDS, st.none() | BOUNDS, st.integers(0, 8), st.booleans(), st.integers(-3, 40))
def test_no_placement_is_missed(
    trigger: tuple[int, int], report: tuple[int, int] | None, length: int, beforehand: bool, on: int
) -> None:
    text = NORM + f'within = "P{length}D"\n' + ('counted = "before"\n' if beforehand else "")
    rows = [
        {"claim": "said", "kind": "rule_adopted", "object": "peru"},
        {"kind": "instrument_ratified", "subject": "peru", "instrument": "pact", "date": written(trigger)},
    ]
    if report is not None:
        rows.append({"kind": "reported_to_congress", "subject": "peru", "instrument": "pact", "date": written(report)})
    (norm,) = read_norms("n.toml", text, [])
    duties = owed_on(Book(KnownRecord(small_record(rows))), [norm], START + on).listed()
    reports = [None] if report is None else list(range(report[0], report[1] + 1))
    seen = {obvious(one, other, length, beforehand, on) for one in range(trigger[0], trigger[1] + 1) for other in reports}
    if not duties:
        assert seen == {None}
        return
    (duty,) = duties
    told = set(duty.may_be or (duty.status,))
    assert seen - {None} <= told
    assert (duty.sure is Certainty.CERTAIN) == (None not in seen)
    if len(seen) == 1 and trigger[0] == trigger[1] and (report is None or report[0] == report[1]):
        assert told == seen, "where nothing is uncertain, nothing is left open"
