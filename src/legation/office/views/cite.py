"""What to cite for any page, as BibTeX, CSL-JSON or a plain text; and what a page is about, for machines."""

from __future__ import annotations

import json

from django.http import Http404, HttpRequest, HttpResponse

from legation.office.citing import FORMS, citation_of
from legation.office.linked_data import MEDIA_TYPE, linked_data
from legation.office.page_named import WHOLE, NoSuchPage, PageNamed, page_named
from legation.office.pages import asking, asking_as_it_is
from legation.office.question import Question
from legation.publication.citation import Citation
from legation.terms.slug import slug


def _page(question: Question, route: str, id: str) -> PageNamed:
    try:
        return page_named(question, route, id)
    except NoSuchPage as error:
        raise Http404 from error


@asking
def cite(request: HttpRequest, question: Question, route: str, id: str, form: str) -> HttpResponse:
    """What to cite for a page."""
    if form not in FORMS:
        raise Http404
    page = _page(question, route, id)
    return cited(question, citation_of(request, question, page), f"{route}-{slug(id)}" if id != WHOLE else route, form)


@asking_as_it_is
def linked(request: HttpRequest, question: Question, route: str, id: str) -> HttpResponse:
    """What a page is about, as JSON-LD."""
    content = linked_data(request, question, _page(question, route, id))
    return HttpResponse(json.dumps(content, ensure_ascii=False, indent=1) + "\n", content_type=MEDIA_TYPE)


def cited(question: Question, citation: Citation, name: str, form: str) -> HttpResponse:
    """A citation as a file."""
    content = {"bib": citation.to_bibtex, "csl.json": citation.to_csl, "txt": lambda: f"{citation!r}\n"}[form]()
    response = HttpResponse(content, content_type=FORMS[form])
    if form != "txt":
        response["Content-Disposition"] = f'attachment; filename="{question.record.id}-{name}.{form}"'
    response["X-Legation-Edition"] = question.served.edition
    return response
