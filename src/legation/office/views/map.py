"""The map: relations, missions, agreements and partnerships on the date, as points; its policy stated under it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.utils.translation import gettext as _

from legation.office.line_of_years import figure_cited, formats
from legation.office.map_places import map_data
from legation.office.mapped import VIEWS, Point, points_of, rows_of, shows, spec_of
from legation.office.pages import address, asking, show
from legation.office.question import Question
from legation.office.views.download import taken_away
from legation.publication.table import Table

LAND = "map/land-110m.json"
MOST_TIES = 4
"""Ties named beside one actor in the table; the page of the actor has them all."""


@asking
def map_page(request: HttpRequest, question: Question) -> HttpResponse:
    """The page; ``show`` and ``view`` choose what is drawn and where the map looks."""
    chosen, view = chosen_of(request)
    points = points_of(question, chosen)
    data = map_data()
    views = {
        "world": _("The world"),
        "americas": _("The Americas"),
        "europe": _("Europe"),
        "asia-pacific": _("Asia and the Pacific"),
    }
    keep = {"show": request.GET.get("show", "") and chosen, "view": request.GET.get("view", "") and view}
    context = {
        "shows": [(id, words, id == chosen, address(question, "map", **{**keep, "show": id})) for id, words in shows().items()],
        "views": [(id, words, id == view, address(question, "map", **{**keep, "view": id})) for id, words in views.items()],
        "chosen": chosen,
        "chosen_words": shows()[chosen],
        "view": view,
        "chart": address(question, "map_chart", show=chosen, view=view),
        "points": points,
        "standing": [one for one in points if one.state in ("stands", "possible")],
        "others": [one for one in points if one.state in ("unknown", "no")],
        "certain": sum(one.state == "stands" for one in points),
        "possible": sum(one.state == "possible" for one in points),
        "unplaced": [one for one in points if one.place is None],
        "statements": data.statements,
        "own_layer": data.layer is not None,
        "trouble": data.trouble,
        "most_ties": MOST_TIES,
        "take": {
            "csv": address(question, "map_table", "csv", show=chosen),
            "json": address(question, "map_table", "json", show=chosen),
            "embed": address(question, "embed_map", show=chosen, view=view),
            "cite": figure_cited(question, "embed_map"),
        },
    }
    return show(request, question, "office/map.html", context)


def chosen_of(request: HttpRequest) -> tuple[str, str]:
    """What is to be shown, and where the map looks; the usual where the address names nothing that there is."""
    chosen, view = request.GET.get("show", ""), request.GET.get("view", "")
    return chosen if chosen in shows() else "relations", view if view in VIEWS else "world"


@asking
def chart(request: HttpRequest, question: Question) -> HttpResponse:
    """The map as a specification, and what of it changes with the date."""
    chosen, view = chosen_of(request)
    points = points_of(question, chosen)
    layer = address(question, "map_layer") if map_data().layer is not None else ""
    dots, lines = rows_of(question, points)
    found = {
        "spec": spec_of(question, points, view, static(LAND), layer),
        "mode": "vega",
        "formats": formats()[question.language],
        "follow": {"points": dots, "lines": lines},
    }
    return JsonResponse(found, json_dumps_params={"ensure_ascii": False})


@asking
def layer(request: HttpRequest, question: Question) -> HttpResponse:
    """The ministry's own layer, as features."""
    found = map_data().layer
    if found is None:
        raise Http404
    features = (
        found["features"]
        if found["type"] == "FeatureCollection"
        else [found if found["type"] == "Feature" else {"type": "Feature", "properties": {}, "geometry": found}]
    )
    return JsonResponse({"type": "FeatureCollection", "features": features})


COLUMNS = ("actor", "name", "answer", "certain", "possible", "place", "lat", "lon", "place_source")


@asking
def table(request: HttpRequest, question: Question, form: str) -> HttpResponse:
    """The points of the map as a file."""
    if form not in ("csv", "json"):
        raise Http404
    chosen, _view = chosen_of(request)
    points = points_of(question, chosen)
    return taken_away(question, Table("map", COLUMNS, tuple(_row(question, one) for one in points)), f"map-{chosen}", form)


def _row(question: Question, one: Point) -> tuple[Any, ...]:
    place = one.place
    where = (place.name[question.language], str(place.lat), str(place.lon), place.source) if place else (None,) * 4
    return (one.actor.id, one.name, one.state, one.certain, one.possible, *where)
