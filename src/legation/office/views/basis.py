"""What rests on one source alone, and what is opinion, and whose: over the whole record, as known."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from legation.office.pages import asking_as_it_is, show
from legation.office.question import Question
from legation.office.resting import is_opinion, sources_of
from legation.office.views.home import act_line
from legation.office.words import sort_key

MOST_OPINIONS: Final = 60
"""Opinions named under one source at once; the others unfold."""


@asking_as_it_is
def basis(request: HttpRequest, question: Question) -> HttpResponse:
    """The page."""
    record = question.record
    alone: dict[str, int] = {}
    shared: dict[str, int] = {}
    opinions: dict[str, list[dict[str, str]]] = {}
    facts = 0
    for act in question.known.acts.values():
        sources = sources_of(record, act)
        if is_opinion(act):
            for source in sources:
                opinions.setdefault(source, []).append(act_line(question, act))
            continue
        facts += 1
        for source in sources:
            counted = alone if len(sources) == 1 else shared
            counted[source] = counted.get(source, 0) + 1
    rows: list[dict[str, Any]] = [
        {"source": record.sources[source], "alone": alone.get(source, 0), "shared": shared.get(source, 0)}
        for source in sorted({*alone, *shared}, key=lambda one: (-alone.get(one, 0), one))
    ]
    held = [
        {"source": record.sources[source], "acts": sorted(acts, key=lambda one: sort_key(one["title"]))}
        for source, acts in sorted(opinions.items(), key=lambda one: (-len(one[1]), one[0]))
    ]
    context = {
        "rows": rows,
        "facts": facts,
        "alone": sum(alone.values()),
        "held": held,
        "opinions": sum(len(acts) for acts in opinions.values()),
        "guidelines": len(question.served.evaluated.book.guidelines),
    }
    return show(request, question, "office/basis.html", context)
