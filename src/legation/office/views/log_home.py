"""Home of a record with a log: how many of each kind stood, the line of years, what was done and what changed that year."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from legation.office.log_shown import acts_shown, paged, standings_shown
from legation.office.pages import address, asking, show
from legation.office.question import Question
from legation.office.words import day_words, sort_key
from legation.standings.known_logged import KnownLogged
from legation.standings.log_lists import (
    Stood,
    changed_between,
    counts_by_kind,
    counts_over,
    own_acts,
    rows_of_acts,
    stood,
)
from legation.terms.days import day_number

MOST_CHANGES: Final = 12
USUAL: Final = "relations"


@asking
def home(request: HttpRequest, question: Question) -> HttpResponse:
    """The page; the acts of the year a page at a time."""
    known, language = question.logged, question.language
    assert known is not None
    on = question.on
    counts = counts_by_kind(known, stood(known, on.first, on.last))
    first, last = day_number(question.first_year, 1, 1), day_number(question.last_year, 12, 31)
    own, rows = own_acts(known, "", first, last), rows_of_acts(known, first=first, last=last)
    keep = {"line": _line(question, counts, request.GET.get("line", ""))}
    page = paged(len(own) + len(rows), request.GET.get("page", ""), lambda page: address(question, "home", **keep, page=page))
    before, after = max(first - 1, question.record.period[0]), min(last, question.record.period[1])
    begun, ended = changed_between(known, before, after) if before < after else (None, None)
    context: dict[str, Any] = {
        "is_home": True,
        "counts_log": True,
        "acts_in_log": len(known.rows),
        "fields": _fields(question, counts),
        "line": question.record.vocabulary.standings.get(keep["line"]),
        "line_kinds": [(one, question.record.vocabulary.standings[one].label[language]) for one in counts],
        "years_table": _decades(question, known, keep["line"]),
        "year_words": _span(question),
        "page": page,
        "acts": acts_shown(question, known, own, rows, page),
        "begun": _some(question, known, begun),
        "begun_total": 0 if begun is None else len(begun),
        "ended": _some(question, known, ended),
        "ended_total": 0 if ended is None else len(ended),
        "year_before": day_words(before, language),
        "year_after": day_words(after, language),
    }
    return show(request, question, "office/log_home.html", context)


def _line(question: Question, counts: dict[str, tuple[int, int]], wanted: str) -> str:
    there = question.record.vocabulary.standings
    return wanted if wanted in there else USUAL if USUAL in counts else next(iter(counts), next(iter(there)))


def _fields(question: Question, counts: dict[str, tuple[int, int]]) -> list[dict[str, Any]]:
    """The kinds by field, each with how many held, and where they are listed."""
    words, language, on = question.record.vocabulary, question.language, question.on
    fields = []
    for field in words.fields.values():
        kinds = [
            {
                "id": kind.id, "label": kind.label[language], "certain": counts[kind.id][0], "possible": counts[kind.id][1],
                "covered": question.record.coverage[kind.id].covers(on.first),
                "link": address(question, "standings", kind=kind.id),
            }
            for kind in words.standings.values()
            if kind.field == field.id and kind.id in counts
        ]  # fmt: skip
        if kinds:
            fields.append({"label": field.label[language], "kinds": kinds})
    without = [kind for kind in words.standings.values() if kind.field not in words.fields and kind.id in counts]
    if without:
        kinds = [
            {
                "id": kind.id, "label": kind.label[language], "certain": counts[kind.id][0], "possible": counts[kind.id][1],
                "covered": True, "link": address(question, "standings", kind=kind.id),
            }
            for kind in sorted(without, key=lambda kind: sort_key(kind.label[language]))
        ]  # fmt: skip
        fields.append({"label": "", "kinds": kinds})
    return fields


def _decades(question: Question, known: KnownLogged, kind: str) -> list[tuple[int, int | None, int | None]]:
    """The end of each decade, and of the last year covered: how many held for certain, and how many only perhaps."""
    first, last = question.covered_years
    years = [*(year for year in range(first, last) if year % 10 == 0), last]
    found = counts_over(known, kind, [day_number(year, 12, 31) for year in years])
    return [(year, *(one if one is not None else (None, None))) for year, one in zip(years, found, strict=True)]


def _some(question: Question, known: KnownLogged, found: Stood | None) -> list[dict[str, Any]]:
    return [] if found is None else standings_shown(question, known, found.take(slice(0, MOST_CHANGES)))


def _span(question: Question) -> str:
    first, last = question.first_year, question.last_year
    return str(first) if first == last else f"{first}–{last}"
