"""Plans out of spreadsheets: what is read, and every doubtful cell by its address; with any error nothing is written."""

from __future__ import annotations

import hashlib
import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from legation.evaluation.check import problems_of
from legation.evaluation.plans.reading import read_plan
from legation.procedures.import_plan import Import, Imported, import_plan
from legation.record.record import read_record
from legation.terms.told import ToldError
from tests.authored import write_folder
from tests.sizes import size
from tests.small_workbooks import HEADINGS, ROWS, save, with_result

ASKED = Import(source="book", currency="PEN", as_of="2021-12-31", name="poi-2021")
FUZZED = size(60, 500)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "record")


def brought(record: Path, tmp_path: Path, rows: list[tuple[Any, ...]], asked: Import = ASKED, **more: Any) -> Imported:
    return import_plan([save(tmp_path / "plan.xlsx", ("POI 2021", rows), **more)], record, asked)


def said(done: Imported) -> list[str]:
    return [one.render() for one in done.problems]


def digest(folder: Path) -> str:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return hashlib.sha256(b"".join(str(path).encode() + path.read_bytes() for path in files)).hexdigest()


def test_a_plan_as_an_office_has_it(record: Path, tmp_path: Path) -> None:
    title = [
        ("Plan Operativo Institucional 2021",),
        (None,),
        HEADINGS,
        *ROWS,
        ("Total", None, None, None, None, None, None, 1000, 1200, 1100.5),
    ]
    done = brought(record, tmp_path, title, merge={"POI 2021": ["A1:J1"]})
    assert [line for line in said(done) if "error" in line] == []
    assert dict(done.counts) == {"nodes": 3, "indicators": 3, "targets": 5, "results": 3, "entries": 3}
    made, problems = read_record(record)
    assert made is not None, problems
    plan = read_plan(made)
    assert [(one.id, one.kind, one.parent) for one in sorted(plan.nodes, key=lambda one: one.id)] == [
        ("aei-01-01", "institutional_action", "oei-01"),
        ("ao-01-01-01", "operational_activity", "aei-01-01"),
        ("oei-01", "institutional_objective", ""),
    ]
    (accrued,) = [one for one in plan.budget if one.stage == "accrued"]
    assert (str(accrued.value), accrued.currency, accrued.locator, accrued.claim) == (
        "2201/2",
        "PEN",
        "POI 2021!J6",
        "poi-2021-poi-2021-j6",
    )
    assert {one.measure for one in plan.indicators} == {"percentage", "number"}
    assert [one for one in problems_of(made) if one.is_error] == []


def test_years_over_merged_headings_and_english_words(record: Path, tmp_path: Path) -> None:
    rows = [
        ("Code", "Name", "Unit", "Targets", None, "Results", None, "Modified budget", "Accrued"),
        (None, None, None, 2021, 2022, 2021, 2022, None, None),
        ("AO.1.1.1", "Prepare consultations", "meetings", 10, 12, 9, None, 500, 400),
    ]
    done = brought(record, tmp_path, rows, merge={"POI 2021": ["A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:G1", "H1:H2", "I1:I2"]})
    assert [line for line in said(done) if "error" in line] == []
    made, _ = read_record(record)
    assert made is not None
    plan = read_plan(made)
    assert sorted((one.kind, one.period.text, int(one.value or 0)) for one in plan.targets) == [
        ("target", "2021", 10),
        ("target", "2022", 12),
    ]
    assert [(one.period.text, int(one.value or 0)) for one in plan.results] == [("2021", 9)]


def test_a_percentage_is_what_the_reader_sees(record: Path, tmp_path: Path) -> None:
    path = save(tmp_path / "plan.xlsx", ("POI", [HEADINGS, ("OEI.01", "x", "y", "%", None, 0.85)]))
    from openpyxl import load_workbook

    book = load_workbook(path)
    book["POI"]["F2"].number_format = "0%"
    book.save(path)
    import_plan([path], record, ASKED)
    text = (record / "evaluation/plan/poi-2021/targets.csv").read_text(encoding="utf-8")
    assert ",target,2021,85," in text


def test_a_csv_with_semicolons(record: Path, tmp_path: Path) -> None:
    path = tmp_path / "poi.csv"
    path.write_text("Código;Denominación;Unidad de medida;Meta 2021\nAO.1.1.1;Preparar;reuniones;12\n", encoding="utf-8-sig")
    done = import_plan([path], record, ASKED)
    assert done.counts["targets"] == 1 and not [line for line in said(done) if "error" in line]


