"""Rights and duties of treaties as a table: who holds each towards whom, whether it stands, whether it was exercised."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from legation.evaluation.clauses.clause import Clause
from legation.evaluation.clauses.reading import read_clauses
from legation.evaluation.clauses.standing import ClauseOn, clause_on
from legation.publication.answer_tables import day_text, end_notes
from legation.publication.grounds import Basis, Ref
from legation.publication.questions import Asked, actor_named
from legation.publication.shown import Cell
from legation.publication.table import Table, rows_of
from legation.publication.treaty_tables import instrument_named
from legation.record.acts import Days
from legation.record.dates import FIRST_DAY, LAST_DAY
from legation.record.record import Record
from legation.standings.participation.from_record import Treaties
from legation.terms.messages import say

CLAUSE_COLUMNS: Final = (
    "clause", "title", "nature", "kind", "holder", "towards", "place", "instrument", "article", "answer", "because", "ended",
    "since_from", "since_to", "exercise", "exercised_from", "exercised_to", "years_at_least", "years_at_most", "granted_by",
    "exercised_by", "claims_source", "locator", "note",
)  # fmt: skip
SEPARATOR: Final = ";"


def clauses_matching(record: Record, instrument: str = "", actor: str = "") -> tuple[Clause, ...]:
    """The clauses of a treaty, or in which an actor holds or owes; all where neither is named."""
    return tuple(
        one
        for one in read_clauses(record)[0].values()
        if (not instrument or instrument in one.instruments) and (not actor or actor in (one.holder, one.towards))
    )


def clauses_table(
    treaties: Treaties, on: Asked, *, instrument: str | None = None, actor: str | None = None, language: str = "en"
) -> Table:
    """Each right and duty at the end of a day or period.

    Args:
        instrument: only of this treaty; actor: only those in which it holds or owes.

    Raises:
        QuestionError: there is no such instrument or actor.
        ClausesNotRead: the final clauses of a treaty cannot be read.
    """
    known, record = treaties.view, treaties.view.record
    named = instrument_named(record, instrument) if instrument else ""
    who = actor_named(record, actor) if actor else ""
    clauses = [
        one for one in clauses_matching(record, named, who) if record.sources[one.source].known <= known.known
    ]  # what no source had told yet is not in the register
    found = [clause_on(treaties, one, on.last) for one in clauses]
    notes = [say("clauses.rule" if read_clauses(record)[0] else "clauses.none", language), *end_notes(known, on, language)]
    return Table(
        "clauses", CLAUSE_COLUMNS, rows_of(CLAUSE_COLUMNS, [_entry(one, language) for one in found]), tuple(notes),
        rests_on=tuple(_refs(one.clause) for one in found), basis=Basis((known,), (on,), language),
    )  # fmt: skip


def clauses_in_words(table: Table, language: str = "en") -> Table:
    """The same for people: words instead of codes, days and years in one column."""
    entries: list[dict[str, Cell]] = []
    for row in table:
        words: dict[str, Cell] = {
            "nature": say(f"clauses.nature_{row['nature']}", language), "kind": say(f"clauses.kind_{row['kind']}", language),
            "answer": say(f"answers.{row['answer']}", language), "exercise": say(f"clauses.exercise_{row['exercise']}", language),
            "because": because_said(str(row["because"]), row["ended"] == "yes", language),
        }  # fmt: skip
        years = _span(row["years_at_least"], row["years_at_most"])
        words["years"] = years
        for name in ("since", "exercised"):
            words[name] = _span(row[f"{name}_from"], row[f"{name}_to"])
        entries.append({**row, **words})
    columns = tuple(dict.fromkeys((*table.columns, "since", "exercised", "years")))
    return replace(table, columns=columns, rows=rows_of(columns, entries))


def because_said(codes: str, ended: bool, language: str) -> str:
    """Why a clause stands or does not, in words."""
    if ended:
        return say("clauses.ended", language)
    return " / ".join(dict.fromkeys(say(f"participation.{code}", language) for code in codes.split(SEPARATOR) if code))


def _entry(one: ClauseOn, language: str) -> dict[str, Cell]:
    clause = one.clause
    return {
        "clause": clause.id, "title": clause.title[language], "nature": clause.nature, "kind": clause.kind,
        "holder": clause.holder, "towards": clause.towards, "place": clause.place or None,
        "instrument": SEPARATOR.join(clause.instruments), "article": clause.article or None, "answer": one.answer,
        "because": SEPARATOR.join(one.because), "ended": "yes" if one.ended else "no", **_bounds(one.since, "since"),
        "exercise": one.exercise, **_bounds(one.exercised, "exercised"),
        "years_at_least": one.waited[0] if one.waited else None, "years_at_most": one.waited[1] if one.waited else None,
        "granted_by": SEPARATOR.join(clause.granted_by) or None, "exercised_by": SEPARATOR.join(clause.exercised_by) or None,
        "claims_source": clause.source, "locator": clause.locator, "note": clause.note[language] or None,
    }  # fmt: skip


def _bounds(days: Days | None, name: str) -> dict[str, Cell]:
    return {f"{name}_from": _day(days.lo) if days else None, f"{name}_to": _day(days.hi) if days else None}


def _day(day: int) -> str | None:
    return day_text(day) if FIRST_DAY < day < LAST_DAY else None


def _span(first: Cell, last: Cell) -> str | None:
    if first == last:
        return None if first is None else str(first)
    return f"{'…' if first is None else first} – {'…' if last is None else last}"


def _refs(clause: Clause) -> tuple[Ref, ...]:
    acts: list[Ref] = [("act", act) for act in (*clause.granted_by, *clause.exercised_by)]
    treaties: list[Ref] = [("instrument", one) for one in clause.instruments]
    return (("source", clause.source), *acts, *treaties)
