"""Circles among things that name one another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def circles(named: Mapping[str, Iterable[str]]) -> list[tuple[str, ...]]:
    """Every circle that a walk meets, each once, from its first name back to it: ``("a", "b", "a")``.

    Args:
        named: what each thing names.
    """
    found: dict[frozenset[str], tuple[str, ...]] = {}
    done: set[str] = set()
    for start in sorted(named):
        trail: list[str] = []
        waiting: list[tuple[str, bool]] = [(start, False)]
        while waiting:
            name, leaving = waiting.pop()
            if leaving:
                trail.pop()
                done.add(name)
                continue
            if name in trail:
                ring = trail[trail.index(name) :]
                least = ring.index(min(ring))
                found.setdefault(frozenset(ring), (*ring[least:], *ring[:least], ring[least]))
                continue
            if name in done:
                continue
            trail.append(name)
            waiting.append((name, True))
            waiting.extend((other, False) for other in sorted(named.get(name, ()), reverse=True))
    return [found[key] for key in sorted(found, key=sorted)]
