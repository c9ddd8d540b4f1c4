"""Settling what sources dispute: a draft that names the claims preferred, and why."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from legation.office.desk.found import reader_here
from legation.office.desk.in_dispute import claims_of
from legation.office.desk.models import Draft
from legation.office.desk.views.new import unit_for
from legation.office.people.reader import levels
from legation.office.people.trail import note
from legation.office.people.views.refused import refused
from legation.office.served_ledger import is_filed_here, served


def adjudicate(request: HttpRequest, id: str) -> HttpResponse:
    """The claims of an act, of which some are to be preferred; or, posted, the draft of it."""
    reader = reader_here(request)
    record = served().record_with(reader.level, [id])
    about = [one for one in record.claims if one.act == id]
    if not about:
        raise Http404
    if not is_filed_here():
        return refused(request)
    language = request.LANGUAGE_CODE  # type: ignore[attr-defined]
    if request.method == "POST":
        known = {one.id: one.level for one in about}
        preferred = sorted(one for one in request.POST.getlist("preferred") if one in known)
        level = max((known[one] for one in preferred), key=levels().index, default=levels()[0])
        content = {"act": id, "preferred": preferred, "reason": ""}
        made = Draft.objects.create(
            author=reader.person, unit=unit_for(reader, "correct"), deed="adjudication", level=level, content=content
        )
        note(request, "draft_begun", made.id, detail=f"adjudication {id}")
        return redirect("draft", id=made.id)
    title = next((one.title[language] for one in about if one.title[language]), id)
    context = {"act": id, "title": title, "claims": claims_of(record, id, language)}
    return render(request, "desk/adjudicate.html", context)
