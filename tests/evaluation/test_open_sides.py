"""On which sides a value is open: by a table, and against records that name more than was known."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.evaluation.formula.values import FLOORS
from legation.record.record import Record
from tests.evaluation.formulas import truth, value
from tests.evaluation.test_formula import FIGURES, observation
from tests.sizes import size
from tests.small_records import small_record

ROWS: list[dict[str, str]] = [
    {"act": "i-1", "kind": "incident", "date": "1844-03-01", "subject": "spain", "object": "peru", "value": "3", "unit": "persons"},
    {"act": "i-2", "kind": "incident", "date": "1852", "subject": "chile", "object": "peru", "value": "5", "unit": "persons"},
    {"act": "s-1", "kind": "agreement_signed", "date": "1900-01-01", "subject": "peru", "object": "chile", "instrument": "pact"},
    {"act": "f-1", "kind": "agreement_entered_into_force", "date": "1902-01-01", "subject": "peru", "object": "chile", "instrument": "pact"},
    {"act": "r-1", "kind": "relations_established", "date": "1822-05-01", "subject": "peru", "object": "chile"},
]  # fmt: skip
MORE: list[dict[str, str]] = [
    {"act": "m-1", "kind": "incident", "date": "1830-06-01", "subject": "chile", "object": "peru", "value": "1", "unit": "persons"},
    {"act": "m-2", "kind": "incident", "date": "1990-02-02", "subject": "bolivia", "object": "peru", "value": "40", "unit": "persons"},
    {"act": "m-3", "kind": "incident", "date": "1848-02-02", "subject": "spain", "object": "peru", "value": "4", "unit": "persons"},
    {"act": "m-4", "kind": "agreement_signed", "date": "1890-01-01", "subject": "peru", "object": "spain", "instrument": "accord"},
    {"act": "m-5", "kind": "agreement_entered_into_force", "date": "1899-01-01", "subject": "peru", "object": "spain", "instrument": "accord"},
    {"act": "m-6", "kind": "agreement_signed", "date": "1899-01-01", "subject": "chile", "object": "spain", "instrument": "pact"},
    {"act": "m-7", "kind": "relations_established", "date": "1821-09-01", "subject": "peru", "object": "spain"},
    {"act": "m-8", "kind": "relations_established", "date": "1826-09-01", "subject": "peru", "object": "bolivia"},
    {"act": "m-9", "kind": "agreement_signed", "date": "1905-01-01", "subject": "peru", "object": "bolivia", "instrument": "deal"},
    {"act": "m-10", "kind": "agreement_entered_into_force", "date": "1905-02-01", "subject": "peru", "object": "bolivia", "instrument": "deal"},
]  # fmt: skip
"""Acts that a fuller record might name: earlier, later, between, and of others."""
ON = "2000-12-31"
INCIDENTS = "acts(incident)"
COUNT = f"count({INCIDENTS})"
SIGNED, IN_FORCE = (f"acts({kind}, subject = peru)" for kind in ("agreement_signed", "agreement_entered_into_force"))
LISTED = "latest(figures(goods_export_share))"

OPEN: list[tuple[str, str]] = [
    # a count of what sources chose, and what arithmetic makes of it
    (COUNT, "above"),
    (f"-{COUNT}", "below"),
    (f"{COUNT} + 1", "above"), (f"{COUNT} + {COUNT}", "above"), (f"{COUNT} - 1", "above"),
    (f"100 - {COUNT}", "below"), (f"{COUNT} - {COUNT}", "both"), (f"-{COUNT} - {COUNT}", "below"),
    (f"2 * {COUNT}", "above"), (f"{COUNT} * {COUNT}", "above"), (f"{COUNT} * (0 - 2)", "below"), (f"{COUNT} * 0", "neither"),
    (f"{COUNT} * (100 - {COUNT})", "both"), (f"(100 - {COUNT}) * (100 - {COUNT})", "both"),
    (f"{COUNT} / 2", "above"), (f"10 / {COUNT}", "below"), (f"{COUNT} / {COUNT}", "both"), (f"10 / (0 - {COUNT})", "above"),
    (f"(100 - {COUNT}) / 2", "below"), (f"(100 - {COUNT}) / {COUNT}", "below"),
    (f"10 / (100 - {COUNT})", "both"),  # what is taken away may come to a hundred and more
    (f"share({COUNT}, 10)", "above"), (f"share(1, {COUNT})", "below"), (f"share({COUNT}, {COUNT})", "both"),
    (f"share(1, {COUNT}) * 2", "below"), (f"10 / share(1, {COUNT})", "above"),
    # dates: the first of those named may come after one that is not
    (f"first({INCIDENTS})", "below"), (f"last({INCIDENTS})", "above"),
    (f"years(first({INCIDENTS}), on)", "above"), (f"years(last({INCIDENTS}), on)", "below"),
    (f"years(1821, first({INCIDENTS}))", "below"), (f"days(1821, last({INCIDENTS}))", "above"),
    (f"months(first({INCIDENTS}), last({INCIDENTS}))", "above"), (f"months(last({INCIDENTS}), first({INCIDENTS}))", "below"),
    (f"days(first({INCIDENTS}), first(acts(relations_established)))", "both"),
    (f"{COUNT} / years(first({INCIDENTS}), on)", "both"), (f"{COUNT} / years(last({INCIDENTS}), on)", "both"),
    (f"10 / years(first({INCIDENTS}), on)", "below"),
    (f"{COUNT} / sum(years(first({INCIDENTS} by subject), on))", "both"),
    # what the formula names itself is there, and no other can come before it
    ("first(acts(incident, act = i-1))", "neither"), (f"{COUNT} / years(first(acts(incident, act = i-1)), on)", "above"),
    ("years(first(acts(incident, act = i-1 | i-2)), on)", "neither"),
    ("first(acts(agreement_signed, subject = peru, instrument = pact))", "neither"),
    ("first(acts(agreement_signed, instrument = pact))", "below"),  # another may have signed it before
    ("first(acts(agreement_signed | agreement_entered_into_force, subject = peru, instrument = pact))", "below"),
    (f"maximum(years(first({SIGNED} by instrument), first({IN_FORCE} by instrument)))", "above"),
    (f"minimum(years(first({SIGNED} by instrument), first({IN_FORCE} by instrument)))", "below"),
    (f"maximum(years(1821, first({INCIDENTS} by subject)))", "both"),
    (f"maximum(years(1821, last({INCIDENTS} by subject)))", "above"),
    # of many numbers
    (f"sum({INCIDENTS}.value)", "above"), (f"minimum({INCIDENTS}.value)", "below"), (f"maximum({INCIDENTS}.value)", "above"),
    (f"mean({INCIDENTS}.value)", "both"), (f"median({INCIDENTS}.value)", "both"),
    (f"sum(days(1850, {INCIDENTS}.begin))", "both"),  # some of them lie before
    (f"herfindahl({INCIDENTS}.subject)", "both"), ("evenness(acts(relations_established).object)", "below"),
    (f"sum(each(decade, 1840, 1859, {COUNT}))", "above"), (f"maximum(each(decade, 1840, 1859, {COUNT}))", "above"),
    (f"mean(each(decade, 1840, 1859, {COUNT}))", "above"), (f"minimum(each(decade, 1840, 1859, 100 - {COUNT}))", "below"),
    (f"mean(each(decade, first({INCIDENTS}), on, {COUNT}))", "both"),
    # at other moments
    (f"count(during({INCIDENTS}, first({INCIDENTS}), 1900))", "above"),
    (f"during({COUNT}, 1840, 1900)", "above"), (f"during({COUNT}, first({INCIDENTS}), 1900)", "both"),
    (f"change({COUNT}, 1850)", "both"), (f"{COUNT} - at({COUNT}, 1850)", "both"),
    (f"at_least(10 - {COUNT})", "both"), ("at_least(1)", "above"),
    # figures as listed
    (f"sum({LISTED}.value)", "neither"), (f"herfindahl({LISTED}.counterpart)", "neither"),
    (f"coverage(acts(relations_established).object, {LISTED})", "above"),
    (f"coverage({LISTED}.counterpart, {LISTED})", "neither"), (f"coverage(acts(war).object, {LISTED})", "above"),
]  # fmt: skip
SIDES = {"above": (True, False), "below": (False, True), "both": (True, True), "neither": (False, False)}


def record(rows: list[dict[str, str]]) -> Record:
    return replace(small_record(rows), measures=FIGURES)


@pytest.mark.parametrize(("formula", "side"), OPEN, ids=[formula for formula, _ in OPEN])
def test_a_value_is_open_on_the_sides_on_which_more_may_be_named(formula: str, side: str) -> None:
    found = value(formula, record(ROWS), ON)
    assert found.missing is None
    assert (found.floor, found.ceiling) == SIDES[side]
    if found.ceiling or not found.floor:  # "at least" is said of nothing else
        assert not any(one.code in FLOORS for one in found.because)
    assert found.bottom <= found.lo <= found.hi <= found.top


@pytest.mark.parametrize("formula", [formula for formula, _ in OPEN])
def test_a_fuller_record_never_passes_a_side_that_is_not_open(formula: str) -> None:
    known = value(formula, record(ROWS), ON)

    @settings(max_examples=size(8, 60), deadline=None)
    @given(st.lists(st.sampled_from(MORE), unique_by=lambda row: row["act"], min_size=1))
    def holds(more: list[dict[str, str]]) -> None:
        fuller = value(formula, record([*ROWS, *more]), ON)
        assert fuller.missing is None
        assert known.bottom - 1e-9 <= fuller.lo and fuller.hi <= known.top + 1e-9

    holds()


@pytest.mark.parametrize(
    ("formula", "code"),
    [
        (f"at({COUNT}, first({INCIDENTS}))", "date_uncertain"),
        (f"during({COUNT}, last({INCIDENTS}), on)", "date_uncertain"),  # it may begin later
        (f"change({COUNT}, first(acts(incident, subject = spain)))", "date_uncertain"),
        (f"mean(each(year, last({INCIDENTS}), on, {COUNT}))", "date_uncertain"),
    ],
)
def test_no_moment_hangs_on_a_date_that_may_be_another(formula: str, code: str) -> None:
    rows = [{**row, "date": "1852-01-01"} if row["act"] == "i-2" else row for row in ROWS]
    found = value(formula, record(rows), ON)
    assert found.missing is not None and found.missing.code == code


@pytest.mark.parametrize(
    ("formula", "answer"),
    [
        (f"first({INCIDENTS}) <= 1844", "yes"), (f"first({INCIDENTS}) >= 1844", "unknown"), (f"first({INCIDENTS}) > 1850", "no"),
        (f"last({INCIDENTS}) >= 1852", "yes"), (f"last({INCIDENTS}) <= 1852", "unknown"), (f"last({INCIDENTS}) < 1840", "no"),
        (f"years(first({INCIDENTS}), on) > 100", "yes"), (f"years(first({INCIDENTS}), on) < 1000", "unknown"),
        (f"{COUNT} / years(first({INCIDENTS}), on) < 1", "unknown"),
        (f"coverage(acts(relations_established).object, {LISTED}) <= 100", "yes"),
        (f"herfindahl({INCIDENTS}.subject) <= 1", "yes"),
    ],
)  # fmt: skip
def test_what_is_open_is_not_refuted_by_silence(formula: str, answer: str) -> None:
    assert truth(formula, record(ROWS), ON).answer == answer


@pytest.mark.parametrize(
    ("qualifier", "side"), [("more_than", "above"), ("at_most", "below"), ("nearly", "below"), ("", "neither")]
)
def test_the_word_of_a_source_opens_the_figure_and_what_is_made_of_it(qualifier: str, side: str) -> None:
    said = replace(small_record(ROWS), measures=(observation("q", "", "1998", "5", "usd", qualifier),))
    found = value("2 * sum(figures(exports).value) - 1", said, ON)
    assert (found.floor, found.ceiling) == SIDES[side]
    assert value("1 - sum(figures(exports).value)", said, ON).floor == SIDES[side][1]
