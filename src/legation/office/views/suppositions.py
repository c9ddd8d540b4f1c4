"""What may be supposed: the scenarios that the record itself proposes, and what the one asked changes on the date."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from legation.office.compared import KindCompared, Sides, found_between
from legation.office.pages import asking, show, supposed_words
from legation.office.question import Question


@asking
def suppositions(request: HttpRequest, question: Question) -> HttpResponse:
    """The page: each scenario with its acts, and where one is asked, every answer that it changes."""
    kinds = changed(question) if question.supposes else []
    context: dict[str, Any] = {
        "scenarios": [(name, supposed_words(question, name)) for name in question.whole.proposals],
        "kinds": kinds,
        "gained": sum(len(one.gained) for one in kinds),
        "lost": sum(len(one.lost) for one in kinds),
        "changed": sum(len(one.other) for one in kinds),
    }
    return show(request, question, "office/suppositions.html", context)


def changed(question: Question) -> list[KindCompared]:
    """The standings whose answer on the date is another under the scenario, by kind: what is recorded beside what is supposed."""
    recorded = question.whole.as_known(question.known_day)
    return found_between(question, Sides(recorded, question.known, question.on, question.on, _("as recorded"), _("as supposed")))
