"""One standing: the answer in a sentence, and the chain of acts, rules and sources behind it."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from legation.archive.shelf import DOCUMENTS
from legation.office.authorities import authority_of, cited
from legation.office.bars import axis_of, bar_of
from legation.office.documents_called import documents_called
from legation.office.listing import PARTS, STANDING, answer_of, part_words, reason_in_part, shelved
from legation.office.opened import offers_documents
from legation.office.pages import address, asking, nearest_of, not_in_record, show
from legation.office.possible_shown import ended_by, possible_shown
from legation.office.question import Question
from legation.office.words import (
    act_date,
    count_words,
    date_words,
    day_words,
    days_words,
    joined,
    name_of,
    names_listed,
    on_words,
    sort_key,
    title_of_standing,
    with_article,
)
from legation.publication.answer_tables import title_of
from legation.publication.questions import QuestionError, standing_named
from legation.record.acts import Days
from legation.standings.answers import STANDS
from legation.standings.asof import Standing
from legation.standings.history import Key
from legation.standings.reasons import Explanation, explain
from legation.terms.messages import say
from legation.terms.vocabulary import KindOfStanding

OF_PEACE: Final = frozenset({"relations", "mission", "head_of_mission"})
"""Kinds of which a war between the same parties makes a reader doubt that they went on, whatever the record is silent about."""


@asking
def standing(request: HttpRequest, question: Question, id: str) -> HttpResponse:
    """The page of one standing, found by its id; actors in it may be named by code."""
    record, known, language = question.record, question.known, question.language
    try:
        key = standing_named(known, id)
    except QuestionError:
        labels = {each.id: each.id for each in known.keys}
        return not_in_record(request, question, id, nearest_of(question, id, "standing", labels))
    explanation = explain(known, key, question.on.first, question.on.last)
    one = explanation.standing
    kind = record.vocabulary.standings[key.kind]
    title = title_of_standing(record, one, language)
    count = next(
        count for count in known.asof(question.on.first, question.on.last, kind=key.kind).counts if count.kind == key.kind
    )
    chain = chain_of(question, explanation)
    possible = possible_shown(question, key, explanation)
    held_in_part = shelved(question, one)[0] in PARTS  # the sentence tells those days; what is recorded lies around the period
    context = {
        "standing": one,
        "disputed": [step for step in chain if step["act"].contradictions],
        "kind": kind,
        "title": title,
        "parties": list(one.roles.items()),
        "names": [name_of(record, name, language) for name in one.roles.values()],
        "answer": answer_of(question, one),
        "why": possible.order if possible is not None and possible.order else why_of(question, one),
        "begins": "" if held_in_part else days_words(one.begins, language),
        "ends": "" if held_in_part else days_words(one.ends, language),
        "chain": chain,
        "possible": possible,
        "ended_by": ended_by(question, key, one),
        "question_words": question_words(question, kind),
        "documents_called": names_listed([_("“%(title)s”") % {"title": one} for one in documents_called(language)], language),
        "documents": question.here(sources=DOCUMENTS) if offers_documents() and not question.sources_text else "",
        "limits": [limit_of(question, why, cause, days) for why, cause, days in explanation.limits],
        "limits_of_actors": any(cause in record.actors for _why, cause, _days in explanation.limits),
        "beside": (others := beside(question, key)),
        "war": war_among(others) if one.answer == "presumed" and key.kind in OF_PEACE else None,
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


def question_words(question: Question, kind: KindOfStanding) -> str:
    """What the page answers, as one would ask it of such a standing: of a person in a post, of a member, of anything else."""
    told = {"when": on_words(question.on.first, question.on.last, question.language)}
    if "person" in kind.key:
        return _("Did they hold the post %(when)s?") % told
    if kind.id == "membership":
        return _("Was it a member, or taking part, %(when)s?") % told
    return _("Did it stand %(when)s?") % told


def why_of(question: Question, one: Standing) -> str:
    """The reason in words; what makes a standing certain is told apart where its recorded end tells it."""
    if one.verdict.reason == "established" and one.ends is not None:
        return _("established, and its end is recorded later")
    shelf, verdict = shelved(question, one)
    if shelf not in PARTS:
        return say(f"answers.{verdict.reason}", question.language)
    held = STANDS if shelf == "in_part" else STANDING
    of_person = "person" in question.record.vocabulary.standings[one.kind].key
    return joined([reason_in_part(shelf, question.language, of_person=of_person), part_words(question, one, held)])


def beside(question: Question, key: Key) -> list[dict[str, str]]:
    """The other standings between the same actors that stood or may have stood on the date; none where there are not two."""
    record, known, language = question.record, question.known, question.language
    parties = {name for name in known.bearing(key).names if name in record.actors}
    if len(parties) < 2:
        return []
    found = []
    for other in known.keys:
        if other == key or not parties <= set(known.bearing(other).names):
            continue
        one = known.standing(other, question.on.first, question.on.last)
        if one.answer in STANDS or one.answer == "possible":
            names = [name_of(record, name, language) for name in one.roles.values() if name not in parties]
            label = record.vocabulary.standings[other.kind].label[language]
            title = " · ".join((label, *names))
            answer, why = answer_of(question, one), why_of(question, one)
            found.append({"id": other.id, "kind": other.kind, "title": title, "answer": answer, "why": why})
    return sorted(found, key=lambda one: sort_key(one["title"]))


def war_among(others: list[dict[str, str]]) -> dict[str, str] | None:
    """The war among some standings, where there is one."""
    return next((one for one in others if one["kind"] == "at_war"), None)


def limit_of(question: Question, why: str, cause: str, days: Days) -> dict[str, Any]:
    """What bounds a standing from outside: an actor that began or ended, by which sources, or an act of succession."""
    record, language = question.record, question.language
    actor = record.actors.get(cause)
    ends = why == "ends"
    if actor is None:
        day = day_words(days.hi if ends else days.lo, language)
        text = (
            _("passed to a successor, by %(day)s at the latest:")
            if ends
            else _("received from a predecessor, not before %(day)s:")
        )
        act = question.known.acts.get(cause)
        return {
            "actor": "",
            "act": cause if act else "",
            "title": title_of(act, language) if act else cause,
            "text": text % {"day": day},
        }
    date = actor.exists_to if ends else actor.exists_from
    words = date_words(date, language) or day_words(days.hi - 1 if ends else days.lo, language)
    text = (
        _("existed until %(day)s; nothing of its stands afterwards")
        if ends
        else _("existed from %(day)s; nothing of its stands before")
    )
    return {
        "actor": cause,
        "text": text % {"day": with_article(words, language)},
        "sources": [record.sources[source] for source in actor.sources if source in record.sources],
    }


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


def coverage_of(question: Question, kind: str) -> dict[str, Any]:
    """What the record claims to know of a kind: of beginnings and of endings."""
    coverage, words = question.record.coverage[kind], question.record.vocabulary.coverages
    return {
        "beginnings": words[coverage.beginnings.extent],
        "endings": words[coverage.endings.extent],
        "first": coverage.beginnings.first,
        "last": coverage.beginnings.last,
    }
