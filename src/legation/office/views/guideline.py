"""One guideline: whose it is, what it sets out, what its indicators come to, what the document claims and what the acts show."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from legation.evaluation.formula.values import Ref
from legation.evaluation.guidelines import Guideline
from legation.office.acts_listed import act_shown, line_of_acts
from legation.office.findings import (
    AssertionRow,
    IndicatorRow,
    assertion_row,
    contradictions,
    evidence,
    finding,
    indicator_row,
    indicators_of,
    read,
    verdicts_of,
)
from legation.office.guideline_in_short import WIDE, guideline_in_short
from legation.office.pages import address, asking, nearest_of, not_in_record, show
from legation.office.question import Question
from legation.office.scorecard_shown import card_of, card_shown, lines_shown
from legation.office.views.docket import entry_shown
from legation.office.words import names_listed
from legation.publication.search.guideline_asked import GuidelineAsked
from legation.record.claims import Claim
from legation.terms.days import civil

MOST_CONTRADICTIONS: Final = 40
MOST_CLAIMS: Final = 8


@asking
def guideline(request: HttpRequest, question: Question, id: str) -> HttpResponse:
    """The page of one guideline."""
    book, language = question.served.evaluated.book, question.language
    one = book.guidelines.get(id)
    if one is None:
        labels = {name: each.label[language] for name, each in book.guidelines.items()}
        return not_in_record(request, question, id, nearest_of(question, id, "guideline", labels))
    objective = request.GET.get("objective", "")
    objective = objective if objective in one.objectives else ""
    found = finding(question, one)
    read_now = [read(question, each.id) for each in indicators_of(question, id)]
    card = card_of(question, "guideline", id)
    rows = [indicator_row(question, each) for each in read_now]
    verdicts = [assertion_row(question, each) for each in verdicts_of(question, id)]
    own = [each for each in verdicts if each.guidelines <= WIDE]
    refs = [ref for each in read_now for ref in each.value.rests_on] + [ref for each in own for ref in each.refs]
    behind = evidence(question, refs)
    uses = uses_of(question, read_now, own)
    acts = [question.known.acts[act] for act in behind["evidence_acts"]]
    first, last = years_of_line(question, one, [act.id for act in acts])
    entries = contradictions(question, behind["evidence_acts"], refs)
    field = question.record.vocabulary.fields.get(one.field)
    claim = question.served.claims.get(one.claim)
    context = {
        "guideline": one,
        "finding": found,
        "card": card_shown(question, card),
        "lines": lines_shown(question, card),
        "field": field,
        "authors": names_listed(found.source.authors if found.source is not None else (), language),
        "claim": claim if isinstance(claim, Claim) else None,
        "has_wide": len(own) < len(verdicts),
        "objectives": by_objective(question, one, rows),
        "assertions": verdicts,
        "short": guideline_in_short(question, GuidelineAsked(id, objective), MOST_CLAIMS),
        "objectives_in_short": [
            (name, label[language], name == objective, address(question, "guideline", id, objective=name) + "#in-short")
            for name, label in one.objectives.items()
        ]
        if len(one.objectives) > 1
        else [],
        "whole_link": address(question, "guideline", id) + "#in-short" if objective else "",
        "acts": [{**act_shown(question, act), **uses.get(act.id, {})} for act in acts],
        "line": line_of_acts(acts, first, last),
        "disputes": [entry_shown(question, entry) for entry in entries[:MOST_CONTRADICTIONS]],
        "disputes_left": max(len(entries) - MOST_CONTRADICTIONS, 0),
        "disputes_total": len(entries),
        **behind,
        "trail": [(_("Guidelines"), address(question, "guidelines"))],
    }
    return show(request, question, "office/guideline.html", context)


def by_objective(question: Question, one: Guideline, rows: list[IndicatorRow]) -> list[tuple[str, str, list[IndicatorRow]]]:
    """Indicators under the objective that each serves; those that name none last."""
    found = [
        (name, label[question.language], [row for row in rows if row.objective == name]) for name, label in one.objectives.items()
    ]
    rest = [row for row in rows if row.objective not in one.objectives]
    return [*found, ("", "", rest)] if rest else found


def uses_of(question: Question, readings: list[Any], verdicts: list[AssertionRow]) -> dict[str, dict[str, int]]:
    """For each act, on how many indicators and on how many claims of the document it bears."""
    found: dict[str, dict[str, int]] = {}

    def note(what: str, refs: tuple[Ref, ...]) -> None:
        for act in question.served.evaluated.acts_behind(question.known, refs):
            uses = found.setdefault(act, {"in_indicators": 0, "in_assertions": 0})
            uses[what] += 1

    for each in readings:
        note("in_indicators", each.value.rests_on)
    for row in verdicts:
        note("in_assertions", row.refs)
    return found


def years_of_line(question: Question, one: Guideline, acts: list[str]) -> tuple[int, int]:
    """The years of the line of time: those of the guideline and of its acts, within those of the record."""
    first, last = question.covered_years
    years = [civil(question.known.acts[act].begin.lo)[0] for act in acts if not question.known.acts[act].undated]
    said = [bound for date in (one.begins, one.ends) if date is not None for bound in (date.first, date.last)]
    years += [civil(bound)[0] for bound in said if isinstance(bound, int)]
    inside = [year for year in years if first <= year <= last]
    if not inside:
        return first, last
    begin, end = min(inside), max(inside)
    return (begin, end) if end - begin >= 10 else (max(first, end - 10), end)
