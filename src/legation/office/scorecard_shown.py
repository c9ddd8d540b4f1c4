"""The scorecard of a guideline or a field: lights with their words, trends, and what the record says on each DAC criterion."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from legation.evaluation.scorecards.lights import Light
from legation.evaluation.scorecards.lines import Line
from legation.evaluation.scorecards.scorecard import By, Scorecard
from legation.office.question import Question
from legation.office.words import day_words
from legation.publication.scorecard_tables import light_text, moved_text, spoken_text
from legation.terms.messages import say


@dataclass(frozen=True, slots=True)
class Lamp:
    """A light: its word, its colour for the style sheet and in words; both empty where no scale gives one."""

    word: str
    colour: str
    colour_word: str


@dataclass(frozen=True, slots=True)
class LineShown:
    """A line of a card beside its indicator: its lamp where a target was promised, and how it moved."""

    lamp: Lamp | None
    moved: str
    towards: str


def card_of(question: Question, by: By, name: str) -> Scorecard | None:
    """The card of a guideline or field on the date; None where there is none."""
    cards = question.served.evaluated.cards(question.known, question.on.last, by)
    return next((card for card in cards if card.id == name), None)


def card_shown(question: Question, card: Scorecard | None) -> dict[str, Any] | None:
    """A card as a page shows it."""
    if card is None or not card.lines:
        return None
    language = question.language
    lamps = {line.light.id: lamp_of(line.light, language) for line in card.lines}
    trends = Counter((line.trend.towards or "unknown") for line in card.lines if line.trend.moved != "not_asked")
    scales = {line.light.scale.label[language] for line in card.lines if line.light.scale is not None}
    return {
        "lamps": [(lamps[name], count) for name, count in card.lights.items()],
        "trends": [
            (one, say(f"scorecards.towards_{one}", language), trends[one])
            for one in ("better", "worse", "level", "unknown")
            if trends[one]
        ],
        "since": day_words(card.since, language),
        "scales": "; ".join(sorted(scales)),
        "criteria": [
            {
                "label": found.criterion.label[language],
                "said": [
                    (say(f"scorecards.reading_{spoken.reading}", language), spoken_text(spoken, language))
                    for spoken in found.spoken
                    if spoken.value.missing is None
                ],
                "needs": found.criterion.needs[language],
            }
            for found in card.criteria
        ],
    }


def lines_shown(question: Question, card: Scorecard | None) -> dict[str, LineShown]:
    """The lines of a card by indicator."""
    return {line.id: line_shown(line, question.language) for line in card.lines} if card is not None else {}


def line_shown(line: Line, language: str) -> LineShown:
    """A line beside its indicator."""
    lamp = lamp_of(line.light, language) if line.target is not None else None
    moved = moved_text(line, language) if line.trend.moved in ("rose", "fell", "level") else ""
    return LineShown(lamp, moved, line.trend.towards)


def lamp_of(light: Light, language: str) -> Lamp:
    """A light in words, with its colour."""
    colour = light.colour
    return Lamp(light_text(light)[language], colour or "none", say(f"plans.colour_{colour}", language) if colour else "")
