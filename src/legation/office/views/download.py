"""Tables to take away: standings on the date, acts, claims, the docket, actors and sources, as CSV or JSON."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from legation.archive.ledger.own_names import with_own_names
from legation.evaluation.formula.evaluating import Evaluator
from legation.evaluation.plans.known import KnownPlan
from legation.office.columns_taken_away import in_pieces
from legation.office.compared import dates_compared, knowledge_compared, written
from legation.office.pages import asking
from legation.office.plan_shown import plan_known
from legation.office.question import Question
from legation.office.same_bytes import SentAsRead, TooManySent
from legation.office.stated_in_columns import claims_in_columns
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


def _sources(question: Question) -> Table:
    table = tables.sources_table(question.whole.as_known(question.known_day))  # nothing supposed is a source
    if question.whole.large is None:
        return table
    id, known, count = (table.columns.index(column) for column in ("source", "known", "claims"))
    rows, until = [], iso(question.known_day)
    for row in table.rows:
        more = claims_in_columns(question, str(row[id])) if str(row[known]) <= until else 0
        rows.append((*row[:count], int(row[count] or 0) + more, *row[count + 1 :]))
    return replace(table, rows=tuple(rows))


def _seen(question: Question) -> KnownRecord:
    """The record as known, with the acts that columns of a large ledger hold."""
    logged = question.logged if question.served.large is not None else None
    return question.known if logged is None else logged


def _evaluator(question: Question) -> Evaluator:
    served = question.served
    return served.evaluated.evaluator(question.known) if served.large is None else served.evaluator(question.known_day)


def _indicators(question: Question) -> Table:
    evaluated, known = question.served.evaluated, _seen(question)
    return evaluation_table(
        evaluated.book, known, question.on, language=question.language, evaluator=_evaluator(question)
    )  # fmt: skip


def _assertions(question: Question) -> Table:
    evaluated, known = question.served.evaluated, _seen(question)
    return assertions_table(
        evaluated.book, known, question.on, language=question.language, evaluator=_evaluator(question)
    )  # fmt: skip


def _expectations(question: Question) -> Table:
    until = question.on if question.on_text else Asked(iso(question.known_day), question.known_day, question.known_day)
    return expectations_table(_seen(question), until, language=question.language)


def _differences(question: Question) -> Table:
    sides = knowledge_compared(question) if written(question, "known_from") else dates_compared(question)
    found = differences(sides.before, sides.after, sides.first.last, sides.last.last)
    return tables.differences_table(found, Basis((sides.before, sides.after), (sides.first, sides.last), question.language))


TABLES: Final[dict[str, Callable[[Question], Table]]] = {
    "standings": _standings,
    "acts": _acts,
    "differences": _differences,
    "claims": lambda question: tables.claims_table(question.known),
    "docket": lambda question: tables.docket_table(
        question.known, question.served.docket_with_log(question.known_day), question.language
    ),
    "actors": lambda question: tables.actors_table(question.record),
    "sources": _sources,
    "indicators": _indicators,
    "assertions": _assertions,
    "duties": lambda question: duties_table(_seen(question), question.on, every=True, language=question.language),
    "expectations": _expectations,
    "clauses": lambda question: clauses_table(
        question.served.treaties.known(question.known), question.on, language=question.language
    ),
    "plan": lambda question: plan_table(
        KnownPlan(plan_known(question), question.served.evaluated.plan), question.on, question.language
    ),
}


NAMING_ACTS: Final = ("indicators", "assertions", "duties", "expectations")
WHOLE: Final = frozenset(TABLES) - {"differences"}
"""Tables that of a large ledger count what columns hold, too."""


@asking
def download(request: HttpRequest, question: Question, what: str, form: str) -> HttpResponseBase:
    """One table in one form."""
    if what not in TABLES or form not in FORMS:
        raise Http404
    if (pieces := in_pieces(question, what)) is not None:
        try:
            sent = SentAsRead(pieces.to_csv() if form == "csv" else pieces.to_json(), content_type=FORMS[form])
        except TooManySent:
            said = _("Others are taking whole tables away just now: ask again in a minute.")
            later = HttpResponse(said + "\n", status=503, content_type="text/plain; charset=utf-8")
            later["Retry-After"] = "60"
            return later
        return _named(question, sent, what, form)
    try:
        table = TABLES[what](question)
    except QuestionError as error:  # the record has nothing of the sort
        raise Http404 from error
    if what in NAMING_ACTS and question.served.large is not None:
        table = with_own_names(question.served.large, table)
    return taken_away(question, table, what, form)


def taken_away(question: Question, table: Table, name: str, form: str) -> HttpResponse:
    """A table as a file."""
    if question.supposes:
        said = _("Under a supposition, not what happened: %(title)s") % {"title": question.supposed_title}
        table, name = replace(table, notes=(said, *table.notes)), f"{name}-under-{question.under_text}"
    if question.served.is_logged and not (question.served.large is not None and name in WHOLE):
        said = _("Without the acts held in columns beside this record, which only what stood, single acts and the search count.")
        table, name = replace(table, notes=(said, *table.notes)), f"{name}-without-columns"
    if name == "sources" and question.served.large is not None and question.served.large.sources[""]:
        said = _("Without the filings at desks whose acts columns hold; the table of claims names each.")
        table, name = replace(table, notes=(said, *table.notes)), f"{name}-without-filings"
    content = table.to_csv() if form == "csv" else table.to_json()
    return _named(question, HttpResponse(content, content_type=FORMS[form]), name, form)


def _named(question: Question, response: Response, name: str, form: str) -> Response:
    """An answer as a file of a name, of the edition that it is of."""
    response["Content-Disposition"] = f'attachment; filename="{question.record.id}-{name}.{form}"'
    response["X-Legation-Edition"] = question.served.edition
    return response
