"""The record states facts in its own words: no run of words of the documents stands in it, names apart."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from legation.archive.shelf import bundled

DOCUMENTS = Path(__file__).parent.parent.parent / "shared" / "sources"
LONGEST_RUN = 7


def words(text: str) -> list[str]:
    return re.findall(r"[a-záéíóúüñ0-9]+", text.casefold())


def test_no_title_or_note_repeats_the_documents() -> None:
    if not DOCUMENTS.is_dir():
        pytest.skip("the documents are not on this machine")
    runs = set()
    for path in DOCUMENTS.glob("*.txt"):
        text = words(path.read_text(encoding="utf-8").replace("-\n", ""))
        runs |= {tuple(text[start : start + LONGEST_RUN]) for start in range(len(text) - LONGEST_RUN)}
    copied = []
    for path in (bundled()["peru"] / "acts").glob("*.csv"):
        for row in csv.DictReader(path.open(encoding="utf-8")):
            for column in ("title", "title_es", "note", "note_es"):
                text = words(row[column])
                copied += [
                    (row["claim"], column) for start in range(len(text)) if tuple(text[start : start + LONGEST_RUN]) in runs
                ]
    assert copied == []
