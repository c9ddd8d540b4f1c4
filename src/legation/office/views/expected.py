"""What the documents expected, and what the record knows of it since."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse

from legation.evaluation.expectations import BECAME, Outcome
from legation.office.acts_listed import act_shown
from legation.office.evaluation_words import became_words
from legation.office.pages import asking, show
from legation.office.question import Question
from legation.office.words import day_words, days_words
from legation.record.acts import FOREVER
from legation.terms.messages import say


@asking
def expected(request: HttpRequest, question: Question) -> HttpResponse:
    """The list; where no date is asked, up to the day of knowledge, for what was expected lies after the years covered."""
    until = question.on.last if question.on_text else question.known_day
    found = question.served.evaluated.outcomes(question.known, until)
    counted = Counter(one.became for one in found)
    context = {
        "groups": [(word, [shown(question, one) for one in found if one.became == word]) for word in BECAME if counted[word]],
        "counts": [(word, became_words(word, question.language), counted[word]) for word in BECAME if counted[word]],
        "total": len(found),
        "until": day_words(until, question.language),
    }
    return show(request, question, "office/expected.html", context)


def shown(question: Question, one: Outcome) -> dict[str, Any]:
    """One expectation as a row: who expected it, by when, what became of it, and what has been done since."""
    language, known, what = question.language, question.known, one.expectation
    acts = [known.acts[act] for act in what.acts if act in known.acts]
    places = {(claim.source, claim.locator): claim for act in acts for claim in act.used}
    key = known.find(what.standing.id)
    due = what.due
    return {
        "id": what.id,
        "label": what.label[language],
        "basis": say(f"expectations.{what.basis}", language),
        "due": days_words(due, language) if due is not None and due.hi < FOREVER else "",
        "stated": [(claim, question.record.sources[claim.source]) for claim in places.values()],
        "standing": key.id if key is not None else "",
        "kind": question.record.vocabulary.standings[what.standing.kind],
        "became": one.became,
        "date": days_words(one.date, language),
        "why": say(f"expectations.{one.because}", language),
        "since": [act_shown(question, known.acts[act]) for act in one.since],
    }
