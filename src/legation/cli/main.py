"""``legation``: the commands."""

from __future__ import annotations

import socket
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Annotated, Any

import typer

from legation import __version__
from legation.cli.book import Book
from legation.cli.exported import Exported
from legation.cli.from_build import is_built_record as is_built
from legation.cli.from_build import standings as standings_from_build
from legation.cli.language import LANGUAGE
from legation.cli.output import Cited, Format, fail, give
from legation.terms.messages import say
from legation.terms.told import ToldError

app = typer.Typer(
    name="legation",
    help=say("cli.legation", LANGUAGE),
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # else ":peru:" in a help text becomes a flag
    pretty_exceptions_enable=False,
)

Record = Annotated[str, typer.Option("--record", "-r", help=say("cli.record", LANGUAGE), envvar="LEGATION_RECORD")]
Sources = Annotated[str | None, typer.Option("--sources", "-s", help=say("cli.sources", LANGUAGE))]
On = Annotated[str | None, typer.Option("--on", help=say("cli.on", LANGUAGE))]
Known = Annotated[str | None, typer.Option("--known", help=say("cli.known", LANGUAGE))]
Actor = Annotated[str | None, typer.Option("--actor", "-a", help=say("cli.actor", LANGUAGE))]
Kind = Annotated[str | None, typer.Option("--kind", "-k", help=say("cli.kind", LANGUAGE))]
Under = Annotated[Path | None, typer.Option("--under", help=say("cli.under", LANGUAGE), dir_okay=False)]
Form = Annotated[Format | None, typer.Option("--format", "-f", help=say("cli.format", LANGUAGE))]
Target = Annotated[Path | None, typer.Option("--output", "-o", help=say("cli.output", LANGUAGE), dir_okay=False)]
Whole = Annotated[Path | None, typer.Option("--output", "-o", help=say("cli.whole_output", LANGUAGE))]
Cite = Annotated[Cited | None, typer.Option("--cite", help=say("cli.cite", LANGUAGE))]

BUILT_SHOWN = ("standing", "answer", "suspended", "begin", "end", "reason")
STANDINGS_SHOWN = ("standing", "answer", "suspended", "begins", "ends", "reason")
ACTS_SHOWN = ("date", "kind", "title", "act", "contradictions")
REASONS_SHOWN = ("date", "does", "effective_from", "effective_to", "says", "claim", "source", "locator")
MOST_SHOWN = 10
DIFFERENCES_SHOWN = ("standing", "before", "suspended_before", "after", "suspended_after")
COVERAGE_SHOWN = ("section", "title", "sentences", "claims", "figures", "silent", "damaged", "differences")
READINGS_SHOWN = ("indicator", "period", "value", "unit", "target", "met")
ASSERTIONS_SHOWN = ("assertion", "borne_out", "found", "missing")
EXPECTED_SHOWN = ("says", "basis", "became", "date", "since")
DOCKET_SHOWN = ("entry", "claim", "says", "stated", "found", "status", "locator")


