"""The tree of a plan: who hangs from whom, from the top down; what hangs from nothing, or in a circle."""

from __future__ import annotations

from collections.abc import Mapping

from legation.evaluation.circles import circles
from legation.evaluation.plans.entries import Node
from legation.evaluation.plans.words import plan_words


def rings(nodes: Mapping[str, Node]) -> list[tuple[str, ...]]:
    """The circles in which elements hang from each other, each from its first id back to it."""
    return circles({node.id: (node.parent,) for node in nodes.values()})


def in_circles(nodes: Mapping[str, Node]) -> frozenset[str]:
    """Ids of the elements that are part of some circle."""
    return frozenset(name for ring in rings(nodes) for name in ring)


def from_the_top(nodes: Mapping[str, Node]) -> list[tuple[int, Node]]:
    """Every element once with its depth, each followed by those that hang from it, in order of level, code and id.

    One whose parent is not there, or that hangs in a circle, stands at the top.
    """
    looped = in_circles(nodes)
    children: dict[str, list[Node]] = {}
    levels = list(plan_words().kinds)
    for node in sorted(nodes.values(), key=lambda one: (levels.index(one.kind), one.code, one.id)):
        children.setdefault(node.parent if node.parent in nodes and node.id not in looped else "", []).append(node)
    found: list[tuple[int, Node]] = []
    waiting = [(0, node) for node in reversed(children.get("", []))]
    while waiting:
        depth, node = waiting.pop()
        found.append((depth, node))
        waiting.extend((depth + 1, child) for child in reversed(children.get(node.id, [])))
    return found


def beneath(nodes: Mapping[str, Node]) -> dict[str, tuple[str, ...]]:
    """For each element its own id and the ids of all that hang from it, at any depth."""
    order = from_the_top(nodes)
    found: dict[str, tuple[str, ...]] = {}
    for place, (depth, node) in enumerate(order):
        end = next((later for later in range(place + 1, len(order)) if order[later][0] <= depth), len(order))
        found[node.id] = tuple(below.id for _, below in order[place:end])
    return found
