"""Acts added to a compiled log, or supposed: the standings they touch are folded again, ten million others stay as they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from legation.record.record import Record
from legation.standings.additions import BY_RULES, Additions, Event, Taking
from legation.standings.bearing import Claimed, Told, lines_with, told_by_rules
from legation.standings.bulk import Bulk
from legation.standings.compiled import Compiled
from legation.standings.compiling import numbers
from legation.standings.deeds import Deed as Deed
from legation.standings.deeds import deed_of
from legation.standings.folding import Borne
from legation.standings.groups import Groups
from legation.standings.keys import NO_NAME, Keys, Named
from legation.standings.known_anew import acts_known_otherwise, acts_told_otherwise, groups_anew, lasting_otherwise
from legation.standings.lines import named_in_claims, named_in_deeds, standings_naming, standings_of
from legation.standings.overlay import believed_of, continued, numbered_with, overlaid
from legation.standings.plain_events import Events, tangled
from legation.standings.plain_fold import fold_plain
from legation.standings.plain_limits import limits
from legation.standings.rectangles import NEVER, Rectangles, one_after_another, rectangles

_DAYS = 1 << 31
_NONE_CLAIMED: Final = Claimed()
MANY: Final = 2_000
"""Standings touched by successions, or by other days of actors, beyond which it takes no longer to compile everything again."""


@dataclass(frozen=True)
class Growing:
    """A compiled log that takes more acts.

    Args:
        bulk: what was compiled; compiled: what answers now; additions: what was added since.
        borne: by its number what was recorded of each standing that the rules told anew.
    """

    bulk: Bulk
    compiled: Compiled
    additions: Additions
    borne: Mapping[int, tuple[Borne, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, bulk: Bulk) -> Growing:
        """A compiled log to which nothing was added yet."""
        return cls(bulk, bulk.compiled, Additions())

    def with_record(self, record: Record, deeds: Sequence[Deed], without: Iterable[int] = ()) -> Growing | None:
        """The same beside a record with other claims, with more acts, and with acts supposed not to have happened.

        Args:
            record: it differs only in its claims, in the days of actors and of sources that no row of the log names, and in what
                no standing hangs on; else as for :meth:`with_deeds`.

        Returns:
            None where what changed touches too many standings: all has to be compiled again.
        """
        before, old = self.bulk.groups, self.bulk.record
        lasting = lasting_otherwise(old, record)
        changed = acts_told_otherwise(old, record) | acts_known_otherwise(old, record)
        if not changed and not lasting:
            return replace(self, bulk=self.bulk.beside(record, before)).with_deeds(deeds, without)
        groups = groups_anew(before, old, record, changed)
        touched = before.of_acts(changed) | groups.of_acts(changed)
        keys = frozenset(key for mine in (before, groups) for group in touched for key in mine.keys.get(group, ()))
        was, now = (tuple(claim for act in sorted(changed) for claim in one.claims.get(act, ())) for one in (before, groups))
        passed = named_in_claims(groups, (*was, *now))
        bulk = self.bulk.beside(record, groups)
        named = standings_naming(self.compiled.keys, lasting)
        if len(named) > MANY or (passed and len(standings_of(bulk.lines, passed, self.compiled.keys)) > MANY):
            return None
        return replace(self, bulk=bulk).with_deeds(deeds, without, Claimed(keys, was, passed), named)

    def with_deeds(
        self, deeds: Sequence[Deed], without: Iterable[int] = (), claimed: Claimed = _NONE_CLAIMED, again: Sequence[int] = ()
    ) -> Growing:
        """The same with more acts, and with acts supposed not to have happened.

        Args:
            deeds: their acts have numbers of their own; claimed: claims of the record beside the log that changed.
            again: numbers of standings that other days of an actor may bound.
        """
        additions = self.additions.next()
        touched = _Touched(self.bulk)
        takings = [Taking(act, None, None) for act in without]
        for deed in deeds:
            additions.add(deed)
            if deed.retracts is None:
                touched.by(deed)
            else:
                takings.append(Taking(deed.retracts, deed.known, deed))
        for taking in takings:
            additions.add_taking(taking)
            touched.by_taking(taking, additions)
        for deed in touched.found:
            for taken in self.bulk.taken_early.get(deed.act, ()):
                additions.add_taking(Taking(deed.act, taken.known, None))
        lines = lines_with(self.bulk, additions)
        if touched.passing or claimed.passed:
            claimed = self._with_passed(claimed, touched.passing, lines)
        plain, before = self.bulk.plain, self.compiled.keys
        bounded = [number for number in again if before.kinds[before.kind[number]] in plain]
        if others := {before.key(number) for number in again} - {before.key(number) for number in bounded}:
            claimed = replace(claimed, keys=claimed.keys | others)
        if not touched.named and not touched.others and not claimed.keys and not bounded:
            return replace(self, additions=additions)
        keys, number = _numbered(self.compiled.keys, list(touched.named))
        for named, does, deed in touched.events:
            additions.add_event(Event(number[named], does, deed))
        for named, row in touched.rows:
            additions.add_row(number[named], row)
        days = {number[named]: day for named, day in touched.named.items()} | dict.fromkeys(bounded, -NEVER)
        days |= dict.fromkeys(keys.numbers((key.kind, key.roles) for key in claimed.keys if key.kind in plain).values(), -NEVER)
        return self._told(keys, additions, days, touched.others, claimed, lines)

    def _with_passed(self, claimed: Claimed, deeds: Iterable[Deed], lines: Groups) -> Claimed:
        """The same with the standings that name anyone in successions that changed."""
        keys = self.compiled.keys
        of_deeds = named_in_deeds(lines, deeds)
        passed = {
            family: of_deeds.get(family, frozenset()) | claimed.passed.get(family, frozenset())
            for family in of_deeds.keys() | claimed.passed.keys()
        }
        return replace(claimed, keys=claimed.keys | {keys.key(number) for number in standings_of(lines, passed, keys)})

    def _told(
        self, keys: Keys, additions: Additions, days: dict[int, int], others: list[Deed], claimed: Claimed, lines: Groups
    ) -> Growing:
        """The same, where the touched standings are told anew, each from a day on."""
        places = np.array(sorted(days), np.int64)
        since = np.array([days[place] for place in places.tolist()], np.int64)
        added = [additions.events(place) for place in places.tolist()]
        found = _events(self.bulk, places, additions, added)
        of_claims = list(keys.numbers((key.kind, key.roles) for key in claimed.keys).values())
        special = tangled(found) | np.isin(places, of_claims) | self._ruled(keys, places, additions, added, lines)
        columns = np.flatnonzero(~special)
        rows = _folded(self.bulk, keys, places, _from(found.only(columns), since[found.key[found.of_keys(columns)]]))
        rows = continued(places[columns], since[columns], believed_of(self.compiled, places[columns]), rows)
        ruled = places[special].tolist()
        for one in ruled:
            additions.add_ruled(one)
        borne = dict(self.borne)
        if ruled or others or claimed.keys:
            told = told_by_rules(self.bulk, additions, keys, ruled, others, claimed, lines)
            keys, places, rows, recorded = _with_told(keys, places, rows, told)
            borne |= recorded
            for one in recorded:  # by the rules once, by the rules from then on
                additions.add_ruled(one)
        return Growing(self.bulk, overlaid(self.compiled, keys, places, rows), additions, borne)

    def _ruled(
        self, keys: Keys, places: npt.NDArray[np.int64], additions: Additions, added: list[list[Event]], lines: Groups
    ) -> npt.NDArray[np.bool_]:
        """Which of some standings go through the rules whatever their days."""
        size = len(self.bulk.by_rules)
        ruled: npt.NDArray[np.bool_] = self.bulk.by_rules[np.minimum(places, size - 1)] if size else places < 0
        ruled = ruled & (places < size)
        for place, one in enumerate(places.tolist()):
            if not ruled[place] and (
                additions.is_ruled(one)
                or (self.bulk.record.claims and self.bulk.is_authored(keys.key(one)))
                or BY_RULES in [event.does for event in added[place]]
                or len(lines.kin(keys.key(one))) > 1
            ):
                ruled[place] = True
        return ruled


@dataclass
class _Touched:
    """What deeds touch: standings of plain kinds by name, and what is done to each; deeds that bear on others.

    Args:
        named: the standings, each with the day before which what is believed of it stays as it was.
        found: acts to be asked whether the log already took them back; rows: rows of the log taken back.
        passing: acts by which standings pass to a successor.
    """

    bulk: Bulk
    named: dict[Named, int] = field(default_factory=dict)
    events: list[tuple[Named, int, Deed]] = field(default_factory=list)
    others: list[Deed] = field(default_factory=list)
    found: list[Deed] = field(default_factory=list)
    rows: list[tuple[Named, int]] = field(default_factory=list)
    passing: list[Deed] = field(default_factory=list)

    def by(self, deed: Deed) -> None:
        """A deed is added."""
        self.found.append(deed)
        for named, does in self._of(deed):
            self._since(named, deed.known)
            self.events.append((named, does, deed))

    def by_taking(self, taking: Taking, additions: Additions) -> None:
        """An act is taken back."""
        deed, row = additions.deed(taking.act), None
        if deed is None and (row := self.bulk.row_of(taking.act)) is not None:
            deed = deed_of(self.bulk.log, row)
        if deed is None or deed.retracts is not None or not taking.from_day(deed.known):
            return
        for named, _ in self._of(deed):
            self._since(named, -NEVER if taking.day is None else taking.day)
            if row is not None:
                self.rows.append((named, row))

    def _since(self, named: Named, day: int) -> None:
        self.named[named] = min(day, self.named.get(named, NEVER))

    def _of(self, deed: Deed) -> Iterator[tuple[Named, int]]:
        """The standings of plain kinds that a deed touches, and what it does to each."""
        plan = self.bulk.plan(deed.kind)
        if plan.others:
            self.others.append(deed)
        if plan.passes:
            self.passing.append(deed)
        for touch in plan.touches:
            names = tuple([getattr(deed, role) for role in touch.key])
            if "" in names or (touch.unless and any(getattr(deed, role) for role in touch.unless)):
                continue
            if touch.mutual:
                if names[0] == names[1]:
                    continue
                about = self.bulk.record.about
                if names[0] != about and (names[1] == about or names[1] < names[0]):
                    names = names[::-1]
            yield (touch.kind, names), touch.does


def _numbered(keys: Keys, named: list[Named]) -> tuple[Keys, dict[Named, int]]:
    """Keys with some standings among them, and their numbers."""
    number = keys.numbers(named)
    if len(number) == len(named):
        return keys, number
    keys, added = keys.with_more([one for one in named if one not in number])
    return keys, number | added


def _events(bulk: Bulk, places: npt.NDArray[np.int64], additions: Additions, added: list[list[Event]]) -> Events:
    """The events of some standings, old and new, numbered from 0 in the order of ``places``."""
    log = bulk.events
    old = places[: int(np.searchsorted(places, len(log.starts) - 1))]
    rows = log.of_keys(old)
    count = log.starts[old + 1] - log.starts[old]
    known_from, known_to, row = log.known_from[rows], log.known_to[rows], log.row[rows]
    new: list[tuple[int, ...]] = []
    for place, key in enumerate(places.tolist()):
        for taken in additions.rows(key):
            for one in np.flatnonzero(row == taken).tolist():
                until = believed_until(additions, int(bulk.log.act[taken]), int(known_from[one]))
                known_to[one] = min(int(known_to[one]), until)
        for event in added[place]:
            deed = event.deed
            if event.does != BY_RULES:
                new.append((place, deed.lo, deed.hi, event.does, deed.known, believed_until(additions, deed.act, deed.known)))
    more = np.array(new, np.int64).reshape(-1, 6)
    had: tuple[npt.NDArray[Any], ...] = (
        np.repeat(np.arange(len(old)), count), log.lo[rows], log.hi[rows], log.does[rows], known_from, known_to,
    )  # fmt: skip
    columns = [np.concatenate((column, more[:, number])) for number, column in enumerate(had)]
    order = np.argsort(columns[0] << 35 | (columns[1] + _DAYS) << 2 | columns[3], kind="stable")
    key, lo, hi, does, known_from, known_to = (column[order].astype(np.int32) for column in columns)
    starts = np.searchsorted(key, np.arange(len(places) + 1, dtype=np.int32)).astype(np.int64)
    return Events(key, lo, hi, does.astype(np.int8), known_from, known_to, key, starts)


def _from(found: Events, since: npt.NDArray[np.int64]) -> Events:
    """Events as known from a day on, one for each of them, when all that was known before is known at once."""
    known_from = np.maximum(found.known_from, since).astype(np.int32)
    kept = found.known_to > known_from
    before = np.concatenate((np.zeros(1, np.int64), np.cumsum(kept, dtype=np.int64)))
    return Events(
        found.key[kept], found.lo[kept], found.hi[kept], found.does[kept], known_from[kept], found.known_to[kept],
        found.row[kept], before[found.starts],
    )  # fmt: skip


def believed_until(additions: Additions, act: int, known: int) -> int:
    """Until when an act is believed that was known from a day on, by what was taken back since."""
    takings = additions.takings(act)
    if not takings:
        return NEVER
    days = [taking.day for taking in takings if taking.from_day(known)]
    return min((-NEVER if day is None else day for day in days), default=NEVER)


def _folded(bulk: Bulk, keys: Keys, places: npt.NDArray[np.int64], found: Events) -> Rectangles:
    """Rectangles of standings, whose events are numbered in the order of ``places``."""
    if not len(found):
        return Rectangles.none()
    kind, roles, before = keys.kind[places], keys.roles[places], bulk.compiled.keys
    if len(keys.names) == len(before.names) and roles.shape[1] == before.roles.shape[1]:
        rows = fold_plain(found, Keys(keys.kinds, keys.names, kind, roles), bulk.covered, bulk.limits)
    else:
        used, place = np.unique(roles, return_inverse=True)
        used = used[used != NO_NAME]
        place = place.reshape(roles.shape) - int(bool((roles == NO_NAME).any()))
        own = Keys(keys.kinds, [keys.names[name] for name in used.tolist()], kind, place.astype(np.int32))
        rows = fold_plain(found, own, bulk.covered, limits(bulk.record, own))
    return Rectangles.of((places[rows.key].astype(np.int32), *rows.columns()[1:]))


def _with_told(
    keys: Keys, places: npt.NDArray[np.int64], rows: Rectangles, told: Told
) -> tuple[Keys, npt.NDArray[np.int64], Rectangles, dict[int, tuple[Borne, ...]]]:
    """Keys, standings told anew and rectangles with what the rules told, and what they recorded by the number of each."""
    keys, number = numbered_with(keys, told.rows)
    places = np.array(sorted({*places.tolist(), *told.replaced, *number.values()}), np.int64)
    recorded: dict[int, tuple[Borne, ...]] = dict.fromkeys({*told.replaced, *number.values()}, ())
    for one in told.borne:
        if (place := number.get(one.key)) is not None:
            recorded[place] = (*recorded[place], one)
    return keys, places, one_after_another([rows, rectangles(numbers(told.rows, number))]), recorded
