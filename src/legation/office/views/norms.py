"""The norms in force on the date: each with its law, its article and its dates, or the words that no end is recorded."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from legation.evaluation.certainty import Certainty
from legation.evaluation.norms.norm import KINDS, Limit, Norm
from legation.office.pages import asking, show
from legation.office.question import Question
from legation.office.views.duties import norm_shown
from legation.office.words import days_words, is_bounded, title_of_standing
from legation.record.acts import Days
from legation.terms.messages import say

SHELVES: Final = ("in_force", "possible", "not", "not_known")


@asking
def norms(request: HttpRequest, question: Question) -> HttpResponse:
    """Every norm, those in force first."""
    shelves: dict[str, list[dict[str, Any]]] = {name: [] for name in SHELVES}
    for norm in question.served.evaluated.norms.values():
        shown = {**norm_shown(question, norm), **dates_of(question, norm)}
        shelves[shelf_of(question, norm)].append(shown)
    for members in shelves.values():
        members.sort(key=lambda one: (KINDS.index(one["norm"].kind), one["label"]))
    headings = {
        "in_force": _("In force"),
        "possible": _("In force as far as is known: since when was not found"),
        "not": _("Not in force on this date"),
        "not_known": _("Told by no source known by then"),
    }
    context = {
        "shelves": [(name, headings[name], members) for name, members in shelves.items() if members],
        "in_force": len(shelves["in_force"]),
        "possible": len(shelves["possible"]),
        "laws": laws_standing(question),
    }
    return show(request, question, "office/norms.html", context)


def shelf_of(question: Question, norm: Norm) -> str:
    """Whether a norm binds on the date, may bind, does not, or was not known."""
    book = question.served.evaluated.norm_book(question.known)
    if not book.is_known(norm):
        return "not_known"
    binds = book.binds(norm, Days(question.on.first, question.on.last))
    return {Certainty.CERTAIN: "in_force", Certainty.POSSIBLE: "possible", Certainty.NO: "not"}[binds]


def dates_of(question: Question, norm: Norm) -> dict[str, Any]:
    """From when until when a norm binds, in words, and where that is read."""
    book, language = question.served.evaluated.norm_book(question.known), question.language
    begins, ends = book.begins(norm), book.ends(norm)
    why = norm.begins.open
    return {
        "begins": days_words(begins, language) if is_bounded(begins.lo) else "",
        "open_because": why[language] if why is not None else "",
        "ends": days_words(ends, language) if ends is not None else "",
        "begins_at": place_of(question, norm.begins),
        "ends_at": place_of(question, norm.ends) if norm.ends is not None else None,
        "disputed": book.is_disputed(norm),
    }


def place_of(question: Question, limit: Limit) -> dict[str, Any] | None:
    """Where the first or last day of a norm is read."""
    claim = question.served.claims.get(limit.claim) if limit.claim else None
    source = question.record.sources.get(claim.source if claim is not None else limit.source)
    if source is None or source.known > question.known_day:
        return None
    return {
        "source": source,
        "claim": claim.id if claim is not None else "",
        "locator": claim.locator if claim is not None else "",
    }


def laws_standing(question: Question) -> list[dict[str, Any]]:
    """Organic laws as standings on the date, where the record has any."""
    kind = question.record.vocabulary.standings.get("organic_law")
    if kind is None:
        return []
    answer = question.known.asof(question.on.first, question.on.last, kind=kind.id)
    return [
        {
            "id": one.id,
            "title": title_of_standing(question.record, one, question.language),
            "answer": one.answer,
            "why": say(f"answers.{one.verdict.reason}", question.language),
            "begins": days_words(one.begins, question.language, "medium"),
            "ends": days_words(one.ends, question.language, "medium"),
        }
        for one in answer.standings
    ]
