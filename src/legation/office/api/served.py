"""One request to the API, from its address to its answer: what every question passes."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from legation.office.api.answered import Found, content_type, encoded, rows_between
from legation.office.api.asking import Ask
from legation.office.api.cursor import cursor_at, place_of
from legation.office.api.negotiated import FORMS, form_of, language_of
from legation.office.api.parameters import Parameter, Value, read_values
from legation.office.api.problem import Refused, Wrong, kind_of, told
from legation.office.api.rates import Allowances, is_loopback, reader_of
from legation.office.api.rows_page import rows_page
from legation.office.api.verb import Verb
from legation.office.edition_held import hold_to_edition
from legation.office.opened import OpenedRecord, opened
from legation.office.pinned import Resolved, answer_resolved, pinned_address
from legation.publication.panel_table import Panel
from legation.publication.questions import Asked, QuestionError, default_on
from legation.publication.table import Table
from legation.terms.days import iso
from legation.terms.messages import LANGUAGES, say
from legation.terms.problems import shown
from legation.terms.told import ToldError

USUAL: Final = 100
MOST: Final = 1_000
"""Rows of a page of JSON where no number is given, and the most that may be asked for."""

FORMAT: Final = Parameter("format", "word", "api.format", one_of=tuple(FORMS))
LANG: Final = Parameter("lang", "word", "api.lang", one_of=LANGUAGES)
EDITION: Final = Parameter("edition", "edition", "api.edition")
LIMIT: Final = Parameter("limit", "integer", "api.limit", most=MOST)
CURSOR: Final = Parameter("cursor", "cursor", "api.cursor")
IN_PAGES: Final = frozenset({"json", "html"})
"""The forms that come in pages, and that a browser shows."""
READING: Final = ("GET", "HEAD", "OPTIONS")
_KNOWN_DAYS: Final = ("from", "to", "known_from", "known_to")
"""The dates of a comparison, which pin it as ``on`` and ``known`` pin others."""
_log = logging.getLogger("legation.office")


def parameters_of(verb: Verb) -> tuple[Parameter, ...]:
    """Every parameter that a question takes."""
    return (*verb.given, EDITION, FORMAT, LANG, *(() if verb.whole else (LIMIT, CURSOR)))


@dataclass(frozen=True)
class Page:
    """Which rows of an answer are given, and where the next page begins.

    Args:
        cursor: of the next page, empty where there is none.
    """

    first: int
    until: int
    cursor: str


def reading_only(request: HttpRequest, answer: Callable[[str], HttpResponse]) -> HttpResponse:
    """What every address of the API does: other methods refused, errors in one shape, other sites' pages let in.

    Args:
        answer: makes the answer in a language.
    """
    language = language_of(request)
    try:
        if request.method == "OPTIONS":
            response = HttpResponse(status=204)
            response["Allow"] = ", ".join(READING)
            response["Access-Control-Allow-Methods"] = ", ".join(READING)
            response["Access-Control-Allow-Headers"] = "Accept, Accept-Language, If-None-Match"
            response["Access-Control-Max-Age"] = "86400"
        elif request.method not in READING:
            detail = say("api.method", language, value=str(request.method)[:20])
            raise Refused("method", [Wrong(detail, "method", str(request.method)[:20])], {"Allow": ", ".join(READING)})
        else:
            response = answer(language)
    except Refused as refused:
        response = told(request, refused, language)
    except ToldError as error:
        response = told(request, Refused(kind_of(error), [_wrong(request, error, language)]), language)
    except Exception:
        _log.exception("%s", request.path)
        response = told(request, Refused("broken", []), language)
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "Content-Location, ETag, Legation-Edition, Legation-Known, Legation-On, Link"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    if "lang" not in request.GET:
        patch_vary_headers(response, ("Accept-Language",))
    if "format" not in request.GET:
        patch_vary_headers(response, ("Accept",))
    return response


def _wrong(request: HttpRequest, error: ToldError, language: str) -> Wrong:
    """What an error says, and which parameter holds what it names."""
    value = error.values.get("value")
    for name, given in request.GET.items():
        if value and shown(given.strip()) == value:
            return Wrong(error.message(language), "query", shown(name), str(value))
    in_path = bool(value) and str(value) in request.path
    return Wrong(error.message(language), "path" if in_path else "query", "", str(value or ""))


def answer(request: HttpRequest, verb: Verb, path: Mapping[str, str]) -> HttpResponse:
    """The answer to a question."""
    return reading_only(request, lambda language: _answered(request, verb, path, language))


def _answered(request: HttpRequest, verb: Verb, path: Mapping[str, str], language: str) -> HttpResponse:
    values = read_values(request.GET, path, parameters_of(verb), language)
    served = record_asked(values)
    if verb.name == "diff":
        values = _compared(values, served)
    form = form_of(request, _text(values, "format"), tuple(FORMS), language)
    found, ask = _found(request, verb, served, values, language)
    page = _page(ask, found, values, form, verb)
    resolved = _resolved(request, ask, verb)
    more = _chosen(ask, verb, language, form)
    said = {
        "table": found.name if isinstance(found, Table) else "panel",
        "edition": served.edition,
        "on": resolved.on or None,
        "known": iso(ask.known_day) if verb.known else None,
        "sources": resolved.sources,
        "language": language,
        "pinned": pinned_address(request, resolved, **{**more, "cursor": ""}),
        "total": len(found),
        "next": pinned_address(request, resolved, **{**more, "cursor": page.cursor}) if page.cursor else None,
        "columns": list(found.columns),
        "notes": list(found.notes) if isinstance(found, Table) else [],
    }
    if isinstance(found, Panel):
        said["definitions"] = found.definitions
    rows = rows_between(found, page.first, page.until)
    if form == "html":
        others = {other: pinned_address(request, resolved, **{**more, "format": other}) for other in FORMS if other != form}
        body = rows_page(rows, said, say(verb.says, language), served.record, others)
    else:
        body = encoded(rows, form, said)
    response = HttpResponse(body, content_type=content_type(form))
    response["Content-Language"] = language
    if said["next"]:
        response["Link"] = f'<{said["next"]}>; rel="next"'
    if form not in IN_PAGES:
        ending = "-".join((served.record.id, *(part for part in verb.path.replace("{", "").replace("}", "").split("/"))))
        response["Content-Disposition"] = f'attachment; filename="{ending}.{form}"'
    address = "" if "cursor" in values else str(said["pinned"])
    return answer_resolved(request, response, resolved, address=address, **more)


def _compared(values: dict[str, Value], served: OpenedRecord) -> dict[str, Value]:
    """The values of a comparison, each of its four dates said: the date asked about and all that is known where none was given.

    Raises:
        QuestionError: there is nothing to compare.
    """
    if not any(name in values for name in _KNOWN_DAYS):
        raise QuestionError("api.diff_of_what")
    on = values.get("on", default_on(served.record))
    latest = Asked(iso(served.latest), served.latest, served.latest)
    usual = dict(zip(_KNOWN_DAYS, (on, on, latest, latest), strict=True))
    return {**{name: value for name, value in values.items() if name != "on"}, **usual, **_only(values, _KNOWN_DAYS)}


def _only(values: Mapping[str, Value], names: Iterable[str]) -> dict[str, Value]:
    return {name: values[name] for name in names if name in values}


def record_asked(values: Mapping[str, Any]) -> OpenedRecord:
    """The record that a question asks, of the edition that it names.

    Raises:
        ToldError: there is no such set of sources, or the edition is not served, or is of other sources.
    """
    sources = _text(values, "sources") or "all"
    served = opened(sources)
    hold_to_edition(_text(values, "edition") or "", served, sources)
    return served


def _found(
    request: HttpRequest, verb: Verb, served: OpenedRecord, values: dict[str, Any], language: str
) -> tuple[Found, Ask]:  # fmt: skip
    """The whole answer, from those at hand or worked out now."""
    scenario = _text(values, "under")
    supposing = served.supposing(scenario) if scenario else None
    ask = Ask(served, supposing, language, values, verb.on, verb.reads_plan)
    key = verb.path, ask.question

    def make() -> Found:
        _spend(request, verb.cost * (4 if supposing else 1), language)
        return verb.answer(ask)

    return served.tables.once(key, make), ask


def _page(ask: Ask, found: Found, values: Mapping[str, Any], form: str, verb: Verb) -> Page:
    """Which rows to give: a page of JSON or for a browser where nothing else is asked; all rows in other forms.

    Raises:
        QuestionError: the cursor is of another edition or question.
    """
    limit = values.get("limit")
    cursor = _text(values, "cursor")
    question = f"{verb.path}\n{ask.question}"
    first = place_of(cursor, ask.served.edition, question) if cursor else 0
    if verb.whole or (form not in IN_PAGES and limit is None):
        return Page(first, len(found), "")
    until = first + (limit if isinstance(limit, int) else USUAL)
    return Page(first, until, cursor_at(until, ask.served.edition, question) if until < len(found) else "")


def _resolved(request: HttpRequest, ask: Ask, verb: Verb) -> Resolved:
    """What the question was resolved to."""
    on = ask.on.text if verb.on != "none" else ""
    known = iso(ask.known_day) if verb.known else ""
    given = {name for name in request.GET if request.GET[name].strip()}
    needed = {"edition", *(("on",) if on else ()), *(("known",) if known else ())}
    if verb.name == "diff":
        needed = {"edition", *_KNOWN_DAYS}
        on = ""
    sources = _text(ask.values, "sources") or "all"
    return Resolved(ask.served.edition, on, known, sources, needed <= given)


def _chosen(ask: Ask, verb: Verb, language: str, form: str) -> dict[str, str]:
    """What a pinned address says beyond the parameters given: language, form and the dates of a comparison."""
    more = {"lang": language, "format": form}
    if verb.name == "diff":
        more |= {name: str(ask.text(name)) for name in _KNOWN_DAYS}
    return more


@cache
def _allowances() -> Allowances:
    return Allowances(settings.LEGATION_API_A_MINUTE, settings.LEGATION_API_AT_ONCE)


def _spend(request: HttpRequest, cost: int, language: str) -> None:
    """Take from what the reader has left.

    Raises:
        Refused: there is not enough.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if not settings.LEGATION_API_A_MINUTE or (settings.LEGATION_API_SPARES_LOOPBACK and is_loopback(address)):
        return
    wait = _allowances().spend(reader_of(address), cost)
    if wait:
        detail = say("api.too_many", language, seconds=wait)
        raise Refused("too_many", [Wrong(detail, "header", "")], {"Retry-After": str(wait)})


def _text(values: Mapping[str, Any], name: str) -> str | None:
    found = values.get(name)
    return found if isinstance(found, str) else None
