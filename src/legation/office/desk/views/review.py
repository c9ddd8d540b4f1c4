"""Deciding about a draft: approved and sealed, or returned with what should be otherwise."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from legation.office.desk.found import draft_seen, reader_here
from legation.office.desk.steps import StepRefused
from legation.office.desk.steps import approve as approve_draft
from legation.office.desk.steps import give_back as return_draft
from legation.office.desk.views.draft import told


def approve(request: HttpRequest, id: str) -> HttpResponse:
    """Approve what was read, and seal it."""
    one = draft_seen(request, id)
    try:
        approve_draft(request, reader_here(request), one, request.POST.get("digest", ""))
    except StepRefused as error:
        return told(request, one, error, "draft_approve")
    return redirect("draft", id=one.id)


def give_back(request: HttpRequest, id: str) -> HttpResponse:
    """Return a draft to its author."""
    one = draft_seen(request, id)
    try:
        return_draft(request, reader_here(request), one, request.POST.get("note", ""))
    except StepRefused as error:
        return told(request, one, error, "draft_return")
    return redirect("desk")
