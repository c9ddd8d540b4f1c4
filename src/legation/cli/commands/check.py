"""``legation check``: every problem of an authored record, place by place."""

from __future__ import annotations

import typer

from legation.archive.log_file import acts_in, problems_of_log, segments_of
from legation.archive.shelf import folder_of
from legation.cli.language import terminal_language, told
from legation.cli.options import Folder
from legation.evaluation.check import problems_of
from legation.record.record import read_record
from legation.record.scenario import scenarios_of
from legation.terms.problems import errors, in_order


def check(folder: Folder = "peru") -> None:
    place = folder_of(folder)
    made, problems = read_record(place)
    if made is not None:
        broken = problems_of_log(place, made)
        scenarios = [] if broken else scenarios_of(made, acts_in(segments_of(place)))[1]
        problems = in_order([*problems, *problems_of(made), *broken, *scenarios])
    for one in problems:
        typer.echo(one.render(terminal_language()))
    wrong = len(errors(problems))
    if wrong or made is None:
        typer.echo(told("cli.checked_with_errors", errors=wrong, warnings=len(problems) - wrong))
        raise typer.Exit(1)
    typer.echo(told("cli.checked", claims=len(made.claims), figures=len(made.measures), warnings=len(problems)))
