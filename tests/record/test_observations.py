"""Figures on the axis of knowledge: of each line of versions the latest, rival lines side by side."""

from __future__ import annotations

from legation.publication.answer_tables import measures_table
from legation.record.observations import observations_of, visible_observations
from legation.record.record import Record
from legation.standings.asof import KnownRecord, latest_knowledge
from tests.small_figures import with_figures
from tests.small_records import day, small_record

SOURCES = {"book": "2021-02", "first": "2021-03-01", "second": "2022-03-01", "third": "2023-03-01", "rival": "2022-06-01"}
VERSIONS = {"second": "first", "third": "second"}


def record(rows: list[dict[str, str]]) -> Record:
    return with_figures(small_record([], sources=SOURCES, versions=VERSIONS), rows)


def figure(value: str, source: str, period: str = "2019", **more: str) -> dict[str, str]:
    return {"value": value, "source": source, "period": period, **more}


def values(made: Record, known: str, level: str = "public") -> list[tuple[str, str]]:
    return [(one.source, one.value) for one in observations_of(made, day(known), level)]


def test_a_later_version_replaces_what_the_one_before_said_from_the_day_it_was_known() -> None:
    made = record([figure("50", "first"), figure("52", "second"), figure("51", "third")])
    assert values(made, "2021-02-28") == []
    assert values(made, "2021-03-01") == [("first", "50")]
    assert values(made, "2022-03-01") == [("second", "52")]
    assert values(made, "2030-01-01") == [("third", "51")]


def test_a_version_that_does_not_give_a_figure_leaves_the_one_before_standing() -> None:
    made = record([figure("50", "first", "2018"), figure("55", "second", "2019"), figure("", "third", "2019")])
    assert values(made, "2030-01-01") == [("first", "50"), ("second", "55")], "an empty cell says nothing"


def test_partners_and_periods_are_figures_of_their_own() -> None:
    rows = [
        figure("9", "first", counterpart="chile"),
        figure("8", "second", counterpart="bolivia"),
        figure("7", "third", "2020", counterpart="chile"),
    ]
    assert values(record(rows), "2030-01-01") == [("first", "9"), ("second", "8"), ("third", "7")]


def test_sources_of_other_lineages_stand_side_by_side() -> None:
    made = record([figure("50", "first"), figure("52", "second"), figure("48", "rival"), figure("47", "book")])
    assert values(made, "2030-01-01") == [("second", "52"), ("rival", "48"), ("book", "47")]


def test_figures_that_one_source_gives_side_by_side_all_stand_until_a_later_version() -> None:
    rows = [figure("59", "first"), figure("37", "first", note="On another network", note_es="En otra red")]
    assert values(record(rows), "2022-01-01") == [("first", "59"), ("first", "37")]
    assert values(record([*rows, figure("60", "second")]), "2030-01-01") == [("second", "60")]


def test_a_figure_above_the_reader_s_level_neither_shows_nor_replaces() -> None:
    made = record([figure("50", "first"), figure("52", "second", level="reserved")])
    assert values(made, "2030-01-01") == [("first", "50")]
    assert values(made, "2030-01-01", "reserved") == [("second", "52")]
    assert [one.value for one in visible_observations(made, day("2030-01-01"), "reserved")] == ["50", "52"]


def test_the_table_of_measures_shows_what_holds_as_known() -> None:
    made = record([figure("50", "first"), figure("52", "second"), figure("48", "rival")])
    shown = {
        known: list(measures_table(KnownRecord(made, day(known)))["claim"])
        for known in ("2021-12-31", "2022-03-01", "2022-06-01")
    }
    assert shown == {"2021-12-31": ["f-1"], "2022-03-01": ["f-2"], "2022-06-01": ["f-2", "f-3"]}


def test_where_no_date_of_knowledge_is_asked_the_latest_figure_is_known() -> None:
    assert latest_knowledge(record([figure("50", "first"), figure("51", "third")])) == day("2023-03-01")
