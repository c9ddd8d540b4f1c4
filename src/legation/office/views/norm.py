"""One norm: what it asks of whom, its law and article, its dates, where it is read, and the duties that it created."""

from __future__ import annotations

from collections import Counter
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from legation.evaluation.norms.duties import STATUSES
from legation.evaluation.norms.norm import Norm
from legation.office.evaluation_words import status_words
from legation.office.pages import address, asking, nearest_of, not_in_record, show
from legation.office.question import Question
from legation.office.views.duties import duty_shown, norm_shown
from legation.office.views.kind import period_words
from legation.office.views.norms import dates_of, shelf_of
from legation.record.claims import Claim

A_PAGE: Final = 80


@asking
def norm(request: HttpRequest, question: Question, id: str) -> HttpResponse:
    """The page of one norm."""
    language, found = question.language, question.served.evaluated.norms
    one = found.get(id)
    if one is None:
        labels = {name: each.label[language] for name, each in found.items()}
        return not_in_record(request, question, id, nearest_of(question, id, "norm", labels))
    duties = [each for each in question.served.evaluated.duties(question.known, question.on.last) if each.norm.id == id]
    counted = Counter(each.status for each in duties)
    duties.sort(key=lambda each: (each.arising.days.lo, each.arising.days.hi, each.id), reverse=True)
    page = page_of(request.GET.get("page", ""), len(duties))
    context = {
        **norm_shown(question, one),
        **dates_of(question, one),
        "shelf": shelf_of(question, one),
        "definition": one.definition[language],
        "note": one.note[language],
        "only_if": one.only_if[language] if one.only_if is not None else "",
        "within": period_words(one.within),
        "each": one.each,
        "exceptions": [each.label[language] for each in one.exceptions],
        "claims": claims_of(question, one),
        "disputed_by": claims_of(question, one, disputed=True),
        "counts": [(each, status_words(each, language), counted[each]) for each in STATUSES if counted[each]],
        "rows": [duty_shown(question, each) for each in duties[page * A_PAGE : (page + 1) * A_PAGE]],
        "total": len(duties),
        "pages": [
            {"number": n + 1, "chosen": n == page, "link": address(question, "norm", id, page=str(n + 1))}
            for n in range((len(duties) + A_PAGE - 1) // A_PAGE)
        ],
        "trail": [(_("Norms"), address(question, "norms"))],
    }
    return show(request, question, "office/norm.html", context)


def page_of(text: str, rows: int) -> int:
    """The page asked for, counted from 0, within those there are."""
    last = max((rows - 1) // A_PAGE, 0)
    return min(max(int(text) - 1, 0), last) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def claims_of(question: Question, one: Norm, *, disputed: bool = False) -> list[Claim]:
    """The claims known that state a norm, or that deny it."""
    named = [question.served.claims.get(name) for name in (one.disputed_by if disputed else one.claims)]
    sources = question.record.sources
    return [claim for claim in named if isinstance(claim, Claim) and sources[claim.source].known <= question.known_day]
