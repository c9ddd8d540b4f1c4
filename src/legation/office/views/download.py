"""Tables to take away: standings on the date, acts, claims, the docket, actors and sources, as CSV or JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse

from legation.office.pages import asking
from legation.office.question import Question
from legation.publication import answer_tables as tables
from legation.publication.table import Table
from legation.standings.asof import KnownRecord

FORMS: Final = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


def _standings(question: Question) -> Table:
    answer = question.known.asof(question.on.first, question.on.last, every=True)
    basis = KnownRecord(question.record, question.known_day)  # only its date is read, for the note on what was known
    return tables.standings_table(basis, answer, question.on, question.language)


def _acts(question: Question) -> Table:
    acts = sorted(question.known.acts.values(), key=lambda act: (act.undated, act.begin.lo, act.begin.hi, act.id))
    return tables.acts_table(question.known, acts, question.language)


TABLES: Final[dict[str, Callable[[Question], Table]]] = {
    "standings": _standings,
    "acts": _acts,
    "claims": lambda question: tables.claims_table(question.known),
    "docket": lambda question: tables.docket_table(question.known, question.served.docket(question.known), question.language),
    "actors": lambda question: tables.actors_table(question.record),
    "sources": lambda question: tables.sources_table(question.known),
}


@asking
def download(request: HttpRequest, question: Question, what: str, form: str) -> HttpResponse:
    """One table in one form."""
    if what not in TABLES or form not in FORMS:
        raise Http404
    table = TABLES[what](question)
    content = table.to_csv() if form == "csv" else table.to_json()
    response = HttpResponse(content, content_type=FORMS[form])
    response["Content-Disposition"] = f'attachment; filename="{question.record.id}-{what}.{form}"'
    response["X-Legation-Edition"] = question.served.edition
    return response
