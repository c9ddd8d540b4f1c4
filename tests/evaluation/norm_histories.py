"""Histories of norms as data: what happened, in lines that an officer can read, and what was owed by whom."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from legation.evaluation.norms.norm import Limit, Norm
from legation.evaluation.norms.reading import read_norms
from legation.record.record import Record
from legation.terms.edtf import parse
from legation.terms.problems import Problem
from tests.small_records import small_record
from tests.standings.test_histories import claim

SOURCES = {"book": "2021-02", "paper": "2022", "book-2": "2023"}
OTHERS = (
    "brazil", "colombia", "unasur", "mre-peru", "presidency-peru", "diplomatic-service-peru", "diplomatic-academy-peru",
    "lima-commitment-mechanism", "committee-rights-child", "viii-summit-of-the-americas",
)  # fmt: skip
HISTORIES: list[dict[str, Any]] = [
    {**history, "file": path.stem}
    for path in sorted((Path(__file__).parent / "histories").glob("*.toml"))
    for history in tomllib.loads(path.read_text(encoding="utf-8"))["history"]
]


@cache
def norms_of_peru() -> dict[str, Norm]:
    """The norms of the record of Peru, as written."""
    problems: list[Problem] = []
    folder = resources.files("legation") / "records" / "peru" / "evaluation" / "norms"
    found = [
        norm
        for file in sorted(folder.iterdir(), key=lambda one: one.name)
        for norm in read_norms(file.name, file.read_text(encoding="utf-8"), problems)
    ]
    assert not problems, [one.render() for one in problems]
    return {norm.id: norm for norm in found}


def norm_of(history: dict[str, Any]) -> Norm:
    """The norm of a history; ``starts`` dates one whose beginning is open, ``coverage`` supposes that every act is known."""
    norm = norms_of_peru()[history["norm"]]
    if "starts" in history:
        norm = replace(norm, begins=Limit(date=parse(history["starts"]), source="book"))
    return replace(norm, exhaustive=history.get("coverage") == "exhaustive")


def record_of(history: dict[str, Any], norm: Norm) -> Record:
    """The acts of a history, and the claims that state its norm: dated where the history dates them, told by its source."""
    rows = [claim(line, number) for number, line in enumerate(history.get("acts", []), start=1)]
    dates: dict[str, str] = history.get("dates", {})
    stated = [*norm.claims, *(norm.disputed_by if history.get("disputed", True) else ())]
    limits = [limit.claim for limit in (norm.begins, norm.ends) if limit is not None and limit.claim]
    for name in dict.fromkeys((*stated, *limits)):
        source = history.get("told", {}).get(name, "book")
        row = {"claim": name, "act": f"said-{name}", "kind": "rule_adopted", "object": "peru", "date": dates.get(name, "")}
        rows.append({**row, "source": source})
    return small_record(rows, sources=SOURCES, others=OTHERS)
