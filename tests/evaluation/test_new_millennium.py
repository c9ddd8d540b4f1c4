"""Peru's indicators and assertions of the new millennium, kept whole; and some values checked by hand against the document.

After a change that is meant, write the files anew: ``LEGATION_WRITE_GOLDEN=1 pytest tests/evaluation/test_new_millennium.py``.
"""

from __future__ import annotations

import os
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from legation.publication.evaluation_tables import assertions_table, evaluation_table
from legation.publication.questions import asked
from legation.publication.table import Table
from legation.record.measures import Observation
from legation.standings.asof import KnownRecord, latest_knowledge
from legation.terms.edtf import parse
from legation.terms.vocabulary import Text
from tests.evaluation.formulas import peru, peru_evaluation
from tests.small_records import day

GOLDEN = Path(__file__).parent / "golden"
DOCUMENT = "novak-namihas-new-millennium"
ASKED = (("2000-12-31", ""), ("2021-12-31", "2021-03-01"), ("2021-12-31", ""))
MARK = "# --- the ministry in the new millennium "


@cache
def view(known: str) -> KnownRecord:
    return KnownRecord(peru(), day(known) if known else latest_knowledge(peru()))


@cache
def values(on: str, known: str = "") -> Table:
    mine = {name for name, one in peru_evaluation().indicators.items() if one.entry.file.split("/")[-1].startswith("new-")}
    return evaluation_table(peru_evaluation(), view(known), asked(on)).where(indicator=mine)


@cache
def verdicts(on: str, known: str = "") -> Table:
    text = peru().evaluation["assertions.toml"].split(MARK)[1]
    mine = {name for name in peru_evaluation().assertions if f"[{name}]" in text}
    return assertions_table(peru_evaluation(), view(known), asked(on)).where(assertion=mine)


def kept(name: str, table: Table) -> None:
    given = table.to_csv().encode()
    file = GOLDEN / name
    if os.environ.get("LEGATION_WRITE_GOLDEN"):
        file.write_bytes(given)
    assert given == file.read_bytes()


@pytest.mark.parametrize(("on", "known"), ASKED)
def test_the_whole_tables_are_as_kept(on: str, known: str) -> None:
    name = f"{on}-known-{known}" if known else on
    columns = (
        "indicator",
        "period",
        "low",
        "high",
        "is_floor",
        "is_ceiling",
        "unit",
        "no_data",
        "because",
        "remark",
        "remark_es",
    )
    kept(f"new-millennium-indicators-{name}.csv", values(on, known).select(*columns))
    columns = ("assertion", "borne_out", "found_low", "found_high", "sign", "stated", "because", "missing", "missing_es")
    kept(f"new-millennium-assertions-{name}.csv", verdicts(on, known).select(*columns))


def test_there_are_enough_and_each_guideline_has_one_that_could_have_failed() -> None:
    evaluation = peru_evaluation()
    assert not evaluation.problems
    mine = {name for name, one in evaluation.guidelines.items() if one.document == DOCUMENT}
    sheets = [one for one in evaluation.indicators.values() if one.entry.file.split("/")[-1].startswith("new-")]
    assert len(sheets) >= 25 and len(verdicts("2021-12-31")) >= 15 and len(mine) >= 15
    for name in sorted(mine):
        assert evaluation.guidelines[name].objectives, name
        assert any(name in one.guideline for one in sheets), name
        assert any(name in one.guideline for one in evaluation.assertions.values()) or name in NOTHING_CLAIMED, name
    # the files hold no sheet without its limits, its coverage and its source in both languages
    assert all(text["es"] and text["en"] for one in sheets for text in (one.limits, one.coverage, one.source, one.definition))


NOTHING_CLAIMED = {"cultural-diplomacy"}
"""The document claims successes there, and names none that acts could bear out or refute."""


def found(name: str, on: str = "2021-12-31", known: str = "") -> tuple[str | None, str | None, str | None, str | None]:
    (row,) = values(on, known).where(indicator=name)
    low, high, floor, missing = (row[column] for column in ("low", "high", "is_floor", "no_data"))
    return tuple(None if one is None else str(one) for one in (low, high, floor, missing))  # type: ignore[return-value]


def verdict(name: str, on: str = "2021-12-31") -> str:
    (row,) = verdicts(on).where(assertion=name)
    return str(row["borne_out"])


