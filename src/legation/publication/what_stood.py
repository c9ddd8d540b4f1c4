"""What stood and what happened, of any record: of a log of acts beside it only the acts that bear on the answer are made.

Whoever asks need not know which it is: the answers are made alike, and fill the same tables.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from legation.publication.asked import refuse_backwards
from legation.publication.queries import acts_matching
from legation.publication.questions import QuestionError, act_kind_named, actor_named, asked
from legation.record.acts import Act
from legation.standings.asof import LISTED_BY_DEFAULT, AsOf, KnownRecord
from legation.standings.known_logged import KnownLogged
from legation.standings.log_lists import rows_of_acts

MOST: Final = 5_000
"""Standings or acts that are made for one answer; whoever wants more asks for a panel, or for less at a time."""


def what_stood(
    known: KnownRecord, first: int, last: int, *, actor: str | None = None, kind: str | None = None, every: bool = False
) -> tuple[AsOf, KnownRecord]:
    """What stood on a day or throughout a period, of one actor or one kind or all; and what it rests on, all of it or a part.

    Args: as for :meth:`KnownRecord.asof`.

    Raises:
        QuestionError: more standings of a log are asked about than one answer holds.
    """
    if not isinstance(known, KnownLogged):
        return known.asof(first, last, actor=actor, kind=kind, every=every), known
    keys = known.bulk.compiled.keys
    numbers = np.array(known.numbers([kind] if kind else None), np.int64)
    if actor is not None:
        place = keys.name(actor)
        of_actor = np.zeros(len(numbers), np.bool_) if place is None else (keys.roles[numbers] == place).any(axis=1)
        numbers = numbers[of_actor]
    _refuse_many(len(numbers))
    chosen = sorted(keys.key(number) for number in numbers.tolist())
    view = known.with_rows(known.behind(chosen))
    standings = [view.standing(key, first, last) for key in chosen]
    kinds = [kind] if kind is not None else list(known.record.vocabulary.standings)
    counts = tuple(view.count_of(name, standings, first, last) for name in kinds)
    listed = tuple(one for one in standings if every or one.answer in LISTED_BY_DEFAULT)
    return AsOf(first, last, known.known, listed, counts), view


def acts_asked(
    known: KnownRecord, *, actor: str | None = None, kind: str | None = None, first: str | None = None, last: str | None = None
) -> tuple[list[Act], KnownRecord]:
    """Acts of an actor, of a kind, that may have happened within dates, in order of time; and what they are of.

    Args: as for :func:`acts_matching`.

    Raises:
        QuestionError: a name or a date is not understood, or more acts of a log are asked for than one answer holds.
    """
    if not isinstance(known, KnownLogged):
        return acts_matching(known, actor=actor, kind=kind, first=first, last=last), known
    refuse_backwards(first, last)
    someone = actor_named(known.record, actor) if actor else None
    rows = rows_of_acts(
        known, names=[someone] if someone else (), kinds=[act_kind_named(known.record, kind)] if kind else (),
        first=asked(first).first if first else None, last=asked(last).last if last else None,
    )  # fmt: skip
    _refuse_many(len(rows))
    view = known.with_rows(np.unique(rows))
    return acts_matching(view, actor=actor, kind=kind, first=first, last=last), view


def act_logged(known: KnownLogged, wanted: str) -> tuple[Act, KnownRecord] | None:
    """An act of the log by its id, with what it is made of; None where the log has it not, or not yet."""
    row = None if wanted in known.own.acts else known.row_of(wanted)
    if row is None:
        return None
    view = known.with_rows(np.array([row], np.int64))
    return view.acts[wanted], view


def _refuse_many(count: int) -> None:
    if count > MOST:
        raise QuestionError("questions.too_many_of_log", value=count, nearest=MOST)
