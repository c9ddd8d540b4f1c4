"""Evaluation measured: every sheet of Peru for two centuries, and a full set of sheets on a large record, at one date.

``python -m legation.bench.evaluated [ACTS]``. The large record is the fictional ministry many times over, each time with partners,
instruments and persons of its own. Processor time, the best of several runs.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from legation.archive.shelf import open_record
from legation.evaluation.book import Evaluation, evaluator_of, read_evaluation
from legation.evaluation.formula.choosing import Moment
from legation.evaluation.formula.evaluating import Evaluator
from legation.evaluation.formula.from_acts import FromActs
from legation.evaluation.formula.ground import Ground
from legation.evaluation.formula.syntax import Node, read_formula
from legation.publication.evaluation_tables import evaluation_table
from legation.publication.queries import span_of
from legation.publication.questions import Asked
from legation.record.acts import FOREVER
from legation.record.claims import Claim
from legation.record.record import Record
from legation.standings.asof import KnownRecord
from legation.terms.days import day_number

RUNS: Final = 5
STANDING: Final = ("relations", "mission", "head_of_mission", "party_to", "membership", "cooperation_project", "consular_post")
DONE: Final = (
    "official_visit", "consultation_held", "instrument_signed", "instrument_ratified", "treaty_submitted", "congress_approved",
    "credentials_presented", "project_started", "project_finished", "nationals_assisted", "mobile_consulate_held",
)  # fmt: skip
SHEETS: Final = (
    *(f"count(standings({kind}, subject = marabrisa))" for kind in STANDING),
    *(f"count(acts({kind}, subject = marabrisa))" for kind in DONE),
    *(f"count(during(acts({kind}), 2023, 2023))" for kind in DONE),
    "count(standings(mission, subject = marabrisa).object)",
    "count(standings(party_to, subject = marabrisa).instrument)",
    "count(acts(official_visit, subject = marabrisa).object)",
    "herfindahl(acts(official_visit, subject = marabrisa).object)",
    "evenness(acts(consultation_held, subject = marabrisa).object)",
    "share(count(standings(mission, subject = marabrisa)), count(standings(relations, subject = marabrisa)))",
    "share(count(acts(congress_approved).instrument), count(acts(treaty_submitted).instrument))",
    "share(count(acts(project_finished)), count(acts(project_started)))",
    "median(years(first(acts(instrument_signed) by instrument), first(acts(entered_into_force_for) by instrument)))",
    "maximum(years(first(acts(treaty_submitted) by instrument), first(acts(congress_approved) by instrument)))",
    "change(count(acts(official_visit)), 2023)",
)
"""Formulas of such sheets as a ministry's scorecard has."""


def best(work: Callable[[], object], runs: int = RUNS) -> float:
    """The least processor time of several runs, in seconds."""
    found = []
    for _ in range(runs):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


def peru(say: Callable[[str], None]) -> None:
    """Every sheet of Peru for every year, as a table: with what is kept, with a new evaluator, and from the acts on."""
    record = open_record("peru")
    evaluation = read_evaluation(record)
    span = span_of(record, None, None)
    on = Asked("", record.period[1], record.period[1])

    def table(known: KnownRecord, evaluator: Evaluator) -> int:
        return len(evaluation_table(evaluation, known, on, every="year", span=span, evaluator=evaluator))

    known = KnownRecord(record)
    kept = evaluator_of(evaluation, known)
    rows = table(known, kept)
    say(f"peru: {len(evaluation.indicators)} sheets, {rows} rows")
    say(f"  all kept from before: {best(lambda: table(known, kept)):.2f} s")
    say(f"  standings kept, formulas anew: {best(lambda: table(known, evaluator_of(evaluation, known))):.2f} s")
    say(f"  everything anew but the files: {best(lambda: _cold(record, evaluation, table), 3):.2f} s")


def _cold(record: Record, evaluation: Evaluation, table: Callable[[KnownRecord, Evaluator], int]) -> int:
    known = KnownRecord(record)
    return table(known, evaluator_of(evaluation, known))


def many_times(record: Record, times: int) -> Record:
    """A record ``times`` over: each time the same acts, with partners, instruments and persons of their own."""
    home = record.about
    claims: list[Claim] = []
    actors, instruments = dict(record.actors), dict(record.instruments)
    for number in range(times):
        end = f"-{number}"

        def own(names: tuple[str, ...], end: str = end) -> tuple[str, ...]:
            return tuple(name if name == home else name + end for name in names)

        claims.extend(
            replace(
                one, id=one.id + end, act=one.act + end, subject=own(one.subject), object=own(one.object),
                instrument=own(one.instrument), person=one.person and one.person + end,
            )
            for one in record.claims
            if one.kind not in ("adjudication", "difference", "gap", "attestation")
        )  # fmt: skip
        actors |= {name + end: replace(one, id=name + end) for name, one in record.actors.items() if name != home}
        instruments |= {name + end: replace(one, id=name + end) for name, one in record.instruments.items()}
    return replace(record, claims=tuple(claims), actors=actors, instruments=instruments)


def large(acts: int, say: Callable[[str], None]) -> None:
    """A full set of sheets on a record of so many acts, at one date and at further ones."""
    one = open_record("demo")
    start = time.process_time()
    record = many_times(one, max(1, round(acts / len(one.claims))))
    say(f"large: {len(record.claims)} claims drawn in {time.process_time() - start:.0f} s; {len(SHEETS)} sheets")
    trees = [read_formula(text) for text in SHEETS]
    gc.disable()
    start = time.process_time()
    known = KnownRecord(record)
    say(f"  {len(known.acts)} acts, {len(known.histories)} standings: {time.process_time() - start:.0f} s")
    start = time.process_time()
    for key in known.keys:
        known.spells(key)
    say(f"  what stands when: {time.process_time() - start:.0f} s")
    gc.freeze()
    gc.enable()
    evaluator = Evaluator(Ground(known, FromActs(known)), {}, {})
    days = _days()
    start = time.process_time()
    _asked(evaluator, trees, next(days))
    say(f"  first date, the sheets' things made ready: {time.process_time() - start:.2f} s")
    for _ in range(2):
        _asked(evaluator, trees, next(days))
    start = time.process_time()
    _asked(evaluator, trees, next(days))
    say(f"  a date, once changes are laid out: {time.process_time() - start:.2f} s")
    taken = []
    for _ in range(RUNS):
        start = time.process_time()
        _asked(evaluator, trees, next(days))
        taken.append(time.process_time() - start)
    say(f"  each further date: {min(taken):.2f} s at best, {max(taken):.2f} s at worst")


def _days() -> Iterator[int]:
    return (day_number(2022 + month // 12, month % 12 + 1, 15) for month in range(48))


def _asked(evaluator: Evaluator, trees: list[Node], day: int) -> None:
    for tree in trees:
        evaluator.value(tree, Moment(day, -FOREVER, day))


def main() -> None:
    """Run both and print the figures."""
    peru(print)
    large(int(float(sys.argv[1])) if len(sys.argv) > 1 else 1_000_000, print)


if __name__ == "__main__":
    main()
