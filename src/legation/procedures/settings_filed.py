"""The settings of a record that desks write: its title, the years that it covers, filed and approved like any row."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from legation.record.ledger.authored import TEXT
from legation.record.ledger.book import SETTINGS
from legation.record.ledger.entry import Entry
from legation.record.record import read_record
from legation.record.table import decode
from legation.terms.problems import Problem


def settings_in(data: bytes, record: Path, open_level: str) -> tuple[list[Entry], list[Problem]]:
    """Other settings of a record as an entry to be filed, and what is wrong with the record where it has them.

    Args:
        data: of ``record.toml``; record: the folder that the ledger amounts to at its most restricted level.
        open_level: the level of settings, which all may read.
    """
    text, problems = decode(SETTINGS, data)
    if text is None:
        return [], problems
    with tempfile.TemporaryDirectory(prefix="legation-settings-") as made:
        folder = Path(made) / "record"
        shutil.copytree(record, folder)
        (folder / SETTINGS).unlink(missing_ok=True)
        (folder / SETTINGS).write_bytes(data)
        _, problems = read_record(folder)
    return [Entry("corrected", "files", SETTINGS, {TEXT: text}, open_level, SETTINGS)], problems
