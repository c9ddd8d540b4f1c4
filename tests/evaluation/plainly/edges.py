"""The days at which what a formula gives may change, so that it is worked out once for all moments between two of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from legation.evaluation.formula.syntax import Call, Date, Name, Node, Number, Quoted, Selection, date_of
from tests.evaluation.plainly.ground import Chosen, Moment

_NONE: Final[frozenset[int]] = frozenset()


@dataclass(frozen=True)
class Edges:
    """Days at which a result may change, by the part of the moment that passes them.

    Args:
        on: days from which standings asked on that day, or later, may differ.
        first, last: the same for the first and the last of the days within which acts and figures count.
    """

    on: frozenset[int] = _NONE
    first: frozenset[int] = _NONE
    last: frozenset[int] = _NONE

    def __or__(self, other: Edges) -> Edges:
        return Edges(self.on | other.on, self.first | other.first, self.last | other.last)

    @cached_property
    def _sorted(self) -> tuple[list[int], list[int], list[int]]:
        return sorted(self.on), sorted(self.first), sorted(self.last)

    def stretch(self, moment: Moment) -> tuple[int, int, int]:
        """Between which edges a moment lies; moments of one stretch give one result."""
        on, first, last = self._sorted
        return bisect_right(on, moment.on), bisect_left(first, moment.first), bisect_right(last, moment.last)


NEVER: Final = Edges()


class Changes:
    """The edges of formulas over one ground.

    Args:
        chosen: what a selection chooses where the sets that vary by the day are left aside.
        tree: the formula behind a name; None for a set that is the same at every moment.
    """

    def __init__(self, chosen: Callable[[Selection], Chosen], tree: Callable[[str], Node | None]) -> None:
        self.chosen = chosen
        self.tree = tree
        self._found: dict[int, Edges | None] = {}
        self._kept: list[Node] = []

    def of(self, node: Node) -> Edges | None:
        """The edges of a part of a formula; None where its result may change from any day to the next."""
        if id(node) not in self._found:
            self._kept.append(node)
            self._found[id(node)] = self._of(node)
        return self._found[id(node)]

    def _of(self, node: Node) -> Edges | None:
        match node:
            case Number() | Date() | Quoted():
                return NEVER
            case Name():
                return self._named(node.id)
            case Selection():
                chosen = self.chosen(node)
                own = Edges(on=frozenset(chosen.turns)) if chosen.what == "standings" else self._placed(chosen)
                return self._joined([own, *map(self.of, node.children)])
            case Call(name="stated"):
                return NEVER
            case Call(name="each"):
                return None
            case Call(name="at" | "during" | "change"):
                return self._elsewhen(node)
        return self._joined(map(self.of, node.children))

    def _named(self, name: str) -> Edges | None:
        if name == "on":
            return None
        tree = None if name == "start" else self.tree(name)
        return NEVER if tree is None else self.of(tree)

    def _placed(self, chosen: Chosen) -> Edges:
        days = frozenset(chosen.edges)
        return Edges(first=days, last=days)

    def _elsewhen(self, node: Call) -> Edges | None:
        """Of what is asked at other moments, which hang on the dates that the call gives."""
        what, limits = self.of(node.arguments[0]), list(node.arguments[1:])
        if what is None:
            return None
        if node.name == "during":
            asked = Edges(on=what.on | what.last)
            if limits[1] == Name(limits[1].at, "on"):
                begin = _written(limits.pop(0))
                if begin is None:
                    return None
                limits = []
                asked |= Edges(on=frozenset({begin}))
        else:
            asked = Edges(first=what.first)
            if node.name == "change":
                asked |= what
        return self._joined([asked, *map(self.of, limits)])

    def _joined(self, parts: Iterable[Edges | None]) -> Edges | None:
        found = NEVER
        for part in parts:
            if part is None:
                return None
            found |= part
        return found


def _written(limit: Node) -> int | None:
    """The first day of a date written out."""
    if isinstance(limit, Number):
        return date_of(limit.text.zfill(4), limit.at).first
    return limit.first if isinstance(limit, Date) else None
