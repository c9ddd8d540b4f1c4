"""Acts placed on days: one way in which a treaty's uncertain dates may have been."""

from __future__ import annotations

from dataclasses import dataclass

from legation.standings.participation.treaty import Step


@dataclass(frozen=True, slots=True)
class Placed:
    """A step on one day.

    Args:
        order: its place among the steps of that day.
        effect: the day on which it says that it takes effect, None where it does not say.
    """

    step: Step
    day: int
    effect: int | None
    order: int

    @property
    def key(self) -> tuple[int, int]:
        return self.day, self.order

    @property
    def effective(self) -> int:
        """The day of the act, or the later one it states."""
        return self.day if self.effect is None else max(self.day, self.effect)
