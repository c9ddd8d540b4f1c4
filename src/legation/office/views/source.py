"""One source: its citation, and everything it states, by the place where it states it."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from legation.office.pages import address, asking_as_it_is, nearest_of, not_in_record, show
from legation.office.question import Question
from legation.office.source_pages import A_PAGE, LINE, in_pages, place_of, stated_at
from legation.office.stated_in_columns import StatedInColumns, stated_in_columns
from legation.terms.text import Text

SAFE_ADDRESS = re.compile(r"https?://[^\s\"'<>]+")
MOST_FIGURES = 300
AROUND = 4
LONGEST = 9


@asking_as_it_is
def source(request: HttpRequest, question: Question, id: str) -> HttpResponse:
    """The page of one source."""
    in_columns = stated_in_columns(question, id)
    one = question.record.sources.get(id) if in_columns is None else in_columns.source
    if one is None:
        labels = {name: each.called[question.language] for name, each in question.record.sources.items()}
        return not_in_record(request, question, id, nearest_of(question, id, "source", labels))
    if in_columns is None:
        claims = _claims(question, id, request.GET.get("page", ""))
    else:
        claims = _claims_in_columns(question, in_columns, request.GET.get("page", ""), request.GET.get("claim", ""))
    written = one.csl.get("URL")
    context = {
        "source": one,
        "publisher": one.csl.get("publisher", ""),
        "note_language": language_of(one.note, question.language),
        "link": written if isinstance(written, str) and SAFE_ADDRESS.fullmatch(written) else "",
        "source_language": one.csl.get("language", "") if isinstance(one.csl.get("language"), str) else "",
        **claims,
        "counts_log": in_columns is not None,
        **figures_of(question, id),
        "is_known": one.known <= question.known_day,
        "is_reference": question.served.is_reference(id),
        "supports_actors": []
        if claims["claims_total"]
        else [actor for actor in question.record.actors.values() if id in actor.sources],
        "trail": [(_("Sources"), address(question, "sources"))],
    }
    return show(request, question, "office/source.html", context)


def _claims(question: Question, source: str, asked: str) -> dict[str, Any]:
    """The claims of a page of what a source states, and where the other pages are."""
    found = question.served.claims_of_source[source]
    pages = in_pages(found)
    page = _page(asked, len(pages))
    return {
        "claims": pages[page],
        "claims_total": len(found),
        "is_by_place": True,
        "acts_there": question.known.acts,
        "has_lines": any(LINE.search(claim.locator) for claim in found),
        "acts": len({claim.act for claim in found}),
        "pages": [
            {"number": n + 1, "chosen": n == page, "link": stated_at(question, source, one[0].id).partition("#")[0] + "#claims"}
            for n, one in enumerate(pages[: len(found)])
        ],
    }


def _claims_in_columns(question: Question, found: StatedInColumns, asked: str, claim: str) -> dict[str, Any]:
    """The same of a large ledger; of very many pages those around, the first and the last."""
    last = max(found.total - 1, 0) // A_PAGE
    page = found.page_of(claim) if claim and not asked else _page(asked, last + 1)
    shown, of_columns = found.page(page)
    near = sorted({0, last, *range(max(page - AROUND, 0), min(page + AROUND, last) + 1)})
    return {
        "claims": shown,
        "claims_total": found.total,
        "is_by_place": found.is_by_place,
        "acts_there": of_columns | {one.act for one in shown if one.act in question.known.acts},
        "has_lines": any(LINE.search(one.locator) for one in shown),
        "acts": found.acts,
        "pages": [
            {
                "number": n + 1, "chosen": n == page,
                "link": address(question, "source", found.source.id, page=str(n + 1) if n else "") + "#claims",
            }
            for n in near
        ],
    }  # fmt: skip


def _page(asked: str, pages: int) -> int:
    """The page asked for by its number, from 0, within those there are."""
    return min(int(asked) - 1, pages - 1) if asked.isdecimal() and len(asked) < LONGEST and int(asked) else 0


def language_of(text: Text, language: str) -> str:
    """The language in which a text is shown: that of the page, else the one it has."""
    return language if text[language] else "en" if language == "es" else "es"


def figures_of(question: Question, source: str) -> dict[str, Any]:
    """The figures that a source states, by their place in it; only their number where they are too many to list."""
    found = question.served.figures_of_source.get(source, ())
    return {"figures": sorted(found, key=place_of) if len(found) <= MOST_FIGURES else [], "figures_total": len(found)}
