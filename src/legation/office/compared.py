"""What a comparison asks, between two dates, two days of knowledge or two actors, and what it finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from legation.office.opened import OpenedRecord
from legation.office.question import Question
from legation.office.words import day_words, days_words, name_of, on_words, sort_key, title_of_standing
from legation.publication.questions import Asked, actor_named, asked
from legation.standings.answers import Answer
from legation.standings.asof import KnownRecord
from legation.standings.differences import Difference, differences
from legation.terms.days import civil, day_number, iso

YEARS_BEFORE: Final = 20
"""How far before the date asked about the usual comparison begins."""
HOLDS: Final = frozenset({"yes", "presumed", "possible"})


@dataclass(frozen=True, slots=True)
class Row:
    """One standing on both sides: its answers, and since or until when in words."""

    id: str
    title: str
    before: str
    after: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class KindCompared:
    """The rows of one kind: what came to stand, what ceased, and what changed otherwise."""

    kind: str
    label: str
    gained: tuple[Row, ...]
    lost: tuple[Row, ...]
    other: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Sides:
    """Both sides of a comparison of dates or of knowledge: each record as known, with the day asked of it."""

    before: KnownRecord
    after: KnownRecord
    first: Asked
    last: Asked
    before_words: str
    after_words: str


def written(question: Question, name: str) -> str:
    """A parameter of the comparison as the reader wrote it."""
    return next((value.strip() for wanted, value in question.kept if wanted == name), "")


def usual_from(question: Question) -> str:
    """The date with which the one asked about is compared where none is given: a score of years before, or the first covered."""
    year, month, day = civil(question.on.first)
    earlier = day_number(year - YEARS_BEFORE, month, min(day, 28)) if year > YEARS_BEFORE + 1 else question.record.period[0]
    return iso(max(earlier, question.record.period[0]))


def dates_compared(question: Question) -> Sides:
    """The date asked about beside an earlier or later one, both as known on the same day.

    Raises:
        QuestionError: the other date cannot be read.
    """
    other = asked(written(question, "from") or usual_from(question))
    known, language = question.known, question.language
    words = (on_words(other.first, other.last, language), on_words(question.on.first, question.on.last, language))
    return Sides(known, known, other, question.on, *words)


def knowledge_compared(question: Question) -> Sides:
    """The date asked about as known on an earlier day beside the same as known on the day asked about.

    Raises:
        QuestionError: the day of knowledge cannot be read.
    """
    served: OpenedRecord = question.served
    text = written(question, "known_from")
    day = asked(text).last if text else (served.knowledge_days[0] if served.knowledge_days else question.known_day)
    before, language = served.as_known(day), question.language
    return Sides(
        before, question.known, question.on, question.on, day_words(day, language), day_words(question.known_day, language)
    )  # fmt: skip


def found_between(question: Question, sides: Sides) -> list[KindCompared]:
    """What differs, by kind, in the order of the vocabulary."""
    found = differences(sides.before, sides.after, sides.first.last, sides.last.last)
    by_kind: dict[str, list[Difference]] = {}
    for one in found:
        by_kind.setdefault(one.kind, []).append(one)
    vocabulary = question.record.vocabulary
    shown = []
    for kind in vocabulary.standings.values():
        rows: dict[str, list[Row]] = {"gained": [], "lost": [], "other": []}
        for one in by_kind.get(kind.id, []):
            side = sides.after if sides.after.find(one.id) is not None else sides.before
            key = side.find(one.id)
            assert key is not None
            standing = side.standing(key, sides.last.last)
            title = title_of_standing(question.record, standing, question.language)
            hint = days_words(standing.begins, question.language, "medium") if one.after in HOLDS else ""
            rows[_sort(one.before, one.after)].append(Row(one.id, title, one.before, one.after, hint))
        if any(rows.values()):
            ordered = {name: tuple(sorted(many, key=lambda row: sort_key(row.title))) for name, many in rows.items()}
            shown.append(KindCompared(kind.id, kind.label[question.language], **ordered))
    return shown


def _sort(before: Answer, after: Answer) -> str:
    if (before in HOLDS) == (after in HOLDS):
        return "other"
    return "gained" if after in HOLDS else "lost"


@dataclass(frozen=True, slots=True)
class PairRow:
    """One kind with one counterpart: answer, standing and beginning for each of two actors; empty where there is none."""

    counterpart: str
    one: str
    one_id: str
    one_hint: str
    other: str
    other_id: str
    other_hint: str


def actors_compared(question: Question, one: str, other: str) -> list[tuple[str, str, list[PairRow]]]:
    """What two actors had on the date, kind by kind, beside each other: kind, its label and the rows.

    Raises:
        QuestionError: there is no such actor.
    """
    record, known, language = question.record, question.known, question.language
    named = [actor_named(record, one), actor_named(record, other)]
    cells: dict[str, dict[str, list[tuple[str, str, str]]]] = {}
    for side, actor in enumerate(named):
        for standing in known.asof(question.on.first, question.on.last, actor=actor).standings:
            names = [name for name in standing.roles.values() if name != actor]
            counterpart = " · ".join(name_of(record, name, language) for name in names)
            pair = cells.setdefault(standing.kind, {}).setdefault(counterpart, [("", "", "")] * 2)
            pair[side] = (standing.answer, standing.id, days_words(standing.begins, language, "medium"))
    return [
        (
            kind.id,
            kind.label[language],
            [
                PairRow(name, *pair[0], *pair[1])
                for name, pair in sorted(cells[kind.id].items(), key=lambda row: sort_key(row[0]))
            ],
        )
        for kind in record.vocabulary.standings.values()
        if kind.id in cells
    ]
