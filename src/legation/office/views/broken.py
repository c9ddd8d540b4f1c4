"""Something went wrong on our side: said plainly, in both languages, without leaning on anything that may be broken."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _


def broken(request: HttpRequest) -> HttpResponse:
    """A page of plain text."""
    lines = []
    for language in ("es", "en"):
        with translation.override(language):
            lines.append(
                _("Something went wrong on our side, not in your question. Please try again, or tell who serves this page.")
            )
    return HttpResponse("\n".join(lines) + "\n", status=500, content_type="text/plain; charset=utf-8")
