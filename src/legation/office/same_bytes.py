"""How every answer leaves: with a strong ETag over its bytes, packed where the reader can unpack, unsent where it is there."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Callable, Iterable
from threading import BoundedSemaphore
from typing import Final
from weakref import finalize

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers

Answering = Callable[[HttpRequest], HttpResponseBase]

WORTH_PACKING: Final = 1_000
"""Bytes from which packing saves a reader something."""

LEVEL: Final = 5
SENT_AT_ONCE: Final = 2
"""Long answers that a worker sends at once; its other threads answer everybody else."""
_SENDING: Final = BoundedSemaphore(SENT_AT_ONCE)
_PACKABLE: Final = re.compile(r"text/|application/(?!vnd\.apache\.parquet)|image/svg")
_TAKES_GZIP: Final = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")


class SentAsRead(StreamingHttpResponse):
    """An answer too long to be held: it is sent while it is read, with no tag over its bytes, and not packed.

    Each holds a thread of a worker until its reader has it, so only some are sent at once.

    Raises:
        TooManySent: others are being sent.
    """

    def __init__(self, parts: Iterable[str], content_type: str) -> None:
        if not _SENDING.acquire(blocking=False):
            raise TooManySent
        self._sent = finalize(self, _SENDING.release)  # once, by whoever closes it or forgets to
        super().__init__(parts, content_type=content_type)

    def close(self) -> None:
        """Let another be sent."""
        super().close()
        self._sent()


class TooManySent(Exception):
    """So many long answers are being sent that no other is begun."""


class SameBytes:
    """The same answer is the same bytes, packed or not, each with a strong ETag of its own (RFC 9110, 8.8.3).

    Django's own packing adds random bytes against an attack on secrets in a page; these pages hold none. What nobody may store
    is left as it is.
    """

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if (
            response.status_code != 200
            or isinstance(response, SentAsRead)
            or response.has_header("Content-Encoding")
            or "no-store" in response.get("Cache-Control", "")
        ):
            return response
        response = whole(response)
        tag = hashlib.sha256(response.content).hexdigest()[:32]
        if _PACKABLE.match(response.get("Content-Type", "")):
            patch_vary_headers(response, ("Accept-Encoding",))
            if len(response.content) >= WORTH_PACKING and _TAKES_GZIP.search(request.META.get("HTTP_ACCEPT_ENCODING", "")):
                response.content = gzip.compress(response.content, LEVEL, mtime=0)
                response["Content-Encoding"] = "gzip"
                tag += "-gzip"
        response["ETag"] = f'"{tag}"'
        response["Content-Length"] = str(len(response.content))
        return get_conditional_response(request, etag=response["ETag"], response=response)


def whole(response: HttpResponseBase) -> HttpResponse:
    """An answer with its body in hand: one of the portal's own files comes in pieces."""
    if isinstance(response, HttpResponse):
        return response
    assert isinstance(response, StreamingHttpResponse)
    read = HttpResponse(b"".join(response), headers=dict(response.headers))
    response.close()
    return read
