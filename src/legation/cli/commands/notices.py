"""``legation notices``: what became known of treaties, as a depositary gives notice of it; printed, written or sent."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Final

import typer

from legation.cli.language import terminal_language, told
from legation.cli.opened import Book, opened
from legation.cli.options import Form, Known, Record, Sources, Target
from legation.cli.output import give
from legation.publication.notice_mail import WITHIN, messages
from legation.publication.notice_table import notices_table
from legation.publication.questions import asked
from legation.publication.treaty_tables import instrument_named
from legation.standings.participation.notices import notices_of

_SHOWN: Final = ("known", "title", "text")


def notices(
    instrument: Annotated[str | None, typer.Argument(help="cli.notices_of")] = None,
    since: Annotated[str | None, typer.Option("--since", help="cli.notices_since")] = None,
    known: Known = None,
    mail: Annotated[Path | None, typer.Option("--mail", help="cli.notices_mail", file_okay=False)] = None,
    send: Annotated[bool, typer.Option("--send", help="cli.notices_send")] = False,
    record: Record = "peru", sources: Sources = None, form: Form = None, target: Target = None,
) -> None:  # fmt: skip
    made, language = opened(Book(record, sources)), terminal_language()
    view = made.known(known)
    wanted = [instrument_named(made.record, instrument)] if instrument else sorted(made.record.instruments)
    first = asked(since).first if since else None
    if mail is None and not send:
        give(notices_table(view, wanted, since=first, language=language), form, target, _SHOWN)
        return
    from legation.procedures.send_notices import mail_settings, send_messages, write_messages  # only here are they needed

    settings = mail_settings(os.environ) if send else None
    found = [one for one in notices_of(made.record, wanted, view.known) if first is None or one.known >= first]
    sender, to = (settings.sender, ", ".join(settings.to)) if settings else (f"notices@{WITHIN}", f"treaties@{WITHIN}")
    letters = list(messages(made.record, found, sender, to, language))
    if mail is not None:
        typer.echo(told("notices.written", n=len(write_messages(letters, mail)), folder=mail), err=True)
    if settings is not None:
        sent = send_messages(letters, settings)
        typer.echo(told("notices.sent", n=sent, to=to, host=settings.host), err=True)
