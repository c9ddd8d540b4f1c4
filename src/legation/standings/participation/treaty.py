"""A treaty as participation reads it: its final clauses, and the acts of its life, each on days that its date leaves open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from legation.record.acts import Days
from legation.standings.participation.clauses import FinalClauses


@dataclass(frozen=True, slots=True)
class Step:
    """One act of a treaty's life, by one participant or by none.

    Args:
        id: the act; one act of several participants gives one step to each, under the same id.
        kind: kind of act of the vocabulary.
        by: the participant, empty where the act is of the treaty as a whole.
        towards: the participant it is addressed to; the predecessor, in a succession.
        days: days on which it may have happened.
        effect: days on which the act itself says that it takes effect, None where it does not say.
        concerns: the act it answers: the reservation objected to, the notice revoked, the consent found void.
        place: the territory it speaks of.
    """

    id: str
    kind: str
    days: Days
    by: str = ""
    towards: str = ""
    effect: Days | None = None
    concerns: str = ""
    place: str = ""


@dataclass(frozen=True)
class Treaty:
    """A treaty: its id, its steps in the order in which those of one day happened, and its final clauses.

    Args:
        clauses: None where the record does not have them.
        complete: the record claims every act of every participant; else, what it does not tell may have happened.
        amendments: treaties that amend this one.
        authentic: the day from which the Convention of 1969 binds each participant named, to say which law speaks.
    """

    id: str
    steps: tuple[Step, ...]
    clauses: FinalClauses | None = None
    complete: bool = True
    amendments: tuple[Treaty, ...] = ()
    convention: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def participants(self) -> tuple[str, ...]:
        """Everyone whose acts, or whose name in a clause, the record has, in order of name."""
        named = self.clauses.negotiators if self.clauses else ()
        return tuple(sorted({step.by for step in self.steps if step.by} | set(named)))

    @cached_property
    def concluded(self) -> int | None:
        """The day of the first act known; None where there is none."""
        return min((step.days.lo for step in self.steps), default=None)

    @cached_property
    def final(self) -> FinalClauses:
        """The clauses as corrected by the corrections known; empty ones where the record has none."""
        return (self.clauses or FinalClauses()).corrected(step.id for step in self.steps if step.kind == "text_corrected")
