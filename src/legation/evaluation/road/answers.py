"""The road of each treaty of a State on any day: where it stands, by which route and why, what is next, and what is overdue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, Literal

from legation.evaluation.certainty import Certainty
from legation.evaluation.norms.in_force import Book
from legation.evaluation.norms.norm import Norm
from legation.evaluation.road.deeds import Deed, abroad, deeds_of
from legation.evaluation.road.governing import governing
from legation.evaluation.road.negotiation import Negotiation, negotiation_of
from legation.evaluation.road.road import NONE_OF_THEM, Mark, Road, Route
from legation.evaluation.road.travelled import STAGES, Flagged, Overdue, Reached, Stage, Way, applies, travelled
from legation.evaluation.road.worlds import each, worlds
from legation.record.acts import FOREVER, Act, Days
from legation.standings.asof import KnownRecord
from legation.standings.participation.answers import Participant, Participation
from legation.standings.participation.from_record import ATTESTS, TRADE, Treaties
from legation.standings.participation.kinds import BEARS

Answer = Literal["yes", "presumed", "possible", "unknown"]
_OVER: Final = frozenset({"never_in_force", "terminated", "void"})
_LATE: Final[tuple[Overdue, ...]] = ("yes", "possible", "not_known")
"""Words for a step whose time has passed, the surest first."""


@dataclass(frozen=True, slots=True)
class RouteTaken:
    """The route of a treaty: which it may be, and what tells.

    Args:
        routes: every route that it may be, in the order of the law; none where no law is known.
        answer: ``yes`` where its matters or an act tell, ``possible`` where they leave several, ``unknown`` where nothing tells.
        matters: the matters of the treaty that decide it; acts: the acts that show it.
    """

    routes: tuple[str, ...]
    answer: Answer
    matters: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Travel:
    """The road of one treaty on one day.

    Args:
        road: the law that it follows, None where the record knows none of that day; sure: whether it certainly is that one.
        stages: where it may stand, in order; answer: ``yes`` of a record that claims to know every act of the steps that follow;
            else ``presumed`` where an act led to the stage, ``possible`` where it waits only as far as the record tells, and
            where dates or rival accounts leave several stages; ``unknown`` where nothing was told by then.
        entering, leaving: the steps into the treaty and out of it; None where no road is known.
        laws: the road that was the law on the day of each step that was certainly met, where it is another.
        overdue: the surest word among the steps whose time has passed, and those steps.
        next_since, age: since when the next step is awaited, and for how many days.
        negotiation: who led it, who was consulted, how many rounds and texts.
    """

    instrument: str
    road: Road | None
    sure: Certainty
    stages: tuple[Stage, ...]
    answer: Answer
    route: RouteTaken
    entering: Way | None
    leaving: Way | None
    laws: Mapping[str, str]
    overdue: Overdue
    overdue_steps: tuple[str, ...]
    flags: tuple[Flagged, ...]
    negotiation: Negotiation
    participant: Participant
    day: int

    @property
    def age(self) -> Days | None:
        """For how many days the next step has been awaited; None where nothing is awaited."""
        since = None if self.entering is None else self.entering.since
        return None if since is None else Days(self.day - since.hi, self.day - since.lo)

    @property
    def overdue_norms(self) -> tuple[str, ...]:
        """The norms that give the time that has passed, or may have."""
        ways = [way for way in (self.entering, self.leaving) if way is not None]
        late = [one.step.norm for way in ways for one in way.steps if one.step.id in self.overdue_steps and one.step.norm]
        return tuple(dict.fromkeys(late))

    @property
    def is_pending(self) -> bool:
        """Whether it waits at home, or may."""
        return "home" in self.stages


class Roads:
    """The roads of one State, as known.

    Args:
        roads, norms: those of the record; only the roads of ``actor`` are used.
    """

    def __init__(self, known: KnownRecord, roads: Mapping[str, Road], norms: Mapping[str, Norm], actor: str) -> None:
        self.known = known
        self.actor = actor
        self.roads = [road for road in roads.values() if road.actor == actor]
        self.norms = norms
        self.book = Book(known)
        self._treaties = Treaties(known)

    @cached_property
    def _acts(self) -> dict[str, list[Act]]:
        found: dict[str, list[Act]] = {}
        for act in self.known.acts.values():
            for instrument in sorted({name for variant in act.variants for name in variant.role("instrument")}):
                found.setdefault(instrument, []).append(act)
        return found

    @property
    def instruments(self) -> tuple[str, ...]:
        """The instruments that take one of the roads, and of which the State is named in some act, in order of id."""
        kinds = {kind for road in self.roads for kind in road.kinds}
        instruments = self.known.record.instruments
        return tuple(
            sorted(
                name
                for name, acts in self._acts.items()
                if instruments[name].kind in kinds and any(self._names(act) for act in acts)
            )
        )

    def _names(self, act: Act) -> bool:
        """Whether an act tells of the State on a road, or of its part in a treaty; that a source lists it is not enough."""
        return any(
            (variant.kind in self._kinds or variant.standing in ATTESTS)
            and self.actor in (*variant.role("subject"), *variant.role("object"))
            for variant in act.variants
        )

    @cached_property
    def _kinds(self) -> frozenset[str]:
        fulfilling = {kind for road in self.roads for step in (*road.steps, *road.leaving) for kind in step.acts}
        return frozenset({*fulfilling, *BEARS, *TRADE} - {"participation_listed"})

    def on(self, day: int) -> Iterator[Travel]:
        """The road of every treaty by the end of a day, in order of id."""
        for instrument in self.instruments:
            yield self.of(instrument, day)

    def of(self, instrument: str, day: int) -> Travel:
        """The road of one treaty by the end of a day.

        Raises:
            ClausesNotRead: its final clauses cannot be read.
        """
        treaty = self._treaties.of(instrument)
        asked = Participation(treaty)
        one = asked.participant(self.actor, day)
        leaves = self._leaves(asked, day)
        ended = set[str](asked.state(day).states)
        acts = self._acts.get(instrument, [])
        laws = governing(self.book, self.roads, self._law_day(acts, instrument, day))
        negotiation = negotiation_of(acts, self.actor, day)
        if not laws:
            stages, answer = _stages_abroad(one, ended)
            return Travel(
                instrument, None, Certainty.NO, stages, answer, RouteTaken((), "unknown"), None, None, {}, "", (), (),
                negotiation, one, day,
            )  # fmt: skip
        road, sure = laws[0]
        return self._travel(road, sure, instrument, acts, one, leaves, ended, negotiation, day)

    def _leaves(self, asked: Participation, day: int) -> Days | None:
        """The days on which a notice of leaving given by then may take effect, as they stood when it had been given."""
        given = [step.days for step in asked.treaty.steps if step.kind == "denunciation_notified" and step.by == self.actor]
        told = [min(days.hi, day) for days in given if days.lo <= day]
        return asked.participant(self.actor, max(told)).leaves if told else None

    def _law_day(self, acts: Sequence[Act], instrument: str, day: int) -> Days:
        """The day on which the law is asked for: that of the consent abroad, where it was given by then, else the day asked."""
        found = []
        for road in self.roads:
            consent = [step for step in road.steps if step.marks == "consent"]
            for deed in deeds_of(road, consent, acts, instrument):
                if deed.days.lo <= day and any(way.steps for way in deed.ways):
                    sure = deed.days.hi <= day and all(way.steps for way in deed.ways)
                    found.append(deed.days if sure else Days(deed.days.lo, day))
        if not found:
            return Days(day, day)
        return Days(min(one.lo for one in found), min(one.hi for one in found))

    def _travel(
        self, road: Road, sure: Certainty, instrument: str, acts: Sequence[Act], one: Participant,
        leaves: Days | None, ended: set[str], negotiation: Negotiation, day: int,
    ) -> Travel:  # fmt: skip
        deeds = deeds_of(road, road.steps, acts, instrument)
        fixed = road.route_of(self.known.record.instruments[instrument].matters)
        route = self._route(road, instrument, deeds, day)
        every = tuple(taken.id for taken in road.routes)
        entered = abroad(road.steps, one, leaves, _has(deeds, road, "consent", day))
        entering = travelled(self.book, road.steps, (*deeds, *entered), self.norms, every, fixed.id if fixed else "", day)
        leaving = None
        if road.leaving:
            out = deeds_of(road, road.leaving, acts, instrument)
            left = (*(_without_routes(deed) for deed in out), *abroad(road.leaving, one, leaves, True))
            only = route.routes[0] if len(route.routes) == 1 else ""
            leaving = travelled(self.book, road.leaving, left, self.norms, route.routes or every, only, day)
        stages = _stages(entering, leaving, one, ended)
        late = [step for way in (entering, leaving) if way is not None for step in way.steps if step.overdue in _LATE]
        surest: Overdue = next((word for word in _LATE if any(step.overdue == word for step in late)), "")
        has_period = any(step.overdue for step in entering.steps)
        flags = (*entering.flags, *(leaving.flags if leaving else ()), *_other_route(road, fixed, deeds, day))
        return Travel(
            instrument, road, sure, stages, _answer(stages, entering, sure), route, entering, leaving,
            self._laws(entering, road), surest or ("no" if has_period else ""), tuple(step.step.id for step in late), flags,
            negotiation, one, day,
        )  # fmt: skip

    def _route(self, road: Road, instrument: str, deeds: Sequence[Deed], day: int) -> RouteTaken:
        matters = self.known.record.instruments[instrument].matters
        every = tuple(route.id for route in road.routes)
        if (fixed := road.route_of(matters)) is not None:
            decisive = tuple(one for one in matters if one in fixed.matters or one == NONE_OF_THEM)
            return RouteTaken((fixed.id,), "yes", decisive, _showing(deeds, {fixed.id}, day))
        found, whole = worlds(deeds, day)
        seen = list(each(found, every))
        taken = tuple(route for route in every if any(route == one for _, one, _ in seen))
        told = {known for _, _, known in seen}
        answer: Answer = "unknown" if told == {False} else "yes" if told == {True} and len(taken) == 1 and whole else "possible"
        return RouteTaken(taken, answer, (), _showing(deeds, set(every), day))

    def _laws(self, way: Way, road: Road) -> dict[str, str]:
        found = {}
        for step in way.steps:
            if step.met == "met" and step.days is not None and abs(step.days.lo) < FOREVER:
                laws = governing(self.book, self.roads, step.days)
                if laws and laws[0][1] is Certainty.CERTAIN and laws[0][0].id != road.id:
                    found[step.step.id] = laws[0][0].id
        return found


def _has(deeds: Sequence[Deed], road: Road, mark: str, day: int) -> bool:
    marked = {step.id for step in road.steps if step.marks == mark}
    return any(deed.days.lo <= day and any(marked & way.steps for way in deed.ways) for deed in deeds)


def _without_routes(deed: Deed) -> Deed:
    return replace(deed, ways=tuple(dict.fromkeys(replace(way, routes=frozenset(), held=frozenset()) for way in deed.ways)))


def _showing(deeds: Sequence[Deed], routes: set[str], day: int) -> tuple[str, ...]:
    """The acts that show a route, or where none does those by which one is held."""
    by_then = [deed for deed in deeds if deed.days.lo <= day]
    shown = tuple(deed.act for deed in by_then if any(routes & way.routes for way in deed.ways))
    return shown or tuple(deed.act for deed in by_then if any(routes & way.held for way in deed.ways))


def _other_route(road: Road, fixed: Route | None, deeds: Sequence[Deed], day: int) -> tuple[Flagged, ...]:
    """Acts that certainly show another route than the one that the treaty's matters ask for, and fulfil no step of that one."""
    if fixed is None:
        return ()
    asked = {step.id for step in road.steps if applies(step, fixed.id)}
    return tuple(
        Flagged("other_route", fixed.id, deed.act)
        for deed in deeds
        if deed.days.hi <= day and all(way.routes and fixed.id not in way.routes and not way.steps & asked for way in deed.ways)
    )


