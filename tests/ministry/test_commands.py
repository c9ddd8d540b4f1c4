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
from legation.office.backed_up import back_up_office
from legation.office.making_ready import NotReady, make_ready, refuse_unready


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
