"""Assertions: what the documents themselves claim, each with what would make it true, so that the acts can be asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from legation.evaluation.formula.checking import Scope, check_formula
from legation.evaluation.formula.faults import FormulaError
from legation.evaluation.formula.syntax import Node, read_formula
from legation.evaluation.indicators import Indicator
from legation.evaluation.sheet import Entry, entries_of, within
from legation.terms.edtf import Edtf
from legation.terms.problems import Problem
from legation.terms.vocabulary import Text

FILE: Final = "assertions.toml"
KEYS: Final = ("label", "claim", "guideline", "formula", "parts", "indicator", "is", "on", "needs", "limits")
PART_KEYS: Final = ("label", "formula")
SIGNS: Final = ("=", "!=", "<", "<=", ">", ">=")


@dataclass(frozen=True)
class Part:
    """One thing that an assertion asserts: its words and its formula of truth."""

    label: Text
    tree: Node
    formula: str


@dataclass(frozen=True)
class Assertion:
    """What a document claims.

    Args:
        claims: ids of the claims that state it.
        parts: each must hold; indicator and sign: instead, an indicator compared with what the first claim states.
        on: the date it speaks of; where it gives none, the date asked about.
        needs: which datum would settle it.
    """

    id: str
    label: Text
    claims: tuple[str, ...]
    guideline: tuple[str, ...]
    parts: tuple[Part, ...]
    indicator: Indicator | None
    sign: str
    on: Edtf | None
    needs: Text
    limits: Text
    entry: Entry


def read_assertions(
    scope: Scope, indicators: Mapping[str, Indicator], guidelines: Mapping[str, object], problems: list[Problem]
) -> tuple[dict[str, Assertion], tuple[str, ...]]:
    """The assertions of a record by name, and the names of those too wrong to keep; what is wrong goes to ``problems``."""
    entries = entries_of(scope.record, FILE, problems)
    made = {entry.id: _assertion(entry, scope, indicators, guidelines) for entry in entries}
    kept = {name: one for name, one in made.items() if one is not None}
    return kept, tuple(name for name in made if name not in kept)


def _assertion(
    entry: Entry, scope: Scope, indicators: Mapping[str, Indicator], guidelines: Mapping[str, object]
) -> Assertion | None:
    entry.keys(KEYS)
    claims = entry.strings("claim")
    if not claims:
        entry.report("claim", "indicators.missing", id=entry.id, key="claim")
    entry.named("claim", claims, scope.stated, "claim")
    label = entry.text("label")
    guideline = entry.named("guideline", entry.strings("guideline"), guidelines, "guideline")
    ways = [key for key in ("formula", "parts", "indicator") if entry.content.get(key)]
    if len(ways) != 1:
        entry.report("", "indicators.assertion_how", id=entry.id)
        return None
    parts = _parts(entry, label, scope)
    indicator, sign = entry.string("indicator"), entry.one_of("is", SIGNS, needed=False) or "="
    if indicator:
        entry.named("indicator", [indicator], indicators, "indicator")
        if claims and claims[0] in scope.stated and not scope.stated[claims[0]][0]:
            entry.report("claim", "indicators.claim_without_value", value=claims[0])
    on = entry.date("on", entry.content["on"]) if "on" in entry.content else None
    if parts is None or (indicator and indicator not in indicators):
        return None
    needs, limits = entry.text("needs", needed=False), entry.text("limits", needed=False)
    return Assertion(entry.id, label, claims, guideline, parts, indicators.get(indicator), sign, on, needs, limits, entry)


def _parts(entry: Entry, label: Text, scope: Scope) -> tuple[Part, ...] | None:
    """The parts that an assertion has; None where one is wrong."""
    tables = within(entry, "parts")
    for table in tables:
        table.keys(PART_KEYS)
    made = [_part(table, table.text("label"), scope) for table in tables]
    if entry.content.get("formula"):
        made = [_part(entry, label, scope)]
    whole = [one for one in made if one is not None]
    return tuple(whole) if len(whole) == len(made) else None


def _part(entry: Entry, label: Text, scope: Scope) -> Part | None:
    text = entry.string("formula", needed=True)
    if not text:
        return None
    try:
        tree = read_formula(text)
    except FormulaError as error:
        entry.report_fault("formula", error.fault)
        return None
    sort, faults = check_formula(tree, scope)
    for found in faults:
        entry.report_fault("formula", found)
    if sort is not None and sort.what != "truth":
        entry.report("formula", "indicators.not_a_truth")
        return None
    return Part(label, tree, text) if sort is not None and all(one.only_here for one in faults) else None
