"""The bare address: to the reader's language."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language_from_request


def root(request: HttpRequest) -> HttpResponse:
    """To the home page in the language that the reader's browser prefers, Spanish where it says nothing."""
    response = HttpResponseRedirect(reverse("home", args=[get_language_from_request(request)]))
    response.headers["Vary"] = "Accept-Language"
    return response
