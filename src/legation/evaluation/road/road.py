"""A road: the way that the law of a State gives its treaties at home, from negotiation to registration, and the way out of one.

Law as dated data: a change of the constitution is another road, not another program.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from legation.evaluation.norms.norm import Limit
from legation.terms.vocabulary import Text

By = Literal["own", "partner", "anyone"]
BY: Final[tuple[By, ...]] = ("own", "partner", "anyone")
Asked = Literal["law", "practice"]
ASKED: Final[tuple[Asked, ...]] = ("law", "practice")
Mark = Literal["", "consent", "force", "notice", "effect"]
ENTERING: Final[tuple[Mark, ...]] = ("consent", "force")
LEAVING: Final[tuple[Mark, ...]] = ("notice", "effect")
NONE_OF_THEM: Final = "none"
"""The matter of a treaty that deals, as its record says, with none of those that the law names."""


@dataclass(frozen=True, slots=True)
class Route:
    """One of the ways that a constitution lets a treaty take, and the treaties that must take it.

    Args:
        article: the place in the law.
        matters: matters of treaties that must take it.
        otherwise: it is the way of treaties that deal with none of the matters of the others.
        shown_by: kinds of act that show that a treaty took it.
        held_by: kinds of act by which it is only held that a treaty takes it; they tell where no act shows.
    """

    id: str
    label: Text
    article: str
    matters: tuple[str, ...]
    otherwise: bool
    shown_by: tuple[str, ...]
    held_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a road.

    Args:
        article: the place in the law that asks for it, empty where none does.
        acts: kinds of act that fulfil it.
        by: whose acts: those of the State whose road it is, of another participant, or of anyone.
        after: steps that it waits for.
        routes: routes on which it is asked for; every one where empty.
        asked: by law, or by practice only: what practice alone asks for is never waited for.
        norm: the norm that gives the time there is for it, counted from the steps it waits for; empty where no law gives any.
        marks: what it is abroad: ``consent`` to be bound, entry into ``force``, ``notice`` of leaving, its ``effect``.
        exhaustive: whether the record claims to know every act that fulfils it.
    """

    id: str
    label: Text
    article: str
    acts: tuple[str, ...]
    by: By
    after: tuple[str, ...]
    routes: tuple[str, ...]
    asked: Asked
    norm: str
    marks: Mark
    exhaustive: bool


@dataclass(frozen=True, slots=True)
class Road:
    """The road of one State under one law.

    Args:
        actor: the State.
        claims: claims of the record that state it; it is known from the first of them on.
        law: the instrument of the record where it is written.
        begins, ends: between which days it is the law; ``replaces`` is the road that ends the day before it begins.
        kinds: kinds of instrument that take it.
        matters: the matters of treaties that the law names, with their labels.
        routes: in the order in which they prevail.
        steps, leaving: in their order, into a treaty and out of one.
    """

    id: str
    actor: str
    label: Text
    definition: Text
    claims: tuple[str, ...]
    law: str
    begins: Limit
    ends: Limit | None
    replaces: str
    kinds: tuple[str, ...]
    matters: Mapping[str, Text]
    routes: tuple[Route, ...]
    steps: tuple[Step, ...]
    leaving: tuple[Step, ...]
    note: Text
    file: str
    line: int

    def route(self, name: str) -> Route:
        """The route of that name."""
        return next(one for one in self.routes if one.id == name)

    def route_of(self, matters: Sequence[str]) -> Route | None:
        """The route that treaties on those matters must take; None where the law does not say."""
        named = next((one for one in self.routes if set(one.matters) & set(matters)), None)
        if named is None and tuple(matters) == (NONE_OF_THEM,):
            return next((one for one in self.routes if one.otherwise), None)
        return named


def waits_for(steps: Sequence[Step]) -> dict[str, frozenset[str]]:
    """For each step every one that it waits for, at whatever remove; the steps must not wait for one another in a circle."""
    direct = {step.id: step.after for step in steps}

    def above(name: str) -> Iterator[str]:
        for other in direct.get(name, ()):
            yield other
            yield from above(other)

    return {step.id: frozenset(above(step.id)) for step in steps}
