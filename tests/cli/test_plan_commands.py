"""``legation plan`` and ``legation plan import`` on the command line."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from legation.cli.main import app
from tests.authored import write_folder
from tests.small_workbooks import HEADINGS, ROWS, save


def bring(record: Path, workbook: Path) -> tuple[int, str]:
    words = ["plan", "import", str(workbook), "-o", str(record), "--source", "book", "--currency", "PEN", "--as-of", "2021-12-31"]
    done = CliRunner().invoke(app, words)
    return done.exit_code, done.output


def test_a_plan_brought_in_is_asked_of_the_record(tmp_path: Path) -> None:
    record = write_folder(tmp_path / "record")
    code, said = bring(record, save(tmp_path / "plan.xlsx", ("POI 2021", [HEADINGS, *ROWS])))
    assert code == 0 and "3 elements, 3 indicators, 5 targets, 3 results, 3 entries of the budget" in said
    asked = CliRunner().invoke(app, ["plan", "--record", str(record), "--on", "2021-12-31", "--format", "csv"])
    assert asked.exit_code == 0 and "AO.01.01.01" in asked.output
    cited = CliRunner().invoke(app, ["plan", "--record", str(record), "--cite", "csl"])
    assert cited.exit_code == 0 and '"id": "book"' in cited.output
    assert CliRunner().invoke(app, ["check", str(record)]).exit_code == 0


def test_a_plan_with_errors_is_refused_in_words(tmp_path: Path) -> None:
    record = write_folder(tmp_path / "record")
    code, said = bring(record, save(tmp_path / "plan.xlsx", ("POI 2021", [HEADINGS, (*ROWS[0][:5], "=1+1")])))
    assert (
        code == 2 and "plan.xlsx!POI 2021!F2: error: this cell is a formula" in said and "nothing was written; errors: 1" in said
    )
    assert not (record / "evaluation").exists()


def test_a_wrong_plan_fails_the_check(tmp_path: Path) -> None:
    record = write_folder(tmp_path / "record")
    (record / "evaluation" / "plan").mkdir(parents=True)
    (record / "evaluation" / "plan" / "nodes.csv").write_text("claim,id\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["check", str(record)])
    assert done.exit_code == 1 and "evaluation/plan/nodes.csv:1: error" in done.output


def test_a_plan_without_rows_does_not_wipe_out_what_stood(tmp_path: Path) -> None:
    record = write_folder(tmp_path / "record")
    assert bring(record, save(tmp_path / "plan.xlsx", ("POI 2021", [HEADINGS, *ROWS])))[0] == 0
    stood = (record / "evaluation" / "plan" / "book" / "nodes.csv").read_bytes()
    code, said = bring(record, save(tmp_path / "plan.xlsx", ("POI 2021", [HEADINGS])))
    assert code == 2 and "plan.xlsx!POI 2021: error: there are headings of a plan but no row beneath them" in said
    assert (record / "evaluation" / "plan" / "book" / "nodes.csv").read_bytes() == stood


def test_hidden_and_empty_sheets_are_named_where_no_plan_is_found(tmp_path: Path) -> None:
    record = write_folder(tmp_path / "record")
    book = save(tmp_path / "plan.xlsx", ("POI 2021", [HEADINGS, *ROWS]), ("Hoja2", []), hidden=("POI 2021",))
    code, said = bring(record, book)
    assert code == 2 and "plan.xlsx!POI 2021: error: this sheet is hidden" in said
    assert "plan.xlsx!Hoja2: error: this sheet has nothing in it" in said
