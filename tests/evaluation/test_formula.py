"""The formula language: what each form and function gives, on histories of a few lines."""

from __future__ import annotations

from dataclasses import replace

import pytest

from legation.evaluation.formula.functions import SIGNATURES, explained
from legation.evaluation.formula.many import Names, Numbers, Things
from legation.evaluation.formula.syntax import read_formula
from legation.evaluation.formula.values import Truth, Value
from legation.record.measures import Observation
from legation.record.record import Record
from legation.terms.edtf import parse
from legation.terms.vocabulary import Text
from tests.evaluation.formulas import asked, bounds, faults_of, peru_evaluator, peru_scope, sort_of, truth, until, value
from tests.small_records import small_record

ROWS = [
    {"act": "chile", "kind": "relations_established", "date": "1822", "subject": "peru", "object": "chile"},
    {"act": "spain", "kind": "relations_established", "date": "1879-08-14", "subject": "peru", "object": "spain"},
    {"act": "bolivia", "kind": "relations_established", "date": "1826", "subject": "peru", "object": "bolivia"},
    {"act": "break", "kind": "relations_severed", "date": "1880", "subject": "peru", "object": "chile"},
    {"act": "one", "kind": "incident", "date": "1844", "subject": "spain", "object": "peru", "value": "3", "unit": "persons"},
    {"act": "two", "kind": "incident", "date": "1852", "subject": "spain", "object": "peru"},
    {"act": "three", "kind": "incident", "subject": "chile", "object": "peru"},
    {"act": "signed", "kind": "agreement_signed", "date": "1900-01-01", "subject": "peru", "object": "chile", "instrument": "pact"},
    {"act": "force", "kind": "agreement_entered_into_force", "date": "1902-01-01", "subject": "peru", "object": "chile", "instrument": "pact"},
    {"act": "told", "kind": "attestation", "date": "1990", "subject": "peru", "standing": "relations", "value": "2", "unit": "states"},
]  # fmt: skip


def observation(name: str, counterpart: str, period: str, amount: str, unit: str = "percent", qualifier: str = "") -> Observation:
    note = Text("", "")
    series = "goods_export_share" if unit == "percent" else "exports"
    return Observation(
        name,
        series,
        "peru",
        counterpart,
        parse(period),
        amount,
        unit,
        qualifier,
        "public",
        "book",
        "p. 1",
        note,
        "measures/all.csv",
        2,
    )


FIGURES = (
    observation("f-1", "chile", "1998", "60"), observation("f-2", "spain", "1998", "20"), observation("f-3", "bolivia", "1998", "20"),
    observation("f-4", "chile", "1997", "10"),
    observation("e-1", "", "1997", "100", "usd"), observation("e-2", "", "1998", "150", "usd"),
)  # fmt: skip


@pytest.fixture(scope="module")
def record() -> Record:
    return replace(small_record(ROWS), measures=FIGURES)


