"""A guideline in short: the act by which it began, what the acts show, and what the documents claim of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from legation.evaluation.guidelines import Guideline
from legation.evaluation.readings import Reading
from legation.office.acts_listed import act_shown
from legation.office.findings import (
    AssertionRow,
    Finding,
    IndicatorRow,
    assertion_row,
    finding,
    indicator_row,
    indicators_of,
    read,
)
from legation.office.findings import verdicts_of as verdicts_on
from legation.office.pages import address
from legation.office.question import Question
from legation.office.words import names_listed
from legation.publication.search.guideline_asked import GuidelineAsked
from legation.record.acts import Act
from legation.record.claims import Claim
from legation.record.sources import Source

MOST_ACTS: Final = 3
MOST_CLAIMS: Final = 3
WIDE: Final = 3
"""A claim about more guidelines than this judges them together: its acts are not shown as those that decided one of them."""


@dataclass(frozen=True, slots=True)
class Began:
    """An act by which a guideline may have begun: as a row, with the first source that tells of it and where."""

    act: dict[str, Any]
    source: Source | None
    claim: Claim | None


@dataclass(frozen=True, slots=True)
class GuidelineInShort:
    """A guideline in short.

    Args:
        objective: what the objective is called that is asked about, empty where the guideline is told whole; rows: what its
            indicators come to.
        begun: the first dated acts behind it within its time, several where the dates do not say which came first.
        more_begun: how many more may have come first; before: those of before its time; latest: the last of all.
        undated: how many acts behind it have no date.
        claims: what the documents claim, those asked about first, of an objective those on it alone.
        more_claims: how many more of them there are; other_claims: how many there are on the rest of the guideline.
        others: other guidelines that have to do with what was asked, each with its address.
    """

    finding: Finding
    link: str
    authors: str
    objective: str
    objective_link: str
    rows: tuple[IndicatorRow, ...]
    begun: tuple[Began, ...]
    more_begun: int
    before: tuple[Began, ...]
    latest: tuple[Began, ...]
    undated: int
    claims: tuple[AssertionRow, ...]
    more_claims: int
    other_claims: int
    others: tuple[tuple[str, str], ...]


def guideline_in_short(question: Question, asked: GuidelineAsked, most_claims: int = MOST_CLAIMS) -> GuidelineInShort:
    """A guideline in short, as somebody asked about it, with so many claims at most."""
    book, language = question.served.evaluated.book, question.language
    one = book.guidelines[asked.id]
    readings = [read(question, each.id) for each in indicators_of(question, one.id)]
    every = [assertion_row(question, each) for each in verdicts_on(question, one.id)]
    of_objective = [each for each in readings if asked.objective and each.indicator.objective == asked.objective]
    rows = claims_on(question, of_objective, every, asked) if asked.objective else every
    rows.sort(key=lambda row: row.id not in asked.claims)
    acts = acts_behind(question, of_objective or readings, rows if of_objective else every)
    shown = rows[:most_claims]
    found, link = finding(question, one), address(question, "guideline", one.id)
    begun, before = beginnings(one, acts)
    return GuidelineInShort(
        found, link, names_listed(found.source.authors if found.source is not None else (), language),
        one.objectives[asked.objective][language] if asked.objective else "",
        f"{address(question, 'guideline', one.id, objective=asked.objective)}#in-short" if asked.objective else "",
        tuple(indicator_row(question, each) for each in of_objective),
        tuple(_began(question, act) for act in begun[:MOST_ACTS]), max(len(begun) - MOST_ACTS, 0),
        tuple(_began(question, act) for act in before[:1]), tuple(_began(question, act) for act in latest_of(acts, begun)),
        sum(act.undated for act in acts), tuple(shown), len(rows) - len(shown), len(every) - len(rows),
        tuple((book.guidelines[name].label[language], address(question, "guideline", name)) for name in asked.others),
    )  # fmt: skip


def claims_on(
    question: Question, readings: Sequence[Reading], rows: Sequence[AssertionRow], asked: GuidelineAsked
) -> list[AssertionRow]:
    """The claims on one objective: those that the words name, and those that rest on an act behind its indicators.

    Args:
        readings: of the indicators of that objective; rows: every claim on the guideline.
    """
    behind = question.served.evaluated.acts_behind
    acts = set(behind(question.known, [ref for each in readings for ref in each.value.rests_on]))
    return [
        row
        for row in rows
        if row.id in asked.claims or (row.guidelines <= WIDE and not acts.isdisjoint(behind(question.known, row.refs)))
    ]


def acts_behind(question: Question, readings: Sequence[Reading], rows: Sequence[AssertionRow]) -> list[Act]:
    """The acts behind some indicators and claims, in order of time, the undated last; not those behind claims about many
    guidelines together."""
    refs = [ref for each in readings for ref in each.value.rests_on]
    refs += [ref for row in rows if row.guidelines <= WIDE for ref in row.refs]
    return [question.known.acts[name] for name in question.served.evaluated.acts_behind(question.known, refs)]


def beginnings(one: Guideline, acts: Sequence[Act]) -> tuple[list[Act], list[Act]]:
    """The acts that may have been the first within the time of a guideline, and those that were over before it."""
    dated = [act for act in acts if not act.undated]
    since = one.begins.first if one.begins is not None else None
    within = [act for act in dated if since is None or act.begin.hi >= since] or dated
    before = [act for act in dated if act not in within]
    first = min((act.begin.hi for act in within), default=0)
    return [act for act in within if act.begin.lo <= first], before


def latest_of(acts: Sequence[Act], begun: Sequence[Act]) -> list[Act]:
    """The last of some acts, where it is not one by which they began."""
    dated = [act for act in acts if not act.undated and act not in begun]
    return [max(dated, key=lambda act: (act.begin.lo, act.begin.hi, act.id))] if dated else []


def _began(question: Question, act: Act) -> Began:
    claim = next(iter(act.used), None)
    source = question.record.sources[claim.source] if claim is not None else None
    return Began(act_shown(question, act), source, claim)
