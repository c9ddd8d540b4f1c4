"""Every indicator with what it comes to on the date, by guideline."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from legation.office.findings import indicator_row, read
from legation.office.pages import address, asking, show
from legation.office.question import Question


@asking
def indicators(request: HttpRequest, question: Question) -> HttpResponse:
    """The list; an indicator of several guidelines stands under the first of them."""
    book = question.served.evaluated.book
    rows = {name: indicator_row(question, read(question, name)) for name in book.indicators}
    groups = [
        (one, [rows[each.id] for each in book.indicators.values() if each.guideline[:1] == (one.id,)])
        for one in book.guidelines.values()
    ]
    context = {
        "groups": [(one, members) for one, members in groups if members],
        "total": len(rows),
        "missing": sum(row.is_missing for row in rows.values()),
        "trail": [(_("Guidelines"), address(question, "guidelines"))],
    }
    return show(request, question, "office/indicators.html", context)
