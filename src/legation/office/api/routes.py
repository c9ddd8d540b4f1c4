"""The addresses of the API: its questions, what it says of itself, and everything else under ``/api``, which is nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from legation.office.api.about import index, nowhere, openapi, record
from legation.office.api.openapi import BASE
from legation.office.api.served import answer
from legation.office.api.verbs import VERBS, Verb

_NAMED: Final = re.compile(r"\{(\w+)\}")


def _asked(verb: Verb) -> Callable[..., HttpResponse]:
    def asked(request: HttpRequest, **path: Any) -> HttpResponse:
        return answer(request, verb, path)

    return asked


def _pattern(verb: Verb) -> str:
    return f"{BASE[1:]}/" + _NAMED.sub(r"<str:\1>", verb.path)


ADDRESSES: Final[tuple[tuple[str, Callable[..., HttpResponse], str], ...]] = (
    *((_pattern(verb), _asked(verb), f"api_{verb.name}") for verb in VERBS),
    (f"{BASE[1:]}/", index, "api_index"),
    (f"{BASE[1:]}/record", record, "api_record"),
    (f"{BASE[1:]}/openapi.json", openapi, "api_openapi"),
    ("api", nowhere, "api_nowhere"),
    ("api/<path:rest>", nowhere, "api_nowhere_below"),
    ("api/", nowhere, "api_nowhere_above"),
)
"""Pattern, view and name of each."""
