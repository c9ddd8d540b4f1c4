"""The definition, in the open: every placement of every uncertain day, each replayed as plain history.

Slow and obvious on purpose: it is the oracle that the engine is held against, over small histories. It shares with the
engine only how claims become acts; everything about standings is written here a second time, as DESIGN states it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product

from legation.record.acts import ATTESTATION, FOREVER, Act, Days, Variant, slug
from legation.record.record import Record
from legation.standings.history import Key
from legation.standings.outcomes import Outcome, together
from legation.standings.own_clauses import as_its_clause_says
from legation.standings.verdicts import Answer
from legation.terms.vocabulary import Effect, KindOfStanding

IN_ONE_DAY = {"attest": 0, "close": 1, "displace": 1, "open": 2, "suspend": 2}


Event = tuple[int, int, int, int, str]
"""When something happens to a standing, and what: day, second of the day, depth of "came after", rank in the day, deed."""


@dataclass(frozen=True, slots=True, eq=False)
class Deed:
    """An act in one world: which of its variants happened, on which day it began, and on which it ended, if it did."""

    act: Act
    variant: Variant
    begin: int
    last: int | None


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """One way in which everything may have happened: the deeds, and the first and last days of the actors."""

    deeds: tuple[Deed, ...]
    first_days: Mapping[str, int]
    last_days: Mapping[str, int]


class Placements:
    """Every world of a few acts, listed once, and replayed for each standing and day that is asked about.

    What a deed does to a standing is the same in every world, so it is worked out once and kept.

    Args:
        window: stands for "at any time": unbounded days are placed within it. It must reach beyond everything dated.
    """

    def __init__(self, record: Record, acts: Mapping[str, Act], window: Days) -> None:
        self.record = record
        self.worlds = list(worlds(record, acts, window))
        self._replays: dict[Key, Replay] = {}
        self._spoken_of: dict[tuple[Key, frozenset[str]], bool] = {}

    def outcomes(self, key: Key, day: int) -> frozenset[Outcome]:
        """What may be the case for a standing at the end of a day: one replay for each world."""
        replay = self._replay(key)
        return frozenset(replay.bounded(world, day, self._inherited(replay, world, day, frozenset())) for world in self.worlds)

    def answer(self, key: Key, day: int, found: frozenset[Outcome]) -> Answer:
        """The answer for a standing at the end of a day, from what may be the case, as DESIGN states it."""
        coverage = self.record.coverage[key.kind]
        if not coverage.covers(day):
            return "unknown"
        if found <= {"firm", "held"}:
            return "yes" if found == {"firm"} or coverage.endings.exhaustive_on(day) else "presumed"
        if found & {"firm", "held"}:
            return "possible"
        if found == {"off"}:
            return "no"
        marks = {deed.act.begin_fringe.lo for world in self.worlds for deed in world.deeds if self._replay(key).is_mark(deed)}
        if marks:
            return "possible" if day >= min(marks) else "no"
        return "no" if coverage.beginnings.exhaustive_on(day) else "unknown"

    def suspended(self, key: Key, day: int) -> Answer:
        """Whether a standing rests at the end of a day: in every world (yes), in some (possible), or in none (no)."""
        replay = self._replay(key)
        found = {replay.rests(world, day) for world in self.worlds}
        return "possible" if len(found) > 1 else "yes" if True in found else "no"

    def _replay(self, key: Key) -> Replay:
        if key not in self._replays:
            self._replays[key] = Replay(self.record, key)
        return self._replays[key]

    def _inherited(self, replay: Replay, world: World, day: int, heirs: frozenset[str]) -> Outcome:
        """What its own acts and those of its predecessors give, as if nothing had passed on.

        Args:
            heirs: the successions on the way here: none is gone through twice.
        """
        parts = [replay.folded(world, day)]
        for deed in world.deeds:
            for before in replay.predecessors(deed):
                if deed.act.id not in heirs and self._is_spoken_of(before, heirs | {deed.act.id}):
                    earlier = self._inherited(self._replay(before), world, day, heirs | {deed.act.id})
                    parts.append(earlier if day >= deed.begin else "off")
        return together(parts)

    def _is_spoken_of(self, key: Key, heirs: frozenset[str]) -> bool:
        """Whether some act, in some world, touches a standing or what passed into it; else it has nothing to pass on."""
        if (key, heirs) not in self._spoken_of:
            replay = self._replay(key)
            self._spoken_of[key, heirs] = any(
                replay.is_touched(deed)
                or any(
                    self._is_spoken_of(before, heirs | {deed.act.id})
                    for before in replay.predecessors(deed)
                    if deed.act.id not in heirs
                )
                for deed in dict.fromkeys(deed for world in self.worlds for deed in world.deeds)
            )
        return self._spoken_of[key, heirs]


def worlds(record: Record, acts: Mapping[str, Act], window: Days) -> Iterator[World]:
    """Every combination of the days on which the acts and the actors' beginnings and ends may lie."""
    deeds = [list(_placed(record, act, window)) for act in acts.values()]
    firsts = {name: actor.exists_from.begin_fringe for name, actor in record.actors.items() if actor.exists_from}
    lasts = {name: actor.exists_to.begin_fringe for name, actor in record.actors.items() if actor.exists_to}
    first_days = [[(name, day) for day in _range(bounds.lo, bounds.hi)] for name, bounds in firsts.items()]
    last_days = [[(name, day) for day in _range(bounds.lo, bounds.hi)] for name, bounds in lasts.items()]
    for chosen in product(*deeds):
        for begun in product(*first_days):
            for ended in product(*last_days):
                yield World(chosen, dict(begun), dict(ended))


