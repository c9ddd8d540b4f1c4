"""Events whose possible days overlap: the few places in a log where the order is in doubt, judged by the rules themselves.

Events that overlap make a *tangle*. What may be the case on its days depends on the tangle, on what came before it (nothing,
something that stood, an end), on whether an end comes later, and on what the next beginning or attestation after it is. So each
tangle is judged once by :mod:`outcomes`, and its like anywhere in the log takes the same answer.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from legation.record.acts import FOREVER, Days
from legation.standings.happenings import Happening, Line, Shape, Template
from legation.standings.outcomes import Outcome, history_outcomes
from legation.standings.plain_events import CLOSE, DOES
from legation.standings.plain_segments import FIRM, HELD, OFF, SILENT

_BIT: Final[dict[Outcome, int]] = {"firm": FIRM, "held": HELD, "silent": SILENT, "off": OFF, "none": 0}
FAR: Final = 4_000_000
"""Days beyond any tangle."""
_WAIT: Final = 5
"""Days that keep two turns of a tangle apart: what may be the case is asked up to two days after one and one before the next."""


@dataclass(frozen=True, slots=True)
class Tangle:
    """Overlapping events and what bears on them, counted in days from the first.

    Args:
        before: what may have come last before: any of ``""`` (nothing), ``open`` and ``close``.
        events: what each does, and its first and last possible day.
        ends_later: whether an end comes after the tangle; next_on: what the next ``open`` or ``attest`` after it is, if any.
    """

    before: frozenset[str]
    events: tuple[tuple[str, int, int], ...]
    ends_later: bool
    next_on: str

    def lines(self) -> list[Line]:
        """Its events with what bears on them, once for each of what may have come before, ready for questions."""
        own = [_one(number, *event) for number, event in enumerate(self.events)]
        if self.ends_later:
            own.append(_one(-2, "close", FAR, FAR))
        if self.next_on:
            own.append(_one(-3, self.next_on, 2 * FAR, 2 * FAR))
        first = min(max(lo, -FAR) for _, lo, _ in self.events)
        return [Line([*own, _one(-1, earlier, first - 10, first - 10)] if earlier else own) for earlier in sorted(self.before)]

    def segments(self, lines: Sequence[Line]) -> Iterator[tuple[int, int, int]]:
        """First day, day after the last, and outcomes, over the days of the tangle."""
        first, last = min(lo for _, lo, _ in self.events), max(hi for _, _, hi in self.events)
        turns = {bound + step for _, lo, hi in self.events for bound in (lo, hi) for step in (-1, 0, 1, 2)}
        turns = {day for day in turns if first < day <= last} | {first}
        ordered = sorted(turns)
        for day, until in zip(ordered, [*ordered[1:], last + 1], strict=True):
            yield day, until, _outcomes(lines, max(day, -FAR + 1))

    def judged(self) -> tuple[int, list[tuple[int, int, int]], int]:
        """The outcomes before the tangle, on its days, and after it, as bits."""
        lines = self.lines()
        first, last = min(lo for _, lo, _ in self.events), max(hi for _, _, hi in self.events)
        before = _outcomes(lines, first - 1) if first > -FAR else 0
        return before, list(self.segments(lines)), _outcomes(lines, last + 1)


def _outcomes(lines: Sequence[Line], day: int) -> int:
    found: set[Outcome] = set()
    for line in lines:
        found |= history_outcomes(line, day)
    return sum(_BIT[outcome] for outcome in found)


@dataclass(frozen=True, slots=True)
class Scale:
    """Days of a tangle counted so that its like anywhere, with longer or shorter waits between the same turns, looks the same.

    Args:
        days: the first and last days of its events, in order; marks: what each counts as.
    """

    days: tuple[int, ...]
    marks: tuple[int, ...]

    @classmethod
    def of(cls, days: Iterable[int]) -> Scale:
        """The scale of some days: a wait of many days counts as one of :data:`_WAIT`."""
        ordered = sorted(set(days))
        marks = [0]
        for day, following in pairwise(ordered):
            marks.append(marks[-1] + min(following - day, _WAIT))
        return cls(tuple(ordered), tuple(marks))

    def mark(self, day: int) -> int:
        """What one of its days counts as."""
        return self.marks[self.days.index(day)]

    def day(self, mark: int) -> int:
        """The day behind a count: on or just after one of its days, or just before the next; before them all it counts days."""
        place = max(bisect_right(self.marks, mark) - 1, 0)
        if place + 1 < len(self.marks) and self.marks[place + 1] == mark + 1:
            return self.days[place + 1] - 1
        return self.days[place] + mark - self.marks[place]


def tangle(before: int | None, events: list[tuple[int, int, int]], ends_later: bool, next_on: int | None) -> tuple[Scale, Tangle]:
    """The tangle of some events, and the scale by which it counts.

    Args:
        before: outcomes before it, as bits, or None where it is the first.
    """
    scale = Scale.of(day for _, lo, hi in events for day in (lo, hi) if day > -FOREVER)
    earlier = {""} if before is None else set()
    if before is not None and before & (FIRM | HELD):
        earlier.add("open")
    if before is not None and before & (OFF | SILENT):
        earlier.add("close")
    counted = tuple((DOES[does], scale.mark(lo) if lo > -FOREVER else -FAR, scale.mark(hi)) for does, lo, hi in events)
    return scale, Tangle(frozenset(earlier), counted, ends_later, "" if next_on is None else DOES[next_on])


def _one(number: int, does: str, lo: int, hi: int) -> Happening:
    assert does in DOES
    template = Template("open" if does == "open" else "close" if does == DOES[CLOSE] else "attest")
    return Happening(str(number), (Shape(Days(lo, hi), None, (template,)),))
