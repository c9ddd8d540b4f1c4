"""Charts to be shown within other sites: the drawing, what it says, and its citation; the only pages that others may frame."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt

from legation.office.line_of_years import drawing_of, years_of
from legation.office.mapped import points_of, shows
from legation.office.networked import network_of
from legation.office.pages import address, asking, show
from legation.office.question import Question
from legation.office.views import map as map_view
from legation.office.views import network as network_view

View = Callable[..., HttpResponse]


def framed(view: View) -> View:
    """A view that any site may show within its own pages."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **given: Any) -> HttpResponse:
        response = view(request, *args, **given)
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
        response["X-Robots-Tag"] = "noindex"
        return response

    opened: View = xframe_options_exempt(csp_replace({"frame-ancestors": ["*"]})(answered))
    return opened


def _embedded(request: HttpRequest, question: Question, title: str, chart: str, page: str, **more: Any) -> HttpResponse:
    own = request.build_absolute_uri(question.here())
    code = f'<iframe src="{own}" title="{title}" width="100%" height="560" loading="lazy"></iframe>'
    context = {"figure_title": title, "chart": chart, "of_page": page, "code": code.replace("&", "&amp;"), **more}
    return show(request, question, "office/embed.html", context)


@framed
@asking
def line(request: HttpRequest, question: Question, id: str) -> HttpResponse:
    """The line of years of one kind."""
    kind = question.record.vocabulary.standings.get(id)
    if kind is None:
        raise Http404
    first, last = question.covered_years
    title = f"{kind.label[question.language]}, {first}–{last}"
    chart, page = address(question, "chart", kind.id, on=""), address(question, "kind", kind.id)
    drawing = drawing_of(years_of(question, kind.id))
    return _embedded(request, question, title, chart, page, drawing=drawing, sort="line", follows=question.first_year)


@framed
@asking
def map_chart(request: HttpRequest, question: Question) -> HttpResponse:
    """The map."""
    chosen, view = map_view.chosen_of(request)
    points = [one for one in points_of(question, chosen) if one.state in ("stands", "possible")]
    chart, page = (address(question, route, show=chosen, view=view) for route in ("map_chart", "map"))
    return _embedded(request, question, shows()[chosen], chart, page, points=points, sort="map")


@framed
@asking
def network_chart(request: HttpRequest, question: Question) -> HttpResponse:
    """The network, or what of it lies around one actor."""
    around, family, _wrong = network_view.chosen_of(request, question)
    found = network_of(question, around, family)
    chart, page = (address(question, route, around=around, family=family) for route in ("network_chart", "network"))
    return _embedded(request, question, _("Network of actors"), chart, page, ties=len(found.ties), sort="network")
