"""Feeds of new acts: of an actor, of a field, or of the whole record; each act on the day on which more became known of it."""

from __future__ import annotations

import hashlib
from typing import Final

import numpy as np
import numpy.typing as npt
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from legation.office.feeds import FORMS, MOST, News, feed
from legation.office.hits_shown import parties_words
from legation.office.pages import asking_as_it_is
from legation.office.question import Question
from legation.office.views.search import teller_of
from legation.office.words import act_date, joined
from legation.publication.questions import QuestionError, actor_named
from legation.publication.search.things import SORTS
from legation.terms.messages import say

ACT: Final = SORTS.index("act")
_VARIANT: Final = "89ab"


@asking_as_it_is
def acts(request: HttpRequest, question: Question, form: str, what: str = "", id: str = "") -> HttpResponse:
    """The newest acts as a feed.

    Args:
        what: ``actor`` or ``field``, empty for the whole record; id: which.
    """
    if form not in FORMS:
        raise Http404
    record, language = question.record, question.language
    index = question.served.index
    if what == "actor":
        try:
            id = actor_named(record, id)
        except QuestionError as error:
            raise Http404 from error
        numbers, name, page = index.linked("a", id), record.actors[id].name[language], reverse("actor", args=[language, id])
    elif what == "field":
        if id not in record.vocabulary.fields:
            raise Http404
        place = list(index.fields).index(id) if id in index.fields else -2
        numbers = np.flatnonzero(index.columns["field"] == place).astype(np.int32)
        name, page = record.vocabulary.fields[id].label[language], reverse("field", args=[language, id])
    else:
        numbers, name, page = np.arange(len(index), dtype=np.int32), "", reverse("home", args=[language])
    title = say("search.feed_of" if name else "search.feed", language, name=name, record=record.title[language])
    return feed(
        request, question, form, title=title, about=say("search.feed_about", language), page=request.build_absolute_uri(page),
        news=_news(request, question, numbers),
    )  # fmt: skip


def _news(request: HttpRequest, question: Question, numbers: npt.NDArray[np.int32]) -> list[News]:
    """The newest tellings of acts among some things, the newest first."""
    index, language = question.served.index, question.language
    sort, since = index.columns["sort"], index.columns["known_from"]
    numbers = numbers[(sort[numbers] == ACT) & (since[numbers] <= question.known_day)]
    numbers = numbers[np.lexsort((numbers, -since[numbers].astype(np.int64)))][: 2 * MOST]
    found = []
    for hit in teller_of(question).hits(numbers.tolist()):
        assert hit.act is not None
        day = int(since[hit.number])
        is_first = hit.number == 0 or index.ids[hit.number - 1] != hit.id or sort[hit.number - 1] != ACT
        mark = "" if is_first else f"{say('search.more_known', language)}: "
        sources = {claim.source: None for claim in hit.act.used if question.record.sources[claim.source].known == day}
        said = joined(
            [hit.kind[language], act_date(hit.act, language), parties_words(question, hit), hit.text[language]]
            + [question.record.sources[source].called[language] for source in sources]
        )
        link = request.build_absolute_uri(reverse("act", args=[language, hit.id]))
        tags = tuple(variant.kind for variant in hit.act.variants)
        found.append(News(_id(question, hit.id, day), mark + hit.title[language], said, link, day, tags))
    return found[:MOST]


def _id(question: Question, act: str, day: int) -> str:
    """A UUID of the digest of record, act and day: the same for ever, whatever else becomes known."""
    digest = hashlib.sha256(f"{question.record.id}\n{act}\n{day}".encode()).hexdigest()
    variant = _VARIANT[int(digest[16], 16) % 4]
    return f"urn:uuid:{digest[:8]}-{digest[8:12]}-8{digest[13:16]}-{variant}{digest[17:20]}-{digest[20:32]}"
