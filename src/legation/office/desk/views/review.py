"""Deciding about a draft: approved and sealed, or returned with what should be otherwise."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from legation.office.desk.content import lacking
from legation.office.desk.found import draft_seen, reader_here
from legation.office.desk.shown import name_of
from legation.office.desk.steps import approve as approve_draft
from legation.office.desk.steps import give_back as return_draft
from legation.office.desk.views.draft import taken


def approve(request: HttpRequest, id: str) -> HttpResponse:
    """Approve what was read, and seal it."""
    one = draft_seen(request, id)
    step = partial(approve_draft, request, reader_here(request), one, request.POST.get("digest", ""))
    if (refused := taken(request, one, "draft_approve", step)) is not None:
        return refused
    messages.success(request, _("Approved and sealed: it counts in every answer from now on."))
    return redirect("draft", id=one.id)


def give_back(request: HttpRequest, id: str) -> HttpResponse:
    """Return a draft to its author."""
    one = draft_seen(request, id)
    given = {(row, column): request.POST.get(f"add.{name_of(row, column, one.deed)}", "") for row, column in lacking(one)}
    texts = {place: text.strip() for place, text in given.items() if text.strip()}
    why = request.POST.get("note", "").strip()
    if texts and not why:
        why = _("The other language was added; read it and send the draft again.")
    step = partial(return_draft, request, reader_here(request), one, why, texts)
    if (refused := taken(request, one, "draft_return", step)) is not None:
        return refused
    messages.success(request, _("Returned to %(name)s, with what you ask.") % {"name": one.author.name})
    return redirect("desk")
