"""The desk: what one writes, what waits for one's review, what was sealed, decided or withdrawn lately."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from legation.office.desk.found import reader_here
from legation.office.desk.models import OPEN, SEALED, SUBMITTED, WITHDRAWN, Draft
from legation.office.desk.shown import deed_words, kind_words, title_of
from legation.office.desk.steps import seal_what_waits
from legation.office.people.clock import moment_of
from legation.office.people.reader import levels
from legation.office.people.roles import FILING
from legation.office.served_ledger import is_filed_here, served
from legation.terms.vocabulary import common

MOST = 50


def desk(request: HttpRequest) -> HttpResponse:
    """The page."""
    reader = reader_here(request)
    seal_what_waits(request)
    there = Draft.objects.filter(level__in=reader.readable).select_related("author", "unit", "approver")
    mine = there.filter(author=reader.person)
    review = there.filter(state=SUBMITTED, unit__in=reader.units_below_with("review")).exclude(author=reader.person)
    context = {
        "writing": _listed(request, mine.filter(state__in=OPEN).order_by("-changed")),
        "waiting": _listed(request, mine.filter(state=SUBMITTED).order_by("-changed")),
        "review": _listed(request, review.order_by("changed")),
        "sealed": _listed(request, mine.filter(state=SEALED).order_by("-changed")[:10]),
        "decided": _listed(request, there.filter(state=SEALED, approver=reader.person).order_by("-changed")[:10]),
        "withdrawn": _listed(request, mine.filter(state=WITHDRAWN).order_by("-changed")[:10]),
        "may_file": bool(reader.rights & FILING),
        "is_filed_here": is_filed_here(),
        "postings": reader.postings,
    }
    return render(request, "desk/desk.html", context)


def _listed(request: HttpRequest, drafts: Any) -> list[dict[str, Any]]:
    language = request.LANGUAGE_CODE  # type: ignore[attr-defined]
    record = served().opened(reader_here(request).level).record
    return [
        {
            "draft": one, "title": title_of(one, language, record) or one.id, "sealed_at": moment_of(one.sealed),
            "deed": deed_words(one.deed) or kind_words(record, one, language),
            "rows": sum(any(row.values()) for row in one.content.get("rows", [])),
            "level": common().levels[one.level].label[language] if one.level != levels()[0] else "",
        }
        for one in drafts[:MOST]
    ]  # fmt: skip
