"""One source: its citation, and everything it states, by the place where it states it."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from legation.office.pages import address, asking_as_it_is, nearest_of, not_in_record, show
from legation.office.question import Question
from legation.office.source_pages import LINE, in_pages, place_of, stated_at
from legation.terms.text import Text

SAFE_ADDRESS = re.compile(r"https?://[^\s\"'<>]+")
MOST_FIGURES = 300


@asking_as_it_is
def source(request: HttpRequest, question: Question, id: str) -> HttpResponse:
    """The page of one source."""
    one = question.record.sources.get(id)
    if one is None:
        labels = {name: each.called[question.language] for name, each in question.record.sources.items()}
        return not_in_record(request, question, id, nearest_of(question, id, "source", labels))
    found = question.served.claims_of_source[id]
    pages = in_pages(found)
    asked = request.GET.get("page", "")
    page = min(int(asked) - 1, len(pages) - 1) if asked.isdecimal() and int(asked) else 0
    written = one.csl.get("URL")
    context = {
        "source": one,
        "publisher": one.csl.get("publisher", ""),
        "note_language": language_of(one.note, question.language),
        "link": written if isinstance(written, str) and SAFE_ADDRESS.fullmatch(written) else "",
        "source_language": one.csl.get("language", "") if isinstance(one.csl.get("language"), str) else "",
        "claims": pages[page],
        "claims_total": len(found),
        "pages": [
            {"number": n + 1, "chosen": n == page, "link": stated_at(question, id, one[0].id).partition("#")[0] + "#claims"}
            for n, one in enumerate(pages[: len(found)])
        ],
        **figures_of(question, id),
        "is_known": one.known <= question.known_day,
        "is_reference": question.served.is_reference(id),
        "has_lines": any(LINE.search(claim.locator) for claim in found),
        "acts": len({claim.act for claim in found}),
        "supports_actors": [actor for actor in question.record.actors.values() if id in actor.sources] if not found else [],
        "trail": [(_("Sources"), address(question, "sources"))],
    }
    return show(request, question, "office/source.html", context)


def language_of(text: Text, language: str) -> str:
    """The language in which a text is shown: that of the page, else the one it has."""
    return language if text[language] else "en" if language == "es" else "es"


def figures_of(question: Question, source: str) -> dict[str, Any]:
    """The figures that a source states, by their place in it; only their number where they are too many to list."""
    found = question.served.figures_of_source[source]
    return {"figures": sorted(found, key=place_of) if len(found) <= MOST_FIGURES else [], "figures_total": len(found)}
