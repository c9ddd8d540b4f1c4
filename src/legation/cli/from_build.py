"""The questions that a build answers by itself, without reading the record."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from legation.cli.language import terminal_language
from legation.publication.table import Table
from legation.terms.days import day_number

if TYPE_CHECKING:
    from legation.standings.compiled import Compiled

_DAY: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def standings(path: str, on: str | None, known: str | None, actor: str | None, kind: str | None, every: bool) -> Table:
    """What stood on a date, from the build in a folder or the last one on a shelf."""
    from legation.archive.built import open_built  # NumPy is loaded only where a build is read

    built = open_built(Path(path))
    return standings_in(built.manifest, built.compiled, on, known, actor, kind, every)


def standings_in(
    manifest: dict[str, Any],
    compiled: Compiled,
    on: str | None,
    known: str | None,
    actor: str | None,
    kind: str | None,
    every: bool,
) -> Table:
    """The same from the manifest of a build and what was compiled, under a scenario or as it stands."""
    from legation.publication.built_tables import built_standings, name_of
    from legation.standings.rectangles import NEVER

    first, last = _days(on) if on else (manifest["about"]["period"][1],) * 2
    name = None
    if actor:
        name = name_of(manifest, compiled, actor)
        if name is None:
            from legation.publication.questions import QuestionError

            raise QuestionError("questions.actor", value=actor, nearest="—")
    seen = _days(known)[1] if known else NEVER - 1
    return built_standings(manifest, compiled, first, last, known=seen, name=name, kind=kind, every=every)


def in_words(table: Table) -> Table:
    """The same for people, in the language of the terminal."""
    from legation.publication.built_tables import built_in_words

    return built_in_words(table, terminal_language())


def _days(text: str) -> tuple[int, int]:
    """First and last day of a date; a plain day is read without the whole grammar of EDTF."""
    if plain := _DAY.fullmatch(text):
        try:
            day = day_number(*(int(part) for part in plain.groups()))
            return day, day
        except ValueError:
            pass
    from legation.publication.questions import asked

    date = asked(text)
    return date.first, date.last
