"""One actor: its names and life, its standings on the date and through time, its acts."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from legation.office.acts_listed import act_shown, acts_shown
from legation.office.bars import axis_of, bar_of
from legation.office.listing import kind_on
from legation.office.networked import network_of
from legation.office.pages import address, asking, nearest_of, not_in_record, show
from legation.office.question import Question
from legation.office.views.network import drawn_of
from legation.office.views.treaties import treaties_of
from legation.office.words import date_words, title_of_standing, with_article
from legation.publication.questions import QuestionError, actor_named
from legation.record.actors import Actor
from legation.record.acts import Act
from legation.standings.asof import Standing

MOST_BARS: Final = 48
MOST_DIFFERING: Final = 12
MOST_NAMED: Final = 40
"""Standings named under one answer of one kind where an actor has many; the page of the kind has them all."""


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
                bars.append(bar_of(question, key, title_of_standing(record, standing, language, one.id), label))
    acts = acts_of(question, one.id)
    differing = [act for act in acts if any(not found.settled_by for found in act.contradictions) or act.is_rival]
    around = {} if one.id == record.about else drawn_of(question, network_of(question, one.id), around=one.id)
    context = {
        **around,
        "around": "" if one.id == record.about else one.id,
        "differing": [act_shown(question, act) for act in differing[:MOST_DIFFERING]],
        "differing_total": len(differing),
        "most_named": MOST_NAMED,
        "actor": one,
        "kind": record.vocabulary.actors.get(one.kind),
        "life": life_of(question, one),
        "names": list(dict.fromkeys((one.name[language], one.name.es, one.name.en, *one.aliases))),
        "kinds": kinds,
        "many_standings": len(answer.standings) > MOST_BARS,
        "bars": bars[:MOST_BARS],
        "bars_left": max(len(bars) - MOST_BARS, 0),
        "axis": axis_of(question),
        **treaties_of(question, one.id),
        **acts_shown(
            question,
            acts,
            request.GET.get("decade", ""),
            lambda decade: address(question, "actor", one.id, decade=decade),
        ),
        "successors": [each for each in record.actors.values() if one.id in each.predecessors],
        "trail": [(_("Actors"), address(question, "actors"))],
    }
    return show(request, question, "office/actor.html", context)


def acts_of(question: Question, actor_id: str) -> list[Act]:
    """The acts in which an actor has a part."""
    return [
        act
        for act in question.known.acts.values()
        if any(actor_id in (*variant.role("subject"), *variant.role("object")) for variant in act.variants)
    ]


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
