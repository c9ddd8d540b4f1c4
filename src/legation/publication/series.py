"""Standings through time: spells of one answer, and counts year by year, month by month, day by day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from legation.publication.grounds import Basis, Ref
from legation.publication.questions import Asked, QuestionError
from legation.publication.shown import Cell
from legation.publication.table import Table, rows_of
from legation.standings.answers import STANDS
from legation.standings.asof import KnownRecord, Spell
from legation.terms.days import civil, day_number, iso, last_day_of_month
from legation.terms.messages import say
from legation.terms.said_days import day_said

SPELL_COLUMNS: Final = ("standing", "kind", "from", "until", "days", "answer", "reason", "suspended")
COUNT_COLUMNS: Final = ("period", "day", "kind", "certain", "possible", "is_floor")
STEPS: Final = ("year", "month", "day")
MOST_PERIODS: Final = 5_000


def spells_table(known: KnownRecord, *, kind: str | None = None, actor: str | None = None, language: str = "en") -> Table:
    """For each standing, the stretches of days through which one answer holds, within the years that the record covers."""
    entries: list[dict[str, Cell]] = []
    for key in known.keys:
        if (kind is not None and key.kind != kind) or (actor is not None and actor not in known.bearing(key).names):
            continue
        for first, until, spell in _within(known, known.spells(key)):
            verdict = spell.verdict
            entries.append({
                "standing": key.id, "kind": key.kind, "from": iso(first), "until": iso(until), "days": until - first,
                "answer": verdict.answer, "reason": verdict.reason, "suspended": verdict.suspended,
            })  # fmt: skip
    rests_on: tuple[tuple[Ref, ...], ...] = tuple((("standing", str(entry["standing"])),) for entry in entries)
    return Table("spells", SPELL_COLUMNS, rows_of(SPELL_COLUMNS, entries), rests_on=rests_on, basis=Basis((known,), (), language))


def _known_note(known: KnownRecord, language: str) -> tuple[str, ...]:
    return (say("answers.last_possible_known", language, day=day_said(known.known, language)),)


def _within(known: KnownRecord, spells: list[Spell]) -> Iterator[tuple[int, int, Spell]]:
    begin, end = known.record.period[0], known.record.period[1] + 1
    for spell in spells:
        first, until = max(spell.first, begin), min(spell.until, end)
        if first < until:
            yield first, until, spell


def counts_table(
    known: KnownRecord, kind: str, span: Asked, *, every: str = "year", day: str = "last",
    actor: str | None = None, language: str = "en",
) -> Table:  # fmt: skip
    """How many standings of a kind held in each period of ``span``, on its first or last day; empty outside coverage.

    Raises:
        QuestionError: the step or the day is not understood, or there would be too many periods.
    """
    if every not in STEPS:
        raise QuestionError("reading.every", value=every)
    if day not in ("first", "last"):
        raise QuestionError("reading.which_day", value=day)
    periods = list(_periods(span, every))
    if len(periods) > MOST_PERIODS:
        raise QuestionError("reading.too_many_periods", value=len(periods), most=MOST_PERIODS)
    keys = [key for key in known.keys if key.kind == kind and (actor is None or actor in known.bearing(key).names)]
    coverage = known.record.coverage[kind]
    entries: list[dict[str, Cell]] = []
    rests_on: list[tuple[Ref, ...]] = []
    for name, first, last in periods:
        asked = first if day == "first" else last
        entry: dict[str, Cell] = {"period": name, "day": iso(asked), "kind": kind}
        counted: list[Ref] = []
        if coverage.covers(asked):
            answers = {key: known.verdict(key, asked).answer for key in keys}
            entry["certain"] = sum(answer in STANDS for answer in answers.values())
            entry["possible"] = sum(answer == "possible" for answer in answers.values())
            entry["is_floor"] = "no" if coverage.beginnings.exhaustive_on(asked) else "yes"
            counted = [("standing", key.id) for key, answer in answers.items() if answer in STANDS or answer == "possible"]
        entries.append(entry)
        rests_on.append(tuple(counted))
    return Table(
        "counts", COUNT_COLUMNS, rows_of(COUNT_COLUMNS, entries), _known_note(known, language),
        rests_on=tuple(rests_on), basis=Basis((known,), (span,), language),
    )  # fmt: skip


def _periods(span: Asked, every: str) -> Iterator[tuple[str, int, int]]:
    """Name, first and last day of each period that lies within a span, the first and last of them cut to it."""
    begin = span.first
    while begin <= span.last:
        year, month, _ = civil(begin)
        if every == "year":
            name, end = f"{year:04d}", day_number(year, 12, 31)
        elif every == "month":
            name, end = f"{year:04d}-{month:02d}", day_number(year, month, last_day_of_month(year, month))
        else:
            name, end = iso(begin), begin
        yield name, begin, min(end, span.last)
        begin = end + 1
