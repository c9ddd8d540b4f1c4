"""Every address of the portal, in one table, each with its policy. What is not here does not exist."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from django.http import HttpResponse

from legation.office.api import page as api_page
from legation.office.api.routes import ADDRESSES
from legation.office.opened import opened
from legation.office.views import (
    act,
    actor,
    actors,
    basis,
    chart,
    cite,
    compare,
    coverage,
    data,
    docket,
    download,
    duties,
    embed,
    expected,
    feed,
    field,
    fields,
    guideline,
    guidelines,
    home,
    indicator,
    indicator_series,
    indicators,
    institution,
    instrument,
    kind,
    kinds,
    log_act,
    log_actor,
    log_home,
    log_standing,
    map,
    method,
    network,
    norm,
    norms,
    pending,
    plan,
    plan_element,
    report,
    rights,
    root,
    search,
    source,
    sources,
    standing,
    standings,
    suppositions,
    treaties,
    treaty,
    treaty_files,
)  # fmt: skip


class Route(NamedTuple):
    """An address: its pattern, the view that answers, its name, and who may see it."""

    pattern: str
    view: Callable[..., HttpResponse]
    name: str
    policy: str


def or_of_log(view: Callable[..., HttpResponse], of_log: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view, and another in its place where a log of acts stands beside the record that is served."""

    def answered(*args: Any, **kwargs: Any) -> HttpResponse:
        return (of_log if opened().is_logged else view)(*args, **kwargs)

    return answered


