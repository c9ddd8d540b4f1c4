"""The network of actors: who was tied to whom on the date, by standings of which kinds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from django.utils.translation import gettext as _

from legation.office.laid_out import laid_out
from legation.office.question import Question
from legation.office.words import days_words, name_of, sort_key
from legation.standings.answers import STANDS

HOLDS: Final = ("yes", "presumed", "possible")
FAMILIES: Final[dict[str, tuple[str, ...]]] = {
    "relations": ("relations",),
    "bodies": ("integration", "offices"),
    "partners": ("partners", "cooperation", "trade"),
    "boundaries": ("boundaries",),
}
"""Ties by the fields of their standings; each is drawn in a colour and a dash of its own."""
COLOURS: Final = {"relations": "certain", "bodies": "tie-bodies", "partners": "tie-partners", "boundaries": "accent"}
MOST_NAMED: Final = 30
"""Actors named in the drawing without scripts, where names cannot make way for one another."""
MOST_TIES: Final = 400
"""Ties of one page, the strongest actors first: more could neither be drawn nor read."""


@dataclass(frozen=True, slots=True)
class Tie:
    """Two actors and the standing that ties them on the date."""

    one: str
    other: str
    family: str
    kind: str
    label: str
    standing: str
    answer: str
    since: str


@dataclass(frozen=True, slots=True)
class Network:
    """The ties on the date, and those of all time, by which the drawing keeps its shape through time.

    Args:
        actors: ids of those with a tie at any time, with how many of them on the date.
        left_out: ties that were too many to show.
    """

    ties: tuple[Tie, ...]
    always: tuple[tuple[str, str], ...]
    actors: dict[str, int]
    left_out: int


def families() -> dict[str, str]:
    """The sorts of tie, in words."""
    return {
        "relations": _("relations and missions"),
        "bodies": _("membership and offices in bodies"),
        "partners": _("partnership, trade and cooperation"),
        "boundaries": _("boundaries, wars and cases"),
    }


def network_of(question: Question, around: str = "", family: str = "") -> Network:
    """The network, or what of it lies around one actor: its own ties and those among its neighbours.

    Args:
        around: id of an actor, or empty; family: only ties of one sort, or empty.
    """
    record, known, language = question.record, question.known, question.language
    fields = {field: name for name, many in FAMILIES.items() for field in many}
    found: list[Tie] = []
    always: set[tuple[str, str]] = set()
    for key in known.keys:
        kind = record.vocabulary.standings[key.kind]
        sort = fields.get(kind.field, "")
        if not sort or (family and sort != family):
            continue
        pair = [name for name in known.names(key) if name in record.actors][:2]
        if len(pair) < 2 or pair[0] == pair[1]:
            continue
        one, other = sorted(pair)
        always.add((one, other))
        standing = known.standing(key, question.on.first, question.on.last)
        if standing.answer in HOLDS:
            since = days_words(standing.begins, language, "medium")
            found.append(Tie(one, other, sort, key.kind, kind.label[language], key.id, standing.answer, since))
    if around:
        near = {around, *(name for pair in always if around in pair for name in pair)}
        always = {pair for pair in always if set(pair) <= near}
        found = [tie for tie in found if {tie.one, tie.other} <= near]
    degree = dict.fromkeys(sorted({name for pair in always for name in pair}), 0)
    for tie in found:
        for name in (tie.one, tie.other):
            degree[name] += 1
    found.sort(
        key=lambda tie: (-min(degree[tie.one], degree[tie.other]), sort_key(name_of(record, tie.one, language)), tie.standing)
    )
    return Network(tuple(found[:MOST_TIES]), tuple(sorted(always)), degree, max(len(found) - MOST_TIES, 0))


def places_of(network: Network, middle: str) -> dict[str, tuple[float, float]]:
    """Where each actor is drawn: by the ties of all time, so that it stays there whatever the date."""
    return _places(tuple(network.actors), network.always, middle)


@lru_cache(maxsize=64)
def _places(names: tuple[str, ...], ties: tuple[tuple[str, str], ...], middle: str) -> dict[str, tuple[float, float]]:
    return laid_out(names, ties, middle)


@dataclass(frozen=True, slots=True)
class StillNetwork:
    """The network drawn on the server, for those without scripts: lines and points in percent of the drawing."""

    lines: tuple[tuple[str, str, str, str, str, bool], ...]
    points: tuple[tuple[str, str, str, bool, int], ...]


def still_of(question: Question, network: Network) -> StillNetwork:
    """The drawing: ties as line, sort and certainty; actors with a tie as place, name, whether the record is about them, ties."""
    at = {
        name: (f"{4 + 92 * x:.1f}%", f"{5 + 88 * y:.1f}%")
        for name, (x, y) in places_of(network, question.record.about).items()
    }  # fmt: skip
    about = question.record.about
    lines = tuple((*at[tie.one], *at[tie.other], tie.family, tie.answer in STANDS) for tie in network.ties)
    named = sorted((number for number in network.actors.values() if number), reverse=True)[:MOST_NAMED]
    points = tuple(
        (*at[name], name_of(question.record, name, question.language) if number >= named[-1] else "", name == about, number)
        for name, number in network.actors.items()
        if number
    )
    return StillNetwork(lines, points)


def rows_of(question: Question, network: Network) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Ties on the date and the number of ties of each actor, as the chart takes them."""
    record, language = question.record, question.language
    at = places_of(network, record.about)
    ties = [
        {
            "x": at[tie.one][0], "y": at[tie.one][1], "x2": at[tie.other][0], "y2": at[tie.other][1],
            "family": tie.family, "sure": tie.answer in STANDS,
        }
        for tie in network.ties
    ]  # fmt: skip
    actors = [
        {
            "id": name, "name": name_of(record, name, language), "n": number, "about": name == record.about,
            "sort": record.actors[name].kind if record.actors[name].kind in ("state", "former_state") else "body",
            "link": f"/{language}/actor/{name}/", "x": at[name][0], "y": at[name][1],
        }
        for name, number in network.actors.items()
    ]  # fmt: skip
    return ties, actors


