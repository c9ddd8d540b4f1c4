"""Figures beside standings in a panel: which series and units, what each column means, what is covered and whom to cite."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from legation.publication.asked import word_among
from legation.publication.questions import QuestionError
from legation.record.measures import Observation
from legation.record.observations import observations_of
from legation.record.record import Record
from legation.standings.panels.columns import Asked
from legation.standings.panels.stated import stated
from legation.terms.days import iso
from legation.terms.messages import say


@dataclass(frozen=True)
class Line:
    """The figures of one series in one unit.

    Args:
        figures: those that hold as known on a date; named: whom the series is ever about.
    """

    series: str
    unit: str
    figures: tuple[Observation, ...]
    named: frozenset[str]

    @property
    def column(self) -> str:
        """The name of its column."""
        return f"{self.series}_{self.unit}"


def lines_asked(record: Record, series: Sequence[str], unit: str, known: int) -> list[Line]:
    """The figures of the series named by id or label, for a panel of actors or of pairs, unit by unit.

    Raises:
        QuestionError: there is no such series, or the record has no figure of it for actors, or for pairs.
    """
    current = {one.id for one in observations_of(record, known)} if series else set()
    found = []
    labels = {word.id: word.label for word in record.vocabulary.measures.values()}
    for name in (word_among(labels, one, "reading.series") for one in series):
        ever = [one for one in record.measures if one.series == name and bool(one.counterpart) == (unit == "dyad")]
        if not ever:
            raise QuestionError(f"panels.no_figures_{unit}", value=name)
        for of_unit in sorted({one.unit for one in ever}):
            mine = [one for one in ever if one.unit == of_unit]
            named = frozenset(name for one in mine for name in (one.actor, one.counterpart) if name)
            found.append(Line(name, of_unit, tuple(one for one in mine if one.id in current), named))
    return found


def figure_columns(
    record: Record, asked: Asked, lines: Sequence[Line], rows: dict[str, npt.NDArray[Any]]
) -> dict[str, npt.NDArray[Any]]:
    """For each series and unit ``<series>_<unit>``, its ``_least`` and ``_greatest`` and its ``_reason``.

    Raises:
        QuestionError: figures of pairs are asked for pairs named once, though each is stated of one towards the other.
    """
    if asked.unit == "dyad" and not asked.directed and lines:
        raise QuestionError("panels.figures_directed")
    names = ("actor",) if asked.unit == "actor" else ("actor1", "actor2")
    where = tuple(rows[name] for name in names)
    period = np.searchsorted(asked.over.labels, rows[asked.over.every]).astype(np.int32)
    found: dict[str, npt.NDArray[Any]] = {}
    for line in lines:
        column = line.column
        made = stated(line.figures, where, period, asked.actors, asked.over, asked.rule, record.period)
        found |= {column: made.value, f"{column}_least": made.least, f"{column}_greatest": made.greatest}
        found[f"{column}_reason"] = made.reason
    return found


def figure_definitions(record: Record, lines: Sequence[Line], language: str, edition: str) -> dict[str, str]:
    """For each column of figures what it means, in what unit, for which days it is stated, by which sources, whom to cite."""
    cited = {"title": record.title[language], "edition": edition[:12]}
    found = {}
    for line in lines:
        column, word, unit = line.column, record.vocabulary.measures[line.series], record.vocabulary.units[line.unit]
        days = [
            (one.period.first, one.period.last)
            for one in line.figures
            if one.period is not None and isinstance(one.period.first, int) and isinstance(one.period.last, int)
        ]
        first, last = (iso(min(days)[0]), iso(max(day for _, day in days))) if days else ("—", "—")
        sources = "; ".join(sorted({record.sources[one.source].title for one in line.figures}) or "—")
        for what in ("", "_least", "_greatest"):
            found[f"{column}{what}"] = say(
                f"panels.figure{what}", language, series=word.label[language], unit=unit.label[language],
                definition=word.definition[language], first=first, last=last, sources=sources, **cited,
            )  # fmt: skip
        found[f"{column}_reason"] = say("panels.figure_reason", language, series=word.label[language])
    return found
