"""An office that was not made ready is refused in plain words, before anything of the web is loaded."""

from __future__ import annotations

import shutil
import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from legation.archive.ledger.opening import create_ledger
from legation.office import office_home
from legation.office.backed_up import back_up_office
from legation.office.making_ready import NotReady, make_ready, refuse_unready
from tests.command_line import legation_anew
from tests.ledger.postgres_server import Server


def test_what_is_not_there_or_not_ready_is_said(tmp_path: Path) -> None:
    for refuse in (refuse_unready, make_ready):
        with pytest.raises(NotReady) as missing:
            refuse(str(tmp_path / "none.ledger"))
        assert "no es un libro" in missing.value.message("es")
    ledger = tmp_path / "book.ledger"
    create_ledger(ledger, "small/ledger", ("public",)).database.close()
    with pytest.raises(NotReady) as unready:
        refuse_unready(str(ledger))
    assert "legation office prepare" in unready.value.message("en")


def test_an_office_on_another_database_says_what_stands_in_the_way(tmp_path: Path) -> None:
    ledger = tmp_path / "book.ledger"
    create_ledger(ledger, "small/ledger", ("public",)).database.close()
    with pytest.raises(NotReady) as wrong:
        make_ready(str(ledger), "mysql://db.example/office")
    assert "postgresql://office@db.example/office" in wrong.value.message("es")
    (office_home.home_of(ledger) / office_home.SQLITE).touch()
    with pytest.raises(NotReady) as another:
        make_ready(str(ledger), "postgresql://office@db.example/office")
    assert "ya tiene una base de datos" in another.value.message("es")


def test_the_address_of_the_database_is_kept_in_the_folder_of_the_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert office_home.database_at(tmp_path) == ""
    (tmp_path / office_home.ADDRESS).write_text("postgresql://office@db.example/office\n", encoding="utf-8")
    assert office_home.database_at(tmp_path) == "postgresql://office@db.example/office"
    monkeypatch.setenv(office_home.DATABASE, "postgresql://other@db.example/office")
    assert office_home.database_at(tmp_path) == "postgresql://other@db.example/office"


@pytest.mark.long
def test_an_office_is_made_ready_on_a_postgresql(tmp_path: Path, server: Server | str) -> None:
    """As the command line does it, in a process of its own; one that does not answer is said, not thrown."""
    if isinstance(server, str):
        pytest.skip(server)
    ledger = tmp_path / "book.ledger"
    create_ledger(ledger, "small/ledger", ("public",)).database.close()
    nowhere = legation_anew(
        "office", "prepare", str(ledger), "--database", f"postgresql://office@/none?host={tmp_path}", LEGATION_LANG="en"
    )
    assert nowhere.returncode != 0 and "Traceback" not in nowhere.stderr and "does not answer" in nowhere.stderr
    (office_home.home_of(ledger) / office_home.ADDRESS).unlink()
    address = server.database("prepared_by_command")
    made = legation_anew("office", "prepare", str(ledger), "--database", address)
    assert made.returncode == 0, made.stderr
    first = legation_anew("office", "administrator", str(ledger), "ana")
    assert first.returncode == 0 and "ana" in first.stdout, first.stderr
    assert not (office_home.home_of(ledger) / office_home.SQLITE).exists()


def test_an_office_is_copied_whole_while_people_write(prepared_office: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(prepared_office, tmp_path / "here"))
    ledger, home = folder / "book.ledger", folder / "book.ledger.office"
    (home / "files" / "ab").mkdir(parents=True)
    (home / "files" / "ab" / "abcd").write_bytes(b"a source")
    stop, written = threading.Event(), []

    def write() -> None:
        with closing(sqlite3.connect(home / "office.sqlite3", timeout=20, isolation_level=None)) as made:
            while not stop.is_set():
                name = f"unit-{len(written)}"
                made.execute("INSERT INTO people_unit (id, name_es, name_en) VALUES (?, ?, ?)", (name, name, name))
                written.append(name)

    writing = threading.Thread(target=write)
    writing.start()
    try:
        while not written:
            time.sleep(0.001)
        assert back_up_office(str(ledger), tmp_path / "copy") == 1
    finally:
        stop.set()
        writing.join()
    assert written and (tmp_path / "copy" / "files" / "ab" / "abcd").read_bytes() == b"a source"
    assert (tmp_path / "copy" / "secret.key").read_bytes() == (home / "secret.key").read_bytes()
    for path in (tmp_path / "copy", *(tmp_path / "copy").rglob("*")):
        assert not path.stat().st_mode & 0o077, path
    with closing(sqlite3.connect(tmp_path / "copy" / "office.sqlite3")) as made:
        names = [name for (name,) in made.execute("SELECT id FROM people_unit WHERE id LIKE 'unit-%' ORDER BY rowid")]
    assert names == written[: len(names)], "one state of it, none in part"
    for wanted in (tmp_path / "copy", tmp_path / "here"):
        with pytest.raises(NotReady):
            back_up_office(str(ledger), wanted)
    with pytest.raises(NotReady) as none:
        back_up_office(str(tmp_path / "none.ledger"), tmp_path / "other")
    assert "legation office prepare" in none.value.message("es")
    (home / "office.sqlite3").unlink()
    with pytest.raises(NotReady) as lost:
        back_up_office(str(ledger), tmp_path / "other")
    assert "accounts and drafts of the office are not there" in lost.value.message("en")
