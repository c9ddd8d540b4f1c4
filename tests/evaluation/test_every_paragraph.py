"""The sheet that goes through both documents paragraph by paragraph is complete, and names only what there is."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

from tests.evaluation.formulas import peru, peru_evaluation

FOLDER = Path(__file__).parents[2] / "docs" / "readings" / "sentences"
DOCUMENTS = ("novak-namihas-200-years", "novak-namihas-new-millennium")
HELD = ("deeds_and_figures", "positions_and_initiatives", "opinions")


def rows() -> list[dict[str, str]]:
    with (FOLDER / "paragraphs.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_claim_of_the_documents_stands_in_one_paragraph() -> None:
    held = Counter(name for row in rows() for column in HELD for name in row[column].split())
    claims = {one.id for one in peru().claims if one.source in DOCUMENTS and one.kind not in ("difference", "gap")}
    figures = {one.id for one in peru().measures if one.source in DOCUMENTS}
    assert held == Counter(claims | figures)


def test_a_row_names_its_paragraph_and_the_evaluation_rests_on_claims_of_it() -> None:
    with (FOLDER.parents[2] / "src/legation/records/peru/sections.csv").open(encoding="utf-8", newline="") as file:
        sections = {(row["source"], row["section"]) for row in csv.DictReader(file)}
    places = {one.id: (one.source, one.locator) for one in (*peru().claims, *peru().measures)}
    for row in rows():
        assert (row["source"], row["section"]) in sections
        own = {name for column in HELD for name in row[column].split()}
        assert set(row["in_the_evaluation"].split()) <= own
        assert {places[name][0] for name in own} == {row["source"]}


def test_what_the_documents_assert_is_said_to_be_in_the_evaluation() -> None:
    said = {name for row in rows() for name in row["in_the_evaluation"].split()}
    asserted = {claim for one in peru_evaluation().assertions.values() for claim in one.claims}
    assert asserted <= said


def test_the_page_names_only_indicators_and_assertions_that_there_are() -> None:
    asked = (FOLDER / "README.md").read_text(encoding="utf-8").split("## What the evaluation was asked to answer")[1]
    names = [one for number, one in enumerate(asked.split("`")) if number % 2 and not one.startswith(("-", "legation"))]
    assert len(names) > 40
    known = {*peru_evaluation().indicators, *peru_evaluation().assertions}
    assert [name for name in names if name not in known] == []
