"""The line of years as data for the chart in the browser."""

from __future__ import annotations

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from legation.office.line_of_years import formats, spec_of, years_of
from legation.office.pages import asking
from legation.office.question import Question
from legation.office.views.download import FORMS, taken_away
from legation.publication.table import Table

COLUMNS: Final = ("year", "day", "certain", "possible", "covered")


@asking
def table(request: HttpRequest, question: Question, id: str, form: str) -> HttpResponse:
    """The line as a file: every year, with its counts; where the year is not covered they are empty, not 0."""
    if id not in question.record.vocabulary.standings or form not in FORMS:
        raise Http404
    rows = tuple(
        (year.year, year.day, year.certain, year.possible, "yes" if year.certain is not None else "no")
        for year in years_of(question, id)
    )
    return taken_away(question, Table(id, COLUMNS, rows), f"{id}-by-year", form)


@asking
def chart(request: HttpRequest, question: Question, id: str) -> HttpResponse:
    """A Vega-Lite specification with the formats of the language."""
    kind = question.record.vocabulary.standings.get(id)
    if kind is None:
        return JsonResponse({"error": _("There is no such kind of standing.")}, status=404)
    return JsonResponse(
        {"spec": spec_of(question, kind), "formats": formats()[question.language]}, json_dumps_params={"ensure_ascii": False}
    )
