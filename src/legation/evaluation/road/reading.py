"""Reading roads from ``evaluation/roads/*.toml``: one table a road, its routes and steps beneath, every problem named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, cast

from legation.evaluation.norms.norm import Limit
from legation.evaluation.norms.reading import COVERAGES, limit_in, names_in, needs_in, text_in, word_in
from legation.evaluation.road.road import ASKED, BY, ENTERING, LEAVING, Asked, By, Mark, Road, Route, Step
from legation.evaluation.sheet import Entry, entries_in, within
from legation.record.record import EVALUATION, Record
from legation.terms.problems import Problem, in_order, nearest, problem

FOLDER: Final = "roads/"
KEYS: Final = (
    "actor", "label", "definition", "claims", "law", "from", "to", "replaces", "instrument_kind", "coverage", "note", "matters",
    "routes", "steps", "leaving",
)  # fmt: skip
NEEDED: Final = ("actor", "label", "definition", "claims", "from", "instrument_kind", "steps")
ROUTE_KEYS: Final = ("label", "article", "matters", "otherwise", "shown_by", "held_by")
STEP_KEYS: Final = ("label", "article", "acts", "by", "after", "routes", "asked", "norm", "marks", "coverage")


def roads_of(record: Record) -> tuple[dict[str, Road], list[Problem]]:
    """The roads of a record by id, in order of id, with every problem of their form; one with a problem is left out."""
    found: dict[str, Road] = {}
    problems: list[Problem] = []
    for name, text in sorted(record.evaluation.items()):
        if not (name.startswith(FOLDER) and name.endswith(".toml")):
            continue
        for road in read_roads(f"{EVALUATION}/{name}", text, problems):
            if road.id in found:
                problems.append(problem(road.file, road.line, road.id, "roads.twice", id=road.id, file=found[road.id].file))
            else:
                found[road.id] = road
    return dict(sorted(found.items())), in_order(problems)


def read_roads(file: str, text: str, problems: list[Problem]) -> Iterator[Road]:
    """The roads in one text, those without a problem; what is wrong with the others goes to ``problems``."""
    for entry in entries_in(file, text, problems):
        before = len(problems)
        road = _road(entry)
        if len(problems) == before:
            yield road


def _road(entry: Entry) -> Road:
    entry.keys(KEYS)
    needs_in(entry, NEEDED)
    exhaustive = entry.one_of("coverage", COVERAGES, needed=False) == COVERAGES[0]
    matters = {one.id.rpartition(".")[2]: one for one in within(entry, "matters")}
    routes = tuple(_route(one, matters) for one in within(entry, "routes"))
    steps = tuple(_step(one, exhaustive) for one in within(entry, "steps"))
    leaving = tuple(_step(one, exhaustive) for one in within(entry, "leaving"))
    if sum(route.otherwise for route in routes) > 1:
        entry.report("routes", "roads.two_otherwise", id=entry.id)
    _order(entry, "steps", steps, routes, ENTERING)
    if leaving:
        _order(entry, "leaving", leaving, routes, LEAVING)
    return Road(
        id=entry.id, actor=word_in(entry, "actor"), label=text_in(entry, "label"), definition=text_in(entry, "definition"),
        claims=names_in(entry, "claims"), law=word_in(entry, "law"), begins=limit_in(entry, "from") or Limit(),
        ends=limit_in(entry, "to"), replaces=word_in(entry, "replaces"), kinds=names_in(entry, "instrument_kind"),
        matters={name: one.text("label") for name, one in matters.items()}, routes=routes, steps=steps, leaving=leaving,
        note=text_in(entry, "note"), file=entry.file, line=entry.places.line(entry.id),
    )  # fmt: skip


def _route(entry: Entry, matters: Iterable[str]) -> Route:
    entry.keys(ROUTE_KEYS)
    needs_in(entry, ("label",))
    otherwise = entry.content.get("otherwise", False)
    if not isinstance(otherwise, bool):
        entry.report("otherwise", "norms.yes_or_no", key="otherwise", value=otherwise)
    known = tuple(matters)
    named = names_in(entry, "matters")
    _known(entry, "matters", named, known, "roads.unknown_matter")
    return Route(
        entry.id.rpartition(".")[2], text_in(entry, "label"), word_in(entry, "article"), named, otherwise is True,
        names_in(entry, "shown_by"), names_in(entry, "held_by"),
    )  # fmt: skip


def _step(entry: Entry, exhaustive: bool) -> Step:
    entry.keys(STEP_KEYS)
    needs_in(entry, ("label",))
    coverage = entry.one_of("coverage", COVERAGES, needed=False)
    step = Step(
        id=entry.id.rpartition(".")[2], label=text_in(entry, "label"), article=word_in(entry, "article"),
        acts=names_in(entry, "acts"), by=cast(By, entry.one_of("by", BY, needed=False) or BY[0]),
        after=names_in(entry, "after"), routes=names_in(entry, "routes"),
        asked=cast(Asked, entry.one_of("asked", ASKED, needed=False) or ASKED[0]), norm=word_in(entry, "norm"),
        marks=cast(Mark, entry.one_of("marks", (*ENTERING, *LEAVING), needed=False)),
        exhaustive=coverage == COVERAGES[0] if coverage else exhaustive,
    )  # fmt: skip
    if not step.acts and not step.marks:
        entry.report("acts", "roads.no_acts", id=entry.id)
    if step.norm and not step.after:
        entry.report("norm", "roads.counted_from_nothing", id=entry.id)
    return step


def _order(entry: Entry, key: str, steps: Sequence[Step], routes: Sequence[Route], marks: Sequence[Mark]) -> None:
    """What a list of steps must be: known names, an end to all waiting, and each mark on just one step."""
    names = [step.id for step in steps]
    for step in steps:
        place = Entry(f"{entry.id}.{key}.{step.id}", {}, entry.file, entry.places, entry.problems)
        _known(place, "after", step.after, names, "roads.unknown_step")
        _known(place, "routes", step.routes, [route.id for route in routes], "roads.unknown_route")
        if step.marks and step.marks not in marks:
            place.report("marks", "roads.wrong_mark", value=step.marks, words=", ".join(marks))
        if step.id in _reached(step, steps):
            place.report("after", "roads.circle", id=step.id, loop=" → ".join([*_loop(step, steps), step.id]))
    for mark in marks:
        marked = [step.id for step in steps if step.marks == mark]
        if len(marked) != 1:
            entry.report(key, "roads.one_mark", id=entry.id, mark=mark, found=", ".join(marked) or "—")


def _reached(step: Step, steps: Sequence[Step]) -> set[str]:
    direct = {one.id: one.after for one in steps}
    found: set[str] = set()
    waiting = list(step.after)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(direct.get(name, ()))
    return found


def _loop(step: Step, steps: Sequence[Step]) -> list[str]:
    """The steps of the circle in which a step stands, as one waits for the next."""
    by_name = {one.id: one for one in steps}
    path = [step.id]
    while True:
        here = by_name[path[-1]]
        onward = next(name for name in here.after if name in by_name and step.id in {name, *_reached(by_name[name], steps)})
        if onward == step.id:
            return path
        path.append(onward)


def _known(entry: Entry, key: str, names: Iterable[str], known: Sequence[str], code: str) -> None:
    for name in names:
        if name not in known:
            entry.report(key, code, value=name, nearest=nearest(name, known) or ", ".join(known) or "—")
