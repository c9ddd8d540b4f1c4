"""Deciding about a draft: approved and sealed, or returned with what should be otherwise."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from legation.office.desk.found import draft_seen, reader_here
from legation.office.desk.steps import approve as approve_draft
from legation.office.desk.steps import give_back as return_draft
from legation.office.desk.views.draft import taken


def approve(request: HttpRequest, id: str) -> HttpResponse:
    """Approve what was read, and seal it."""
    one = draft_seen(request, id)
    step = partial(approve_draft, request, reader_here(request), one, request.POST.get("digest", ""))
    return taken(request, one, "draft_approve", step) or redirect("draft", id=one.id)


def give_back(request: HttpRequest, id: str) -> HttpResponse:
    """Return a draft to its author."""
    one = draft_seen(request, id)
    step = partial(return_draft, request, reader_here(request), one, request.POST.get("note", ""))
    return taken(request, one, "draft_return", step) or redirect("desk")
