"""How far a treaty has come on the road at home on a day: steps met, the next one, since when it waits, what is overdue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from legation.evaluation.certainty import Certainty, moved
from legation.evaluation.norms.in_force import Book
from legation.evaluation.norms.norm import Norm
from legation.evaluation.road.deeds import Deed
from legation.evaluation.road.road import Mark, Step, waits_for
from legation.evaluation.road.worlds import World, each, worlds
from legation.record.acts import Days

Met = Literal["met", "possible", "not_met", "not_known"]
Holds = Literal["yes", "no", "possible"]
Overdue = Literal["", "yes", "no", "possible", "not_known"]
Stage = Literal["not_begun", "home", "abroad", "in_force", "leaving", "ended"]
STAGES: Final[tuple[Stage, ...]] = ("not_begun", "home", "abroad", "in_force", "leaving", "ended")
Flag = Literal["out_of_order", "without", "other_route"]


@dataclass(frozen=True, slots=True)
class Flagged:
    """What stands against the road: a step before one it waits for, or without it; a route other than its matters ask for."""

    why: Flag
    step: str
    other: str


@dataclass(frozen=True, slots=True)
class Reached:
    """One step on the day asked about.

    Args:
        applies: whether the route taken asks for it.
        met: ``not_met`` only where the record claims to know every act that fulfils it.
        days: where the day lies on which it was met, None where it certainly was not.
        acts: the acts that fulfil it.
        due: where the last day lies that its norm gives, None where no law gives one.
        overdue: whether that day has passed without it; on_time: whether it was met by then, empty where it was not met.
    """

    step: Step
    applies: Holds
    met: Met
    days: Days | None
    acts: tuple[str, ...]
    due: Days | None
    overdue: Overdue
    on_time: Holds | Literal[""]


@dataclass(frozen=True, slots=True)
class Way:
    """One way of a road, into a treaty or out of it, on a day.

    Args:
        furthest: steps of the State's own that may be the last met, in order; an empty name where it may be that none was.
        following: steps that may be the next that the law asks for; an empty name where it may be that none is left.
        since: where the day lies since which the next is awaited; None where nothing is.
        stands: each way in which it may stand: the marks met, and whether any step of the State's own was.
    """

    steps: tuple[Reached, ...]
    furthest: tuple[str, ...]
    following: tuple[str, ...]
    since: Days | None
    stands: frozenset[tuple[frozenset[Mark], bool]]
    flags: tuple[Flagged, ...]
    whole: bool


def travelled(
    book: Book, steps: Sequence[Step], deeds: Sequence[Deed], norms: Mapping[str, Norm], routes: Sequence[str], fixed: str,
    day: int,
) -> Way:  # fmt: skip
    """How far the deeds have come on the steps of a road by the end of ``day``.

    Args:
        norms: the norms of the record, which give the time there is for a step.
        routes: routes that it may be on where nothing among the deeds tells; fixed: the one that its matters ask for.
    """
    found, whole = worlds(deeds, day)
    seen = [(world, route) for world, route, _ in each(found, routes, fixed)]
    above = waits_for(steps)
    following, waits = [], []
    for world, route in seen:
        step = _next(steps, above, world, route)
        following.append(step.id if step else "")
        if step is not None and (days := _awaited_since(steps, above, world, step)) is not None:
            waits.append(days)
    names = [step.id for step in steps]
    own = [step.id for step in steps if step.by != "partner"]
    marked = [step for step in steps if step.marks]
    furthest = [next((name for name in reversed(own) if name in world.met), "") for world in found]
    reached = tuple(_reached(book, step, above, deeds, seen, norms, day) for step in steps)
    return Way(
        reached, _in_order(furthest, ["", *names]), _in_order(following, [*names, ""]), _hull(waits),
        frozenset(
            (frozenset(step.marks for step in marked if step.id in world.met), any(name in world.met for name in own))
            for world in found
        ),
        _flags(reached), whole,
    )  # fmt: skip


def applies(step: Step, route: str) -> bool:
    """Whether a route asks for a step."""
    return not step.routes or route in step.routes


def _next(steps: Sequence[Step], above: Mapping[str, frozenset[str]], world: World, route: str) -> Step | None:
    """The first step that the law asks for on the route, that was not met, and that nothing met has left behind."""
    behind = {name for met in world.met for name in above[met]}
    return next(
        (
            step
            for step in steps
            if step.asked == "law" and applies(step, route) and step.id not in world.met and step.id not in behind
        ),
        None,
    )


def _awaited_since(steps: Sequence[Step], above: Mapping[str, frozenset[str]], world: World, step: Step) -> Days | None:
    """Where the day lies of the last step met before it: one it waits for, or one of the State's own in the order of the road."""
    names = [one.id for one in steps]
    before = {one.id for one in steps[: names.index(step.id)] if one.by != "partner"} | above[step.id]
    return _latest([when for name, when in world.met.items() if name in before])


