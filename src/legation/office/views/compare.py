"""Compare: two dates, two days of knowledge, or two actors."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from legation.office.compared import (
    actors_compared,
    dates_compared,
    found_between,
    knowledge_compared,
    usual_from,
    written,
)
from legation.office.pages import address, asking, knowledge_choices, show
from legation.office.question import Question
from legation.office.words import name_of, sort_key
from legation.publication.questions import QuestionError, actor_named


@asking
def compare(request: HttpRequest, question: Question) -> HttpResponse:
    """The page; ``known_from`` asks for two days of knowledge, ``one`` and ``other`` for two actors, ``from`` for two dates."""
    record, language = question.record, question.language
    texts = {name: written(question, name) for name in ("from", "known_from", "one", "other")}
    mode = "actors" if texts["one"] or texts["other"] else "known" if texts["known_from"] else "dates"
    context: dict[str, Any] = {
        "mode": mode,
        "asked_from": texts["from"] or usual_from(question),
        "one": texts["one"],
        "other": texts["other"],
        "known_from": knowledge_choices(question.served, language, texts["known_from"])[1:],
        "actors": sorted((one.name[language] for one in record.actors.values()), key=sort_key),
        "trouble": {},
        "table": [
            (form.upper(), address(question, "download", "differences", form, **{**texts, "one": "", "other": ""}))
            for form in ("csv", "json")
        ],
    }
    try:
        if mode == "actors":
            context |= _actors(question, texts["one"] or record.about, texts["other"] or record.about)
        else:
            sides = dates_compared(question) if mode == "dates" else knowledge_compared(question)
            kinds = found_between(question, sides)
            context |= {
                "sides": sides,
                "kinds": kinds,
                "gained": sum(len(one.gained) for one in kinds),
                "lost": sum(len(one.lost) for one in kinds),
                "changed": sum(len(one.other) for one in kinds),
            }
    except QuestionError as error:
        field = {"dates": "from", "known": "known_from", "actors": "one"}[mode]
        context["trouble"] = {field: error.message(language)}
    return show(request, question, "office/compare.html", context, status=400 if context["trouble"] else 200)


def _actors(question: Question, one: str, other: str) -> dict[str, Any]:
    record, language = question.record, question.language
    return {
        "pairs": actors_compared(question, one, other),
        "one_id": actor_named(record, one),
        "other_id": actor_named(record, other),
        "one_name": name_of(record, actor_named(record, one), language),
        "other_name": name_of(record, actor_named(record, other), language),
    }
