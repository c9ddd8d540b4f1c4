"""``legation treaty``: the status table of a treaty on any day, with its reasons."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from legation.archive.marks import is_built
from legation.cli.language import terminal_language
from legation.cli.opened import Book, opened
from legation.cli.options import Cite, Form, Known, On, Record, Sources, Target, Under
from legation.cli.output import give
from legation.publication.queries import on_or_default
from legation.publication.questions import asked
from legation.publication.treaty_tables import kept_treaty_table, treaties_in_words, treaty_table
from legation.standings.asof import KnownRecord

if TYPE_CHECKING:
    from legation.archive.by_instrument import ByInstrument

_SHOWN: Final = (
    "participant", "status", "answer", "may_be", "consent_kind", "code", "date", "effect", "leaves", "reservations",
    "territories", "reasons",
)  # fmt: skip


def treaty(
    instrument: Annotated[str, typer.Argument(help="cli.instrument")],
    on: On = None, known: Known = None, under: Under = None,
    denounce_on: Annotated[str | None, typer.Option("--denounce-on", help="cli.denounce_on")] = None,
    by: Annotated[str | None, typer.Option("--by", help="cli.denounce_by")] = None,
    record: Record = "peru", sources: Sources = None, form: Form = None, target: Target = None, cite: Cite = None,
) -> None:  # fmt: skip
    language = terminal_language()
    denounced = asked(denounce_on) if denounce_on else None
    alone = sources is None and under is None and cite is None and denounced is None
    held = _in_build(record, instrument) if alone else None
    kept = held.status(instrument) if held is not None and known is None else None
    if held is not None and kept is not None:
        view = KnownRecord(kept.record, held.latest)
        table = kept_treaty_table(view, instrument, on_or_default(view.record, on), kept.table, language)
    else:
        part = held.record(instrument) if held is not None else None
        if held is not None and part is not None:
            view = KnownRecord(part, asked(known).last if known else held.latest)
        else:
            view = opened(Book(record, sources, under)).known(known)
        day = on_or_default(view.record, on)
        table = treaty_table(view, instrument, day, denounce_on=denounced, by=by, language=language)
    give(table if form or target else treaties_in_words(table, view.record, language), form, target, _SHOWN, cite)


def _in_build(path: str, instrument: str) -> ByInstrument | None:
    """What a build holds of instruments by themselves; None where it takes the whole record to answer of this one."""
    if not is_built(Path(path)):
        return None
    from legation.archive.built import open_built  # only a build is read so

    built = open_built(Path(path))
    if not built.has_bearings:
        return None  # a log of acts stands beside it
    return built.by_instrument if built.by_instrument.holds(instrument) else None
