"""A record in a ledger: a folder mirrored, handed over, written in by desks, exported, asked like any other."""

from __future__ import annotations

import re
import shutil
from importlib import import_module
from pathlib import Path

import pytest

from legation.archive import cache
from legation.archive.folder_state import files_of
from legation.archive.ledger.opening import create_ledger, folder_at, open_ledger
from legation.archive.ledger.sealed_ledger import SealedLedger
from legation.archive.opening import opened
from legation.archive.shelf import folder_of, read_folder
from legation.cli.main import COMMANDS
from legation.procedures.adjudicate import adjudication
from legation.procedures.correct import correction
from legation.procedures.mirror import compare, hand_over, mirror
from legation.procedures.seal import Draft, problems_of, seal
from legation.procedures.start_record import start_record
from legation.record.edition import edition
from legation.record.ledger.authored import AuthoredRow, rows_of
from legation.record.ledger.authored import files_of as files_with
from legation.record.ledger.book import book_at, day_of
from legation.record.ledger.canonical import canonical
from legation.record.ledger.entry import Entry, Personal
from legation.record.ledger.faults import LedgerError
from legation.record.record import Record, read_record
from legation.terms.text import Text
from tests.authored import CLAIM_ROWS, write_folder
from tests.command_line import legation
from tests.ledger.postgres_server import Server
from tests.ledger.small_ledger import claim, small_ledger

for _name in COMMANDS.values():
    if _name.startswith("ledger"):
        import_module(f"legation.cli.commands.{_name}")  # each command below is run in a copy of this process


def counts(ledger: SealedLedger, folder: Path) -> dict[str, int]:
    found = compare(ledger, folder, [name for name, _, _ in files_of(folder)])
    mirror(ledger, found)
    return dict(found.counts)


def exported(ledger: SealedLedger, target: Path, level: str | None = None) -> Record:
    shutil.rmtree(target, ignore_errors=True)
    for name, data in book_at(ledger, level).files().items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(data)
    record, problems = read_record(target)
    assert record is not None, [one.render() for one in problems]
    return record


def test_a_folder_is_mirrored_by_claim_id(ledger: SealedLedger, tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "small")
    assert counts(ledger, folder) == {"entered": len(CLAIM_ROWS) + 3 + 1 + 2 + 4}  # and four files, three of them with columns
    assert counts(ledger, folder) == {}
    before = read_folder(folder, None, "small")
    assert edition(exported(ledger, tmp_path / "out")) == edition(before)
    rows = (
        CLAIM_ROWS[0].replace("1822", "1823"),
        CLAIM_ROWS[1],
        CLAIM_ROWS[0].replace("c-1", "c-9").replace(",relations-chile,", ",r-2,"),
    )
    write_folder(folder, claims=rows)
    assert counts(ledger, folder) == {"corrected": 1, "entered": 1, "retracted": 1}
    assert edition(exported(ledger, tmp_path / "out")) == edition(read_folder(folder, None, "small"))
    write_folder(folder)
    assert counts(ledger, folder) == {"corrected": 1, "entered": 1, "retracted": 1}, "what was taken back may come again"
    assert edition(exported(ledger, tmp_path / "out")) == edition(before)


def test_a_row_whose_level_changes_moves_to_the_log_of_that_level(ledger: SealedLedger, tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "small")
    counts(ledger, folder)
    cells = CLAIM_ROWS[0].split(",")
    cells[16] = "secret"
    write_folder(folder, claims=(",".join(cells), *CLAIM_ROWS[1:]))
    assert counts(ledger, folder) == {"retracted": 2, "entered": 2}, "with the claim the State that it alone names"
    assert [one.id for one in exported(ledger, tmp_path / "out").claims] == ["c-2", "c-3"]
    assert [one.id for one in exported(ledger, tmp_path / "out", "secret").claims] == ["c-1", "c-2", "c-3"]
    assert b"c-1" not in b"".join(book_at(ledger).files().values())


