"""``legation check`` answers like a good compiler: every problem with its place, what is wrong and what to write instead."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from legation.record.edition import edition
from legation.record.record import read_record
from tests.authored import CLAIM_ROWS, write_folder

GOOD = "c-1,relations-chile,relations_established,1822,,peru,chile,,,,,,,,,,,book,p. 1,Relations,Relaciones,,"


BEGUN = "c-1,begun,credentials_presented,1900,,peru,chile,,ambassador,Ana Ruiz,,,,,,,,book,p. 1,Credentials,Credenciales,,"


def said(folder: Path, language: str = "en") -> list[str]:
    return [one.render(language) for one in read_record(folder)[1] if one.code != "records.coverage_missing"]


def test_a_sound_folder_is_read_without_a_word(tmp_path: Path) -> None:
    assert said(write_folder(tmp_path)) == []
    record, _ = read_record(tmp_path)
    assert record is not None and len(record.claims) == len(CLAIM_ROWS)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (GOOD.replace("1822", "2006-13"), "acts/all.csv:2:date: error: 2006-13 is not a date (month 13); write 2006-12 or 2006"),
        (GOOD.replace("1822", "12/06/2011"), "acts/all.csv:2:date: error:"),
        (GOOD.replace("1822", "12000"), "acts/all.csv:2:date: error:"),
        (GOOD.replace("1822", "Y12000"), "acts/all.csv:2:date: error: Y12000 lies outside the years 1 to 9999 that a record admits"),
        (GOOD.replace("1822", "../.."), "acts/all.csv:2:date: error: ../.. says nothing"),
        (GOOD.replace("relations_established", "relation_establised"), "acts/all.csv:2:kind: error: there is no kind relation_establised; nearest: relations_established"),
        (GOOD.replace("chile,,", "chilee,,", 1), "acts/all.csv:2:object: error: there is no actor chilee in actors.csv; nearest: chile"),
        (GOOD.replace(",book,", ",bok,"), "acts/all.csv:2:source: error: there is no source bok in sources.json; nearest: book"),
        (GOOD.replace(",book,", ",,"), "acts/all.csv:2:source: error: no source: nothing stands here without one"),
        (GOOD.replace("p. 1", ""), "acts/all.csv:2:locator: error: no locator"),
        (GOOD.replace(",peru,chile,", ",peru,,"), "acts/all.csv:2:object: error: an act of kind relations_established needs object"),
        (GOOD.replace("c-1", "C 1"), "acts/all.csv:2:claim: error: “C 1” cannot be an id"),
        (GOOD.replace("Relaciones", ""), "acts/all.csv:2:title_es: warning: title_es is empty"),
        (GOOD.replace("Relations", "=SUM(A1)"), "acts/all.csv:2:title: error: the cell begins with =, which a spreadsheet runs as a formula"),
        (GOOD.replace("Relations", " Relations"), "acts/all.csv:2:title: error: blanks before or after the text"),
        (GOOD.replace("Relations", "Re\u202elations"), "acts/all.csv:2:title: error: the cell holds invisible marks"),
        (GOOD + ",extra", "acts/all.csv:2: error: this row has 24 cells and the heading 23"),
        (GOOD.replace("1822,,", "1822,nothing,"), "acts/all.csv:2:after: error: there is no act nothing in this record"),
        (GOOD.replace("1822,,", "1822,relations-chile,"), "acts/all.csv:2:after: error: the acts relations-chile are each said"),
        (GOOD.replace("1822", "1790"), "acts/all.csv:2:subject: warning: peru did not yet exist"),
        ("c-1,x,attestation,,,peru,,,,,,relations,,,,,,book,p. 1,T,T,,", "acts/all.csv:2:object: error: an attestation of relations needs object"),
        ("c-1,x,attestation,,,peru,,,,,,relations,many,,,,,book,p. 1,T,T,,", "acts/all.csv:2:value: error: many is not a plain number"),
        (f"{BEGUN}\n{BEGUN.replace('c-1,begun,credentials_presented', 'c-2,ended,charge_ended').replace('ambassador', 'charge-daffaires')}", "acts/all.csv:3:office: warning: this ends nothing: no act begins it in the office charge-daffaires, only in ambassador"),
        (BEGUN.replace("ambassador", ""), "acts/all.csv:2:office: error: an act of kind credentials_presented needs office"),
        ("c-1,x,attestation,,,peru,,,,,,relatons,3,,,,,book,p. 1,T,T,,", "acts/all.csv:2:standing: error: relatons is not in the vocabulary; nearest: relations"),
    ],
)  # fmt: skip
def test_a_wrong_row_is_answered_with_place_reason_and_remedy(tmp_path: Path, row: str, message: str) -> None:
    found = said(write_folder(tmp_path, claims=(row,)))
    assert any(line.startswith(message) for line in found), found


def test_the_same_is_said_in_spanish(tmp_path: Path) -> None:
    found = said(
        write_folder(
            tmp_path, claims=(GOOD.replace("1822", "2006-13"), GOOD.replace("c-1", "c-2").replace("chile,,", "chilee,,", 1))
        ),
        "es",
    )
    assert found == [
        "acts/all.csv:2:date: error: 2006-13 no es una fecha (mes 13); escriba 2006-12 o 2006",
        "acts/all.csv:3:object: error: no hay un actor chilee en actors.csv; lo más parecido: chile",
    ]


def test_all_problems_of_all_files_are_listed_at_once(tmp_path: Path) -> None:
    folder = write_folder(
        tmp_path,
        claims=(GOOD.replace("1822", "18222"), GOOD, GOOD.replace(",book,", ",bok,")),
        actors=("peru,stat,Peru,Perú,,,,,,,,book,,", "chile,state,Chile,,,,,nobody,,,,book,,"),
        sources='[{"id": "book", "title": "A book", "issued": {"raw": "2021"}}, {"id": "other", "title": "Other"}]',
    )
    found = said(folder)
    places = {line.split(": ")[0] for line in found}
    assert {"acts/all.csv:2:date", "acts/all.csv:4:source", "acts/all.csv:3:claim", "actors.csv:2:kind", "actors.csv:3:predecessors",
            "actors.csv:3:name_es", "sources.json:other"} <= places  # fmt: skip
    assert read_record(folder)[0] is None


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "acts/all.csv:1: error: this file is empty"),
        ("claim,act\n".encode("utf-16"), "acts/all.csv:1: error: this file is in UTF-16"),
        (b"claim\x00,act\n", "acts/all.csv:1: error: there is an empty byte (NUL) here"),
        (
            b"claim,act\ncaf\xe9,x\n",
            "acts/all.csv:2: error: an accent or sign here is saved in an older encoding (byte 0xE9), as Excel does",
        ),
        (b"PK\x03\x04rest", "acts/all.csv:1: error: this is an Excel workbook, whatever its name"),
        (b"claim;act;kind\n", "acts/all.csv:1: error: cells are separated by ; (semicolon"),
        (b"claim,act\rx,y\r", "acts/all.csv:1: error: lines end with a carriage return alone"),
        (b'claim,act\n"x,y\n', "acts/all.csv:2: error: a quotation mark is not closed"),
        (b"claim,claim\n", "acts/all.csv:1:claim: error: the heading claim stands twice"),
        (b"clam,act\n", "acts/all.csv:1:clam: error: there is no column clam; nearest: claim"),
        (b"claim,act\n", "acts/all.csv:1: error: these headings are missing: kind, date"),
    ],
)
def test_a_damaged_file_is_answered_in_plain_words(tmp_path: Path, data: bytes, message: str) -> None:
    folder = write_folder(tmp_path)
    (folder / "acts" / "all.csv").write_bytes(data)
    found = said(folder)
    assert any(line.startswith(message) for line in found), found


def test_a_byte_order_mark_is_read_over(tmp_path: Path) -> None:
    """Excel writes one before every "CSV UTF-8"."""
    folder = write_folder(tmp_path)
    path = folder / "acts" / "all.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert said(folder) == [] and read_record(folder)[0] is not None


@pytest.mark.parametrize("file", ["sources.json", "actors.csv", "instruments.csv", "record.toml"])
def test_a_file_that_cannot_be_read_is_named_alone(tmp_path: Path, file: str) -> None:
    """What rests on it is not judged: a clerk sees the cause, not hundreds of consequences."""
    folder = write_folder(tmp_path)
    (folder / file).write_bytes((folder / file).read_bytes()[:20] + b'"')
    found = said(folder)
    assert found and all(line.startswith(file) for line in found), found


def test_files_that_are_not_read_are_mentioned(tmp_path: Path) -> None:
    folder = write_folder(tmp_path)
    (folder / "acts" / "more.xlsx").write_bytes(b"PK")
    (folder / "acts" / "~$all.csv").write_bytes(b"lock")
    assert said(folder) == [
        "acts/more.xlsx: warning: this file was not read: acts and figures are read from CSV files only; save it as CSV UTF-8 or move it away"
    ]
    (folder / "acts" / "more.xlsx").unlink()
    (folder / "acts" / "all.csv").unlink()
    assert "acts: warning: there is no file of acts here; a record without acts answers nothing" in said(folder)


def test_evaluation_files_are_part_of_the_record_and_of_its_edition(tmp_path: Path) -> None:
    folder = write_folder(tmp_path)
    without, _ = read_record(folder)
    (folder / "evaluation").mkdir()
    (folder / "evaluation" / "guidelines.toml").write_text("# Lineamientos\n", encoding="utf-8")
    record, _ = read_record(folder)
    assert record is not None and without is not None
    assert record.evaluation == {"guidelines.toml": "# Lineamientos\n"}
    assert edition(record) != edition(without)
    (folder / "evaluation" / "plan.xlsx").write_bytes(b"PK")
    assert said(folder)[0].startswith("evaluation/plan.xlsx: warning: this file was not read: evaluation files are TOML or CSV")


@pytest.mark.parametrize("text", ["id = " + "1" * 1_000_000, "a = " + "[" * 100_000, "id = 'x", "= 1", "[a]\n[a]\n"])
def test_a_settings_file_that_is_not_toml_is_answered_in_plain_words(tmp_path: Path, text: str) -> None:
    folder = write_folder(tmp_path, record=text)
    (line,) = said(folder)
    assert re.match(r"record\.toml(:\d+)?: error: this cannot be read: look here for a quotation mark", line)


def test_missing_files_and_folders_are_named(tmp_path: Path) -> None:
    assert "there is no folder here" in said(tmp_path / "nowhere")[0]
    folder = write_folder(tmp_path)
    (folder / "actors.csv").unlink()
    assert (
        "actors.csv: error: this file is missing; a record needs record.toml, sources.json, actors.csv, instruments.csv"
        in said(folder)
    )


def test_links_are_not_followed(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "record")
    outside = tmp_path / "outside.csv"
    outside.write_text("secret")
    (folder / "acts" / "more.csv").symlink_to(outside)
    assert any("links and devices are not followed" in line for line in said(folder))
    assert not any("secret" in line for line in said(folder))


def test_a_record_may_add_words_of_its_own_but_not_redefine(tmp_path: Path) -> None:
    folder = write_folder(
        tmp_path,
        claims=(
            GOOD,
            GOOD.replace("c-1", "c-2").replace("relations-chile", "visit").replace("relations_established", "visit_paid"),
        ),
    )
    (folder / "terms").mkdir()
    words = 'field = "relations"\nneeds = ["subject", "object"]\nsource = "practice"\nlabel = {en = "Visit", es = "Visita"}\ndefinition = {en = "A visit.", es = "Una visita."}\n'
    (folder / "terms" / "acts.toml").write_text(f"[visit_paid]\n{words}", encoding="utf-8")
    assert said(folder) == []
    (folder / "terms" / "acts.toml").write_text(f"[visit_paid]\n{words}\n[joined]\n{words}", encoding="utf-8")
    assert any("joined is already in the common vocabulary" in line for line in said(folder))
