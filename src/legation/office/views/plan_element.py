"""One element of the plan: its indicators with their targets and results, its money by stage, and where each is read."""

from __future__ import annotations

from fractions import Fraction

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from legation.evaluation.plans.entries import BudgetEntry, Indicator, Node, Result, Stated, Target
from legation.evaluation.plans.figures import inputs_of, written
from legation.evaluation.plans.review import NodeOn
from legation.evaluation.plans.words import plan_words
from legation.office.pages import address, asking, nearest_of, not_in_record, show
from legation.office.plan_shown import node_shown, plan_asked
from legation.office.question import Question
from legation.office.words import date_words, day_words
from legation.publication.said_figures import grouped


@asking
def plan_element(request: HttpRequest, question: Question, id: str) -> HttpResponse:
    """The page of one element."""
    language = question.language
    made = plan_asked(question)
    found = {one.node.id: one for one in made.nodes}
    one = found.get(id)
    if one is None:
        labels = {name: each.node.name[language] for name, each in found.items()}
        return not_in_record(request, question, id, nearest_of(question, id, "plan_element", labels))
    below = [node_shown(question, made, each) for each in made.nodes if each.node.parent == id]
    context = {
        "node": node_shown(question, made, one),
        "below": below,
        "stated": stated_by(question, one),
        "trail": [
            (_("Plan and budget"), address(question, "plan")),
            *(
                (each.node.code or each.node.name[language], address(question, "plan_element", each.node.id))
                for each in above(found, one)
            ),
        ],
    }
    return show(request, question, "office/plan_element.html", context)


def above(found: dict[str, NodeOn], one: NodeOn) -> list[NodeOn]:
    """The elements from which one hangs, from the top down."""
    path: list[NodeOn] = []
    at = found.get(one.node.parent)
    while at is not None and at not in path and at is not one:
        path.append(at)
        at = found.get(at.node.parent)
    return path[::-1]


def stated_by(question: Question, one: NodeOn) -> list[tuple[str, str, str, str]]:
    """Each row of the plan behind what is shown: its claim, what it is, its source and its place in it."""
    rows = question.served.evaluated.plan.by_claim
    figures = [one.financial_target, *(one.money.stages.values() if one.money is not None else ())]
    for each in one.indicators:
        figures += [each.baseline, each.target, each.result]
    claims = dict.fromkeys((one.node.claim, *(each.indicator.claim for each in one.indicators), *inputs_of(figures)))
    found: list[Stated] = [rows[claim] for claim in claims if claim in rows]
    return [(row.claim, told_row(row, question.language), row.source, row.locator) for row in found]


def told_row(row: Stated, language: str) -> str:
    """What a row of a plan is, in a few words: which target, result or money, of when, and how much."""
    lists = plan_words().lists

    def word(named: str, id: str) -> str:
        return lists[named][id].label[language] if id in lists[named] else id

    if isinstance(row, Node | Indicator):
        return row.name[language]
    if isinstance(row, Target):
        return f"{word('targets', row.kind)} · {date_words(row.period, language)} · {_value(row.value, language)}"
    if isinstance(row, Result):
        of_day = f"{date_words(row.period, language)} · {day_words(row.as_of, language)}"
        return f"{_('result')} · {of_day} · {_value(row.value, language)}"
    assert isinstance(row, BudgetEntry)
    of_day = f"{date_words(row.period, language)} · {day_words(row.as_of, language)}"
    return f"{word('stages', row.stage)} · {of_day} · {_value(row.value, language)} {row.currency}"


def _value(value: Fraction | None, language: str) -> str:
    said = written(value)
    return "—" if said is None else grouped(said, language)
