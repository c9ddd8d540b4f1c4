"""Two hundred questions to a small ledger that an earlier version sealed, and the digests of their answers.

``python -m tests.ledger.stored_questions`` seals it anew, which only a change of what words mean may ask for.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import legation as scholar
from legation.archive.folder_state import files_of
from legation.archive.ledger.backup import VERIFIER, back_up
from legation.archive.ledger.keys import Keys
from legation.archive.ledger.sealed_ledger import create
from legation.archive.ledger.sqlite_database import SqliteDatabase
from legation.procedures.mirror import compare, hand_over, mirror
from legation.record.ledger.entry import Entry
from tests.ledger.small_ledger import LEVELS, Clock, batch, claim, counted_salts

HERE: Final = Path(__file__).parent / "stored"
LEDGER: Final = HERE / "format-1.ledger"
COPY: Final = HERE / "format-1"
ANSWERS: Final = HERE / "answers.json"
EXAMPLE: Final = Path(__file__).parents[2] / "docs" / "guide" / "example"


FILED: Final = (
    claim(1, subject="esperia", object="norland", kind="relations_resumed", date="1950-03"),
    claim(2, "reserved", subject="esperia", object="valdoria", kind="relations_severed", date="1940"),
    Entry("retracted", "acts", "y1-016", {}, "public", "acts/ministry.csv", "It was another year"),
)
"""What a desk filed later: an act, a restricted one, and a retraction."""


def asked(ledger: Path) -> Iterator[tuple[str, str]]:
    """Each question, and the digest of its answer."""
    made = scholar.open(ledger)
    for year in range(1900, 1966):
        for known in (None, "1961", "1970"):
            table = made.asof(f"{year}-07-01", known=known).standings(every=True)
            yield f"{year}-07-01 known {known or 'all'}", _digest(table.to_json())
    yield "acts", _digest(made.acts().select("act", "kind", "date", "first_day", "last_day", "claims", "sources").to_json())
    yield (
        "why",
        _digest(made.asof("1931-01-01").why("relations:esperia:valdoria").select("act", "does", "date", "claim").to_json()),
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def seal() -> None:
    """Seal the ledger anew, back it up, and write down what it answers."""
    shutil.rmtree(HERE, ignore_errors=True)
    HERE.mkdir()
    keys = HERE / "keys"
    made = create(SqliteDatabase(LEDGER), Keys(keys), "ministry.example/stored", LEVELS, now=Clock(), salts=counted_salts())
    mirror(made, compare(made, EXAMPLE, [name for name, _, _ in files_of(EXAMPLE)]), by="founder")
    hand_over(made, by="ana", approved="luz")
    made.append(batch(1, *FILED))
    made.checkpoint(extra=True)
    back_up(made, COPY)
    made.database.close()
    (COPY / VERIFIER).unlink()  # the one that ships reads it
    shutil.rmtree(keys)  # who replays it needs none
    for left in (*HERE.glob("*-turns"), *HERE.glob("*-wal"), *HERE.glob("*-shm")):
        left.unlink()
    ANSWERS.write_text(json.dumps(dict(asked(LEDGER)), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    seal()
