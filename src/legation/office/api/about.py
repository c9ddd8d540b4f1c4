"""What the API says of itself: the record it serves, its questions, its description, and that an address is none."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from legation.office.api.negotiated import FORMS, form_of
from legation.office.api.openapi import BASE, document
from legation.office.api.parameters import Parameter, read_values
from legation.office.api.problem import Refused, Wrong, told
from legation.office.api.served import LANG, reading_only
from legation.office.api.verbs import VERBS
from legation.office.opened import OpenedRecord, offers_documents, opened
from legation.office.pinned import ASKED_AGAIN
from legation.record.coverage import Known
from legation.terms.days import iso
from legation.terms.messages import LANGUAGES, say
from legation.terms.problems import nearest, shown

_GIVEN: tuple[Parameter, ...] = (LANG,)


def _said(request: HttpRequest, content: Callable[[OpenedRecord, str], Mapping[str, Any]]) -> HttpResponse:
    def answered(language: str) -> HttpResponse:
        read_values(request.GET, {}, _GIVEN, language)
        form_of(request, None, ("json",), language)
        served = opened()
        text = json.dumps(content(served, language), ensure_ascii=False, separators=(",", ":"))
        response = HttpResponse(text + "\n", content_type=FORMS["json"])
        response["Content-Language"] = language
        response["Legation-Edition"] = served.edition
        response["Cache-Control"] = ASKED_AGAIN
        return response

    return reading_only(request, answered)


def openapi(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document."""
    return _said(request, document)


def index(request: HttpRequest) -> HttpResponse:
    """Where to begin: every question with its address."""
    return _said(request, _index)


def record(request: HttpRequest) -> HttpResponse:
    """What the record is: its edition, its dates, its licence, what it covers."""
    return _said(request, _record)


def _index(served: OpenedRecord, language: str) -> dict[str, Any]:
    return {
        "title": f"Legation · {served.record.title[language]}",
        "edition": served.edition,
        "documentation": f"/{language}/api/",
        "openapi": f"{BASE}/openapi.json",
        "record": f"{BASE}/record",
        "questions": [{"path": f"{BASE}/{verb.path}", "says": say(verb.says, language)} for verb in VERBS],
    }


def _record(served: OpenedRecord, language: str) -> dict[str, Any]:
    one = served.record
    first, last = one.period
    return {
        "id": one.id,
        "title": {code: one.title[code] for code in LANGUAGES},
        "about": one.about or None,
        "owner": one.owner,
        "licence": one.licence,
        "fictional": one.fictional,
        "edition": served.edition,
        "period": {"from": iso(first), "to": iso(last)},
        "known": {"latest": iso(served.latest), "days": [iso(day) for day in served.knowledge_days]},
        "sources": ["all", "documents"] if offers_documents() else ["all"],
        "further": list(one.further),
        "holds": {
            "acts": len(served.as_known(served.latest).acts),
            "claims": len(one.claims),
            "measures": len(one.measures),
            "actors": len(one.actors),
            "instruments": len(one.instruments),
            "sources": len(one.sources),
        },
        "coverage": {
            kind: {"beginnings": _known(found.beginnings), "endings": _known(found.endings)}
            for kind, found in one.coverage.items()
        },
    }


def _known(one: Known) -> dict[str, str]:
    return {"extent": one.extent, "from": iso(one.first), "to": iso(one.last)}


def nowhere(request: HttpRequest, rest: str = "") -> HttpResponse:
    """An address of the API that there is not."""

    def answered(language: str) -> HttpResponse:
        paths = [f"{BASE}/{verb.path}" for verb in VERBS] + [f"{BASE}/", f"{BASE}/record", f"{BASE}/openapi.json"]
        close = nearest(request.path.rstrip("/"), paths) or f"{BASE}/"
        detail = say("api.no_address", language, value=shown(request.path), nearest=close)
        refused = Refused("no_address", [Wrong(detail, "path", "", shown(request.path))])
        return told(request, refused, language, close if "{" not in close else f"{BASE}/")

    return reading_only(request, answered)