def _stages(entering: Way, leaving: Way | None, one: Participant, ended: set[str]) -> tuple[Stage, ...]:
    outs = {out for out, _ in leaving.stands} if leaving is not None else {_out(status) for status in one.statuses}
    found = {_stage(marks, begun, out) for marks, begun in entering.stands for out in outs}
    if ended & _OVER:
        found = {"ended"} if ended <= _OVER else found | {"ended"}
    return tuple(stage for stage in STAGES if stage in found)


def _out(status: str) -> frozenset[Mark]:
    """Where the law that was read says nothing of leaving, participation alone says whether it was left."""
    return frozenset({"effect"} if status == "former_party" else ())


def _stage(marks: frozenset[Mark], begun: bool, out: frozenset[Mark]) -> Stage:
    if "effect" in out:
        return "ended"
    if "force" in marks:
        return "leaving" if "notice" in out else "in_force"
    if "consent" in marks:
        return "abroad"
    return "home" if begun else "not_begun"


_REACHED: frozenset[Stage] = frozenset({"in_force", "leaving", "ended"})
"""Stages to which an act has led; before them, what keeps a treaty waiting is only that nothing more is told."""


def _stages_abroad(one: Participant, ended: set[str]) -> tuple[tuple[Stage, ...], Answer]:
    """Where a treaty stands by participation alone, where no road is known."""
    words: dict[str, Stage] = {
        "third_state": "not_begun", "negotiating": "home", "signatory": "home", "provisionally_applying": "home",
        "contracting_state": "abroad", "party": "in_force", "party_suspended": "in_force", "former_party": "ended",
    }  # fmt: skip
    found: set[Stage] = {words[status] for status in one.statuses}
    if ended & _OVER:
        found = {"ended"} if ended <= _OVER else found | {"ended"}
    answer: Answer = (
        "possible" if len(found) > 1 or one.answer == "possible" else "unknown" if one.answer == "unknown" else _as_silent(found)
    )
    return tuple(stage for stage in STAGES if stage in found), answer


def _answer(stages: Sequence[Stage], way: Way, sure: Certainty) -> Answer:
    if len(stages) > 1 or not way.whole or sure is Certainty.POSSIBLE:
        return "possible"
    return "yes" if all(one.step.exhaustive for one in way.steps if one.step.marks) else _as_silent(stages)


def _as_silent(stages: Iterable[Stage]) -> Answer:
    """What is said where the record does not know every act: a later step may have been taken, and gone untold."""
    return "presumed" if _REACHED.issuperset(stages) else "possible"


__all__ = ["Reached", "Roads", "RouteTaken", "Travel"]
