"""What the map shows on a date: of each actor with a place, what stood between it and the one whose record it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from legation.office.map_places import Place, map_data
from legation.office.question import Question
from legation.office.words import days_words, name_of, sort_key
from legation.record.actors import Actor
from legation.standings.answers import STANDS

STATES: Final = frozenset({"state", "former_state"})
KINDS: Final[dict[str, tuple[str, ...]]] = {
    "relations": ("relations",),
    "missions": ("mission",),
    "agreements": (),
    "partnerships": ("strategic_partnership", "dialogue_mechanism", "partnership_or_dialogue", "binational_cabinet"),
}
"""What may be shown, with the kinds of standing behind it; agreements are counted from the treaties."""
ORDER: Final = ("stands", "possible", "unknown", "no")


@dataclass(frozen=True, slots=True)
class Tie:
    """One standing or treaty behind a point: where it leads, its name, its answer and since when."""

    route: str
    id: str
    title: str
    answer: str
    hint: str


@dataclass(frozen=True, slots=True)
class Point:
    """One actor on the map, or beside it where no place is known.

    Args:
        state: ``stands``, ``possible``, ``unknown`` or ``no``, the best that any tie gives.
        certain, possible: how many ties stood for certain, and how many may have.
    """

    actor: Actor
    name: str
    place: Place | None
    state: str
    certain: int
    possible: int
    ties: tuple[Tie, ...]


def shows() -> dict[str, str]:
    """What the map may show, in words."""
    return {
        "relations": _("Relations"),
        "missions": _("Missions"),
        "agreements": _("Agreements in force"),
        "partnerships": _("Partnerships"),
    }


def points_of(question: Question, show: str) -> list[Point]:
    """The States of the record, each with what stood: those of most ties first, then by name."""
    ties = _treaties(question) if show == "agreements" else _standings(question, KINDS[show])
    record, language = question.record, question.language
    where = map_data().of
    found = []
    for actor in record.actors.values():
        if actor.kind not in STATES or actor.id == record.about or not (own := ties.get(actor.id)):
            continue
        certain = sum(tie.answer in STANDS for tie in own)
        possible = sum(tie.answer == "possible" for tie in own)
        unknown = any(tie.answer == "unknown" for tie in own)
        state = "stands" if certain else "possible" if possible else "unknown" if unknown else "no"
        own.sort(key=lambda tie: (tie.answer not in STANDS, tie.answer != "possible", sort_key(tie.title)))
        found.append(Point(actor, name_of(record, actor.id, language), where(actor), state, certain, possible, tuple(own)))
    return sorted(found, key=lambda one: (ORDER.index(one.state), -one.certain, -one.possible, sort_key(one.name)))


def _standings(question: Question, kinds: tuple[str, ...]) -> dict[str, list[Tie]]:
    record, known, language = question.record, question.known, question.language
    about = record.about
    found: dict[str, list[Tie]] = {}
    for kind in kinds:
        for key in known.keys_of(kind):
            names = known.names(key)
            if about not in names:
                continue
            one = known.standing(key, question.on.first, question.on.last)
            label = record.vocabulary.standings[kind].label[language]
            title = label if len(kinds) > 1 else ""
            hint = days_words(one.begins if one.answer != "no" else None, language, "medium")
            for name in names:
                if name != about and name in record.actors:
                    found.setdefault(name, []).append(Tie("standing", key.id, title, one.answer, hint))
    return found


def _treaties(question: Question) -> dict[str, list[Tie]]:
    record, language = question.record, question.language
    about = record.about
    answers = {"in_force": "presumed", "possible": "possible", "provisional": "possible", "suspended": "no", "ended": "no"}
    found: dict[str, list[Tie]] = {}
    for one in question.served.treaties.on(question.known, question.on.last):
        parties = {*one.participants, *record.instruments[one.instrument].parties}
        if about not in parties or one.shelf not in answers:
            continue
        answer = answers[one.shelf]
        if one.shelf == "in_force" and one.state.answer in STANDS:
            answer = one.state.answer
        tie = Tie("treaty", one.instrument, name_of(record, one.instrument, language), answer, "")
        for name in parties - {about}:
            if name in record.actors:
                found.setdefault(name, []).append(tie)
    return found


def rows_of(question: Question, points: list[Point]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Points and lines as the chart takes them, the greatest points first so that the small lie on top."""
    language = question.language
    words = {"stands": _("stood"), "possible": _("possible"), "unknown": _("unknown"), "no": _("did not stand")}
    about = question.record.actors.get(question.record.about)
    home = map_data().of(about) if about is not None else None
    dots, lines = [], []
    for one in reversed(points):
        if one.place is None:
            continue
        number = one.certain or one.possible
        dots.append({
            "lon": one.place.lon, "lat": one.place.lat, "state": one.state, "n": number,
            "former": one.actor.kind == "former_state", "name": one.name,
            "says": words[one.state] if number < 2 else f"{words[one.state]}: {number}",
            "link": f"/{language}/actor/{one.actor.id}/",
        })  # fmt: skip
        if home is not None and one.state in ("stands", "possible"):
            lines.append({
                "type": "Feature", "state": one.state,
                "geometry": {"type": "LineString", "coordinates": [[home.lon, home.lat], [one.place.lon, one.place.lat]]},
            })  # fmt: skip
    if about is not None and home is not None:
        dots.append({
            "lon": home.lon, "lat": home.lat, "state": "home", "n": 1, "former": False,
            "name": about.name[language], "says": "", "link": f"/{language}/actor/{about.id}/",
        })  # fmt: skip
    return dots, lines


