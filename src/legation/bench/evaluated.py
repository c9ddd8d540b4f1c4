"""Evaluation measured: every sheet of Peru for two centuries, and all scorecards of a record with a large log.

``python -m legation.bench.evaluated [ACTS] [SHELF]``. The large record is that of Peru with a drawn log beside it, which its own
sheets read; a shelf that is named is kept, and used again. Processor time, the best of several runs.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from legation.archive.build import build
from legation.archive.marks import is_built
from legation.archive.opening import opened
from legation.archive.shelf import open_record
from legation.bench.logged import log_like, with_invented
from legation.evaluation.book import Evaluation, evaluator_of, read_evaluation
from legation.evaluation.formula.evaluating import Evaluator
from legation.evaluation.scorecards.scorecard import Scorer
from legation.publication.asked import asked
from legation.publication.evaluation_tables import evaluation_table
from legation.publication.queries import span_of
from legation.publication.questions import Asked
from legation.publication.report.content import Report
from legation.publication.report.files import report_files
from legation.record.record import Record
from legation.standings.asof import KnownRecord
from legation.standings.known_logged import KnownLogged
from legation.terms.days import day_number

RUNS: Final = 5
BY_RULES: Final = 1_000
"""How many acts of the log go through the rules one by one: the more do, the longer it takes to compile."""


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


def large(acts: int, shelf: Path, say: Callable[[str], None]) -> None:
    """The scorecards of all guidelines of Peru, whose sheets read a log of so many acts beside the record.

    Args:
        shelf: where the build is, or is made.
    """
    if not is_built(shelf):
        record = with_invented(open_record("peru"))
        log = log_like(record, acts, by_rules=min(0.01, BY_RULES / acts))
        start = time.process_time()
        build(record, shelf, log)
        say(f"large: {len(log)} rows compiled in {time.process_time() - start:.0f} s")
    start = time.process_time()
    made = opened(shelf)
    view = made.evaluated()
    assert isinstance(view, KnownLogged)
    say(f"large: {len(view.acts)} acts, {len(view.bulk.compiled.keys)} standings, opened in {time.process_time() - start:.2f} s")
    start = time.process_time()
    evaluation = read_evaluation(made.record)
    say(f"  its {len(evaluation.indicators)} sheets read and checked: {time.process_time() - start:.2f} s")
    scorer = Scorer(evaluation, view, entries=made.docket)
    days = _days()
    start = time.process_time()
    cards = scorer.cards("guideline", next(days))
    lines = [line for card in cards for line in card.lines]
    say(f"  {len(cards)} cards of {len(lines)} lines, first date in the process: {time.process_time() - start:.2f} s")
    taken = [_taken(lambda: scorer.cards("guideline", next(days))) for _ in range(RUNS)]
    say(f"  each further date: {min(taken):.2f} s at best, {max(taken):.2f} s at worst")
    start = time.process_time()
    duties = scorer.duties(day_number(2021, 12, 31))
    say(f"  {len(duties)} duties, the first time: {time.process_time() - start:.2f} s")
    both = [_taken(lambda: [one.criteria for one in scorer.cards("guideline", next(days))]) for _ in range(RUNS)]
    say(f"  cards with their criteria, each further date: {min(both):.2f} s at best, {max(both):.2f} s at worst")
    anew = [_taken(lambda: Scorer(evaluation, view, entries=made.docket).cards("guideline", next(days))) for _ in range(RUNS)]
    say(f"  a date with all of it worked out anew: {min(anew):.2f} s at best, {max(anew):.2f} s at worst")
    start = time.process_time()
    pages = report_files(Report(scorer, asked("2021-12-31")))
    say(f"  the report, {sum(map(len, pages.values())) / 1e6:.0f} MB: {time.process_time() - start:.0f} s")
    read = {ref for line in lines for one in line.rests for ref in one.refs}
    say(f"  they rest on {len(read)} different acts, standings and figures")
    start, clock = _of_children(), time.perf_counter()
    command = f"import sys; sys.argv = {['legation', 'evaluate', '--scorecard', 'guideline', '--record', str(shelf)]}"
    subprocess.run(
        [sys.executable, "-c", f"{command}; from legation.cli.main import app; app()"], stdout=subprocess.DEVNULL, check=True
    )
    say(
        f"  the whole command, cold: {_of_children() - start:.2f} s of the processor, {time.perf_counter() - clock:.2f} by the clock"
    )


def _taken(work: Callable[[], object]) -> float:
    return best(work, 1)


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _days() -> Iterator[int]:
    return (day_number(2021 - number % 60, 1 + number % 12, 15) for number in range(1_000))


def main() -> None:
    """Run both and print the figures."""
    peru(print)
    acts = int(float(sys.argv[1])) if len(sys.argv) > 1 else 1_000_000
    if len(sys.argv) > 2:
        large(acts, Path(sys.argv[2]), print)
        return
    with tempfile.TemporaryDirectory() as folder:
        large(acts, Path(folder) / "shelf", print)


if __name__ == "__main__":
    main()
