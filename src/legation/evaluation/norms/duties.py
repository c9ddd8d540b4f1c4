"""The duties that norms create, worked out on a day: due, met, overdue, lapsed, or not to be known.

What uncertain dates leave open stays open: every answer is that of all placements together, and a person decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import Final, Literal

from legation.evaluation.certainty import Certainty, at_or_after, before, moved
from legation.evaluation.norms.arising import Arising
from legation.evaluation.norms.in_force import Book, day_of
from legation.evaluation.norms.matching import Roles, held, matches
from legation.evaluation.norms.norm import Lifting, Norm
from legation.record.acts import FOREVER, Act, Days

Status = Literal["due", "met", "overdue", "lapsed", "cannot_be_known"]
STATUSES: Final[tuple[Status, ...]] = ("due", "met", "overdue", "lapsed", "cannot_be_known")
OnTime = Literal["yes", "no", "possible", ""]
REASONS: Final = (
    "disputed", "only_if", "norm_start_open", "norm_dates", "trigger_uncertain", "holder_presumed", "holder_possible", "dates",
    "silence", "discharge_possible", "exception", "norm_ended", "trigger_ended", "ran_out",
)  # fmt: skip
"""Every word by which a duty says why it is no more certain, in the order in which they are given."""


@dataclass(frozen=True, slots=True)
class Done:
    """An act or a standing that discharges a duty, or lifts it, and how sure that is; ``label`` names the exception."""

    what: str
    sure: Certainty
    days: Days | None = None
    is_standing: bool = False
    lifting: Lifting | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """What someone owes, or owed, under a norm on the day asked about.

    Args:
        id: norm, what created it and, where several owe, who.
        by: who owes: an actor's id, or a person's name as written.
        arising: what created it; holder: the standing that makes them owe, or empty.
        due: where its last day may lie; None where there is no time limit.
        status: the status in every placement of the uncertain dates; ``cannot_be_known`` where they differ.
        may_be: the statuses of the placements, where they differ.
        sure: whether the duty exists at all in every placement.
        met_by, lifted_by: what discharges or lifts it; on_time: whether it was done in time.
        because: why it is no more certain, words of ``REASONS``.
    """

    id: str
    norm: Norm
    by: str
    arising: Arising
    holder: str
    due: Days | None
    status: Status
    may_be: tuple[Status, ...]
    sure: Certainty
    met_by: tuple[Done, ...]
    on_time: OnTime
    lifted_by: tuple[Done, ...]
    because: tuple[str, ...]

    @property
    def arises(self) -> Days:
        """Where the day lies from which it is owed."""
        return moved(self.arising.days, self.norm.early, -1)


@dataclass(frozen=True, slots=True)
class _Ower:
    by: str
    roles: Roles
    sure: Certainty
    standing: str = ""
    because: str = ""


def duties_of(book: Book, norm: Norm, arising: Arising, day: int) -> Iterator[Duty]:
    """What is owed under a norm for one time that its trigger may have come about, by each who owes it."""
    binds = book.binds(norm, arising.until or arising.days)
    if binds is Certainty.NO:
        return
    for ower in _owers(book, norm, arising):
        yield _duty(book, norm, arising, ower, binds, day)


def _owers(book: Book, norm: Norm, arising: Arising) -> Iterator[_Ower]:
    owes = norm.owes
    if owes.holders is None:
        for name in owes.actors or arising.roles.get(owes.role, ()):
            yield _Ower(name, arising.roles, Certainty.CERTAIN)
        return
    for key, roles in book.standings_meant(owes.holders, arising.roles):
        sure = held(book.known, key, arising.days)
        if sure is Certainty.NO:
            continue
        answers = {spell.verdict.answer for spell in book.known.spells(key) if _within(spell.first, spell.until, arising.days)}
        because = "holder_possible" if sure is Certainty.POSSIBLE else "holder_presumed" if "presumed" in answers else ""
        yield _Ower(roles.get(owes.role, ("",))[0], {**arising.roles, **roles}, sure, key.id, because)


def _within(first: int, until: int, days: Days) -> bool:
    return first <= days.hi and until > days.lo


def _duty(book: Book, norm: Norm, arising: Arising, ower: _Ower, binds: Certainty, day: int) -> Duty:
    happened = before(moved(arising.days, norm.early, -1), Days(day + 1, day + 1))
    disputed = book.is_disputed(norm)
    questioned = Certainty.POSSIBLE if disputed or norm.only_if is not None else Certainty.CERTAIN
    sure = min(binds, arising.sure, ower.sure, happened, questioned)
    due = _due(norm, arising)
    met_by = tuple(_met_by(book, norm, arising, ower.roles, due, day))
    lifted_by = tuple(_lifted_by(book, norm, arising, ower.roles, day))
    met = _possible(done.sure for done in met_by)
    ended = _ended(book, norm, arising, due, day)
    lifted = {one or other for one in _possible(done.sure for done in lifted_by) for other in ended}
    may_be = {
        status_in(norm, passed, is_met, is_lifted) for passed, is_met, is_lifted in product(_passed(norm, due, day), met, lifted)
    }
    status: Status = next(iter(may_be)) if len(may_be) == 1 else "cannot_be_known"
    name = f"{norm.id}:{arising.id}" + (f":{ower.standing or ower.by}" if _names_owers(norm, arising) else "")
    made = Duty(
        name, norm, ower.by, arising, ower.standing, due, status,
        tuple(one for one in STATUSES if one in may_be) if len(may_be) > 1 else (),
        sure, met_by, _on_time(met_by, due), lifted_by, (),
    )  # fmt: skip
    return replace(made, because=_because(book, made, binds, ower, disputed, ended))


def _names_owers(norm: Norm, arising: Arising) -> bool:
    if norm.owes.holders is not None:
        return True
    return len(norm.owes.actors or arising.roles.get(norm.owes.role, ())) > 1


def _due(norm: Norm, arising: Arising) -> Days | None:
    """Where the last day lies: for what is owed beforehand, the latest day on which it still was in time."""
    if arising.until is not None:
        return arising.until
    if norm.is_condition:
        return moved(arising.days, norm.within, -1)
    return None if norm.within is None else moved(arising.days, norm.within)


def _passed(norm: Norm, due: Days | None, day: int) -> set[bool]:
    """Whether its time has passed: for what is owed beforehand, as soon as the act is done."""
    if norm.is_condition:
        return {True}
    if due is None:
        return {False}
    return {day > due.lo, day > due.hi}


def status_in(norm: Norm, passed: bool, met: bool, lifted: bool) -> Status:
    """The status of a duty in one placement: whether its time has passed, whether it is met, whether it is lifted."""
    if met:
        return "met"
    if lifted:
        return "lapsed"
    if norm.runs_out:
        return "lapsed" if passed else "due"
    has_limit = norm.within is not None or bool(norm.each) or norm.is_condition
    if not passed and (has_limit or norm.exhaustive):
        return "due"
    return "overdue" if norm.exhaustive and passed else "cannot_be_known"


def _possible(found: Iterable[Certainty]) -> set[bool]:
    best = max(found, default=Certainty.NO)
    return {Certainty.NO: {False}, Certainty.POSSIBLE: {False, True}, Certainty.CERTAIN: {True}}[best]


def _met_by(book: Book, norm: Norm, arising: Arising, roles: Roles, due: Days | None, day: int) -> Iterator[Done]:
    wanted = norm.discharged_by
    if wanted is None:
        return
    if wanted.standing:
        for key, _ in book.standings_meant(wanted, roles):
            if (sure := held(book.known, key, arising.days)) is not Certainty.NO:
                yield Done(key.id, sure, is_standing=True)
        return
    for act in book.acts_agreeing(wanted, roles):
        if act.id == arising.act or (sure := matches(book.known.record, wanted, act, roles)) is Certainty.NO:
            continue
        sure = min(sure, _in_time(norm, arising, act, due), before(day_of(act), Days(day + 1, day + 1)))
        if sure is not Certainty.NO:
            yield Done(act.id, sure, day_of(act))


def _in_time(norm: Norm, arising: Arising, act: Act, due: Days | None) -> Certainty:
    """Whether the act's day lies where an act can discharge the duty; lateness does not keep it from doing so."""
    if arising.until is not None:
        return min(at_or_after(day_of(act), arising.days), before(day_of(act), _next(arising.until)))
    if norm.is_condition:
        assert due is not None
        return before(day_of(act), _next(due))
    return at_or_after(day_of(act), moved(arising.days, norm.early, -1))


