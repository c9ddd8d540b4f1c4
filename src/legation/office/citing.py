"""What to cite for a page: the record as asked, with edition and both dates, and the sources behind what the page shows."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from legation.office.page_named import WHOLE, PageNamed
from legation.office.pinned import SHORTEST
from legation.office.question import Question
from legation.publication.citation import Citation
from legation.publication.grounds import Basis, Ground, Ref
from legation.standings.asof import KnownRecord
from legation.terms.days import iso

FORMS: Final = {
    "bib": "application/x-bibtex; charset=utf-8",
    "csl.json": "application/vnd.citationstyles.csl+json",
    "txt": "text/plain; charset=utf-8",
}
"""The forms of a citation, by how its address ends, each with its media type."""


def citation_of(request: HttpRequest, question: Question, page: PageNamed, *, with_sources: bool = True) -> Citation:
    """The citation of a page.

    Args:
        with_sources: whether the sources behind it are wanted too, or only the record as asked.
    """
    basis = basis_of(question)
    grounds: tuple[Ground, ...] = ()
    if with_sources:
        grounds = basis.grounds(_speaking(question) if page.refs is None else page.refs())
    title = as_supposed(question, page.title)
    return Citation(as_asked(question), grounds, title, pinned_address_of(request, question, page), question.served.edition)


def as_supposed(question: Question, title: str) -> str:
    """The title of what is cited, with the supposition under which it was asked."""
    if not question.supposes:
        return title
    return _("%(title)s (under a supposition: %(supposed)s)") % {"title": title, "supposed": question.supposed_title}


def basis_of(question: Question) -> Basis:
    """From what a page is drawn."""
    return Basis((question.known,), (question.on,), question.language)


def as_asked(question: Question) -> Basis:
    """The same for the dates of a citation: days between which nothing came out share one record, and each is cited as asked."""
    return Basis((KnownRecord(question.record, question.known_day),), (question.on,), question.language)


def pinned_address_of(request: HttpRequest, question: Question, page: PageNamed) -> str:
    """The address of a page that names edition, date and day of knowledge, so that it always gives the same bytes."""
    given = [question.language] if page.id == WHOLE else [question.language, page.id]
    pins = {
        "edition": question.served.edition[:SHORTEST],
        "on": question.on_text or (iso(question.on.first) if question.on.is_day else question.on.text),
        "known": question.known_text or iso(question.known_day),
        "under": question.under_text if question.supposes else "",
    }
    return request.build_absolute_uri(reverse(page.route, args=given) + question.query(**pins))


def _speaking(question: Question) -> tuple[Ref, ...]:
    """Every source that states acts or figures and was known on the day."""
    record = question.record
    return tuple(
        ("source", name) for name in sorted(question.served.speaking) if record.sources[name].known <= question.known_day
    )
