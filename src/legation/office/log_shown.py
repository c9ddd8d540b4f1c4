"""Standings and acts of a record with a log as pages list them: made from columns, and only those on the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from legation.office.acts_listed import act_shown
from legation.office.question import Question
from legation.office.words import day_words, days_words, is_bounded, name_of
from legation.record.acts import FOREVER, Act, Days
from legation.record.log import NOBODY, PREFIX, ROLES_IN_A_LOG
from legation.standings.known_logged import KnownLogged
from legation.standings.log_lists import Numbers, Stood

A_PAGE: Final = 50


@dataclass(frozen=True)
class Paged:
    """Which part of a list a page shows: its first and last place, and the addresses of the pages around it."""

    total: int
    first: int
    last: int
    before: str
    after: str


def paged(total: int, text: str, link: Callable[[str], str]) -> Paged:
    """The page asked for by its number, within those there are.

    Args:
        link: the address of a page by its number, empty for the first.
    """
    last_page = max((total - 1) // A_PAGE, 0)
    page = min(max(int(text) - 1, 0), last_page) if text.isascii() and text.isdigit() and len(text) < 7 else 0
    before = link(str(page) if page > 1 else "") if page else ""
    after = link(str(page + 2)) if page < last_page else ""
    return Paged(total, page * A_PAGE, min((page + 1) * A_PAGE, total), before, after)


def standings_shown(question: Question, known: KnownLogged, found: Stood, apart_from: str = "") -> list[dict[str, Any]]:
    """Standings as rows: kind, with whom, since when, and whether for certain."""
    keys, words, language = known.bulk.compiled.keys, question.record.vocabulary.standings, question.language
    left_out = apart_from or question.record.about
    rows = []
    for number, certain, begin in zip(found.key.tolist(), found.certain.tolist(), found.begin.tolist(), strict=True):
        names = keys.names_of(number)
        others = [name for name in names if name != left_out] or list(names)
        rows.append(
            {
                "id": keys.key(number).id, "kind": words[keys.kinds[keys.kind[number]]].label[language],
                "title": " · ".join(name_of(question.record, name, language) for name in others),
                "answer": "presumed" if certain else "possible",
                "since": day_words(begin, language, "medium") if is_bounded(begin) else "",
            }
        )  # fmt: skip
    return rows


def rows_shown(question: Question, known: KnownLogged, rows: Iterable[int], apart_from: str = "") -> list[dict[str, Any]]:
    """Acts of the log as rows of a table."""
    log, language = known.bulk.log, question.language
    kinds, record = question.record.vocabulary.acts, question.record
    left_out = apart_from or record.about
    shown = []
    for row in rows:
        kind = log.kinds[int(log.kind[row])]
        places = (int(getattr(log, role)[row]) for role in ROLES_IN_A_LOG)
        names = [log.names[place] for place in places if place != NOBODY]
        others = [name_of(record, name, language) for name in names if name != left_out]
        label = kinds[kind].label[language] if kind in kinds else kind
        said = cells_of(question, int(log.act[row]))
        shown.append(
            {
                "id": said.get("act") or f"{PREFIX}{int(log.act[row])}", "kind": label,
                "title": title_in(said, language) or ": ".join(filter(None, (label, " · ".join(others)))),
                "date": row_date(question, known, row), "claims": 1, "disputed": False,
            }
        )  # fmt: skip
    return shown


def cells_of(question: Question, act: int) -> Mapping[str, str]:
    """What the ledger says in words of an act in columns; nothing where the record has no ledger.

    Args:
        act: its number.
    """
    large = question.served.large
    return {} if large is None else {column: str(value) for column, value in large.text(act).cells.items()}


def title_in(cells: Mapping[str, str], language: str) -> str:
    """The title in a language, or in the other."""
    names = ("title_es", "title") if language == "es" else ("title", "title_es")
    return next((cells[name] for name in names if cells.get(name)), "")


def row_date(question: Question, known: KnownLogged, row: int) -> str:
    """When an act of the log happened; empty where it is not dated."""
    log = known.bulk.log
    lo, hi = int(log.lo[row]), int(log.hi[row])
    return days_words(Days(lo, hi), question.language) if lo > -FOREVER else ""


def acts_shown(
    question: Question, known: KnownLogged, own: list[Act], rows: Numbers, page: Paged, apart_from: str = ""
) -> list[dict[str, Any]]:
    """The acts of one page: those of the record itself and those of its log, in order of time.

    Args:
        own, rows: each in order of time.
    """
    log = known.bulk.log
    near = slice(max(page.first - len(own), 0), page.last)  # no other row of the log can be on the page
    lo = log.lo[rows[near]]
    mine = [(FOREVER if act.undated else act.begin.lo, 0, place) for place, act in enumerate(own)]
    theirs = [(day if day > -FOREVER else FOREVER, 1, near.start + place) for place, day in enumerate(lo.tolist())]
    shown = []
    for _, is_of_log, place in sorted([*mine, *theirs])[page.first - near.start : page.last - near.start]:
        if not is_of_log:
            shown.append(act_shown(question, own[place]))
        else:
            shown.extend(rows_shown(question, known, [int(rows[place])], apart_from))
    return shown
