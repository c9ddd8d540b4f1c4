"""Of many acts, whether any certainly or possibly discharges or lifts each of many duties: joined in columns.

What is asked of one duty is always whether *some* act that agrees with it in certain roles lies after, or before, a day. So of
acts that agree with one another only the one that lies latest, or earliest, matters, and no pair of act and duty is ever made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from legation.evaluation.certainty import Certainty
from legation.record.log import NOBODY
from legation.standings.log_names import NOWHERE

Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Sure = npt.NDArray[np.int8]
"""For each thing a value of :class:`Certainty`."""
Lies = Literal["after", "before"]
_FAR: Final = np.int64(1) << 62


class Bounds(NamedTuple):
    """Where the days of many things lie, both included."""

    lo: Numbers
    hi: Numbers


@dataclass(frozen=True, eq=False)
class Candidates:
    """Acts that may discharge duties, or lift them; one that may have happened in several ways, or names several, several times.

    Args:
        roles: for each role in which they must agree the place of the name there; days: where each lies.
        certain: whether it is meant however it happened; who: a number of the act, by which an act is told from its like.
    """

    roles: tuple[Numbers, ...]
    days: Bounds
    certain: Flags
    who: Numbers

    def by(self, day: int) -> Candidates:
        """Those that may have been done by the end of a day; sure only where they certainly had."""
        kept = self.days.lo <= day
        return Candidates(
            tuple(one[kept] for one in self.roles), Bounds(self.days.lo[kept], self.days.hi[kept]),
            self.certain[kept] & (self.days.hi[kept] <= day), self.who[kept],
        )  # fmt: skip


def joined(many: Sequence[Candidates]) -> Candidates:
    """All of several, one after another."""
    roles = tuple(np.concatenate(columns) for columns in zip(*(one.roles for one in many), strict=True))
    lo, hi = (np.concatenate([one.days[side] for one in many]) for side in (0, 1))
    return Candidates(
        roles, Bounds(lo, hi), np.concatenate([one.certain for one in many]), np.concatenate([one.who for one in many])
    )


def best(of: Candidates, roles: Sequence[Numbers], days: Bounds, who: Numbers, lies: Lies) -> Sure:
    """For each duty how sure it is that some candidate agrees with it and lies on or after (or on or before) its day.

    Args:
        roles: for each role the place of the name in each duty; days: where the day of each lies.
        who: the number of the act that created each, which does not count.
    """
    found = np.zeros(len(who), np.int8)
    for wanted in _patterns(roles):
        asked = np.flatnonzero(_filled(roles) == wanted)
        for held in _patterns(of.roles):
            there = np.flatnonzero(_filled(of.roles) == held)
            common = [place for place in range(len(roles)) if wanted & held & (1 << place)]
            mine, theirs = _codes([roles[place][asked] for place in common], [of.roles[place][there] for place in common],
                                  len(asked), len(there))  # fmt: skip
            whole = wanted == held == (1 << len(roles)) - 1
            sure = _reaches(of, there, theirs, mine, Bounds(days.lo[asked], days.hi[asked]), who[asked], lies, whole)
            found[asked] = np.maximum(found[asked], sure)
    return found


def _filled(roles: Sequence[Numbers]) -> Numbers:
    """Which roles name anybody, as bits."""
    size = len(roles[0]) if roles else 0
    bits = np.zeros(size, np.int64)
    for place, column in enumerate(roles):
        bits |= (column != NOBODY).astype(np.int64) << place
    return bits


def _patterns(roles: Sequence[Numbers]) -> list[int]:
    found: list[int] = np.unique(_filled(roles)).tolist()
    return found


def _codes(mine: list[Numbers], theirs: list[Numbers], asked: int, there: int) -> tuple[Numbers, Numbers]:
    """A number for each combination of names; -1 for candidates that name somebody whom no duty can name."""
    codes = np.zeros(asked + there, np.int64)
    elsewhere = np.zeros(there, np.bool_)
    for one, other in zip(mine, theirs, strict=True):
        both = np.concatenate((one, other))
        codes = np.unique(codes * (int(both.max(initial=0)) + 3) + both + 2, return_inverse=True)[1].reshape(-1)
        elsewhere |= other == NOWHERE
    return codes[:asked], np.where(elsewhere, -1, codes[asked:])


def _reaches(
    of: Candidates, there: Numbers, theirs: Numbers, mine: Numbers, days: Bounds, who: Numbers,
    lies: Lies, whole: bool,
) -> Sure:  # fmt: skip
    """How sure it is of each duty among the candidates of its own code."""
    lo, hi = of.days.lo[there], of.days.hi[there]
    if lies == "before":  # the same, seen from the other end of time
        lo, hi, days = -hi, -lo, Bounds(-days.hi, -days.lo)
    usable = theirs >= 0
    perhaps = _latest(theirs[usable], hi[usable], of.who[there][usable], mine, who) >= days.lo
    sure = np.zeros(len(mine), np.bool_)
    if whole and (certain := usable & of.certain[there]).any():
        sure = _latest(theirs[certain], lo[certain], of.who[there][certain], mine, who) >= days.hi
    return np.where(sure, int(Certainty.CERTAIN), np.where(perhaps, int(Certainty.POSSIBLE), int(Certainty.NO))).astype(np.int8)


def _latest(codes: Numbers, days: Numbers, acts: Numbers, asked: Numbers, but: Numbers) -> Numbers:
    """For each code asked the greatest day of an act of that code, another one than its own."""
    found = np.full(len(asked), -_FAR, np.int64)
    if not len(codes):
        return found
    order = np.lexsort((acts, -days, codes))
    codes, days, acts = codes[order], days[order], acts[order]
    at = np.searchsorted(codes, asked)
    pending = np.flatnonzero(at < len(codes))
    while len(pending):  # an act that names several stands several times, so that its own may come first more than once
        here = at[pending]
        same = codes[here] == asked[pending]
        pending, here = pending[same], here[same]
        own = acts[here] == but[pending]
        found[pending[~own]] = days[here[~own]]
        at[pending[own]] += 1
        pending = pending[own]
        pending = pending[at[pending] < len(codes)]
    return found


def numbers(values: Sequence[Any]) -> Numbers:
    """Some whole numbers as a column."""
    return np.array(values, np.int64).reshape(-1)
