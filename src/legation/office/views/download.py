"""Tables to take away: standings on the date, acts, claims, the docket, actors and sources, as CSV or JSON."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from legation.evaluation.plans.known import KnownPlan
from legation.office.columns_taken_away import in_pieces
from legation.office.compared import dates_compared, knowledge_compared, written
from legation.office.pages import asking
from legation.office.plan_shown import plan_known
from legation.office.question import Question
from legation.office.same_bytes import SentAsRead
from legation.publication import answer_tables as tables
from legation.publication.clause_table import clauses_table
from legation.publication.duty_tables import duties_table
from legation.publication.evaluation_tables import assertions_table, evaluation_table
from legation.publication.expectation_table import expectations_table
from legation.publication.grounds import Basis
from legation.publication.plan_table import plan_table
from legation.publication.questions import Asked, QuestionError
from legation.publication.table import Table
from legation.standings.asof import KnownRecord
from legation.standings.differences import differences
from legation.terms.days import iso

Response = TypeVar("Response", bound=HttpResponseBase)
FORMS: Final = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


def _standings(question: Question) -> Table:
    answer = question.known.asof(question.on.first, question.on.last, every=True)
    basis = KnownRecord(question.record, question.known_day)  # only its date is read, for the note on what was known
    return tables.standings_table(basis, answer, question.on, question.language)


def _acts(question: Question) -> Table:
    acts = sorted(question.known.acts.values(), key=lambda act: (act.undated, act.begin.lo, act.begin.hi, act.id))
    return tables.acts_table(question.known, acts, question.language)


def _indicators(question: Question) -> Table:
    evaluated, known = question.served.evaluated, question.known
    return evaluation_table(
        evaluated.book, known, question.on, language=question.language, evaluator=evaluated.evaluator(known)
    )  # fmt: skip


def _assertions(question: Question) -> Table:
    evaluated, known = question.served.evaluated, question.known
    return assertions_table(
        evaluated.book, known, question.on, language=question.language, evaluator=evaluated.evaluator(known)
    )  # fmt: skip


def _expectations(question: Question) -> Table:
    until = question.on if question.on_text else Asked(iso(question.known_day), question.known_day, question.known_day)
    return expectations_table(question.known, until, language=question.language)


def _differences(question: Question) -> Table:
    sides = knowledge_compared(question) if written(question, "known_from") else dates_compared(question)
    found = differences(sides.before, sides.after, sides.first.last, sides.last.last)
    return tables.differences_table(found, Basis((sides.before, sides.after), (sides.first, sides.last), question.language))


TABLES: Final[dict[str, Callable[[Question], Table]]] = {
    "standings": _standings,
    "acts": _acts,
    "differences": _differences,
    "claims": lambda question: tables.claims_table(question.known),
    "docket": lambda question: tables.docket_table(question.known, question.served.docket(question.known), question.language),
    "actors": lambda question: tables.actors_table(question.record),
    "sources": lambda question: tables.sources_table(question.whole.as_known(question.known_day)),  # nothing supposed is a source
    "indicators": _indicators,
    "assertions": _assertions,
    "duties": lambda question: duties_table(question.known, question.on, every=True, language=question.language),
    "expectations": _expectations,
    "clauses": lambda question: clauses_table(
        question.served.treaties.known(question.known), question.on, language=question.language
    ),
    "plan": lambda question: plan_table(
        KnownPlan(plan_known(question), question.served.evaluated.plan), question.on, question.language
    ),
}


@asking
def download(request: HttpRequest, question: Question, what: str, form: str) -> HttpResponseBase:
    """One table in one form."""
    if what not in TABLES or form not in FORMS:
        raise Http404
    if (pieces := in_pieces(question, what)) is not None:
        sent = SentAsRead(pieces.to_csv() if form == "csv" else pieces.to_json(), content_type=FORMS[form])
        return _named(question, sent, what, form)
    try:
        table = TABLES[what](question)
    except QuestionError as error:  # the record has nothing of the sort
        raise Http404 from error
    return taken_away(question, table, what, form)


def taken_away(question: Question, table: Table, name: str, form: str) -> HttpResponse:
    """A table as a file."""
    if question.supposes:
        said = _("Under a supposition, not what happened: %(title)s") % {"title": question.supposed_title}
        table, name = replace(table, notes=(said, *table.notes)), f"{name}-under-{question.under_text}"
    if question.served.is_logged:
        said = _("Without the acts held in columns beside this record, which only what stood, single acts and the search count.")
        table, name = replace(table, notes=(said, *table.notes)), f"{name}-without-columns"
    content = table.to_csv() if form == "csv" else table.to_json()
    return _named(question, HttpResponse(content, content_type=FORMS[form]), name, form)


def _named(question: Question, response: Response, name: str, form: str) -> Response:
    """An answer as a file of a name, of the edition that it is of."""
    response["Content-Disposition"] = f'attachment; filename="{question.record.id}-{name}.{form}"'
    response["X-Legation-Edition"] = question.served.edition
    return response
