"""A plan as pages show it: figures in words, bands with their words beside their colours, money by stage, flags."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from django.utils.translation import gettext as _

from legation.evaluation.plans.figures import Figure, written
from legation.evaluation.plans.money import STAGES, Money
from legation.evaluation.plans.review import IndicatorOn, NodeOn, PlanOn
from legation.evaluation.plans.words import plan_words
from legation.evaluation.scales import Scale
from legation.office.question import Question
from legation.office.words import day_words
from legation.publication.said_figures import grouped
from legation.standings.asof import KnownRecord
from legation.terms.messages import say

FLAGS: Final = ("late", "unreported", "overspent", "unfunded", "orphan", "contradicted", "no_baseline", "no_target")
GRAVE: Final = frozenset({"late", "overspent", "unfunded", "orphan"})
FULL: Final = 100


@dataclass(frozen=True, slots=True)
class Light:
    """A rating: its word, its colour in words and for the style sheet, and the share to draw, in percent."""

    word: str
    colour: str
    colour_word: str
    share: str


def plan_known(question: Question) -> KnownRecord:
    """The record as known for its plan: where no day of knowledge is asked, once all of the plan too was known."""
    if question.known_text:
        return question.known
    return question.served.as_known(max(question.served.latest, question.served.evaluated.last_of_plan))


def plan_asked(question: Question) -> PlanOn:
    """The plan on the date."""
    return question.served.evaluated.plan_on(plan_known(question), question.on.last)


def figure_shown(figure: Figure, language: str, places: int = 2) -> str:
    """A figure in words, “al menos 12”, “3–5”; empty where there is none."""
    if not figure.known:
        return ""
    low, high = (grouped(written(bound, places) or "", language) for bound in (figure.low, figure.high))
    text = low if low == high else f"{low}–{high}"
    return _("at least %(n)s") % {"n": text} if figure.floor else text


def light_of(scale: Scale | None, figure: Figure, language: str) -> Light | None:
    """The rating of a percentage by a scale; None where no scale holds."""
    if scale is None:
        return None
    band = scale.band(figure.low)
    share = min(max(figure.low or Fraction(0), Fraction(0)), Fraction(FULL))
    return Light(band.label[language], band.colour, say(f"plans.colour_{band.colour}", language), f"{float(share):.1f}%")


def flags_shown(flags: tuple[str, ...], language: str) -> list[dict[str, Any]]:
    """What may be said of an item, with its definition."""
    words = plan_words().lists["flags"]
    return [
        {"id": one, "word": words[one].label[language], "means": words[one].definition[language], "grave": one in GRAVE}
        for one in FLAGS
        if one in flags and one in words
    ]


def indicator_shown(question: Question, made: PlanOn, one: IndicatorOn) -> dict[str, Any]:
    """An indicator of the plan as a row."""
    language = question.language
    reason = one.progress.no_data
    return {
        "id": one.indicator.id,
        "name": one.indicator.name[language],
        "measure": plan_words().label("measures", one.indicator.measure, language),
        "unit": one.indicator.unit[language],
        "direction": plan_words().label("directions", one.direction, language) if one.direction else "",
        "direction_by": one.direction_by,
        "period": one.period,
        "deadline": day_words(one.deadline, language, "medium") if one.deadline is not None else "",
        "baseline": figure_shown(one.baseline, language),
        "target": figure_shown(one.target, language),
        "result": figure_shown(one.result, language),
        "as_of": day_words(one.as_of, language, "medium") if one.as_of is not None else "",
        "progress": figure_shown(one.progress, language, 1),
        "no_progress": plan_words().label("reasons", reason, language) if reason else "",
        "light": light_of(made.scale("progress"), one.progress, language),
        "edition": one.edition.label[language],
        "flags": flags_shown(one.flags, language),
        "claims": sorted({one.indicator.claim, *one.baseline.inputs, *one.target.inputs, *one.result.inputs}),
    }


def money_shown(question: Question, made: PlanOn, money: Money | None) -> dict[str, Any] | None:
    """Money by stage as of the day, and its execution."""
    if money is None:
        return None
    language = question.language
    stages = plan_words().lists["stages"]
    return {
        "year": money.period,
        "currency": money.currency,
        "mixed": ", ".join(money.currency.split(";")) if ";" in money.currency else "",
        "stages": [
            {
                "id": stage, "word": stages[stage].label[language], "means": stages[stage].definition[language],
                "value": figure_shown(money.stages[stage], language, 0),
            }
            for stage in STAGES
        ],
        "modified": figure_shown(money.stages["modified"], language, 0),
        "accrued": figure_shown(money.stages["accrued"], language, 0),
        "execution": figure_shown(money.execution, language, 1),
        "light": light_of(made.scale("execution"), money.execution, language),
        "overspent": money.overspent,
    }  # fmt: skip


def node_shown(question: Question, made: PlanOn, one: NodeOn) -> dict[str, Any]:
    """An element of the plan as a row of the tree."""
    language, kind = question.language, plan_words().kinds[one.node.kind]
    return {
        "id": one.node.id,
        "code": one.node.code,
        "name": one.node.name[language],
        "kind": kind.label[language],
        "plan": kind.plan,
        "owner": one.node.owner[language],
        "depth": min(one.depth, 6),
        "begins": day_words(one.node.begins, language, "medium") if one.node.begins is not None else "",
        "ends": day_words(one.node.ends, language, "medium") if one.node.ends is not None else "",
        "indicators": [indicator_shown(question, made, each) for each in one.indicators],
        "money": money_shown(question, made, one.money),
        "financial": figure_shown(one.financial_target, language, 0),
        "cost": figure_shown(one.cost_per_unit, language, 0),
        "flags": flags_shown(one.flags, language),
    }


def flag_counts(made: PlanOn) -> Counter[str]:
    """How many elements carry each flag, and how many indicators those that only indicators carry."""
    found = Counter(flag for one in made.nodes for flag in one.flags)
    found.update(flag for one in made.nodes for each in one.indicators for flag in each.flags if flag not in GRAVE)
    return found
