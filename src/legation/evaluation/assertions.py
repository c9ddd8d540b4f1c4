"""Assertions: what the documents themselves claim, each with what would make it true, so that the acts can be asked."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from legation.evaluation.formula.checking import Scope, check_formula
from legation.evaluation.formula.faults import FormulaError
from legation.evaluation.formula.syntax import Node, names_in, read_formula
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
    scope: Scope, indicators: Mapping[str, Indicator], guidelines: Mapping[str, object], problems: list[Problem],
    wrong: Mapping[str, str],
) -> tuple[dict[str, Assertion], dict[str, str]]:  # fmt: skip
    """The assertions of a record by name, and those left out, each with what it rests on, empty where it is itself wrong.

    Args:
        wrong: the sets and indicators left out.

    What is wrong goes to ``problems``.
    """
    kept: dict[str, Assertion] = {}
    left_out: dict[str, str] = {}
    for entry in entries_of(scope.record, FILE, problems):
        rests_on = next((name for name in _named(entry) if name in wrong), "")
        made = _assertion(entry, scope, indicators, guidelines, rests_on)
        if made is None:
            left_out[entry.id] = rests_on
        else:
            kept[entry.id] = made
    return kept, left_out


def _named(entry: Entry) -> tuple[str, ...]:
    """What an assertion names in its formulas, as far as they can be read, or as its indicator."""
    parts = entry.content.get("parts")
    tables = [entry.content, *(parts.values() if isinstance(parts, dict) else ())]
    names = [str(entry.content.get("indicator", ""))]
    for text in (one.get("formula") for one in tables if isinstance(one, dict)):
        with suppress(FormulaError):
            names.extend(names_in(read_formula(text)) if isinstance(text, str) else ())
    return tuple(names)


def _assertion(
    entry: Entry, scope: Scope, indicators: Mapping[str, Indicator], guidelines: Mapping[str, object], rests_on: str
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
    if rests_on:
        return None  # what it rests on is itself wrong; that one's problem says what to do
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
