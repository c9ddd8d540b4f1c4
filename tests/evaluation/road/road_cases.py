"""Roads as cases: what happened, in lines that an officer can read, and where the treaty stood."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Any

from legation.evaluation.road.answers import Roads, Travel
from legation.publication.questions import asked
from legation.publication.road_tables import roads_in_use
from legation.record.acts import FOREVER, Days
from legation.record.instruments import Instrument
from legation.record.record import Record
from legation.standings.asof import KnownRecord
from legation.terms.days import iso
from legation.terms.vocabulary import Text
from tests.small_records import small_record
from tests.standings.test_histories import claim

HERE = Path(__file__).parent
SOURCES = {"book": "2021-02", "paper": "2022", "book-2": "2023", "gazette": "1993-12-31"}
VERSIONS = {"book-2": "book"}
LAWS = {
    "laws": {"new-law": "1994-01-01", "old-law": ""},
    "peru": {"law-042": "1993-12-29", "law-051": "1980-07-28", "law-055": "1933-04-09"},
}
OF_PERU = (
    "law-044",
    "law-045",
    "law-046",
    "law-048",
    "law-053",
    "law-054",
    "law-056",
    "law-057",
    "law-047",
    "law-049",
    "off-055",
    "off-079",
)
CASES: list[dict[str, Any]] = [
    {**case, "file": path.stem}
    for path in sorted((HERE / "cases").glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]


def record_of(case: dict[str, Any]) -> Record:
    """The acts of a case, and the law under which it is asked: the fictional one, or Peru's own."""
    law = case.get("law", "laws")
    rows = [claim(line, number) for number, line in enumerate(case["acts"], start=1)]
    dates = {**dict.fromkeys(OF_PERU if law == "peru" else (), ""), **LAWS[law], **case.get("dates", {})}
    for name, date in dates.items():
        source = case.get("law_source", "gazette")
        rows.append(
            {"claim": name, "act": f"said-{name}", "kind": "rule_adopted", "object": "peru", "date": date, "source": source}
        )
    evaluation = _of_peru() if law == "peru" else _fictional(case.get("coverage", "exhaustive"))
    made = small_record(rows, sources=SOURCES, versions=VERSIONS, others=("presidency-peru", "mre-peru"), evaluation=evaluation)
    first = next(iter(made.instruments.values()), None)
    pact = Instrument(
        "pact", case.get("kind", "treaty"), Text("Pact", "Pacto"), (), case.get("clauses", ""), (), Text("", ""),
        tuple(case.get("matters", "").split(";")) if case.get("matters") else (), 1,
    )  # fmt: skip
    assert first is not None
    return replace(made, instruments={**made.instruments, "pact": pact})


def _fictional(coverage: str) -> dict[str, str]:
    text = (HERE / "laws.toml").read_text(encoding="utf-8").replace('coverage = "exhaustive"', f'coverage = "{coverage}"')
    return {"roads/laws.toml": text, "norms/laws.toml": (HERE / "norms.toml").read_text(encoding="utf-8")}


def _of_peru() -> dict[str, str]:
    folder = resources.files("legation") / "records" / "peru" / "evaluation"
    return {
        f"{name}/{file.name}": file.read_text(encoding="utf-8")
        for name in ("roads", "norms")
        for file in (folder / name).iterdir()
        if file.name in ("peru.toml", "treaties.toml")
    }


def travel_of(case: dict[str, Any]) -> Travel:
    """The road of the treaty of a case, on its day, as known."""
    record = record_of(case)
    known = KnownRecord(record, asked(case["known"]).last if "known" in case else None)
    roads, norms = roads_in_use(record)
    return Roads(known, roads, norms, case.get("actor", "peru")).of("pact", asked(case["on"]).last)


def said(travel: Travel) -> dict[str, Any]:
    """A road in the words of the cases."""
    way, out = travel.entering, travel.leaving
    steps = {
        f"{prefix}{one.step.id}": _step(one.met, one.days)
        for prefix, found in (("", way), ("leaving.", out))
        for one in (found.steps if found else ())
    }
    return {
        "stage": " ".join(travel.stages), "answer": travel.answer, "road": travel.road.id if travel.road else "",
        "reached": " ".join(name or "-" for name in way.furthest) if way else "",
        "next": " ".join(name or "-" for name in way.following) if way else "",
        "since": _days(way.since) if way else "", "age": _numbers(travel.age),
        "route": " ".join(travel.route.routes), "route_answer": travel.route.answer,
        "why": " ".join((*travel.route.matters, *travel.route.acts)),
        "overdue": travel.overdue, "overdue_steps": " ".join(travel.overdue_steps),
        "flags": [f"{one.why} {one.step} {one.other}" for one in travel.flags],
        "laws": dict(travel.laws), "steps": steps,
        "due": {one.step.id: _days(one.due) for one in (way.steps if way else ()) if one.due is not None},
        "on_time": {one.step.id: one.on_time for one in (way.steps if way else ()) if one.on_time},
        "applies": {
            f"{prefix}{one.step.id}": one.applies
            for prefix, found in (("", way), ("leaving.", out))
            for one in (found.steps if found else ())
        },
        "leads": " ".join(travel.negotiation.leads), "consulted": " ".join(travel.negotiation.consulted),
        "rounds": len(travel.negotiation.rounds), "texts": len(travel.negotiation.texts),
    }  # fmt: skip


def _step(met: str, days: Days | None) -> str:
    return f"{met} {_days(days)}".strip()


def _days(days: Days | None) -> str:
    if days is None:
        return ""
    lo, hi = (iso(day) if abs(day) < FOREVER else ".." for day in (days.lo, days.hi))
    return lo if lo == hi else f"{lo}/{hi}"


def _numbers(days: Days | None) -> str:
    if days is None:
        return ""
    return str(days.lo) if days.lo == days.hi else f"{days.lo}/{days.hi if days.hi < FOREVER // 2 else '..'}"
