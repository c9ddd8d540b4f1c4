"""Data to take away: every table, the interface for machines, what to cite, and under which licence."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from legation.office.pages import address, asking_as_it_is, show
from legation.office.question import Question
from legation.office.views.download import TABLES


@asking_as_it_is
def data(request: HttpRequest, question: Question) -> HttpResponse:
    """The page."""
    evaluated = question.served.evaluated
    words = {
        "standings": (_("Standings"), _("What stood on the date, with answers, bounds and coverage.")),
        "acts": (_("Acts"), _("Every act as the claims make it, as known.")),
        "claims": (_("Claims"), _("Every statement of a source, with its locator: what all else is made of.")),
        "docket": (_("Docket"), _("Contradictions, gaps and counts against lists.")),
        "actors": (_("Actors"), _("Names, dates, codes, predecessors.")),
        "sources": (_("Sources"), _("What was consulted, with day of knowledge and terms.")),
        "indicators": (_("Indicators"), _("What each comes to on the date, with its inputs.")),
        "assertions": (_("Assertions"), _("What the documents claim, and whether the acts bear it out.")),
        "duties": (_("Duties"), _("What was due, met or overdue, under which norm.")),
        "expectations": (_("Expectations"), _("What was expected, and what is known since.")),
        "clauses": (_("Rights and duties by treaty"), _("Clauses, and whether they stand.")),
        "plan": (_("Plan and budget"), _("Objectives, targets, results and money.")),
    }
    has = {
        "indicators": bool(evaluated.book.indicators), "assertions": bool(evaluated.book.indicators),
        "duties": bool(evaluated.norms), "expectations": evaluated.expects,
        "clauses": bool(question.served.treaties.clauses), "plan": bool(evaluated.plan),
    }  # fmt: skip
    context = {
        "tables": [
            {"id": name, "label": words[name][0], "says": words[name][1]}
            for name in TABLES
            if name in words and has.get(name, True)
        ],
        "map_table": address(question, "map_table", "csv"),
        "network_table": address(question, "network_table", "csv"),
        "api": address(question, "api"),
        "pinned_example": request.build_absolute_uri(question.here()),
        "claims": question.served.claims_total,
        "counts_log": question.served.large is not None,
        "export_command": f"legation export all -o {question.record.id}-data",
    }
    return show(request, question, "office/data.html", context)
