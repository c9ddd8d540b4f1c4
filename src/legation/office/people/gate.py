"""The gate: every request passes it. What no policy allows is refused, and whatever changes something or is refused is noted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from legation.office.doors import API, READING
from legation.office.levels import reading_at
from legation.office.people.clock import zone
from legation.office.people.reader import Reader, reader_of
from legation.office.people.roles import FILING, RIGHTS
from legation.office.people.trail import DONE, REFUSED, note
from legation.office.people.views.refused import refused

OPEN: Final = frozenset({"public", "entrance"})
"""Policies that let anybody in: the record as its open level has it, and the pages where one signs in."""
POLICIES: Final = OPEN | {"self", "office", "file"} | RIGHTS
"""``self``: one's own account; ``office``: anybody with a posting today; ``file``: whoever may write drafts; or a right."""
REFUSALS: Final = frozenset({401, 403, 405, 410, 429})
FIRST: Final = {"password": "account_change_password", "second_factor": "mfa_activate_totp"}


class Gate:
    """Who sent the request, what they may read, whether they may do what they ask."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        reader = reader_of(request)
        request.reader = reader  # type: ignore[attr-defined]
        request.in_trail = False  # type: ignore[attr-defined]
        with reading_at(reader.level if reader is not None else ""), timezone.override(zone()):
            response = self.get_response(request)
        if reader is not None or not getattr(request, "is_public", True):
            response["Cache-Control"] = "private, no-store"
            response["Cross-Origin-Resource-Policy"] = "same-origin"
            del response["Access-Control-Allow-Origin"]  # other sites' pages are let in where anybody may read
            patch_vary_headers(response, ("Cookie",))
        self._noted(request, response)
        return response

    def _noted(self, request: HttpRequest, response: HttpResponse) -> None:
        """Note what the view did not: that something was refused, or was posted."""
        if request.in_trail or (request.method in READING and response.status_code not in REFUSALS):  # type: ignore[attr-defined]
            return
        if request.path_info.startswith(API):
            return  # only ever reads; it limits and refuses by itself
        name = getattr(getattr(request, "resolver_match", None), "url_name", "") or "no_such_address"
        is_refused = response.status_code >= 400
        detail = f"{request.method} {request.path_info} {response.status_code}"
        note(request, name, "", REFUSED if is_refused else DONE, detail)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Let through whom the policy of the route lets through."""
        policy = getattr(view, "policy", None)
        request.is_public = policy == "public"  # type: ignore[attr-defined]
        if policy not in POLICIES:
            return HttpResponseForbidden(b"", content_type="text/plain")
        if request.method not in READING and not getattr(view, "writes", False) and not request.path_info.startswith(API):
            return HttpResponseNotAllowed(READING)
        return None if policy in OPEN else self._let_in(request, policy)

    def _let_in(self, request: HttpRequest, policy: str) -> HttpResponse | None:
        reader: Reader | None = request.reader  # type: ignore[attr-defined]
        if reader is None:
            if request.method in READING:
                return redirect("account_login")
            return refused(request)
        if policy == "self":
            return None
        if reader.lacks:
            return redirect(FIRST[reader.lacks])
        return None if may(reader, policy) else refused(request)


def may(reader: Reader, policy: str) -> bool:
    """Whether a policy lets somebody in who lacks nothing."""
    if policy == "office":
        return bool(reader.postings)
    return bool(reader.rights & FILING) if policy == "file" else policy in reader.rights