def _reached(
    book: Book, step: Step, above: Mapping[str, frozenset[str]], deeds: Sequence[Deed],
    seen: Sequence[tuple[World, str]], norms: Mapping[str, Norm], day: int,
) -> Reached:  # fmt: skip
    met = {step.id in world.met for world, _ in seen}
    asked = {applies(step, route) for _, route in seen}
    status: Met = "met" if met == {True} else "possible" if True in met else "not_met" if step.exhaustive else "not_known"
    days = _hull([world.met[step.id] for world, _ in seen if step.id in world.met])
    acts = tuple(
        dict.fromkeys(
            deed.act for deed in deeds if deed.act and deed.days.lo <= day and any(step.id in way.steps for way in deed.ways)
        )
    )
    due, overdue = _overdue(book, step, above, seen, norms, day)
    return Reached(
        step, _holds(asked), status, days, acts, due, overdue,
        _on_time(days, due) if status == "met" and due is not None and days is not None else "",
    )  # fmt: skip


def _overdue(
    book: Book, step: Step, above: Mapping[str, frozenset[str]], seen: Sequence[tuple[World, str]], norms: Mapping[str, Norm],
    day: int,
) -> tuple[Days | None, Overdue]:  # fmt: skip
    """The last day for a step, by its norm, and whether it has passed."""
    norm = norms.get(step.norm)
    if norm is None or norm.within is None or not book.is_known(norm):
        return None, ""
    dues, found = [], set[str]()
    for world, route in seen:
        behind = {name for met in world.met for name in above[met]}
        since = _latest([world.met[name] for name in step.after if name in world.met])
        binds = Certainty.NO if since is None else book.binds(norm, since)
        if since is None or binds is Certainty.NO or not applies(step, route):
            found.add("none")
            continue
        due = moved(since, norm.within)
        dues.append(due)
        if step.id in world.met or step.id in behind:
            found.add("none")
            continue
        found |= {"yes" if day > bound else "no" for bound in (due.lo, due.hi)}
        if binds is Certainty.POSSIBLE:
            found.add("none")
    if found == {"none"} or not found:
        return _hull(dues), ""
    if "yes" not in found:
        return _hull(dues), "no"
    sure: Overdue = "yes" if found == {"yes"} else "possible"
    return _hull(dues), sure if step.exhaustive else "not_known"


def _on_time(days: Days, due: Days) -> Holds:
    if days.hi <= due.lo:
        return "yes"
    return "no" if days.lo > due.hi else "possible"


def _flags(reached: Sequence[Reached]) -> tuple[Flagged, ...]:
    """What certainly stands against the order of the steps; what dates leave open is not flagged."""
    by_name = {one.step.id: one for one in reached}
    found = []
    for one in reached:
        if one.met != "met" or one.days is None:
            continue
        for name in one.step.after:
            other = by_name[name]
            if other.met == "met" and other.days is not None and one.days.hi < other.days.lo:
                found.append(Flagged("out_of_order", one.step.id, name))
            elif other.met == "not_met" and other.step.asked == "law" and other.applies == "yes":
                found.append(Flagged("without", one.step.id, name))
    return tuple(found)


def _holds(found: set[bool]) -> Holds:
    if len(found) > 1:
        return "possible"
    return "yes" if found == {True} else "no"


def _in_order(found: Iterable[str], order: Sequence[str]) -> tuple[str, ...]:
    there = set(found)
    return tuple(name for name in order if name in there)


def _latest(days: Sequence[Days]) -> Days | None:
    return Days(max(one.lo for one in days), max(one.hi for one in days)) if days else None


def _hull(days: Sequence[Days]) -> Days | None:
    return Days(min(one.lo for one in days), max(one.hi for one in days)) if days else None