@pytest.mark.parametrize(
    "name", ["docs/guide/example", pytest.param("demo", marks=pytest.mark.long), pytest.param("peru", marks=pytest.mark.long)]
)
def test_a_whole_record_comes_back_with_the_same_edition(name: str, tmp_path: Path) -> None:
    folder = folder_of(name)
    ledger = small_ledger(tmp_path)
    counts(ledger, folder)
    assert edition(exported(ledger, tmp_path / "out")) == edition(read_folder(folder, None, name))


def test_a_record_that_has_just_begun_opens_without_a_source(ledger: SealedLedger, tmp_path: Path) -> None:
    start_record(tmp_path / "new", about="chile")
    counts(ledger, tmp_path / "new")
    assert exported(ledger, tmp_path / "back").sources == {}


def test_rows_and_files_are_two_forms_of_the_same() -> None:
    folder = folder_of("docs/guide/example")
    contents = {name: (folder / name).read_bytes() for name, _, _ in files_of(folder)}
    rows = rows_of(files_with(rows_of(contents)))

    def plain(found: list[AuthoredRow]) -> list[str]:
        return sorted(canonical([row.table, row.key, row.file, row.level, dict(row.cells)]) for row in found)

    assert plain(rows) == plain(rows_of(contents))


@pytest.fixture
def owned(ledger: SealedLedger, tmp_path: Path) -> SealedLedger:
    """The ledger of a small record, in which desks write."""
    counts(ledger, write_folder(tmp_path / "small"))
    hand_over(ledger, by="ana", approved="luz")
    return ledger


def test_a_desk_files_adjudicates_and_corrects(owned: SealedLedger, tmp_path: Path) -> None:
    record = exported(owned, tmp_path / "out")
    assert record.owner == "ledger"
    filed = Draft("f-1", (claim(50, subject="peru", object="chile", date="2020"),), "ana", "luz")
    wrong = Draft(
        "f-2", (claim(51, object="chili"), claim(51, kind="nothing"), Entry("corrected", "acts", "c-77", {})), "ana", "luz"
    )
    assert problems_of(record, filed) == []
    assert {(one.line, one.column) for one in problems_of(record, wrong) if one.is_error} >= {(1, "object"), (2, "kind"), (3, "")}
    sealed = seal(owned, filed).sealed[:10]
    made = exported(owned, tmp_path / "out")
    new = next(one for one in made.claims if one.id == "c-50")
    assert new.source == "filing-f-1" and made.sources["filing-f-1"].issued.text == sealed
    row = book_at(owned).rows["claims", "c-50"].row
    seal(owned, Draft("f-3", (correction(row, {"date": "2019"}, "misread"),), "ana", "luz"))
    chosen = adjudication(
        made, "c-60", "unasur-denunciation", ["c-3"], title=Text("Settled", "Resuelto"), reason=Text("Printed", "Impreso")
    )
    seal(owned, Draft("f-4", (chosen,), "ana", "luz"))
    after = exported(owned, tmp_path / "out")
    found = {one.id: one for one in after.claims}
    assert found["c-50"].source == "filing-f-1" and str(found["c-50"].date and found["c-50"].date.text) == "2019"
    assert found["c-60"].kind == "adjudication" and found["c-60"].named == ("c-3",)


def test_the_folder_of_a_record_that_desks_write_is_not_mirrored(owned: SealedLedger, tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="written by desks"):
        counts(owned, tmp_path / "small")
    with pytest.raises(LedgerError, match="owns the record already"):
        hand_over(owned, by="ana", approved="luz")


def test_cases_and_personal_text_are_never_in_a_folder(owned: SealedLedger) -> None:
    case = Entry("entered", "cases", "k-1", {"note": "CANARY-CASE"}, personal=Personal("s-1", {"name": "CANARY-NAME"}))
    seal(owned, Draft("k-1", (case,), "ana", "luz"))
    assert b"CANARY" not in b"".join(book_at(owned, "secret").files().values())


