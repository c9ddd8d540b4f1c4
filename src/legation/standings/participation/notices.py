"""Depositary notices: each act of a treaty's life, announced on the day on which it became known, and again where that changed.

A notice is told by the record alone: the sources and the days on which they came out. The same record gives the same notices.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from legation.record.acts import Act, acts_of, visible_claims
from legation.record.claims import Claim
from legation.record.record import Record
from legation.standings.participation.from_record import TRADE
from legation.standings.participation.kinds import BEARS, EXTINCTION

News = Literal["new", "changed", "withdrawn"]
DECLARED: Final = "declaration_made"
NOTIFIED: Final = frozenset({*BEARS, *TRADE, DECLARED, "right_exercised"}) - {EXTINCTION, "participation_listed"}
"""Kinds of act of which a depositary gives notice."""
_VARIANT: Final = "89ab"


@dataclass(frozen=True, slots=True)
class Notice:
    """One act announced.

    Args:
        id: stable for ever: the same act, made known on the same day, of the same record.
        instrument: the treaty.
        act: what was announced; for an act withdrawn, what it had been.
        news: ``new``; ``changed`` where a later source moved its day, kind or parties; ``withdrawn`` where taken back.
        known: the day on which that became known.
        before: what it had been known as, None where it is new.
        claims: those by which it became known on that day.
    """

    id: str
    instrument: str
    act: Act
    news: News
    known: int
    before: Act | None
    claims: tuple[Claim, ...]


def notices_of(record: Record, instruments: Iterable[str], known: int, level: str = "public") -> tuple[Notice, ...]:
    """The notices of some treaties known at the end of a day, the newest first.

    Args:
        level: the highest level of classification that the reader may see.
    """
    wanted = frozenset(instruments)
    visible = visible_claims(record, known, level)
    found = [
        notice
        for act, claims in visible.items()
        if any(not wanted.isdisjoint(claim.instrument) for claim in claims)
        for notice in _of_act(record, act, claims, wanted, level)
    ]
    return tuple(sorted(found, key=lambda one: (-one.known, -one.act.begin.hi, one.instrument, one.act.id)))


def _of_act(record: Record, act: str, claims: list[Claim], wanted: frozenset[str], level: str) -> Iterator[Notice]:
    alone = record.with_claims(tuple(claims))
    before: Act | None = None
    for day in sorted({record.sources[claim.source].known for claim in claims}):
        made = acts_of(alone, day, level).get(act)
        said = tuple(claim for claim in claims if record.sources[claim.source].known == day)
        shown = made or before
        if shown is not None and _told(made) != _told(before):
            news: News = "withdrawn" if made is None else "new" if before is None else "changed"
            for instrument in sorted(_instruments(shown) & wanted) if _is_notified(shown) else ():
                yield Notice(_id(record, instrument, act, day), instrument, shown, news, day, before, said)
        before = made


def _instruments(act: Act) -> set[str]:
    return {name for variant in act.variants for name in variant.role("instrument")}


def _is_notified(act: Act) -> bool:
    return any(variant.kind in NOTIFIED for variant in act.variants)


def _told(act: Act | None) -> object:
    """What a notice announces of an act: when it changes, that is news."""
    return None if act is None else (act.begin, act.last, act.variants)


def _id(record: Record, instrument: str, act: str, day: int) -> str:
    """A name that no machine, address or language enters into: a UUID of version 8 (RFC 9562), from a digest."""
    told = hashlib.sha256("\n".join(("notice", record.id, instrument, act, str(day))).encode()).hexdigest()
    parts = (told[:8], told[8:12], f"8{told[13:16]}", f"{_VARIANT[int(told[16], 16) % 4]}{told[17:20]}", told[20:32])
    return f"urn:uuid:{'-'.join(parts)}"
