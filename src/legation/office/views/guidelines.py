"""The guidelines of foreign policy by document and period, each with its finding in one line."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse

from legation.evaluation.verdicts import BORNE_OUT
from legation.office.evaluation_words import borne_out_words
from legation.office.findings import Finding, finding
from legation.office.pages import asking, show
from legation.office.question import Question
from legation.office.words import names_listed
from legation.record.sources import Source


@asking
def guidelines(request: HttpRequest, question: Question) -> HttpResponse:
    """Every guideline."""
    book = question.served.evaluated.book
    found = [finding(question, one) for one in book.guidelines.values()]
    counted = counted_verdicts(question)
    context = {
        "documents": by_document([one for one in found if one.is_stated]),
        "later": [one for one in found if not one.is_stated],
        "authors": authors_of(question, found),
        "counted": [(word, borne_out_words(word, question.language), counted[word]) for word in BORNE_OUT if counted[word]],
        "claims": sum(counted.values()),
        "indicators": len(book.indicators),
    }
    return show(request, question, "office/guidelines.html", context)


def counted_verdicts(question: Question) -> Counter[str]:
    """How many claims of the documents the acts bear out, in part, not, or cannot say of; each claim once."""
    evaluated = question.served.evaluated
    made = [evaluated.verdict(question.known, question.on.last, one) for one in evaluated.book.assertions]
    return Counter(one.borne_out for one in made if one is not None)


def by_document(found: list[Finding]) -> list[tuple[Source | None, list[tuple[str, list[Finding]]]]]:
    """Guidelines by the document that states them, and within it by the time in which they are said to have held."""
    documents: dict[str, tuple[Source | None, dict[str, list[Finding]]]] = {}
    for one in found:
        _source, periods = documents.setdefault(one.guideline.document, (one.source, {}))
        periods.setdefault(one.period, []).append(one)
    return [(source, sorted(periods.items(), key=_in_order)) for source, periods in documents.values()]


def _in_order(period: tuple[str, list[Any]]) -> tuple[bool, str]:
    return not period[0], period[0]


def authors_of(question: Question, found: list[Finding]) -> str:
    """Whose guidelines they are: “Fabián Novak y Sandra Namihas”."""
    names = dict.fromkeys(author for one in found if one.source is not None for author in one.source.authors)
    return names_listed(names, question.language)