def test_what_is_restricted_leaves_no_trace_in_what_is_open(owned: SealedLedger, tmp_path: Path) -> None:
    before = book_at(owned).files()
    source = {"source": {"id": "s-x", "type": "document", "title": "CANARY", "issued": {"raw": "2020"}}}
    entries = (
        claim(70, "secret", title="CANARY", source="s-x", locator="1"),
        Entry("entered", "sources", "s-x", source, "secret"),
    )
    seal(owned, Draft("x-1", entries, "ana", "luz"))
    assert book_at(owned).files() == before and owned.size("public") == sum(1 for _ in owned.entries("public"))
    assert [one.id for one in exported(owned, tmp_path / "out", "secret").claims if one.level == "secret"] == ["c-70"]


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The file of a ledger that mirrors a small record."""
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "cache"))
    folder = write_folder(tmp_path / "small")
    name = str(tmp_path / "book.ledger")
    done = legation("ledger", "init", name, "--name", "small.example/ledger")
    assert done.returncode == 0 and "small.example/ledger+" in done.stdout, done.stderr
    done = legation("ledger", "mirror", name, str(folder))
    assert "added to the ledger: 13 entered, 0 corrected, 0 retracted" in done.stdout, done.stderr
    return name


def test_the_commands_of_the_ledger(book: str, tmp_path: Path) -> None:
    def said(*words: str, status: int = 0, language: str = "en") -> str:
        done = legation(*words, language=language)
        assert done.returncode == status and "Traceback" not in done.stderr, (words, done)
        return done.stdout + done.stderr

    copy, kept, out = (str(tmp_path / name) for name in ("copy", "kept", "out"))
    assert "public: 13 entries as they were sealed; checkpoints cover 0" in said("ledger", "verify", book)
    assert "4 checkpoints signed now" in said("ledger", "checkpoint", book, "--now", "-o", kept)
    assert '"number": 7' in said("ledger", "prove", book, "public", "7")
    assert '"number": 7' in said("ledger", "prove", book, "public", "7", "--grown")
    assert "does not" not in said("ledger", "prove", book, "public", "77", status=2)
    assert "13 entries" in said("ledger", "backup", book, "-o", copy)
    assert "13 asientos" in said("ledger", "verify", copy, "-c", kept, language="es")
    assert "as its checkpoints have them" in said("ledger", "restore", copy, str(tmp_path / "again.ledger"), "-c", kept)
    assert "nothing was sealed" not in said("ledger", "hand-over", book, "--by", "ana", "--approved", "luz")
    rows = tmp_path / "rows.csv"
    heading = (tmp_path / "small" / "acts" / "all.csv").read_text(encoding="utf-8").splitlines()[0]
    row = "f-1,f-act,relations_established,1830,,peru,unasur,,,,,,,,,,,,,Relations,Relaciones,,"
    filing = ("ledger", "append", book, str(rows), "--draft", "d-1", "--by", "ana")
    rows.write_text(f"{heading}\n{row.replace('unasur', 'unasurr')}\n", encoding="utf-8")
    assert "nearest: unasur" in said(*filing, "--approved", "luz", status=2)
    rows.write_text(f"{heading}\n{row}\n", encoding="utf-8")
    assert "lo hace otra persona" in said(*filing, "--approved", "ana", status=2, language="es")
    assert "sealed 1 entries of the draft d-1" in said(*filing, "--approved", "luz")
    assert "sealed 1 entries of the draft d-1" in said(*filing, "--approved", "luz")
    assert "relations:peru:unasur" in said(
        "asof", "--record", book, "--on", "1830-06-01", "-k", "relations", "--every", "-f", "csv"
    )
    assert "at the level public" in said("ledger", "export", book, "-o", out)
    assert "errors: 0" in said("check", out)
    settings = Path(out) / "record.toml"
    other = ("ledger", "append", book, str(settings), "--draft", "d-2", "--by", "ana", "--approved", "luz")
    text = settings.read_text(encoding="utf-8")
    period = re.search(r'to = "(.+)"', text)
    assert period is not None and period[1] < "2031"
    settings.write_text(text.replace(period[0], 'to = "soon"'), encoding="utf-8")
    assert "record.toml" in said(*other, status=2)
    settings.write_text(text.replace(period[0], 'to = "2031-12-31"'), encoding="utf-8")
    assert "sealed 1 entries of the draft d-2" in said(*other)
    said("ledger", "export", book, "-o", str(tmp_path / "later"))
    assert '"2031-12-31"' in (tmp_path / "later" / "record.toml").read_text(encoding="utf-8")
    assert "no key is kept" in said(
        "ledger", "erase", book, "s-1", "--reason", "x", "--draft", "e", "--by", "a", "--approved", "b", status=2
    )
    Path(kept).write_text(Path(kept).read_text(encoding="utf-8").replace("13", "14", 1), encoding="utf-8")
    assert "not signed by this ledger" in said("ledger", "verify", book, "-c", kept, status=1)


@pytest.mark.parametrize(
    ("sealed", "offset", "day"),
    [
        ("2026-11-22T03:00:00.000000Z", -300, "2026-11-21"), ("2026-11-22T05:00:00.000000Z", -300, "2026-11-22"),
        ("2026-12-31T20:00:00.000000Z", 330, "2027-01-01"), ("2026-12-31T20:00:00.000000Z", 0, "2026-12-31"),
    ],
)  # fmt: skip
def test_a_filing_is_issued_on_the_day_of_the_ministry(sealed: str, offset: int, day: str) -> None:
    assert day_of(sealed, offset) == day


def test_a_ledger_is_compiled_once_for_each_state(book: str) -> None:
    first = folder_at(book)
    assert folder_at(book) == first and opened(book).built is not None
    ledger = open_ledger(book)
    row = book_at(ledger).rows["claims", "c-1"].row
    ledger.take_over()
    seal(ledger, Draft("f-1", (correction(row, {"date": "1824"}, "misread"),), "ana", "luz"))
    assert folder_at(book) != first
    assert {one.id: one for one in opened(book).record.claims}["c-1"].date.text == "1824"  # type: ignore[union-attr]


@pytest.mark.long
def test_a_database_is_asked_like_any_record(server: Server | str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if isinstance(server, str):
        pytest.skip(server)
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "cache"))
    monkeypatch.setenv("LEGATION_LEDGER_KEYS", str(tmp_path / "keys"))
    address, folder = server.database("asked"), write_folder(tmp_path / "small")
    for words in (["init", address], ["mirror", address, str(folder)], ["verify", address], ["checkpoint", address, "--now"]):
        done = legation("ledger", *words)
        assert done.returncode == 0 and "Traceback" not in done.stderr, done
    asked = ("asof", "--on", "1830-01-01", "-k", "relations", "-f", "csv", "--record")
    assert legation(*asked, address).stdout == legation(*asked, str(folder)).stdout != ""
    said = legation("doctor", address).stdout
    assert "fsync on" in said and "may keep a ledger" in said and "killed" not in said


@pytest.mark.long
def test_a_role_that_may_not_read_a_ledger_is_told_what_its_owner_grants(server: Server | str, tmp_path: Path) -> None:
    if isinstance(server, str):
        pytest.skip(server)
    import psycopg

    address = server.database("granted")
    create_ledger(address, "small/ledger", ("public",), keys=tmp_path / "keys").database.close()
    as_reader = address.replace("postgres:@", "only_reads:@")
    assert as_reader != address
    with psycopg.connect(address, autocommit=True) as owner:
        owner.execute("CREATE ROLE only_reads LOGIN")
        for grant in ("USAGE ON SCHEMA legation_ledger", "SELECT ON ALL TABLES IN SCHEMA legation_ledger"):
            with pytest.raises(LedgerError) as refused:
                open_ledger(as_reader, tmp_path / "none")
            assert f"GRANT {grant}" in refused.value.message("es")
            owner.execute(f"GRANT {grant} TO only_reads")
        assert open_ledger(as_reader, tmp_path / "none").size("public") == 0
        owner.execute("DROP OWNED BY only_reads")
        owner.execute("DROP ROLE only_reads")
    with pytest.raises(LedgerError, match="is no ledger"):
        open_ledger(server.database("empty"), tmp_path / "none")


def test_what_is_no_ledger_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("nothing", encoding="utf-8")
    for words in (
        ["verify", str(tmp_path / "x")],
        ["verify", "/nowhere"],
        ["init", "/nowhere/x"],
        ["export", "/nowhere", "-o", "y"],
    ):
        done = legation("ledger", *words, language="es")
        assert done.returncode == 2 and "Traceback" not in done.stderr and done.stderr.count("\n") == 1, done
