"""What of a treaty bears on one participant, where nobody's acts are counted: its own, the treaty's, the first stated entry."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from legation.record.acts import Days
from legation.standings.participation.bearing import ANNULS, STATES_ENTRY, with_days
from legation.standings.participation.treaty import Step
from legation.terms.days import FOREVER

_SUCCEEDS: Final = "succession_notified"


class Parts:
    """The steps of a treaty of which not every act is known and no clause counts any, by participant.

    Args:
        steps: all of them, in the order in which those of one day happened.
    """

    def __init__(self, steps: Sequence[Step]) -> None:
        self._steps = steps
        self._own: dict[str, list[int]] = {}
        self._whole: list[int] = []
        self._annulling: list[int] = []
        entries: list[int] = []
        for place, step in enumerate(steps):
            if not step.by:
                self._whole.append(place)
                continue
            self._own.setdefault(step.by, []).append(place)
            if step.kind == ANNULS:
                self._annulling.append(place)
            elif step.kind == STATES_ENTRY:
                entries.append(place)
        self._earliest = sorted(entries, key=lambda place: steps[place].days.lo)
        self._surest = sorted(entries, key=lambda place: steps[place].days.hi)

    def of(self, who: str) -> list[Step]:
        """The steps that bear on a participant; of the entries into force stated for others, one stands for all."""
        near = self._near(who)
        places = {place for name in near for place in self._own.get(name, ())} | {*self._whole}
        if self._annulling:
            own = {self._steps[place].id for place in places if self._steps[place].by in near}
            places |= {place for place in self._annulling if self._steps[place].concerns in own}
        found = [self._steps[place] for place in sorted(places)]
        stated = min((step.days.hi for step in found if step.kind == "entered_into_force"), default=FOREVER)
        first = self._first(near)
        if first is not None and first.days.lo < stated:
            found.append(first)  # else it says no more than what is stated of the whole
        return found

    def _near(self, who: str) -> set[str]:
        """The participant and those whom it succeeded, and whom they did."""
        near, waiting = {who}, [who]
        while waiting:
            for place in self._own.get(waiting.pop(), ()):
                step = self._steps[place]
                if step.kind == _SUCCEEDS and step.towards not in near:
                    near.add(step.towards)
                    waiting.append(step.towards)
        return near

    def _first(self, near: set[str]) -> Step | None:
        leading = next((self._steps[place] for place in self._earliest if self._steps[place].by not in near), None)
        if leading is None:
            return None
        last = next(self._steps[place].days.hi for place in self._surest if self._steps[place].by not in near)
        return with_days(leading, Days(leading.days.lo, last))
