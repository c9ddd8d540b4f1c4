"""The line of years as data for the chart in the browser."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from legation.office.line_of_years import formats, spec_of
from legation.office.pages import asking
from legation.office.question import Question


@asking
def chart(request: HttpRequest, question: Question, id: str) -> HttpResponse:
    """A Vega-Lite specification with the formats of the language."""
    kind = question.record.vocabulary.standings.get(id)
    if kind is None:
        return JsonResponse({"error": _("There is no such kind of standing.")}, status=404)
    return JsonResponse(
        {"spec": spec_of(question, kind), "formats": formats()[question.language]}, json_dumps_params={"ensure_ascii": False}
    )
