"""``legation report``: the evaluation of a record as a document in both languages, with its numbers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from legation.cli.language import told
from legation.cli.opened import Book, opened
from legation.cli.options import Known, On, Record, Sources, Under
from legation.cli.output import fail
from legation.cli.printing import SECONDS, NotPrinted, browser, print_pdf
from legation.evaluation.book import read_evaluation
from legation.evaluation.scorecards.scorecard import Scorer
from legation.publication.queries import on_or_default
from legation.publication.report.content import Report
from legation.publication.report.files import write_report
from legation.publication.scorecard_tables import since_asked


def report(
    folder: Annotated[Path, typer.Option("--output", "-o", help="cli.report_folder", file_okay=False)],
    on: On = None, known: Known = None, under: Under = None,
    since: Annotated[str | None, typer.Option("--since", help="cli.report_since")] = None,
    pdf: Annotated[bool, typer.Option("--pdf/--no-pdf", help="cli.report_pdf")] = True,
    record: Record = "peru", sources: Sources = None,
) -> None:  # fmt: skip
    made = opened(Book(record, sources, under))
    scorer = Scorer(read_evaluation(made.record), made.with_plan(known), entries=made.docket)
    scenario = under.stem if under is not None else ""
    day = on_or_default(made.record, on)
    content = Report(scorer, day, since_asked(since, day), scenario)
    try:
        files = write_report(content, folder)
    except OSError as error:
        fail(told("cli.cannot_write", file=folder, reason=error.strerror or "?"))
    typer.echo(told("report.written", folder=folder, files=len(files)), err=True)
    if pdf:
        _print([file for file in files if file.suffix == ".html"])


def _print(pages: list[Path]) -> None:
    program = browser()
    if program is None:
        typer.echo(told("report.no_browser"), err=True)
        return
    for page in pages:
        try:
            print_pdf(program, page, page.with_suffix(".pdf"))
        except NotPrinted as error:
            reason = error.reason or told("report.took_too_long", seconds=SECONDS)
            typer.echo(told("report.browser_failed", browser=program, reason=reason), err=True)
            return
    typer.echo(told("report.pdf_written", files=", ".join(str(page.with_suffix(".pdf")) for page in pages)), err=True)
