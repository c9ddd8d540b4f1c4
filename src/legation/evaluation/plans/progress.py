"""Progress (avance): how far a result has come towards its target, by the formula of its direction, in dated editions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib import resources
from typing import Final

from legation.evaluation.dated import Dated, days_of, holding, read_dated, report_overlaps, source_of
from legation.evaluation.plans.figures import Figure, combined, nothing
from legation.evaluation.sheet import Entry, entries_in
from legation.record.record import Record
from legation.terms.problems import Problem

FILE: Final = "progress.toml"
DIRECTIONS: Final = ("rising", "falling", "steady")
ACTIVITY: Final = "activity"
KEYS: Final = ("label", "source", "from", "to", *DIRECTIONS, ACTIVITY, "at_least", "at_most")


def _ratio(above: Fraction, below: Fraction) -> Fraction | None:
    return None if below == 0 else above / below


def _smaller_over_larger(obtained: Fraction, target: Fraction) -> Fraction | None:
    return Fraction(1) if obtained == target else _ratio(min(obtained, target), max(obtained, target))


METHODS: Final[Mapping[str, Callable[..., Fraction | None]]] = {
    "obtained_over_target": lambda obtained, target: _ratio(obtained, target),
    "target_over_obtained": lambda obtained, target: _ratio(target, obtained),
    "smaller_over_larger": _smaller_over_larger,
    "share_of_the_way": lambda obtained, target, baseline: _ratio(obtained - baseline, target - baseline),
}
"""The formulas an edition may choose from, each of the value obtained, the target and, for the share of the way, the baseline."""

NEEDS_BASELINE: Final = frozenset({"share_of_the_way"})


@dataclass(frozen=True, slots=True)
class Edition(Dated):
    """An edition of the formulas.

    Args:
        methods: for each direction, and for the yearly counts of operational activities (``activity``), a name of ``METHODS``.
        at_least, at_most: bounds that percentages are held to, if any.
    """

    methods: Mapping[str, str]
    at_least: int | None = None
    at_most: int | None = None

    @property
    def needs_baseline(self) -> bool:
        """Whether any of its formulas needs a start value."""
        return not NEEDS_BASELINE.isdisjoint(self.methods.values())


def progress(edition: Edition, direction: str, limit: str, obtained: Figure, target: Figure, baseline: Figure) -> Figure:
    """Progress in per cent.

    Args:
        direction: ``activity`` for what an operational activity counts; else ``rising``, ``falling``, ``steady``, or empty where
            it is not known.
        limit: of a steady value, ``maximum`` or ``minimum``: within the limit progress is whole; empty where both sides count.
    """
    if not direction:
        return nothing("no_direction", *obtained.inputs, *target.inputs)
    name = edition.methods[direction]
    method = METHODS[name]

    def percent(value: Fraction, aim: Fraction, *start: Fraction) -> Fraction | None:
        within = (limit == "maximum" and value <= aim) or (limit == "minimum" and value >= aim)
        share = Fraction(1) if within else method(value, aim, *start)
        return None if share is None else _held(share * 100, edition)

    parts = (obtained, target, baseline) if name in NEEDS_BASELINE else (obtained, target)
    return combined(percent, "division_by_nothing", *parts)


def _held(percent: Fraction, edition: Edition) -> Fraction:
    if edition.at_least is not None:
        percent = max(percent, Fraction(edition.at_least))
    return percent if edition.at_most is None else min(percent, Fraction(edition.at_most))


def edition_on(editions: Sequence[Edition], day: int) -> Edition:
    """The edition in force on a day: one of the record's own, else our reading."""
    found = holding(editions, day)
    return found if isinstance(found, Edition) else our_reading()


@cache
def our_reading() -> Edition:
    """The edition shipped with Legation, which says of itself that it is our reading."""
    text = (resources.files(__package__) / "progress.toml").read_text(encoding="utf-8")
    problems: list[Problem] = []
    (entry,) = entries_in(FILE, text, problems)
    made = _edition(entry, None)
    assert made is not None and not problems
    return made


def read_editions(record: Record) -> tuple[tuple[Edition, ...], list[Problem]]:
    """The editions of a record's own, and every problem of their file; one that is wrong is left out."""
    entries, found, problems = read_dated(record, FILE, lambda entry: _edition(entry, record))
    report_overlaps(entries, found)
    return tuple(sorted(found, key=lambda one: (one.first, one.id))), problems


def _edition(entry: Entry, record: Record | None) -> Edition | None:
    entry.keys(KEYS)
    label = entry.text("label")
    methods = {direction: entry.one_of(direction, METHODS) for direction in DIRECTIONS}
    methods[ACTIVITY] = entry.one_of(ACTIVITY, METHODS, needed=False) or methods["rising"]
    source = "" if record is None else source_of(entry, record, needed=True)
    bounds = [entry.content.get(name) for name in ("at_least", "at_most")]
    for name, bound in zip(("at_least", "at_most"), bounds, strict=True):
        if bound is not None and not isinstance(bound, int):
            entry.report(name, "records.not_a_figure", value=bound)
            return None
    return Edition(entry.id, label, source, *days_of(entry), methods, *bounds)
