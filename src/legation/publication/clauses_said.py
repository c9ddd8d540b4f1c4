"""Final clauses as what they do, in sentences, each with the article of the treaty that says it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from legation.record.record import Record
from legation.standings.participation.clauses import Entry, FinalClauses, Lapse, Leaving
from legation.terms.days import Period
from legation.terms.messages import say
from legation.terms.said_days import day_said

_NAMED: Final = 3
"""Up to this ordinal, numbers are said in words."""


@dataclass(frozen=True, slots=True)
class ClauseSaid:
    """One final clause.

    Args:
        clause: which, as ``articles`` names it: ``entry``, ``joining``, ``denunciation``, ``duration``, …
        label: what it is about, in words.
        sentences: what it does.
        article: the article of the treaty, empty where the record does not say.
    """

    clause: str
    label: str
    sentences: tuple[str, ...]
    article: str = ""

    def __str__(self) -> str:
        article = f" ({self.article})" if self.article else ""
        return f"{self.label}{article}: {' '.join(self.sentences)}"


def clauses_said(record: Record, clauses: FinalClauses, language: str) -> tuple[ClauseSaid, ...]:
    """What the final clauses of a treaty do, in the order in which a treaty has them; none where it says nothing."""

    def told(code: str, /, **values: object) -> str:
        return say(f"final_clauses.{code}", language, **values)

    def names(of: Iterable[str]) -> str:
        return ", ".join(record.actors[one].name[language] if one in record.actors else one for one in of)

    amended = record.instruments[clauses.amends].title[language] if clauses.amends in record.instruments else clauses.amends
    corrections = [act for act, _ in clauses.corrections]
    found = [
        ("signature", _signature(clauses, told)),
        ("reservations", [told(f"reservations_{clauses.reservations}")] if clauses.reservations != "free" else []),
        ("entry", list(_entry(record, clauses, language, told, names))),
        ("joining", _joining(clauses, language, told)),
        ("denunciation", list(_leaving(clauses.denunciation, language, told))),
        ("duration", _duration(clauses, language, told)),
        ("minimum", [told("minimum_said", n=clauses.minimum)] if clauses.minimum else []),
        ("sides", [told("bilateral")] if clauses.bilateral else []),
        ("amendment", [told(f"amends_{clauses.binds}", instrument=amended)] if clauses.amends else []),
        ("correction", [told("corrected_by", acts=", ".join(corrections))] if corrections else []),
    ]  # fmt: skip
    return tuple(
        ClauseSaid(clause, told(clause), tuple(sentences), clauses.article(clause)) for clause, sentences in found if sentences
    )


def period_said(period: Period, language: str) -> str:
    """A period in words: ``six months``' figure and unit, whole years as years."""
    years, months = divmod(period.months, 12) if period.months % 12 == 0 else (0, period.months)
    parts = [
        say(f"final_clauses.{unit}_one" if n == 1 else f"final_clauses.{unit}", language, n=n)
        for unit, n in (("years", years), ("months", months), ("days", period.days))
        if n
    ]
    return parts[0] if len(parts) == 1 else say("final_clauses.and", language, first=parts[0], second=parts[1]) if parts else "0"


def lapse_said(lapse: Lapse, event: str, language: str) -> str:
    """How long after an event a clause takes effect: “30 days after the 6th consent to be bound”.

    Args:
        event: with its article, so that Spanish can put “de” before it.
    """
    of_event = f"del {event.removeprefix('el ')}" if event.startswith("el ") else f"de {event}"
    if lapse.after is None:
        code, period = "next_month" if lapse.next_month else "at_once", ""
    else:
        code = "after_next_month" if lapse.next_month else "after_next_day" if lapse.next_day else "after"
        period = period_said(lapse.after, language)
    return say(f"final_clauses.{code}", language, period=period, event_en=event, event_es=of_event)


def _signature(clauses: FinalClauses, told: Callable[..., str]) -> list[str]:
    return [
        told(code)
        for code, said in (
            ("signature_binds", clauses.signature_binds), ("provisional_on_signature", clauses.provisional_on_signature),
        )
        if said
    ]  # fmt: skip


def _entry(
    record: Record, clauses: FinalClauses, language: str, told: Callable[..., str], names: Callable[[Iterable[str]], str]
) -> Iterator[str]:
    rule = clauses.entry or (Entry(all=True) if clauses.negotiators else None)
    if rule is None:
        return
    event = ""
    if rule.consents:
        event = told(f"event_{rule.consents}" if rule.consents <= _NAMED else "event_nth", n=rule.consents)
    elif rule.all or rule.including:
        event = (
            told("event_all", names=names(clauses.negotiators)) if rule.all else told("event_named", names=names(rule.including))
        )
    if event:
        yield told("entry_said", lapse=lapse_said(rule.lapse, event, language))
    if rule.including and event and (rule.consents or rule.all):
        yield told("entry_including", names=names(rule.including))
    if rule.on is not None:
        code = "entry_on" if event else "entry_fixed"
        yield told(code, day=day_said(rule.on, language))
    if rule.excluding:
        yield told("entry_excluding", names=names(rule.excluding))
    if rule.kinds:
        words = record.vocabulary.acts
        yield told("entry_kinds", kinds=", ".join(words[one].label[language] if one in words else one for one in rule.kinds))


def _joining(clauses: FinalClauses, language: str, told: Callable[..., str]) -> list[str]:
    if clauses.bilateral:
        return []
    after = [told("accession_after_entry")] if clauses.accession_after_entry else []
    return [told("joining_said", lapse=lapse_said(clauses.joining, told("event_own"), language)), *after]


def _leaving(rule: Leaving, language: str, told: Callable[..., str]) -> Iterator[str]:
    if not rule.allowed:
        yield told("leaving_not")
        return
    if rule.by_clause:
        yield told("leaving_allowed", lapse=lapse_said(rule.lapse, told("event_notice"), language))
    else:
        yield told("leaving_default")
    if rule.not_before is not None:
        code = "leaving_not_before_own" if rule.since_own else "leaving_not_before"
        yield told(code, period=period_said(rule.not_before, language))


def _duration(clauses: FinalClauses, language: str, told: Callable[..., str]) -> list[str]:
    rule = clauses.duration
    if rule is None:
        return []
    lasts = period_said(rule.lasts, language)
    if rule.renews is None:
        return [told("duration_fixed", period=lasts)]
    said = [told("duration_renewed", period=lasts, renews=period_said(rule.renews, language))]
    return said + ([told("duration_notice", notice=period_said(rule.notice, language))] if rule.notice else [])