WIDE, HIGH, MARGIN = 960, 620, 34


def spec_of(question: Question, network: Network, height: int = HIGH) -> dict[str, Any]:
    """The network as a Vega specification: laid out once by the ties of all time, drawn with those of the date."""
    ties, actors = rows_of(question, network)
    colour = {name: {"value": f"var(--{name})"} for name in ("ink", "paper", "quiet", "accent", "certain", "rule-strong")}
    stroke = [{"test": f"datum.family == '{name}'", "value": f"var(--{COLOURS[name]})"} for name in FAMILIES]
    return {
        "$schema": "https://vega.github.io/schema/vega/v6.json",
        "width": WIDE, "height": height, "padding": 0, "background": None, "autosize": {"type": "none"},
        "signals": [
            {"name": "width", "init": f"containerSize()[0] || {WIDE}",
             "on": [{"events": "window:resize", "update": f"containerSize()[0] || {WIDE}"}]},
            {"name": "height", "update": f"max(width * {height / WIDE:.4f}, {min(height, 420)})"},
        ],
        "data": [
            {"name": "actors", "values": actors},
            {"name": "ties", "values": ties},
        ],
        "marks": [
            {"type": "rule", "from": {"data": "ties"}, "interactive": False, "encode": {"update": {
                "x": _within("x", "width"), "y": _within("y", "height"),
                "x2": _within("x2", "width"), "y2": _within("y2", "height"), "stroke": stroke, "strokeOpacity": {"value": 0.55},
                "strokeWidth": {"value": 1.3}, "strokeDash": [{"test": "!datum.sure", "value": [3, 3]}, {"value": []}],
            }}},
            {"type": "symbol", "name": "dots", "from": {"data": "actors"}, "encode": {"update": {
                "x": _within("x", "width"), "y": _within("y", "height"), "cursor": {"value": "pointer"},
                "size": {"signal": "datum.n ? 46 + 34 * sqrt(datum.n) : 16"},
                "shape": [
                    {"test": "datum.sort == 'body'", "value": "square"},
                    {"test": "datum.sort == 'former_state'", "value": "diamond"},
                    {"value": "circle"},
                ],
                "fill": [{"test": "datum.about", **colour["accent"]}, {"test": "!datum.n", **colour["paper"]}, colour["certain"]],
                "stroke": [{"test": "!datum.n", **colour["rule-strong"]}, colour["paper"]], "strokeWidth": {"value": 1.2},
                "tooltip": {"signal": f"{{'{_('Actor')}': datum.name, '{_('Ties')}': datum.n}}"},
            }}},
            {"type": "text", "from": {"data": "dots"}, "interactive": False, "encode": {"update": {
                "text": {"signal": "datum.datum.n ? datum.datum.name : ''"}, "limit": {"value": 150},
                "fill": colour["ink"], "fontSize": {"value": 10.5}, "font": {"value": "var(--text-font)"},
            }}, "transform": [{  # a name that would lie over another is left out, those with most ties first
                "type": "label", "size": {"signal": "[width, height]"}, "avoidMarks": ["dots"], "offset": [2],
                "anchor": ["bottom", "top", "right", "left"], "sort": {"field": "datum.datum.n", "order": "descending"},
            }]},
        ],
    }  # fmt: skip


def _within(share: str, room: str) -> dict[str, str]:
    """A share of the width or height as a place inside the drawing."""
    return {"signal": f"{MARGIN} + datum.{share} * ({room} - {2 * MARGIN})"}
