"""From a question to a page: what every page carries, and what is said where a question or an id is not understood."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from difflib import get_close_matches
from functools import wraps
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from legation.archive.shelf import ALL
from legation.office.opened import OpenedRecord, offers_documents
from legation.office.pinned import Resolved, answer_resolved, pinned_address, resolved
from legation.office.question import Question, QuestionNotUnderstood, in_year, question_of
from legation.office.sections import family_of, neighbours_of, sections_of
from legation.office.time_bar import time_bar_of
from legation.office.words import day_words, on_words
from legation.publication.answer_tables import title_of
from legation.terms.days import iso

View = Callable[..., HttpResponse]
MOST_NEAREST: Final = 6


def asking(view: View) -> View:
    """A view that gets the question understood; where a date cannot be read, the page says so beside its field."""
    return _asking(view, supposing=True)


def asking_as_it_is(view: View) -> View:
    """The same for a page that does not speak of what is supposed: it shows the record as it is, and says so."""
    return _asking(view, supposing=False)


def asking_in_words(refined: Callable[[HttpRequest, Question], Question]) -> Callable[[View], View]:
    """The same for a page that is asked in words too, which may say more exactly what is asked.

    Args:
        refined: the question, as the words of the request make it.
    """
    return lambda view: _asking(view, supposing=False, refined=refined)


def _asking(view: View, *, supposing: bool, refined: Callable[[HttpRequest, Question], Question] | None = None) -> View:
    @wraps(view)
    def answered(request: HttpRequest, language: str, **given: Any) -> HttpResponse:
        try:
            question = question_of(request, language, supposing=supposing)
        except QuestionNotUnderstood as wrong:
            return not_understood(request, wrong)
        if year := year_asked_for(request):
            return HttpResponseRedirect(question.here(on=in_year(question.on_text, year)))
        question = question if refined is None else refined(request, question)
        response = view(request, question, **given)
        return answer_resolved(request, response, resolved_of(request, question))

    return answered


def resolved_of(request: HttpRequest, question: Question) -> Resolved:
    """What a question came to: its edition and both dates, for the headers and the pinned address."""
    sources = question.sources_text or ALL
    under = question.under_text if question.supposes else ""
    edition, known = question.served.edition, iso(question.known_day)
    return resolved(request, edition=edition, on=_text_of(question), known=known, sources=sources, under=under)


def year_asked_for(request: HttpRequest) -> int:
    """The year to which the slider of years was moved, 0 where it was not."""
    text = request.GET.get("year", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else 0


def show(
    request: HttpRequest, question: Question, template: str, context: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """A page with what every page carries."""
    found = resolved_of(request, question)
    pinned = {"is_pinned": found.pinned, "link": pinned_address(request, found, under=found.under)} if status == 200 else {}
    common = common_to_all(request, question)
    response = render(request, template, {**common, "pinned": pinned, **(context or {})}, status=status)
    if question.supposes:
        response["X-Robots-Tag"] = "noindex"  # no one is to come upon it unawares
    return response


def common_to_all(request: HttpRequest, question: Question) -> dict[str, Any]:
    """Record, edition, dates, links and forms that every page shows."""
    language = question.language
    sections = sections_of(question)
    written = {"on": question.on_text or _text_of(question), "known": question.known_text}
    return {
        "q": question,
        "record": question.record,
        "language": language,
        "about": question.record.actors[question.record.about].name[language]
        if question.record.about in question.record.actors
        else "",
        "title_of_record": question.record.title[language],
        "edition": question.served.edition,
        "on_words": on_words(question.on.first, question.on.last, language),
        "known_words": known_words(question),
        "written": written,
        "wrong": {},
        "knowledge": knowledge_choices(question.served, language, written["known"]),
        "time_bar": time_bar_of(question),
        "languages": languages(question),
        "trail": [],
        "has_further": offers_documents(),
        "proposals": [(name, one.title[language]) for name, one in question.whole.proposals.items()],
        "supposed": supposed_words(question),
        "sections": sections,
        "evaluates": next((one["route"] for one in sections if one["route"] != "fields"), ""),
        "neighbours": neighbours_of(question),
        "family": family_of(question.path),
    }


def at_the_end(question: Question) -> dict[str, str]:
    """What a page says of the date that, of a period, shows what was on its last day."""
    return {"on_words": on_words(question.on.last, question.on.last, question.language)}


def supposed_words(question: Question, name: str = "") -> dict[str, Any] | None:
    """What a scenario supposes, each act with its title: the one asked where none is named; None where none is."""
    scenario, language = question.whole.proposals[name] if name else question.scenario, question.language
    if scenario is None:
        return None
    acts = question.whole.as_known(question.whole.latest).acts
    return {
        "title": scenario.title[language],
        "without": [(act, title_of(acts[act], language) if act in acts else act) for act in sorted(scenario.without)],
        "acts": [
            (one.act, one.title[language] if one.title is not None else one.act, one.date.text if one.date is not None else "")
            for one in scenario.supposed
        ],
        "is_spoken_of": question.supposes,
        "leave": question.here(under=""),
    }


def _text_of(question: Question) -> str:
    return question.on.text if question.on.text else iso(question.on.first)


def languages(question: Question, written: dict[str, str] | None = None) -> list[tuple[str, str, str]]:
    """Each language with the address of the same page in it; ``written`` keeps what could not be read, too."""
    rest = question.path.split("/", 2)[2] if question.path.count("/") >= 2 else ""
    asked_here = replace(question, path=f"/{{}}/{rest}").here(**(written or {}))
    return [(code, name, asked_here.replace("{}", code, 1)) for code, name in settings.LANGUAGES]


def known_words(question: Question) -> str:
    """As known when, in words."""
    return _("as known at the end of %(day)s") % {"day": day_words(question.known_day, question.language)}


def knowledge_choices(served: OpenedRecord, language: str, chosen: str) -> list[dict[str, Any]]:
    """The knowledge dates worth asking for: those on which a source appeared, and everything."""
    choices = [{"value": "", "label": _("everything this record knows"), "chosen": not chosen}]
    for day, sources in reversed(served.sources_known):
        label = ngettext("at the end of %(day)s (%(n)s source)", "at the end of %(day)s (%(n)s sources)", sources)
        words = {"day": day_words(day, language), "n": sources}
        choices.append({"value": iso(day), "label": label % words, "chosen": chosen == iso(day)})
    if not any(one["chosen"] for one in choices):
        choices.append({"value": chosen, "label": chosen, "chosen": True})
    return choices


def not_understood(request: HttpRequest, wrong: QuestionNotUnderstood) -> HttpResponse:
    """The page asked for, with what is wrong beside each field, and nothing of what was written lost."""
    question = wrong.usual
    messages = {name: error.message(question.language) for name, error in wrong.wrong.items()}
    context = {
        "written": wrong.written,
        "wrong": messages,
        "languages": languages(question, wrong.written),
        "knowledge": knowledge_choices(question.served, question.language, wrong.written["known"]),
    }
    return show(request, question, "office/not_understood.html", context, status=wrong.status)


def not_in_record(request: HttpRequest, question: Question, wanted: str, near: Iterable[tuple[str, str]]) -> HttpResponse:
    """What was asked for is not in this record, which is not a no; the nearest there is.

    Args:
        near: label and address of what comes closest.
    """
    status = 410 if wanted in question.served.withdrawn else 404
    context = {"wanted": wanted[:200], "near": list(near), "is_absent": True}
    return show(request, question, "office/not_in_record.html", context, status=status)


def nearest_of(question: Question, wanted: str, route: str, labels: dict[str, str]) -> list[tuple[str, str]]:
    """Of things with labels by id, those whose id comes closest to ``wanted``, each with its address."""
    found = get_close_matches(wanted[:120], sorted(labels), n=MOST_NEAREST, cutoff=0.45)
    return [(f"{labels[one]} ({one})" if labels[one] != one else one, address(question, route, one)) for one in found]


def address(question: Question, route: str, *given: str, **changes: str) -> str:
    """The address of a page that keeps the question."""
    return reverse(route, args=[question.language, *given]) + question.query(**changes)
