"""Acts added to a compiled log, or supposed: the standings they touch are folded again, ten million others stay as they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from legation.record.acts import FOREVER, Variant
from legation.standings.bulk import Bulk
from legation.standings.compiled import Compiled
from legation.standings.history import Key, keys_of
from legation.standings.overlay import overlaid
from legation.standings.plain_events import DOES, Events, tangled
from legation.standings.plain_fold import fold_plain
from legation.standings.plain_limits import limits
from legation.standings.rectangles import NEVER

Added = tuple[int, int, int, int, int, int, int]
"""An added event: standing, first and last day, what it does, known from, known to, its act."""


class NotPlain(ValueError):
    """Acts that cannot be laid over a build; the record has to be compiled again."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One act to lay over a log.

    Args:
        act: its number; kind: kind of act; lo, hi: first and last day on which it may have happened.
        subject, object, instrument: names, empty where there is none.
        known: the day at whose end it was known (``-FOREVER`` where it is supposed); retracts: the act that it takes back.
    """

    act: int
    kind: str = ""
    lo: int = -FOREVER
    hi: int = FOREVER
    subject: str = ""
    object: str = ""
    instrument: str = ""
    known: int = -FOREVER
    retracts: int | None = None


@dataclass(frozen=True)
class Growing:
    """A compiled log that takes more acts.

    Args:
        bulk: what was compiled; added: events added since; dead: rows of the log taken back since, with the day.
        compiled: what answers now.
    """

    bulk: Bulk
    compiled: Compiled
    added: tuple[Added, ...] = ()
    dead: dict[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, bulk: Bulk) -> Growing:
        """A compiled log to which nothing was added yet."""
        return cls(bulk, bulk.compiled)

    def with_deeds(self, deeds: Sequence[Deed], without: Iterable[int] = ()) -> Growing:
        """The same with more acts, and with acts supposed not to have happened.

        Raises:
            NotPlain: an act bears on standings that are not folded in columns.
        """
        keys, added, dead = self.compiled.keys, list(self.added), dict(self.dead)
        named = [(deed, *one) for deed in deeds if deed.retracts is None for one in _touched(self.bulk, deed)]
        written: dict[Key, tuple[str, ...]] = {}
        for _, key, names, _ in named:
            written.setdefault(key, names)
        numbers = keys.numbers(written)
        spelled = {key: names for key, names in written.items() if key not in numbers}
        if spelled:
            keys, more = keys.with_more(spelled)
            numbers |= more
        added.extend((numbers[key], deed.lo, deed.hi, does, deed.known, NEVER, deed.act) for deed, key, _, does in named)
        touched = set(numbers.values())
        for act, known in [
            *((deed.retracts, deed.known) for deed in deeds if deed.retracts is not None),
            *((act, None) for act in without),
        ]:
            touched |= self._take_back(act, known, dead, added)
        if not touched:
            return self
        places = np.array(sorted(touched), np.int64)
        if bool(self.bulk.by_rules[places[places < len(self.bulk.by_rules)]].any()):
            raise NotPlain
        found = self._events(places, added, dead)
        if bool(tangled(found).any()):
            raise NotPlain
        found = replace(found, key=places[found.key].astype(np.int32))
        record = self.bulk.record
        rows = fold_plain(found, keys, record.coverage, limits(record, keys))
        return Growing(self.bulk, overlaid(self.compiled, keys, places, rows), tuple(added), dead)

    def _take_back(self, act: int, known: int | None, dead: dict[int, int], added: list[Added]) -> set[int]:
        """Mark an act as taken back (from the first, where ``known`` is None), and give the standings that it touched."""
        day = -FOREVER if known is None else known
        touched = set()
        for place, one in enumerate(added):
            if one[6] == act and (known is None or one[4] <= known):
                added[place] = (*one[:5], min(one[5], day), act)
                touched.add(one[0])
        if touched:
            return touched
        row = self.bulk.row_of(act)
        if row is None or (known is not None and int(self.bulk.log.known[row]) > known):
            return set()
        kind = self.bulk.log.kinds[self.bulk.log.kind[row]]
        if kind in self.bulk.acts_by_rules:
            raise NotPlain
        dead[row] = min(dead.get(row, NEVER), day)
        return set(self.bulk.keys_of_row(row))

    def _events(self, places: npt.NDArray[np.int64], added: Sequence[Added], dead: dict[int, int]) -> Events:
        """The events of the touched standings, old and new, numbered from 0 in the order of ``places``."""
        base = self.bulk.events
        old = places[places < len(base.starts) - 1]
        rows = base.of_keys(old)
        known_to = base.known_to[rows].copy()
        if dead:
            for place, row in enumerate(base.row[rows].tolist()):
                if row in dead:
                    known_to[place] = min(int(known_to[place]), dead[row])
        wanted = set(places.tolist())
        new = np.array([one[:6] for one in added if one[0] in wanted], np.int64).reshape(-1, 6)
        had: tuple[npt.NDArray[Any], ...] = (
            base.key[rows],
            base.lo[rows],
            base.hi[rows],
            base.does[rows],
            base.known_from[rows],
            known_to,
        )
        columns = [np.concatenate((column.astype(np.int64), new[:, place])) for place, column in enumerate(had)]
        columns[0] = np.searchsorted(places, columns[0])
        order = np.lexsort((columns[3], columns[1], columns[0]))
        key, lo, hi, does, known_from, until = (np.array(column[order], np.int32) for column in columns)
        starts = np.searchsorted(key, np.arange(len(places) + 1)).astype(np.int64)
        return Events(key, lo, hi, does.astype(np.int8), known_from, until, key, starts)


def _touched(bulk: Bulk, deed: Deed) -> Iterator[tuple[Key, tuple[str, ...], int]]:
    """The standings that a deed touches, and what it does to each."""
    roles = tuple((role, (name,)) for role in ("subject", "object", "instrument") if (name := getattr(deed, role)))
    variant = Variant(deed.kind, roles, "")
    for kind, effect in bulk.effects.get(deed.kind, ()):
        if effect.lasting or any(variant.role(role) for role in effect.unless):
            continue
        if kind.id not in bulk.plain or effect.does not in DOES or effect.after or effect.term:
            raise NotPlain
        for key, names in keys_of(bulk.record, kind, variant):
            yield key, names, DOES.index(effect.does)
