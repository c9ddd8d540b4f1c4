"""The cells of United Nations status tables: every heading and letter is one kind of act, every cell is accounted for."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from legation.record.acts import Days
from legation.sources.desk import Desk
from legation.sources.sheet_files import read_sheet
from legation.sources.status_cells import CellNotRead, letters, read_cell, read_heading
from legation.sources.status_tables import READER, TABLE
from legation.standings.participation.answers import Participation
from legation.standings.participation.treaty import Step, Treaty
from legation.terms.vocabulary import common
from tests.small_records import day, small_record

STANDARDS = Path(__file__).parents[3] / "shared" / "data" / "standards" / "treaty"
needs_cells = pytest.mark.skipif(not STANDARDS.is_dir(), reason="the status tables are not beside this checkout")
NOT_ACTS = {"Resolution", "Date of Adoption", "Registration Date", "Registration Number", "UNTS Volume", "UNTS Page"}
CONSENTS = {
    "ratification", "accession", "acceptance", "definitive signature", "consent to be bound / participation",
    "notification under article 25", "definitive acceptance",
}  # fmt: skip
"""What the collector calls consents: after them a State is a contracting State, whether or not the treaty is in force."""


def rows_of(name: str) -> list[dict[str, str]]:
    with (STANDARDS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@pytest.mark.parametrize(
    ("heading", "cell", "kind", "date", "withdrawn"),
    [
        ("Signature", "24 Apr 1963", "instrument_signed", "1963-04-24", False),
        ("Ratification, Accession(a), Succession(d)", "18 Dec 1968 a", "instrument_acceded", "1968-12-18", False),
        ("Ratification, Accession(a), Succession(d)", "17 Feb 1978", "instrument_ratified", "1978-02-17", False),
        ("Signature, Succession to signature(d)", "1 Jun 1993 d", "signature_succeeded", "1993-06-01", False),
        ("Signature, Signature ad referendum (s)", "22 Mar 1984 s", "signed_ad_referendum", "1984-03-22", False),
        ("Definitive signature(s), Acceptance(A)", "11 Nov 1949 A", "instrument_accepted", "1949-11-11", False),
        ("Approval(AA), Acceptance(A), Ratification", "1 Feb 2000 AA", "instrument_approved", "2000-02-01", False),
        ("Ratification", "[31 Oct 1945]", "instrument_ratified", "1945-10-31", True),
        ("Ratification, Accession(a)", "[ 5 May 1990 a]", "instrument_acceded", "1990-05-05", True),
        ("Provisional application(n)", "1 Jan 1997 n", "provisionally_applied", "1997-01-01", False),
        (
            "Definitive signature of the Protocol, Acceptance of the Protocol", "1 Jan 1950", "consent_expressed", "1950-01-01", False,
        ),
    ],
)  # fmt: skip
def test_a_cell(heading: str, cell: str, kind: str, date: str, withdrawn: bool) -> None:
    read = read_cell(heading, cell)
    assert read is not None
    assert (read.kind, read.date, read.withdrawn) == (kind, date, withdrawn)


@pytest.mark.parametrize(
    ("heading", "cell", "code"),
    [
        ("Signature", "31 Feb 1963", "imports.cell_unreadable"),
        ("Signature", "24 April 1963", "imports.cell_unreadable"),
        ("Signature", "24 Avr 1963", "imports.cell_unreadable"),
        ("Signature", "[24 Apr 1963", "imports.cell_unreadable"),
        ("Signature", "24 Apr 1963]", "imports.cell_unreadable"),
        ("Signature", "Apr 1963", "imports.cell_unreadable"),
        ("Signature", "24 Apr 1963 x", "imports.letter_unknown"),
        ("Accession(a), Succession(d)", "24 Apr 1963", "imports.letter_missing"),
        ("Adherencia", "24 Apr 1963", "imports.heading_unknown"),
        ("UNTS Page", "24", "imports.heading_declined"),
    ],
)
def test_what_is_not_understood_is_said(heading: str, cell: str, code: str) -> None:
    with pytest.raises(CellNotRead) as caught:
        read_cell(heading, cell)
    assert caught.value.code == code
    assert caught.value.message("en") != caught.value.message("es")


def test_an_empty_cell_says_nothing() -> None:
    assert read_cell("Signature", "  ") is None


def test_every_kind_is_of_the_vocabulary() -> None:
    assert set(letters().values()) <= set(common().acts)


@needs_cells
def test_every_heading_and_letter_in_use_is_one_kind() -> None:
    headings = [row["heading"] for row in rows_of("untc-column-headings.tsv")]
    assert len(headings) > 100
    for heading in headings:
        found = read_heading(heading)
        assert (found.why_not is not None) == (heading in NOT_ACTS), heading
        assert heading in NOT_ACTS or found.plain or found.letters
        assert {*found.letters.values(), *filter(None, [found.plain])} <= set(common().acts)
    codes = {row["code"] for row in rows_of("untc-letter-codes.tsv")}
    assert codes == {"(none)", *letters()}


@needs_cells
def test_all_186_cells_are_accounted_for() -> None:
    """Contracting State the day before, on and after the date of every cell; one has no date, and is reported."""
    cells = rows_of("untc-peru-actions-2015.tsv")
    assert len(cells) == 186
    steps: dict[tuple[str, str], list[Step]] = {}
    acts: dict[tuple[str, str], list[tuple[int, str]]] = {}
    undated = []
    for number, row in enumerate(cells):
        treaty = row["chapter"], row["treaty"]
        read = read_cell(row["column"], row["cell"])
        if read is None:
            undated.append(treaty)
            continue
        assert read.date == row["date"]
        on = day(read.date)
        steps.setdefault(treaty, []).append(Step(f"a{number}", read.kind, Days(on, on), "peru"))
        acts.setdefault(treaty, []).append((on, row["action"]))
    assert undated == [("1", "4")]
    asked = 0
    for treaty, of_treaty in steps.items():
        engine = Participation(Treaty("-".join(treaty), tuple(of_treaty), complete=False))
        for on, _ in acts[treaty]:
            for turn in (-1, 0, 1):
                expected = any(then <= on + turn and _is_consent(action) for then, action in acts[treaty])
                given = engine.participant("peru", on + turn).is_contracting
                assert given == ("presumed" if expected else "no"), (treaty, on, turn)
            asked += 1
    assert asked == 185


def _is_consent(action: str) -> bool:
    return action in CONSENTS or action.startswith("participation in the convention")


@needs_cells
def test_the_reader_enters_every_cell_or_reports_it() -> None:
    sheet = read_sheet(STANDARDS / "untc-peru-actions-2015.tsv")
    assert not READER.problems({TABLE: sheet})
    desk = Desk(small_record([]), "2026-11-22")
    READER.reads({TABLE: sheet}, desk)
    assert len(desk.claims) == 185
    assert [(one.code, one.line) for one in desk.remarks] == [("imports.cell_without_date", 2)]
    account = desk.account(sheet)
    assert (account.rows, account.read, account.reported, account.lost) == (186, 185, 1, ())
    assert len({claim["claim"] for claim in desk.claims}) == 185
    assert {claim["kind"] for claim in desk.claims} <= set(common().acts)
