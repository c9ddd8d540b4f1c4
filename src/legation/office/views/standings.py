"""The standings of a kind, with an actor or with those of a region, on the date: what stood, may have stood, and did not."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from legation.office.listing import SHELVES, kind_on, shelved
from legation.office.log_shown import paged, standings_shown
from legation.office.pages import address, asking, languages, show
from legation.office.question import Question
from legation.office.words import sort_key
from legation.publication.questions import QuestionError, kind_named
from legation.publication.search.asking import actors_of
from legation.publication.search.things import SORTS
from legation.standings.asof import Count, Standing
from legation.standings.log_lists import stood
from legation.terms.regions import AUTHORITY, regions

LONGEST: Final = 80
A_PAGE: Final = 100
_INSTRUMENT: Final = SORTS.index("instrument")


@asking
def standings(request: HttpRequest, question: Question) -> HttpResponse:
    """The page, filtered as asked; without a kind, the choice of one."""
    record, language = question.record, question.language
    asked = {name: request.GET.get(name, "").strip()[:LONGEST] for name in ("kind", "actor")}
    wrong: dict[str, str] = {}
    kind, actors = "", ()
    try:
        kind = kind_named(record, asked["kind"]) if asked["kind"] else ""
    except QuestionError as error:
        wrong["kind"] = error.message(language)
    try:
        actors = actors_of(record, asked["actor"]) if asked["actor"] else ()
    except QuestionError as error:
        wrong["actor"] = error.message(language)
    if question.logged is not None and kind and not wrong:
        return _of_log(request, question, asked, kind, actors)
    found = standings_of(question, kind, actors) if kind and not wrong else []
    page = _page(request.GET.get("page", ""), len(found))
    keep = {name: text for name, text in asked.items() if text}
    context: dict[str, Any] = {
        "asked": asked,
        "wrong_filters": wrong,
        "kinds": sorted(
            ((one.id, one.label[language]) for one in record.vocabulary.standings.values()), key=lambda one: sort_key(one[1])
        ),
        "kind": record.vocabulary.standings.get(kind),
        "who_name": who_name(question, asked["actor"], actors),
        "who_id": actors[0] if actors and actors[0] in record.actors else "",
        "states": max(len(actors) - (asked["actor"] in record.actors), 0)
        if len(actors) > 1 or asked["actor"] in regions()
        else 0,
        "authority": AUTHORITY,
        "total": len(found),
        "before": address(question, "standings", **keep, page=str(page)) if page else "",
        "after": address(question, "standings", **keep, page=str(page + 2)) if (page + 1) * A_PAGE < len(found) else "",
        "languages": languages(question, keep),
        "trail": [(_("Kinds"), address(question, "kinds"))],
    }
    if kind and not wrong:
        shown = found[page * A_PAGE : (page + 1) * A_PAGE]
        context["listed"] = kind_on(question, record.vocabulary.standings[kind], shown, count_of(question, kind, found))
    return show(request, question, "office/standings.html", context, status=400 if wrong else 200)


def _of_log(request: HttpRequest, question: Question, asked: dict[str, str], kind: str, actors: tuple[str, ...]) -> HttpResponse:
    """The page where a log stands beside the record: what held or may have held, from columns, a page at a time."""
    known, record = question.logged, question.record
    assert known is not None
    found = stood(known, question.on.first, question.on.last, kind=kind)
    if actors:
        keys = known.bulk.compiled.keys
        wanted = frozenset(actors) | instruments_of(question, actors)
        places = [place for name in wanted - {record.about} if (place := keys.name(name)) is not None]
        found = found.take(np.isin(keys.roles[found.key], places).any(axis=1))
    keep = {name: text for name, text in asked.items() if text}
    page = paged(len(found), request.GET.get("page", ""), lambda page: address(question, "standings", **keep, page=page))
    one = record.vocabulary.standings[kind]
    context = {
        "counts_log": True, "kind": one, "who_name": who_name(question, asked["actor"], actors), "page": page,
        "certain": int(found.certain.sum()), "possible": int((~found.certain).sum()), "languages": languages(question, keep),
        "standings": standings_shown(question, known, found.take(slice(page.first, page.last))),
        "trail": [(one.label[question.language], address(question, "kind", kind))],
    }  # fmt: skip
    return show(request, question, "office/log_standings.html", context)


def standings_of(question: Question, kind: str, actors: tuple[str, ...]) -> list[Standing]:
    """The standings of a kind that name one of some actors, or an instrument in which one has part; those that stood first."""
    known = question.known
    answer = known.asof(question.on.first, question.on.last, kind=kind, every=True)
    wanted = frozenset(actors) | instruments_of(question, actors)
    about = question.record.about
    parties = wanted - {about} if len(actors) > 1 else wanted
    found = [one for one in answer.standings if not actors or not parties.isdisjoint(one.roles.values())]
    return sorted(found, key=lambda one: (SHELVES.index(shelved(question, one)[0]), one.id))


def instruments_of(question: Question, actors: tuple[str, ...]) -> frozenset[str]:
    """The instruments in which one of some actors has part."""
    index = question.served.index
    return frozenset(
        index.ids[number]
        for actor in actors
        if actor != question.record.about
        for number in index.linked("a", actor).tolist()
        if index.columns["sort"][number] == _INSTRUMENT
    )


def who_name(question: Question, wanted: str, actors: tuple[str, ...]) -> str:
    """What an actor or a region is called; empty where none is asked for."""
    record, language = question.record, question.language
    if not actors:
        return ""
    if wanted in regions() and wanted not in record.actors:
        return regions()[wanted].label[language]
    return record.actors[actors[0]].name[language] if actors[0] in record.actors else wanted


def count_of(question: Question, kind: str, found: list[Standing]) -> Count:
    """How many of some standings of a kind stood, and how many may have."""
    coverage, on = question.record.coverage[kind], question.on
    answers = [one.answer for one in found]
    covered = coverage.covers(on.first) and coverage.covers(on.last)
    exhaustive = coverage.beginnings.exhaustive_on(on.first) and coverage.beginnings.exhaustive_on(on.last)
    certain = sum(one in ("yes", "presumed") for one in answers)
    return Count(kind, certain, answers.count("possible"), not exhaustive, covered)


def _page(text: str, rows: int) -> int:
    last = max((rows - 1) // A_PAGE, 0)
    return min(max(int(text) - 1, 0), last) if text.isascii() and text.isdigit() and len(text) < 7 else 0
