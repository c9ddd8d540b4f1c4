"""Feeds of new acts: of an actor, of a field, or of the whole record; each act on the day on which more became known of it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from typing import Final

import numpy as np
import numpy.typing as npt
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from legation.office.feeds import FORMS, MOST, News, feed
from legation.office.hits_shown import parties_words
from legation.office.log_shown import rows_shown
from legation.office.pages import asking_as_it_is
from legation.office.question import Question
from legation.office.views.search import teller_of
from legation.office.words import act_date, joined
from legation.publication.questions import QuestionError, actor_named
from legation.publication.search.things import SORTS
from legation.standings.log_lists import rows_of_acts
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
    of_log: list[News] = []
    if what == "actor":
        try:
            id = actor_named(record, id)
        except QuestionError as error:
            raise Http404 from error
        numbers, name, page = index.linked("a", id), record.actors[id].name[language], reverse("actor", args=[language, id])
        of_log = _news_of_log(request, question, names=[id])
    elif what == "field":
        if id not in record.vocabulary.fields:
            raise Http404
        place = list(index.fields).index(id) if id in index.fields else -2
        numbers = np.flatnonzero(index.columns["field"] == place).astype(np.int32)
        name, page = record.vocabulary.fields[id].label[language], reverse("field", args=[language, id])
        if kinds := [kind for kind, one in record.vocabulary.acts.items() if one.field == id]:
            of_log = _news_of_log(request, question, kinds=kinds)
    else:
        numbers, name, page = np.arange(len(index), dtype=np.int32), "", reverse("home", args=[language])
        of_log = _news_of_log(request, question)
    title = say("search.feed_of" if name else "search.feed", language, name=name, record=record.title[language])
    return feed(
        request, question, form, title=title, about=say("search.feed_about", language), page=request.build_absolute_uri(page),
        news=sorted([*_news(request, question, numbers), *of_log], key=lambda one: -one.known),
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


def _news_of_log(
    request: HttpRequest, question: Question, *, names: Collection[str] = (), kinds: Collection[str] = ()
) -> list[News]:
    """The newest acts of the log beside the record, the newest first; none where it has no log.

    Args:
        names, kinds: only of these, where any are given.
    """
    known = question.logged
    if known is None:
        return []
    rows = rows_of_acts(known, names=names, kinds=kinds)
    since = known.bulk.log.known[rows]
    newest = rows[np.argsort(-since.astype(np.int64), kind="stable")[:MOST]].tolist()
    return [
        News(
            _id(question, one["id"], day), one["title"], joined([one["kind"], one["date"]]),
            request.build_absolute_uri(reverse("act", args=[question.language, one["id"]])), day, (kind,),
        )
        for row, one in zip(newest, rows_shown(question, known, newest), strict=True)
        for day, kind in [(int(known.bulk.log.known[row]), known.bulk.log.kinds[int(known.bulk.log.kind[row])])]
    ]  # fmt: skip


def _id(question: Question, act: str, day: int) -> str:
    """A UUID of the digest of record, act and day: the same for ever, whatever else becomes known."""
    digest = hashlib.sha256(f"{question.record.id}\n{act}\n{day}".encode()).hexdigest()
    variant = _VARIANT[int(digest[16], 16) % 4]
    return f"urn:uuid:{digest[:8]}-{digest[8:12]}-8{digest[13:16]}-{variant}{digest[17:20]}-{digest[20:32]}"
