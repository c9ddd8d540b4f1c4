"""The ways in which things may have stood on a day, as many as the answer can depend on: which acts had happened, and which of
the accounts of each is right.

Where between its bounds an act happened matters only through whether it had by the day asked, and through how long ago: so a
world says which had, and keeps for each step met the days on which that can have been.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from legation.evaluation.road.deeds import Deed, Effect
from legation.record.acts import Days

AT_MOST: Final = 4_096
"""Worlds tried for one answer; beyond them nothing is called certain."""


@dataclass(frozen=True, slots=True)
class World:
    """One way in which things stood: the steps met, each with the days on which it can have been; and the routes told of.

    Routes that acts show go before those that are only held.
    """

    met: Mapping[str, Days]
    routes: frozenset[str]


def worlds(deeds: Sequence[Deed], day: int) -> tuple[list[World], bool]:
    """Every world on a day, and whether they are all there are."""
    choices = [_choices(deed, day) for deed in deeds]
    size, whole = 1, True
    for place, options in enumerate(choices):
        size *= len(options)
        if size > AT_MOST:
            choices = [*choices[:place], *(options[:1] for options in choices[place:])]
            whole = False
            break
    found: dict[tuple[tuple[tuple[str, Days], ...], frozenset[str]], World] = {}
    for taken in product(*choices):
        made = _world(deeds, taken, day)
        found.setdefault((tuple(sorted(made.met.items(), key=lambda one: one[0])), made.routes), made)
    return list(found.values()), whole


def _choices(deed: Deed, day: int) -> list[Effect]:
    """What the deed may have done by the day; nothing where it had not happened."""
    options: dict[Effect, None] = {}
    for happened in deed.happened(day):
        for way in deed.ways if happened else (Effect(),):
            options.setdefault(way)
    return list(options)


def _world(deeds: Sequence[Deed], taken: Sequence[Effect], day: int) -> World:
    met: dict[str, Days] = {}
    routes: set[str] = set()
    held: set[str] = set()
    for deed, effect in zip(deeds, taken, strict=True):
        routes |= effect.routes
        held |= effect.held
        for step in effect.steps:
            when = deed.day_of(step)
            when = Days(min(when.lo, day), min(when.hi, day))
            before = met.get(step)
            met[step] = when if before is None else Days(min(before.lo, when.lo), min(before.hi, when.hi))
    return World(met, frozenset(routes or held))


def each(found: Sequence[World], all_routes: Sequence[str], fixed: str = "") -> Iterator[tuple[World, str, bool]]:
    """Each world on each route that it may be on, and whether anything tells the route.

    Args:
        all_routes: every route of the road, each of which it may be where nothing tells.
        fixed: the route that the treaty's matters ask for, or empty.
    """
    for world in found:
        if fixed:
            yield world, fixed, True
        elif world.routes:
            for route in all_routes:
                if route in world.routes:
                    yield world, route, True
        else:
            for route in all_routes or ("",):
                yield world, route, False
