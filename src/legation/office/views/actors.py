"""The actors of the record, by kind."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse

from legation.office.pages import asking, show
from legation.office.question import Question
from legation.office.words import date_words, joined, life_words, sort_key

SCHEMES: Final = {"iso3166": "ISO 3166", "cow": "COW", "gw": "Gleditsch-Ward"}
"""The lists of codes, as they are called."""


@asking
def actors(request: HttpRequest, question: Question) -> HttpResponse:
    """Every actor by kind and name, with how many standings and acts it has part in."""
    record, known, language = question.record, question.known, question.language
    standings: dict[str, int] = {}
    for key in known.keys:
        for name in set(known.bearing(key).names):
            standings[name] = standings.get(name, 0) + 1
    acts: dict[str, int] = {}
    for act in known.acts.values():
        for name in {one for variant in act.variants for role in ("subject", "object") for one in variant.role(role)}:
            acts[name] = acts.get(name, 0) + 1
    kinds = []
    for kind in record.vocabulary.actors.values():
        members = sorted(
            (one for one in record.actors.values() if one.kind == kind.id), key=lambda one: sort_key(one.name[language])
        )
        if members:
            rows = [
                {
                    "id": one.id, "name": one.name[language], "standings": standings.get(one.id, 0), "acts": acts.get(one.id, 0),
                    "life": life_words(date_words(one.exists_from, language), date_words(one.exists_to, language), language),
                    "codes": joined(f"{SCHEMES.get(scheme, scheme)} {code}" for scheme, code in one.codes[:1]),
                }
                for one in members
            ]  # fmt: skip
            kinds.append((kind, rows))
    return show(request, question, "office/actors.html", {"kinds": kinds})
