"""Figures in words: bounds, open ends, and the source's own qualifier beside every one."""

from __future__ import annotations

from math import inf

import pytest

from legation.evaluation.formula.syntax import is_declared, read_formula
from legation.evaluation.formula.values import Value, no_data, reason
from legation.publication.said_figures import figure, qualifiers


def stated(number: float, qualifier: str) -> Value:
    why = (reason("stated_so", qualifier=qualifier),)
    return Value(number, number, qualifier in ("more_than", "at_least"), qualifier in ("at_most", "nearly"), why)


NAMED = (reason("only_named"),)


@pytest.mark.parametrize(
    ("value", "unit", "english", "spanish"),
    [
        (Value(75, 75), "percent", "75", "75"),
        (stated(75, "about"), "percent", "about 75", "alrededor de 75"),
        (stated(100, "nearly"), "agreements", "nearly 100", "casi 100"),
        (stated(60, "more_than"), "percent", "more than 60", "más de 60"),
        (stated(60, "at_least"), "percent", "at least 60", "al menos 60"),
        (stated(60, "at_most"), "percent", "at most 60", "a lo sumo 60"),
        (Value(34, 34, True, False, NAMED), "agreements", "at least 34", "al menos 34"),
        (Value(60, 60, True, False, (*NAMED, reason("stated_so", qualifier="more_than"))), "", "at least 60", "al menos 60"),
        (Value(0, 0, True, False, NAMED), "missions", "none that the sources name", "ninguno que las fuentes nombren"),
        (Value(0, 4, True, False, NAMED), "", "0 to 4, or more", "de 0 a 4, o más"),
        (Value(1, 4, False, True), "", "1 to 4, or less", "de 1 a 4, o menos"),
        (Value(100, 100, True, False, NAMED), "percent", "100", "100"),
        (Value(100, 100, True, False, NAMED), "agreements", "at least 100", "al menos 100"),
        (Value(5, 5, True, True), "", "of those known (it may be less or more), 5",
         "según lo conocido (puede ser menos o más), 5"),
        (Value(5, 5, True, True, (reason("stated_so", qualifier="about"),)), "", "about 5", "alrededor de 5"),
        (Value(3, inf), "", "at least 3", "al menos 3"),
        (Value(0, inf), "", "not known how much", "no se sabe cuánto"),
        (Value(-inf, inf), "", "not known how much", "no se sabe cuánto"),
        (no_data(reason("nothing_there")), "", "no data", "sin datos"),
    ],
)  # fmt: skip
def test_a_figure_says_what_is_known_of_it(value: Value, unit: str, english: str, spanish: str) -> None:
    assert (figure(value, "en", unit), figure(value, "es", unit)) == (english, spanish)


def test_the_qualifiers_of_the_sources_are_kept_for_machines() -> None:
    assert qualifiers((*NAMED, reason("stated_so", qualifier="about"), reason("stated_so", qualifier="nearly"))) == (
        "about",
        "nearly",
    )


@pytest.mark.parametrize(
    ("formula", "declared"),
    [
        ("stated(c-1)", True), ("sum(figures(exports, actor = peru).value)", True), ("sum(latest(figures(exports)).value)", True),
        ("count(standings(relations))", False), ("share(stated(c-1), stated(c-2))", False), ("stated(c-1) + stated(c-2)", False),
        ("count(figures(exports))", False),
    ],
)  # fmt: skip
def test_what_only_repeats_a_source_is_told_from_what_is_worked_out(formula: str, declared: bool) -> None:
    assert is_declared(read_formula(formula)) is declared
