"""Every right and duty that the treaties of the record give, clause by clause."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from legation.evaluation.clauses.standing import clause_on
from legation.office.pages import address, asking, show
from legation.office.question import Question
from legation.office.treaty_shown import clause_shown


@asking
def rights(request: HttpRequest, question: Question) -> HttpResponse:
    """The page of the register."""
    held, sources = question.served.treaties, question.record.sources
    treaties = held.known(question.known)
    told = [one for one in held.clauses.values() if sources[one.source].known <= question.known_day]
    context = {
        "counts_log": question.served.large is not None,
        "rights": [clause_shown(question, clause_on(treaties, one, question.on.last)) for one in told],
        "trail": [(_("Treaties"), address(question, "treaties"))],
    }
    return show(request, question, "office/rights.html", context)
