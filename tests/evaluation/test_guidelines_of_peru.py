"""What holds of every guideline of Peru and of every sheet: they can fail, read no typed figure, and say where they are floors."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache

from legation.evaluation.formula.syntax import Call, Field, Selection, walk
from legation.evaluation.formula.values import FLOORS
from legation.evaluation.indicators import Indicator
from legation.evaluation.readings import readings
from legation.publication.evaluation_tables import in_sentences
from tests.evaluation.formulas import peru, peru_evaluation, peru_evaluator

FORTY = 40


@cache
def could_have_failed() -> frozenset[str]:
    """The indicators that acts or standings answer, and that have answered differently in the course of two centuries."""
    found = set()
    for name, one in peru_evaluation().indicators.items():
        if any(isinstance(node, Selection) and node.what != "figures" for node in deep(one)):
            values = [reading.value for reading in readings(peru_evaluator(), one, "year", *peru().period)]
            if len({(value.lo, value.hi) for value in values if value.missing is None}) > 1:
                found.add(name)
    return frozenset(found)


def deep(one: Indicator) -> Iterator[object]:
    """Every part of a formula and of the sets and indicators that it names."""
    evaluation = peru_evaluation()
    for node in walk(one.tree):
        yield node
        name = getattr(node, "id", "")
        if name in evaluation.sets and (tree := evaluation.sets[name].formula) is not None:
            yield from walk(tree)
        elif name in evaluation.indicators:
            yield from deep(evaluation.indicators[name])


def test_every_guideline_has_an_indicator_that_could_have_failed_and_there_are_forty() -> None:
    served = {name for one in could_have_failed() for name in peru_evaluation().indicators[one].guideline}
    assert set(peru_evaluation().guidelines) - served == set()
    assert len(could_have_failed()) >= FORTY


def test_no_figure_is_typed_into_the_evaluation_files() -> None:
    def leaves(value: object) -> Iterator[object]:
        if isinstance(value, dict | list):
            for inner in value.values() if isinstance(value, dict) else value:
                yield from leaves(inner)
        else:
            yield value

    judged = ("norms/", "roads/", "scales.toml")  # periods and roads of law and thresholds of lights are rules, not readings
    files = {name: text for name, text in peru().evaluation.items() if name.endswith(".toml") and not name.startswith(judged)}
    for name, text in files.items():
        assert [one for one in leaves(tomllib.loads(text)) if isinstance(one, int | float)] == [], name
    assert peru_evaluation().problems == ()  # a formula with a figure typed in is a problem, shown elsewhere
    for one in peru_evaluation().indicators.values():
        assert all(due.claim for due in one.targets)  # read from the claim that states it


def test_counts_over_selective_sources_are_floors_and_say_so() -> None:
    seen = 0
    for one in peru_evaluation().indicators.values():
        if not isinstance(one.tree, Call) or one.tree.name != "count":
            continue
        of = one.tree.arguments[0]
        things = of.of if isinstance(of, Field) else of
        if not isinstance(things, Selection) or things.what == "figures":
            continue
        kinds = [peru().coverage[kind.text] for kind in things.kinds] if things.what == "standings" else []
        for found in readings(peru_evaluator(), one, "decade", *peru().period):
            named_only = not kinds or any(not one.beginnings.exhaustive_on(found.moment.on) for one in kinds)
            if found.value.missing is None and named_only:
                seen += 1
                assert found.value.floor and any(why.code in FLOORS for why in found.value.because), (one.id, found.period)
                assert in_sentences(found.value.because, peru(), "en") and in_sentences(found.value.because, peru(), "es")
    assert seen
