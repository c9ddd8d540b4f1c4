"""``legation asof``: what stood on a date, as known on another."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from legation.archive.marks import is_built
from legation.cli.from_build import in_words as in_words_of_built
from legation.cli.from_build import standings, standings_in
from legation.cli.language import terminal_language
from legation.cli.options import Actor, Cite, Form, Kind, Known, On, Record, Sources, Target, Under
from legation.cli.output import give

_BUILT_SHOWN: Final = ("standing", "answer", "suspended", "begin", "end", "reason")
_SHOWN: Final = ("standing", "answer", "suspended", "begins", "ends", "reason")


def asof(
    on: On = None, known: Known = None, actor: Actor = None, kind: Kind = None,
    every: Annotated[bool, typer.Option("--every", help="cli.every")] = False,
    under: Under = None, record: Record = "peru", sources: Sources = None,
    form: Form = None, target: Target = None, cite: Cite = None,
) -> None:  # fmt: skip
    if cite is None and sources is None and under is None and is_built(Path(record)):
        found = standings(record, on, known, actor, kind, every)
        give(found if form or target else in_words_of_built(found), form, target, _BUILT_SHOWN)
        return
    from legation.cli.opened import Book, opened  # a build is asked without all that reads a record
    from legation.publication.answer_tables import in_words, standings_table
    from legation.publication.queries import actor_and_kind, on_or_default

    made = opened(Book(record, sources, under))
    if made.is_logged and cite is None and made.built is not None:
        found = standings_in(made.built.manifest, made.compiled, on, known, actor, kind, every)
        give(found if form or target else in_words_of_built(found), form, target, _BUILT_SHOWN)
        return
    view, day = made.known(known), on_or_default(made.record, on)
    who, what = actor_and_kind(made.record, actor, kind)
    answer = view.asof(day.first, day.last, actor=who, kind=what, every=every)
    table = standings_table(view, answer, day, terminal_language())
    give(table if form or target else in_words(table, terminal_language()), form, target, _SHOWN, cite)
