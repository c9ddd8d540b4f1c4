"""What the oracle lived through, evening by evening, and whether the engine answers so."""

from __future__ import annotations

from typing import Final, NamedTuple

from legation.archive import status_lines
from legation.archive.status_lines import StatusLine
from legation.standings.participation.answers import Participation
from legation.standings.participation.stretches import stretches_of
from legation.standings.participation.treaty import Treaty
from tests.standings.participation.oracle import lives

PAIRS: Final = (("alfa", "bravo"), ("alfa", "charlie"), ("bravo", "charlie"))


class Evening(NamedTuple):
    """A day's end over all placements: the treaty's states, and of each participant its statuses and whether it was a party."""

    day: int
    states: frozenset[str]
    statuses: dict[str, frozenset[str]]
    contracting: dict[str, frozenset[bool]]


class Between(NamedTuple):
    """How two participants stood to one another at a day's end."""

    day: int
    one: str
    other: str
    relation: str


def lived(treaty: Treaty, days: list[int]) -> list[Evening]:
    """What the oracle found on some days; in a placement in which nothing had happened yet, everyone is a third State."""
    found = []
    all_lives = lives(treaty, max(days))
    for day in days:
        evenings = [life.evenings[day] for life in all_lives if day in life.evenings]
        early = len(evenings) < len(all_lives)
        states = {evening.state for evening in evenings} | ({"none"} if early else set())
        statuses, contracting = {}, {}
        for who in treaty.participants:
            own = {evening.statuses[who] for evening in evenings} | ({"third_state"} if early else set())
            statuses[who] = frozenset(own)
            contracting[who] = frozenset({who in evening.contracting for evening in evenings} | ({False} if early else set()))
        found.append(Evening(day, frozenset(states), statuses, contracting))
    return found


def kept(asked: Participation) -> StatusLine | None:
    """A treaty's status table on every day, as a build keeps it; None where it is worked out when it is asked."""
    made = stretches_of(asked)
    return None if made is None else StatusLine.decoded(status_lines.encoded(made, frozenset()))


def assert_lived(treaty: Treaty, wide: int, evenings: list[Evening]) -> None:
    """The engine gives the states and statuses of every evening, and calls no one a party, or not, beyond what was lived."""
    engine = Participation(treaty, wide)
    line = kept(engine)
    for evening in evenings:
        if line is not None:
            assert set(line.state(evening.day).states) == evening.states, evening.day
            assert line.participants(evening.day) == engine.participants(evening.day), evening.day
        assert set(engine.state(evening.day).states) == evening.states, evening.day
        for who in treaty.participants:
            asked = engine.participant(who, evening.day)
            assert set(asked.statuses) == evening.statuses[who], (evening.day, who)
            if asked.is_contracting in ("yes", "presumed"):
                assert evening.contracting[who] == {True}, (evening.day, who)
            elif asked.is_contracting == "no":
                assert evening.contracting[who] == {False}, (evening.day, who)


def lived_between(treaty: Treaty, days: list[int]) -> list[Between]:
    """What the oracle found between any two, of a treaty without uncertain dates."""
    (life,) = lives(treaty, max(days))
    return [
        Between(day, one, other, life.between(one, other, day) if day in life.evenings else "not_both_parties")
        for day in days
        for one, other in PAIRS
    ]


def assert_between(treaty: Treaty, found: list[Between]) -> None:
    """The engine gives the same, asked from either side."""
    engine = Participation(treaty)
    for day, one, other, expected in found:
        assert engine.between(one, other, day) == (expected,), (day, one, other)
        assert engine.between(other, one, day) == (expected,)
