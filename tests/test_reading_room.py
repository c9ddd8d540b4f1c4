"""``import legation``: plain verbs, tables that print well and turn into what scholars use."""

from __future__ import annotations

from pathlib import Path

import pytest

import legation
from tests import bundled
from tests.authored import write_folder


@pytest.fixture(scope="module")
def peru() -> legation.OpenRecord:
    return bundled.opened("peru", "documents")


def test_a_table_prints_for_a_person(peru: legation.OpenRecord) -> None:
    printed = repr(peru.asof("1875-01-01").standings("relations"))
    assert "relations:peru:france" in printed and "at least" in printed and "as known at the end of" in printed
    assert '<table class="legation">' in peru.asof("1875-01-01").standings("relations")._repr_html_()


def test_a_table_turns_into_polars_pandas_and_arrow(peru: legation.OpenRecord) -> None:
    table = peru.asof("1875-01-01").standings("relations", every=True)
    assert table.to_arrow().num_rows == len(table)
    polars = pytest.importorskip("polars")
    assert table.to_polars().height == len(table) == polars.DataFrame(table).height


def test_names_codes_and_languages_are_understood(peru: legation.OpenRecord) -> None:
    for name in ("france", "FRA", "cow:220", "Francia"):
        assert peru.asof("1875-01-01").standings("relations", actor=name)["standing"] == ["relations:peru:france"]
    for code in ("cow:255", "cow:260", "gw:255", "DEU"):
        assert peru.asof("1900-01-01").standings("relations", actor=code)["standing"] == ["relations:peru:germany"], (
            "codes that changed"
        )
    assert peru.asof("1875-01-01", language="es").standings("Relaciones").notes[-1].startswith("Relaciones: al menos")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (lambda peru: peru.asof("2006-13"), "2006-13 is not a date (month 13); write 2006-12 or 2006"),
        (lambda peru: peru.asof("1879/.."), "no first or no last day"),
        (lambda peru: peru.asof("1879").standings(actor="Fransia"), "no actor answers to Fransia; nearest: Francia"),
        (lambda peru: peru.asof("1879").standings("relaciones exteriores"), "there is no kind relaciones exteriores"),
        (lambda peru: peru.asof("1879").why("relations:peru:atlantis"), "is not in this record, which is not a no"),
        (lambda peru: peru.export("everything"), "there is no table everything; nearest: acts"),
        (lambda peru: peru.as_known(level="top"), "there is no level top; levels are public"),
        (lambda _: legation.open("atlantis"), "there is no record atlantis; give a folder, or one of: demo, peru"),
    ],
)
def test_a_question_not_understood_is_answered_plainly_in_both_languages(
    peru: legation.OpenRecord, question: object, said: str
) -> None:
    assert callable(question)
    with pytest.raises(legation.QuestionError) as caught:
        question(peru)
    assert said in str(caught.value)
    assert caught.value.message("es") != caught.value.message("en")


def test_a_record_with_errors_is_not_opened(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, claims=("c-1,x,nothing,1822,,peru,chile,,,,,,,,,,,book,p. 1,T,T,,",))
    with pytest.raises(legation.QuestionError, match=r"was not opened \(errors: 1\)"):
        legation.open(folder)


def test_restricted_claims_do_not_feed_public_answers(tmp_path: Path) -> None:
    rows = (
        "c-1,a,relations_established,1822,,peru,chile,,,,,,,,,,public,book,p. 1,T,T,,",
        "c-2,b,relations_severed,1879,,peru,chile,,,,,,,,,,secret,book,p. 2,T,T,,",
    )
    record = legation.open(write_folder(tmp_path, claims=rows))
    assert record.asof("1900-01-01").standings("relations")["answer"] == ["presumed"]
    assert "c-2" not in repr(record.export("claims").to_dicts()) and record.export("sources")["claims"][0] == 1
    seen = record.as_known(level="secret")
    key = seen.find("relations:peru:chile")
    assert key is not None and seen.verdict(key, legation.reading_room.asked("1900-01-01").first).answer == "no"


def test_the_verbs_of_a_question_are_short(tmp_path: Path) -> None:
    peru = bundled.opened("peru", "documents")  # the figures below are theirs
    assert peru.claims(act="relations-chile-1822")["source"] == ["novak-namihas-200-years"]
    assert len(peru.claims(actor="CHL")) == len(peru.claims().where_any(("subject", "object"), "chile"))
    assert {*peru.claims(kind="joined")["kind"]} == {"joined"}
    assert peru.measures(series="persons_repatriated").columns[0] == "claim"
    assert {*peru.measures(actor="mre-peru")["actor"]} == {"mre-peru"}
    words = peru.words()
    assert words.where(word="relations").to_dicts()[0]["endings"] == "none"
    assert {*peru.words("acts")["list"]} == {"acts"} and len(peru.words(None)) > len(words)
    assert peru.counts("membership", first="2010", last="2012").columns[:2] == ("period", "day")
    assert peru.spells("relations", actor="spain").where(answer="presumed")["from"] == ["1879-12-31"]
    files = peru.export_package(tmp_path / "package")
    assert files[-1].name == "datapackage.json" and all(path.is_file() for path in files)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (lambda peru: peru.measures(series="persons"), "there is no series persons; nearest:"),
        (lambda peru: peru.claims(source="novak"), "there is no source novak; nearest:"),
        (lambda peru: peru.claims(act="relations-chile"), "there is no act relations-chile in this record; nearest:"),
        (lambda peru: peru.words("verbs"), "there is no list of words verbs; lists are acts"),
        (lambda peru: peru.counts("membership", every="decade"), "decade is no step of time"),
        (lambda peru: peru.acts()["dates"], "there is no column dates; nearest: date"),
    ],
)
def test_the_newer_verbs_answer_plainly_too(peru: legation.OpenRecord, question: object, said: str) -> None:
    test_a_question_not_understood_is_answered_plainly_in_both_languages(peru, question, said)
