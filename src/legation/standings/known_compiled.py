"""A record as known on a day, answered from rectangles: no rule is run, however many standings are asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, KeysView
from functools import cached_property

from legation.record.record import Record
from legation.standings.asof import Bearing, KnownRecord, Spell
from legation.standings.compiled import Compiled
from legation.standings.folding import Borne
from legation.standings.key import Key
from legation.standings.rectangles import SETS, verdict_of
from legation.standings.verdicts import Verdict


class KnownCompiled(KnownRecord):
    """The same answers as :class:`KnownRecord`, read from a compiled record; acts and reasons are folded only when asked for.

    Args:
        compiled: the record compiled at the public level; borne: what was recorded of each standing, asked for once.
    """

    def __init__(self, record: Record, known: int, compiled: Compiled, borne: Callable[[], Iterable[Borne]]) -> None:
        super().__init__(record, known)
        self._compiled, self._borne = compiled, borne

    @property
    def keys(self) -> KeysView[Key]:
        return self._spells.keys()

    @cached_property
    def _spells(self) -> dict[Key, list[Spell]]:
        found: dict[int, list[Spell]] = {}
        verdicts: dict[int, Verdict] = {}
        for which in SETS:
            rows = self._compiled.rows(which, self.known)
            columns = (rows.key, rows.begin, rows.end, rows.verdict)
            for number, begin, end, code in zip(*(column.tolist() for column in columns), strict=True):
                if code not in verdicts:
                    verdicts[code] = verdict_of(code)
                found.setdefault(number, []).append(Spell(begin, end, verdicts[code]))
        told = {self._compiled.keys.key(number): sorted(spells, key=lambda one: one.first) for number, spells in found.items()}
        return dict(sorted(told.items()))

    def spells(self, key: Key) -> list[Spell]:
        return self._spells[key]

    @cached_property
    def _bearings(self) -> dict[Key, Bearing]:
        return {one.key: one.bearing for one in self._borne() if one.known_from <= self.known < one.known_to}

    def names(self, key: Key) -> tuple[str, ...]:
        return self.bearing(key).names

    def bearing(self, key: Key) -> Bearing:
        return self._bearings[key]
