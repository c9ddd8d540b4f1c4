"""Histories as data: what the papers say, in lines that an officer can read, and what must be answered."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from legation.publication.questions import asked
from legation.record.coverage import Coverage, Known
from legation.record.record import Record
from legation.standings.asof import KnownRecord
from legation.terms.days import Period
from legation.terms.vocabulary import Vocabulary, common
from tests.small_records import small_record

SOURCES = {"book": "2021-02", "paper": "2022", "book-2": "2023", "book-3": "2024", "ruling": "2023-06"}
VERSIONS = {"book-2": "book", "book-3": "book-2"}
HISTORIES = [
    pytest.param(history, id=f"{path.stem}: {history['name']}")
    for path in sorted((Path(__file__).parent / "histories").glob("*.toml"))
    for history in tomllib.loads(path.read_text(encoding="utf-8"))["history"]
]
LINE = re.compile(
    r"(?:(?P<act>\S+): )?(?P<kind>\w+) (?P<date>\S+)(?P<rest>.*?)(?: after (?P<after>\S+))?(?: \((?P<source>\S+)\))?"
)


def claim(line: str, number: int) -> dict[str, str]:
    """``[act:] kind date [subject object | role value …] [after act] [(source)]``; ``-`` for a date that is not given."""
    match = LINE.fullmatch(line)
    assert match, line
    row = {"kind": match["kind"], "date": "" if match["date"] == "-" else match["date"], "source": match["source"] or "book"}
    words = match["rest"].split()
    parties = [word for word in words[:2] if word not in ("object", "instrument", "standing", "prefers")]
    if parties and words[0] not in ("object", "instrument", "prefers"):
        row["subject"] = words.pop(0)
        if words and words[0] not in ("instrument", "office", "standing"):
            row["object"] = words.pop(0)
    roles = dict(zip(words[::2], words[1::2], strict=True))
    row |= {("value" if name == "prefers" else name): value for name, value in roles.items()}
    row["act"] = match["act"] or f"a-{number}"
    row["after"] = match["after"] or ""
    return row


def record_of(history: dict[str, Any]) -> Record:
    vocabulary = _with_term(common(), *history["term"]) if "term" in history else common()
    record = small_record(
        [claim(line, number) for number, line in enumerate(history["acts"], start=1)],
        sources=SOURCES, versions=VERSIONS, lives={name: tuple(days) for name, days in history.get("lives", {}).items()},
        vocabulary=vocabulary,
    )  # fmt: skip
    coverage = dict(record.coverage)
    first, last = record.period
    for kind in history.get("exhaustive", []):
        coverage[kind] = Coverage(Known("exhaustive", first, last), coverage[kind].endings)
    for kind in history.get("endings_exhaustive", []):
        coverage[kind] = Coverage(coverage[kind].beginnings, Known("exhaustive", first, last))
    return replace(record, coverage=coverage)


def _with_term(vocabulary: Vocabulary, act: str, standing: str, period: str) -> Vocabulary:
    kind = vocabulary.standings[standing]
    effects = tuple(replace(effect, term=Period(period)) if effect.act == act else effect for effect in kind.effects)
    return replace(vocabulary, standings={**vocabulary.standings, standing: replace(kind, effects=effects)})


@pytest.mark.parametrize("history", HISTORIES)
def test_history(history: dict[str, Any]) -> None:
    record = record_of(history)
    for standing, on, answer, *known in history.get("ask", []):
        view = KnownRecord(record, asked(known[0]).last if known else None)
        key = view.find(standing)
        assert key is not None, standing
        day = asked(on)
        verdict = view.verdict(key, day.first, day.last)
        assert verdict.answer == answer, (standing, on, known, verdict)
    for standing, on, answer in history.get("suspended", []):
        view = KnownRecord(record)
        key = view.find(standing)
        assert key is not None and view.verdict(key, asked(on).first).suspended == answer, (standing, on)
    known = history.get("silent_known")
    for standing in history.get("silent", []):
        assert KnownRecord(record, asked(known).last if known else None).find(standing) is None, standing
    if "contradictions" in history:
        found = [one.field for act in KnownRecord(record).acts.values() for one in act.contradictions]
        assert found == history["contradictions"]
