"""The parts of the portal that evaluate, as far as the record served has anything of each: for the navigation and the home page."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext as _

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


def section_of(path: str) -> str:
    """The section of an address; empty where it belongs to none."""
    parts = path.strip("/").split("/")
    return FAMILY.get(parts[1], "") if len(parts) > 1 else ""