VIEWS: Final[dict[str, tuple[float, float, float]]] = {
    "world": (0, 8, 1.0),
    "americas": (-75, 4, 2.1),
    "europe": (12, 48, 3.6),
    "asia-pacific": (125, 12, 1.9),
}
"""Where the map looks: the middle in degrees east and north, and how much nearer than the whole."""
WIDE, HIGH = 960, 480


def spec_of(question: Question, points: list[Point], view: str, land: str, layer: str = "") -> dict[str, Any]:
    """The map as a Vega specification.

    Args:
        view: one of :data:`VIEWS`.
        land: the address of the coast; layer: of the ministry's own lines, empty where there are none.
    """
    data = map_data()
    lon, lat, near = VIEWS[view]
    centre = data.centre if view == "world" else lon
    dots, lines = rows_of(question, points)
    colour: Callable[[str], dict[str, str]] = lambda name: {"value": f"var(--{name})"}  # noqa: E731 - a short name for a long dictionary
    state = [
        {"test": "datum.state == 'home'", **colour("accent")},
        {"test": "datum.state == 'stands'", **colour("certain")},
        {"test": "datum.state == 'possible'", **colour("possible-line")},
        colour("rule-strong"),
    ]  # fmt: skip
    own = [{"name": "layer", "url": layer, "format": {"type": "json", "property": "features"}}] if layer else []
    return {
        "$schema": "https://vega.github.io/schema/vega/v6.json",
        "width": WIDE, "height": HIGH, "padding": 0, "background": None,
        "autosize": {"type": "none"},
        "signals": [
            {"name": "width", "init": f"containerSize()[0] || {WIDE}",
             "on": [{"events": "window:resize", "update": f"containerSize()[0] || {WIDE}"}]},
            {"name": "height", "update": f"max(width * {HIGH / WIDE:.4f}, 240)"},
            {"name": "near", "update": f"min(width / {WIDE}, height / {HIGH}) * {near}"},
            {"name": "dot", "update": "max(min(width / 900, 1.2), 0.7)"},
        ],
        "projections": [{
            "name": "earth", "type": "equalEarth", "rotate": [-centre, 0, 0], "center": [0, lat],
            "scale": {"signal": "172 * near"}, "translate": [{"signal": "width / 2"}, {"signal": "height / 2"}],
        }],
        "data": [
            {"name": "land", "url": land, "format": {"type": "topojson", "feature": "land"}},
            {"name": "graticule", "transform": [{"type": "graticule", "step": [30, 30]}]},
            *own,
            {"name": "lines", "values": lines},
            {"name": "points", "values": dots, "transform": [
                {"type": "geopoint", "projection": "earth", "fields": ["lon", "lat"], "as": ["x", "y"]},
                {"type": "formula", "as": "stood", "expr": "datum.state != 'no' && datum.state != 'unknown'"},
                {"type": "formula", "as": "size", "expr": "(datum.stood ? 52 + 26 * sqrt(max(datum.n - 1, 0)) : 22) * dot"},
            ]},
        ],
        "marks": [
            _shape("graticule", stroke=colour("rule"), width=0.6),
            _shape("land", fill=colour("land"), stroke=colour("coast"), width=0.5),
            *([_shape("layer", stroke=colour("quiet"), width=0.9)] if layer else []),
            {"type": "shape", "from": {"data": "lines"}, "interactive": False,
             "encode": {"update": {"stroke": state, "strokeWidth": {"value": 1.1}, "strokeOpacity": {"value": 0.42},
                                   "strokeDash": [{"test": "datum.state == 'possible'", "value": [3, 3]}, {"value": []}]}},
             "transform": [{"type": "geoshape", "projection": "earth"}]},
            {"type": "symbol", "from": {"data": "points"},
             "encode": {"update": {
                 "x": {"field": "x"}, "y": {"field": "y"}, "size": {"field": "size"}, "cursor": {"value": "pointer"},
                 "shape": [{"test": "datum.former", "value": "diamond"}, {"value": "circle"}],
                 "fill": [{"test": "!datum.stood", **colour("paper")}, *state],
                 "stroke": [{"test": "!datum.stood", **colour("quiet")}, colour("paper")],
                 "strokeWidth": {"value": 1.1},
                 "strokeDash": [{"test": "datum.state == 'unknown'", "value": [1.5, 1.5]}, {"value": []}],
                 "tooltip": {"signal": f"{{'{_('Actor')}': datum.name, '{_('Answer')}': datum.says}}"},
             }}},
            {"type": "text", "from": {"data": "points"}, "interactive": False,
             "encode": {"update": {
                 "x": {"field": "x"}, "y": {"field": "y"}, "dx": {"value": 8}, "dy": {"value": 3.5}, "text": {"field": "name"},
                 "fill": [{"test": "datum.state == 'home'", **colour("accent")}, colour("ink")],
                 "fontSize": {"value": 11.5}, "font": {"value": "var(--text-font)"},
             }},
             "transform": [{"type": "label", "avoidMarks": [], "anchor": ["right", "left", "top", "bottom"], "offset": [3],
                            "size": {"signal": "[width, height]"}}]},
        ],
    }  # fmt: skip


def _shape(data: str, stroke: dict[str, str], width: float, fill: dict[str, str] | None = None) -> dict[str, Any]:
    """What a set of shapes looks like, laid out by the projection of the map."""
    return {
        "type": "shape", "from": {"data": data}, "interactive": False,
        "encode": {"enter": {"fill": fill or {"value": None}, "stroke": stroke, "strokeWidth": {"value": width}}},
        "transform": [{"type": "geoshape", "projection": "earth"}],
    }  # fmt: skip
