"""The kinds of standing that the record can speak of, by field."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from legation.office.pages import asking, show
from legation.office.question import Question
from legation.office.words import count_words


@asking
def kinds(request: HttpRequest, question: Question) -> HttpResponse:
    """Every kind with its definition and its count on the date."""
    vocabulary = question.record.vocabulary
    counts = {count.kind: count for count in question.known.asof(question.on.first, question.on.last).counts}
    fields = [
        (
            field,
            [
                (kind, counts[kind.id], count_words(counts[kind.id]))
                for kind in vocabulary.standings.values()
                if kind.field == field.id
            ],
        )
        for field in vocabulary.fields.values()
    ]
    return show(request, question, "office/kinds.html", {"fields": [(field, members) for field, members in fields if members]})
