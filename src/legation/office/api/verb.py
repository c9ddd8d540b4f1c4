"""A question of the API: its path, what it may be asked with, and the function that answers it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from legation.evaluation.scorecards.scorecard import BY
from legation.office.api.asking import Ask, OnDate
from legation.office.api.parameters import Parameter
from legation.publication.panel_table import Panel
from legation.publication.table import Table

Answer = Callable[[Ask], Table | Panel]
MOST_ROWS: Final = 3_000_000
"""The largest panel that an address may ask for."""

ON: Final = Parameter("on", "date", "api.on", example="1875-01-01")
KNOWN: Final = Parameter("known", "date", "cli.known", example="2021-12-31")
SOURCES: Final = Parameter("sources", "word", "api.sources", one_of=("all", "documents"))
UNDER: Final = Parameter("under", "scenario", "api.under")
ACTOR: Final = Parameter("actor", "text", "cli.actor", example="chile")
KIND: Final = Parameter("kind", "text", "cli.kind", example="relations")
ACT_KIND: Final = Parameter("kind", "text", "cli.act_kind", example="treaty_signed")
FIRST: Final = Parameter("from", "date", "cli.first", example="1870")
LAST: Final = Parameter("to", "date", "cli.last", example="1879")
INSTRUMENT: Final = Parameter("instrument", "text", "api.instrument", example="pacific-alliance-framework-agreement")
SOURCE: Final = Parameter("source", "text", "api.source")
GUIDELINE: Final = Parameter("guideline", "text", "cli.guideline")
SINCE: Final = Parameter("since", "date", "cli.since", example="2011-12-31")
OF: Final = Parameter("of", "text", "cli.scorecard_of")
BY_SORT: Final = Parameter("by", "word", "api.by", one_of=BY, in_path=True, example="field")


def named(name: str, example: str, says: str) -> Parameter:
    return Parameter(name, "text", says, example=example, in_path=True)


@dataclass(frozen=True, slots=True)
class Verb:
    """One question.

    Args:
        path: under ``/api/v1/``; what stands between braces is a parameter.
        table: whose columns (``publication/columns.toml``) the rows have; those are ``columns``, empty for a panel's.
        command: of the command line that answers the same, for people.
        on: which date it asks about where none is given; dated, timed: whether it may be given ``on`` and ``known``.
        whole: given in one piece, without pages; cost: how much of a reader's allowance it takes.
    """

    path: str
    says: str
    answer: Answer
    table: str
    columns: tuple[str, ...]
    parameters: tuple[Parameter, ...] = ()
    command: str = ""
    on: OnDate = "covered"
    known: bool = True
    reads_plan: bool = False
    supposes: bool = True
    whole: bool = False
    cost: int = 1

    @property
    def name(self) -> str:
        """One word for it: ``treaty_status`` for the path ``treaty/{instrument}``."""
        parts = [part.strip("{}") for part in self.path.split("/")]
        return "_".join(parts)

    @property
    def given(self) -> tuple[Parameter, ...]:
        """Every parameter of the question itself, those of the path first."""
        dated = (ON,) * (self.on != "none") + (KNOWN,) * self.known
        return (*self.parameters, *dated, SOURCES, *((UNDER,) * self.supposes))