def test_importing_twice_gives_the_same_files(record: Path, tmp_path: Path) -> None:
    brought(record, tmp_path, [HEADINGS, *ROWS])
    first = digest(record)
    brought(record, tmp_path, [HEADINGS, *ROWS])
    assert digest(record) == first


def row(place: int, value: Any) -> list[tuple[Any, ...]]:
    last = list(ROWS[2])
    last[place] = value
    return [HEADINGS, *ROWS[:2], tuple(last)]


CELLS = [
    (row(5, "=G4*2"), "plan.xlsx!POI 2021!F4: error: this cell is a formula (=G4*2); its last result was not taken"),
    (row(8, "=H4+200"), "plan.xlsx!POI 2021!I4: error: this cell is a formula (=H4+200)"),
    (row(1, '=CONCATENATE("a","b")'), "plan.xlsx!POI 2021!B4: error: this cell is a formula"),
    (row(5, "doce"), "plan.xlsx!POI 2021!F4: error: doce is not a plain number"),
    (row(5, "1,200.50"), "plan.xlsx!POI 2021!F4: error: 1,200.50 is not a plain number"),
    (row(5, True), "plan.xlsx!POI 2021!F4: error: True is not a plain number"),
    (row(5, date(2021, 3, 1)), "plan.xlsx!POI 2021!F4: error: 2021-03-01 is not a plain number"),
    (row(5, "#REF!"), "plan.xlsx!POI 2021!F4: error: this cell holds the error #REF!"),
    (row(8, -5), "plan.xlsx!POI 2021!I4: error: -5 is less than zero"),
    (row(9, 1300), "plan.xlsx!POI 2021!J4: warning: line line-ao-01-01-01-budget-programme, 2021: 1300 PEN accrued by 2021-12-31, beyond its modified budget of 1200"),
    (row(0, "X.1"), "plan.xlsx!POI 2021!A4: error: X.1 cannot be told as OES, AES, OEI, AEI or AO"),
    (row(0, None), "plan.xlsx!POI 2021!A4: error: this cell is empty; every row of the table needs code / código"),
    (row(0, "AEI.01.01"), "plan.xlsx!POI 2021!A4: error: the code AEI.01.01 already stands in plan.xlsx!POI 2021!A3 with another name"),
    (row(1, ""), "plan.xlsx!POI 2021!B4: error: this cell is empty; every row of the table needs name / denominación"),
    (row(3, None), "plan.xlsx!POI 2021!D4: error: there are physical targets in this row and no unit of measure"),
    ([HEADINGS[:9], *[one[:9] for one in ROWS], ("AO.02.01.01", "Sin superior")], "plan.xlsx!POI 2021!A5: warning: ao-02-01-01 (AO) hangs from nothing"),
    ([(*HEADINGS, "Observaciones"), *ROWS], "plan.xlsx!POI 2021!K1: warning: the heading Observaciones is not in the list of headings"),
    ([(*HEADINGS, "Meta física 2021"), *ROWS], "plan.xlsx!POI 2021!K1: error: two columns mean target / meta: this one and plan.xlsx!POI 2021!F1"),
    ([(*HEADINGS, "Metas"), *ROWS], "plan.xlsx!POI 2021!K1: error: the heading Metas needs a year"),
    ([(*HEADINGS, "Girado (miles de soles)"), *ROWS], "plan.xlsx!POI 2021!K1: error: the heading Girado (miles de soles) gives figures in thousands"),
    ([(*HEADINGS, "Girado (US$)"), *ROWS], "plan.xlsx!POI 2021!K1: error: the heading Girado (US$) has USD as its currency, and the import was asked for PEN"),
    ([(*HEADINGS, "Sentido"), (*ROWS[0], "hacia arriba")], "plan.xlsx!POI 2021!K2: error: hacia arriba is not in the list of words for direction / sentido esperado"),
    ([(*HEADINGS, "Inicio"), (*ROWS[0], "enero")], "plan.xlsx!POI 2021!K2: error: enero is not a day"),
    ([(*HEADINGS, "Código superior"), (*ROWS[0], "OES.9")], "plan.xlsx!POI 2021!K2: error: OES.9 is not a code of this file or of the record"),
    ([("a", "b"), (1, 2)], "plan.xlsx!POI 2021: error: no row of this sheet names a code, an element and a target"),
    ([], "plan.xlsx: error: no sheet of plan.xlsx is a plan that can be read"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "wanted"), CELLS, ids=[wanted[:80] for _, wanted in CELLS])
