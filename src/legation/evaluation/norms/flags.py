"""Acts that may break a norm in force on their date: for internal legal review, never a verdict and never published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from legation.evaluation.certainty import Certainty
from legation.evaluation.norms.duties import Duty
from legation.evaluation.norms.norm import BINDING, Norm
from legation.evaluation.norms.owed import book_of, owed_on
from legation.standings.asof import KnownRecord

Ground = Literal["not_done", "not_recorded", "may_have_been_done"]


@dataclass(frozen=True, slots=True)
class Flag:
    """An act to be looked at by the ministry's lawyers.

    Args:
        act: the act; duty: what should have come before it, with norm and article.
        ground: ``not_done`` (the record claims to know every act that would have satisfied the norm, and has none),
            ``not_recorded`` (it names only some), ``may_have_been_done`` (one is recorded that may or may not satisfy it).
    """

    act: str
    duty: Duty
    ground: Ground


def flags_on(known: KnownRecord, norms: Iterable[Norm], day: int) -> list[Flag]:
    """The acts by the end of ``day`` that may break a binding norm which asked for something before them."""
    conditions = [norm for norm in norms if norm.is_condition and norm.kind in BINDING]
    found = []
    for duty in owed_on(book_of(known), conditions, day).listed():
        if duty.status in ("met", "lapsed") or not duty.arising.act:
            continue
        done = any(one.sure is not Certainty.NO for one in duty.met_by)
        ground: Ground = "may_have_been_done" if done else "not_done" if duty.norm.exhaustive else "not_recorded"
        found.append(Flag(duty.arising.act, duty, ground))
    return found
