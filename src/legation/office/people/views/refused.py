"""What somebody is told who may not do what they asked."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def refused(request: HttpRequest) -> HttpResponse:
    """The page says so, and nothing of what is behind it."""
    return render(request, "people/refused.html", status=403)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that did not come from a page of this office, or from one left open too long."""
    return render(request, "people/refused.html", {"forged": True}, status=403)
