"""How to report an error: what to quote, so that whoever keeps the record finds the place at once."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from legation.office.pages import asking_as_it_is, show
from legation.office.question import Question


@asking_as_it_is
def report(request: HttpRequest, question: Question) -> HttpResponse:
    """The page; ``act``, ``claim`` or ``standing`` say where the reader comes from."""
    known, claims = question.known, question.served.claims
    act = known.acts.get(request.GET.get("act", ""))
    claim = claims.get(request.GET.get("claim", ""))
    key = known.find(request.GET.get("standing", "")[:300])
    quoted = [claim] if claim else list(act.claims) if act else []
    if key is not None:
        quoted = [one for act_id in known.acts_behind(key) for one in known.acts[act_id].claims]
    context = {"quoted": quoted, "act_quoted": act, "standing_quoted": key.id if key else ""}
    return show(request, question, "office/report.html", context)
