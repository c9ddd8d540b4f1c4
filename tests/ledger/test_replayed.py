"""A ledger that an earlier version sealed gives the same answers with this one, and an upgrade may be stopped at any moment (R10)."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from legation.archive.ledger.backup import faults_of, restore
from legation.archive.ledger.keys import Keys
from legation.archive.ledger.opening import open_ledger
from legation.archive.ledger.sqlite_database import SqliteDatabase
from tests.ledger.stored_questions import ANSWERS, COPY, LEDGER, asked
from tests.sizes import size

KILLS = int(os.environ.get("LEGATION_KILLS", size(1, 2)))


def test_what_an_earlier_version_sealed_answers_as_it_did(tmp_path: Path) -> None:
    path = Path(shutil.copy(LEDGER, tmp_path / "book.ledger"))
    answers = json.loads(ANSWERS.read_text(encoding="utf-8"))
    assert len(answers) == 200 and dict(asked(path)) == answers
    ledger = open_ledger(path)
    assert not any(faults for faults, _, _ in faults_of(ledger).values()) and ledger.owner == "ledger"
    made = restore(COPY, SqliteDatabase(tmp_path / "again.ledger"), Keys(tmp_path / "keys"))
    for level in ledger.levels:
        assert list(made.entries(level)) == list(ledger.entries(level)) and made.checkpoints(level) == ledger.checkpoints(level)


@pytest.mark.long
def test_an_office_brought_up_by_halves_does_not_open_and_is_brought_up_again(tmp_path: Path) -> None:
    pytest.importorskip("allauth", reason="what accounts need is not installed")
    path, drawn = Path(shutil.copy(LEDGER, tmp_path / "book.ledger")), random.Random(3)
    prepare = [sys.executable, "-m", "legation", "office", "prepare", str(path)]
    told = {**os.environ, "LEGATION_LANG": "en", "LEGATION_LEDGER_KEYS": str(tmp_path / "keys")}
    begun = time.monotonic()
    subprocess.run(prepare, env=told, check=True, capture_output=True)
    usual = time.monotonic() - begun
    home = tmp_path / "keys.office" if (tmp_path / "keys.office").exists() else tmp_path / "book.ledger.office"
    refused = 0
    for _ in range(KILLS):
        shutil.rmtree(home)
        process = subprocess.Popen(prepare, env=told, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(drawn.uniform(0.3, 1) * usual)
        process.send_signal(signal.SIGKILL)
        process.wait()
        looked = "from legation.office.making_ready import refuse_unready, refuse_of_another_version as other; import sys; refuse_unready(sys.argv[1]); other(sys.argv[1])"
        done = subprocess.run([sys.executable, "-c", looked, str(path)], env=told, capture_output=True, text=True, check=False)
        assert done.returncode == 0 or "NotReady" in done.stderr, done.stderr[-500:]
        refused += done.returncode != 0
        subprocess.run(prepare, env=told, check=True, capture_output=True)
        assert (
            subprocess.run([sys.executable, "-c", looked, str(path)], env=told, capture_output=True, check=False).returncode == 0
        )
    print(f"{refused} of {KILLS} were stopped by halves; all were brought up by the same command")
