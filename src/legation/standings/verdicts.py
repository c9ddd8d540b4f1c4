"""Verdicts: the five answers, their reasons, and which of several is the weakest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

Answer = Literal["yes", "presumed", "possible", "no", "unknown"]
ANSWERS: Final[tuple[Answer, ...]] = ("yes", "presumed", "possible", "no", "unknown")
WEAKEST_FIRST: Final[tuple[Answer, ...]] = ("no", "unknown", "possible", "presumed", "yes")
REASONS: Final = (
    "established", "endings_known", "no_end_known", "sources_disagree", "undated", "within_bounds", "gone", "not_yet_in_being",
    "before_first", "ended", "may_have_begun", "before_dated", "none_recorded", "beginning_unknown", "outside_coverage",
    "part_of_period",
)  # fmt: skip
"""Every reason that a verdict may give, in the order in which builds number them."""
STANDS: Final = frozenset({"yes", "presumed"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer for one standing on one day or throughout one period, and the reason in one word.

    ``reason`` is a message of ``terms/messages/answers.toml``; ``suspended`` says whether it rests meanwhile.
    """

    answer: Answer
    reason: str
    suspended: Answer = "no"


def weakest(verdicts: Iterable[Verdict]) -> Verdict:
    """The answer for a whole period from those of its days: that of the weakest."""
    everyone = list(verdicts)
    if len(everyone) == 1:
        return everyone[0]
    weakest_one = min(everyone, key=lambda verdict: WEAKEST_FIRST.index(verdict.answer))
    if weakest_one.answer == "no" and any(verdict.answer != "no" for verdict in everyone):
        return Verdict("no", "part_of_period")
    return weakest_one
