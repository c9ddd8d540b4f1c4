"""Formulas drawn at random and broken at random: each is read or refused in words, and none ends in a traceback."""

from __future__ import annotations

import random
from math import isnan

from legation.evaluation.formula.checking import check_formula
from legation.evaluation.formula.faults import FormulaError
from legation.evaluation.formula.functions import SIGNATURES, explained
from legation.evaluation.formula.many import Names, Numbers, Things
from legation.evaluation.formula.syntax import read_formula
from legation.evaluation.formula.values import Truth, Value
from tests.evaluation.formulas import peru_evaluator, peru_scope, until
from tests.sizes import size

COUNT = size(300, 2_000)
DAYS = ("1700-01-01", "1821-07-28", "1879-04-05", "1942-02-01", "2021-12-31", "2200-01-01")
KINDS = {
    "standings": ("relations", "agreement_in_force", "boundary_settled", "strategic_partnership", "seat_in_body", "relation"),
    "acts": ("incident", "stand_taken", "agreement_signed", "any", "instrument_signed", "markets_covered", "incidnt"),
    "figures": ("exports", "goods_export_share", "south_south_projects", "any", "export"),
}
FILTERS = (
    "subject = peru", "object = chile | spain", "object in powers-named", "object is state", "object != peru", "value > 10", "unit = usd",
    "instrument in treaties-of-union", "period = 2017", "counterpart in standings(agreement_in_force).object", "person = \"x y\"",
    "object = atlantis", "guideline = x", "field = trade", "qualifier = about", "act = war-of-the-pacific", "value = x",
)  # fmt: skip
PIECES = ("(", ")", ",", "+", "-", "*", "/", "=", "<=", "and", "or", "not", "by", "in", "is", "1", "0", "2021-13", "1879-04", "on",
          "peru", "count", "first", "acts", "standings", ".object", ".begin", "\"", "é", "\n", "|", "99999999999999999999", "..", "^", "A")  # fmt: skip


def selection(draw: random.Random) -> str:
    what = draw.choice(list(KINDS))
    kinds = " | ".join(draw.choices(KINDS[what], k=draw.choice((1, 1, 2))))
    return f"{what}({', '.join([kinds, *draw.sample(FILTERS, draw.choice((0, 1, 1, 2)))])})"


def formula(draw: random.Random, depth: int) -> str:
    if depth == 0:
        return draw.choice(
            (
                "1",
                "100",
                "1900",
                "on",
                "start",
                "powers-named",
                "relations-held",
                "1879-04-05",
                selection(draw),
                "stated(nmil-051)",
            )
        )
    form = draw.choice(("call", "call", "call", "arithmetic", "compare", "join", "field", "grouped"))
    one, other = formula(draw, depth - 1), formula(draw, depth - 1)
    if form == "call":
        name = draw.choice(list(SIGNATURES))
        given = [
            selection(draw) + draw.choice(("", ".object", ".begin", ".value", ".end"))
            if draw.random() < 0.5
            else formula(draw, depth - 1)
            for _ in SIGNATURES[name]
        ]
        if name == "each":
            given = [draw.choice(("year", "decade", "century")), "1990", "2000", one]
        return f"{name}({', '.join(given)})"
    if form == "grouped":
        return f"{draw.choice(('first', 'last'))}({selection(draw)} by {draw.choice(('object', 'instrument', 'place', 'x'))})"
    if form == "field":
        return f"{selection(draw)}.{draw.choice(('object', 'subject', 'begin', 'value', 'counterpart', 'x'))}"
    sign = draw.choice({"arithmetic": "+-*/", "compare": ("=", "<", ">=", "!="), "join": ("and", "or")}[form])
    return f"({one} {sign} {other})"


def broken(draw: random.Random, text: str) -> str:
    for _ in range(draw.choice((0, 0, 1, 2, 5))):
        place = draw.randrange(len(text) + 1)
        text = text[:place] + draw.choice(("", draw.choice(PIECES))) + text[place + draw.choice((0, 0, 1, 3)) :]
    return text


def sound(found: object) -> bool:
    if isinstance(found, Value):
        return found.missing is not None or (not isnan(found.lo) and not isnan(found.hi) and found.lo <= found.hi)
    return isinstance(found, Truth | Things | Names | Numbers)


def test_no_formula_ends_in_a_traceback() -> None:
    draw = random.Random(1821)
    examples = [one.example for one in explained().values()]
    evaluated = 0
    for number in range(COUNT):
        whole = draw.choice(examples) if number % 3 == 0 else formula(draw, draw.randrange(1, 5))
        text = broken(draw, whole)
        try:
            tree = read_formula(text)
        except FormulaError as error:
            assert 0 <= error.fault.at <= len(text), text
            assert error.fault.message("en") and error.fault.message("es")
            continue
        sort, faults = check_formula(tree, peru_scope())
        for one in faults:
            assert 0 <= one.at <= len(text) and one.message("en") and one.message("es"), text
        if sort is None or any(not one.only_here for one in faults):
            assert faults, text
            continue
        evaluated += 1
        assert sound(peru_evaluator().of(tree, until(draw.choice(DAYS)))), text
    assert evaluated > COUNT / 10


def test_what_is_endless_or_deep_is_refused() -> None:
    for text in (
        "1" + "+1" * 1_900,
        "(" * 300 + "1" + ")" * 300,
        "not " * 200 + "1 = 1",
        "-" * 500 + "1",
        "9" * 5_000,
        "1+" * 2_500,
    ):
        try:
            read_formula(text)
        except FormulaError as error:
            assert error.fault.message("en") and error.fault.message("es")
