"""Lists over a record with a log, from columns alone: what stood, which acts, how many; nothing is made but what is shown."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from legation.record.acts import FOREVER, Act
from legation.record.log import ROLES_IN_A_LOG, with_log
from legation.standings.asof import KnownRecord
from legation.standings.key import Key
from legation.standings.known_logged import KnownLogged
from legation.standings.rectangles import Rectangles, leads, stands
from legation.standings.verdicts import ANSWERS, WEAKEST_FIRST

Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
_RANK: Final = np.array([WEAKEST_FIRST.index(answer) for answer in ANSWERS], np.int8)
"""By the number of an answer, how strong it is."""
_POSSIBLE: Final = WEAKEST_FIRST.index("possible")


@dataclass(frozen=True)
class Stood:
    """The standings that held, or may have, on a day or throughout a period, in order of kind and names.

    Args:
        key: their numbers; certain: whether each held for certain or as far as known; begin: the first day of that answer.
    """

    key: npt.NDArray[np.int32]
    certain: Flags
    begin: npt.NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.key)

    def take(self, chosen: npt.NDArray[np.intp] | Flags | slice) -> Stood:
        """Some of them."""
        return Stood(self.key[chosen], self.certain[chosen], self.begin[chosen])


def stood(known: KnownLogged, first: int, last: int, *, name: str = "", kind: str = "") -> Stood:
    """What held, or may have held, on a day or on every day of a period.

    Args:
        name: only standings that name this actor, instrument or person; kind: only of this kind.
    """
    made = known.bulk.compiled
    place = made.keys.name(name) if name else None
    if name and place is None:
        return Stood(np.empty(0, np.int32), np.empty(0, np.bool_), np.empty(0, np.int32))
    if first == last:
        rows = made.rows_asof(first, known.known, name=place)
        rows = rows.take(np.argsort(rows.key, kind="stable"))
        found = Stood(rows.key, stands(rows.verdict), rows.begin)
    else:
        found = _throughout(made.during(first, last, known.known, name=place))
    if kind:
        number = list(made.keys.kinds).index(kind) if kind in made.keys.kinds else -1
        found = found.take(made.keys.kind[found.key] == number)
    return found


def _throughout(rows: Rectangles) -> Stood:
    """Of everything said on any day of a period the weakest, standing by standing."""
    rows = rows.take(np.argsort(rows.key, kind="stable"))
    starts = np.flatnonzero(leads(rows.key))
    if not len(starts):
        return Stood(rows.key, np.empty(0, np.bool_), rows.begin)
    rank = np.minimum.reduceat(_RANK[rows.verdict & 7], starts)
    kept = rank >= _POSSIBLE
    return Stood(rows.key[starts][kept], rank[kept] > _POSSIBLE, np.minimum.reduceat(rows.begin, starts)[kept])


def counts_by_kind(known: KnownLogged, found: Stood) -> dict[str, tuple[int, int]]:
    """By kind how many held for certain and how many only perhaps."""
    keys = known.bulk.compiled.keys
    kind = keys.kind[found.key]
    certain, possible = (np.bincount(kind[chosen], minlength=len(keys.kinds)) for chosen in (found.certain, ~found.certain))
    return {name: (int(certain[at]), int(possible[at])) for at, name in enumerate(keys.kinds) if certain[at] or possible[at]}


def counts_over(known: KnownLogged, kind: str, days: Sequence[int], name: str = "") -> list[tuple[int, int] | None]:
    """For each day how many standings of a kind held for certain and how many only perhaps; None where it is not covered."""
    keys = known.bulk.compiled.keys
    place = keys.name(name) if name else None
    asked = np.array(days, np.int32)
    found = []
    for which in ("certain", "possible"):
        rows = known.believed(which, [kind])
        if name:
            rows = rows.take((keys.roles[rows.key] == place).any(axis=1)) if place is not None else Rectangles.none()
        begun, ended = (np.searchsorted(np.sort(column), asked, "right") for column in (rows.begin, rows.end))
        found.append((begun - ended).tolist())
    covered = known.record.coverage[kind].covers
    return [(certain, possible) if covered(day) else None for day, certain, possible in zip(days, *found, strict=True)]


def changed_between(known: KnownLogged, before: int, after: int) -> tuple[Stood, Stood]:
    """What held or may have held on one day and neither on another, and the other way round."""
    one, other = stood(known, before, before), stood(known, after, after)
    return other.take(~np.isin(other.key, one.key)), one.take(~np.isin(one.key, other.key))


def rows_of_acts(
    known: KnownLogged, *, names: Collection[str] = (), kinds: Collection[str] = (), first: int | None = None,
    last: int | None = None,
) -> Numbers:  # fmt: skip
    """The rows of the log that are acts believed on the day of knowledge, in order of time, the undated last.

    Args: as for :func:`places_of_acts`.
    """
    found: Numbers = known.bulk.in_time.row[places_of_acts(known, names=names, kinds=kinds, first=first, last=last)]
    return found


def places_of_acts(
    known: KnownLogged, *, names: Collection[str] = (), kinds: Collection[str] = (), first: int | None = None,
    last: int | None = None,
) -> Numbers:  # fmt: skip
    """The places of the same rows in the order of time.

    Args:
        names: only of one of these actors or instruments, in whatever role; kinds: only of these.
        first, last: only what may have happened on one of these days.
    """
    log, time = known.bulk.log, known.bulk.in_time
    until = len(time.row) if last is None else int(np.searchsorted(time.lo[: _dated(time.lo)], last, "right"))
    part = slice(0, until if first is None else min(until, _dated(time.lo)))
    kept = known.believed_in_time[part]
    if first is not None:
        kept = kept & (time.hi[part] >= first)
    if names:
        places = [place for name in names if (place := log.place_of(name)) is not None]
        kept = kept & _naming(time.roles, part, places, len(log.names))
    if kinds:
        marks = np.array([kind in kinds for kind in log.kinds], np.bool_)
        kept = kept & marks[time.kind[part]]
    return np.flatnonzero(kept)


def _dated(lo: npt.NDArray[np.int32]) -> int:
    """How many of some rows in order of time are dated: the undated stand last."""
    undated = int((lo[-_LOOKED_AT:] <= -FOREVER).sum())
    return len(lo) - (undated if undated < min(_LOOKED_AT, len(lo)) else int((lo <= -FOREVER).sum()))


_LOOKED_AT: Final = 1 << 14


def _naming(roles: Sequence[npt.NDArray[np.int32]], part: slice, places: Sequence[int], size: int) -> Flags:
    """Which rows name one of some places among the names of a log."""
    found = np.zeros(part.stop, np.bool_)
    if len(places) <= _FEW:
        for place in places:
            for role in roles:
                found |= role[part] == place
        return found
    marks = np.zeros(size + 1, np.bool_)  # the last serves NOBODY
    marks[list(places)] = True
    for role in roles:
        found |= marks[role[part]]
    return found


_FEW: Final = 6


def own_acts(known: KnownLogged, name: str = "", first: int | None = None, last: int | None = None) -> list[Act]:
    """The acts that the keepers of the record wrote, of one name or of all, in order of time, the undated last."""
    found = [
        act
        for act in known.own.acts.values()
        if (not name or any(name in variant.role(role) for variant in act.variants for role in ROLES_IN_A_LOG))
        and ((first is None and last is None) or not act.undated)
        and (first is None or act.begin.hi >= first)
        and (last is None or act.begin.lo <= last)
    ]
    return sorted(found, key=lambda act: (act.undated, act.begin.lo, act.begin.hi, act.id))


def of_standing(known: KnownLogged, key: Key) -> KnownRecord | None:
    """A record that holds the acts which bear on a standing, so that the rules can say why; None where nothing is said of it."""
    number = known.number_of(key)
    if number is None:
        return None
    bearing = known.bearing_acts
    first, last = (int(np.searchsorted(bearing.key, number, side)) for side in ("left", "right"))
    acts = bearing.act[first:last]
    passing = [one.act for one in known.record.vocabulary.standings[key.kind].effects if one.does == "transfer"]
    rows = np.union1d(acts[acts >= 0], _down_the_line(known, passing, key))
    names = known.own_acts
    own = {names[-1 - place] for place in acts[acts < 0].tolist()} | {act.id for act in known.own.acts_of_kinds(passing)}
    claims = tuple(claim for claim in known.record.claims if claim.act in own)
    return KnownRecord(with_log(known.record.with_claims(claims), known.bulk.log, rows), known.known, known.level)


def rows_behind(known: KnownLogged, key: Key) -> Numbers:
    """The rows of the log from which the rules tell a standing, those by which what it names succeeded others among them."""
    if known.number_of(key) is None:
        return np.empty(0, np.int64)
    passing = [one.act for one in known.record.vocabulary.standings[key.kind].effects if one.does == "transfer"]
    found: Numbers = np.union1d(known.behind([key]), _down_the_line(known, passing, key))
    return found


def _down_the_line(known: KnownLogged, passing: Sequence[str], key: Key) -> Numbers:
    """The rows by which what a standing names succeeded others, and these others yet others."""
    log, rows = known.bulk.log, known.rows_of_kinds(passing) if passing else np.empty(0, np.int64)
    names = {place for name in known.names(key) if (place := log.place_of(name)) is not None}
    names |= {
        place
        for act in known.own.acts_of_kinds(passing)
        for variant in act.variants
        for role in ("subject", "object")
        for name in variant.role(role)
        if (place := log.place_of(name)) is not None
    }
    while len(rows):
        columns = [getattr(log, role)[rows] for role in ("subject", "object")]
        found = np.isin(columns[0], list(names)) | np.isin(columns[1], list(names))
        more = {int(one) for column in columns for one in column[found] if one >= 0} - names
        if not more:
            return rows[found]
        names |= more
    return rows
