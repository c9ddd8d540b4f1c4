"""All that is owed on a day: duties made one by one, and those for acts of a log in columns, made only when they are listed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from legation.evaluation.norms.arising import arisings, from_acts
from legation.evaluation.norms.candidates import Flags
from legation.evaluation.norms.duties import STATUSES, Duty, Status, duties_of, status_in
from legation.evaluation.norms.in_force import Book
from legation.evaluation.norms.norm import Norm
from legation.evaluation.norms.of_log import BookOfLog, OwedForLog, is_in_columns, owed_for_log
from legation.standings.asof import KnownRecord
from legation.standings.known_logged import KnownLogged

OPEN: Final = STATUSES.index("cannot_be_known")


@dataclass(frozen=True)
class Owed:
    """Every duty that had or may have arisen by the end of a day.

    Args:
        made: duties one by one, in order of norm, of the day on which they arose, and of who owes them.
        for_log: those that acts of a log create; book: where these are looked up.
    """

    day: int
    made: Sequence[Duty]
    for_log: Sequence[OwedForLog] = ()
    book: BookOfLog | None = field(default=None, repr=False, compare=False)

    def __len__(self) -> int:
        return len(self.made) + sum(len(one.rows) * one.times for one in self.for_log)

    def counts(self) -> Counter[Status]:
        """How many there are of each status."""
        found = Counter(one.status for one in self.made)
        for many in self.for_log:
            for place, number in enumerate(np.bincount(_places(many), minlength=len(STATUSES)).tolist()):
                found[STATUSES[place]] += number * many.times
        return +found

    def listed(self, statuses: Collection[str] = STATUSES, *, or_perhaps: bool = False) -> list[Duty]:
        """The duties of some statuses; ``or_perhaps`` also those that have one of them in some placement."""
        wanted = frozenset(statuses)
        found = [one for one in self.made if one.status in wanted or (or_perhaps and not wanted.isdisjoint(one.may_be))]
        of_log = [duty for many in self.for_log for duty in self._of_log(many, wanted, or_perhaps)]
        if not of_log:
            return found
        mixed = {many.norm.id for many in self.for_log}
        groups: dict[str, list[Duty]] = {}
        for duty in (*found, *of_log):
            groups.setdefault(duty.norm.id, []).append(duty)
        for name in mixed & groups.keys():
            groups[name].sort(key=lambda one: (one.arising.days.lo, one.arising.days.hi, one.arising.act))
        return [duty for _, group in sorted(groups.items()) for duty in group]

    def _of_log(self, many: OwedForLog, wanted: frozenset[str], or_perhaps: bool) -> Iterator[Duty]:
        places = [place for place, one in enumerate(STATUSES) if one in wanted]
        kept: Flags = np.isin(_places(many), places)
        if or_perhaps:
            kept |= ~many.is_known & ((many.may_be & sum(1 << place for place in places)) != 0)
        if not kept.any():
            return
        assert self.book is not None
        acts = self.book.acts_of(many.rows[kept].tolist())
        for arising in from_acts(self.book, many.norm, acts, self.day):
            yield from duties_of(self.book, many.norm, arising, self.day)


def _places(many: OwedForLog) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """The place of the status of each; what is open cannot be known."""
    single = np.log2(np.maximum(many.may_be, 1)).astype(np.int64)
    return np.where(many.is_known, single, OPEN)


def book_of(known: KnownRecord) -> Book:
    """What norms look up in a record as known; keep it, for it serves every day."""
    return BookOfLog(known) if isinstance(known, KnownLogged) else Book(known)


def owed_on(book: Book, norms: Iterable[Norm], day: int) -> Owed:
    """Every duty that had or may have arisen by the end of a day, under the norms known then."""
    made: list[Duty] = []
    for_log: list[OwedForLog] = []
    for norm in sorted(norms, key=lambda norm: norm.id):
        if not book.is_known(norm):
            continue
        if isinstance(book, BookOfLog) and norm.trigger is not None and is_in_columns(norm):
            arising = from_acts(book, norm, book.own_acts(norm.trigger.acts), day)
            for_log.append(owed_for_log(book, norm, day, lambda *so: STATUSES.index(status_in(*so))))
        else:
            arising = arisings(book, norm, day)
        made.extend(duty for one in arising for duty in duties_of(book, norm, one, day))
    return Owed(day, made, for_log, book if isinstance(book, BookOfLog) else None)
