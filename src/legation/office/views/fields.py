"""The fields of diplomacy: each with its guidelines, standings and indicators counted."""

from __future__ import annotations

from collections import Counter

from django.http import HttpRequest, HttpResponse

from legation.office.findings import sentence_of
from legation.office.pages import asking, show
from legation.office.question import Question
from legation.office.views.field import acts_of_field


@asking
def fields(request: HttpRequest, question: Question) -> HttpResponse:
    """Every field that the record has anything of."""
    book, evaluated = question.served.evaluated.book, question.served.evaluated
    rows = []
    for one in question.record.vocabulary.fields.values():
        guidelines = [each for each in book.guidelines.values() if each.field == one.id]
        named = {each.id for each in guidelines}
        verdicts = [
            evaluated.verdict(question.known, question.on.last, each.id)
            for each in book.assertions.values()
            if named & set(each.guideline)
        ]
        acts = len(acts_of_field(question, one.id))
        if guidelines or acts:
            made = Counter(each.borne_out for each in verdicts if each is not None)
            rows.append({
                "field": one, "guidelines": len(guidelines), "acts": acts,
                "indicators": sum(bool(named & set(each.guideline)) for each in book.indicators.values()),
                "sentence": sentence_of(dict(made)) if made else "",
            })  # fmt: skip
    return show(request, question, "office/fields.html", {"rows": rows})