ROUTES: Final = (
    Route("", root.root, "root", "public"),
    Route("<lang:language>/", or_of_log(home.home, log_home.home), "home", "public"),
    Route("<lang:language>/actors/", actors.actors, "actors", "public"),
    Route("<lang:language>/actor/<str:id>/", or_of_log(actor.actor, log_actor.actor), "actor", "public"),
    Route("<lang:language>/act/<str:id>/", or_of_log(act.act, log_act.act), "act", "public"),
    Route("<lang:language>/standing/<str:id>/", or_of_log(standing.standing, log_standing.standing), "standing", "public"),
    Route("<lang:language>/standings/", standings.standings, "standings", "public"),
    Route("<lang:language>/search/", search.search, "search", "public"),
    Route("<lang:language>/search/suggestions.json", search.suggestions, "suggestions", "public"),
    Route("<lang:language>/search/opensearch.xml", search.described, "opensearch", "public"),
    Route("<lang:language>/cite/<str:route>/<str:id>.<form:form>", cite.cite, "cite", "public"),
    Route("<lang:language>/linked/<str:route>/<str:id>.jsonld", cite.linked, "linked", "public"),
    Route("<lang:language>/acts.<str:form>", feed.acts, "acts_feed", "public"),
    Route("<lang:language>/<what:what>/<str:id>/acts.<str:form>", feed.acts, "acts_feed_of", "public"),
    Route("<lang:language>/kinds/", kinds.kinds, "kinds", "public"),
    Route("<lang:language>/kind/<str:id>/", kind.kind, "kind", "public"),
    Route("<lang:language>/instrument/<str:id>/", instrument.instrument, "instrument", "public"),
    Route("<lang:language>/treaties/", treaties.treaties, "treaties", "public"),
    Route("<lang:language>/treaties/notices.<str:form>", treaty_files.notices, "all_notices", "public"),
    Route("<lang:language>/pending/", pending.pending, "pending", "public"),
    Route("<lang:language>/rights/", rights.rights, "rights", "public"),
    Route("<lang:language>/treaty/<str:id>/", treaty.treaty, "treaty", "public"),
    Route("<lang:language>/treaty/<str:id>/status.<str:form>", treaty_files.status, "treaty_status", "public"),
    Route("<lang:language>/treaty/<str:id>/cite.<str:form>", treaty_files.cite, "treaty_cite", "public"),
    Route("<lang:language>/treaty/<str:id>/notices.<str:form>", treaty_files.notices, "treaty_notices", "public"),
    Route("<lang:language>/treaty/<str:id>/data.jsonld", treaty_files.linked, "treaty_data", "public"),
    Route("<lang:language>/guidelines/", guidelines.guidelines, "guidelines", "public"),
    Route("<lang:language>/guideline/<str:id>/", guideline.guideline, "guideline", "public"),
    Route("<lang:language>/indicators/", indicators.indicators, "indicators", "public"),
    Route("<lang:language>/indicator/<str:id>/", indicator.indicator, "indicator", "public"),
    Route("<lang:language>/fields/", fields.fields, "fields", "public"),
    Route("<lang:language>/field/<str:id>/", field.field, "field", "public"),
    Route("<lang:language>/duties/", duties.duties, "duties", "public"),
    Route("<lang:language>/norms/", norms.norms, "norms", "public"),
    Route("<lang:language>/norm/<str:id>/", norm.norm, "norm", "public"),
    Route("<lang:language>/expected/", expected.expected, "expected", "public"),
    Route("<lang:language>/plan/", plan.plan, "plan", "public"),
    Route("<lang:language>/plan/<str:id>/", plan_element.plan_element, "plan_element", "public"),
    Route("<lang:language>/docket/", docket.docket, "docket", "public"),
    Route("<lang:language>/sources/", sources.sources, "sources", "public"),
    Route("<lang:language>/source/<str:id>/", source.source, "source", "public"),
    Route("<lang:language>/coverage/", coverage.coverage, "coverage", "public"),
    Route("<lang:language>/basis/", basis.basis, "basis", "public"),
    Route("<lang:language>/map/", map.map_page, "map", "public"),
    Route("<lang:language>/map/chart.json", map.chart, "map_chart", "public"),
    Route("<lang:language>/map/layer.json", map.layer, "map_layer", "public"),
    Route("<lang:language>/map/points.<str:form>", map.table, "map_table", "public"),
    Route("<lang:language>/network/", network.network, "network", "public"),
    Route("<lang:language>/network/chart.json", network.chart, "network_chart", "public"),
    Route("<lang:language>/network/ties.<str:form>", network.table, "network_table", "public"),
    Route("<lang:language>/compare/", compare.compare, "compare", "public"),
    Route("<lang:language>/suppositions/", suppositions.suppositions, "suppositions", "public"),
    Route("<lang:language>/institution/", institution.institution, "institution", "public"),
    Route("<lang:language>/data/", data.data, "data", "public"),
    Route("<lang:language>/embed/map/", embed.map_chart, "embed_map", "public"),
    Route("<lang:language>/embed/network/", embed.network_chart, "embed_network", "public"),
    Route("<lang:language>/embed/line/<str:id>/", embed.line, "embed_line", "public"),
    Route("<lang:language>/method/", method.method, "method", "public"),
    Route("<lang:language>/report/", report.report, "report", "public"),
    Route("<lang:language>/chart/<str:id>.json", chart.chart, "chart", "public"),
    Route("<lang:language>/download/line/<str:id>.<str:form>", chart.table, "line_table", "public"),
    Route("<lang:language>/chart/indicator/<str:id>.json", indicator_series.chart, "indicator_chart", "public"),
    Route("<lang:language>/download/indicator/<str:id>.<str:form>", indicator_series.download, "indicator_download", "public"),
    Route("<lang:language>/download/<str:what>.<str:form>", download.download, "download", "public"),
    Route("<lang:language>/api/", api_page.page, "api", "public"),
    *(Route(pattern, view, name, "public") for pattern, view, name in ADDRESSES),
)


def with_policy(route: Route) -> Callable[..., Any]:
    """The view, carrying the policy that the table gives it."""

    def answered(*args: Any, **kwargs: Any) -> HttpResponse:
        return route.view(*args, **kwargs)

    answered.policy = route.policy  # type: ignore[attr-defined]
    return answered
