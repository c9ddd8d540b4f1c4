"""Where a treaty has a clause of its own on leaving, it gives the period of notice, and not the default rule."""

from __future__ import annotations

from dataclasses import replace

from legation.record.acts import Variant
from legation.record.record import Record
from legation.standings.participation.written import notice_of
from legation.terms.days import Period
from legation.terms.messages import say
from legation.terms.vocabulary import Effect, Text


def as_its_clause_says(record: Record, effect: Effect, variant: Variant) -> Effect:
    """The effect of an act, with the period and the rule of the clause of its instrument, where the record has that clause."""
    if not effect.by_clause:
        return effect
    found = [notice for name in variant.role("instrument") if (notice := notice_of(record, name)) is not None]
    if len(found) != 1:
        return effect
    period, article = found[0]
    rule = Text(*(say("participation.clause_rule", language, period=_said(period, language)) for language in ("en", "es")))
    return replace(effect, after=period, rule=rule, source=article)


def _said(period: Period, language: str) -> str:
    parts = [
        say(f"participation.{name}_{'one' if number == 1 else 'many'}", language, number=number)
        for name, number in (("months", period.months), ("days", period.days))
        if number
    ]
    return ", ".join(parts)