def _range(lo: object, hi: object) -> range:
    assert isinstance(lo, int) and isinstance(hi, int)
    return range(lo, hi + 1)


def _within(days: Days, window: Days) -> range:
    return range(max(days.lo, window.lo), min(days.hi, window.hi) + 1)


def _placed(record: Record, act: Act, window: Days) -> Iterator[Deed]:
    for variant in act.variants:
        for begin in _within(act.begin_fringe, window):
            if act.last_fringe is not None:
                for last in _within(act.last_fringe, window):
                    if last >= begin:
                        yield Deed(act, variant, begin, last)
            elif not act.endless and _lapses_some_day(record, variant):
                for last in range(begin, window.hi + 1):
                    yield Deed(act, variant, begin, last)
            else:
                yield Deed(act, variant, begin, None)


def _lapses_some_day(record: Record, variant: Variant) -> bool:
    for kind in record.vocabulary.standings.values():
        if variant.kind == ATTESTATION and variant.standing == kind.id and _ends_unseen(record, kind):
            return True
        for effect in kind.effects:
            by_nature = effect.does in ("open", "attest") and _ends_unseen(record, kind)
            if effect.act == variant.kind and effect.term is None and (effect.does == "term" or by_nature):
                return True
    return False


def _ends_unseen(record: Record, kind: KindOfStanding) -> bool:
    return kind.lapses and record.coverage[kind.id].beginnings.extent != "exhaustive"


