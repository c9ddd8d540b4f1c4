"""Questions to panels, as data in ``panel_questions.toml``: the recorded answer, a slow one in SQL, and the engine's."""

from __future__ import annotations

import operator
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from legation.standings.panels import values
from legation.standings.panels.agreement import Stands, agreement
from legation.standings.panels.presence import present
from legation.standings.panels.rows import Rows
from legation.standings.panels.values import Spells
from legation.terms.edtf import parse
from tests.sizes import size
from tests.standings import published_panels as published
from tests.standings.published_panels import DATA, System, needs_data

QUESTIONS: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "panel_questions.toml").read_text())["question"]
LEAST_QUESTIONS = 40
COMPARED = {"==": operator.eq, "<": operator.lt, ">": operator.gt, ">=": operator.ge, "<=": operator.le}
VIEWS = """
create table cow_state_years as
  select distinct ccode, y from cow_states, range(1816, 2017) t(y) where year(start) <= y and year("end") >= y;
create table gw_state_years as
  select distinct gwcode, y from gw_states, range(1816, 2021) t(y) where year(start) <= y and year("end") >= y;
create table cow_pairs as
  select a.ccode c1, b.ccode c2, greatest(a.start, b.start) first_day, least(a."end", b."end") last_day
  from cow_states a, cow_states b where a.ccode <> b.ccode and greatest(a.start, b.start) <= least(a."end", b."end");
create table cow_dyad_years as
  select c1, c2, y, min(greatest(first_day, make_date(y, 1, 1))) first_day, max(least(last_day, make_date(y, 12, 31))) last_day
  from cow_pairs, range(1816, 2017) t(y) where first_day <= make_date(y, 12, 31) and last_day >= make_date(y, 1, 1) group by all;
create table gw_dyad_years as
  select distinct a.gwcode c1, b.gwcode c2, y from gw_states a, gw_states b, range(1816, 2021) t(y)
  where a.gwcode <> b.gwcode and greatest(a.start, b.start, make_date(y, 1, 1)) <= least(a."end", b."end", make_date(y, 12, 31));
"""


def test_there_are_questions_enough() -> None:
    assert len(QUESTIONS) >= LEAST_QUESTIONS
    assert len({one["asks"] for one in QUESTIONS}) == len(QUESTIONS)


@needs_data
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one["asks"])
def test_the_panel_answers_as_plain_sql_does(question: dict[str, Any]) -> None:
    if QUESTIONS.index(question) % size(4, 1) == 0:
        assert asked_in_sql(question["sql"]) == pytest.approx(question["answer"], rel=1e-9, abs=1e-6)
    assert asked_of_panel(question) == pytest.approx(question["answer"], rel=1e-9, abs=6e-4)


@cache
def _tables() -> Any:
    """The published tables in DuckDB, dates as dates, and what follows from memberships alone."""
    import duckdb

    made = duckdb.connect()
    for path in sorted(DATA.glob("*/*.parquet")):
        if path.parent.name in ("panels", "unvotes", "trade", "ucdp"):
            made.execute(f"create view {path.stem} as select * from '{path}'")
    made.execute(VIEWS)
    return made


def asked_in_sql(sql: str) -> float:
    """The one number that a query finds."""
    pytest.importorskip("duckdb")
    (found,) = _tables().execute(sql).fetchone()
    return found if isinstance(found, int) else float(found)


def asked_of_panel(question: dict[str, Any]) -> float:
    """The one number that the panel of a question gives."""
    system = _System(question)
    over = published.periods(question.get("every", "year"), _first(question["from"]), _last(question["to"]))
    rows = system.states(over) if question["rows"] == "states" else system.pairs(over, directed=question["rows"] == "dyads")
    found = {name: _column(system, rows, **wanted) for name, wanted in question.get("columns", {}).items()}
    found |= {
        "days": values.days(rows), "length": (over.last - over.first + 1)[rows.period], "period": rows.labels,
        "pieces": np.bincount(rows.pieces.row, minlength=len(rows)),
        "there_first": rows.there("first"), "there_last": rows.there("last"),
    }  # fmt: skip
    kept = np.ones(len(rows), np.bool_)
    for side, numbers in (("one", rows.one), ("other", rows.other)):
        if side in question:
            kept &= numbers == system.number_of(question[side])
    for name, how, *than in question.get("where", []):
        compared = found[than[0]] if than and isinstance(than[0], str) else than[0] if than else None
        kept &= np.isnan(found[name]) if how == "missing" else COMPARED[how](found[name], compared)
    return _asked_of(question.get("then", "count"), system, rows, found, kept)


