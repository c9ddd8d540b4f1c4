"""One kind of standing: its definition, its rule in words, what the record claims to know of it, and its list on the date."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from legation.office.authorities import authority_of, cited
from legation.office.line_of_years import changes, drawing_of, line_taken, years_of
from legation.office.listing import kind_on
from legation.office.pages import address, asking, nearest_of, not_in_record, show
from legation.office.question import Question
from legation.office.views.standing import coverage_of
from legation.office.words import role_label
from legation.terms.days import Period
from legation.terms.vocabulary import KindOfStanding


@asking
def kind(request: HttpRequest, question: Question, id: str) -> HttpResponse:
    """The page of one kind."""
    record, known, language = question.record, question.known, question.language
    one = record.vocabulary.standings.get(id)
    if one is None:
        labels = {name: each.label[language] for name, each in record.vocabulary.standings.items()}
        return not_in_record(request, question, id, nearest_of(question, id, "kind", labels))
    answer = known.asof(question.on.first, question.on.last, kind=one.id, every=True)
    years = years_of(question, one.id)
    context = {
        "kind": one,
        "rules": rules_of(question, one),
        "key_roles": [role_label(role) for role in one.key],
        "slot_roles": [role_label(role) for role in one.slot],
        "ending_roles": [role_label(role) for role in one.ends_with],
        "behaviours": record.vocabulary.behaviours,
        "authority": authority_of(question, one.source),
        "cited": cited(question, one.source),
        "coverage": coverage_of(question, one.id),
        "listed": kind_on(question, one, answer.standings, answer.counts[0]),
        "line": one,
        "drawing": drawing_of(years),
        "take": line_taken(question, one.id),
        "years_table": changes(years),
        "trail": [(record.vocabulary.fields[one.field].label[language], address(question, "kinds") + f"#{one.field}")],
    }
    return show(request, question, "office/kind.html", context)


def rules_of(question: Question, one: KindOfStanding) -> list[dict[str, Any]]:
    """Which acts do what to standings of the kind, after how long, by which rule."""
    vocabulary, language = question.record.vocabulary, question.language
    rules = []
    for effect in one.effects:
        behaviour = vocabulary.behaviours[effect.does]
        act = vocabulary.acts.get(effect.act)
        rules.append({
            "act": act.label[language] if act else effect.act,
            "definition": act.definition[language] if act else "",
            "does": behaviour.label[language],
            "how": behaviour.definition[language],
            "after": period_words(effect.after),
            "rule": effect.rule[language] if effect.rule else "",
            "source": cited(question, effect.source or behaviour.source),
            "authority": authority_of(question, effect.source or behaviour.source),
        })  # fmt: skip
    return rules


def period_words(period: Period | None) -> str:
    """A period in words, e.g. “12 months”; empty where there is none."""
    if period is None:
        return ""
    from django.utils.translation import ngettext

    months = ngettext("%(n)s month", "%(n)s months", period.months) % {"n": period.months} if period.months else ""
    days = ngettext("%(n)s day", "%(n)s days", period.days) % {"n": period.days} if period.days else ""
    return " ".join(part for part in (months, days) if part)
