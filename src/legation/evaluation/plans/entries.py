"""What plan files hold: elements, indicators, targets, results and entries of the budget, each a claim of one source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from legation.terms.edtf import Edtf
from legation.terms.problems import Problem
from legation.terms.vocabulary import Text

OPERATIONAL_ACTIVITY: Final = "operational_activity"


@dataclass(frozen=True, slots=True)
class Stated:
    """What every row of a plan file has: its claim id, the source that states it, and where in it."""

    claim: str
    source: str
    locator: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Node(Stated):
    """An element of the plan, e.g. an institutional action; ``parent`` is the element from which it hangs, or empty.

    ``begins`` and ``ends`` are the first and last day in which it is to be carried out (day numbers), None where not stated.
    """

    id: str
    code: str
    kind: str
    parent: str
    name: Text
    owner: Text
    begins: int | None
    ends: int | None


@dataclass(frozen=True, slots=True)
class Indicator(Stated):
    """A measure of one element.

    ``direction`` is empty where none is declared; ``limit`` says which side a steady one may not cross.
    """

    id: str
    node: str
    name: Text
    measure: str
    unit: Text
    direction: str
    limit: str


@dataclass(frozen=True, slots=True)
class Target(Stated):
    """A baseline or target of an indicator, or the financial target of an element (then ``unit`` is a currency)."""

    of: str
    kind: str
    period: Edtf
    value: Fraction | None
    unit: str
    observation: str


@dataclass(frozen=True, slots=True)
class Result(Stated):
    """The value obtained of an indicator from the beginning of ``period`` up to ``as_of`` (a day number)."""

    indicator: str
    period: Edtf
    as_of: int
    value: Fraction | None
    observation: str


@dataclass(frozen=True, slots=True)
class BudgetEntry(Stated):
    """Money of one line at one stage, from the beginning of the fiscal period up to ``as_of`` (a day number)."""

    budget_line: str
    node: str
    category: str
    stage: str
    period: Edtf
    as_of: int
    value: Fraction | None
    currency: str
    observation: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that the plan files of a record state, in order of claim id; and what is wrong with them."""

    nodes: tuple[Node, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    targets: tuple[Target, ...] = ()
    results: tuple[Result, ...] = ()
    budget: tuple[BudgetEntry, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def rows(self) -> tuple[Stated, ...]:
        """Every row of every file."""
        return (*self.nodes, *self.indicators, *self.targets, *self.results, *self.budget)

    @property
    def by_claim(self) -> Mapping[str, Stated]:
        """Every row by its claim id."""
        return {row.claim: row for row in self.rows}

    def __bool__(self) -> bool:
        return bool(self.rows)


def first_day(period: Edtf) -> int:
    """The first day of a period that was read with both its ends."""
    assert isinstance(period.first, int)
    return period.first


def last_day(period: Edtf) -> int:
    """The last day of a period that was read with both its ends."""
    assert isinstance(period.last, int)
    return period.last
