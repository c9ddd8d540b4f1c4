"""What creates duties: acts, standings that begin, periods that come round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from legation.evaluation.certainty import Certainty, moved
from legation.evaluation.norms.in_force import Book, day_of
from legation.evaluation.norms.matching import Roles, matches, variant_meant
from legation.evaluation.norms.norm import YEAR, Filter, Norm
from legation.record.acts import FOREVER, Act, Days
from legation.standings.answers import STANDS
from legation.standings.asof import Spell
from legation.terms.days import Period, civil, day_number, iso

MOST_PERIODS = 1_000


@dataclass(frozen=True, slots=True)
class Arising:
    """One time that a norm's trigger may have come about.

    Args:
        id: the act, the standing or the period behind it.
        days: where its day may lie; until: the last day of a period, or None.
        sure: whether it is what the norm means.
        roles: who and what stands in it.
        ended: where the day lies on which the standing behind it ended, or None.
    """

    id: str
    days: Days
    sure: Certainty
    roles: Roles = field(default_factory=dict)
    act: str = ""
    standing: str = ""
    until: Days | None = None
    ended: Days | None = None


def arisings(book: Book, norm: Norm, day: int) -> Iterator[Arising]:
    """Every time the trigger may have come about by ``day``, or come so near that something is already owed for it."""
    if norm.trigger is None:
        yield from _periods(book, norm, day)
    elif norm.trigger.standing:
        yield from (one for one in _held(book, norm.trigger) if moved(one.days, norm.early, -1).lo <= day)
    else:
        yield from from_acts(book, norm, book.acts_of_kinds(norm.trigger.acts), day)


def from_acts(book: Book, norm: Norm, acts: Iterable[Act], day: int) -> Iterator[Arising]:
    """The same of a norm that acts trigger, for some acts alone."""
    record, trigger = book.known.record, norm.trigger
    assert trigger is not None
    for act in acts:
        days = day_of(act)
        if (sure := matches(record, trigger, act)) is Certainty.NO or moved(days, norm.early, -1).lo > day:
            continue
        yield Arising(act.id, days, sure, dict(variant_meant(record, trigger, act).roles), act=act.id)


def _held(book: Book, trigger: Filter) -> Iterator[Arising]:
    for key, roles in book.standings_meant(trigger):
        for number, run in enumerate(_runs(book.known.spells(key))):
            spells, following = run
            certain = [spell for spell in spells if spell.verdict.answer in STANDS]
            begin = Days(spells[0].first, certain[0].first if certain else spells[-1].until - 1)
            ended = None
            if following is not None and following.verdict.answer == "no":
                ended = Days(certain[-1].until if certain else spells[0].first, following.first)
            name = key.id if number == 0 else f"{key.id}#{number + 1}"
            yield Arising(name, begin, Certainty.CERTAIN if certain else Certainty.POSSIBLE, roles, standing=key.id, ended=ended)


def _runs(spells: list[Spell]) -> Iterator[tuple[list[Spell], Spell | None]]:
    """Stretches of spells through which a standing holds or may hold, each with the spell after it."""
    run: list[Spell] = []
    for spell in spells:
        if spell.verdict.answer in STANDS or spell.verdict.answer == "possible":
            run.append(spell)
        elif run:
            yield run, spell
            run = []
    if run:
        yield run, None


def _periods(book: Book, norm: Norm, day: int) -> Iterator[Arising]:
    begins, ends = book.begins(norm), book.ends(norm)
    first = begins.lo if begins.lo > -FOREVER else begins.hi
    last = day if ends is None else min(day, ends.hi)
    if abs(first) >= FOREVER or abs(last) >= FOREVER:
        return
    if norm.each == YEAR:
        for year in range(max(civil(first)[0], civil(last)[0] - MOST_PERIODS), civil(last)[0] + 1):
            start, end = day_number(year, 1, 1), day_number(year, 12, 31)
            yield Arising(f"{year:04d}", Days(start, start), Certainty.CERTAIN, until=Days(end, end))
        return
    length, width = Period(norm.each), begins.hi - first
    start = first
    for _ in range(MOST_PERIODS):
        if start > last:
            return
        following = length.add_to(start)
        name = f"{iso(start)}/{iso(following - 1)}"
        yield Arising(name, Days(start, start + width), Certainty.CERTAIN, until=Days(following - 1, following - 1 + width))
        start = following