@pytest.mark.parametrize(
    ("formula", "on", "expected"),
    [
        ("count(standings(relations, subject = peru))", "1821-12-31", (0, 0)),
        ("count(standings(relations, subject = peru))", "1822-06-30", (0, 1)),
        ("count(standings(relations, subject = peru))", "1879-12-31", (3, 3)),
        ("count(standings(relations, subject = peru, object = chile | spain))", "1879-12-31", (2, 2)),
        ("count(standings(relations, subject = peru, object != chile))", "1879-12-31", (2, 2)),
        ("count(standings(relations, object is organisation))", "1879-12-31", (0, 0)),
        ("count(standings(relations, subject = peru))", "1880-06-30", (2, 3)),
        ("count(acts(incident))", "2000-12-31", (2, 3)),  # the one without a date may have come after
        ("count(acts(incident).subject)", "2000-12-31", (1, 2)),
        ("during(count(acts(incident)), 1840, 1849)", "2000-12-31", (1, 2)),
        ("count(acts(incident, value > 2))", "2000-12-31", (1, 1)),
        ("count(acts(incident, subject in acts(relations_severed).object))", "2022-12-31", (1, 1)),
        ("sum(acts(incident).value)", "2000-12-31", (3, 3)),
        ("share(count(standings(relations)), count(acts(relations_established)))", "1879-12-31", (100, 100)),
        ("years(first(acts(agreement_signed)), first(acts(agreement_entered_into_force)))", "2000-12-31", (730 / 365.2425,) * 2),
        ("days(first(acts(agreement_signed)), first(acts(agreement_entered_into_force)))", "2000-12-31", (730, 730)),
        ("maximum(days(first(acts(agreement_signed) by instrument), first(acts(agreement_entered_into_force) by instrument)))", "2000-12-31", (730, 730)),
        ("days(1879-08-14, last(acts(relations_established)))", "2000-12-31", (0, 0)),
        ("minimum(days(1821-01-01, standings(relations).begin))", "1879-12-31", (365, 729)),
        ("count(standings(relations)) - at(count(standings(relations)), 1825)", "1879-12-31", (2, 2)),
        ("maximum(each(decade, 1840, 1859, count(acts(incident, subject = spain))))", "2000-12-31", (1, 1)),
        ("sum(each(year, 1841, 1860, count(acts(incident, subject = spain))))", "2000-12-31", (2, 2)),
        ("sum(figures(goods_export_share, period = 1998).value)", "2000-12-31", (100, 100)),
        ("sum(latest(figures(goods_export_share)).value)", "1997-12-31", (10, 10)),
        ("herfindahl(latest(figures(goods_export_share)).counterpart)", "2000-12-31", (0.44, 0.44)),
        ("coverage(standings(relations).object, latest(figures(goods_export_share)))", "1999-12-31", (40, 40)),
        ("change(sum(latest(figures(exports)).value), 1997)", "2000-12-31", (50, 50)),
        ("sum(figures(exports).value) / count(acts(agreement_signed))", "2000-12-31", (250, 250)),
        ("stated(told-claim) * 100", "2000-12-31", (200, 200)),
        ("-(1 + 2) * 2 - 10 / 2", "2000-12-31", (-11, -11)),
        ("evenness(acts(relations_established).object)", "2000-12-31", (1, 1)),
        ("count(acts(any, instrument = pact))", "2000-12-31", (2, 2)),
    ],
)  # fmt: skip
def test_what_a_formula_comes_to(formula: str, on: str, expected: tuple[float, float], record: Record) -> None:
    claims = tuple(replace(claim, id="told-claim") if claim.act == "told" else claim for claim in record.claims)
    assert bounds(formula, record.with_claims(claims), on) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("count(acts(incident)) >= 2", "yes"),
        ("count(acts(incident)) < 2", "no"),
        ("count(acts(incident)) = 2", "unknown"),
        ("count(acts(incident)) = 1", "no"),
        ("count(acts(incident)) <= 10", "unknown"),  # a floor: there may be more than those named
        ("exists(acts(war))", "unknown"),
        ("exists(acts(incident, subject = spain))", "yes"),
        ("first(acts(incident, subject = spain)) < 1845", "yes"),
        ("first(acts(incident, subject = spain)) = 1844", "unknown"),  # one that no source names may come before
        ("first(acts(incident, act = one)) = 1844", "yes"),
        ("first(acts(incident, subject = spain)) != 1843", "unknown"),
        ("first(acts(incident, act = one)) != 1844", "no"),
        ("1844 <= first(acts(incident, subject = spain))", "unknown"),
        ("1844 <= first(acts(incident, act = one))", "yes"),
        ("first(acts(incident, subject = spain)) > 1844-06", "unknown"),
        ("count(acts(incident)) >= 2 and not count(acts(incident)) < 2", "yes"),
        ("exists(acts(war)) or 1 = 1", "yes"),
        ("exists(acts(war)) and 1 = 2", "no"),
    ],
)
def test_what_holds(formula: str, expected: str, record: Record) -> None:
    assert truth(formula, record).answer == expected


@pytest.mark.parametrize(
    ("formula", "on", "code"),
    [
        ("1 / count(standings(relations))", "1810-12-31", "division_by_nothing"),
        ("share(1, 0 * count(acts(incident)))", "2000-12-31", "division_by_nothing"),
        ("median(acts(war).value)", "2000-12-31", "nothing_there"),
        ("years(first(acts(war)), on)", "2000-12-31", "nothing_there"),
        ("count(standings(relations))", "2150-12-31", "outside_coverage"),
        ("count(standings(relations)) + 1", "2150-12-31", "outside_coverage"),
        ("at(count(standings(relations)), first(acts(relations_severed)))", "2000-12-31", "date_uncertain"),
        ("during(count(acts(incident)), 1850, 1840)", "2000-12-31", "period_backwards"),
        ("herfindahl(acts(war).object)", "2000-12-31", "nothing_there"),
    ],
)
def test_no_data_is_a_value_with_its_reason(formula: str, on: str, code: str, record: Record) -> None:
    found = value(formula, record, on)
    assert found.missing is not None and found.missing.code == code
    assert found.missing.message("en") != found.missing.message("es")


