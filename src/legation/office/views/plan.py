"""The plan and its budget on a day: from objectives down to activities, with targets, results, progress and money."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from legation.evaluation.plans.money import together
from legation.evaluation.plans.words import plan_words
from legation.office.pages import address, asking, show
from legation.office.plan_shown import FLAGS, GRAVE, flag_counts, money_shown, node_shown, plan_asked
from legation.office.question import Question
from legation.office.words import day_words
from legation.terms.messages import say


@asking
def plan(request: HttpRequest, question: Question) -> HttpResponse:
    """The page; where the record has no plan it says so."""
    language, evaluated = question.language, question.served.evaluated
    if not evaluated.plan:
        return show(request, question, "office/plan.html", {"has_plan": False})
    made = plan_asked(question)
    wanted = request.GET.get("flag", "")
    wanted = wanted if wanted in FLAGS else ""
    nodes = [node_shown(question, made, one) for one in made.nodes]
    counts, words = flag_counts(made), plan_words().lists["flags"]
    if wanted:
        nodes = [one for one in nodes if any(flag["id"] == wanted for flag in flags_of(one))]
    scales = [scale for scale in (made.scale("progress"), made.scale("execution")) if scale is not None]
    context: dict[str, Any] = {
        "has_plan": True,
        "nodes": nodes,
        "total": len(made.nodes),
        "wanted": wanted,
        "all_link": address(question, "plan"),
        "flags": [
            {
                "id": one, "word": words[one].label[language], "means": words[one].definition[language], "count": counts[one],
                "grave": one in GRAVE, "chosen": one == wanted, "link": address(question, "plan", flag=one),
            }
            for one in FLAGS
            if counts[one]
        ],
        "scales": [
            {
                "label": scale.label[language],
                "of": scale.of,
                "bands": [
                    {
                        "word": band.label[language], "colour": band.colour,
                        "colour_word": say(f"plans.colour_{band.colour}", language),
                        "at_least": f"{float(band.at_least):g}" if band.at_least is not None else "",
                    }
                    for band in (*scale.bands, scale.no_data)
                ],
            }
            for scale in scales
        ],
        "loose": [{"line": line.line, "money": money_shown(question, made, together([line]))} for line in made.loose],
        "day": day_words(made.day, language),
        "editions": sorted({one.edition.label[language] for node in made.nodes for one in node.indicators}),
    }  # fmt: skip
    return show(request, question, "office/plan.html", context)


def flags_of(node: dict[str, Any]) -> list[dict[str, Any]]:
    """What is said of an element and of its indicators."""
    return [*node["flags"], *(flag for each in node["indicators"] for flag in each["flags"])]
