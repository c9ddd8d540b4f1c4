"""From what may be the case to an answer: yes, presumed, possible, no, unknown, and why."""

from __future__ import annotations

from collections.abc import Iterable

from legation.record.acts import FOREVER
from legation.record.coverage import Coverage
from legation.standings.happenings import Happening
from legation.standings.history import History
from legation.standings.outcomes import Outcome, history_outcomes, outcomes
from legation.standings.verdicts import ANSWERS as ANSWERS
from legation.standings.verdicts import REASONS as REASONS
from legation.standings.verdicts import STANDS as STANDS
from legation.standings.verdicts import Answer as Answer
from legation.standings.verdicts import Verdict as Verdict
from legation.standings.verdicts import weakest as weakest


def answer_on(history: History, coverage: Coverage, day: int) -> Verdict:
    """The answer at the end of ``day``."""
    if not coverage.covers(day):
        return Verdict("unknown", "outside_coverage")
    found = outcomes(history.strands, day)
    verdict = _verdict(history, coverage, day, found)
    if verdict.answer in ("yes", "presumed", "possible") and history.suspensions:
        return Verdict(verdict.answer, verdict.reason, _suspended(history, day))
    return verdict


def _verdict(history: History, coverage: Coverage, day: int, found: frozenset[Outcome]) -> Verdict:
    if found <= {"firm", "held"}:
        if "held" not in found:
            return Verdict("yes", "established")
        if coverage.endings.exhaustive_on(day):
            return Verdict("yes", "endings_known")
        return Verdict("presumed", "no_end_known")
    if not found.isdisjoint({"firm", "held"}):
        return Verdict("possible", _why_possible(history))
    if found == {"off"}:
        return Verdict("no", _why_not(history, day))
    if history.possible_from is not None:
        if day >= history.possible_from:
            return Verdict("possible", "may_have_begun")
        return Verdict("no", "before_dated")
    if coverage.beginnings.exhaustive_on(day):
        return Verdict("no", "none_recorded")
    return Verdict("unknown", "beginning_unknown")


def _suspended(history: History, day: int) -> Answer:
    found = history_outcomes(history.resting, day)
    if found <= {"firm", "held"}:
        return "yes"
    return "possible" if not found.isdisjoint({"firm", "held"}) else "no"


def _why_possible(history: History) -> str:
    if any(not happening.is_certain for happening in _happenings(history)):
        return "sources_disagree"
    undated = any(way is not None and way.begin.lo <= -FOREVER for happening in _happenings(history) for way in happening.ways)
    return "undated" if undated else "within_bounds"


def _why_not(history: History, day: int) -> str:
    gates = [gate for strand in history.strands for gate in strand.gates]
    if any(gate.why == "ends" and gate.day.hi <= day for gate in gates):
        return "gone"
    if history.strands and all(
        any(gate.why == "begins" and day < gate.day.lo for gate in strand.gates) for strand in history.strands
    ):
        return "not_yet_in_being"
    openings = [
        event.day(way.begin.lo, way.begin.lo)
        for happening in _happenings(history)
        for way in happening.ways
        if way is not None
        for event in way.events
        if event.does in ("open", "attest")
    ]
    return "before_first" if openings and day < min(openings) else "ended"


def _happenings(history: History) -> Iterable[Happening]:
    return (happening for strand in history.strands for happening in strand.happenings)


def turning_days(history: History, coverage: Coverage) -> list[int]:
    """Days on which the answer may differ from that of the day before, in order."""
    found = {coverage.beginnings.first, coverage.beginnings.last + 1}
    for known in (coverage.beginnings, coverage.endings):
        found |= {known.first, known.last + 1}
    for happening in (*_happenings(history), *history.suspensions):
        for day in happening.turning_days():
            found |= {day - 1, day, day + 1, day + 2}
    for strand in history.strands:
        for gate in strand.gates:
            found |= {day for day in (gate.day.lo, gate.day.hi) if abs(day) < FOREVER}
    if history.possible_from is not None:
        found.add(history.possible_from)
    return sorted(found)
