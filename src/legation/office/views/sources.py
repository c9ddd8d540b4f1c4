"""The sources of the record."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from legation.office.pages import asking_as_it_is, show
from legation.office.question import Question


@asking_as_it_is
def sources(request: HttpRequest, question: Question) -> HttpResponse:
    """Each source with its citation, the day from which it was known, and how many claims rest on it."""
    claims = question.served.claims_of_source
    rows = [
        {
            "source": source,
            "claims": len(claims[source.id]),
            "is_known": source.known <= question.known_day or question.served.is_reference(source.id),
        }
        for source in sorted(question.record.sources.values(), key=lambda one: (-len(claims[one.id]), one.known, one.id))
    ]
    context = {
        "cited": [row for row in rows if row["claims"]],
        "consulted": [row for row in rows if not row["claims"]],
        "total": sum(len(found) for found in claims.values()),
    }
    return show(request, question, "office/sources.html", context)
