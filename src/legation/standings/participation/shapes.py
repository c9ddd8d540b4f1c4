"""Acts by the order of their days alone: what is the same for all to whom the same happened in the same order.

Where no clause counts days, an answer hangs on which act came before, with or after which, and before or after the day asked; not
on how long lay between. So the days of a few acts are drawn together, as close as leaves their order and their neighbours as they
are, their names are replaced by numbers, and what is worked out for one such shape is worked out for every other set of acts that
has it. What it says is then told back in the days and the names of the acts themselves.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from legation.record.acts import Days
from legation.standings.participation.treaty import Step
from legation.terms.days import FOREVER

NEAR: Final = 4
"""Days as far apart as this, or farther, are not neighbours: a day before the one and a day after the other stay in order."""
_FIRST_DRAWN, _LAST_DRAWN = -700_000, 2_900_000

Row: TypeAlias = tuple[str, int, int, int, int, int, int, int, int, int]
"""A step: its kind, the first and last of its days and of those of its effect, and the numbers of its names."""
Shape: TypeAlias = tuple[Row, ...]
NONE: Final = -1
"""No name: an empty cell."""
NO_DAY: Final = -2 * FOREVER
"""No effect stated."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Steps drawn together, and the way back.

    Args:
        shape: the steps, as rows of numbers.
        marks: the days on which something may turn, in order, as they are; drawn: the same, drawn together.
        ids, people, places: names by number; people from 1, as nobody is 0.
    """

    shape: Shape
    marks: Sequence[int]
    drawn: Sequence[int]
    ids: Sequence[str]
    people: Sequence[str]
    places: Sequence[str]

    def day(self, drawn: int) -> int:
        """The day that a drawn day stands for: as far from the nearest mark as it is from that one drawn."""
        if not self.drawn or drawn <= _FIRST_DRAWN or drawn >= _LAST_DRAWN:
            return drawn
        place = bisect_left(self.drawn, drawn)
        if place == len(self.drawn) or (place and drawn - self.drawn[place - 1] <= self.drawn[place] - drawn):
            place -= 1
        return self.marks[place] + drawn - self.drawn[place]

    def days(self, drawn: Days | None) -> Days | None:
        """Days told back."""
        return None if drawn is None else Days(self.day(drawn.lo), self.day(drawn.hi))

    def at(self, day: int) -> int:
        """A mark, drawn."""
        return self.drawn[bisect_left(self.marks, day)]

    def act(self, number: str) -> str:
        """The act that a number stands for; none for none."""
        return self.ids[int(number)] if number else ""

    def place(self, number: str) -> str:
        """The place that a number stands for; none for none."""
        return self.places[int(number)] if number else ""

    def number(self, who: str) -> str:
        """The number of a participant."""
        return str(self.people.index(who) if who in self.people else len(self.people))


class AsTheyAre:
    """Acts that are not drawn together, and so need no way back."""

    def day(self, day: int) -> int:
        """The same day."""
        return day

    def days(self, days: Days | None) -> Days | None:
        """The same days."""
        return days

    def act(self, name: str) -> str:
        """The same act."""
        return name

    def place(self, name: str) -> str:
        """The same place."""
        return name


def drawn_together(steps: Sequence[Step], day: int | None = None, near: int = NEAR) -> Drawn:
    """Steps as a shape.

    Args:
        day: the day asked, a mark as the bounds of every act are.
        near: days farther apart than this are drawn to this distance.
    """
    found = set() if day is None else {day}
    for step in steps:
        found.add(step.days.lo)
        found.add(step.days.hi)
        if step.effect is not None:
            found.update((step.effect.lo, step.effect.hi))
    bounded = [one for one in found if -FOREVER < one < FOREVER]
    marks = sorted(bounded)
    drawn = _drawn(marks, near)
    to = dict(zip(marks, drawn, strict=True))
    to[-FOREVER], to[FOREVER] = -FOREVER, FOREVER
    ids: dict[str, int] = {}
    people: dict[str, int] = {"": 0}
    places: dict[str, int] = {}
    rows = []
    for step in steps:
        effect = step.effect
        first, last = (NO_DAY, NO_DAY) if effect is None else (to[effect.lo], to[effect.hi])
        rows.append((
            step.kind, to[step.days.lo], to[step.days.hi], first, last, ids.setdefault(step.id, len(ids)),
            people.setdefault(step.by, len(people)), people.setdefault(step.towards, len(people)),
            ids.setdefault(step.concerns, len(ids)) if step.concerns else NONE,
            places.setdefault(step.place, len(places)) if step.place else NONE,
        ))  # fmt: skip
    return Drawn(tuple(rows), marks, drawn, tuple(ids), tuple(people), tuple(places))


def _drawn(marks: Sequence[int], near: int) -> Sequence[int]:
    """Marks drawn together; as they are, where they come near the ends of what a record admits."""
    if marks and (marks[0] < _FIRST_DRAWN or marks[-1] > _LAST_DRAWN):
        return marks
    found, at = [], 0
    for place, mark in enumerate(marks):
        at += min(mark - marks[place - 1], near) if place else near
        found.append(at)
    return found


def steps_of(shape: Shape) -> tuple[Step, ...]:
    """The steps of a shape, named by numbers."""
    return tuple(_steps(shape))


def _steps(shape: Shape) -> Iterable[Step]:
    for kind, lo, hi, first, last, name, by, towards, concerns, place in shape:
        yield Step(
            str(name), kind, Days(lo, hi), str(by) if by else "", str(towards) if towards else "",
            None if first == NO_DAY else Days(first, last), "" if concerns == NONE else str(concerns),
            "" if place == NONE else str(place),
        )  # fmt: skip
