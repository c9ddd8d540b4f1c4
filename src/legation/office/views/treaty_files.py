"""A treaty to take away: its status table, what to cite, the notices of its acts as feeds, and what machines read of it."""

from __future__ import annotations

import json
from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from legation.office.citing import FORMS as CITED
from legation.office.citing import as_asked, as_supposed
from legation.office.feeds import FORMS as FEEDS
from legation.office.feeds import MOST, News, feed
from legation.office.linked_data import MEDIA_TYPE, linked_data
from legation.office.page_named import page_named
from legation.office.pages import asking, asking_as_it_is
from legation.office.question import Question
from legation.office.views.cite import cited
from legation.office.views.download import FORMS, taken_away
from legation.office.words import name_of
from legation.publication.notice_table import notice_said
from legation.publication.questions import QuestionError
from legation.publication.table import Table
from legation.publication.treaty_tables import instrument_named, treaty_table
from legation.standings.participation.notices import Notice
from legation.terms.messages import say


def named(question: Question, id: str) -> str:
    """The id of a treaty that has a page.

    Raises:
        Http404: there is none.
    """
    try:
        name = instrument_named(question.record, id)
    except QuestionError as error:
        raise Http404 from error
    if not question.served.treaties.is_treaty(question.known, name):
        raise Http404
    return name


def _table(question: Question, name: str) -> Table:
    return treaty_table(
        question.known, name, question.on, language=question.language, treaties=question.served.treaties.known(question.known)
    )


@asking
def status(request: HttpRequest, question: Question, id: str, form: str) -> HttpResponse:
    """The status table as a file."""
    if form not in FORMS:
        raise Http404
    name = named(question, id)
    return taken_away(question, _table(question, name), f"treaty-{name}", form)


@asking
def cite(request: HttpRequest, question: Question, id: str, form: str) -> HttpResponse:
    """What to cite for the status table: the record as asked, and the sources behind it."""
    if form not in CITED:
        raise Http404
    name = named(question, id)
    title = as_supposed(question, name_of(question.record, name, question.language))
    citation = replace(_table(question, name).cite(), basis=as_asked(question), part=title, given_edition=question.served.edition)
    return cited(question, citation, f"treaty-{name}", form)


@asking_as_it_is
def notices(request: HttpRequest, question: Question, form: str, id: str = "") -> HttpResponse:
    """The notices of one treaty, or of all, as a feed."""
    if form not in FEEDS:
        raise Http404
    language, record = question.language, question.record
    name = named(question, id) if id else ""
    title = say("notices.feed", language, treaty=name_of(record, name, language)) if name else ""
    page = reverse("treaty", args=[language, name]) if name else reverse("treaties", args=[language])
    return feed(
        request, question, form, title=title or say("notices.feed_all", language, record=record.title[language]),
        about=say("notices.feed_about", language), page=request.build_absolute_uri(page),
        news=[_news(request, question, one) for one in question.served.treaties.notices(name, question.known_day)[:MOST]],
    )  # fmt: skip


def _news(request: HttpRequest, question: Question, notice: Notice) -> News:
    told = notice_said(question.record, notice, question.language)
    link = request.build_absolute_uri(reverse("act", args=[question.language, notice.act.id]))
    return News(notice.id, told.title, told.text, link, notice.known, tuple(variant.kind for variant in notice.act.variants))


@asking_as_it_is
def linked(request: HttpRequest, question: Question, id: str) -> HttpResponse:
    """The treaty as schema.org's Legislation, as far as the record knows it for certain."""
    page = page_named(question, "treaty", named(question, id))
    content = linked_data(request, question, page)
    return HttpResponse(json.dumps(content, ensure_ascii=False, indent=1) + "\n", content_type=MEDIA_TYPE)
