"""What Peru owed at the end of 2021, kept whole; what was known earlier does not know what came later."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import legation
from legation.evaluation.check import problems_of
from legation.evaluation.norms.norm import BINDING
from legation.publication.duty_tables import duties_table, flags_table
from legation.publication.questions import QuestionError, asked
from legation.standings.asof import KnownRecord
from tests import bundled
from tests.cli.test_commands import legation as command
from tests.evaluation.norm_histories import HISTORIES, norm_of, norms_of_peru, record_of
from tests.sizes import size

GOLDEN = Path(__file__).parent / "golden"
DOCUMENTS_ALONE = ["--sources", "documents"]


@pytest.fixture(scope="module")
def peru() -> legation.OpenRecord:
    return bundled.opened("peru")


def kept(name: str, text: str) -> None:
    file = GOLDEN / name
    if os.environ.get("LEGATION_WRITE_GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("duties", []),
        ("duties-documents", ["--every", *DOCUMENTS_ALONE]),
        ("duties-unasur", ["--norm", "unasur-notice", "--every", "--format", "csv"]),
    ],
)
def test_what_peru_owed_at_the_end_of_2021(name: str, words: list[str], language: str) -> None:
    done = command("duties", "--on", "2021-12-31", *words, language=language)
    assert done.returncode == 0 and done.stderr == "", done.stderr
    kept(f"{name}.{language}.txt", done.stdout)


@pytest.mark.parametrize("language", ["en", "es"])
def test_acts_for_legal_review_stand_apart(language: str) -> None:
    done = command(
        "duties", "--on", "2021-12-31", "--flags", "--norm", "treaties-art-57-denunciation-approval", language=language
    )
    assert done.returncode == 0, done.stderr
    kept(f"flags.{language}.txt", done.stdout)


def test_a_duty_leads_to_its_sources() -> None:
    done = command("duties", "--on", "2021-12-31", "--norm", "crc-report", "--cite", "csl")
    cited = {entry["id"] for entry in json.loads(done.stdout)}
    assert {"crc-per-co-3", "crc-per-co-4-5"} <= cited


def test_the_norms_of_peru_refer_to_what_stands_in_its_record(peru: legation.OpenRecord) -> None:
    assert [one.render() for one in problems_of(peru.record)] == []


def test_practice_and_political_commitments_are_never_flagged(peru: legation.OpenRecord) -> None:
    kinds = {norm.kind for norm in norms_of_peru().values()}
    assert {"practice", "summit_commitment", "plan_deadline"} <= kinds - BINDING
    flagged = peru.flags("2021-12-31")
    assert len(flagged) and set(flagged["kind"]) <= BINDING
    assert all(row["article"] for row in flagged if row["law"] == "constitution-1993")
    assert "no verdict" in flagged.notes[0]


def test_a_year_in_which_the_meetings_were_suspended_is_not_overdue(peru: legation.OpenRecord) -> None:
    table = peru.duties("2021-12-31", norm="binational-cabinet-chile", every=True)
    assert dict(zip(table["trigger"], table["status"], strict=True)) == {
        "2017": "met", "2018": "cannot_be_known", "2019": "met", "2020": "lapsed", "2021": "lapsed",
    }  # fmt: skip


def test_as_known_in_march_2021_no_meeting_told_of_later_is_there(peru: legation.OpenRecord) -> None:
    table = peru.duties("2021-12-31", known="2021-03-01", every=True)
    assert "binational-cabinet-bolivia-6" not in ";".join(str(one) for one in table["met_by"])
    assert "binational-cabinet-bolivia" in table["norm"], "the documents already called it yearly"
    assert "treaties-art-56-approval" not in table["norm"], "its only source here is undated, so known when consulted"


def test_under_a_scenario_the_clause_lists_the_heads_in_post(tmp_path: Path) -> None:
    scenario = tmp_path / "usurped.toml"
    scenario.write_text(
        '[[acts]]\nkind = "usurping_government_formed"\nsubject = "peru"\ndate = "2020-06-01"\n', encoding="utf-8"
    )
    table = bundled.opened("peru").under(scenario).duties("2020-07-01", norm="democratic-clause", every=True)
    heads = bundled.opened("peru").asof("2020-06-01").standings("head_of_mission", actor="peru").where(subject="peru")
    in_post = heads.where(answer={"yes", "presumed", "possible"})
    assert len(table) and set(table["by"]) == set(in_post["person"])
    assert set(table["certainty"]) == {"possible"}, "from when the clause binds was not found"


@pytest.mark.parametrize(
    ("asked_for", "said"),
    [
        ({"norm": "crc-reports"}, "there is no norm crc-reports; nearest: crc-report"),
        ({"status": ["ovredue"]}, "ovredue is not a status; nearest: overdue"),
    ],
)
def test_a_wrong_question_is_answered_in_plain_words(peru: legation.OpenRecord, asked_for: dict[str, str], said: str) -> None:
    with pytest.raises(QuestionError, match=said):
        peru.duties("2021-12-31", **asked_for)


def test_a_record_without_norms_or_with_broken_ones_says_so(peru: legation.OpenRecord) -> None:
    view = peru.as_known()
    for texts, said in (
        ({}, "this record has no norms"),
        ({"norms/a.toml": "x = 1"}, "the norms of this record cannot be used: evaluation/"),
    ):
        with pytest.raises(QuestionError, match=said):
            duties_table(KnownRecord(replace(view.record, evaluation=texts)), asked("2021"))


def test_a_period_is_asked_about_at_its_end(peru: legation.OpenRecord) -> None:
    whole, end = peru.duties("2021"), peru.duties("2021-12-31")
    assert whole.rows == end.rows and whole.notes[0] == "as at the end of 2021"


KNOWN = size(["2012", "2021-02-28"], ["2005", "2012", "2016", "2019-06", "2021-02-28", "2021-12-31", "2023"])


@pytest.mark.parametrize("known", KNOWN)
def test_nothing_known_later_leaks_into_an_earlier_answer(peru: legation.OpenRecord, known: str) -> None:
    """Removing every claim of a source issued later gives the same bytes."""
    record, day = peru.record, asked(known).last
    earlier = record.with_claims(tuple(one for one in record.claims if record.sources[one.source].known <= day))
    on = asked("2021-12-31")
    for table in (duties_table, flags_table):
        whole, cut = table(KnownRecord(record, day), on), table(KnownRecord(earlier, day), on)
        assert whole.to_json() == cut.to_json()


@settings(max_examples=size(50, 150), deadline=None)
@given(st.sampled_from(HISTORIES), st.sampled_from(["2020", "2021-06", "2022-06", "2024"]), st.data())
def test_nothing_leaks_whoever_tells_it_when(history: dict, known: str, data: st.DataObject) -> None:
    """The histories, each claim told by a source drawn at random."""
    norm = norm_of(history)
    record, day = record_of(history, norm), asked(known).last
    sources = sorted(record.sources)
    told = tuple(replace(one, source=data.draw(st.sampled_from(sources))) for one in record.claims)
    record = record.with_claims(told)
    earlier = record.with_claims(tuple(one for one in told if record.sources[one.source].known <= day))
    from legation.evaluation.norms.in_force import Book
    from legation.evaluation.norms.owed import owed_on

    on = asked(history["on"]).last
    whole, then = (owed_on(Book(KnownRecord(one, day)), [norm], on).listed() for one in (record, earlier))
    assert repr(whole) == repr(then)
