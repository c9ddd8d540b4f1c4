"""How far the sources have been taken in: section by section, sentences read, claims made, gaps and differences noted."""

from __future__ import annotations

from itertools import groupby
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from legation.office.pages import address, asking_as_it_is, show
from legation.office.question import Question

COUNTED: Final = ("claims", "figures", "silent", "damaged", "differences")


@asking_as_it_is
def coverage(request: HttpRequest, question: Question) -> HttpResponse:
    """The sections of every source that was read sentence by sentence; further sources with what was joined from each."""
    sources = []
    for source, members in groupby(question.served.readings, key=lambda one: one.section.source):
        sections = list(members)
        total = {name: sum(getattr(one, name) for one in sections) for name in COUNTED}
        total["sentences"] = sum(one.section.sentences for one in sections)
        sources.append({"source": question.record.sources[source], "sections": sections, "total": total})
    divided = {entry["source"].id for entry in sources}
    claims, figures = question.served.claims_of_source, question.served.figures_of_source
    further = [
        {"source": source, "claims": len(claims[source.id]), "figures": len(figures[source.id])}
        for source in question.record.sources.values()
        if source.id not in divided and not question.served.is_reference(source.id)
    ]
    context = {"sources": sources, "further": further, "trail": [(_("Sources"), address(question, "sources"))]}
    return show(request, question, "office/coverage.html", context)
