"""The API for people: every question with its parameters, its columns and an example to run."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from legation.office.pages import asking, show
from legation.office.question import Question


@asking
def page(request: HttpRequest, question: Question) -> HttpResponse:
    """The page."""
    return show(request, question, "office/api.html", {})
