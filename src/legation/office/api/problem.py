"""The one shape of every error: ``application/problem+json`` (RFC 9457), with where it is wrong and what to do next."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from legation.office.pinned import EditionNotServed, EditionOfOtherSources
from legation.terms.messages import say
from legation.terms.told import ToldError

TYPE: Final = "application/problem+json"

STATUS: Final = {
    "parameter": 400,
    "not_in_record": 404,
    "no_address": 404,
    "method": 405,
    "form": 406,
    "contradiction": 409,
    "gone": 410,
    "too_many": 429,
    "broken": 500,
}
"""The kinds of problem, each with its status; ``/…/api/#problem-KIND`` says what it means."""

_CONTRADICTIONS: Final = frozenset(
    {
        "api.diff_of_what", "questions.backwards", "scorecards.since_after", "panels.shared_by_pairs", "panels.no_bodies",
        "panels.figures_directed", "panels.too_large", "reading.too_many_periods", "api.not_together", "api.cursor_of_other",
    }
)  # fmt: skip
_ILL_WRITTEN: Final = frozenset({"questions.date", "questions.open_date", "questions.edition", "questions.too_many_of_log"})


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing wrong with a request.

    Args:
        detail: what, in the reader's language, and what to write instead.
        place: ``query``, ``path`` or ``header``; name: the parameter there.
    """

    detail: str
    place: str
    name: str
    value: str = ""

    @property
    def where(self) -> dict[str, str]:
        """As the answer gives it."""
        held = {"in": self.place, "name": self.name, "value": self.value}
        return {key: value for key, value in held.items() if value}


class Refused(Exception):
    """A request that cannot be answered: what kind of problem, and everything wrong, in the order of the address."""

    def __init__(self, kind: str, wrong: Sequence[Wrong], headers: dict[str, str] | None = None) -> None:
        super().__init__(kind)
        self.kind, self.wrong, self.headers = kind, tuple(wrong), headers or {}


@dataclass(frozen=True, slots=True)
class Problem:
    """What an error says."""

    kind: str
    language: str
    instance: str
    wrong: tuple[Wrong, ...] = field(default=())
    try_: str = ""

    def content(self) -> dict[str, Any]:
        """The object of RFC 9457, with ``where``, ``next`` (what to do) and, where several things are wrong, ``errors``."""
        language = self.language
        said: dict[str, Any] = {
            "type": f"/{language}/api/#problem-{self.kind}",
            "title": say(f"api.problem_{self.kind}", language),
            "status": STATUS[self.kind],
            "detail": " · ".join(one.detail for one in self.wrong) or say(f"api.means_{self.kind}", language),
            "instance": self.instance,
            "where": [one.where for one in self.wrong],
            "next": say(f"api.next_{self.kind}", language),
        }
        return said | ({"try": self.try_} if self.try_ else {})


def kind_of(error: ToldError) -> str:
    """Which kind of problem a question that cannot be answered is."""
    if isinstance(error, EditionNotServed) or error.code == "api.cursor_stale":
        return "gone"
    if isinstance(error, EditionOfOtherSources) or error.code in _CONTRADICTIONS:
        return "contradiction"
    return "parameter" if error.code in _ILL_WRITTEN else "not_in_record"


def told(request: HttpRequest, refused: Refused, language: str, try_: str = "") -> HttpResponse:
    """The answer that says what is wrong.

    Args:
        try_: an address on this site that answers what was probably meant.
    """
    problem = Problem(refused.kind, language, request.path[:500], refused.wrong, try_)
    content = json.dumps(problem.content(), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    response = HttpResponse(content, content_type=TYPE, status=STATUS[refused.kind])
    response["Content-Language"] = language
    response["Cache-Control"] = "no-store"
    for name, value in refused.headers.items():
        response[name] = value
    return response