class Replay:
    """One standing, replayed in any world."""

    def __init__(self, record: Record, key: Key) -> None:
        self.record = record
        self.key = key
        self.kind = record.vocabulary.standings[key.kind]
        self.successions = frozenset(effect.act for effect in self.kind.effects if effect.does == "transfer")
        self._sorted: dict[World, tuple[Event, ...]] = {}
        self._of_deed: dict[tuple[Deed, int | None], tuple[Event, ...]] = {}
        self._begun: dict[Deed, Event | None] = {}
        self._recorded: dict[Deed, tuple[tuple[Event, Event], ...]] = {}
        self._resting: dict[Deed, tuple[Event, ...]] = {}

    def folded(self, world: World, day: int) -> Outcome:
        """The state that the standing's own events give at the end of ``day``."""
        events = self.events(world)
        past = [event for event in events if event[0] <= day]
        future = [event for event in events if event[0] > day]
        last = past[-1][-1] if past else None
        if last in ("open", "attest"):
            said_today = any(event[0] == day and event[-1] in ("open", "attest") for event in past)
            ends = any(event[-1] in ("close", "displace") for event in future)
            return "firm" if said_today or ends else "held"
        skipped = ("close", "displace") if last else ("displace",)
        following = next((event[-1] for event in future if event[-1] not in skipped), None)
        if last is None and following is None:
            return "none"
        return "silent" if following in ("attest", "close") else "off"

    def bounded(self, world: World, day: int, state: Outcome) -> Outcome:
        """Nothing stands before its actors exist, after they end, or after it has passed to a successor."""
        for role, name in zip(self.kind.key, self.key.roles, strict=True):
            if role not in self.kind.ends_with:
                continue
            if day < world.first_days.get(name, day):
                return "off"
            if name in world.last_days:
                if day > world.last_days[name]:
                    return "off"
                state = "firm" if state == "held" else state
        for deed in world.deeds:
            if deed.variant.kind in self.successions and not set(deed.variant.role("object")).isdisjoint(self.key.roles):
                if day >= deed.begin:
                    return "off"
                state = "firm" if state == "held" else state
        return state

    def rests(self, world: World, day: int) -> bool:
        """Whether the last of the acts that suspend it, resume it or end it by the end of ``day`` suspends it."""
        past = [event for deed in world.deeds for event in self.resting(deed) if event[0] <= day]
        return bool(past) and max(past)[-1] == "suspend"

    def events(self, world: World) -> tuple[Event, ...]:
        """All that happens to the standing in a world, in order."""
        if world not in self._sorted:
            found = [event for deed in world.deeds for event in self.of_deed(deed, self.last_of(world, deed))]
            self._sorted[world] = tuple(sorted(found))
        return self._sorted[world]

    def predecessors(self, deed: Deed) -> Iterator[Key]:
        """The standings that pass into this one by a deed."""
        if deed.variant.kind in self.successions:
            for new, old in product(deed.variant.role("subject"), deed.variant.role("object")):
                if new in self.key.roles and new != old:
                    yield Key(self.key.kind, tuple(old if name == new else name for name in self.key.roles))

    def is_touched(self, deed: Deed) -> bool:
        """Whether a deed names the standing and does something to it."""
        named, effects = _named(self.record, self.kind, deed)
        return self.key.roles in named and bool(effects)

    def is_mark(self, deed: Deed) -> bool:
        """Whether a deed says that the standing had not begun before it."""
        if deed.variant.kind not in self.kind.not_before:
            return False
        return self.key.roles in product(*(map(slug, deed.variant.role(role)) for role in self.kind.key))

    def last_of(self, world: World, deed: Deed) -> int | None:
        """The last day that a deed can have had: of an end that no source records, what is recorded after it tells.

        A recorded end of the same standing is that end, also on the day of a later beginning, which by the rules of one day comes
        after it; a recorded later beginning came after it.
        """
        if deed.last is None or deed.act.last_fringe is not None:
            return deed.last
        begun = self.begun(deed)
        if begun is None:
            return deed.last
        others = [event for other in world.deeds if other.act.id != deed.act.id for event in self.recorded(other)]
        after = [(early, late) for early, late in others if early > begun]
        begins = [early for early, _ in after if early[-1] == "open" and early[0] > begun[0]]
        if any(late[-1] == "close" and all(late < begin for begin in begins) for _, late in after):
            return None
        return min([deed.last, *(begin[0] - 1 for begin in begins)])

    def begun(self, deed: Deed) -> Event | None:
        """What a deed begins or shows, as late as it may come; None where it does neither, or its day may be any."""
        if deed not in self._begun:
            begins = (event for event in self._brought(deed, deed.act.begin_fringe.hi) if event[-1] in ("open", "attest"))
            self._begun[deed] = max(begins, default=None)
        return self._begun[deed]

    def recorded(self, deed: Deed) -> tuple[tuple[Event, Event], ...]:
        """The beginnings and ends that an act brings whatever happened, each as early and as late as it may come."""
        if deed not in self._recorded:
            bounds = deed.act.begin_fringe
            early, late = (self._brought(deed, day) for day in (bounds.lo, bounds.hi))
            certain = len(deed.act.variants) == 1 and early and late
            pairs = zip(early, late, strict=True) if certain else ()
            self._recorded[deed] = tuple(one for one in pairs if one[0][-1] in ("open", "close"))
        return self._recorded[deed]

    def _brought(self, deed: Deed, day: int) -> tuple[Event, ...]:
        """What a deed brings when it begins on a day, save ends that no source records; nothing, where that day may be any."""
        return () if abs(day) >= FOREVER else tuple(_events(self.record, self.key, replace(deed, begin=day, last=None), None))

    def of_deed(self, deed: Deed, last: int | None) -> tuple[Event, ...]:
        """What a deed that lasted until ``last`` does to the standing, and when."""
        if (deed, last) not in self._of_deed:
            self._of_deed[deed, last] = tuple(_events(self.record, self.key, deed, last))
        return self._of_deed[deed, last]

    def resting(self, deed: Deed) -> tuple[Event, ...]:
        """Whether and when a deed suspends the standing, or makes an end of its suspension."""
        if deed not in self._resting:
            self._resting[deed] = tuple(_suspensions(self.record, self.key, deed))
        return self._resting[deed]


