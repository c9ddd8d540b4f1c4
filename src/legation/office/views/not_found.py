"""An address that does not exist, said in the language it names."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from legation.office.api.about import nowhere
from legation.office.doors import language_of_path
from legation.office.opened import opened
from legation.office.pages import show
from legation.office.question import Question
from legation.publication.questions import default_on


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page; it asks the usual question, since the address asked none. Under ``/api`` it is a problem, as errors are there."""
    if request.path_info.startswith("/api"):
        return nowhere(request)
    language = language_of_path(request.path_info)
    served = opened()
    with translation.override(language):
        question = Question(language, f"/{language}/", served, "", "", default_on(served.record), served.latest)
        return show(request, question, "office/no_page.html", status=404)
