"""An actor in a record with a log: its standings on the date and its acts, each list a page at a time."""

from __future__ import annotations

from typing import Any

import numpy as np
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from legation.office.log_shown import acts_shown, paged, standings_shown
from legation.office.pages import address, asking, nearest_of, not_in_record, show
from legation.office.question import Question
from legation.office.views.actor import life_of
from legation.publication.questions import QuestionError, actor_named
from legation.standings.log_lists import counts_by_kind, own_acts, rows_of_acts, stood
from legation.terms.days import day_number


@asking
def actor(request: HttpRequest, question: Question, id: str) -> HttpResponse:
    """The page of one actor, found by id or by any of its codes."""
    record, known, language = question.record, question.logged, question.language
    assert known is not None
    try:
        name = actor_named(record, id)
    except QuestionError:
        if known.bulk.log.place_of(id) is None:
            near = nearest_of(question, id, "actor", {one: each.name[language] for one, each in record.actors.items()})
            return not_in_record(request, question, id, near)
        name = id
    one = record.actors.get(name)
    found = stood(known, question.on.first, question.on.last, name=name)
    counts = counts_by_kind(known, found)
    kind = request.GET.get("kind", "")
    kind = kind if kind in counts else ""
    keys = known.bulk.compiled.keys
    chosen = found.take(keys.kind[found.key] == list(keys.kinds).index(kind)) if kind else found
    years = _years(request.GET.get("decade", ""))
    own, rows = own_acts(known, name, *years), rows_of_acts(known, names=[name], first=years[0], last=years[1])
    keep = {"kind": kind, "decade": request.GET.get("decade", "")[:4] if years[0] is not None else ""}
    page = paged(len(chosen), request.GET.get("page", ""), lambda page: address(question, "actor", name, **keep, page=page))
    acts_page = paged(
        len(own) + len(rows), request.GET.get("acts", ""), lambda page: address(question, "actor", name, **keep, acts=page)
    )
    context: dict[str, Any] = {
        "counts_log": True,
        "id": name,
        "actor": one,
        "name": one.name[language] if one is not None else name,
        "kind": record.vocabulary.actors.get(one.kind) if one is not None else None,
        "life": life_of(question, one) if one is not None else {},
        "kinds": [
            {
                "id": each, "label": record.vocabulary.standings[each].label[language], "certain": certain, "possible": possible,
                "chosen": each == kind, "link": address(question, "actor", name, kind="" if each == kind else each),
            }
            for each, (certain, possible) in counts.items()
        ],
        "page": page,
        "standings": standings_shown(question, known, chosen.take(slice(page.first, page.last)), name),
        "acts_page": acts_page,
        "acts": acts_shown(question, known, own, rows, acts_page, name),
        "decades": _decades(question, name, kind, keep["decade"]),
        "trail": [(_("Actors"), address(question, "actors"))],
    }  # fmt: skip
    return show(request, question, "office/log_actor.html", context)


def _years(decade: str) -> tuple[int | None, int | None]:
    """First and last day of a decade named by its first year; None and None where none is named."""
    if decade.isascii() and decade.isdigit() and len(decade) == 4 and int(decade) > 0:
        year = int(decade) // 10 * 10 or 1
        return day_number(year, 1, 1), day_number(min(year // 10 * 10 + 9, 9999), 12, 31)
    return None, None


def _decades(question: Question, name: str, kind: str, chosen: str) -> list[dict[str, Any]]:
    """The decades in which the actor did anything by the log, each with its address."""
    known = question.logged
    assert known is not None
    rows = rows_of_acts(known, names=[name], first=question.record.period[0], last=question.record.period[1])
    days = np.maximum(known.bulk.log.lo[rows], question.record.period[0])
    first, last = question.covered_years
    starts = list(range(first // 10 * 10, last + 1, 10))
    edges = np.searchsorted(days, [day_number(max(year, 1), 1, 1) for year in [*starts, starts[-1] + 10]])
    by_decade = {year: int(count) for year, count in zip(starts, np.diff(edges), strict=True) if count}
    return [
        {
            "name": decade, "acts": count, "chosen": str(decade) == chosen,
            "link": address(question, "actor", name, kind=kind, decade="" if str(decade) == chosen else f"{decade:04d}"),
        }
        for decade, count in by_decade.items()
    ]  # fmt: skip
