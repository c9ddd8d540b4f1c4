"""The institution on the date: its organs, its posts, who holds office, the norms in force."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from legation.evaluation.norms.norm import KINDS
from legation.office.listing import kind_on
from legation.office.pages import asking, show
from legation.office.question import Question
from legation.office.views.duties import norm_shown
from legation.office.views.norms import dates_of, laws_standing, shelf_of
from legation.standings.asof import Standing

FIELD: Final = "institution"
ABROAD: Final = ("mission", "head_of_mission")
"""Kinds of another field that are posts of the institution too."""


@asking
def institution(request: HttpRequest, question: Question) -> HttpResponse:
    """The page."""
    vocabulary = question.record.vocabulary
    answer = question.known.asof(question.on.first, question.on.last, every=True)
    by_kind: dict[str, list[Standing]] = {}
    for standing in answer.standings:
        by_kind.setdefault(standing.kind, []).append(standing)
    counts = {count.kind: count for count in answer.counts}
    wanted = [kind.id for kind in vocabulary.standings.values() if kind.field == FIELD and kind.id != "organic_law"]
    kinds = [
        kind_on(question, vocabulary.standings[kind], by_kind[kind], counts[kind])
        for kind in (*wanted, *ABROAD)
        if by_kind.get(kind)
    ]
    shelves: dict[str, list[dict[str, Any]]] = {"in_force": [], "possible": []}
    for norm in question.served.evaluated.norms.values():
        if (shelf := shelf_of(question, norm)) in shelves:
            shelves[shelf].append({**norm_shown(question, norm), **dates_of(question, norm)})
    for members in shelves.values():
        members.sort(key=lambda one: (KINDS.index(one["norm"].kind), one["label"]))
    context = {
        "kinds": kinds,
        "norms": shelves["in_force"],
        "norms_possible": shelves["possible"],
        "laws": laws_standing(question),
        "most_named": 60,
    }
    return show(request, question, "office/institution.html", context)
