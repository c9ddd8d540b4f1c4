"""Standings of many acts, cut into blocks of days, so that a new act changes what is believed of its own block alone.

What may be the case within a block depends on what lies outside it in few words: what came last before it, what the next
beginning or attestation after it is, and whether an end comes later. As long as these words are believed, they stand for the
events outside as events of their own beside the block. So the rules for columns run on a block as on a standing of few acts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from legation.record.acts import FOREVER
from legation.standings.plain_events import CLOSE, DOES, Events
from legation.standings.rectangles import NEVER, Int32

MOST_WHOLE: Final = 24
"""Events, or turns, of a standing that is not cut."""
IN_A_BLOCK: Final = 8
NOTHING, STANDS, ENDED, ENDED_AFTER_STANDING, EITHER = range(5)
"""What came last before a block."""
_OPEN: Final = DOES.index("open")
_BEFORE: Final[dict[int, tuple[tuple[int, int, int], ...]]] = {
    NOTHING: (),
    STANDS: ((_OPEN, -5, -5),),
    ENDED: ((CLOSE, -5, -5),),
    ENDED_AFTER_STANDING: ((_OPEN, -8, -8), (CLOSE, -5, -5)),
    EITHER: ((CLOSE, -5, -4), (_OPEN, -5, -4)),
}
"""The events that stand for it: what each does, its first and last day, counted from the first day of the block."""
_DAYS: Final = 1 << 31


@dataclass(frozen=True, slots=True)
class Believed:
    """Words believed from one day until another, each of one owner."""

    owner: npt.NDArray[np.int64]
    word: npt.NDArray[np.int8]
    known_from: Int32
    known_to: Int32

    @classmethod
    def nothing(cls) -> Believed:
        """No word at all."""
        days = np.empty(0, np.int32)
        return cls(np.empty(0, np.int64), np.empty(0, np.int8), days, days)

    def take(self, rows: npt.NDArray[Any]) -> Believed:
        """The chosen words."""
        return Believed(self.owner[rows], self.word[rows], self.known_from[rows], self.known_to[rows])

    def then(self, other: Believed) -> Believed:
        """These words and others after them."""
        return Believed(
            np.concatenate((self.owner, other.owner)), np.concatenate((self.word, other.word)),
            np.concatenate((self.known_from, other.known_from)), np.concatenate((self.known_to, other.known_to)),
        )  # fmt: skip

    def merged(self) -> Believed:
        """Words in order of owner and day, where the same goes on being believed as one."""
        goes_on = (
            (self.owner[1:] == self.owner[:-1]) & (self.word[1:] == self.word[:-1]) & (self.known_from[1:] == self.known_to[:-1])
        )
        starts = np.flatnonzero(np.append(np.ones(min(len(self.owner), 1), np.bool_), ~goes_on))
        ends = np.append(starts[1:], len(self.owner))[: len(starts)] - 1
        return Believed(self.owner[starts], self.word[starts], self.known_from[starts], self.known_to[ends])

    def first_believed(self) -> Believed:
        """For each owner and day the first of its words believed on it; the words of one owner are in order of preference."""
        rows = self.take(np.argsort(self.owner, kind="stable"))
        owner = rows.owner
        lasting = rows.known_to > rows.known_from
        code = np.unique(
            np.concatenate(
                [owner[lasting] << 32 | (day[lasting].astype(np.int64) + _DAYS) for day in (rows.known_from, rows.known_to)]
            )
        )
        whose, turn = code >> 32, ((code & 0xFFFFFFFF) - _DAYS).astype(np.int32)
        first, last = (np.searchsorted(owner, whose, side) for side in ("left", "right"))
        count = last - first
        view = np.repeat(np.arange(len(whose)), count)
        place = np.arange(len(view)) - np.repeat(np.cumsum(count) - count, count) + np.repeat(first, count)
        seen = (rows.known_from[place] <= turn[view]) & (turn[view] < rows.known_to[place])
        view, place = view[seen], place[seen]
        leads = np.append(np.ones(min(len(view), 1), np.bool_), view[1:] != view[:-1])
        view, place = view[leads], place[leads]
        until = np.append(turn[1:], np.int32(NEVER))  # the last turn of an owner is the end of its last word
        return Believed(whose[view], rows.word[place], turn[view], until[view]).merged()


@dataclass(frozen=True)
class Blocks:
    """The blocks of some standings, in order of standing and day.

    Args:
        events: the events, by standing; first: for each block its first event, and the number of all events at the end.
        owner: its standing, counted from 0; level: its number within the standing; since, until: its days.
    """

    events: Events
    first: npt.NDArray[np.int64]
    owner: npt.NDArray[np.int64]
    level: npt.NDArray[np.int64]
    since: Int32
    until: Int32

    def at(self, level: int) -> npt.NDArray[np.intp]:
        """The blocks of one number."""
        return np.flatnonzero(self.level == level)

    def goes_on(self, owner: npt.NDArray[np.int64], level: int) -> npt.NDArray[np.bool_]:
        """Whether some standings have a block after this level."""
        there = np.zeros(int(self.owner.max(initial=-1)) + 1, np.bool_)
        there[self.owner[self.at(level + 1)]] = True
        return there[owner]

    def rows(self, blocks: npt.NDArray[np.intp]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """The events of some blocks, and for each the place of its block among them."""
        count = self.first[blocks + 1] - self.first[blocks]
        place = np.repeat(np.arange(len(blocks)), count)
        return np.repeat(self.first[blocks], count) + np.arange(len(place)) - np.repeat(np.cumsum(count) - count, count), place

    def after(self) -> list[tuple[Believed, Believed, Believed]]:
        """For each level, by owner: an end where it comes next after it, the next beginning or attestation, any end."""
        found = []
        following, on, off = Believed.nothing(), Believed.nothing(), Believed.nothing()
        for level in range(int(self.level.max(initial=-1)), -1, -1):
            found.append((following.take(following.word == CLOSE), on, off))
            blocks = self.at(level)
            rows, place = self.rows(blocks)
            does = self.events.does[rows]
            mine = Believed(self.owner[blocks][place], does, self.events.known_from[rows], self.events.known_to[rows])
            following = mine.then(following).first_believed()
            on = mine.take(does != CLOSE).then(on).first_believed()
            off = mine.take(does == CLOSE).then(off).first_believed()
        return found[::-1]

    def beside(self, blocks: npt.NDArray[np.intp], before: Believed, after: tuple[Believed, Believed, Believed]) -> Events:
        """The events of the blocks of one level, with those that stand for what lies outside."""
        rows, place = self.rows(blocks)
        own = self.events
        columns: list[list[npt.NDArray[Any]]]
        columns = [[place], [own.lo[rows]], [own.hi[rows]], [own.does[rows]], [own.known_from[rows]], [own.known_to[rows]]]

        def put(words: Believed, does: npt.NDArray[Any], lo: Int32, hi: Int32, where: npt.NDArray[np.intp]) -> None:
            parts: tuple[npt.NDArray[Any], ...] = (where, lo, hi, does, words.known_from, words.known_to)
            for column, part in zip(columns, parts, strict=True):
                column.append(part)

        for word, stand_ins in _BEFORE.items():
            words = before.take(before.word == word)
            where = np.searchsorted(self.owner[blocks], words.owner)
            day = self.since[blocks][where]
            for does, begin, end in stand_ins:
                put(words, np.full(len(where), does, np.int8), day + np.int32(begin), day + np.int32(end), where)
        for later, words in enumerate(after, start=1):
            where = np.searchsorted(self.owner[blocks], words.owner)
            day = self.until[blocks][where] + np.int32(later)
            put(words, words.word, day, day, where)
        block, lo, hi, deeds, known_from, known_to = (np.concatenate(column) for column in columns)
        order = np.argsort(block.astype(np.int64) << 35 | (lo.astype(np.int64) + _DAYS) << 2 | deeds, kind="stable")
        block = block[order]
        key = own.key[self.first[blocks]][block]
        starts = np.searchsorted(block, np.arange(len(blocks) + 1)).astype(np.int64)
        return Events(key, lo[order], hi[order], deeds[order], known_from[order], known_to[order], key, starts)


def many(found: Events) -> npt.NDArray[np.bool_]:
    """For each standing, whether it is to be cut: many events, each of which has a day, and many turns."""
    count = np.diff(found.starts)
    if not len(found):
        return np.zeros(len(count), np.bool_)
    dated = np.ones(len(count), np.bool_)
    some = count > 0
    dated[some] = found.lo[found.starts[:-1][some]] > -FOREVER
    marks: npt.NDArray[np.bool_] = (count > MOST_WHOLE) & dated & (turns_at_most(found) > MOST_WHOLE)
    return marks


def turns_at_most(found: Events) -> npt.NDArray[np.int64]:
    """For each standing a number that the knowledge days on which what is known of it changes do not pass."""
    bound = np.zeros(len(found.starts) - 1, np.int64)
    some = np.flatnonzero(np.diff(found.starts))
    if len(some):
        starts = found.starts[some]
        first = np.minimum.reduceat(found.known_from, starts)
        later = (found.known_from > np.repeat(first, np.diff(np.append(starts, len(found))))).astype(np.int64)
        bound[some] = np.add.reduceat(later + (found.known_to != NEVER), starts) + 1
    return bound


def cut(found: Events) -> Blocks:
    """Standings cut between two events that cannot have happened in any other order, about every few events."""
    count = np.diff(found.starts)
    owner = np.repeat(np.arange(len(count)), count)
    base = owner << 33
    reach = np.maximum.accumulate(base + found.hi)
    free = np.ones(len(owner), np.bool_)
    free[1:] = (base + found.lo)[1:] > reach[:-1]
    place = np.flatnonzero(free)
    part = (place - found.starts[owner[place]]) // IN_A_BLOCK
    new = np.ones(len(place), np.bool_)
    new[1:] = (owner[place][1:] != owner[place][:-1]) | (part[1:] != part[:-1])
    first = place[new]
    whose = owner[first]
    starts = np.append(np.ones(min(len(first), 1), np.bool_), whose[1:] != whose[:-1])
    number = np.arange(len(first))
    level = number - np.maximum.accumulate(np.where(starts, number, 0))
    since = np.where(starts, np.int32(-FOREVER), found.lo[first]).astype(np.int32)
    ends = np.append(starts[1:], True)[: len(first)]
    until = np.where(ends, np.int32(FOREVER), np.append(since[1:], np.int32(FOREVER))).astype(np.int32)
    return Blocks(found, np.append(first, len(owner)).astype(np.int64), whose, level, since, until)
