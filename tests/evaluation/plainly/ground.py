"""What formulas stand on: the standings, acts and figures of a record as known, made ready once for every question."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from legation.evaluation.formula.values import Reason, Ref, Rests, Value, joined, reason
from legation.record.acts import FOREVER, Act, Days
from legation.record.claims import LISTS_CLAIMS, Claim, decimal_of
from legation.record.coverage import Extent
from legation.record.measures import Observation
from legation.record.observations import measured, observations_of
from legation.standings.answers import STANDS, turning_days
from legation.standings.asof import KnownRecord
from legation.standings.history import Key
from legation.terms.vocabulary import ROLES
from tests.evaluation.plainly.many import Members, Thing, Things

OFTEN: Final = 3
"""Asked on more days than this, every change of a standing's answer is worked out once."""
Matches = Callable[[Thing], tuple[bool, bool]]
"""Whether a thing meets the filters of a selection: certainly, and possibly."""
OPEN_ABOVE: Final = frozenset({"more_than", "at_least"})
OPEN_BELOW: Final = frozenset({"at_most", "nearly"})


@dataclass(frozen=True, slots=True)
class Moment:
    """When a formula is asked.

    Args:
        on: the day on which standings are asked, at its end.
        first, last: the days within which acts and figures count, both included.
    """

    on: int
    first: int
    last: int