def test_each_doubtful_cell_is_told_by_its_address(
    record: Path, tmp_path: Path, rows: list[tuple[Any, ...]], wanted: str
) -> None:
    before = digest(record)
    done = brought(record, tmp_path, rows)
    assert any(line.startswith(wanted) for line in said(done)), said(done)
    assert all(one.message("es") for one in done.problems)
    if ": error:" in wanted:
        assert digest(record) == before


def test_merged_cells_in_the_table_are_refused(record: Path, tmp_path: Path) -> None:
    done = brought(record, tmp_path, [HEADINGS, *ROWS], merge={"POI 2021": ["C3:C4"]})
    assert any(line.startswith("plan.xlsx!POI 2021!C3: error: this cell is merged") for line in said(done)), said(done)


def test_all_problems_of_a_file_are_listed(record: Path, tmp_path: Path) -> None:
    rows = [HEADINGS, (*ROWS[0][:5], "x", "y", "z"), (*ROWS[1][:5], "=1+1")]
    assert sum(": error:" in line for line in said(brought(record, tmp_path, rows))) == 4


def test_a_formula_is_taken_only_where_it_was_asked_for(record: Path, tmp_path: Path) -> None:
    path = with_result(save(tmp_path / "plan.xlsx", ("POI 2021", row(5, "=6*2"))), "F4", "12")
    refused = import_plan([path], record, ASKED)
    assert any("!F4: error: this cell is a formula" in line for line in said(refused))
    trusted = Import(**{**{name: getattr(ASKED, name) for name in ASKED.__slots__}, "trust": True})
    done = import_plan([path], record, trusted)
    assert any(
        "!F4: warning: this cell is a formula (=6*2); as asked, its last result was taken: 12" in line for line in said(done)
    )
    assert ",target,2021,12," in (record / "evaluation/plan/poi-2021/targets.csv").read_text(encoding="utf-8")
    empty = save(tmp_path / "plan.xlsx", ("POI 2021", row(5, "=6*2")))
    assert any("whose result the file does not hold" in line for line in said(import_plan([empty], record, trusted)))


def test_hidden_sheets_and_sheets_without_a_plan(record: Path, tmp_path: Path) -> None:
    path = save(
        tmp_path / "plan.xlsx",
        ("Carátula", [("Ministerio",)]),
        ("POI 2021", [HEADINGS, *ROWS]),
        ("Viejo", row(5, "x")),
        hidden=("Viejo",),
    )
    done = import_plan([path], record, ASKED)
    assert [line.split(": ")[1] for line in said(done)] == ["warning"] and "Carátula" in said(done)[0]


REFUSED = [
    ({"source": "boook"}, "the record has no source boook; enter the file of the plan in sources.json first"),
    ({"currency": "soles"}, "soles is not a currency"),
    ({"as_of": "2021"}, "2021 is not one day"),
    ({"as_of": "pronto"}, "pronto is not one day"),
    ({"name": "POI 2021"}, "cannot be an id"),
]


@pytest.mark.parametrize(("asked", "wanted"), REFUSED)
def test_what_cannot_be_asked(record: Path, tmp_path: Path, asked: dict[str, str], wanted: str) -> None:
    given = {name: getattr(ASKED, name) for name in ASKED.__slots__} | asked
    with pytest.raises(ToldError) as told:
        brought(record, tmp_path, [HEADINGS, *ROWS], Import(**given))
    assert wanted in told.value.message("en") and told.value.message("es")


def files() -> list[tuple[str, bytes, str]]:
    return [
        ("plan.xlsx", b"", "is not a workbook"),
        ("plan.xlsx", b"PK\x03\x04nonsense", "is not a workbook"),
        ("plan.csv", b"\xff\xfea", "is not a workbook"),
        ("plan.csv", b'"open', "is not a workbook"),
        ("plan.csv", b"a\x00b", "is not a workbook"),
        ("plan.csv", b"," * 300 + b"\n", "has a sheet of more than"),
        ("none.xlsx", b"", "cannot be read"),
    ]