def test_values_checked_by_hand() -> None:
    # I ¶¶2-3 names thirteen poles and powers; III political ¶2 has partners in Brazil, China, Japan and Russia: 4 of 13
    assert found("poles-with-a-partner")[:3] == ("30.769231", "30.769231", "yes")
    # III political ¶2: four in Latin America with Uruguay, four in Asia, two in Europe, one in Eurasia: (16+16+4+1)/121
    assert found("partners-by-region")[:2] == ("0.305785", "0.305785")
    # III political ¶14: 21 April 2018 to 28 May 2019 is 402 days; the other sources have 20 April 2018 and 28 March 2019
    assert found("unasur-announced-to-notified")[:2] == ("341", "403")
    # III political ¶12: letters to four presidents; Chile and Colombia founded it, Ecuador and Panama did not
    assert found("alliance-invited-who-founded")[:3] == ("50", "50", "yes")
    # III disaster ¶1: fourteen regions set up, two being built
    assert found("centres-set-up")[:3] == ("87.5", "87.5", "yes")
    # III social ¶3: 34 projects, 15 countries
    assert found("south-south-projects-per-partner")[:2] == ("2.266667", "2.266667")
    # III digital ¶2: (37 + 19) of (59 + 66)
    assert found("offices-on-twitter")[:2] == ("44.8", "44.8")
    # III health ¶2: more than 35,000
    assert found("persons-repatriated")[:3] == ("35000", "35000", "yes")


def test_what_was_known_in_march_2021_rests_on_nothing_later() -> None:
    then = day("2021-03-01")
    whole = peru()
    claims = tuple(one for one in whole.claims if whole.sources[one.source].known <= then)
    figures = tuple(one for one in whole.measures if whole.sources[one.source].known <= then)
    rest = KnownRecord(replace(whole, claims=claims, measures=figures), then)
    for made in (evaluation_table, assertions_table):
        known, cut = (made(peru_evaluation(), one, asked("2021-12-31")) for one in (view("2021-03-01"), rest))
        assert known.to_json() == cut.to_json()


def test_a_series_that_the_user_adds_gives_the_share_of_exports() -> None:
    """Fictional shares of 2021: three quarters go to counterparts of the list, Bolivia has none of its own."""
    shares = {"china": "40", "united-states": "20", "european-union": "15", "bolivia": "25"}
    source = next(one.source for one in peru().measures if one.series == "goods_export_share")
    own = tuple(
        Observation(
            f"own-{name}", "goods_export_share", "peru", name, parse("2021"), share, "percent", "", "public", source, "p. 1",
            Text("", ""), "measures/own.csv", number,
        )
        for number, (name, share) in enumerate(shares.items(), start=2)
    )  # fmt: skip
    record = replace(peru(), measures=(*peru().measures, *own))
    table = evaluation_table(peru_evaluation(), KnownRecord(record), asked("2021-12-31"), indicator="exports-covered-by-the-list")
    assert table["low"] == ["75"] and table["is_floor"] == ["yes"]
    # with what the record holds alone: China 29, the United States 12, Canada 5 and South Korea 5, of 2019
    assert found("exports-covered-by-the-list")[:3] == ("51", "51", "yes")


def test_cabinets_held_of_those_due_are_floors_for_each_neighbour() -> None:
    """The sources say of one meeting with each that it was the first, so that only the meetings held may be more."""
    years = {"bolivia": 3, "chile": 2, "colombia": 1, "ecuador": 2}  # meetings that the sources name with a date, by 2021
    first = {"bolivia": "2015-06-23", "chile": "2017-07-07", "colombia": "2014-09-30", "ecuador": "2007"}
    for name, held in years.items():
        low, high, is_floor, missing = found(f"cabinets-held-{name}")
        (row,) = values("2021-12-31").where(indicator=f"cabinets-held-{name}")
        assert (is_floor, row["is_ceiling"], missing) == ("yes", "no", None)
        begun = parse(first[name])
        for bound, start in ((low, begun.first), (high, begun.last)):
            assert isinstance(start, int)
            assert float(str(bound)) == pytest.approx(held / ((day("2021-12-31") - start) / 365.2425), rel=1e-4)


def test_what_cannot_be_known_has_no_value() -> None:
    assert found("cabinets-held-brazil") == (None, None, None, "nothing_there")
    assert found("decentralised-offices", "2000-12-31")[3] == "before_indicator"
    assert found("offices-on-twitter", "2021-12-31", "2021-03-01")[3] == "claim_not_known"
    assert len(verdicts("2021-12-31", "2021-03-01")) == 0  # the document was not out


def test_verdicts_checked_by_hand() -> None:
    # III economic ¶1 says 24, most in force; the lists below it hold 23 in force and 2 awaited
    assert (verdict("twenty-four-agreements"), verdict("most-agreements-in-force")) == ("no", "yes")
    # III social ¶1 says April 2001; Law 27692 is of April 2002
    assert verdict("apci-of-april-2001") == "no"
    # III migratory ¶2 says 2010; another source has a creation in 2005, and a law of 2010
    assert verdict("councils-created-in-2010") == "partly"
    # III political ¶2 says the main powers or blocs: China, Russia and the Union, and nothing with the United States
    assert verdict("main-powers-of-the-world") == "partly"
    # III social ¶3 hopes for other regions, and has South-East Asia already
    assert verdict("south-south-elsewhere-hoped") == "no"
    assert verdict("repatriated-over-35000") == verdict("vaccinated-over-60") == verdict("twelve-councils") == "cannot_be_known"
