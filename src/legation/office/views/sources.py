"""The sources of the record."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from legation.office.pages import asking_as_it_is, show
from legation.office.question import Question
from legation.office.stated_in_columns import claims_in_columns


@asking_as_it_is
def sources(request: HttpRequest, question: Question) -> HttpResponse:
    """Each source with its citation, the day from which it was known, and how many claims rest on it."""
    claims = {id: len(found) + claims_in_columns(question, id) for id, found in question.served.claims_of_source.items()}
    large = question.served.large
    rows = [
        {
            "source": source,
            "claims": claims[source.id],
            "is_known": source.known <= question.known_day or question.served.is_reference(source.id),
        }
        for source in sorted(question.record.sources.values(), key=lambda one: (-claims[one.id], one.known, one.id))
    ]
    context = {
        "cited": [row for row in rows if row["claims"]],
        "consulted": [row for row in rows if not row["claims"]],
        "total": question.served.claims_total,
        "filed": question.served.claims_total - sum(claims.values()),
        "counts_log": large is not None,
    }
    return show(request, question, "office/sources.html", context)
