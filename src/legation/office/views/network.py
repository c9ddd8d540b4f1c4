"""The network of actors on the date: a drawing that keeps its shape through time, and its ties as a table."""

from __future__ import annotations

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from legation.office.line_of_years import figure_cited, formats
from legation.office.networked import Network, families, network_of, rows_of, spec_of, still_of
from legation.office.pages import address, asking, show
from legation.office.question import Question
from legation.office.views.download import taken_away
from legation.office.words import name_of, sort_key
from legation.publication.questions import QuestionError, actor_named
from legation.publication.table import Table

COLUMNS: Final = ("one", "other", "kind", "answer", "since", "standing")
AROUND_HIGH: Final = 460


@asking
def network(request: HttpRequest, question: Question) -> HttpResponse:
    """The page; ``around`` keeps one actor and its neighbours, ``family`` one sort of tie."""
    around, family, wrong = chosen_of(request, question)
    record, language = question.record, question.language
    found = network_of(question, around, family)
    keep = {"around": around, "family": family}
    context: dict[str, Any] = {
        "around": around,
        "around_text": name_of(record, around, language) if around else request.GET.get("around", "")[:80],
        "wrong_actor": wrong,
        "family": family,
        "families": [
            (id, words, id == family, address(question, "network", **{**keep, "family": "" if id == family else id}))
            for id, words in families().items()
        ],
        "all_link": address(question, "network"),
        "names": sorted((record.actors[name].name[language] for name in network_of(question).actors), key=sort_key),
        **drawn_of(question, found, **keep),
    }
    return show(request, question, "office/network.html", context, status=400 if wrong else 200)


def drawn_of(question: Question, found: Network, around: str, family: str = "") -> dict[str, Any]:
    """What the drawing of a network and its table need, on any page."""
    record, language = question.record, question.language
    return {
        "network": found,
        "network_still": still_of(question, found),
        "network_chart": address(question, "network_chart", around=around, family=family),
        "network_actors": sum(number > 0 for number in found.actors.values()),
        "network_rows": [
            {"tie": tie, "one": name_of(record, tie.one, language), "other": name_of(record, tie.other, language)}
            for tie in found.ties
        ],
        "take": {
            "csv": address(question, "network_table", "csv", around=around, family=family),
            "json": address(question, "network_table", "json", around=around, family=family),
            "embed": address(question, "embed_network", around=around, family=family),
            "cite": figure_cited(question, "embed_network"),
        },
    }


def chosen_of(request: HttpRequest, question: Question) -> tuple[str, str, str]:
    """The actor and the sort of tie that the address names, and what is wrong with the actor."""
    family = request.GET.get("family", "")
    written = request.GET.get("around", "").strip()[:80]
    around, wrong = "", ""
    if written:
        try:
            around = actor_named(question.record, written)
        except QuestionError as error:
            wrong = error.message(question.language)
    return around, family if family in families() else "", wrong


@asking
def chart(request: HttpRequest, question: Question) -> HttpResponse:
    """The network as a specification, and what of it changes with the date."""
    around, family, _wrong = chosen_of(request, question)
    found = network_of(question, around, family)
    ties, actors = rows_of(question, found)
    spec = spec_of(question, found, AROUND_HIGH) if around else spec_of(question, found)
    answer = {"spec": spec, "mode": "vega", "formats": formats()[question.language], "follow": {"ties": ties, "actors": actors}}
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})


@asking
def table(request: HttpRequest, question: Question, form: str) -> HttpResponse:
    """The ties on the date as a file."""
    if form not in ("csv", "json"):
        raise Http404
    around, family, _wrong = chosen_of(request, question)
    found = network_of(question, around, family)
    rows = tuple((tie.one, tie.other, tie.kind, tie.answer, tie.since or None, tie.standing) for tie in found.ties)
    return taken_away(question, Table("network", COLUMNS, rows), "network", form)
