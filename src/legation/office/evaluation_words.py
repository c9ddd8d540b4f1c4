"""Values, units, verdicts and statuses of the evaluation, as a reader meets them."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _

from legation.evaluation.formula.values import Value
from legation.evaluation.indicators import Indicator
from legation.evaluation.plans.words import plan_words
from legation.office.words import days_words
from legation.publication.evaluation_tables import figure
from legation.record.acts import FOREVER, Days
from legation.record.record import Record
from legation.terms.edtf import Edtf
from legation.terms.messages import say

THINGS: Final = "things"
PERCENT: Final = "percent"
SHAPES: Final = {
    "yes": "yes", "partly": "possible", "no": "no", "cannot_be_known": "unknown", "unknown": "unknown",
    "met": "yes", "due": "presumed", "overdue": "no", "lapsed": "lapsed",
    "happened": "yes", "given_up": "no", "not_known": "unknown",
}  # fmt: skip
"""The shape that stands beside each word, so that none is told by its colour alone."""


def value_words(value: Value, language: str) -> str:
    """A value in words: “al menos 34”, “de 0.43 a 3.43”, a day where it is one, “sin datos”."""
    if value.missing is None and not value.dated and value.floor and value.lo == value.hi == 0:
        return _("none named")
    if value.missing is not None or not value.dated:
        return figure(value, language)
    return days_words(Days(_day(value.lo), _day(value.hi)), language)


def _day(number: float) -> int:
    return int(max(-FOREVER, min(FOREVER, number)))


def unit_words(record: Record, indicator: Indicator, language: str) -> str:
    """What an indicator is measured in: “%”, “años”, “acuerdos”; empty for things that its name tells."""
    named = indicator.measured_in
    if named == PERCENT:
        return "%"
    if named in ("", THINGS):
        return ""
    if named in record.vocabulary.units:
        return record.vocabulary.units[named].label[language]
    return {"years": _("years"), "months": _("months"), "days": _("days")}[named]


def sort_of_unit(indicator: Indicator, language: str) -> str:
    """Which of the seven units of CEPLAN it is."""
    return plan_words().label("measures", indicator.unit, language)


def direction_words(direction: str, language: str) -> str:
    """“Ascendente”, “descendente”, “constante”."""
    return plan_words().label("directions", direction, language) if direction else ""


def every_words(every: str) -> str:
    """Of what time an indicator speaks."""
    return {
        "year": _("of each year"),
        "decade": _("of each decade"),
        "period": _("of the whole time up to the day asked about"),
    }[every]


def period_words(begins: Edtf | None, ends: Edtf | None) -> str:
    """From when until when a guideline is said to have held: “1821–2000”, “década de 1990”; empty where nothing is said."""
    if begins is None and ends is None:
        return ""
    first, last = (one.text if one is not None else "" for one in (begins, ends))
    if first == last and first.endswith("X") and first[:3].isdigit():
        return _("the %(decade)s0s") % {"decade": first[:3]}
    return first if first == last else f"{first}–{last}"


def borne_out_words(word: str, language: str) -> str:
    """Whether the acts bear something out."""
    return say(f"indicators.{word}", language)


def status_words(word: str, language: str) -> str:
    """Where a duty stands."""
    return say(f"norms.status_{word}", language)


def became_words(word: str, language: str) -> str:
    """What became of something expected."""
    return say(f"expectations.{word}", language)
