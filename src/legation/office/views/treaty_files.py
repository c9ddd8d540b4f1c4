"""A treaty to take away: its status table, what to cite, the notices of its acts as feeds, and what machines read of it."""

from __future__ import annotations

import datetime
import json
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from legation.office.pages import asking
from legation.office.question import Question
from legation.office.views.download import FORMS, taken_away
from legation.office.words import name_of
from legation.publication.notice_table import notice_said
from legation.publication.questions import QuestionError
from legation.publication.table import Table
from legation.publication.treaty_tables import instrument_named, treaty_table
from legation.standings.participation.notices import Notice
from legation.terms.days import iso
from legation.terms.messages import say

CITED: Final = {
    "bib": "application/x-bibtex; charset=utf-8",
    "csl.json": "application/vnd.citationstyles.csl+json",
    "txt": "text/plain; charset=utf-8",
}
FEEDS: Final = {"atom": "application/atom+xml; charset=utf-8", "json": "application/feed+json; charset=utf-8"}
MOST: Final = 100
"""The newest notices of a feed; ``legation notices`` gives them all."""
LINKED: Final = "application/ld+json; charset=utf-8"
IN_LAW: Final = {
    "in_force": "InForce",
    "suspended": "NotInForce",
    "terminated": "NotInForce",
    "void": "NotInForce",
    "never_in_force": "NotInForce",
}


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
    citation = _table(question, name).cite()
    content = {"bib": citation.to_bibtex, "csl.json": citation.to_csl, "txt": lambda: f"{citation!r}\n"}[form]()
    response = HttpResponse(content, content_type=CITED[form])
    if form != "txt":
        response["Content-Disposition"] = f'attachment; filename="{question.record.id}-treaty-{name}.{form}"'
    response["X-Legation-Edition"] = question.served.edition
    return response


@asking
def notices(request: HttpRequest, question: Question, form: str, id: str = "") -> HttpResponse:
    """The notices of one treaty, or of all, as a feed."""
    if form not in FEEDS:
        raise Http404
    name = named(question, id) if id else ""
    found = question.served.treaties.notices(name, question.known_day)[:MOST]
    made = _atom if form == "atom" else _json_feed
    return HttpResponse(made(request, question, name, found), content_type=FEEDS[form])


def _title(question: Question, name: str) -> str:
    language = question.language
    if not name:
        return say("notices.feed_all", language, record=question.record.title[language])
    return say("notices.feed", language, treaty=name_of(question.record, name, language))


def _page(request: HttpRequest, question: Question, name: str) -> str:
    route = reverse("treaty", args=[question.language, name]) if name else reverse("treaties", args=[question.language])
    return request.build_absolute_uri(route)


def _known(notice: Notice) -> datetime.datetime:
    """The day on which it became known, at its first instant: sources give no hour."""
    return datetime.datetime.fromisoformat(iso(notice.known)).replace(tzinfo=datetime.UTC)


def _act(request: HttpRequest, question: Question, notice: Notice) -> str:
    return request.build_absolute_uri(reverse("act", args=[question.language, notice.act.id]))


class _Feed(Atom1Feed):
    """Atom, dated by what it tells of and never by the clock."""

    def latest_post_date(self) -> datetime.datetime:
        """The day of its newest notice; that of the epoch where it has none."""
        newest: datetime.datetime | None = max((one["updateddate"] for one in self.items), default=None)
        return newest or datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


def _atom(request: HttpRequest, question: Question, name: str, found: tuple[Notice, ...]) -> str:
    language = question.language
    feed = _Feed(
        title=_title(question, name),
        link=_page(request, question, name),
        description="",
        language=language,
        subtitle=say("notices.feed_about", language),
        feed_url=request.build_absolute_uri(question.path),
        author_name=question.record.title[language],
        feed_guid=request.build_absolute_uri(question.path),
        feed_copyright=question.record.licence,
    )
    for one in found:
        told = notice_said(question.record, one, language)
        feed.add_item(
            title=told.title,
            link=_act(request, question, one),
            description=told.text,
            unique_id=one.id,
            pubdate=_known(one),
            updateddate=_known(one),
            categories=[variant.kind for variant in one.act.variants],
        )
    return feed.writeString("utf-8")


def _json_feed(request: HttpRequest, question: Question, name: str, found: tuple[Notice, ...]) -> str:
    language = question.language
    items = []
    for one in found:
        told = notice_said(question.record, one, language)
        items.append(
            {
                "id": one.id,
                "url": _act(request, question, one),
                "title": told.title,
                "content_text": told.text,
                "date_published": _known(one).isoformat(),
                "language": language,
                "tags": [variant.kind for variant in one.act.variants],
            }
        )
    content = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _title(question, name),
        "home_page_url": _page(request, question, name),
        "feed_url": request.build_absolute_uri(question.path),
        "description": say("notices.feed_about", language),
        "language": language,
        "authors": [{"name": question.record.title[language]}],
        "items": items,
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


@asking
def linked(request: HttpRequest, question: Question, id: str) -> HttpResponse:
    """The treaty as schema.org's Legislation, as far as the record knows it for certain."""
    name = named(question, id)
    record, language = question.record, question.language
    one = record.instruments[name]
    asked = question.served.treaties.known(question.known).asked(name)
    state = asked.state(question.on.last)
    content: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "@id": _page(request, question, name),
        "identifier": name,
        "name": [{"@value": one.title[code], "@language": code} for code in ("es", "en")],
        "legislationType": one.kind,
        "inLanguage": language,
        "url": _page(request, question, name),
        "isPartOf": {
            "@type": "Dataset",
            "name": record.title[language],
            "version": question.served.edition,
            "license": record.licence,
        },
        "temporalCoverage": iso(question.on.last),
        "contributor": [
            {
                "@type": "Country" if record.actors[who].kind == "state" else "Organization",
                "name": record.actors[who].name[language],
            }
            for who in asked.treaty.participants
            if who in record.actors
        ],
    }
    law = {IN_LAW.get(each) for each in state.states}
    if len(law) == 1 and None not in law and state.answer in ("yes", "presumed"):
        content["legislationLegalForce"] = f"https://schema.org/{law.pop()}"
    if state.entry is not None and state.entry.is_exact:
        content["legislationDateOfApplicability"] = iso(state.entry.lo)
    if record.fictional:
        content["disambiguatingDescription"] = say("answers.fictional", language)
    return HttpResponse(json.dumps(content, ensure_ascii=False, indent=1) + "\n", content_type=LINKED)
