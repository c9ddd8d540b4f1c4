"""Named sets of actors or instruments: found by a formula, or listed with the claim that names each."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from legation.evaluation.circles import circles, resting
from legation.evaluation.formula.checking import BARE_WORDS, Scope, check_formula, scope_of
from legation.evaluation.formula.faults import FormulaError
from legation.evaluation.formula.fields import Words
from legation.evaluation.formula.ground import Ground
from legation.evaluation.formula.many import Names
from legation.evaluation.formula.syntax import Node, names_in, read_formula
from legation.evaluation.formula.values import Rests
from legation.evaluation.sheet import Entry, entries_of
from legation.record.record import Record
from legation.terms.problems import Problem
from legation.terms.vocabulary import Text

FILE: Final = "sets.toml"
KEYS: Final = ("label", "definition", "members", "formula")


@dataclass(frozen=True)
class NamedSet:
    """A set that formulas may name.

    Args:
        members: the claim that names each actor or instrument; formula: what finds them, where they are not listed.
    """

    id: str
    label: Text
    definition: Text
    members: Mapping[str, str]
    formula: Node | None
    entry: Entry


def read_sets(record: Record, problems: list[Problem]) -> tuple[dict[str, NamedSet], Scope, dict[str, str]]:
    """The sets of a record by name, what formulas may name, and the sets left out, each with the set on which it rests.

    A set is left out where it is not known who is in it: its formula cannot be read or gives no names, a member is not there, it
    names itself, or it rests on one left out. What is wrong goes to ``problems``.
    """
    drafts: dict[str, NamedSet] = {}
    wrong: dict[str, str] = {}
    claims = {one.id for one in record.claims} | {one.id for one in record.measures}
    for entry in entries_of(record, FILE, problems):
        entry.keys(KEYS)
        if entry.id in BARE_WORDS:
            entry.report("", "indicators.word_taken", value=entry.id)
            continue
        label, definition = entry.text("label"), entry.text("definition")
        before = len(problems)
        made = NamedSet(entry.id, label, definition, _members(entry, record), _formula(entry), entry)
        drafts[entry.id] = made
        if len(problems) > before:
            wrong[entry.id] = ""
        _check_claims(made, claims)  # a claim that is not there names nobody, as one not yet known: the set itself still answers
    scope = scope_of(record, drafts)
    trees = {name: one.formula for name, one in drafts.items() if one.formula is not None}
    named = {name: [one for one in names_in(tree) if one in drafts] for name, tree in trees.items()}
    for circle in circles(named):
        drafts[circle[0]].entry.report("formula", "indicators.circle", circle=" → ".join(circle))
        wrong |= dict.fromkeys(circle, "")
    for name, tree in trees.items():
        if name not in wrong and not _gives_names(tree, drafts[name].entry, scope):
            wrong[name] = ""
    wrong = resting(named, wrong)
    kept = {name: one for name, one in drafts.items() if name not in wrong}
    return kept, scope, wrong


def _gives_names(tree: Node, entry: Entry, scope: Scope) -> bool:
    sort, faults = check_formula(tree, scope)
    for found in faults:
        entry.report_fault("formula", found)
    if sort is not None and sort.what != "names":
        entry.report("formula", "indicators.set_of_names")
        return False
    return sort is not None and all(one.only_here for one in faults)


def _formula(entry: Entry) -> Node | None:
    text = entry.string("formula")
    if bool(text) == bool(entry.content.get("members")):
        entry.report("", "indicators.set_how", id=entry.id)
        return None
    try:
        return read_formula(text) if text else None
    except FormulaError as error:
        entry.report_fault("formula", error.fault)
        return None


def _members(entry: Entry, record: Record) -> dict[str, str]:
    given = entry.content.get("members", {})
    if not isinstance(given, dict):
        entry.report("members", "indicators.not_members")
        return {}
    there = {*record.actors, *record.instruments}
    listed = Entry(f"{entry.id}.members", given, entry.file, entry.places, entry.problems)
    kept: dict[str, str] = {}
    for name, claim in given.items():
        listed.named(name, [name], there, "member")
        kept[name] = str(claim)
    return kept


def _check_claims(found: NamedSet, claims: Collection[str]) -> None:
    entry = found.entry
    listed = Entry(f"{entry.id}.members", found.members, entry.file, entry.places, entry.problems)
    for name, claim in found.members.items():
        listed.named(name, [claim], claims, "claim")


def members_at(found: NamedSet, ground: Ground) -> Names:
    """The members of a listed set that the claims known so far name; the set is what is named, so their number is certain."""
    known = [(name, claim) for name, claim in sorted(found.members.items()) if ground.knows(claim)]
    rests = Rests(tuple(("claim", claim) for _, claim in known))
    places = np.arange(len(known))
    certain = np.ones(len(known), np.bool_)
    return Names(words=Words([name for name, _ in known]), places=places, bears=places, certain=certain, inputs=(rests,))
