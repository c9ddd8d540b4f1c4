"""A norm: a dated rule, practice or commitment in force between its dates, and what it asks of whom when something happens.

Its language is closed: every behaviour is one of these types, and a file of norms only fills them in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from legation.terms.days import Period
from legation.terms.edtf import Edtf
from legation.terms.vocabulary import Text

Kind = Literal["law", "practice", "notice_period", "summit_commitment", "plan_deadline", "treaty_report"]
KINDS: Final[tuple[Kind, ...]] = ("law", "practice", "notice_period", "summit_commitment", "plan_deadline", "treaty_report")
BINDING: Final[frozenset[Kind]] = frozenset({"law", "notice_period", "treaty_report"})
"""Kinds that an act can break in law; a practice, a political commitment or a plan is kept apart."""

Counted = Literal["after", "before"]
YEAR: Final = "year"


@dataclass(frozen=True, slots=True)
class Limit:
    """The first or the last day of a norm, and where it is read.

    Args:
        claim: the claim that dates it, or empty.
        date, source: a date with the source that gives it; None and empty where a claim does.
        open: why no date is known, where none was found; None otherwise.
        not_before: for a first day that is open, the day before which it cannot lie: that of the instrument it rests on.
    """

    claim: str = ""
    date: Edtf | None = None
    source: str = ""
    open: Text | None = None
    not_before: Limit | None = None


@dataclass(frozen=True, slots=True)
class Filter:
    """Which acts, or which standings, are meant.

    Args:
        acts: kinds of act; standing: a kind of standing (one of the two is given).
        roles: for each role the ids or texts of which one must stand there; without: those of which none may.
        parties: actors who must all stand among subject and object, in either order.
        instrument_kinds: kinds of instrument of which its instrument must be one.
        same: roles that must agree with those of what created the duty.
    """

    acts: tuple[str, ...] = ()
    standing: str = ""
    roles: tuple[tuple[str, tuple[str, ...]], ...] = ()
    without: tuple[tuple[str, tuple[str, ...]], ...] = ()
    parties: tuple[str, ...] = ()
    instrument_kinds: tuple[str, ...] = ()
    same: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Owes:
    """Who owes: an actor named, whoever stands in a role of the trigger, or each holder of a standing on the trigger's day.

    Args:
        actors: named actors, or empty.
        role: a role of the trigger, or with ``holders`` the role of the standing that names who owes.
        holders: the standing whose holders owe, or None.
    """

    actors: tuple[str, ...] = ()
    role: str = ""
    holders: Filter | None = None


@dataclass(frozen=True, slots=True)
class Lifting:
    """What lifts a duty: an act after it arose, or a standing on its day."""

    label: Text
    what: Filter


@dataclass(frozen=True, slots=True)
class Norm:
    """One norm.

    Args:
        id: its name; label, definition: in both languages; kind: one of ``KINDS``.
        claims: claims of the record that state it; it is known from the first of them on.
        disputed_by: claims that deny it; while one is visible nothing under the norm is more than possible.
        law, article: the instrument of the record where it is written, and the place in it; empty where none was found.
        begins, ends: between which days it binds; ``ends`` is None where no end is recorded.
        trigger: the acts or the standing that create the duty, or None where each period does.
        each: ``year`` (every calendar year) or a period counted from the norm's first day; empty where an act does.
        owes: who owes it; what: what is owed, in words.
        within: how long there is, or None (open); counted: from the trigger on, or at the latest so long before it.
        early: how long before its trigger it is already owed, and may be discharged (what falls due on a day that is set ahead).
        discharged_by: the acts that discharge it (for what is owed before the trigger, also a standing on its day), or None.
        runs_out: whether it ends by itself when its time has run (a notice period).
        only_if: a condition that no claim of the record settles; a person decides. None where there is none.
        exceptions: what lifts it.
        exhaustive: whether the record claims to know every act that discharges it; otherwise silence decides nothing.
        note: what was not found, and where it was looked for.
        file, line: where it is written.
    """

    id: str
    kind: Kind
    label: Text
    definition: Text
    claims: tuple[str, ...]
    disputed_by: tuple[str, ...]
    law: str
    article: str
    begins: Limit
    ends: Limit | None
    trigger: Filter | None
    each: str
    owes: Owes
    what: Text
    within: Period | None
    counted: Counted
    early: Period | None
    discharged_by: Filter | None
    runs_out: bool
    only_if: Text | None
    exceptions: tuple[Lifting, ...]
    exhaustive: bool
    note: Text
    file: str
    line: int

    @property
    def is_condition(self) -> bool:
        """Whether what it asks must be there before its trigger: an act done without it may break the norm."""
        return self.counted == "before"


Norms = Mapping[str, Norm]