def _next(days: Days) -> Days:
    return Days(days.lo + 1, days.hi + 1)


def _lifted_by(book: Book, norm: Norm, arising: Arising, roles: Roles, day: int) -> Iterator[Done]:
    for exception in norm.exceptions:
        if exception.what.standing:
            yield from _standing_lifts(book, exception, arising, roles)
            continue
        for act in book.acts_agreeing(exception.what, roles):
            sure = matches(book.known.record, exception.what, act, roles)
            if act.id == arising.act or sure is Certainty.NO:
                continue
            sure = min(sure, _lifts(arising, act), before(day_of(act), Days(day + 1, day + 1)))
            if sure is not Certainty.NO:
                yield Done(act.id, sure, day_of(act), lifting=exception)


def _standing_lifts(book: Book, exception: Lifting, arising: Arising, roles: Roles) -> Iterator[Done]:
    for key, _ in book.standings_meant(exception.what, roles):
        if (sure := held(book.known, key, arising.until or arising.days)) is not Certainty.NO:
            yield Done(key.id, sure, is_standing=True, lifting=exception)


def _lifts(arising: Arising, act: Act) -> Certainty:
    """An act lifts a duty from the day it arose; of a period, an act of which any day falls within it."""
    if arising.until is None:
        return at_or_after(day_of(act), arising.days)
    last = act.last_fringe or (Days(FOREVER, FOREVER) if act.endless else day_of(act))
    return min(at_or_after(last, arising.days), before(day_of(act), _next(arising.until)))


