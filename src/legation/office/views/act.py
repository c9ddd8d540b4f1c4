"""One act: what each source says of it, side by side, where they part, and what it opens or closes."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from legation.office.authorities import authority_of, cited
from legation.office.pages import asking, nearest_of, not_in_record, show
from legation.office.question import Question
from legation.office.versions_shown import versions_shown
from legation.office.words import act_date, days_words, roles_words, title_of_standing
from legation.publication.answer_tables import title_of
from legation.record.acts import Act
from legation.record.sources import lineage
from legation.standings.reasons import explain
from legation.terms.messages import say


@asking
def act(request: HttpRequest, question: Question, id: str) -> HttpResponse:
    """The page of one act."""
    record, known, language = question.record, question.known, question.language
    one = known.acts.get(id)
    if one is None:
        labels = {name: title_of(each, language) for name, each in known.acts.items()}
        return not_in_record(request, question, id, nearest_of(question, id, "act", labels))
    entries = {entry.field: entry for entry in question.served.docket(known) if entry.act == id and entry.field}
    lines = {lineage(claim.source, record.sources) for claim in one.used}
    context = {
        "act": one,
        "title": title_of(one, language),
        "kind": record.vocabulary.acts.get(one.kind),
        "kinds": [
            record.vocabulary.acts[kind] for kind in dict.fromkeys(v.kind for v in one.variants) if kind in record.vocabulary.acts
        ],
        "when": act_date(one, language),
        "first_day": days_words(one.begin, language) if not one.undated else "",
        "latest_known": one.begin.hi if one.undated else None,
        "variants": [
            (record.vocabulary.acts.get(variant.kind), roles_words(record, variant, language)) for variant in one.variants
        ],
        "one_source": len(lines) == 1,
        "used": {claim.id for claim in one.used},
        "contradictions": [
            {
                "one": found,
                "says": says(question, one, found.said),
                "entry": entries.get(found.field),
                "settled": settled_words(one, found.settled_by, language),
            }
            for found in one.contradictions
        ],
        "effects": effects_of(question, one),
        "corrected": versions_shown(question, [claim.id for claim in one.claims]),
    }
    return show(request, question, "office/act.html", context)


def settled_words(one: Act, by: str, language: str) -> str:
    """What an adjudication is called: its title in quotation marks, else its id."""
    title = next((claim.title[language] for claim in one.claims if claim.id == by), "")
    return f"«{title}»" if title else by


def says(question: Question, one: Act, said: tuple[tuple[str, str], ...]) -> list[dict[str, Any]]:
    """What each claim of a contradiction says, with the source that says it."""
    claims = {claim.id: claim for claim in one.claims}
    return [
        {"claim": claims[claim], "text": text, "source": question.record.sources[claims[claim].source]}
        for claim, text in said
        if claim in claims
    ]


def effects_of(question: Question, one: Act) -> list[dict[str, Any]]:
    """By standing that the act touches: what it does to it, when that takes effect, and by which rule."""
    record, known, language = question.record, question.known, question.language
    found = []
    for key, history in known.histories.items():
        if not any(act == one.id for act, _ in history.effects):
            continue
        explanation = explain(known, key, question.on.first, question.on.last)
        effects = []
        for reason in explanation.reasons:
            if reason.act.id != one.id or reason.inherited_from:
                continue
            behaviour = record.vocabulary.behaviours[reason.effect.does]
            source = reason.effect.source or behaviour.source
            effects.append({
                "does": behaviour.label[language],
                "rule": reason.effect.rule[language] if reason.effect.rule else behaviour.definition[language],
                "source": cited(question, source),
                "authority": authority_of(question, source),
                "effective": "" if one.undated else days_words(reason.effective, language),
            })  # fmt: skip
        found.append({
            "standing": explanation.standing,
            "title": title_of_standing(record, explanation.standing, language),
            "kind": record.vocabulary.standings[key.kind],
            "why": say(f"answers.{explanation.standing.verdict.reason}", language),
            "effects": effects,
        })  # fmt: skip
    return found
