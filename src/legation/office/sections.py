"""The parts of the portal that evaluate, as far as the record has anything of each: for the navigation and the home page."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from legation.office.question import Question

FAMILY: Final = {
    "guidelines": "guidelines", "guideline": "guidelines", "indicators": "indicators", "indicator": "indicators",
    "fields": "fields", "field": "fields", "duties": "duties", "norms": "norms", "norm": "norms",
    "expected": "expected", "plan": "plan",
}  # fmt: skip
"""The section to which a page belongs, by the first part of its address after the language."""


def sections_of(question: Question) -> list[dict[str, Any]]:
    """The sections that the record has, each with its route, its label and whether the page belongs to it."""
    evaluated = question.served.evaluated
    here = section_of(question.path)
    there = [
        ("guidelines", _("Guidelines"), bool(evaluated.book.guidelines)),
        ("indicators", _("Indicators"), bool(evaluated.book.indicators)),
        ("fields", _("Fields"), True),
        ("duties", _("Duties"), bool(evaluated.norms)),
        ("norms", _("Norms in force"), bool(evaluated.norms)),
        ("expected", _("Expected"), evaluated.expects),
        ("plan", _("Plan and budget"), bool(evaluated.plan)),
    ]
    return [{"route": route, "label": label, "here": route == here} for route, label, has in there if has]


def doors_of(question: Question) -> list[dict[str, Any]]:
    """The sections as the home page opens them: each with what is behind it in one line."""
    evaluated = question.served.evaluated
    book, vocabulary = evaluated.book, question.record.vocabulary
    guidelines = ngettext(
        "%(n)s guideline, with what the acts show of it.",
        "%(n)s guidelines, each with what the acts show of it.",
        len(book.guidelines),
    )
    indicators = ngettext(
        "%(n)s indicator, worked out from acts, year by year.",
        "%(n)s indicators, worked out from acts, year by year.",
        len(book.indicators),
    )
    norms = ngettext(
        "%(n)s norm with its law, its article and its dates.",
        "%(n)s norms, each with its law, its article and its dates.",
        len(evaluated.norms),
    )
    says = {
        "guidelines": guidelines % {"n": len(book.guidelines)},
        "indicators": indicators % {"n": len(book.indicators)},
        "fields": _("%(n)s fields of diplomacy: what stood, what was done, what it came to.") % {"n": len(vocabulary.fields)},
        "duties": _("What is due, met or overdue, by whom and under which norm; law apart from practice."),
        "norms": norms % {"n": len(evaluated.norms)},
        "expected": _("What the documents expected, and what is known of it since."),
        "plan": _("Objectives, targets, results and money, as of the day."),
    }
    sections = sections_of(question)
    there = [one for one in sections if one["route"] != "fields"]
    return [{**one, "says": says[one["route"]]} for one in sections] if there else []


def section_of(path: str) -> str:
    """The section of an address; empty where it belongs to none."""
    return FAMILY.get(_first(path), "")


EXPLORING: Final = {
    "map": "map",
    "network": "network",
    "compare": "compare",
    "kinds": "kinds",
    "kind": "kinds",
    "standings": "kinds",
    "suppositions": "suppositions",
}
SOURCING: Final = {"sources": "sources", "source": "sources", "docket": "docket", "basis": "basis", "coverage": "coverage"}


def neighbours_of(question: Question) -> list[dict[str, Any]]:
    """The sections beside the page, for the second row of the navigation; none where it stands alone."""
    first = _first(question.path)
    if first in FAMILY:
        return sections_of(question)
    exploring = [("map", _("Map")), ("network", _("Network")), ("compare", _("Compare")), ("kinds", _("Kinds of standing"))]
    if question.whole.proposals or first == "suppositions":
        exploring.append(("suppositions", _("Suppositions")))
    sourcing = [
        ("sources", _("Sources")), ("docket", _("Docket")), ("basis", _("One source, and opinion")), ("coverage", _("Coverage")),
    ]  # fmt: skip
    for family, links in ((EXPLORING, exploring), (SOURCING, sourcing)):
        if first in family:
            return [{"route": route, "label": label, "here": route == family[first]} for route, label in links]
    return []


def family_of(path: str) -> str:
    """To which entry of the main navigation a page belongs; empty for none."""
    first = _first(path)
    if first in FAMILY:
        return "evaluation"
    if first in EXPLORING:
        return "explore"
    if first in SOURCING:
        return "sources"
    return {"actor": "actors", "treaty": "treaties", "pending": "treaties", "rights": "treaties"}.get(first, first)


def _first(path: str) -> str:
    parts = path.strip("/").split("/")
    return parts[1] if len(parts) > 1 else ""
