"""The filters of selections as tests of columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import numpy as np

from legation.evaluation.formula.choosing import NOTHING_NAMED, Named, Test
from legation.evaluation.formula.columns import Table
from legation.evaluation.formula.comparing import compare
from legation.evaluation.formula.fields import Flags, Rows
from legation.evaluation.formula.many import Names
from legation.evaluation.formula.syntax import Filter, Selection
from legation.evaluation.formula.values import exactly
from legation.terms.vocabulary import KindOfAct


def filter_test(one: Filter, actors_of_kind: Callable[[Iterable[str]], Iterable[str]]) -> Test:
    """The test of a filter by words or numbers.

    Args:
        actors_of_kind: the actors of some kinds.
    """
    if one.field == "value":
        return _value_test(one)
    wanted = frozenset(word.text for word in one.words)
    names = actors_of_kind(wanted) if one.how == "is" else wanted
    return _named(one.field, names, one.how == "!=")


def _named(field: str, names: Iterable[str], inverse: bool) -> Test:
    def test(table: Table, rows: Rows) -> tuple[Flags, Flags]:
        held = table.field(field)
        mask = held.words.mask(names)
        return table.answers(rows, lambda ways: held.meets(mask, ways) != inverse)

    return test


def _value_test(one: Filter) -> Test:
    limits = [exactly(float(word.text)) for word in one.words]

    def test(table: Table, rows: Rows) -> tuple[Flags, Flags]:
        sure, perhaps = np.zeros(len(rows), np.bool_), np.zeros(len(rows), np.bool_)
        for number, row in enumerate(rows.tolist()) if table.values else ():
            value = table.values.get(row)
            if value is not None:
                answers = {compare(value, one.how, limit).answer for limit in limits}
                sure[number], perhaps[number] = "yes" in answers, answers != {"no"}
        return sure, perhaps

    return test


def named_by(node: Selection, kinds: Mapping[str, KindOfAct]) -> Named:
    """What a selection of acts names itself.

    Args:
        kinds: the kinds of act of the vocabulary.
    """
    if node.what != "acts":
        return NOTHING_NAMED
    words = {one.field: frozenset(word.text for word in one.words) for one in node.filters if one.how == "="}
    acts = len(words.get("act", ()))
    asked = {word.text for word in node.kinds}
    kind = kinds.get(next(iter(asked))) if len(asked) == 1 else None
    if kind is None or not kind.once:
        return Named(acts)
    single = {field for field, held in words.items() if len(held) == 1}
    left = frozenset(kind.once) - single
    return Named(acts, not left, left if len(left) == 1 else frozenset())


def within(field: str, names: Names) -> Test:
    """The test of a filter by a set."""

    def test(table: Table, rows: Rows) -> tuple[Flags, Flags]:
        held = table.field(field)
        certain, possible = names.masks(held.words)
        sure, _ = table.answers(rows, lambda ways: held.meets(certain, ways))
        _, perhaps = table.answers(rows, lambda ways: held.meets(possible, ways))
        return sure, perhaps

    return test
