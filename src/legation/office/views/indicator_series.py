"""An indicator through time as data: for the chart in the browser, and as a table to take away."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from legation.office.evaluation_words import unit_words
from legation.office.line_of_years import formats
from legation.office.pages import asking
from legation.office.question import Question
from legation.office.series_drawn import series_spec
from legation.office.views.download import FORMS, taken_away
from legation.publication.evaluation_tables import evaluation_table
from legation.publication.questions import Asked
from legation.terms.days import iso


@asking
def chart(request: HttpRequest, question: Question, id: str) -> HttpResponse:
    """A Vega-Lite specification with the formats of the language."""
    evaluated = question.served.evaluated
    one = evaluated.book.indicators.get(id)
    if one is None:
        return JsonResponse({"error": _("There is no such indicator.")}, status=404)
    spec = series_spec(question, evaluated.series(question.known, id), unit_words(question.record, one, question.language))
    return JsonResponse({"spec": spec, "formats": formats()[question.language]}, json_dumps_params={"ensure_ascii": False})


@asking
def download(request: HttpRequest, question: Question, id: str, form: str) -> HttpResponse:
    """What an indicator comes to at the end of every year or decade, with its inputs."""
    evaluated, known = question.served.evaluated, question.known
    if id not in evaluated.book.indicators or form not in FORMS:
        raise Http404
    first, last = question.record.period
    table = evaluation_table(
        evaluated.book, known, question.on, indicator=id, every="year", language=question.language,
        span=Asked(f"{iso(first)}/{iso(last)}", first, last), evaluator=evaluated.evaluator(known),
    )  # fmt: skip
    return taken_away(question, table, id, form)
