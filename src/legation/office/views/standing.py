"""One standing: the answer in a sentence, and the chain of acts, rules and sources behind it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from legation.office.bars import axis_of, bar_of
from legation.office.pages import address, asking, nearest_of, not_in_record, show
from legation.office.question import Question
from legation.office.words import act_date, count_words, days_words, name_of, title_of_standing
from legation.publication.answer_tables import limit_line, title_of
from legation.publication.questions import QuestionError, standing_named
from legation.standings.reasons import Explanation, explain
from legation.terms.messages import say


@asking
def standing(request: HttpRequest, question: Question, id: str) -> HttpResponse:
    """The page of one standing, found by its id; actors in it may be named by code."""
    record, known, language = question.record, question.known, question.language
    try:
        key = standing_named(known, id)
    except QuestionError:
        labels = {each.id: each.id for each in known.histories}
        return not_in_record(request, question, id, nearest_of(question, id, "standing", labels))
    explanation = explain(known, key, question.on.first, question.on.last)
    one = explanation.standing
    kind = record.vocabulary.standings[key.kind]
    title = title_of_standing(record, one, language)
    count = next(
        count for count in known.asof(question.on.first, question.on.last, kind=key.kind).counts if count.kind == key.kind
    )
    context = {
        "standing": one,
        "kind": kind,
        "title": title,
        "parties": list(one.roles.items()),
        "names": [name_of(record, name, language) for name in one.roles.values()],
        "why": say(f"answers.{one.verdict.reason}", language),
        "begins": days_words(one.begins, language),
        "ends": days_words(one.ends, language),
        "chain": chain_of(question, explanation),
        "limits": [
            {
                "text": limit_line(record, why, cause, days, language),
                "actor": cause if cause in record.actors else "",
                "act": cause if cause in known.acts else "",
            }
            for why, cause, days in explanation.limits
        ],
        "count": count,
        "count_words": count_words(count),
        "coverage": coverage_of(question, key.kind),
        "bar": bar_of(question, key, title, kind.label[language]),
        "axis": axis_of(question),
        "trail": [
            (record.vocabulary.fields[kind.field].label[language], address(question, "kinds") + f"#{kind.field}"),
            (kind.label[language], address(question, "kind", kind.id)),
        ],
    }
    return show(request, question, "office/standing.html", context)


def chain_of(question: Question, explanation: Explanation) -> list[dict[str, Any]]:
    """Each act that bears on the standing: what it does, by which rule, when, and the claims behind it."""
    vocabulary, language = question.record.vocabulary, question.language
    steps: dict[str, dict[str, Any]] = {}
    for reason in explanation.reasons:
        behaviour = vocabulary.behaviours[reason.effect.does]
        step = steps.setdefault(
            reason.act.id,
            {
                "act": reason.act,
                "title": title_of(reason.act, language),
                "date": act_date(reason.act, language),
                "kind": vocabulary.acts.get(reason.act.kind),
                "inherited": reason.inherited_from,
                "effects": [],
            },
        )
        step["effects"].append({
            "does": behaviour.label[language],
            "rule": reason.effect.rule[language] if reason.effect.rule else "",
            "behaviour": behaviour.definition[language],
            "source": cited(question, reason.effect.source or behaviour.source),
            "authority": authority_of(question, reason.effect.source or behaviour.source),
            "effective": "" if reason.act.undated else days_words(reason.effective, language),
        })  # fmt: skip
    return list(steps.values())


def cited(question: Question, authority: str) -> str:
    """A rule's authority as it is shown: its article in short form, or in words where it is no text with articles."""
    words = question.record.vocabulary.authorities.get(authority)
    return words.label[question.language] if words is not None and authority.islower() else authority


def authority_of(question: Question, cited: str) -> str:
    """The full name of the authority that a rule cites in short: “VCLT 56(2)” → the Vienna Convention."""
    authorities = question.record.vocabulary.authorities
    for name in sorted(authorities, key=len, reverse=True):
        if cited == name or cited.startswith(f"{name} "):
            return authorities[name].label[question.language]
    return ""


def coverage_of(question: Question, kind: str) -> dict[str, Any]:
    """What the record claims to know of a kind: of beginnings and of endings."""
    coverage, words = question.record.coverage[kind], question.record.vocabulary.coverages
    return {
        "beginnings": words[coverage.beginnings.extent],
        "endings": words[coverage.endings.extent],
        "first": coverage.beginnings.first,
        "last": coverage.beginnings.last,
    }
