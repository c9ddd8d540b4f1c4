"""``legation publish``: what is public of a record, for a portal on another machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from legation.archive import publishing
from legation.archive.marks import CURRENT
from legation.archive.publishing import Publishable
from legation.cli.language import terminal_language, told
from legation.cli.options import Record
from legation.cli.output import fail
from legation.record.edition import edition
from legation.terms.told import os_reason

SHORT: Final = 12


def publish(
    target: Annotated[Path, typer.Option("--output", "-o", help="cli.publish_output", file_okay=False)],
    record: Record = "peru",
    withdraw: Annotated[list[str], typer.Option("--withdraw", help="cli.publish_withdraw")] = [],  # noqa: B006  only read
    keep: Annotated[int | None, typer.Option("--keep", help="cli.publish_keep", min=1)] = None,
    one_language: Annotated[bool, typer.Option("--one-language", help="cli.publish_one_language")] = False,
    only_show: Annotated[bool, typer.Option("--show", help="cli.publish_show")] = False,
) -> None:
    found = publishing.publishable(record)
    for one in found.untranslated:
        typer.echo(one.render(terminal_language()), err=True)
    if only_show:
        _show(found)
        return
    try:
        made = publishing.publish(found, target, withdraw=withdraw, keep=keep, one_language=one_language)
    except OSError as error:
        fail(told("cli.cannot_write", file=error.filename or target, reason=os_reason(error)[terminal_language()]))
    typer.echo(told("publishing.new" if made.is_new else "publishing.same", edition=made.current.edition[:SHORT], folder=target))
    if found.withheld:
        typer.echo(told("publishing.withheld", count=found.withheld))
    for gone in made.withdrawn:
        typer.echo(told("publishing.gone", edition=gone[:SHORT]))
    for unread in made.unread:
        typer.echo(told("publishing.unread", edition=unread[:SHORT]))
    if made.is_new:
        typer.echo(told("publishing.copy_next", manifest=CURRENT))


def _show(found: Publishable) -> None:
    counts = {"claims": len(found.whole.claims), "figures": len(found.whole.measures)}
    typer.echo(told("publishing.would", edition=edition(found.whole)[:SHORT], **counts))
    if found.withheld:
        typer.echo(told("publishing.withheld", count=found.withheld))
    if found.untranslated:
        typer.echo(told("publishing.untranslated", count=len(found.untranslated)))
