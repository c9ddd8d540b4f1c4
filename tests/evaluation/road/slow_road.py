"""The road at home by its definition: every day on which each act may have happened, and every account of it, one after another.

Written without the engine: it reads the law's tables as they are written, places every act on a day, and looks where the treaty
stands. It knows no participation: the laws it is asked about name acts for what counts abroad too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

Placed = tuple[str, int]
"""A kind of act and its day."""


@dataclass(frozen=True)
class Told:
    """An act: the accounts of it (kind and by whom), and its first and last possible day."""

    accounts: tuple[tuple[str, str], ...]
    first: int
    last: int

    def placings(self) -> Iterator[tuple[str, str, int]]:
        for kind, who in self.accounts:
            for day in range(self.first, self.last + 1):
                yield kind, who, day


@dataclass(frozen=True)
class Standing:
    """Where a treaty stood in every placement: sets of what it may have been."""

    reached: frozenset[str]
    following: frozenset[str]
    since: frozenset[int]
    met: dict[str, frozenset[bool]]
    routes: frozenset[str]
    overdue: dict[str, frozenset[bool]]


def standing(law: dict[str, Any], periods: dict[str, int], matters: list[str], told: list[Told], on: int) -> Standing:
    """Where the treaty stood on a day, over all placements.

    Args:
        law: one road as its TOML gives it; periods: for each step the days that the law gives for it.
    """
    steps: dict[str, dict[str, Any]] = law["steps"]
    names = list(steps)
    routes: dict[str, dict[str, Any]] = law["routes"]
    seen: dict[str, set[Any]] = {"reached": set(), "following": set(), "since": set(), "routes": set()}
    met = {name: set[bool]() for name in names}
    overdue = {name: set[bool]() for name in names}
    for chosen in product(*(one.placings() for one in told)):
        done = {
            name: min(days)
            for name, step in steps.items()
            if (days := [day for kind, who, day in chosen if day <= on and _fulfils(step, kind, who)])
        }
        for name in names:
            met[name].add(name in done)
        for route in _routes(routes, matters, [(kind, who) for kind, who, day in chosen if day <= on]):
            seen["routes"].add(route)
            own = [name for name in names if steps[name].get("by", "own") != "partner" and name in done]
            seen["reached"].add(own[-1] if own else "")
            behind = {name for other in done for name in _before(steps, other)}
            wanted = [
                name
                for name in names
                if steps[name].get("asked", "law") == "law"
                and _asks(steps[name], route)
                and name not in done
                and name not in behind
            ]
            following = wanted[0] if wanted else ""
            seen["following"].add(following)
            if following:
                earlier = {name for name in own if names.index(name) < names.index(following)} | _before(steps, following)
                days = [done[name] for name in earlier if name in done]
                if days:
                    seen["since"].add(max(days))
            for name in names:
                waited = [done[other] for other in _listed(steps[name], "after") if other in done]
                if name in periods and name not in done and name not in behind and _asks(steps[name], route) and waited:
                    overdue[name].add(on > max(waited) + periods[name])
                elif name in periods:
                    overdue[name].add(False)
    return Standing(
        frozenset(seen["reached"]), frozenset(seen["following"]), frozenset(seen["since"]),
        {name: frozenset(found) for name, found in met.items()}, frozenset(seen["routes"]),
        {name: frozenset(found) for name, found in overdue.items()},
    )  # fmt: skip


def _listed(step: dict[str, Any], key: str) -> list[str]:
    given = step.get(key, [])
    return [given] if isinstance(given, str) else list(given)


def _fulfils(step: dict[str, Any], kind: str, who: str) -> bool:
    by = step.get("by", "own")
    return kind in _listed(step, "acts") and (by == "anyone" or (by == "own") == (who == "peru"))


def _asks(step: dict[str, Any], route: str) -> bool:
    return not _listed(step, "routes") or route in _listed(step, "routes")


def _before(steps: dict[str, dict[str, Any]], name: str) -> set[str]:
    found: set[str] = set()
    for other in _listed(steps[name], "after"):
        found |= {other, *_before(steps, other)}
    return found


def _routes(routes: dict[str, dict[str, Any]], matters: list[str], done: list[tuple[str, str]]) -> list[str]:
    for name, route in routes.items():
        if set(_listed(route, "matters")) & set(matters):
            return [name]
    if matters == ["none"]:
        for name, route in routes.items():
            if route.get("otherwise"):
                return [name]
    for key in ("shown_by", "held_by"):
        told = [
            name for name, route in routes.items() if any(who == "peru" and kind in _listed(route, key) for kind, who in done)
        ]
        if told:
            return told
    return list(routes)
