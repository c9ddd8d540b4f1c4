"""The edition that an address names: while it is answered, the record is read as that edition has it, where it is served."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from typing import Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from legation.office.pinned import is_edition

_WANTED: Final[ContextVar[str]] = ContextVar("edition", default="")


def edition_asked() -> str:
    """The first characters of the edition that is asked; empty for the one that answers now."""
    return _WANTED.get()


class EditionAsked:
    """Read the record of the edition that the address names. What is no edition, or not served, is told by who answers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        wanted = request.GET.get("edition", "").strip() if "edition" in request.META.get("QUERY_STRING", "") else ""
        before = _WANTED.set(wanted if is_edition(wanted) else "")
        try:
            return self.get_response(request)
        finally:
            _WANTED.reset(before)
