"""How sure something is, and bounds of days moved by a period."""

from __future__ import annotations

from enum import IntEnum

from legation.record.acts import FOREVER, Days
from legation.terms.days import Period, add_months


class Certainty(IntEnum):
    """Whether something is so however the uncertain dates fall, in some placement of them, or in none."""

    NO = 0
    POSSIBLE = 1
    CERTAIN = 2

    @property
    def word(self) -> str:
        """``no``, ``possible`` or ``certain``."""
        return self.name.casefold()


def moved(days: Days, period: Period | None, sign: int = 1) -> Days:
    """Bounds moved on (or, with ``sign`` -1, back) by a period; what nothing bounds stays unbounded."""
    return Days(_moved(days.lo, period, sign), _moved(days.hi, period, sign))


def _moved(day: int, period: Period | None, sign: int) -> int:
    if period is None or abs(day) >= FOREVER // 2:
        return day
    return period.add_to(day) if sign > 0 else add_months(day, -period.months) - period.days


def at_or_after(later: Days, earlier: Days) -> Certainty:
    """Whether what happened within ``later`` happened on or after what happened within ``earlier``."""
    if later.lo >= earlier.hi:
        return Certainty.CERTAIN
    return Certainty.POSSIBLE if later.hi >= earlier.lo else Certainty.NO


def before(earlier: Days, later: Days) -> Certainty:
    """Whether what happened within ``earlier`` happened on a day before what happened within ``later``."""
    return Certainty(Certainty.CERTAIN - at_or_after(earlier, later))