def _ended(book: Book, norm: Norm, arising: Arising, due: Days | None, day: int) -> set[bool]:
    """Whether the norm, or the standing that created the duty, ended before it fell due."""
    found = {False}
    for ends in (book.ends(norm), arising.ended):
        if ends is None or norm.is_condition:
            continue
        by_now = before(ends, Days(day + 1, day + 1))
        in_time = Certainty.CERTAIN if due is None else before(ends, due)
        found = {one or other for one in found for other in _possible([min(by_now, in_time)])}
    return found


def _on_time(met_by: Iterable[Done], due: Days | None) -> OnTime:
    dated = [done.days for done in met_by if done.sure is Certainty.CERTAIN and done.days is not None]
    if due is None or not dated:
        return ""
    found = max(before(days, _next(due)) for days in dated)
    return {Certainty.CERTAIN: "yes", Certainty.POSSIBLE: "possible", Certainty.NO: "no"}[found]  # type: ignore[return-value]


def _because(book: Book, duty: Duty, binds: Certainty, ower: _Ower, disputed: bool, ended: set[bool]) -> tuple[str, ...]:
    norm, arising = duty.norm, duty.arising
    may_be = duty.may_be or (duty.status,)
    said = {
        "disputed": disputed,
        "only_if": norm.only_if is not None,
        "norm_start_open": binds is Certainty.POSSIBLE and book.is_open(norm),
        "norm_dates": binds is Certainty.POSSIBLE and not book.is_open(norm),
        "trigger_uncertain": arising.sure is Certainty.POSSIBLE,
        "dates": len(may_be) > 1 or not arising.days.is_exact,
        "silence": "cannot_be_known" in may_be and not norm.exhaustive,
        "discharge_possible": bool(duty.met_by) and all(done.sure is Certainty.POSSIBLE for done in duty.met_by),
        "exception": bool(duty.lifted_by),
        "norm_ended": True in ended and norm.ends is not None,
        "trigger_ended": True in ended and arising.ended is not None,
        "ran_out": norm.runs_out and "lapsed" in may_be,
        ower.because: bool(ower.because),
    }
    return tuple(word for word in REASONS if said.get(word))
