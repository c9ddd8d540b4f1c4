"""News as feeds: Atom (RFC 4287) and JSON Feed 1.1, dated by the days on which things became known and never by the clock."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed

from legation.office.question import Question
from legation.terms.days import iso

FORMS: Final = {"atom": "application/atom+xml; charset=utf-8", "json": "application/feed+json; charset=utf-8"}
MOST: Final = 100
"""The newest news of a feed."""


@dataclass(frozen=True, slots=True)
class News:
    """One item of a feed.

    Args:
        id: stable for ever; known: the day on which it became known; link: its page, with the site; tags: kinds of act.
    """

    id: str
    title: str
    text: str
    link: str
    known: int
    tags: tuple[str, ...]


def feed(
    request: HttpRequest, question: Question, form: str, *, title: str, about: str, page: str, news: Sequence[News]
) -> HttpResponse:
    """A feed.

    Args:
        form: of :data:`FORMS`; title, about: in the language of the page; page: the page whose news it has, with the site.
        news: the newest first.
    """
    made = _atom if form == "atom" else _json
    return HttpResponse(made(request, question, title, about, page, news[:MOST]), content_type=FORMS[form])


class _Feed(Atom1Feed):
    """Atom, dated by what it tells of."""

    def latest_post_date(self) -> datetime.datetime:
        """The day of its newest item; that of the epoch where it has none."""
        newest: datetime.datetime | None = max((one["updateddate"] for one in self.items), default=None)
        return newest or datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


def _known(day: int) -> datetime.datetime:
    """A day at its first instant: sources give no hour."""
    return datetime.datetime.fromisoformat(iso(day)).replace(tzinfo=datetime.UTC)


def _atom(request: HttpRequest, question: Question, title: str, about: str, page: str, news: Iterable[News]) -> str:
    address = request.build_absolute_uri(request.get_full_path())
    made = _Feed(
        title=title, link=page, description="", language=question.language, subtitle=about, feed_url=address,
        author_name=question.record.title[question.language], feed_guid=address, feed_copyright=question.record.licence,
    )  # fmt: skip
    for one in news:
        made.add_item(
            title=one.title, link=one.link, description=one.text, unique_id=one.id, pubdate=_known(one.known),
            updateddate=_known(one.known), categories=one.tags,
        )  # fmt: skip
    return str(made.writeString("utf-8"))


def _json(request: HttpRequest, question: Question, title: str, about: str, page: str, news: Iterable[News]) -> str:
    content = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": page,
        "feed_url": request.build_absolute_uri(request.get_full_path()),
        "description": about,
        "language": question.language,
        "authors": [{"name": question.record.title[question.language]}],
        "items": [
            {
                "id": one.id, "url": one.link, "title": one.title, "content_text": one.text,
                "date_published": _known(one.known).isoformat(), "language": question.language, "tags": list(one.tags),
            }
            for one in news
        ],
    }  # fmt: skip
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