def _asked_of(then: str, system: _System, rows: Rows, found: dict[str, npt.NDArray[Any]], kept: npt.NDArray[np.bool_]) -> float:
    what, _, column = then.rpartition(" ")
    if then == "count":
        return int(kept.sum())
    if then == "never met":
        there = present(system.spans, system.size, rows.over).sum(axis=1)
        return int((there * (there - 1)).sum()) - len(rows)
    if what == "distinct of spells":
        pieces = system.spells_of(column)
        return len(np.unique(pieces.value[values.met(rows, pieces).spell]))
    chosen = found[column][kept]
    if what in ("value", "per cent"):
        assert len(chosen) == 1
        return float(chosen[0]) * (100 if what == "per cent" else 1)
    if what == "greatest sum by state":
        states = system.states(rows.over)
        return float(np.nanmax(values.by_actor(rows, states, np.asarray(found[column], np.float64), np.add)))
    return float({"sum": np.nansum, "least": np.nanmin, "greatest": np.nanmax}[what](chosen))


def _column(system: _System, rows: Rows, what: str, take: str, day: str = "any", **more: Any) -> npt.NDArray[Any]:
    """One column of a panel, as its question describes it."""
    if what == "votes":
        both, alike = agreement(_stands(system), rows)
        with np.errstate(invalid="ignore"):
            return {"both": both, "alike": alike, "share": alike / both}[take]
    side = more.pop("side", 0)
    spells = system.spells_of(what, **more)
    if side:
        spells = spells.by_pair(system.size, side=side)
    elif what == "alliance" and not (rows.cell % system.size < rows.cell // system.size).any():
        spells = spells.either_way(system.size)
    if take == "share":
        return values.share(rows, spells)
    return getattr(values, take)(rows, spells, day)


class _System(System):
    """A list of states, or only the states that a question names."""

    def __init__(self, question: dict[str, Any]) -> None:
        super().__init__(question["of"], question.get("open", False))
        object.__setattr__(self, "only", tuple(question.get("actors", ())))

    only: tuple[str, ...]

    @property
    def spans(self) -> Any:
        """Memberships of the states that the question names; of all where it names none."""
        spans = super().spans
        if not self.only:
            return spans
        kept = np.isin(spans.member, [self.number_of(one) for one in self.only])
        return type(spans)(spans.member[kept], spans.begin[kept], spans.end[kept])

    def number_of(self, name: str) -> int:
        """The number of a state named as its list abbreviates it."""
        abbreviations = {"cow": "cw_abb", "gw": "gw_abb"}
        if self.name in abbreviations:
            place = self.table[abbreviations[self.name]].tolist().index(name)
            return int(self.number([self.table[published.CODES[self.name]][place]])[0])
        return int(self.number([name])[0])

    def spells_of(self, what: str, **more: Any) -> Spells:
        """What a question asks about, as spells."""
        if what in ("cow_member", "gw_member"):
            table = published.read(f"panels/{what[:-7]}_states")
            return self.spells(table[published.CODES[what[:-7]]], table["start"], table["end"])
        if what == "contiguity":
            types = tuple(more.get("types", (1, 2, 3, 4, 5)))
            return published.contiguity(self, as_the_peer=0 in types, types=types)
        if what == "alliance":
            return published.alliances(self, more.get("obligation", ""))
        if what == "capital_distance":
            return published.between(published.capitals(self), self.size)
        if what == "capital_latitude":
            places = published.capitals(self)
            return Spells.of(places.member, places.begin, places.end, places.lat)
        if what == "memberships":
            return published.memberships(self, more["column"])
        if what == "trade":
            return published.trade(self, more["column"])
        return {"major": published.majors, "leader": published.leaders, "conflict": published.conflicts}[what](self)


def _stands(system: System) -> Stands:
    """Roll calls of the General Assembly as the stand of each state."""
    votes, calls = published.read("unvotes/un_votes"), published.read("unvotes/un_roll_calls")
    dates = dict(zip(calls["rcid"].tolist(), calls["date"].tolist(), strict=True))
    _, stand = np.unique(votes["vote"], return_inverse=True)
    numbers = system.number(votes["country_code"])
    kept = (numbers >= 0) & np.array([one in dates for one in votes["rcid"].tolist()])
    rcid = votes["rcid"][kept]
    day = np.array([dates[one] for one in rcid.tolist()], np.int32)
    return Stands(numbers[kept].astype(np.int32), rcid, stand[kept].astype(np.int32), day)


def _first(text: str) -> int:
    found = parse(text).first
    assert isinstance(found, int)
    return found


def _last(text: str) -> int:
    found = parse(text).last
    assert isinstance(found, int)
    return found
