"""Things that name one another: their circles, and what rests on what is wrong."""

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


def resting(named: Mapping[str, Iterable[str]], wrong: Mapping[str, str]) -> dict[str, str]:
    """What is wrong, and everything that rests on it: each with the wrong thing that it names, empty where it is itself wrong.

    Args:
        named: what each thing names.
    """
    found = dict(wrong)
    users: dict[str, list[str]] = {}
    for name in sorted(named):
        for other in named[name]:
            users.setdefault(other, []).append(name)
    waiting = sorted(found)
    while waiting:
        name = waiting.pop(0)
        for user in users.get(name, ()):
            if user not in found:
                found[user] = name
                waiting.append(user)
    return found