class Ground:
    """A record as known, as formulas see it. One for each knowledge date; what it works out serves every formula."""

    def __init__(self, known: KnownRecord) -> None:
        self.known = known
        self.record = known.record
        self._standings: dict[Key, Thing] = {}
        self._series: dict[str, list[Thing]] = {}
        self._kinds: dict[str, list[Thing]] = {}
        self._stated: dict[str, Value | None] = {}

    @cached_property
    def kinds_of_actors(self) -> Mapping[str, str]:
        """The kind of each actor."""
        return {actor.id: actor.kind for actor in self.record.actors.values()}

    @cached_property
    def keys(self) -> dict[str, list[Key]]:
        """The standings by kind."""
        found: dict[str, list[Key]] = {}
        for key in self.known.histories:
            found.setdefault(key.kind, []).append(key)
        return found

    @cached_property
    def _groups(self) -> dict[str, list[list[Observation]]]:
        """The figures that hold, by series; what is said of one thing together."""
        groups: dict[tuple[str, ...], list[Observation]] = {}
        for one in observations_of(self.record, self.known.known, self.known.level):
            groups.setdefault((*measured(one), one.unit), []).append(one)
        found: dict[str, list[list[Observation]]] = {}
        for (series, *_), group in sorted(groups.items()):
            found.setdefault(series, []).append(group)
        return found

    def figures(self, series: str) -> list[Thing]:
        """The figures of a series: what rival sources say of one thing is one figure, from the least to the greatest."""
        if series not in self._series:
            self._series[series] = [self._figure(group) for group in self._groups.get(series, [])]
        return self._series[series]

    def acts(self, kind: str) -> list[Thing]:
        """The acts that may be of a kind; sources' opinions, differences and gaps are acts of their kinds."""
        if kind not in self._kinds:
            self._kinds[kind] = [self._act(act) for act in self._by_kind.get(kind, [])]
        return self._kinds[kind]

    @cached_property
    def _by_kind(self) -> dict[str, list[Act]]:
        found: dict[str, list[Act]] = {}
        for act in self.known.acts.values():
            for kind in dict.fromkeys(variant.kind for variant in act.variants):
                found.setdefault(kind, []).append(act)
        return found

    @cached_property
    def _by_id(self) -> dict[str, Claim | Observation]:
        """Every claim and figure that is known, by id."""
        rank = self.record.vocabulary.rank_of_level
        claims: list[Claim | Observation] = [one for one in self.record.claims if one.kind not in LISTS_CLAIMS]
        return {
            one.id: one
            for one in [*claims, *self.record.measures]
            if self.record.sources[one.source].known <= self.known.known and rank(one.level) <= rank(self.known.level)
        }

    def stated(self, claim: str) -> Value | None:
        """What a claim or figure states; None where it is not known, or states no figure."""
        if claim not in self._stated:
            one = self._by_id.get(claim)
            value = figure_of(one) if one is not None else None
            ref: Ref = ("measure" if isinstance(one, Observation) else "claim", claim)
            self._stated[claim] = replace(value, inputs=(Rests((ref,)),)) if value is not None else None
        return self._stated[claim]

    def has_source(self, source: str) -> bool:
        """Whether a source is known; that of what is our own always is."""
        return not source or self.record.sources[source].known <= self.known.known

    def said(self, claim: str) -> Claim | Observation | None:
        """A claim or figure, where it is known and may be read."""
        return self._by_id.get(claim)

    def knows(self, claim: str) -> bool:
        """Whether a claim or figure is known."""
        return claim in self._by_id

    def standing(self, key: Key) -> Thing:
        """A standing, without its days."""
        if key not in self._standings:
            history = self.known.histories[key]
            kind = self.record.vocabulary.standings[key.kind]
            way: dict[str, tuple[str, ...]] = {"kind": (key.kind,), "field": (kind.field,)}
            for role in ROLES:
                if role in kind.key:
                    way[role] = (history.names[kind.key.index(role)],)
            if kind.mutual and self.record.about in history.names:
                other = next(name for name in history.names if name != self.record.about)
                way["subject"], way["object"] = (self.record.about,), (other,)
            acts = [self.known.acts[act] for act in self.known.acts_behind(key)]
            for role in ROLES:
                if role not in way:
                    held = {name for act in acts for variant in act.variants for name in variant.role(role)}
                    way[role] = tuple(sorted(held))
            self._standings[key] = Thing(key.id, (("standing", key.id),), (way,))
        return self._standings[key]

    def _act(self, act: Act) -> Thing:
        own = {
            "act": (act.id,),
            "qualifier": _all(claim.qualifier for claim in act.used),
            "unit": _all(claim.unit for claim in act.used),
            "guideline": tuple(sorted({name for claim in act.used for name in claim.guideline})),
            "source": _all(claim.source for claim in act.used),
        }
        ways = tuple(
            {
                **own, **dict(variant.roles), "kind": (variant.kind,),
                "standing": (variant.standing,) if variant.standing else (),
                "field": (self.record.vocabulary.acts[variant.kind].field,),
            }
            for variant in act.variants
        )  # fmt: skip
        values = [value for claim in act.used if claim.kind not in LISTS_CLAIMS and (value := figure_of(claim)) is not None]
        refs: tuple[Ref, ...] = tuple(("claim", claim.id) for claim in act.used)
        begin = None if act.undated else act.begin_fringe
        return Thing(act.id, refs, ways, begin, act.last_fringe, _rivals(values))

    def _figure(self, group: Sequence[Observation]) -> Thing:
        one = group[0]
        way = {
            "series": (one.series,), "actor": (one.actor,) if one.actor else (),
            "counterpart": (one.counterpart,) if one.counterpart else (),
            "period": (one.period.text,) if one.period else (), "unit": (one.unit,),
            "qualifier": _all(other.qualifier for other in group), "source": _all(other.source for other in group),
        }  # fmt: skip
        refs: tuple[Ref, ...] = tuple(("measure", other.id) for other in group)
        values = [value for other in group if (value := figure_of(other)) is not None]
        return Thing(":".join((*measured(one), one.unit)), refs, (way,), *self._period(group), _rivals(values))

    def _period(self, group: Sequence[Observation]) -> tuple[Days, Days]:
        """The days of which a figure speaks; where it gives none, those on which its source came out."""
        dates = [one.period for one in group if one.period is not None]
        if not dates:
            sources = [self.record.sources[one.source] for one in group]
            first, last = min(source.issued_first for source in sources), max(source.known for source in sources)
        else:
            first = dates[0].first if isinstance(dates[0].first, int) else -FOREVER
            last = dates[0].last if isinstance(dates[0].last, int) else FOREVER
        return Days(first, first), Days(last, last)


def _floor_of(kind: str, extent: Extent) -> Reason:
    """Why a count of standings is a floor: how far the record claims to know their beginnings, or that it does not."""
    return reason("not_claimed", kind=kind) if extent == "none" else reason("selective", kind=kind, extent=extent)


def _all(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({text for text in texts if text}))


