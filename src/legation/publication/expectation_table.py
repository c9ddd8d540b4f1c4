"""What was expected, as a table: what became of each, with the days as bounds."""

from __future__ import annotations

from typing import Final

from legation.evaluation.expectations import Outcome, outcomes, read_expectations
from legation.publication.grounds import Basis, Ref
from legation.publication.questions import Asked
from legation.publication.shown import Cell
from legation.publication.table import Table, rows_of
from legation.publication.wrong_files import unreadable, wrong_files
from legation.record.acts import FOREVER, Days
from legation.standings.asof import KnownRecord
from legation.terms.days import iso
from legation.terms.messages import say
from legation.terms.said_days import day_said

COLUMNS: Final = (
    "expectation", "standing", "says", "says_es", "basis", "acts", "stated_first", "stated_last", "due", "became", "first_day",
    "last_day", "waited_least", "waited_most", "since", "because", "remark", "remark_es",
)  # fmt: skip
SAID: Final = ("expectation", "says", "basis", "became", "date", "since", "remark")


def expectations_table(view: KnownRecord, on: Asked, *, language: str = "en", in_words: bool = False) -> Table:
    """What became, by the end of a date, of everything that was expected by then, as far as is known.

    Args:
        in_words: for people, in ``language``, not for machines.
    """
    expected, problems = read_expectations(view.record)
    found = outcomes(view, on.last, expected)
    columns = SAID if in_words else COLUMNS
    entries = [_in_words(one, language) if in_words else _row(one) for one in found]
    notes = [
        say("expectations.on", language, on=day_said(on.last, language)) if found else say("expectations.none", language),
        say("indicators.basis", language, known=day_said(view.known, language)),
        *wrong_files(unreadable(problems), language),
    ]
    if any(one.became == "not_known" for one in found):
        notes.insert(1, say("expectations.silence", language))
    rests_on: tuple[tuple[Ref, ...], ...] = tuple(one.rests_on for one in found)
    basis = Basis((view,), (Asked(on.text, on.last, on.last),), language)
    name = "expectations_in_words" if in_words else "expectations"
    return Table(name, columns, rows_of(columns, entries), tuple(notes), rests_on, basis=basis)


def _row(one: Outcome) -> dict[str, Cell]:
    what = one.expectation
    first, last = _ends(one.date)
    row: dict[str, Cell] = {
        "expectation": what.id, "standing": what.standing.id, "says": what.label.en, "says_es": what.label.es,
        "basis": what.basis, "acts": ";".join(what.acts), "stated_first": iso(what.stated.lo), "stated_last": iso(what.stated.hi),
        "due": _ends(what.due)[1], "became": one.became, "first_day": first, "last_day": last,
        "since": ";".join(one.since) or None, "because": one.because,
        "remark": say(f"expectations.{one.because}", "en"), "remark_es": say(f"expectations.{one.because}", "es"),
    }  # fmt: skip
    if one.waited is not None:
        row["waited_least"] = one.waited.lo if one.waited.lo > -FOREVER else None
        row["waited_most"] = one.waited.hi
    return row


def _ends(days: Days | None) -> tuple[str | None, str | None]:
    if days is None:
        return None, None
    return (iso(days.lo) if days.lo > -FOREVER else None), (iso(days.hi) if days.hi < FOREVER else None)


def _in_words(one: Outcome, language: str) -> dict[str, Cell]:
    return {
        "expectation": one.expectation.id, "says": one.expectation.label[language],
        "basis": say(f"expectations.{one.expectation.basis}", language), "became": say(f"expectations.{one.became}", language),
        "date": _dates(one.date, language), "since": ";".join(one.since) or None,
        "remark": say(f"expectations.{one.because}", language),
    }  # fmt: skip


def _dates(days: Days | None, language: str) -> str | None:
    first, last = _ends(days)
    if last is None:
        return None
    if first == last:
        return first
    code = "by" if first is None else "between"
    return say(f"expectations.{code}", language, first=first, last=last)
