"""What a server asks itself before it listens: no reader waits while addresses, templates and words are first read."""

from __future__ import annotations

import sys
from collections.abc import Callable
from io import BytesIO
from typing import Any, Final

from django.conf import settings

HOME: Final = ("/es/", "/en/")
API: Final = "/api/v1/acts"


def answer_first(application: Callable[..., Any]) -> None:
    """Ask the application for the pages that most readers ask first, and the API for each of its forms.

    Before it listens and before the process is parted in two, so that every worker has what was read. Not for a ministry's
    office, whose database must not be open when the process is parted.
    """
    acts = f"{API}?limit=1&lang=en"
    for address in (
        *HOME,
        f"{HOME[0]}search/",
        f"{HOME[0]}treaties/",
        acts,
        *(f"{acts}&format={form}" for form in ("html", "csv")),
    ):
        path, _, query = address.partition("?")
        _asked(application, path, query)


def _asked(application: Callable[..., Any], path: str, query: str) -> None:
    """One request without a network; what goes wrong is told to whoever asks later."""
    host = next((one for one in settings.ALLOWED_HOSTS if not one.startswith(("*", ".", "["))), "localhost")
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "SCRIPT_NAME": "", "SERVER_PROTOCOL": "HTTP/1.1",
        "SERVER_NAME": host, "SERVER_PORT": "80", "HTTP_HOST": host, "REMOTE_ADDR": "127.0.0.1", "wsgi.url_scheme": "http",
        "wsgi.version": (1, 0), "wsgi.input": BytesIO(), "wsgi.errors": sys.stderr, "wsgi.multithread": False,
        "wsgi.multiprocess": False, "wsgi.run_once": False,
    }  # fmt: skip
    answer = application(environ, lambda status, headers, problem=None: None)
    for _part in answer:
        pass
    if hasattr(answer, "close"):
        answer.close()
