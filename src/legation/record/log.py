"""A log of acts in columns, for records too large to be typed: one act a row, its names and kinds interned.

A log is read beside an authored folder, which says what the words mean, who the actors are and what is covered. A row is one
claim of one act. A row that ``retracts`` another takes it back from its own knowledge day on.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from legation.record.acts import FOREVER
from legation.record.claims import Claim
from legation.record.record import Record
from legation.record.sources import Source
from legation.terms.days import iso
from legation.terms.edtf import Edtf, parse
from legation.terms.told import ToldError
from legation.terms.vocabulary import Text

Int32 = npt.NDArray[np.int32]
ROLES_IN_A_LOG: Final = ("subject", "object", "instrument")
NOBODY: Final = -1
NOTHING: Final = -1
FIRST_VERSION: Final = "log"
PREFIX: Final = "act-"
CLAIM: Final = "row-"
"""How the ids of an act of a log and of its claim begin; the number of the act follows."""


_LONGEST: Final = 18
"""Digits of the number of an act at most: more do not fit its column."""


def number_of(act: str) -> int | None:
    """The number of an act of a log by its id, such as ``act-17``; None where it is written otherwise."""
    number = act.removeprefix(PREFIX)
    if number == act or len(number) > _LONGEST or not (number.isascii() and number.isdecimal()):
        return None
    return int(number) if str(int(number)) == number else None


class LogError(ToldError):
    """A log that cannot be used."""


@dataclass(frozen=True)
class Log:
    """Acts in columns.

    Args:
        kinds: ids of kinds of act; names: ids of actors and instruments, in order.
        act: a number that no other row has; kind: place in ``kinds``; lo, hi: first and last day on which it may have happened
            (both ``-FOREVER`` to the day known, where it is undated).
        subject, object, instrument: places in ``names``, :data:`NOBODY` where there is none.
        known: the day at whose end it was known; retracts: the act that it takes back, or :data:`NOTHING`.
    """

    kinds: tuple[str, ...]
    names: Sequence[str]
    act: npt.NDArray[np.int64]
    kind: npt.NDArray[np.int16]
    lo: Int32
    hi: Int32
    subject: Int32
    object: Int32
    instrument: Int32
    known: Int32
    retracts: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.act)

    def place_of(self, name: str) -> int | None:
        """The place of a name."""
        place = bisect_left(self.names, name)
        return place if place < len(self.names) and self.names[place] == name else None

    def take(self, rows: npt.NDArray[Any]) -> Log:
        """The chosen rows, with the same kinds and names."""
        columns = {name: getattr(self, name)[rows] for name in COLUMNS}
        return Log(self.kinds, self.names, **columns)


COLUMNS: Final = ("act", "kind", "lo", "hi", "subject", "object", "instrument", "known", "retracts")
_DTYPES: Final[dict[str, type]] = dict.fromkeys(COLUMNS, np.int32) | {"act": np.int64, "kind": np.int16, "retracts": np.int64}


def one_log(logs: Sequence[Log]) -> Log:
    """Logs one after another as one, written in one way: kinds and names in order, only those used, and of a row that takes
    another back nothing but which, and when that was known.

    So the same acts in the same order give the same log, however many files they come in.
    """
    parts = [_used(log) for log in logs]
    if len(parts) == 1:
        return parts[0]
    kinds, names = (sorted({word for part in parts for word in getattr(part, words)}) for words in ("kinds", "names"))
    columns = {name: [getattr(part, name) for part in parts] for name in COLUMNS}
    columns["kind"] = [np.where(part.retracts != NOTHING, 0, _moved(part.kind, part.kinds, kinds)) for part in parts]
    for role in ROLES_IN_A_LOG:
        columns[role] = [_moved(getattr(part, role), part.names, names) for part in parts]
    whole: dict[str, npt.NDArray[Any]] = {
        name: np.concatenate([np.empty(0, _DTYPES[name]), *found]).astype(_DTYPES[name]) for name, found in columns.items()
    }
    return Log(tuple(kinds), tuple(names), **whole)


def _used(log: Log) -> Log:
    """A log with only the kinds and names that it uses, in order."""
    taking = log.retracts != NOTHING
    roles = {role: np.where(taking, NOBODY, getattr(log, role)) for role in ROLES_IN_A_LOG}
    kinds = np.unique(log.kind[~taking])
    marks = np.zeros(len(log.names) + 1, np.bool_)  # the last serves NOBODY
    for column in roles.values():
        marks[column] = True
    names = np.flatnonzero(marks[:-1])
    ordered = sorted(log.kinds[place] for place in kinds.tolist())
    moved_kinds = np.zeros(len(log.kinds) + 1, np.int16)
    moved_kinds[kinds] = [ordered.index(log.kinds[place]) for place in kinds.tolist()]
    moved = np.full(len(log.names) + 1, NOBODY, np.int32)
    moved[names] = np.arange(len(names))
    bare = {"lo": np.where(taking, -FOREVER, log.lo), "hi": np.where(taking, log.known, log.hi)}
    bare["kind"] = np.where(taking, 0, moved_kinds[log.kind])
    bare |= {role: moved[column] for role, column in roles.items()}
    columns: dict[str, npt.NDArray[Any]] = {
        name: np.asarray(bare.get(name, getattr(log, name)), _DTYPES[name]) for name in COLUMNS
    }
    return Log(tuple(ordered), tuple(log.names[place] for place in names.tolist()), **columns)


def _moved(column: npt.NDArray[Any], words: Sequence[str], ordered: list[str]) -> npt.NDArray[Any]:
    place = {word: number for number, word in enumerate(ordered)}
    moved = np.array([*(place[word] for word in words), NOBODY], np.int32)
    return moved[column] if len(words) else column


def last_known(log: Log) -> Int32:
    """For each row the day from which it is taken back, 2**31 - 1 where it never is.

    A retraction that was known before the act, or that names no act, takes nothing back; retracting one revives nothing.
    """
    dead = np.full(len(log), 2**31 - 1, np.int32)
    taking = np.flatnonzero(log.retracts != NOTHING)
    if not len(taking):
        return dead
    order = np.argsort(log.act, kind="stable")
    ids = log.act[order]
    place = np.minimum(np.searchsorted(ids, log.retracts[taking]), len(ids) - 1)
    target = order[place]
    holds = (ids[place] == log.retracts[taking]) & (log.known[taking] >= log.known[target]) & (log.retracts[target] == NOTHING)
    np.minimum.at(dead, target[holds], log.known[taking][holds])
    return dead


def dangling(log: Log) -> npt.NDArray[np.int64]:
    """The rows that take back an act which is not in the log."""
    taking = np.flatnonzero(log.retracts != NOTHING)
    return taking[~np.isin(log.retracts[taking], log.act)].astype(np.int64)


def checked(log: Log, record: Record) -> Log:
    """The log, when its words and names can be used with a record.

    Raises:
        LogError: an unknown kind, names that are not in order, an act given twice, days out of order.
    """
    for kind in log.kinds:
        if kind not in record.vocabulary.acts:
            raise LogError("logs.unknown_kind", value=kind)
    if list(log.names) != sorted(set(log.names)):
        raise LogError("logs.names_out_of_order")
    if len(np.unique(log.act)) != len(log):
        raise LogError("logs.act_twice")
    if bool((log.lo > log.hi).any()):
        raise LogError("logs.days_out_of_order", value=int(log.act[int(np.flatnonzero(log.lo > log.hi)[0])]))
    return log


def with_log(record: Record, log: Log, rows: npt.NDArray[Any] | None = None) -> Record:
    """A record in which the rows of a log stand as claims, so that the rules can be run on them.

    Args:
        rows: numbers of the rows wanted; retractions of them must be among them.
    """
    chosen = range(len(log)) if rows is None else rows.tolist()
    days = sorted({int(log.known[row]) for row in chosen})
    sources = {FIRST_VERSION: _source(FIRST_VERSION, -FOREVER, ""), **{name_of(day): _source(name_of(day), day) for day in days}}
    made = record.with_claims((*record.claims, *claims_of(log, chosen)))
    return made.with_sources({**record.sources, **sources})


def claims_of(log: Log, rows: Iterable[int]) -> list[Claim]:
    """Rows of a log as claims, each of the source of its knowledge day."""
    claims = []
    for row in rows:
        names = {
            role: (log.names[place],) if (place := int(getattr(log, role)[row])) != NOBODY else () for role in ROLES_IN_A_LOG
        }
        retracts = int(log.retracts[row])
        claims.append(
            Claim(
                id=f"{CLAIM}{log.act[row]}", act=f"{PREFIX}{retracts if retracts != NOTHING else log.act[row]}",
                kind="retraction" if retracts != NOTHING else log.kinds[log.kind[row]],
                date=_date(int(log.lo[row]), int(log.hi[row])), after=(), **names, office="", person="", place="",
                standing="", value="", unit="", qualifier="", guideline=(), level="public", source=name_of(int(log.known[row])),
                locator=f"row {row}", title=Text("", ""), note=Text("", ""), file="log", line=row,
            )
        )  # fmt: skip
    return claims


def name_of(day: int) -> str:
    """The source that a log is on one knowledge day."""
    return f"{FIRST_VERSION}-{day}"


def _source(name: str, day: int, version_of: str = FIRST_VERSION) -> Source:
    return Source(name, name, name, (), parse(iso(max(day, -700_000))), day, version_of, {})


def _date(lo: int, hi: int) -> Edtf | None:
    if lo <= -FOREVER:
        return None
    return parse(iso(lo) if lo == hi else f"[{iso(lo)}..{iso(hi)}]")
