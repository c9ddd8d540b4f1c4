"""The trail, for auditors: a page, and a table for other programs."""

from __future__ import annotations

import csv
import io
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from legation.office.people.models import Person, TrailLine
from legation.terms.messages import messages_of, say

PAGE: Final = 200
ASKED: Final = ("person", "about", "deed", "outcome")
MOST: Final = 100_000
COLUMNS: Final = ("id", "at", "person", "deed", "about", "outcome", "detail", "address")
_LIVE: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def _asked(request: HttpRequest) -> QuerySet[TrailLine]:
    given = {name: request.GET.get(name, "").strip()[:200] for name in ASKED}
    wanted = Q()
    for value, chosen in (
        (given["person"], Q(person__in=_accounts(given["person"]))), (given["about"], Q(about=given["about"])),
        (given["deed"], Q(deed__in=_deeds(given["deed"]))), (given["outcome"], Q(outcome=given["outcome"])),
    ):  # fmt: skip
        wanted &= chosen if value else Q()
    return TrailLine.objects.filter(wanted).order_by("-id")


def _accounts(text: str) -> list[str]:
    """The accounts that a text names: by the account itself, or by a part of somebody's name."""
    return [text, *Person.objects.filter(name__icontains=text).values_list("username", flat=True)]


def _deeds(text: str) -> list[str]:
    """The deeds that a text names, by id or in words of either language."""
    called = [
        deed for deed in messages_of("trail") if text.casefold() in (deed_words(deed, code).casefold() for code in ("es", "en"))
    ]
    return [text, *called]


def trail(request: HttpRequest) -> HttpResponse:
    """The page: the latest lines first."""
    language = request.LANGUAGE_CODE  # type: ignore[attr-defined]
    before = request.GET.get("before", "")
    lines = _asked(request)
    if before.isdigit():
        lines = lines.filter(id__lt=int(before[:18]))
    shown = list(lines[: PAGE + 1])
    context: dict[str, Any] = {
        "lines": [(line, deed_words(line.deed, language)) for line in shown[:PAGE]],
        "older": shown[PAGE - 1].id if len(shown) > PAGE else None,
        "asked": {name: request.GET.get(name, "") for name in ASKED},
        "kept": urlencode({name: request.GET[name] for name in ASKED if request.GET.get(name)}),
        "people": Person.objects.order_by("username").values_list("username", "name"),
        "deeds": sorted(((deed, deed_words(deed, language)) for deed in messages_of("trail")), key=lambda one: one[1]),
    }  # fmt: skip
    return render(request, "people/trail.html", context)


def deed_words(deed: str, language: str) -> str:
    """What a deed is called; as the line has it where it has no name."""
    return say(f"trail.{deed}", language) if deed in messages_of("trail") else deed


def table(request: HttpRequest) -> HttpResponse:
    """The lines as CSV; no cell runs as a formula where a spreadsheet opens it."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(COLUMNS)
    for line in _asked(request).values_list(*COLUMNS)[:MOST].iterator():
        cells = [one.isoformat() if hasattr(one, "isoformat") else str(one) for one in line]
        writer.writerow([f"'{cell}" if cell.startswith(_LIVE) else cell for cell in cells])
    answer = HttpResponse(target.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="trail.csv"'
    return answer