@pytest.mark.parametrize(("name", "data", "wanted"), files())
def test_files_that_cannot_be_opened(record: Path, tmp_path: Path, name: str, data: bytes, wanted: str) -> None:
    path = tmp_path / name
    if name != "none.xlsx":
        path.write_bytes(data)
    with pytest.raises(ToldError) as told:
        import_plan([path], record, ASKED)
    assert wanted in told.value.message("en")


def altered(path: Path, part: str, old: bytes, new: bytes) -> Path:
    import zipfile
    from io import BytesIO

    target = BytesIO()
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(target, "w") as after:
        for one in before.infolist():
            data = before.read(one)
            after.writestr(one.filename, data.replace(old, new, 1) if one.filename == part else data)
    path.write_bytes(target.getvalue())
    return path


SHEET = "xl/worksheets/sheet1.xml"
TRAPS = [
    (b"<sheetData>", b'<!DOCTYPE x [<!ENTITY a "b">]><sheetData>', "declares entities of its own"),
    (b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>', "has a sheet of more than"),
    (b'<row r="1"', b'<row r="1048576"', ""),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "wanted"), TRAPS)
def test_workbooks_made_to_harm(record: Path, tmp_path: Path, old: bytes, new: bytes, wanted: str) -> None:
    path = altered(save(tmp_path / "plan.xlsx", ("POI 2021", [HEADINGS, *ROWS])), SHEET, old, new)
    try:
        import_plan([path], record, ASKED)
    except ToldError as told:
        assert wanted in told.message("en")
    else:
        assert not wanted


ODD: list[Any] = [
    None, "", " ", "=A1", "=1/0", "+1", "@x", "#N/A", "n.d.", "-", "1e400", "1,5", 0, -1, 1.5, 1e300, float("1e-300"), True, date(1900, 1, 1),
    "AO.1.1.1", "OEI.01", "oei", "x" * 40_000, "á\u0301\u202e", "\n\t", "Meta 2021", "PIM", "2021", "2021-13-45", "'; DROP", "Σ", 10**40,
]  # fmt: skip


@pytest.mark.parametrize("seed", range(FUZZED))
def test_fuzzed_spreadsheets_end_in_words(seed: int, tmp_path: Path) -> None:
    """Cells, headings, merges and bytes altered at random: no traceback, and the record as it was wherever there is an error."""
    draw = random.Random(seed)
    record = write_folder(tmp_path / "record")
    rows = [list(HEADINGS), *map(list, ROWS)] * draw.randint(1, 2)
    for _ in range(draw.randint(0, 8)):
        line = draw.choice(rows)
        line[draw.randrange(len(line))] = draw.choice(ODD)
    if draw.random() < 0.2:
        draw.shuffle(rows)
    merge = (
        [f"{draw.choice('ABCDE')}{draw.randint(1, 3)}:{draw.choice('EFGHJ')}{draw.randint(3, 6)}"] if draw.random() < 0.3 else []
    )
    kind = draw.choice(["xlsx", "xlsx", "csv", "bytes"])
    path = tmp_path / ("plan.csv" if kind == "csv" else "plan.xlsx")
    if kind == "csv":
        path.write_text("\n".join(draw.choice(",;").join(str(cell or "") for cell in line) for line in rows), encoding="utf-8")
    else:
        try:
            save(path, ("POI", [tuple(line) for line in rows]), merge={"POI": merge})
        except ValueError:  # openpyxl itself does not write what no spreadsheet holds
            path.write_bytes(b"PK")
    if kind == "bytes":
        data = bytearray(path.read_bytes())
        for _ in range(draw.randint(1, 30)):
            data[draw.randrange(len(data))] = draw.randrange(256)
        path.write_bytes(bytes(data[: draw.choice([len(data), len(data), draw.randrange(len(data) + 1)])]))
    before = digest(record)
    trusting = Import("book", "PEN", "2021-12-31", "poi", draw.random() < 0.5)
    try:
        done = import_plan([path], record, trusting)
    except ToldError as told:
        assert told.message("en") and told.message("es")
        assert digest(record) == before
        return
    for one in done.problems:
        assert one.message("en") and one.message("es")
    if any(one.is_error for one in done.problems):
        assert digest(record) == before
    else:
        made, _ = read_record(record)
        assert made is not None and not [one for one in problems_of(made) if one.is_error]
