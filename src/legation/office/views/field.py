"""One field of diplomacy: its guidelines with their findings, what stood in it, its indicators, its acts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from legation.office.acts_listed import acts_shown
from legation.office.findings import finding, indicator_row, read
from legation.office.listing import fields_on
from legation.office.pages import address, asking, nearest_of, not_in_record, show
from legation.office.question import Question
from legation.office.scorecard_shown import card_of, card_shown, lines_shown
from legation.record.acts import Act


@asking
def field(request: HttpRequest, question: Question, id: str) -> HttpResponse:
    """The page of one field."""
    record, language, book = question.record, question.language, question.served.evaluated.book
    one = record.vocabulary.fields.get(id)
    if one is None:
        labels = {name: each.label[language] for name, each in record.vocabulary.fields.items()}
        return not_in_record(request, question, id, nearest_of(question, id, "field", labels))
    guidelines = [each for each in book.guidelines.values() if each.field == id]
    named = {each.id for each in guidelines}
    indicators = [each for each in book.indicators.values() if named & set(each.guideline)]
    stood = next((each for each in fields_on(question)[0] if each.field.id == id), None)
    card = card_of(question, "field", id)
    context = {
        "field": one,
        "card": card_shown(question, card),
        "lines": lines_shown(question, card),
        "findings": [finding(question, each) for each in guidelines],
        "indicators": [indicator_row(question, read(question, each.id)) for each in indicators],
        "kinds": stood.kinds if stood is not None else (),
        **acts_shown(
            question, acts_of_field(question, id), request.GET.get("decade", ""),
            lambda decade: address(question, "field", id, decade=decade),
        ),
        "trail": [(_("Fields"), address(question, "fields"))],
    }  # fmt: skip
    return show(request, question, "office/field.html", context)


def acts_of_field(question: Question, field: str) -> list[Act]:
    """The deeds of a field; what sources merely say of it is left out."""
    kinds = {kind.id for kind in question.record.vocabulary.acts.values() if kind.field == field}
    return [act for act in question.known.acts.values() if act.kind in kinds]
