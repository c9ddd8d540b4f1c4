"""One instrument: its kind and parties, the standings that rest on it, the acts that name it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from legation.office.listing import Line, line_of, shelved
from legation.office.pages import asking, nearest_of, not_in_record, show
from legation.office.question import Question
from legation.office.words import act_date, name_of
from legation.publication.answer_tables import title_of
from legation.terms.vocabulary import KindOfStanding


@asking
def instrument(request: HttpRequest, question: Question, id: str) -> HttpResponse:
    """The page of one instrument."""
    record, known, language = question.record, question.known, question.language
    one = record.instruments.get(id)
    if one is None:
        labels = {name: name_of(record, name, language) for name in record.instruments}
        return not_in_record(request, question, id, nearest_of(question, id, "instrument", labels))
    standings: list[tuple[KindOfStanding, str, Line]] = []
    for key in known.keys:
        if id in known.bearing(key).names:
            standing = known.standing(key, question.on.first, question.on.last)
            line = line_of(question, standing, shelved(question, standing)[0])
            standings.append((record.vocabulary.standings[key.kind], standing.answer, line))
    acts = [act for act in known.acts.values() if any(id in variant.role("instrument") for variant in act.variants)]
    acts.sort(key=lambda act: (act.undated, act.begin.lo, act.begin.hi, act.id))
    kinds = record.vocabulary.acts
    context = {
        "instrument": one,
        "title": name_of(record, id, language),
        "kind": record.vocabulary.instruments.get(one.kind),
        "sources": [record.sources[source] for source in one.sources if source in record.sources],
        "standings": standings,
        "is_treaty": question.served.treaties.is_treaty(known, id),
        "acts": [
            {
                "id": act.id, "title": title_of(act, language), "date": act_date(act, language),
                "kind": kinds[act.kind].label[language] if act.kind in kinds else act.kind,
                "claims": len(act.claims), "disputed": bool(act.contradictions),
            }
            for act in acts
        ],
    }  # fmt: skip
    return show(request, question, "office/instrument.html", context)
