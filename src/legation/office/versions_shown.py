"""What the record said of a claim before it was corrected, beside what it says now, as a page shows it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from legation.office.desk.fields import LABELS, words_of
from legation.office.question import Question
from legation.office.words import day_words
from legation.record.ledger.versions import Version
from legation.terms.days import day_number


def versions_shown(question: Question, claims: Iterable[str]) -> list[dict[str, Any]]:
    """Those of some claims that were corrected: what each version says where they part, and when it stood in the record."""
    versions = question.served.versions
    return [{"claim": claim, "versions": _shown(question, versions[claim])} for claim in claims if claim in versions]


def _shown(question: Question, versions: tuple[Version, ...]) -> list[dict[str, Any]]:
    record, language = question.record, question.language
    columns = [name for name in LABELS if len({str(one.cells.get(name, "")) for one in versions}) > 1]
    return [
        {
            "says": [
                (str(LABELS[name]), words_of(record, name, str(one.cells.get(name, "")), language) or "–") for name in columns
            ],
            "day": one.day,
            "since": day_words(_day(one.day), language),
            "until": day_words(_day(one.until), language) if one.until else "",
            "reason": one.reason,
            "known": day_words(_known(question, one, versions[0]), language),
        }
        for one in versions
    ]


def _known(question: Question, one: Version, first: Version) -> int:
    """The day at whose end the source of a version was known: of one that names none, the day on which it was filed."""
    source = question.record.sources.get(str(one.cells.get("source", "")))
    return _day(first.day) if source is None else source.known


def _day(day: str) -> int:
    year, month, number = (int(part) for part in day.split("-"))
    return day_number(year, month, number)