def test_counts_over_what_sources_chose_are_floors_and_say_so(record: Record) -> None:
    found = value("count(standings(relations))", record)
    assert found.floor and found.because[0].code == "selective"
    assert value("10 - count(standings(relations))", record).ceiling
    assert not value("10 - count(standings(relations))", record).floor
    assert value("1 / count(standings(relations))", record).ceiling


def test_a_count_of_what_the_record_does_not_claim_to_know_says_so(record: Record) -> None:
    was = record.coverage["relations"]
    silent = replace(was, beginnings=replace(was.beginnings, extent="none"))
    found = value("count(standings(relations))", replace(record, coverage={**record.coverage, "relations": silent}))
    assert found.floor and found.because[0].code == "not_claimed"
    assert "no data" in found.because[0].message("en") and "at least" not in found.because[0].message("en")


def test_every_value_has_its_inputs(record: Record) -> None:
    found = value("share(count(standings(relations)), count(acts(incident)))", record)
    kinds = {kind for kind, _ in found.rests_on}
    assert kinds == {"standing", "claim"}
    assert ("standing", "relations:peru:spain") in found.rests_on
    assert value("sum(figures(exports).value)", record).rests_on == (("measure", "e-1"), ("measure", "e-2"))


def test_rival_figures_are_one_figure_with_bounds(record: Record) -> None:
    from legation.record.sources import Source

    other = Source("paper", "Paper", "Paper", (), parse("1999"), 0, "", {})
    rival = replace(FIGURES[5], id="e-3", value="170", source="paper")
    both = replace(record, measures=(*FIGURES, rival)).with_sources({**record.sources, "paper": other})
    found = value("sum(latest(figures(exports)).value)", both)
    assert (found.lo, found.hi) == (150, 170) and "sources_disagree" in [one.code for one in found.because]


@pytest.mark.parametrize(
    ("qualifier", "floor", "ceiling"), [("more_than", True, False), ("at_most", False, True), ("about", False, False)]
)
def test_a_qualifier_opens_a_bound(qualifier: str, floor: bool, ceiling: bool, record: Record) -> None:
    said = replace(record, measures=(observation("q", "", "1998", "5", "usd", qualifier),))
    found = value("sum(figures(exports).value)", said)
    assert (found.floor, found.ceiling) == (floor, ceiling)


def test_an_act_of_rival_parties_is_certain_of_neither() -> None:
    rows = [
        {"act": "r", "kind": "incident", "date": "1850", "subject": "spain", "object": "peru", "source": "book"},
        {"act": "r", "kind": "incident", "date": "1850", "subject": "chile", "object": "peru", "source": "paper"},
    ]
    rival = small_record(rows, sources={"book": "2020", "paper": "2021"})
    assert bounds("count(acts(incident))", rival) == (1, 1)
    assert bounds("count(acts(incident, subject = spain))", rival) == (0, 1)


@pytest.mark.parametrize(
    ("formula", "kind", "shown"),
    [
        ("count(acts(war))", "number", ""),
        ("sum(figures(exports).value)", "quantity", "usd"),
        ("sum(figures(goods_export_share).value)", "percentage", "percent"),
        ("share(1, 2)", "percentage", "percent"),
        ("sum(figures(exports).value) / sum(figures(exports).value)", "ratio", ""),
        ("sum(figures(exports).value) / count(acts(war))", "rate", "usd / things"),
        ("change(count(acts(war)), 1900)", "rate_of_change", "percent"),
        ("evenness(acts(war).object)", "index", ""),
        ("years(1900, 1910)", "quantity", "years"),
        ("2 * sum(figures(exports).value) * 10", "quantity", "usd"),
    ],
)
def test_units_are_worked_out(formula: str, kind: str, shown: str, record: Record) -> None:
    unit = sort_of(formula, record).unit
    assert (unit.kind, unit.shown) == (kind, shown)


def test_every_function_is_explained_and_every_example_works() -> None:
    assert set(explained()) == {*SIGNATURES, "standings", "acts", "figures"}
    for one in explained().values():
        assert one.means.en != one.means.es and one.says.en != one.says.es and one.name in one.takes
        assert one.name in one.example and not faults_of(one.example, peru_scope()), one.name
        found = peru_evaluator().of(read_formula(one.example), until("2021-12-31"))
        assert isinstance(found, Value | Truth) and found.missing is None, one.name


def test_absence_passes_through_many(record: Record) -> None:
    for formula, kind in (
        ("standings(relations)", Things), ("standings(relations).object", Names), ("standings(relations).begin", Numbers),
        ("years(1821, standings(relations).begin)", Numbers),
    ):  # fmt: skip
        found = asked(formula, record, "2150-12-31")
        assert isinstance(found, kind) and found.missing is not None
