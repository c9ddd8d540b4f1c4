"""``legation road``: how far treaties have come at home on any day, by which route, what they wait for, and what is overdue."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from legation.cli.language import terminal_language
from legation.cli.opened import Book, opened
from legation.cli.options import Actor, Cite, Form, Known, On, Record, Sources, Target, Under
from legation.cli.output import give
from legation.publication.queries import on_or_default
from legation.publication.road_tables import road_table, roads_in_words, roads_table

_ONE: Final = (
    "way", "step", "applies", "met", "date", "acts", "article", "due", "overdue", "on_time", "flags",
)  # fmt: skip
_ALL: Final = (
    "instrument",
    "title",
    "stage",
    "answer",
    "reached",
    "next",
    "since",
    "age",
    "route",
    "route_reason",
    "overdue",
    "norms",
    "flags",
)


def road(
    instrument: Annotated[str | None, typer.Argument(help="cli.road_of")] = None,
    on: On = None, known: Known = None, under: Under = None, actor: Actor = None,
    pending: Annotated[bool, typer.Option("--pending", help="cli.pending")] = False,
    overdue: Annotated[bool, typer.Option("--overdue", help="cli.overdue")] = False,
    by_age: Annotated[bool, typer.Option("--by-age", help="cli.by_age")] = False,
    record: Record = "peru", sources: Sources = None, form: Form = None, target: Target = None, cite: Cite = None,
) -> None:  # fmt: skip
    made, language = opened(Book(record, sources, under)), terminal_language()
    view, day = made.known(known), on_or_default(made.record, on)
    if instrument is not None:
        table = road_table(view, instrument, day, actor=actor, language=language)
    else:
        table = roads_table(view, day, actor=actor, pending=pending, overdue=overdue, by_age=by_age, language=language)
    give(table if form or target else roads_in_words(table, language), form, target, _ALL if instrument is None else _ONE, cite)