def _rivals(values: Sequence[Value]) -> Value | None:
    """What sources give for one thing: from the least to the greatest that they say."""
    if not values:
        return None
    lo, hi = min(value.lo for value in values), max(value.hi for value in values)
    why = (reason("sources_disagree"),) if lo < hi else ()
    return Value(
        lo,
        hi,
        any(one.floor for one in values),
        any(one.ceiling for one in values),
        joined(why, *(one.because for one in values)),
    )


def figure_of(one: Claim | Observation) -> Value | None:
    """The figure that a claim or observation states, as its qualifier bounds it; None where it states none."""
    number = decimal_of(one.value) if one.value else None
    if number is None:
        return None
    why = (reason("stated_so", qualifier=one.qualifier),) if one.qualifier not in ("", "exactly") else ()
    return Value(float(number), float(number), one.qualifier in OPEN_ABOVE, one.qualifier in OPEN_BELOW, why)


class _Spells(NamedTuple):
    """Stretches of days in which standings hold: from ``first`` up to but not with ``until``, which one, and how surely."""

    first: npt.NDArray[np.int64]
    until: npt.NDArray[np.int64]
    place: npt.NDArray[np.int64]
    certain: npt.NDArray[np.bool_]


class Chosen:
    """The standings, acts or figures that a selection chooses, at any moment; the same for all moments between two changes."""

    def __init__(
        self, ground: Ground, what: str, kinds: tuple[str, ...], matches: Matches, named: Mapping[str, frozenset[str]]
    ) -> None:
        self.ground = ground
        self.what = what
        self.kinds = kinds
        self.matches = matches
        self.named = named
        self._found: dict[object, Things] = {}

    def at(self, moment: Moment) -> Things:
        """The things there are at a moment."""
        state: object
        if self.what == "standings":
            state = bisect_right(self.turns, moment.on)
        else:
            edges = self._edges
            state = (int(edges.searchsorted(moment.first, "left")), int(edges.searchsorted(moment.last, "right")))
        if state not in self._found:
            self._found[state] = self._standing(moment.on) if self.what == "standings" else self._within(moment)
        return self._found[state]

    @property
    def keys(self) -> tuple[Key, ...]:
        """The standings that may be chosen, on whatever day."""
        return tuple(key for key, _, _ in self._keys)

    @cached_property
    def _keys(self) -> list[tuple[Key, Thing, bool]]:
        found = []
        for kind in self.kinds:
            for key in self.ground.keys.get(kind, []):
                thing = self.ground.standing(key)
                sure, perhaps = self.matches(thing)
                if perhaps:
                    found.append((key, thing, sure))
        return found

    @cached_property
    def turns(self) -> list[int]:
        """The days on which what stands may change."""
        known = self.ground.known
        days: set[int] = set()
        for kind in self.kinds:
            coverage = known.record.coverage.get(kind)
            if coverage is not None:
                days |= {one for part in (coverage.beginnings, coverage.endings) for one in (part.first, part.last + 1)}
        for key, _, _ in self._keys:
            days |= set(turning_days(known.histories[key], known.record.coverage[key.kind]))
        return sorted(days)

    def _standing(self, day: int) -> Things:
        known = self.ground.known
        because: list[Reason] = []
        floor = False
        for kind in self.kinds:
            coverage = known.record.coverage.get(kind)
            if coverage is None or not coverage.covers(day):
                return Things(missing=reason("outside_coverage", kind=kind))
            if not coverage.beginnings.exhaustive_on(day):
                floor = True
                because.append(_floor_of(kind, coverage.beginnings.extent))
        if len(self._found) < OFTEN:
            return Things(floor, tuple(because), None, tuple(self._held_one_by_one(day)))
        spells = self._spells
        here = np.flatnonzero((spells.first <= day) & (day < spells.until))
        places, certain = spells.place[here].tolist(), spells.certain[here].tolist()

        def listing() -> tuple[tuple[Thing, bool], ...]:
            chosen = [self._keys[place] for place in places]
            return tuple((self._held(key, thing, day), sure) for (key, thing, _), sure in zip(chosen, certain, strict=True))

        return Things(floor, tuple(because), None, Members(certain, listing))

    def _held_one_by_one(self, day: int) -> Iterator[tuple[Thing, bool]]:
        for key, thing, sure in self._keys:
            answer = self.ground.known.verdict(key, day).answer
            if answer in STANDS or answer == "possible":
                yield self._held(key, thing, day), sure and answer in STANDS

    def _held(self, key: Key, thing: Thing, day: int) -> Thing:
        """A standing with the days of its beginning and end, as they bear on a day."""
        begins, ends = self.ground.known.bounds(key, day)
        return Thing(thing.id, thing.refs, thing.ways, None if begins is None or begins.lo <= -FOREVER else begins, ends)

    @cached_property
    def _spells(self) -> _Spells:
        """Every stretch of days through which one of the standings holds or may hold."""
        found = [
            (spell.first, spell.until, place, sure and spell.verdict.answer in STANDS)
            for place, (key, _, sure) in enumerate(self._keys)
            for spell in self.ground.known.spells(key)
            if spell.verdict.answer in STANDS or spell.verdict.answer == "possible"
        ]
        columns = np.array(found, np.int64).reshape(-1, 4).T
        return _Spells(columns[0], columns[1], columns[2], columns[3].astype(np.bool_))

    @cached_property
    def _things(self) -> list[tuple[Thing, bool]]:
        ask = self.ground.acts if self.what == "acts" else self.ground.figures
        vocabulary = self.ground.record.vocabulary
        every = tuple(vocabulary.acts if self.what == "acts" else vocabulary.measures)
        kinds = every if "any" in self.kinds else self.kinds
        found: dict[str, tuple[Thing, bool]] = {}
        for kind in kinds:
            for thing in ask(kind):
                sure, perhaps = self.matches(thing)
                is_of = self.what == "figures" or all(way["kind"][0] in kinds for way in thing.ways)
                if perhaps:
                    found[thing.id] = (thing, sure and is_of)
        return [found[key] for key in sorted(found)]

    @cached_property
    def _days(self) -> npt.NDArray[np.int64]:
        """For each thing the first and the last day on which it may lie."""
        return np.array([self._placed(thing) for thing, _ in self._things], np.int64).reshape(-1, 2)

    @cached_property
    def _sure(self) -> npt.NDArray[np.bool_]:
        return np.array([sure for _, sure in self._things], np.bool_)

    @cached_property
    def _edges(self) -> npt.NDArray[np.int64]:
        return np.unique(self._days)

    @property
    def edges(self) -> list[int]:
        """The first and last days of the acts or figures."""
        return [int(day) for day in self._edges]

    def _within(self, moment: Moment) -> Things:
        least, most = self._days.T
        here = np.flatnonzero((most >= moment.first) & (least <= moment.last))
        inside = (least[here] >= moment.first) & (most[here] <= moment.last)
        certain: list[bool] = (self._sure[here] & inside).tolist()

        def listing() -> tuple[tuple[Thing, bool], ...]:
            things = self._things
            return tuple((things[place][0], sure) for place, sure in zip(here.tolist(), certain, strict=True))

        members = Members(certain, listing)
        if self.what == "figures":
            return Things(members=members)
        return Things(True, (reason("only_named"),), None, members, *self._no_others(sum(certain)))

    def _no_others(self, found: int) -> tuple[bool, frozenset[str]]:
        """Whether no other act can be of those asked for; and the field of which each name has one at most."""
        wanted = self.named.get("act")
        every_one = wanted is not None and found == len(wanted)
        known = self.ground.record.vocabulary.acts
        if len(set(self.kinds)) > 1 or self.kinds[0] not in known or not known[self.kinds[0]].once:
            return every_one, frozenset()
        open_roles = {role for role in known[self.kinds[0]].once if len(self.named.get(role, ())) != 1}
        if len(open_roles) == 1:
            return every_one, frozenset(open_roles)
        return every_one or not open_roles, frozenset()

    def _placed(self, thing: Thing) -> tuple[int, int]:
        """The first and the last day on which an act may have happened, or of which a figure speaks."""
        if self.what == "figures":
            assert thing.begin is not None and thing.end is not None
            return thing.begin.lo, thing.end.hi
        days = thing.begin or self.ground.known.acts[thing.id].begin_fringe
        return days.lo, days.hi
