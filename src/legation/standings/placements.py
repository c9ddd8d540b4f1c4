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
from legation.terms.vocabulary import Effect, KindOfStanding

IN_ONE_DAY = {"attest": 0, "close": 1, "displace": 1, "open": 2}


@dataclass(frozen=True, slots=True)
class Deed:
    """An act in one world: which of its variants happened, on which day it began, and on which it ended, if it did."""

    act: Act
    variant: Variant
    begin: int
    last: int | None


@dataclass(frozen=True, slots=True)
class World:
    """One way in which everything may have happened: the deeds, and the first and last days of the actors."""

    deeds: tuple[Deed, ...]
    first_days: Mapping[str, int]
    last_days: Mapping[str, int]


def outcomes_over_placements(record: Record, acts: Mapping[str, Act], key: Key, day: int, window: Days) -> frozenset[Outcome]:
    """What may be the case for ``key`` at the end of ``day``: one replay for each world.

    Args:
        window: stands for "at any time": unbounded days are placed within it. It must reach beyond everything dated.
    """
    return frozenset(replay(record, key, world, day) for world in worlds(record, acts, window))


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


def replay(record: Record, key: Key, world: World, day: int, heirs: frozenset[str] = frozenset()) -> Outcome:
    """The state of one standing at the end of ``day`` in one world."""
    parts = [_folded(record, key, world, day)]
    for deed in world.deeds:
        for before in _predecessors(record, key, deed):
            if deed.act.id in heirs:
                continue
            earlier = _inherited(record, before, world, day, heirs | {deed.act.id})
            parts.append(earlier if day >= deed.begin else "off")
    return _bounded(record, key, world, day, together(parts), skip=heirs)


def _inherited(record: Record, key: Key, world: World, day: int, heirs: frozenset[str]) -> Outcome:
    """What the predecessor's acts alone would give, as if neither it nor the standing had passed on."""
    parts = [_folded(record, key, world, day)]
    for deed in world.deeds:
        for before in _predecessors(record, key, deed):
            if deed.act.id not in heirs:
                earlier = _inherited(record, before, world, day, heirs | {deed.act.id})
                parts.append(earlier if day >= deed.begin else "off")
    return together(parts)


def _predecessors(record: Record, key: Key, deed: Deed) -> Iterator[Key]:
    kind = record.vocabulary.standings[key.kind]
    if any(effect.act == deed.variant.kind and effect.does == "transfer" for effect in kind.effects):
        for successor, predecessor in product(deed.variant.role("subject"), deed.variant.role("object")):
            if successor in key.roles and successor != predecessor:
                yield Key(key.kind, tuple(predecessor if name == successor else name for name in key.roles))


def _bounded(record: Record, key: Key, world: World, day: int, state: Outcome, skip: frozenset[str]) -> Outcome:
    """Nothing stands before its actors exist, after they end, or after it has passed to a successor."""
    kind = record.vocabulary.standings[key.kind]
    for role, name in zip(kind.key, key.roles, strict=True):
        if role not in kind.ends_with:
            continue
        if day < world.first_days.get(name, day):
            return "off"
        if name in world.last_days:
            if day > world.last_days[name]:
                return "off"
            state = "firm" if state == "held" else state
    for deed in world.deeds:
        passes = any(effect.act == deed.variant.kind and effect.does == "transfer" for effect in kind.effects)
        if passes and deed.act.id not in skip and not set(deed.variant.role("object")).isdisjoint(key.roles):
            if day >= deed.begin:
                return "off"
            state = "firm" if state == "held" else state
    return state


def _folded(record: Record, key: Key, world: World, day: int) -> Outcome:
    """The state that the standing's own events give at the end of ``day``."""
    events = sorted(event for deed in world.deeds for event in _events(record, key, _ended(record, key, world, deed)))
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


def _ended(record: Record, key: Key, world: World, deed: Deed) -> Deed:
    """The deed with the last day it can have had: of an end that no source records, what is recorded after it tells.

    A recorded end of the same standing is that end; a recorded later beginning came after it.
    """
    if deed.last is None or deed.act.last_fringe is not None:
        return deed
    later = [event for other in world.deeds if other.act.id != deed.act.id for event in _recorded(record, key, other)]
    after = [(lo, hi, does) for lo, hi, does in later if lo > deed.act.begin_fringe.hi]
    begins = [lo for lo, _, does in after if does == "open"]
    if any(does == "close" and all(hi < begin for begin in begins) for _, hi, does in after):
        return replace(deed, last=None)
    return replace(deed, last=min([deed.last, *(begin - 1 for begin in begins)]))


def _recorded(record: Record, key: Key, deed: Deed) -> Iterator[tuple[int, int, str]]:
    """The beginnings and ends of a standing that an act brings whatever happened: first and last possible day, and which."""
    named, effects = _named(record, record.vocabulary.standings[key.kind], deed)
    begin, endless = deed.act.begin_fringe, deed.act.last_fringe is not None or deed.act.endless
    if len(deed.act.variants) != 1 or key.roles not in named or begin.lo <= -FOREVER or begin.hi >= FOREVER:
        return
    for effect in effects:
        after = effect.after
        lo, hi = (after.add_to(day) if after else day for day in (begin.lo, begin.hi))
        if effect.does in ("open", "term"):
            yield lo, hi, "open"
            if effect.does == "term" and effect.term is not None and not endless:
                yield effect.term.add_to(begin.lo), effect.term.add_to(begin.hi), "close"
        elif effect.does == "close":
            yield lo, hi, "close"


def _events(record: Record, key: Key, deed: Deed) -> Iterator[tuple[int, int, int, int, str]]:
    """What a deed does to the standing, and when: day, second of the day, depth of "came after", rank in the day."""
    kind = record.vocabulary.standings[key.kind]
    named, effects = _named(record, kind, deed)

    def event(day: int, does: str, *, is_the_act: bool = True) -> tuple[int, int, int, int, str]:
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
            if deed.last is not None and not deed.act.endless and _ends_unseen(record, kind):
                yield event(deed.last + 1, "close", is_the_act=False)
        elif effect.does == "close":
            yield event(moved, "close", is_the_act=effect.after is None)
        elif effect.does in ("open", "term"):
            yield event(moved, "open", is_the_act=effect.after is None)
            if effect.does == "term" and effect.term is not None and deed.act.last_fringe is None:
                if not deed.act.endless:
                    yield event(effect.term.add_to(deed.begin), "close", is_the_act=False)
            elif deed.last is not None and (
                effect.does == "term" or _ends_unseen(record, kind) or deed.act.last_fringe is not None
            ):
                yield event(deed.last + 1, "close", is_the_act=False)


def _named(record: Record, kind: KindOfStanding, deed: Deed) -> tuple[set[tuple[str, ...]], list[Effect]]:
    """Which standings of a kind a deed names, and what it does to them."""
    roles = [deed.variant.role(role) for role in kind.key]
    named = {tuple(slug(name) for name in names) for names in product(*roles)}
    if kind.mutual:
        named |= {names[::-1] for names in named if len(set(names)) == len(names)}
    effects = [effect for effect in kind.effects if effect.act == deed.variant.kind and effect.does != "transfer"]
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
