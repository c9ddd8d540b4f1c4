"""How to read the record: five answers, two clocks, floors, and three values that are not the same."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from legation.office.pages import asking_as_it_is, show
from legation.office.question import Question
from legation.standings.answers import ANSWERS


@asking_as_it_is
def method(request: HttpRequest, question: Question) -> HttpResponse:
    """The page."""
    context = {"answers": ANSWERS, "coverages": list(question.record.vocabulary.coverages.values())}
    return show(request, question, "office/method.html", context)
