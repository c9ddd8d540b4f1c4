"""Every address of the portal, in one table, each with its policy. What is not here does not exist."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from django.http import HttpResponse

from legation.office.views import (
    act,
    actor,
    actors,
    chart,
    coverage,
    docket,
    download,
    home,
    instrument,
    kind,
    kinds,
    method,
    report,
    root,
    source,
    sources,
    standing,
)  # fmt: skip


class Route(NamedTuple):
    """An address: its pattern, the view that answers, its name, and who may see it."""

    pattern: str
    view: Callable[..., HttpResponse]
    name: str
    policy: str


ROUTES: Final = (
    Route("", root.root, "root", "public"),
    Route("<lang:language>/", home.home, "home", "public"),
    Route("<lang:language>/actors/", actors.actors, "actors", "public"),
    Route("<lang:language>/actor/<str:id>/", actor.actor, "actor", "public"),
    Route("<lang:language>/act/<str:id>/", act.act, "act", "public"),
    Route("<lang:language>/standing/<str:id>/", standing.standing, "standing", "public"),
    Route("<lang:language>/kinds/", kinds.kinds, "kinds", "public"),
    Route("<lang:language>/kind/<str:id>/", kind.kind, "kind", "public"),
    Route("<lang:language>/instrument/<str:id>/", instrument.instrument, "instrument", "public"),
    Route("<lang:language>/docket/", docket.docket, "docket", "public"),
    Route("<lang:language>/sources/", sources.sources, "sources", "public"),
    Route("<lang:language>/source/<str:id>/", source.source, "source", "public"),
    Route("<lang:language>/coverage/", coverage.coverage, "coverage", "public"),
    Route("<lang:language>/method/", method.method, "method", "public"),
    Route("<lang:language>/report/", report.report, "report", "public"),
    Route("<lang:language>/chart/<str:id>.json", chart.chart, "chart", "public"),
    Route("<lang:language>/download/<str:what>.<str:form>", download.download, "download", "public"),
)


def with_policy(route: Route) -> Callable[..., Any]:
    """The view, carrying the policy that the table gives it."""

    def answered(*args: Any, **kwargs: Any) -> HttpResponse:
        return route.view(*args, **kwargs)

    answered.policy = route.policy  # type: ignore[attr-defined]
    return answered