def _events(record: Record, key: Key, deed: Deed, last: int | None) -> Iterator[Event]:
    """What a deed that lasted until ``last`` does to the standing, and when."""
    kind = record.vocabulary.standings[key.kind]
    named, effects = _named(record, kind, deed)

    def event(day: int, does: str, *, is_the_act: bool = True) -> Event:
        hour, depth = (deed.act.seconds, deed.act.depth) if is_the_act else (0, 0)
        return (day, hour, depth, IN_ONE_DAY[does], does)

    if key.roles not in named or not effects:
        if _displaces(record, kind, key, deed):
            yield event(deed.begin, "displace")
        return
    for effect in effects:
        moved = effect.after.add_to(deed.begin) if effect.after else deed.begin
        if effect.does == "attest":
            yield event(deed.begin, "attest")
            if last is not None and not deed.act.endless and _ends_unseen(record, kind):
                yield event(last + 1, "close", is_the_act=False)
        elif effect.does == "close":
            yield event(moved, "close", is_the_act=effect.after is None)
        elif effect.does in ("open", "term"):
            yield event(moved, "open", is_the_act=effect.after is None)
            if effect.does == "term" and effect.term is not None and deed.act.last_fringe is None:
                if not deed.act.endless:
                    yield event(effect.term.add_to(deed.begin), "close", is_the_act=False)
            elif last is not None and (effect.does == "term" or _ends_unseen(record, kind) or deed.act.last_fringe is not None):
                yield event(last + 1, "close", is_the_act=False)


def _suspensions(record: Record, key: Key, deed: Deed) -> Iterator[Event]:
    """When a deed suspends the standing (``suspend``), or resumes or ends it (``close``)."""
    named, effects = _named(record, record.vocabulary.standings[key.kind], deed)
    for effect in effects:
        if key.roles in named and effect.does in ("suspend", "resume", "close"):
            day = effect.after.add_to(deed.begin) if effect.after else deed.begin
            hour, depth = (0, 0) if effect.after else (deed.act.seconds, deed.act.depth)
            yield day, hour, depth, IN_ONE_DAY["suspend" if effect.does == "suspend" else "close"], effect.does


def _named(record: Record, kind: KindOfStanding, deed: Deed) -> tuple[set[tuple[str, ...]], list[Effect]]:
    """Which standings of a kind a deed names, and what it does to them."""
    roles = [deed.variant.role(role) for role in kind.key]
    named = {tuple(slug(name) for name in names) for names in product(*roles)}
    if kind.mutual:
        named |= {names[::-1] for names in named if len(set(names)) == len(names)}
    effects = [
        as_its_clause_says(record, effect, deed.variant)
        for effect in kind.effects
        if effect.act == deed.variant.kind and effect.does != "transfer"
    ]
    if deed.variant.kind == ATTESTATION and deed.variant.standing == kind.id and not deed.act.is_count:
        effects = [Effect(act=ATTESTATION, does="attest")]
    lasted = deed.act.last is not None or deed.act.endless
    applying = [effect for effect in effects if lasted or not effect.lasting]
    return named, [effect for effect in applying if not any(deed.variant.role(role) for role in effect.unless)]


def _displaces(record: Record, kind: KindOfStanding, key: Key, deed: Deed) -> bool:
    """Whether a deed begins a standing that ends this one: another in its slot, or one of the same key that excludes it."""
    for other in (kind.id, *kind.displaced_by):
        named, effects = _named(record, record.vocabulary.standings[other], deed)
        if not any(effect.does in ("open", "term", "attest") for effect in effects):
            continue
        if other != kind.id and key.roles in named:
            return True
        places = [kind.key.index(role) for role in kind.slot]
        if other == kind.id and places and any(all(names[place] == key.roles[place] for place in places) for names in named):
            return True
    return False
