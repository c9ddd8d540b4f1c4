"""The curator's guide never lies: its example passes the check, its answers and messages are those of the program."""

from __future__ import annotations

import csv
import json
import os
import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from legation.cli import main
from legation.procedures.start_record import start_record
from legation.publication.word_pages import PAGES, words_page
from legation.record.record import read_record
from legation.terms.edtf import parse

ROOT = Path(__file__).parent.parent
GUIDE = ROOT / "docs" / "guide"
EXAMPLE = GUIDE / "example"
PAGES_OF_GUIDE = {"en": GUIDE / "curating.md", "es": GUIDE / "curating.es.md"}
TEXTS = {language: path.read_text(encoding="utf-8") for language, path in PAGES_OF_GUIDE.items()}
WIDTH = "120"

RELATIONS, LEAGUE, MINISTRY, KEEPERS = (f"acts/{name}.csv" for name in ("relations", "league", "ministry", "keepers"))
MISTAKES = [
    # file, what stands there, what a hurried hand would write instead
    (RELATIONS, "relations_established,1903,", "relations_established,1903-13,"),
    (RELATIONS, "1913-03-04", "4/3/1913"),
    (RELATIONS, "1910/1912", "1912/1910"),
    (RELATIONS, "relations_severed", "relation_severed"),
    (RELATIONS, "esperia,norland", "esperia,norlandia"),
    (RELATIONS, "relations_resumed,1913-03-04,,esperia,valdoria", "relations_resumed,1913-03-04,,esperia,"),
    (RELATIONS, "yearbook-1960,p. 12", "yearbook-1961,p. 12"),
    (RELATIONS, "yearbook-1960,p. 12 ¶6", "yearbook-1960,"),
    (RELATIONS, "y1-003", "y1-002"),
    (RELATIONS, "y1-003", "Y1 003"),
    (RELATIONS, "War with Valdoria", "War, with Valdoria"),
    (RELATIONS, "Guerra con Valdoria", ""),
    (RELATIONS, "[1903..]", "[1945..]"),
    (RELATIONS, "claim,act,kind,date", "claim,act,kind,fecha"),
    (LEAGUE, "joined-postal-union,retraction", "joined-postal,retraction"),
    (MINISTRY, ",11,agreements", ",eleven,agreements"),
    (MINISTRY, "minister,Ana", "chancellor,Ana"),
    (MINISTRY, "esperia,,valdoria-trade-agreement-1931,,,,agreement_in_force", "esperia,,,,,,agreement_in_force"),
    (MINISTRY, "Ana Rivas minister", " Ana Rivas minister"),
    (MINISTRY, ",agreements,exactly", ",treaties,exactly"),
    (MINISTRY, ",damaged,", ",date,"),
    (KEEPERS, "y1-003;h-003", "y1-003;h-033"),
    ("record.toml", '[coverage.mission] # Permanent mission / Misión permanente\nbeginnings = "none"\nendings = "none"\n', ""),
    ("record.toml", 'beginnings = "examples"', 'beginnings = "some"'),
    ("record.toml", 'from = "1901-05-01"\n', ""),
    ("sources.json", '"issued"', '"date"'),
    ("sources.json", '"version_of": "yearbook-1960"', '"version_of": "yearbook-1950"'),
]  # fmt: skip
SAVED_BADLY = [
    # what a spreadsheet may do to a whole file
    ("actors.csv", lambda data: data.replace(b",", b";")),
    ("actors.csv", lambda data: data.decode().encode("cp1252")),
    ("actors.csv", lambda data: b"PK\x03\x04" + data),
]


def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "esperia"))


def test_the_example_passes_the_check() -> None:
    record, problems = read_record(EXAMPLE)
    assert record is not None and [one.render() for one in problems] == []
    assert record.fictional


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(("file", "there", "instead"), MISTAKES, ids=[f"{row[0]}-{row[2] or 'nothing'}" for row in MISTAKES])
def test_the_guide_quotes_what_the_check_says(tmp_path: Path, language: str, file: str, there: str, instead: str) -> None:
    path = copy(tmp_path) / file
    text = path.read_text(encoding="utf-8")
    assert there in text
    path.write_text(text.replace(there, instead, 1), encoding="utf-8")
    said = [one.render(language) for one in read_record(path.parents[len(Path(file).parts) - 1])[1]]
    assert any(line in TEXTS[language].splitlines() for line in said), said


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(("file", "spoil"), SAVED_BADLY, ids=["semicolons", "old encoding", "workbook"])
def test_the_guide_quotes_what_is_said_of_a_file_saved_badly(tmp_path: Path, language: str, file: str, spoil) -> None:
    path = copy(tmp_path) / file
    path.write_bytes(spoil(path.read_bytes()))
    said = [one.render(language) for one in read_record(path.parent)[1]]
    assert any(line in TEXTS[language].splitlines() for line in said), said