def _plainly(command: Callable[..., None]) -> Callable[..., None]:
    """A question that cannot be answered ends in one plain line, never in a traceback."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except ToldError as error:
            from legation.archive.shelf import RecordHasErrors
            from legation.terms.problems import errors

            if isinstance(error, RecordHasErrors):
                for one in errors(error.problems)[:MOST_SHOWN]:
                    typer.echo(one.render(LANGUAGE), err=True)
            fail(error.message(LANGUAGE))

    return run


@app.command(help=say("cli.asof", LANGUAGE))
@_plainly
def asof(
    on: On = None, known: Known = None, actor: Actor = None, kind: Kind = None,
    every: Annotated[bool, typer.Option("--every", help=say("cli.every", LANGUAGE))] = False,
    under: Under = None, record: Record = "peru", sources: Sources = None,
    form: Form = None, target: Target = None, cite: Cite = None,
) -> None:  # fmt: skip
    if cite is None and sources is None and under is None and is_built(record):
        give(standings_from_build(record, on, known, actor, kind, every), form, target, BUILT_SHOWN)
        return
    from legation.cli import session
    from legation.publication.answer_tables import in_words

    table = session.standings(Book(record, sources, under), on, known, actor, kind, every, LANGUAGE)
    give(table if form or target else in_words(table, LANGUAGE), form, target, STANDINGS_SHOWN, cite)


@app.command(help=say("cli.why", LANGUAGE))
@_plainly
def why(
    standing: Annotated[str, typer.Argument(help=say("cli.standing", LANGUAGE))],
    on: On = None, known: Known = None, under: Under = None, record: Record = "peru", sources: Sources = None,
    form: Form = None, target: Target = None, cite: Cite = None,
) -> None:  # fmt: skip
    from legation.cli import session

    table = session.why(Book(record, sources, under), standing, on, known, LANGUAGE)
    if form is None and target is None and cite is None:
        for note in table.notes:
            typer.echo(note)
        rules = dict.fromkeys((row["does"], row["rule"]) for row in table if row["rule"])
        for does, rule in rules:
            typer.echo(f"  {does}: {rule}")
        table = table.without_notes()
    give(table, form, target, REASONS_SHOWN, cite)


@app.command(help=say("cli.acts", LANGUAGE))
@_plainly
def acts(
    actor: Actor = None,
    kind: Annotated[str | None, typer.Option("--kind", "-k", help=say("cli.act_kind", LANGUAGE))] = None,
    first: Annotated[str | None, typer.Option("--from", help=say("cli.first", LANGUAGE))] = None,
    last: Annotated[str | None, typer.Option("--to", help=say("cli.last", LANGUAGE))] = None,
    known: Known = None, under: Under = None, record: Record = "peru", sources: Sources = None,
    form: Form = None, target: Target = None, cite: Cite = None,
) -> None:  # fmt: skip
    from legation.cli import session

    give(session.acts(Book(record, sources, under), actor, kind, first, last, known, LANGUAGE), form, target, ACTS_SHOWN, cite)


@app.command(help=say("cli.diff", LANGUAGE))
@_plainly
def diff(
    first: Annotated[str | None, typer.Option("--from", help=say("cli.diff_from", LANGUAGE))] = None,
    last: Annotated[str | None, typer.Option("--to", help=say("cli.diff_to", LANGUAGE))] = None,
    known_first: Annotated[str | None, typer.Option("--known-from", help=say("cli.diff_known_from", LANGUAGE))] = None,
    known_last: Annotated[str | None, typer.Option("--known-to", help=say("cli.diff_known_to", LANGUAGE))] = None,
    on: On = None, under: Under = None, record: Record = "peru", sources: Sources = None,
    form: Form = None, target: Target = None, cite: Cite = None,
) -> None:  # fmt: skip
    from legation.cli import session
    from legation.publication.answer_tables import in_words

    table = session.diff(Book(record, sources, under), first, last, on, known_first, known_last, LANGUAGE)
    give(table if form or target else in_words(table, LANGUAGE), form, target, DIFFERENCES_SHOWN, cite)


@app.command(help=say("cli.docket", LANGUAGE))
@_plainly
def docket(
    known: Known = None, under: Under = None, record: Record = "peru", sources: Sources = None,
    form: Form = None, target: Target = None, cite: Cite = None,
) -> None:  # fmt: skip
    from legation.cli import session

    give(session.docket(Book(record, sources, under), known, LANGUAGE), form, target, DOCKET_SHOWN, cite)


@app.command(help=say("cli.coverage", LANGUAGE))
@_plainly
def coverage(record: Record = "peru", form: Form = None, target: Target = None) -> None:
    from legation.cli import session

    table = session.coverage(Book(record), LANGUAGE)
    if not len(table):
        fail(say("cli.no_sections", LANGUAGE))
    give(table, form, target, COVERAGE_SHOWN)


@app.command(help=say("cli.evaluate", LANGUAGE))
@_plainly
def evaluate(
    indicator: Annotated[str | None, typer.Option("--indicator", "-i", help=say("cli.indicator", LANGUAGE))] = None,
    guideline: Annotated[str | None, typer.Option("--guideline", "-g", help=say("cli.guideline", LANGUAGE))] = None,
    assertions: Annotated[bool, typer.Option("--assertions", help=say("cli.assertions", LANGUAGE))] = False,
    expected: Annotated[bool, typer.Option("--expected", help=say("cli.expected", LANGUAGE))] = False,
    every: Annotated[str | None, typer.Option("--every", help=say("cli.every_step", LANGUAGE))] = None,
    first: Annotated[str | None, typer.Option("--from", help=say("cli.first", LANGUAGE))] = None,
    last: Annotated[str | None, typer.Option("--to", help=say("cli.last", LANGUAGE))] = None,
    on: On = None, known: Known = None, under: Under = None, record: Record = "peru", sources: Sources = None,
    form: Form = None, target: Target = None, cite: Cite = None,
) -> None:  # fmt: skip
    from legation.cli import session

    book, in_words = Book(record, sources, under), form in (None, Format.TABLE) and target is None
    if expected:
        table = session.expectations(book, on, known, LANGUAGE, in_words)
    elif assertions:
        table = session.assertions(book, guideline, on, known, LANGUAGE, in_words)
    else:
        table = session.evaluation(book, indicator, guideline, every, first, last, on, known, LANGUAGE, in_words)
    shown = EXPECTED_SHOWN if expected else ASSERTIONS_SHOWN if assertions else READINGS_SHOWN
    give(table, form, target, shown if in_words and cite is None else (), cite)


@app.command(help=say("cli.export", LANGUAGE))
@_plainly
def export(
    what: Annotated[Exported, typer.Argument(help=say("cli.what", LANGUAGE))],
    on: On = None, known: Known = None, under: Under = None, record: Record = "peru", sources: Sources = None,
    form: Form = None, target: Whole = None, cite: Cite = None,
) -> None:  # fmt: skip
    from legation.cli import session

    book = Book(record, sources, under)
    if what is Exported.ALL:
        if target is None:
            fail(say("cli.all_needs_folder", LANGUAGE))
        try:
            files = session.export_all(book, on, known, target)
        except OSError as error:
            fail(say("cli.cannot_write", LANGUAGE, file=target, reason=error.strerror or "?"))
        typer.echo(say("cli.package_written", LANGUAGE, files=len(files), folder=target), err=True)
        return
    table = session.export(book, what, on, known).cited_in(LANGUAGE)
    give(table, form or (None if target else Format.CSV), target, cited=cite)


@app.command(name="panel", help=say("cli.panel", LANGUAGE))
@_plainly
def make_panel(
    target: Annotated[Path, typer.Option("--output", "-o", help=say("cli.output", LANGUAGE), dir_okay=False)],
    unit: Annotated[str, typer.Option("--unit", help=say("cli.unit", LANGUAGE))] = "actor",
    every: Annotated[str, typer.Option("--every", help=say("cli.every_period", LANGUAGE))] = "year",
    first: Annotated[str | None, typer.Option("--from", help=say("cli.first", LANGUAGE))] = None,
    last: Annotated[str | None, typer.Option("--to", help=say("cli.last", LANGUAGE))] = None,
    count: Annotated[list[str] | None, typer.Option("--count", help=say("cli.count", LANGUAGE))] = None,
    day: Annotated[str, typer.Option("--day", help=say("cli.day", LANGUAGE))] = "any",
    undirected: Annotated[bool, typer.Option("--undirected", help=say("cli.undirected", LANGUAGE))] = False,
    known: Known = None, under: Under = None, record: Record = "peru", sources: Sources = None,
) -> None:  # fmt: skip
    from legation.cli import session

    made = session.panel(
        Book(record, sources, under), unit, every, first, last, count or [], day, not undirected, known, LANGUAGE
    )
    data = made.to_parquet() if target.suffix == ".parquet" else made.to_csv().encode()
    try:
        target.write_bytes(data)
    except OSError as error:
        fail(say("cli.cannot_write", LANGUAGE, file=target, reason=error.strerror or "?"))
    typer.echo(say("cli.written", LANGUAGE, rows=len(made), file=target), err=True)


@app.command(help=say("cli.check", LANGUAGE))
@_plainly
def check(folder: Annotated[str, typer.Argument(help=say("cli.folder", LANGUAGE))] = "peru") -> None:
    from legation.archive.shelf import folder_of
    from legation.evaluation.check import problems_of
    from legation.record.record import read_record
    from legation.terms.problems import errors, in_order

    made, problems = read_record(folder_of(folder))
    if made is not None:
        problems = in_order([*problems, *problems_of(made)])
    for one in problems:
        typer.echo(one.render(LANGUAGE))
    wrong = len(errors(problems))
    held = {"claims": len(made.claims), "figures": len(made.measures)} if made else {}
    code = "cli.checked" if made else "cli.checked_with_errors"
    typer.echo(say(code, LANGUAGE, **held, errors=wrong, warnings=len(problems) - wrong))
    if wrong:
        raise typer.Exit(1)


@app.command(name="fmt", help=say("cli.fmt", LANGUAGE))
@_plainly
def put_files_in_order(
    folder: Annotated[str, typer.Argument(help=say("cli.folder", LANGUAGE))],
    only_check: Annotated[bool, typer.Option("--check", help=say("cli.fmt_check", LANGUAGE))] = False,
) -> None:
    from legation.archive.shelf import folder_of
    from legation.procedures.put_in_order import put_in_order

    outcome = put_in_order(folder_of(folder), write=not only_check)
    for one in outcome.problems:
        typer.echo(one.render(LANGUAGE))
    for name in outcome.changed:
        typer.echo(say("cli.fmt_would" if only_check else "cli.fmt_done", LANGUAGE, file=name))
    typer.echo(say("cli.fmt_in_order", LANGUAGE, count=len(outcome.untouched)))
    if outcome.problems or (only_check and outcome.changed):
        raise typer.Exit(1)


@app.command(name="new", help=say("cli.new", LANGUAGE))
@_plainly
def new_record(
    folder: Annotated[Path, typer.Argument(help=say("cli.new_folder", LANGUAGE))],
    about: Annotated[str, typer.Option("--about", help=say("cli.about", LANGUAGE))],
) -> None:
    from legation.procedures.start_record import start_record

    files = start_record(folder, about)
    typer.echo(say("cli.started", LANGUAGE, folder=folder, files=", ".join(files)))


@app.command(name="import", help=say("cli.import", LANGUAGE))
@_plainly
def import_source(
    source: Annotated[str, typer.Argument(help=say("cli.import_source", LANGUAGE))],
    files: Annotated[list[Path], typer.Argument(help=say("cli.import_files", LANGUAGE))],
    folder: Annotated[Path, typer.Option("--output", "-o", help=say("cli.import_output", LANGUAGE), file_okay=False)],
    consulted: Annotated[str, typer.Option("--consulted", help=say("cli.consulted", LANGUAGE))],
    record: Record = "peru",
) -> None:
    from legation.cli import session
    from legation.terms.problems import errors

    desk, problems = session.joined(source, files, folder, record, consulted)
    for one in problems:
        typer.echo(one.render(LANGUAGE))
    if wrong := len(errors(problems)):
        fail(say("imports.refused", LANGUAGE, errors=wrong))
    typer.echo(
        say("imports.done", LANGUAGE, folder=folder, claims=len(desk.claims), figures=len(desk.measures), remarks=len(problems))
    )


@app.command(help=say("cli.build", LANGUAGE))
@_plainly
def build(
    target: Annotated[Path, typer.Option("--output", "-o", help=say("cli.build_output", LANGUAGE))],
    record: Record = "peru", sources: Sources = None,
) -> None:  # fmt: skip
    from legation.archive.build import build as build_edition
    from legation.archive.log_file import find_log, read_log
    from legation.archive.shelf import folder_of
    from legation.cli import session
    from legation.record.log import checked

    made_of, path = session.opened(Book(record, sources)), find_log(folder_of(record))
    made = build_edition(made_of, target, checked(read_log(path), made_of) if path is not None else None)
    typer.echo(say("cli.built", LANGUAGE, folder=made))


@app.command(help=say("cli.bench", LANGUAGE))
@_plainly
def bench(
    size: Annotated[list[str] | None, typer.Option("--acts", help=say("cli.size", LANGUAGE))] = None,
) -> None:
    try:
        from legation.bench.run import run  # the peers are loaded only here

        run([int(float(one)) for one in size or ["1e5", "1e6"]], typer.echo)
    except ModuleNotFoundError:
        fail(say("cli.bench_extra", LANGUAGE))


@app.command(help=say("cli.serve", LANGUAGE))
@_plainly
def serve(
    record: Record = "peru",
    host: Annotated[str, typer.Option("--host", help=say("cli.host", LANGUAGE))] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help=say("cli.port", LANGUAGE), min=1, max=65535)] = 8000,
) -> None:
    from legation.cli import session

    session.opened(Book(record))
    if not _is_free(host, port):
        fail(say("cli.port_taken", LANGUAGE, port=port, other=port + 1))
    from legation.office.serve import run  # Django is loaded only where it is needed

    run(record, host, port)


def _is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError:
            return False
    return True


def _say_version(wanted: bool) -> None:
    if wanted:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def legation(
    version: Annotated[
        bool, typer.Option("--version", callback=_say_version, is_eager=True, help=say("cli.version", LANGUAGE))
    ] = False,
) -> None:
    del version


@app.command(help=say("cli.version", LANGUAGE))
def version() -> None:
    typer.echo(__version__)
