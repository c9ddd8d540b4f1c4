"""What every request passes: reading only, the language its path names, no route without a stated policy, plain headers."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import cache
from ipaddress import ip_address
from typing import Any, Final

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.utils import translation

from legation.office.same_bytes import SentAsRead

Answering = Callable[[HttpRequest], HttpResponse]

READING: Final = ("GET", "HEAD")
API: Final = "/api"
"""Under it other methods are refused in the shape that errors have there."""
POLICIES: Final = frozenset({"public"})
"""Who may see a route. There are no accounts yet: everything open to all, on the public record."""


def language_of_path(path: str) -> str:
    """The language that a path names (``/en/...``), or the usual one."""
    first = path.lstrip("/").split("/", 1)[0]
    return first if first in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class ReaderAddress:
    """Behind a server that ends TLS, who asks is whom that server names, and not that server.

    Of several addresses the last counts, which it added itself: what stands before it a reader may have made up.
    """

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.BEHIND_TLS and (named := request.META.get("HTTP_X_FORWARDED_FOR", "")):
            with suppress(ValueError):
                request.META["REMOTE_ADDR"] = str(ip_address(named.rpartition(",")[2].strip()))
        return self.get_response(request)


class HeadWithoutBody:
    """What is asked by HEAD has the headers of the whole answer and no body; what keeps answers keeps them whole."""

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "HEAD" and isinstance(response, SentAsRead):
            response.streaming_content = ()
        elif request.method == "HEAD":
            length = response.headers.get("Content-Length", str(len(response.content)))
            response.content = b""
            response.headers["Content-Length"] = length
        return response


class ContentPolicy(CSPMiddleware):
    """The content policy, written once where an answer neither changes it nor holds a nonce: almost always."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Set the header."""
        if getattr(request, "_csp_nonce", None) is not None or any(name.startswith("_csp") for name in vars(response)):
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, _usual_policy())
        return response


@cache
def _usual_policy() -> str:
    return build_policy() or ""


class ReadingOnly:
    """The portal only answers: anything but GET and HEAD is refused; the API says so itself, in its own shape."""

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in READING and not request.path_info.startswith(API):
            return HttpResponseNotAllowed(READING)
        return self.get_response(request)


class LanguageOfPath:
    """Speak the language that the path names, on pages of error too."""

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = language_of_path(request.path_info)
        request.LANGUAGE_CODE = language  # type: ignore[attr-defined]
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class DefaultDeny:
    """A view without a policy of the table of routes is refused."""

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Refuse what no one has said may be shown."""
        return None if getattr(view, "policy", None) in POLICIES else HttpResponseForbidden(b"", content_type="text/plain")


class PlainHeaders:
    """Headers that every answer carries beside the content policy."""

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response
