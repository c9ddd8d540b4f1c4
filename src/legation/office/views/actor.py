"""One actor: its names and life, its standings on the date and through time, its acts."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from legation.office.bars import axis_of, bar_of
from legation.office.listing import kind_on
from legation.office.pages import address, asking, nearest_of, not_in_record, show
from legation.office.question import Question
from legation.office.words import act_date, date_words, title_of_standing, with_article
from legation.publication.answer_tables import title_of
from legation.publication.questions import QuestionError, actor_named
from legation.record.actors import Actor
from legation.record.acts import Act
from legation.standings.asof import Standing
from legation.terms.days import civil

MOST_BARS = 60
MOST_ACTS = 200
"""Longer lists are shown a decade at a time."""
UNDATED = "undated"


@asking
def actor(request: HttpRequest, question: Question, id: str) -> HttpResponse:
    """The page of one actor, found by id or by any of its codes."""
    record, known, language = question.record, question.known, question.language
    try:
        one = record.actors[actor_named(record, id)]
    except QuestionError:
        near = nearest_of(question, id, "actor", {name: each.name[language] for name, each in record.actors.items()})
        return not_in_record(request, question, id, near)
    answer = known.asof(question.on.first, question.on.last, actor=one.id, every=True)
    by_kind: dict[str, list[Standing]] = {}
    for standing in answer.standings:
        by_kind.setdefault(standing.kind, []).append(standing)
    counts = {count.kind: count for count in answer.counts}
    kinds = [
        kind_on(question, record.vocabulary.standings[kind], found, counts[kind], one.id)
        for kind, found in _in_order(question, by_kind)
    ]
    bars = []
    for kind, found in _in_order(question, by_kind):
        label = record.vocabulary.standings[kind].label[language]
        for standing in found:
            if (key := known.find(standing.id)) is not None:
                bars.append(bar_of(question, key, label, title_of_standing(record, standing, language, one.id)))
    context = {
        "actor": one,
        "kind": record.vocabulary.actors.get(one.kind),
        "life": life_of(question, one),
        "names": list(dict.fromkeys((one.name[language], one.name.es, one.name.en, *one.aliases))),
        "kinds": kinds,
        "many_standings": len(answer.standings) > MOST_BARS,
        "bars": bars[:MOST_BARS],
        "bars_left": max(len(bars) - MOST_BARS, 0),
        "axis": axis_of(question),
        **acts_shown(question, one.id, request.GET.get("decade", "")),
        "successors": [each for each in record.actors.values() if one.id in each.predecessors],
        "trail": [(_("Actors"), address(question, "actors"))],
    }
    return show(request, question, "office/actor.html", context)


def _in_order(question: Question, by_kind: dict[str, list[Standing]]) -> list[tuple[str, list[Standing]]]:
    vocabulary = question.record.vocabulary
    fields = list(vocabulary.fields)
    kinds = list(vocabulary.standings)
    return sorted(by_kind.items(), key=lambda one: (fields.index(vocabulary.standings[one[0]].field), kinds.index(one[0])))


def life_of(question: Question, one: Actor) -> dict[str, Any]:
    """From when until when an actor existed, in words, and on whose word."""
    return {
        "from": with_article(date_words(one.exists_from, question.language), question.language),
        "to": with_article(date_words(one.exists_to, question.language), question.language),
        "goes_on": one.exists_to is not None and not isinstance(one.exists_to.last, int),
        "sources": [question.record.sources[source] for source in one.sources if source in question.record.sources],
    }


def acts_shown(question: Question, actor_id: str, wanted: str) -> dict[str, Any]:
    """The acts in which an actor has a part, in order of time, the undated last; where they are many, those of one decade.

    Args:
        wanted: first year of the decade to show, ``undated``, or empty for the decade of the date asked about.
    """
    found = [
        act
        for act in question.known.acts.values()
        if any(actor_id in (*variant.role("subject"), *variant.role("object")) for variant in act.variants)
    ]
    found.sort(key=lambda act: (act.undated, act.begin.lo, act.begin.hi, act.id))
    if len(found) <= MOST_ACTS:
        return {"acts": [_act_shown(question, act) for act in found], "acts_total": len(found), "decades": []}
    by_decade: dict[str, list[Act]] = {}
    for act in found:
        by_decade.setdefault(decade_of(question, act), []).append(act)
    asked = str(question.first_year // 10 * 10)
    chosen = next((one for one in (wanted, asked) if one in by_decade), next(iter(by_decade)))
    decades = [
        {"name": one, "acts": len(acts), "chosen": one == chosen, "link": address(question, "actor", actor_id, decade=one)}
        for one, acts in by_decade.items()
    ]
    return {"acts": [_act_shown(question, act) for act in by_decade[chosen]], "acts_total": len(found), "decades": decades}


def decade_of(question: Question, act: Act) -> str:
    """The decade in which an act first may have happened, by its first year; those before the record's years in its first."""
    if act.undated:
        return UNDATED
    return str(civil(max(act.begin.lo, question.record.period[0]))[0] // 10 * 10)


def _act_shown(question: Question, act: Act) -> dict[str, Any]:
    kinds = question.record.vocabulary.acts
    return {
        "id": act.id, "title": title_of(act, question.language), "date": act_date(act, question.language),
        "kind": kinds[act.kind].label[question.language] if act.kind in kinds else act.kind,
        "claims": len(act.claims), "disputed": bool(act.contradictions),
    }  # fmt: skip
