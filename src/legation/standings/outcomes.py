"""What may be the case on a day, over all placements of uncertain dates, without listing the placements.

For every state the question is whether *some* placement gives it. Acts are placed independently of one another, so it is
enough to choose the event that decides (the last one on or before the day, and where it matters the next one after it),
and to ask of each other act alone whether it can keep out of the way. ``placements.py`` is the definition, in the open;
the tests hold the two against each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from legation.standings.happenings import (
    EARLIEST,
    LATEST,
    OFF,
    ON,
    Bounds,
    Event,
    Line,
    Position,
    Reach,
    Strand,
    end_of,
    start_of,
)  # fmt: skip

Outcome = Literal["firm", "held", "silent", "off", "none"]
"""``firm``: it holds, and its end is recorded or the evidence is of that day. ``held``: it holds, no end is recorded.
``silent``: a later act presupposes it, but nothing says since when. ``off``: it does not hold. ``none``: no act speaks of it."""

STRONGEST_FIRST: Final[tuple[Outcome, ...]] = ("firm", "held", "silent", "off", "none")

PINNED: Final = -1

DECIDING: Final = frozenset({"attest", "close", "open"})
"""What counts as evidence of what came before; being displaced by another standing is not."""


@dataclass(frozen=True, slots=True)
class Ban:
    """No event that does one of ``does`` may stand after ``after`` and before ``before``."""

    does: frozenset[str]
    after: Position
    before: Position

    def days(self) -> tuple[int, int]:
        return self.after[0], self.before[0]


def outcomes(strands: Sequence[Strand], day: int) -> frozenset[Outcome]:
    """What may be the case at the end of ``day``, over all placements of all strands."""
    if not strands:
        return frozenset({"none"})
    if len(strands) == 1:
        return _of_one_line(strands, day)
    lines = _by_line(strands)
    shared = _shared([line[0] for line in lines])
    if shared is not None:
        return frozenset().union(*(outcomes(pinned, day) for pinned in _pinned_everywhere(strands, shared, day)))
    found: frozenset[Outcome] = frozenset({"none"})
    for line in lines:
        found = _stronger_of_each(found, _of_one_line(line, day))
    return found


def _by_line(strands: Sequence[Strand]) -> list[list[Strand]]:
    """Strands of the same acts together: what passed by several ways differs in its gates alone."""
    lines: dict[int, list[Strand]] = {}
    for strand in strands:
        lines.setdefault(id(strand.happenings), []).append(strand)
    return list(lines.values())


def _of_one_line(strands: Sequence[Strand], day: int) -> frozenset[Outcome]:
    """What strands of the same acts amount to: in every placement they tell the same, each within its own gates."""
    result: set[Outcome] = set()
    for told in history_outcomes(strands[0].line, day):
        found = _bounded(told, strands[0].bounds, day)
        for strand in strands[1:]:
            found = _stronger_of_each(found, _bounded(told, strand.bounds, day))
        result |= found
    return frozenset(result)


def _stronger_of_each(some: frozenset[Outcome], others: frozenset[Outcome]) -> frozenset[Outcome]:
    """What two lines of evidence amount to together, whatever each of them may tell."""
    return frozenset(together((one, other)) for one in some for other in others)


def _bounded(told: Outcome, bounds: Bounds, day: int) -> frozenset[Outcome]:
    """What is left of what acts tell, within gates."""
    begins, ends = bounds.begins, bounds.ends
    found: set[Outcome] = set()
    if (begins is None or begins.lo <= day) and (ends is None or day < ends.hi):
        found.add("firm" if told == "held" and ends is not None else told)
    if (begins is not None and day < begins.hi) or (ends is not None and ends.lo <= day):
        found.add("off")
    return frozenset(found)


def _shared(strands: Sequence[Strand]) -> str | None:
    """An act of uncertain day or way on which strands of other acts rest too: they may only be judged apart once it is pinned."""
    seen: set[str] = set()
    for strand in strands:
        for happening in strand.happenings:
            if happening.act in seen and not happening.is_pinned:
                return happening.act
        seen |= {happening.act for happening in strand.happenings}
    return None


def _pinned_everywhere(strands: Sequence[Strand], act: str, day: int) -> Iterator[list[Strand]]:
    """The strands with one act pinned to one way and day, for enough days to tell every order against all else."""
    others = {turning for strand in strands for happening in strand.happenings for turning in happening.turning_days()}
    around = frozenset(others | {day - 1, day, day + 1})
    mine = [happening for strand in strands for happening in strand.happenings if happening.act == act]
    for number in range(len(mine[0].ways)):
        shapes = [happening.ways[number] for happening in mine if happening.ways[number] is not None]
        pins = sorted({pin for shape in shapes if shape is not None for pin in shape.pins_around(around)}) or [(0, 0)]
        for begin, last in pins:
            lines = {
                id(happenings): tuple(one.pinned(number, begin, last) if one.act == act else one for one in happenings)
                for happenings in (strand.happenings for strand in strands)
            }
            yield [Strand(lines[id(strand.happenings)], strand.gates) for strand in strands]


def together(parts: Iterable[Outcome]) -> Outcome:
    """What several lines of evidence for one standing amount to."""
    found = set(parts)
    return next(outcome for outcome in STRONGEST_FIRST if outcome in found)


def history_outcomes(line: Line, day: int) -> frozenset[Outcome]:
    """What a line of acts alone allows at the end of ``day``."""
    asked = Asked(line, day)
    tests: dict[Outcome, Callable[[], bool]] = {
        "firm": asked.may_be_firm,
        "held": asked.may_be_held,
        "off": asked.may_be_off,
        "silent": asked.may_be_silent,
        "none": asked.may_be_none,
    }
    return frozenset(outcome for outcome, test in tests.items() if test())


Choice = tuple[int, tuple[Event, ...]]
"""An act, by its number among those not pinned (-1 for a pinned one), and the placement chosen for it."""


class Asked:
    """The acts of one standing, asked about one day.

    Of pinned acts only one event of a sort need be tried: the last one before a limit, or the first one after it. Every ban
    on what else may happen reaches from that event to the limit, so an event further off is banned whenever it is.
    """

    def __init__(self, line: Line, day: int) -> None:
        self.line = line
        self.day = day
        self.now = end_of(day)
        self._near = frozenset({day - 1, day, day + 1})
        self._around: dict[tuple[int, frozenset[int]], list[tuple[Event, ...]]] = {}

    def may_be_held(self) -> bool:
        """On, with no evidence of this very day and no end recorded afterwards."""
        return any(
            self.others_keep_out([chosen], [Ban(OFF, event[0], LATEST), Ban(ON, start_of(self.day), self.now)])
            for chosen, event in self.last_events(ON, before=start_of(self.day))
        )

    def may_be_firm(self) -> bool:
        """On, with evidence of this very day, or with an end recorded afterwards."""
        for chosen, event in self.last_events(ON, before=self.now):
            bans = [Ban(OFF, event[0], self.now)]
            if event[0] > start_of(self.day) and self.others_keep_out([chosen], bans):
                return True
            for ending, _ in self.first_events(OFF, after=self.now):
                if self.others_keep_out([chosen, ending], bans):
                    return True
        return False

    def may_be_off(self) -> bool:
        """Off after a recorded end, or before the first act, which is an opening."""
        ended = any(last and self.others_keep_out(last, [Ban(ON, since, LATEST)]) for last, since in self.endings())
        return ended or self._followed_by(frozenset({"open"}), frozenset({"open"}))

    def may_be_silent(self) -> bool:
        """Nothing says when it began, but a later act presupposes it."""
        return self._followed_by(frozenset({"attest"}), frozenset({"attest", "close"}))

    def _followed_by(self, after_an_end: frozenset[str], at_first: frozenset[str]) -> bool:
        """Not on, and the next act that counts does one of these: after an end, or where no act came before."""
        for last, since in self.endings():
            for chosen, event in self.first_events(after_an_end if last else at_first, after=self.now):
                bans = [Ban(ON, since, event[0])]
                if not last:
                    bans = [Ban(DECIDING, EARLIEST, event[0]), Ban(frozenset({"displace"}), EARLIEST, self.now)]
                if self.others_keep_out([*last, chosen], bans):
                    return True
        return False

    def may_be_none(self) -> bool:
        """No act touches it, or only one that would displace it later."""
        return self.others_keep_out([], [Ban(DECIDING, EARLIEST, LATEST), Ban(frozenset({"displace"}), EARLIEST, self.now)])

    def endings(self) -> Iterator[tuple[list[Choice], Position]]:
        """Every choice of the last event on or before the day that ends it, and the choice of none."""
        yield [], EARLIEST
        for chosen, event in self.last_events(OFF, before=self.now):
            yield [chosen], event[0]

    def last_events(self, does: frozenset[str], *, before: Position) -> Iterator[tuple[Choice, Event]]:
        """Events that do one of ``does`` before a limit: every one that may fall so, and of pinned acts the last."""
        yield from self._loose_events(does, EARLIEST, before)
        pinned = self.line.last_pinned(does, before)
        if pinned is not None:
            yield (PINNED, (pinned,)), pinned

    def first_events(self, does: frozenset[str], *, after: Position) -> Iterator[tuple[Choice, Event]]:
        """Events that do one of ``does`` after a limit: every one that may fall so, and of pinned acts the first."""
        yield from self._loose_events(does, after, LATEST)
        pinned = self.line.first_pinned(does, after)
        if pinned is not None:
            yield (PINNED, (pinned,)), pinned

    def _loose_events(self, does: frozenset[str], after: Position, before: Position) -> Iterator[tuple[Choice, Event]]:
        for number, ways in enumerate(self.line.reaches):
            if not any(_may_fall(way, does, after, before) for way in ways):
                continue
            for placement in self._placements(number, self._near):
                for event in placement:
                    if event[1] in does and after < event[0] < before:
                        yield (number, placement), event

    def others_keep_out(self, chosen: Sequence[Choice], bans: Sequence[Ban]) -> bool:
        """Whether the chosen placements go together and every other act can be placed outside the bans."""
        for ban in bans:
            if self.line.has_pinned(ban.does, ban.after, ban.before):
                return False
        fixed: dict[int, tuple[Event, ...]] = {}
        for number, placement in chosen:
            if number != PINNED and fixed.setdefault(number, placement) != placement:
                return False
        for placement in fixed.values():
            if not _is_outside(placement, bans):
                return False
        return all(number in fixed or self._can_keep_out(number, bans) for number in range(len(self.line.loose)))

    def _can_keep_out(self, number: int, bans: Sequence[Ban]) -> bool:
        for way in self.line.reaches[number]:
            if not any(_may_fall(way, ban.does, ban.after, ban.before) for ban in bans):
                return True
        days = frozenset(day for ban in bans for day in ban.days())
        return any(_is_outside(placement, bans) for placement in self._placements(number, days))

    def _placements(self, number: int, days: frozenset[int]) -> list[tuple[Event, ...]]:
        """Enough placements of a loose act to tell every order against ``days``, each once."""
        found = self._around.get((number, days))
        if found is None:
            found = self._around[number, days] = list(dict.fromkeys(self.line.loose[number].placements_around(days)))
        return found


def _may_fall(way: tuple[Reach, ...], does: frozenset[str], after: Position, before: Position) -> bool:
    """Whether an event of a way that does one of ``does`` may fall on a day from that of one limit through that of another."""
    first, last = after[0], before[0]
    for what, lo, hi in way:  # noqa: SIM110 - asked so often that any() would tell
        if what in does and lo <= last and hi >= first:
            return True
    return False


def _is_outside(placement: tuple[Event, ...], bans: Sequence[Ban]) -> bool:
    """Whether no event of a placement is banned."""
    for position, does in placement:
        for ban in bans:
            if does in ban.does and ban.after < position < ban.before:
                return False
    return True
