"""What touches the acts and standings that a scorecard rests on: entries of the docket, and duties."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt

from legation.evaluation.formula.columns import rows_of
from legation.evaluation.formula.from_log import FromLog
from legation.evaluation.formula.ground import Columns
from legation.evaluation.formula.values import Inputs, Ref, Rests
from legation.evaluation.norms.duties import STATUSES, Duty
from legation.evaluation.norms.norm import BINDING
from legation.evaluation.norms.owed import Owed
from legation.evaluation.scorecards.criteria import OwedThere
from legation.standings.asof import KnownRecord

Thing = TypeVar("Thing")
_OVERDUE = 1 << STATUSES.index("overdue")


class Index(Generic[Thing]):
    """Things by the claims and standings that they are about."""

    def __init__(self, things: Sequence[Thing], refs: Iterable[Iterable[Ref]]) -> None:
        self.things = things
        self._by_ref: dict[Ref, list[int]] = {}
        for place, own in enumerate(refs):
            for ref in dict.fromkeys(own):
                self._by_ref.setdefault(ref, []).append(place)
        self._held: dict[int, tuple[object, frozenset[int]]] = {}

    def touched(self, inputs: Inputs) -> set[int]:
        """The places of the things that any of some inputs is about."""
        return {place for one in inputs for place in self._of(one)}

    def _of(self, rests: Rests) -> frozenset[int]:
        if id(rests) not in self._held:
            found = frozenset(place for ref in rests.among(self._by_ref) for place in self._by_ref[ref])
            self._held[id(rests)] = (rests, found)
        return self._held[id(rests)][1]


class OwedForActs:
    """The binding duties on a day, by the acts and standings that create them.

    Args:
        columns: where the lines of the cards look.
    """

    def __init__(self, known: KnownRecord, owed: Owed, columns: Columns) -> None:
        self.known = known
        self.owed = owed
        self.columns = columns

    def by(self, inputs: Iterable[Rests]) -> OwedThere:
        """How many are created by what some values rest on, and how many of them are overdue."""
        rests = list({id(one): one for one in inputs}.values())
        made = [self._made.things[place] for place in self._made.touched(tuple(rests))]
        found = np.array([len(made), *_overdue(made)], np.int64)
        if self.owed.for_log and isinstance(self.columns, FromLog):
            marks = np.zeros(self._of_log.shape[1], np.bool_)
            for one in rests:
                rows = rows_of(one, self.columns.table)
                marks[rows[rows < len(marks)]] = True
            found += self._of_log[:, marks].sum(axis=1)
        number, overdue, perhaps = found.tolist()
        return OwedThere(number, overdue, perhaps)

    @cached_property
    def _made(self) -> Index[Duty]:
        duties, refs = [one for one in self.owed.made if one.norm.kind in BINDING], []
        for duty in duties:
            act = self.known.acts.get(duty.arising.act)
            own: list[Ref] = [("claim", claim.id) for claim in act.claims] if act is not None else []
            own += [("standing", duty.arising.standing)] if duty.arising.standing else []
            refs.append(own)
        return Index(duties, refs)

    @cached_property
    def _of_log(self) -> npt.NDArray[np.int64]:
        """For each act of a log believed how many duties it creates, how many are overdue, and how many more may be."""
        assert self.owed.book is not None
        rows = self.owed.book.known.rows
        found = np.zeros((3, len(rows)), np.int64)
        for many in self.owed.for_log:
            if many.norm.kind not in BINDING:
                continue
            at = np.searchsorted(rows, many.rows)
            may = (many.may_be & _OVERDUE) != 0
            for place, which in enumerate((np.ones(len(at), np.bool_), may & many.is_known, may & ~many.is_known)):
                found[place] += np.bincount(at[which], minlength=len(rows)) * many.times
        return found


def _overdue(duties: Sequence[Duty]) -> tuple[int, int]:
    return sum(one.status == "overdue" for one in duties), sum("overdue" in one.may_be for one in duties)
