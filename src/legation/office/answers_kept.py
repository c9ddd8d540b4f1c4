"""Whole answers kept in the process, by edition and address: asked again, one costs no more than finding it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from legation.office.kept import Answer
from legation.office.opened import opened
from legation.office.read_from import copy_behind, is_being_read

Answering = Callable[[HttpRequest], HttpResponseBase]
LONGEST_ADDRESS: Final = 1_000
_ASKED_WITH: Final = (
    "PATH_INFO", "QUERY_STRING", "HTTP_ACCEPT_ENCODING", "HTTP_ACCEPT", "HTTP_ACCEPT_LANGUAGE", "HTTP_HOST", "wsgi.url_scheme",
    "HTTP_X_FORWARDED_PROTO",
)  # fmt: skip
"""All of a request that an answer may depend on; there are no cookies."""


class KeepAnswers:
    """Give again what was given for the same address, for as long as the same edition is served.

    It stands before everything else, and keeps what everything else has made of an answer: packed, tagged, with its headers.
    """

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        meta = request.META
        if request.method not in ("GET", "HEAD") or "HTTP_RANGE" in meta or len(meta.get("QUERY_STRING", "")) > LONGEST_ADDRESS:
            return self.get_response(request)
        kept = opened().answers
        key = (copy_behind(), is_being_read(), *[meta.get(name, "") for name in _ASKED_WITH])
        found = kept.get(key)
        if found is not None:
            response = HttpResponse(found.body, headers=dict(found.headers))
            return get_conditional_response(request, etag=response["ETag"], response=response) or response
        conditional = {name: meta.pop(name) for name in ("HTTP_IF_NONE_MATCH", "HTTP_IF_MATCH") if name in meta}
        made = self.get_response(request)
        meta.update(conditional)
        if not isinstance(made, HttpResponse) or made.status_code != 200 or "ETag" not in made:
            return made
        if "no-store" not in made.get("Cache-Control", ""):
            kept.put(key, Answer(tuple(made.items()), made.content))
        return get_conditional_response(request, etag=made["ETag"], response=made) or made
