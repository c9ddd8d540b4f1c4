"""Progress (avance): how far a value obtained has come towards its target, by the formula of its direction, in dated editions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from legation.evaluation.bounds import OVER, Bounds, Quotient, Unknown, quotient
from legation.evaluation.dated import Dated, days_of, holding, read_dated, report_overlaps, source_of
from legation.evaluation.direction import DIRECTIONS
from legation.evaluation.sheet import Entry, entries_in
from legation.record.record import Record
from legation.terms.problems import Problem

FILE: Final = "progress.toml"
ACTIVITY: Final = "activity"
KEYS: Final = ("label", "source", "from", "to", *DIRECTIONS, ACTIVITY, "at_least", "at_most")
METHODS: Final[Mapping[str, Quotient]] = {
    "obtained_over_target": OVER,
    "target_over_obtained": Quotient(lambda obtained, target: target, lambda obtained, target: obtained),
    "smaller_over_larger": Quotient(min, max, peak=True),
    "share_of_the_way": Quotient(
        lambda obtained, target, baseline: obtained - baseline, lambda obtained, target, baseline: target - baseline
    ),
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

    def needs_baseline(self, direction: str) -> bool:
        """Whether the formula of a direction needs a start value."""
        return self.methods[direction] in NEEDS_BASELINE

    def held(self, percent: Bounds) -> Bounds:
        """Percentages within what the edition holds them to."""
        low, high, floor, ceiling = percent
        if self.at_least is not None:
            low, high, ceiling = max(low, self.at_least), max(high, self.at_least), False
        if self.at_most is not None:
            low, high, floor = min(low, self.at_most), min(high, self.at_most), False
        return Bounds(low, high, floor, ceiling)


def progress(edition: Edition, direction: str, parts: Sequence[Bounds], limit: str = "") -> Bounds | Unknown:
    """Progress in per cent; why there is none where it is divided by nothing, or by what is known only in part.

    Args:
        direction: ``activity`` for what an operational activity counts; else ``rising``, ``falling`` or ``steady``.
        parts: the value obtained, the target and, where the edition needs it, the baseline.
        limit: of a steady value, ``maximum`` or ``minimum``: within the limit progress is whole; empty where both sides count.
    """
    obtained, target, *start = parts
    if limit:  # within its limit a value is as good as the limit itself
        obtained = obtained.picked(max if limit == "maximum" else min, target)
    found = quotient(METHODS[edition.methods[direction]], obtained, target, *start)
    if isinstance(found, str):
        return found
    return edition.held(Bounds(found.low * 100, found.high * 100, found.floor, found.ceiling))


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
    methods: dict[str, str] = {direction: entry.one_of(direction, METHODS) for direction in DIRECTIONS}
    methods[ACTIVITY] = entry.one_of(ACTIVITY, METHODS, needed=False) or methods["rising"]
    source = "" if record is None else source_of(entry, record, needed=True)
    bounds = [entry.content.get(name) for name in ("at_least", "at_most")]
    for name, bound in zip(("at_least", "at_most"), bounds, strict=True):
        if bound is not None and not isinstance(bound, int):
            entry.report(name, "records.not_a_figure", value=bound)
            return None
    return Edition(entry.id, label, source, *days_of(entry), methods, *bounds)
