"""What pages rest on: which acts a page leads to, which of them rest on one source alone, and which are opinions, and whose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from legation.office.question import Question
from legation.record.acts import Act
from legation.record.record import Record
from legation.record.scenario import SUPPOSITION
from legation.record.sources import lineage

OPINION: Final = "opinion"
"""The kind of act under which what a source holds, rather than reports, is recorded."""
MOST_LISTED: Final = 40


def sources_of(record: Record, act: Act) -> frozenset[str]:
    """The sources on which an act rests; versions of one are one."""
    return frozenset(lineage(claim.source, record.sources) for claim in act.claims)


def is_opinion(act: Act) -> bool:
    """Whether an act says what its source holds."""
    return any(variant.kind == OPINION for variant in act.variants)


@dataclass(frozen=True, slots=True)
class Rests:
    """What some acts rest on.

    Args:
        acts: how many they are; alone: those that rest on one source; opinions: those that are opinions, by whom.
        listed: the ones in ``alone``, where they are few enough to be listed, by id.
    """

    acts: int
    alone: int
    opinions: tuple[tuple[str, int], ...]
    listed: tuple[str, ...]


def rests_of(question: Question, acts: Iterable[Act]) -> Rests:
    """What the acts to which a page leads rest on."""
    count = 0
    alone: list[str] = []
    opinions: dict[str, int] = {}
    for act in acts:
        count += 1
        sources = sources_of(question.record, act)
        if is_opinion(act):
            for source in sorted(sources):
                opinions[source] = opinions.get(source, 0) + 1
        elif len(sources) == 1:
            alone.append(act.id)
    held = tuple(sorted(opinions.items(), key=lambda one: (-one[1], one[0])))
    return Rests(count, len(alone), held, tuple(sorted(alone)) if len(alone) <= MOST_LISTED else ())


def acts_seen(question: Question) -> list[Act]:
    """The recorded acts to which the page written so far leads, by themselves or behind its standings, in order of their ids."""
    known = question.known
    found = {id for id in question.seen["act"] if id in known.acts}
    for id in question.seen["standing"]:
        if (key := known.find(id)) is not None:
            found.update(known.acts_behind(key))
    return [known.acts[id] for id in sorted(found) if not all(claim.source == SUPPOSITION for claim in known.acts[id].claims)]
