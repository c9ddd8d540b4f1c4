"""Template tags that every page has from its address: what to cite for it, what it is about for machines, and its feeds."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import RequestContext
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from legation.office.citing import citation_of
from legation.office.linked_data import in_a_page, linked_data
from legation.office.page_named import WHOLE, NoSuchPage, PageNamed, named_in, page_named
from legation.office.question import Question

register = template.Library()


def _page(context: RequestContext) -> PageNamed | None:
    """The page shown, where it can be cited; found once for a question."""
    question: Question = context["q"]
    if "_page_named" not in question.__dict__:
        try:
            found = None if context.get("wrong") or context.get("is_absent") else page_named(question, *named_in(question.path))
        except NoSuchPage:
            found = None
        question.__dict__["_page_named"] = found
    page: PageNamed | None = question.__dict__["_page_named"]
    return page


@register.inclusion_tag("office/parts/cite.html", takes_context=True)
def cite_this_page(context: RequestContext) -> dict[str, Any]:
    """The citation of the page, with edition and both dates, and the files to take."""
    page, question = _page(context), context["q"]
    if page is None:
        return {"citation": None}
    citation = citation_of(context.request, question, page, with_sources=False)
    forms = [("BibTeX", "bib"), ("CSL-JSON", "csl.json"), ("", "txt")]
    query = question.query()
    return {
        "citation": citation.own_line,
        "pinned": citation.address,
        "forms": [
            (label, reverse("cite", args=[question.language, page.route, page.id, form]) + query) for label, form in forms
        ],
        "linked": "" if question.supposes else reverse("linked", args=[question.language, page.route, page.id]) + query,
    }  # fmt: skip


@register.simple_tag(takes_context=True)
def is_cited(context: RequestContext) -> bool:
    """Whether the page says below how it is cited."""
    return _page(context) is not None


@register.simple_tag(takes_context=True)
def linked_data_of_page(context: RequestContext) -> SafeString:
    """What the page is about, as a data block; a browser runs nothing of it."""
    page = _page(context)
    if page is None or context["q"].supposes:  # machines are not to take for a fact what is supposed
        return SafeString("")
    content = in_a_page(linked_data(context.request, context["q"], page))
    return mark_safe(f'<script type="application/ld+json">{content}</script>')  # noqa: S308 - its signs are escaped


@register.simple_tag(takes_context=True)
def feeds_of_page(context: RequestContext) -> list[tuple[str, str, str]]:
    """The feeds of new acts that a page has: media type, title, address."""
    page, question = _page(context), context["q"]
    if page is None or (page.route not in ("actor", "field") and (page.route, page.id) != ("home", WHOLE)):
        return []
    given = [] if page.id == WHOLE else [page.route, page.id]
    route = "acts_feed" if not given else "acts_feed_of"
    title = page.title if given else question.record.title[question.language]
    return [
        (media, title, reverse(route, args=[question.language, *given, form]))
        for form, media in (("atom", "application/atom+xml"), ("json", "application/feed+json"))
    ]
