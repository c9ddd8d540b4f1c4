"""The rules for plain standings, in columns: the same verdicts as one by one, over millions of acts.

For each standing and each knowledge day that changes it, its visible events stand in a row whose order is in no doubt. Between
two of them one state holds; on the possible days of one, the state before or after it. What :mod:`outcomes` asks of
placements is then known in closed form.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from legation.record.acts import FOREVER
from legation.record.coverage import Coverage
from legation.standings.keys import Keys
from legation.standings.plain_blocks import (
    EITHER,
    ENDED,
    ENDED_AFTER_STANDING,
    NOTHING,
    STANDS,
    Believed,
    cut,
    many,
    turns_at_most,
)
from legation.standings.plain_events import CLOSE, Events
from legation.standings.plain_limits import GateColumn, Limits
from legation.standings.plain_segments import FIRM, HELD, OFF, Segments, split_at
from legation.standings.plain_states import states
from legation.standings.rectangles import NEVER, Int32, Rectangles, in_order, leads, one_after_another, plain_code

_ON: Final = FIRM | HELD
_MOST_AT_ONCE: Final = 1 << 19
_DAYS: Final = 1 << 31


@dataclass(frozen=True, slots=True)
class Views:
    """Each standing as known from one turn to the next: its place among those folded, its key, the turn and the next, the first
    day of its events and of those that begin or attest, and whether one is undated."""

    place: npt.NDArray[np.int64]
    key: Int32
    known_from: Int32
    known_to: Int32
    first: Int32
    first_on: Int32
    undated: npt.NDArray[np.bool_]


def fold_plain(found: Events, keys: Keys, covered: Covered, limits: Limits) -> Rectangles:
    """Rectangles of any verdict for plain standings, in order of standing.

    Args:
        found: their events; covered: what the record covers of the kinds of ``keys``.
        limits: first and last days of the actors in whose existence they end.
    """
    rules = _Rules(keys, covered, limits)
    long = many(found)
    few = found if not long.any() else found.only(np.flatnonzero(~long))
    whole = one_after_another([rules.folded(*_segments(part)) for _, part in _in_parts(few)])
    if not long.any():
        return whole
    both = one_after_another([whole, _of_blocks(found.only(np.flatnonzero(long)), rules)])
    return both.take(np.argsort(both.key, kind="stable"))


def _of_blocks(found: Events, rules: _Rules) -> Rectangles:
    """Rectangles of standings of many acts, block after block, each told what came before it."""
    blocks = cut(found)
    made = []
    before = Believed.nothing()
    for level, after in enumerate(blocks.after()):
        mine = blocks.at(level)
        told = []
        for start, part in _in_parts(blocks.beside(mine, before, after)):
            views, segments = _segments(part)
            number = mine[start + views.place]
            since, until = blocks.since[number], blocks.until[number]
            told.append(_last_before(views, segments, until, blocks.owner[number]))
            begin = np.maximum(segments.begin, since[segments.view])
            end = np.minimum(segments.end, until[segments.view])
            within = np.flatnonzero(begin < end)
            segments = Segments(segments.view[within], begin[within], end[within], segments.found[within])
            made.append(rules.folded(views, segments))
        before = Believed.nothing()
        for one in told:
            before = before.then(one)
        before = before.take(blocks.goes_on(before.owner, level))
    return _without_seams(in_order(one_after_another(made)))


def _last_before(views: Views, segments: Segments, until: Int32, owner: npt.NDArray[np.int64]) -> Believed:
    """What came last before the day ``until`` of each view."""
    day = until[segments.view]
    there = np.flatnonzero((segments.begin <= day) & (day < segments.end))
    view, found = segments.view[there], segments.found[there]
    stands, other = (found & _ON) != 0, (found & ~_ON) != 0
    ended = np.where(views.first_on[view] < until[view], ENDED_AFTER_STANDING, ENDED)
    word = np.full(len(owner), NOTHING, np.int8)
    word[view] = np.where(stands & other, EITHER, np.where(stands, STANDS, ended))
    word[views.first >= until] = NOTHING
    return Believed(owner, word, views.known_from, views.known_to).merged()


def _without_seams(rows: Rectangles) -> Rectangles:
    """Rectangles that the edge of a block parts, as one."""
    order = np.lexsort((rows.begin, rows.known_to, rows.known_from, rows.key))
    rows = rows.take(order)
    same = rows.end[:-1] == rows.begin[1:]
    for column in (rows.key, rows.known_from, rows.known_to, rows.verdict):
        same &= column[1:] == column[:-1]
    starts = np.flatnonzero(np.append(np.ones(min(len(rows), 1), np.bool_), ~same))
    ends = np.append(starts[1:], len(rows))[: len(starts)] - 1
    made = rows.take(starts)
    return in_order(Rectangles(made.key, made.begin, rows.end[ends], made.known_from, made.known_to, made.verdict))


def _in_parts(found: Events) -> Iterator[tuple[int, Events]]:
    """The events in parts of whole standings, small enough to spread out over their turns; with the number of the first."""
    count = np.diff(found.starts)
    spread = np.cumsum(count * turns_at_most(found))
    first = 0
    while first < len(count):
        base = int(spread[first - 1]) if first else 0
        last = max(int(np.searchsorted(spread, base + _MOST_AT_ONCE, "right")), first + 1)
        rows = slice(int(found.starts[first]), int(found.starts[last]))
        if rows.start < rows.stop:
            yield first, Events(
                found.key[rows], found.lo[rows], found.hi[rows], found.does[rows], found.known_from[rows], found.known_to[rows],
                found.row[rows], found.starts[first : last + 1] - found.starts[first],
            )  # fmt: skip
        first = last


@dataclass(frozen=True, slots=True)
class Covered:
    """What a record covers, by kind of standing.

    Args:
        bounds: first day and day after the last of what it knows of beginnings, and of endings.
        exhaustive: whether it knows every beginning, and every ending.
    """

    bounds: npt.NDArray[np.int32]
    exhaustive: npt.NDArray[np.bool_]


def covered(kinds: Sequence[str], coverage: Mapping[str, Coverage]) -> Covered:
    """What a record covers of each of some kinds."""
    both = [(coverage[kind].beginnings, coverage[kind].endings) for kind in kinds]
    days = [[day for one in pair for day in (one.first, one.last + 1)] for pair in both]
    bounds = np.array(days, np.int64).reshape(-1, 4).clip(-FOREVER, FOREVER).astype(np.int32)
    return Covered(bounds, np.array([[one.extent == "exhaustive" for one in pair] for pair in both], np.bool_).reshape(-1, 2))


@dataclass(frozen=True, slots=True)
class _Rules:
    """What bears on every standing: what is covered of its kind, and the limits that actors set."""

    keys: Keys
    covered: Covered
    limits: Limits

    def folded(self, views: Views, segments: Segments) -> Rectangles:
        """Rectangles of some views."""
        gates = self.limits.of(self.keys, views.key)
        for gate in gates:
            segments = gate.applied(segments)
        segments, verdict = _judged(segments, views, self.keys.kind[views.key], self.covered, gates)
        return _rectangles(segments, verdict, views)


def _segments(part: Events) -> tuple[Views, Segments]:
    view_key, turn, next_turn = _turns(part)
    count = np.diff(part.starts)[view_key]
    event = np.repeat(part.starts[view_key], count) + np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
    view = np.repeat(np.arange(len(view_key)), count)
    seen = (part.known_from[event] <= turn[view]) & (turn[view] < part.known_to[event])
    if not seen.all():
        event, view = event[seen], view[seen]
    first = np.full(len(view_key), NEVER, np.int32)
    lo, hi, does = part.lo[event], part.hi[event], part.does[event]
    led = np.flatnonzero(leads(view))
    first[view[led]] = lo[led]
    on = does != CLOSE
    first_on = np.full(len(view_key), NEVER, np.int32)
    on_view, on_lo = view[on], lo[on]
    led = np.flatnonzero(leads(on_view))
    first_on[on_view[led]] = on_lo[led]
    undated = np.zeros(len(view_key), np.bool_)
    undated[view[lo <= -FOREVER]] = True
    told = first_on[view] != NEVER  # nothing is said of what no act brings about
    if not told.all():
        view, lo, hi, does = view[told], lo[told], hi[told], does[told]
    keys = part.key[part.starts[view_key]] if len(view_key) else part.key[:0]
    return Views(view_key, keys, turn, next_turn, first, first_on, undated), states(view, lo, hi, does)


def _turns(part: Events) -> tuple[npt.NDArray[np.int64], Int32, Int32]:
    """For each standing of the part (counted from 0) the knowledge days on which what is known of it changes."""
    own = np.repeat(np.arange(len(part.starts) - 1), np.diff(part.starts))
    lasting = part.known_to > part.known_from
    dies = lasting & (part.known_to != NEVER)
    times = (part.known_from[lasting], part.known_to[dies])
    code = np.concatenate([own[mask] << 32 | (day + np.int64(_DAYS)) for mask, day in zip((lasting, dies), times, strict=True)])
    code.sort()
    code = code[leads(code)]
    key, turn = code >> 32, ((code & 0xFFFFFFFF) - _DAYS).astype(np.int32)
    following = np.append(turn[1:], np.int32(NEVER))
    following[:-1][key[1:] != key[:-1]] = NEVER
    return key, turn, following


def _judged(
    segments: Segments, views: Views, kind: npt.NDArray[np.int16], covered: Covered, gates: list[GateColumn]
) -> tuple[Segments, npt.NDArray[np.int16]]:
    segments = split_at(segments, views.first_on)
    edges = covered.bounds[kind]
    for place in range(4):
        segments = split_at(segments, edges[:, place])
    view, begin, found = segments.view, segments.begin, segments.found
    edges, exhaustive = edges[view], covered.exhaustive[kind[view]]
    within, ends_known = ((edges[:, place] <= begin) & (begin < edges[:, place + 1]) for place in (0, 2))
    ends_known &= exhaustive[:, 1]
    sure, held = (found & ~_ON) == 0, (found & HELD) != 0
    stands = (found & _ON) != 0
    sure &= stands
    why_possible = np.where(views.undated[view], plain_code("possible", "undated"), plain_code("possible", "within_bounds"))
    why_not = np.where(begin < views.first_on[view], plain_code("no", "before_first"), plain_code("no", "ended"))
    for gate in reversed(gates):
        why_not = gate.why_not(segments, why_not)
    verdict = np.full(len(view), plain_code("unknown", "beginning_unknown"), np.int16)
    np.copyto(verdict, np.int16(plain_code("no", "none_recorded")), where=exhaustive[:, 0])
    np.copyto(verdict, why_not, "unsafe", where=found == OFF)
    np.copyto(verdict, why_possible, "unsafe", where=stands)
    np.copyto(verdict, np.int16(plain_code("presumed", "no_end_known")), where=sure)
    np.copyto(verdict, np.int16(plain_code("yes", "endings_known")), where=sure & ends_known)
    np.copyto(verdict, np.int16(plain_code("yes", "established")), where=sure & ~held)
    np.copyto(verdict, np.int16(plain_code("unknown", "outside_coverage")), where=~within)
    return segments, verdict


def _rectangles(segments: Segments, verdict: npt.NDArray[np.int16], views: Views) -> Rectangles:
    """Segments of one verdict that follow one another as one, then what is believed without a break as one."""
    same = (segments.view[1:] == segments.view[:-1]) & (verdict[1:] == verdict[:-1])
    starts = np.flatnonzero(np.concatenate((np.ones(min(len(verdict), 1), np.bool_), ~same)))
    ends = np.append(starts[1:], len(verdict))[: len(starts)] - 1
    view = segments.view[starts]
    made = Rectangles(
        views.key[view], segments.begin[starts], segments.end[ends], views.known_from[view], views.known_to[view], verdict[starts]
    )
    return _believed(made, view, views)


def _believed(rows: Rectangles, view: npt.NDArray[np.int64], views: Views) -> Rectangles:
    """Rectangles of each view as fewer: what the next view of a standing says just the same goes on being believed.

    The rows stand in order of view and day, so each finds its like in the view before without sorting.
    """
    follows = np.zeros(len(views.key) + 1, np.bool_)
    follows[1:-1] = views.key[1:] == views.key[:-1]
    code = view << 32 | (rows.begin.astype(np.int64) + _DAYS)
    late = np.flatnonzero(follows[view])
    place = np.minimum(np.searchsorted(code, code[late] - (1 << 32)), max(len(code) - 1, 0))
    same = code[place] == code[late] - (1 << 32)
    for column in (rows.end, rows.verdict):
        same &= column[place] == column[late]
    starts, ends = np.ones(len(rows), np.bool_), np.ones(len(rows), np.bool_)
    starts[late[same]] = False
    ends[place[same]] = False
    first = np.flatnonzero(starts)
    following = np.arange(len(rows))
    following[place[same]] = late[same]
    last = first.copy()
    going = np.flatnonzero(~ends[last])
    while len(going):
        last[going] = following[last[going]]
        going = going[~ends[last[going]]]
    return Rectangles.of((*rows.take(first).columns()[:4], rows.known_to[last], rows.verdict[first]))