def consoles(language: str) -> list[tuple[str, str]]:
    """The commands that the guide shows with what they answer."""
    blocks = re.findall(r"^```console\n(.*?)^```$", TEXTS[language], re.M | re.S)
    return [(command.removeprefix("$ "), answer) for command, _, answer in (block.partition("\n") for block in blocks)]


@pytest.mark.parametrize(
    ("language", "command", "answer"),
    [pytest.param(language, *shown, id=f"{language}-{shown[0]}") for language in TEXTS for shown in consoles(language)],
)
def test_the_guide_prints_what_the_program_answers(
    language: str, command: str, answer: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LEGATION_LANG", language)
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", WIDTH)
    monkeypatch.setenv("TERM", "dumb")
    program, *words = shlex.split(command)
    assert program == "legation"
    if words[0] == "new":
        monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main.app, words)
    assert done.exit_code == 0, done.output
    answered = "".join(f"{line.rstrip()}\n" for line in done.output.splitlines())
    if os.environ.get("LEGATION_WRITE_GOLDEN"):
        text = PAGES_OF_GUIDE[language].read_text(encoding="utf-8")
        PAGES_OF_GUIDE[language].write_text(
            text.replace(f"$ {command}\n{answer}```", f"$ {command}\n{answered}```"), encoding="utf-8"
        )
        return
    assert answered == answer


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_questions_to_try_are_answered(language: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"^```sh\n(.*?)^```$", TEXTS[language], re.M | re.S)
    lines = [line.partition("#")[0] for block in blocks for line in block.splitlines() if "docs/guide/example" in line]
    asked = [shlex.split(line.replace("docs/guide/example", str(EXAMPLE)))[1:] for line in lines if " serve " not in line]
    assert len(asked) >= 8
    for words in asked:
        assert CliRunner().invoke(main.app, words).exit_code == 0, words


def test_both_guides_ask_the_same_questions() -> None:
    assert [command for command, _ in consoles("en")] == [command for command, _ in consoles("es")]
    assert len(consoles("en")) >= 3


def tables(language: str) -> list[list[dict[str, str]]]:
    """Every table of the guide whose first heading is a column that identifies a row of the record."""
    found, lines = [], TEXTS[language].splitlines()
    for number, line in enumerate(lines):
        heads = cells(line)
        if heads[:1] in (["claim"], ["id"]) and number + 1 < len(lines) and lines[number + 1].startswith("|---"):
            rows = []
            for row in lines[number + 2 :]:
                if not row.startswith("|"):
                    break
                rows.append(dict(zip(heads, cells(row), strict=True)))
            found.append(rows)
    return found


def cells(line: str) -> list[str]:
    return [cell.strip().strip("`") for cell in line.strip("|").split("|")] if line.startswith("|") else []


@pytest.mark.parametrize("language", ["en", "es"])
def test_rows_shown_in_the_guide_are_those_of_the_example(language: str) -> None:
    kept = {}
    for path in EXAMPLE.rglob("*.csv"):
        for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines()):
            kept[row.get("claim") or row.get("id") or ""] = row
    kept.pop("", None)  # sections have no id: the file is shown whole
    shown = [row for table in tables(language) for row in table]
    for row in shown:
        there = kept[row.get("claim") or row["id"]]
        assert {name: there[name] for name in row} == row
    assert {row.get("claim") or row["id"] for row in shown} == set(kept)


@pytest.mark.parametrize("language", ["en", "es"])
def test_files_shown_in_the_guide_are_those_of_the_example(language: str) -> None:
    files = [path.read_text(encoding="utf-8") for path in EXAMPLE.rglob("*") if path.suffix in (".toml", ".json", ".csv")]
    shown = re.findall(r"^```(?:toml|json|csv)\n(.*?)^```$", TEXTS[language], re.M | re.S)
    assert shown
    for block in shown:
        assert any(block.rstrip() in text for text in files), block


