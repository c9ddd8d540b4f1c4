"""Bars through time: for each standing, when it stood for certain, when it may have, and the same in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from legation.office.question import Question
from legation.office.words import day_words, is_bounded
from legation.standings.asof import Spell
from legation.standings.history import Key
from legation.terms.days import day_number
from legation.terms.messages import say

CERTAIN = ("yes", "presumed")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a bar: its place and width in percent of the years covered, and the answer it stands for."""

    answer: str
    left: str
    width: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch in words: the answer, why, and its first and last day."""

    answer: str
    reason: str
    first: str
    last: str
    day: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One standing through time."""

    id: str
    title: str
    kind: str
    pieces: tuple[Piece, ...]
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """The years under the bars, and where the date asked about lies; empty where it lies outside."""

    ticks: tuple[tuple[int, str, str], ...]
    mark: str
    mark_width: str


def axis_of(question: Question) -> Axis:
    """The axis: a tick about every fifty years, and the date asked about."""
    first, last = question.covered_years
    step = next(step for step in (5, 10, 25, 50, 100, 250, 500, 10_000) if (last - first) / step <= 4)
    years = [
        first,
        *(year for year in range(first + step - first % step, last, step) if step / 2 < year - first and step / 2 < last - year),
        last,
    ]
    ticks = []
    for year in years:
        anchor = "start" if year == first else "end" if year == last else "middle"
        ticks.append((year, "100%" if year == last else place(question, day_number(year, 1, 1)), anchor))
    inside = question.record.period[0] <= question.on.first <= question.record.period[1]
    end = min(question.on.last, question.record.period[1])
    width = "" if question.on.is_day or not inside else _percent(_share(question, end + 1) - _share(question, question.on.first))
    return Axis(tuple(ticks), place(question, question.on.first) if inside else "", width)


def bar_of(question: Question, key: Key, title: str, kind: str) -> Bar:
    """The bar of one standing."""
    spells = merged(question.known.spells(key))
    first, last = question.record.period
    pieces = []
    for spell in spells:
        begin, end = max(spell.first, first), min(spell.until, last + 1)
        if begin < end and spell.verdict.answer in (*CERTAIN, "possible", "unknown"):
            left, right = _share(question, begin), _share(question, end)
            pieces.append(Piece(spell.verdict.answer, _percent(left), _percent(max(right - left, 0.25))))
    return Bar(key.id, title, kind, tuple(pieces), tuple(stretches_of(question, spells)))


def stretches_of(question: Question, spells: Iterable[Spell]) -> list[Stretch]:
    """The changes of the answer, in words."""
    language = question.language
    found = []
    for spell in spells:
        reason = say(f"answers.{spell.verdict.reason}", language)
        first = day_words(spell.first, language) if is_bounded(spell.first) else "…"
        last = day_words(spell.until - 1, language) if is_bounded(spell.until) else "…"
        found.append(Stretch(spell.verdict.answer, reason, first, last, spell.first))
    return found


def merged(spells: Iterable[Spell]) -> list[Spell]:
    """Neighbouring spells with one answer for one reason, as one."""
    found: list[Spell] = []
    for spell in spells:
        if found and (found[-1].verdict.answer, found[-1].verdict.reason) == (spell.verdict.answer, spell.verdict.reason):
            found[-1] = Spell(found[-1].first, spell.until, spell.verdict)
        else:
            found.append(spell)
    return found


def place(question: Question, day: int) -> str:
    """Where a day lies among the days covered, in percent."""
    return _percent(_share(question, day))


def _share(question: Question, day: int) -> float:
    first = day_number(question.covered_years[0], 1, 1)
    last = day_number(question.covered_years[1] + 1, 1, 1)
    return min(max((day - first) / (last - first), 0.0), 1.0) * 100


def _percent(share: float) -> str:
    return f"{share:.3f}%"
