"""One indicator: its whole sheet, its value through time, and what it rests on."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from legation.evaluation.formula.values import Ref
from legation.evaluation.indicators import Due, Indicator
from legation.evaluation.plans.words import plan_words
from legation.office.acts_listed import act_shown
from legation.office.evaluation_words import every_words, sort_of_unit, unit_words, value_words
from legation.office.findings import evidence, indicator_row, read
from legation.office.formula_explained import known_claim, terms_of
from legation.office.line_of_years import figure_cited
from legation.office.pages import address, asking, nearest_of, not_in_record, show
from legation.office.question import Question
from legation.office.series_drawn import drawn, stretches_of
from legation.office.words import date_words, name_of
from legation.record.measures import Observation

MOST_FIGURES: Final = 60


@asking
def indicator(request: HttpRequest, question: Question, id: str) -> HttpResponse:
    """The page of one indicator."""
    evaluated, language = question.served.evaluated, question.language
    one = evaluated.book.indicators.get(id)
    if one is None:
        labels = {name: each.name[language] for name, each in evaluated.book.indicators.items()}
        return not_in_record(request, question, id, nearest_of(question, id, "indicator", labels))
    found = read(question, id)
    series = evaluated.series(question.known, id)
    refs = found.value.rests_on
    behind = evidence(question, refs)
    forms, named = terms_of(question, one.tree)
    guidelines = [evaluated.book.guidelines[name] for name in one.guideline if name in evaluated.book.guidelines]
    context: dict[str, Any] = {
        "indicator": one,
        "row": indicator_row(question, found),
        "unit": unit_words(question.record, one, language),
        "sort": sort_of_unit(one, language),
        "direction_word": plan_words().lists["directions"].get(one.declared),
        "every": every_words(one.every),
        "begins": date_words(one.begins, language),
        "ends": date_words(one.ends, language),
        "guidelines": guidelines,
        "objective": next((each.objectives[one.objective] for each in guidelines if one.objective in each.objectives), None),
        "baseline": due_shown(question, one, one.baseline) if one.baseline else None,
        "targets": [due_shown(question, one, each) for each in one.targets],
        "drawing": drawn(question, series),
        "take": {
            **{form: address(question, "indicator_download", one.id, form) for form in ("csv", "json")},
            "cite": figure_cited(question, "indicator", one.id),
        },
        "stretches": stretches_of(question, series),
        "forms": forms,
        "named": named,
        **behind,
        "acts": [act_shown(question, question.known.acts[act]) for act in behind["evidence_acts"]],
        "standings": standings_of(question, refs),
        "figures": figures_of(question, refs),
        "trail": [
            (_("Guidelines"), address(question, "guidelines")),
            *((each.label[language], address(question, "guideline", each.id)) for each in guidelines[:1]),
        ],
    }
    return show(request, question, "office/indicator.html", context)


def due_shown(question: Question, one: Indicator, due: Due) -> dict[str, Any]:
    """A baseline or target: its value, its date, and the claim that states it."""
    claim = known_claim(question, due.claim)
    value = question.served.evaluated.evaluator(question.known).stated(due.claim) if due.claim else None
    return {
        "on": date_words(due.on, question.language) or due.on.text,
        "value": value_words(value, question.language) if value is not None else "",
        "claim": claim,
        "source": question.record.sources[claim.source] if claim is not None else None,
    }


def standings_of(question: Question, refs: tuple[Ref, ...]) -> list[dict[str, str]]:
    """The standings on which a value rests, with what each is on the date."""
    record, known, language = question.record, question.known, question.language
    found = []
    for what, name in refs:
        if what == "standing" and (key := known.find(name)) is not None:
            names = [name_of(record, each, language) for each in known.bearing(key).names if each != record.about]
            answer = known.verdict(key, question.on.first, question.on.last).answer
            label = record.vocabulary.standings[key.kind].label[language]
            found.append({"id": key.id, "title": " · ".join((label, *names)), "answer": answer})
    return found


def figures_of(question: Question, refs: tuple[Ref, ...]) -> list[Observation]:
    """The figures on which a value rests."""
    rows = [question.served.claims.get(name) for what, name in refs if what == "measure"]
    return [row for row in rows if isinstance(row, Observation)][:MOST_FIGURES]