@pytest.mark.parametrize("language", ["en", "es"])
def test_dates_shown_in_the_guide_are_dates(language: str) -> None:
    table = TEXTS[language].split("<!-- dates -->")[1]
    written = re.findall(r"^\| `([^`]+)` \|", table, re.M)
    assert len(written) >= 15
    for text in written:
        parse(text)


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_pages_of_words_are_those_of_the_vocabulary(language: str) -> None:
    kept = (GUIDE / PAGES[language]).read_text(encoding="utf-8")
    assert kept == words_page(language), "run: python -m legation.publication.word_pages docs/guide"


def test_a_new_record_holds_what_the_guide_speaks_of(tmp_path: Path) -> None:
    names = start_record(tmp_path / "esperia", "esperia")
    for text in TEXTS.values():
        assert all(f"`{name}`" in text for name in names)


@pytest.mark.parametrize("language", ["en", "es"])
def test_links_of_the_guide_lead_somewhere(language: str) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", TEXTS[language]):
        assert (GUIDE / target).exists(), target


SEVERED = "h-901,cut,relations_severed,1930-05-01,history-1970"
SUSPENDED = "y1-901,{act},relations_suspended,1930-05-01,yearbook-1960"
RESUMED = "h-902,again,relations_resumed,1932-05-01,history-1970"
LIFTED = "y1-902,{act},suspension_lifted,1932-05-01,yearbook-1960"
WAR = "h-903,second-war,war,{date},history-1970"
PEACE = "h-904,second-peace,peace_concluded,1933-05-01,history-1970"
STUMBLED = [
    # rows beside the example's, a question, the answer and what rests, as the chapter on newcomers has them
    ([SUSPENDED.format(act="rest")], "relations", "1931-01-01", "presumed", "yes"),
    ([SUSPENDED.format(act="rest"), RESUMED], "relations", "1935-01-01", "presumed", "no"),
    ([SEVERED, SUSPENDED.format(act="cut"), RESUMED], "relations", "1931-01-01", "possible", "possible"),
    ([SEVERED, SUSPENDED.format(act="cut"), RESUMED], "relations", "1935-01-01", "presumed", "no"),
    ([SEVERED, SUSPENDED.format(act="cut"), RESUMED, LIFTED.format(act="lifted")], "relations", "1935-01-01", "presumed", "no"),
    ([SEVERED, SUSPENDED.format(act="cut"), RESUMED, LIFTED.format(act="again")], "relations", "1935-01-01", "possible", "no"),
    ([WAR.format(date="1931")], "at_war", "1931-12-31", "no", "no"),
    ([WAR.format(date="1931/")], "at_war", "1932-05-01", "possible", "no"),
    ([WAR.format(date="1931/"), PEACE], "at_war", "1932-05-01", "yes", "no"),
    ([WAR.format(date="1931/..")], "at_war", "1932-05-01", "presumed", "no"),
    ([WAR.format(date="1931/.."), PEACE], "at_war", "1932-05-01", "yes", "no"),
    ([WAR.format(date="1931/.."), PEACE], "at_war", "1934-05-01", "no", "no"),
]


@pytest.mark.parametrize(("rows", "kind", "day", "answer", "rests"), STUMBLED)
def test_what_newcomers_stumbled_over_is_answered_as_the_guide_says(
    tmp_path: Path, rows: list[str], kind: str, day: str, answer: str, rests: str
) -> None:
    path = copy(tmp_path) / "acts" / "stumbled.csv"
    added = []
    for row in rows:
        claim, act, of, date, source = row.split(",")
        added.append({"claim": claim, "act": act, "kind": of, "date": date, "source": source, "locator": "p. 13"})
        added[-1] |= {"subject": "esperia", "object": "valdoria", "title": "Added", "title_es": "Añadida"}
    heading = (EXAMPLE / RELATIONS).read_text(encoding="utf-8").splitlines()[0]
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, heading.split(","), lineterminator="\n")
        table.writeheader()
        table.writerows(added)
    asked = ["asof", "--record", str(path.parents[1]), "--on", day, "--kind", kind, "--every", "--format", "json"]
    done = CliRunner().invoke(main.app, asked)
    assert done.exit_code == 0, done.output
    found = {row["standing"]: row for row in json.loads(done.output)["rows"]}
    row = found[f"{kind}:esperia:valdoria"]
    assert (row["answer"], row["suspended"]) == (answer, rests)
