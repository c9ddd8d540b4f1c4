"""One standing of a record with a log: the answer, when it held, and the acts behind it, worked out from these alone."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from legation.office.bars import merged, stretches_of
from legation.office.pages import address, asking, not_in_record, show
from legation.office.question import Question
from legation.office.words import act_date, joined, name_of
from legation.publication.answer_tables import title_of
from legation.record.acts import Act
from legation.standings.key import Key
from legation.standings.known_logged import KnownLogged
from legation.standings.log_lists import of_standing
from legation.standings.reasons import explain
from legation.terms.messages import say
from legation.terms.slug import slug
from legation.terms.vocabulary import ROLES

MOST_REASONS: int = 200


@asking
def standing(request: HttpRequest, question: Question, id: str) -> HttpResponse:
    """The page of one standing, found by its id; the parties of a mutual one may stand in either order."""
    logged, language, record = question.logged, question.language, question.record
    assert logged is not None
    key = key_named(logged, id)
    known = None if key is None else of_standing(logged, key)
    if key is None or known is None or key not in known.keys:
        return not_in_record(request, question, id, [(record.title[language], address(question, "home"))])
    explanation = explain(known, key, question.on.first, question.on.last)
    one, kind = explanation.standing, record.vocabulary.standings[key.kind]
    behaviours = record.vocabulary.behaviours
    context: dict[str, Any] = {
        "counts_log": True,
        "standing": one,
        "kind": kind,
        "title": " · ".join(name_of(record, name, language) for name in one.roles.values()),
        "why": say(f"answers.{one.verdict.reason}", language),
        "stretches": stretches_of(question, merged(logged.spells(key))),
        "reasons": [
            {
                "act": reason.act.id,
                "title": _title(question, reason.act),
                "date": act_date(reason.act, language),
                "does": behaviours[reason.effect.does].label[language] if reason.effect.does in behaviours else "",
                "rule": reason.effect.rule[language] if reason.effect.rule else "",
            }
            for reason in explanation.reasons[:MOST_REASONS]
        ],
        "reasons_total": len(explanation.reasons),
        "parties": [(name, name_of(record, name, language)) for name in one.roles.values()],
        "trail": [(kind.label[language], address(question, "standings", kind=kind.id))],
    }
    return show(request, question, "office/log_standing.html", context)


def key_named(known: KnownLogged, wanted: str) -> Key | None:
    """The key of a standing by its id; None where nothing is said of it."""
    kind_id, *roles = wanted[:400].split(":")
    kind = known.record.vocabulary.standings.get(kind_id)
    if kind is None:
        return None
    given = tuple(slug(role) for role in roles)
    for candidate in (given, given[::-1]) if kind.mutual else (given,):
        if known.number_of(Key(kind_id, candidate)) is not None:
            return Key(kind_id, candidate)
    return None


def _title(question: Question, act: Act) -> str:
    """The title of an act; of one that the log holds, its kind and its parties."""
    title = title_of(act, question.language)
    if title != act.id:
        return title
    record, language = question.record, question.language
    kind = record.vocabulary.acts.get(act.kind)
    names = [name_of(record, name, language) for role in ROLES for name in act.variants[0].role(role) if name != record.about]
    return joined([kind.label[language] if kind else act.kind, *names])
