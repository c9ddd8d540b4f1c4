"""Why a standing is only possible, told to somebody who doubts it: what speaks for it, what against, and what is not told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from legation.office.authorities import cited
from legation.office.listing import shelved, spells_within
from legation.office.question import Question
from legation.office.words import (
    act_date,
    dates_in_words,
    days_words,
    either,
    name_of,
    on_words,
    rival_dates,
    rivals_of,
    with_article,
)
from legation.publication.answer_tables import title_of
from legation.record.acts import Act, Days
from legation.record.claims import Claim
from legation.standings.asof import Standing
from legation.standings.deciding import Decides, Deciding, Side, Untold, deciding, if_dated
from legation.standings.happenings import Gate
from legation.standings.history import Key, keys_of
from legation.standings.reasons import Explanation, explain

EFFECTS: Final = {
    "open": ("open", "term"), "attest": ("attest",), "close": ("close",), "displace": ("exclusive_slot",),
}  # fmt: skip
"""By what an act does on the day, the effects of the vocabulary by which it does so."""
MOST_IN_SHORT: Final = 2
MOST_SOURCES: Final = 3
MOST_OF_A_SIDE: Final = 6
MOST_NOTES: Final = 2
MOST_OF_A_NOTE: Final = 180


@dataclass(frozen=True, slots=True)
class Speaks:
    """An act, or an actor's first or last day, that speaks for a standing or against it.

    Args:
        act, actor: the id of whichever it is; what: what it does, in words; when: where the day of that lies; dated: the date of
            the act, where that is another, or where its sources differ on it; rule: the rule by which it does so; authority: of
            that rule.
        untold: what of it is not told, each in a few words; claims: one of each source that tells of it; notes: what those note
            on it, cut to a line or two.
    """

    act: str
    actor: str
    title: str
    what: str
    when: str
    dated: str
    rule: str
    untold: tuple[str, ...]
    claims: tuple[Claim, ...] = ()
    notes: tuple[str, ...] = ()
    authority: str = ""


@dataclass(frozen=True, slots=True)
class PossibleShown:
    """Both sides of a possible answer.

    Args:
        when: the day of which it is told; is_other_day: whether that is only one day of the period asked about.
        more_for, more_against: how many more acts of each side there are than are shown.
        order: that it is not told which side came last, as the reason; empty where that is not it.
        since: that nothing is told after these acts, so that what came last still decides; empty where that is not so.
        hangs: on which of the dates that sources give for an act it hangs, a sentence for each such act.
    """

    when: str
    is_other_day: bool
    speaks_for: tuple[Speaks, ...]
    speaks_against: tuple[Speaks, ...]
    order: str
    since: str = ""
    hangs: tuple[str, ...] = ()
    more_for: int = 0
    more_against: int = 0


def possible_shown(question: Question, key: Key, explanation: Explanation) -> PossibleShown | None:
    """Both sides of an answer that is only possible; None where it is not, or where one side has nothing to show."""
    day = day_of(question, explanation.standing)
    if day is None:
        return None
    found = deciding(question.known.histories[key], day)
    speaks_for = tuple(_speaks(question, explanation, one) for one in found.speaks_for)
    against = tuple(_speaks(question, explanation, one) for one in found.speaks_against)
    against += tuple(_bounds(question, gate) for gate in found.gates)
    if not speaks_for:
        speaks_for = tuple(_mark(question, act) for act in marks_of(question, key))
    if not speaks_for or not against:
        return None
    is_other_day = not (question.on.first == question.on.last == day)
    more_for, more_against = (max(len(side) - MOST_OF_A_SIDE, 0) for side in (speaks_for, against))
    return PossibleShown(
        on_words(day, day, question.language), is_other_day, speaks_for[more_for:], against[more_against:],
        order_words(question, found), since_words(question, found), tuple(hangs_on(question, key, found)), more_for, more_against,
    )  # fmt: skip


def day_of(question: Question, one: Standing) -> int | None:
    """The day of which it is told why: the one asked about; of a period the last of its days on which it is only possible."""
    if one.answer != "possible" and shelved(question, one)[0] != "in_part_perhaps":
        return None
    if question.on.first == question.on.last:
        return question.on.first
    spells = [each for each in spells_within(question, one) if each.verdict.answer == "possible"]
    return min(spells[-1].until - 1, question.on.last) if spells else None


def order_words(question: Question, found: Deciding) -> str:
    """Why it is possible, where that is that it is not told which side came last; with the days that both may share."""
    if not found.overlaps:
        return ""
    first = found.overlaps[0]
    span = "" if len(found.overlaps) > 1 or first.is_exact else days_words(first, question.language)
    if not span:
        return _("it depends on what came last, and the sources do not tell")
    text = _("it depends on what came last, and the sources do not tell: both may have come in the same days (%(days)s)")
    return text % {"days": span}


def since_words(question: Question, found: Deciding) -> str:
    """That nothing is told between the acts that decide and the day; empty where one may lie about the day or after it."""
    every = (*found.speaks_for, *found.speaks_against)
    last = max((one.days.hi for one in every), default=found.day)
    if found.gates or last >= found.day or any(one.is_later or one.untold for one in every):
        return ""
    text = _(
        "Nothing is on record after these acts, up to %(day)s: so whatever came last then still decides the answer that day."
    )
    return text % {"day": with_article(days_words(Days(found.day, found.day), question.language), question.language)}


def hangs_on(question: Question, key: Key, found: Deciding) -> Iterator[str]:
    """Of each act that decides and has rival dates: which of them leave it open, and what the answer would be with the others."""
    history, language = question.known.histories[key], question.language
    for name in dict.fromkeys(one.act for one in (*found.speaks_for, *found.speaks_against)):
        act = question.known.acts[name]
        sides: dict[Side | None, list[str]] = {}
        for days, text in rivals_of(act, language):
            sides.setdefault(if_dated(history, found.day, name, days), []).append(with_article(text, language))
        if len(sides) < 2:
            continue
        told = {"title": title_of(act, language), "open": either(sides.get(None, [""]))}
        parts = [_("The doubt hangs on the date of “%(title)s”.") % told]
        if None in sides:
            parts = [_("The doubt hangs on the date of “%(title)s”: it is there only with %(open)s.") % told]
        if "against" in sides:
            parts.append(_("With %(dates)s the answer would be no.") % {"dates": either(sides["against"])})
        if "for" in sides:
            parts.append(_("With %(dates)s the answer would be yes.") % {"dates": either(sides["for"])})
        yield " ".join(parts)


def ended_by(question: Question, key: Key, one: Standing) -> tuple[Speaks, ...]:
    """The turns by which a standing was over on the day asked, each with its rule; none where that is not the answer."""
    if one.verdict.reason != "ended":
        return ()
    explanation = explain(question.known, key, question.on.first, question.on.last)
    found = deciding(question.known.histories[key], question.on.first)
    turns = [each for each in found.speaks_against if not each.is_later]
    return tuple(_speaks(question, explanation, each) for each in turns)[-MOST_OF_A_SIDE:]


def in_short_words(shown: PossibleShown) -> str:
    """Both sides in a line: the last acts of each by name."""
    sides = (_("For it: %(acts)s."), shown.speaks_for), (_("Against it: %(acts)s."), shown.speaks_against)
    return " ".join(text % {"acts": "; ".join(_named(one) for one in side[-MOST_IN_SHORT:])} for text, side in sides)


def _named(one: Speaks) -> str:
    told = ", ".join(part for part in (one.when, *one.untold) if part)
    return f"{one.title} ({one.what}{': ' if told else ''}{told})"


def _speaks(question: Question, explanation: Explanation, one: Decides) -> Speaks:
    act, language = question.known.acts[one.act], question.language
    reasons = [each for each in explanation.reasons if each.act.id == one.act]
    ruled = [each for each in reasons if each.effect.does in EFFECTS[one.does] and each.effect.rule and not one.own_end]
    when, dated = "" if act.undated else days_words(one.days, language), act_date(act, language)
    untold = [untold_words("date" if each == "by_then" and act.undated else each) for each in one.untold]
    if "end" in one.untold:  # of that day nothing is told, and when it began is told on the other side
        when = dated = ""
    elif one.days == act.begin and rival_dates(act, language):
        when = dated  # each of the days that its sources give, not all that lie between them
    rule = ruled[0].effect.rule[language] if ruled and ruled[0].effect.rule else ""
    title, dated = title_of(act, language), dated if dated != when else ""
    by = cited(question, ruled[0].effect.source) if rule and ruled[0].effect.source else ""
    claims = told_by(act)
    notes = notes_of(act, claims, language)
    return Speaks(one.act, "", title, what_words(one), when, dated, rule, tuple(untold), claims, notes, by)


def notes_of(act: Act, claims: Sequence[Claim], language: str) -> tuple[str, ...]:
    """What some claims on an act note, each once and cut to a line or two, its days in words.

    A sentence that only gives the date of another claim is left out: the dates on which sources differ stand beside it.
    """
    others = {claim.date.text for claim in act.used if claim.date is not None}
    found: dict[str, None] = {}
    for claim in claims:
        sentences = re.split(r"(?<=[.;]) ", claim.note[language])
        note = " ".join(one for one in sentences if not any(date in one for date in others))
        if note:
            found[Truncator(dates_in_words(note, language)).chars(MOST_OF_A_NOTE)] = None
    return tuple(found)[:MOST_NOTES]


def told_by(act: Act) -> tuple[Claim, ...]:
    """The first claim of each of the first sources of an act."""
    found: dict[str, Claim] = {}
    for claim in act.used:
        found.setdefault(claim.source, claim)
    return tuple(found.values())[:MOST_SOURCES]


def _bounds(question: Question, gate: Gate) -> Speaks:
    """What bounds a standing from outside on an unknown day: an actor that began or ended, or an act of succession."""
    act, language = question.known.acts.get(gate.cause), question.language
    when = days_words(gate.day, language)
    if act is not None:
        what = _("it passes to a successor") if gate.why == "ends" else _("it is received from a predecessor")
        return Speaks(act.id, "", title_of(act, language), what, when, "", "", (untold_words("by_then"),))
    what = _("one of its parties ceases to exist") if gate.why == "ends" else _("one of its parties begins to exist")
    return Speaks("", gate.cause, name_of(question.record, gate.cause, language), what, when, "", "", (untold_words("by_then"),))


def marks_of(question: Question, key: Key) -> list[Act]:
    """The acts by whose dates a standing may have begun, where no source says what they mean for it."""
    record, known = question.record, question.known
    kind = record.vocabulary.standings[key.kind]
    return [
        act
        for act in known.acts_of_kinds(kind.not_before)
        if any(found == key for variant in act.variants for found, _names in keys_of(record, kind, variant))
    ]


def _mark(question: Question, act: Act) -> Speaks:
    what = _("a date of it, of which no source says what it means")
    title = title_of(act, question.language)
    return Speaks(act.id, "", title, what, act_date(act, question.language), "", "", (), told_by(act))


def what_words(one: Decides) -> str:
    """What an act does that decides, in words that anybody understands."""
    if one.is_later:
        return _("it may have begun only later") if one.does == "open" else _("it may be told of a later time only")
    if "end" in one.untold:
        return _("it may have ended since")
    return {
        "open": _("it begins"),
        "attest": _("it is taken to be still in place"),
        "close": _("it ends"),
        "displace": _("another begins in its place"),
    }[one.does]


def untold_words(untold: Untold | Literal["date"]) -> str:
    """What is not told of an act: of one that no source dates, nothing more than that."""
    return {
        "accounts": _("its sources differ on what happened or between whom"),
        "end": _("no source says when"),
        "date": _("no source dates it"),
        "by_then": _("whether by then or only later is not told"),
    }[untold]
