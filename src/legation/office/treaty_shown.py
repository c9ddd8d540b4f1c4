"""A treaty as its page shows it: the status table, its life, its pairs, what a denunciation would do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from legation.evaluation.clauses.standing import ClauseOn, clause_on
from legation.office.acts_listed import ticks_of
from legation.office.question import Question
from legation.office.words import day_words, days_words, is_bounded, name_of, names_listed, sort_key
from legation.publication.answer_tables import title_of
from legation.publication.clause_table import because_said
from legation.publication.treaty_tables import reason_in_words
from legation.record.acts import Days
from legation.record.dates import FIRST_DAY, LAST_DAY
from legation.standings.participation.answers import Participant, Participation, Reason
from legation.standings.participation.course import STATUSES
from legation.standings.participation.from_record import Treaties
from legation.standings.participation.kinds import CODES, CONSENTS, OBJECTIONS, SIGNATURES
from legation.standings.participation.life import Moment, life_of
from legation.standings.participation.notices import DECLARED
from legation.standings.participation.pairs import BETWEEN, Pair
from legation.standings.participation.spells import status_spells
from legation.standings.participation.treaty import Step, Treaty
from legation.terms.days import FOREVER, civil, day_number
from legation.terms.messages import say

MOST_DRAWN: Final = 60
BESIDE: Final = frozenset(
    {
        DECLARED,
        "right_granted",
        "right_exercised",
        "treaty_submitted",
        "congress_approved",
        "reported_to_congress",
        "instrument_published",
    }
)
"""Kinds of act that belong to a treaty's life, though who takes part in it does not hang on them."""
BOUND: Final = frozenset({"party", "party_suspended"})
_LEAVES: Final = frozenset(
    {"denunciation_notified", "renewal_refused", "notice_revoked", "consent_withdrawn", "participation_ended"}
)
_SAID: Final = frozenset({*OBJECTIONS, "reservation_accepted", "objection_withdrawn", "reservation_withdrawn", DECLARED})


def said(code: str, language: str) -> str:
    """A word of participation."""
    return say(f"participation.{code}", language)


def short_of(title: str, treaty: str) -> str:
    """A title without the name of the treaty, on the page of which it stands: “Signed by Chile”."""
    for before, after in ((f"{treaty}: ", ""), ("", f": {treaty}")):
        if title.startswith(before) and title.endswith(after) and len(title) > len(before) + len(after):
            bare = title.removeprefix(before).removesuffix(after)
            if bare != title:
                return bare[0].upper() + bare[1:]
    return title


def statuses_words(statuses: Iterable[str], language: str) -> str:
    """What someone was, each in some placement of the dates."""
    return " / ".join(said(f"status_{one}", language) for one in statuses)


def opened(days: Days | None) -> Days | None:
    """Days whose bounds at the ends of what a record admits bound nothing, without them."""
    if days is None:
        return None
    return Days(-FOREVER if days.lo <= FIRST_DAY else days.lo, FOREVER if days.hi >= LAST_DAY else days.hi)


def state_said(treaty: Treaty, states: Iterable[str], language: str) -> str:
    """What a treaty was, each in some placement of the dates; one that no act opened for signature is signed rather than open."""
    kinds = {step.kind for step in treaty.steps}
    signed = bool(kinds & SIGNATURES) and "opened_for_signature" not in kinds
    words = ("signed" if one == "open_for_signature" and signed else one for one in states)
    return " / ".join(said(f"state_{one}", language) for one in words)


class TreatyPage:
    """What the page of one treaty shows, on a date, as known."""

    def __init__(self, question: Question, treaties: Treaties, instrument: str) -> None:
        self.question = question
        self.language = question.language
        self.treaties = treaties
        self.instrument = instrument
        self.asked: Participation = treaties.asked(instrument)
        self.on = question.on.last
        self.rival = treaties.disputed(instrument)
        self.people = [self._unsure(one) for one in self.asked.participants(self.on)]

    def _unsure(self, one: Participant) -> Participant:
        return replace(one, answer="possible") if one.who in self.rival and one.answer in ("yes", "presumed") else one

    def name(self, who: str) -> str:
        """What a participant is called."""
        return name_of(self.question.record, who, self.language)

    def days(self, days: Days | None) -> str:
        """Days in words, short."""
        return days_words(opened(days), self.language, "medium")

    def rows(self) -> list[dict[str, Any]]:
        """The status table, by name."""
        return [self._row(one) for one in sorted(self.people, key=lambda one: sort_key(self.name(one.who)))]

    def _row(self, one: Participant) -> dict[str, Any]:
        signed = self._signature(one.who)
        consents = one.consent_kind in CONSENTS or (self.asked.treaty.final.signature_binds and one.consent_kind in SIGNATURES)
        stated = one.consent_kind == "entered_into_force_for"
        return {
            "who": one.who,
            "name": self.name(one.who),
            "signed": self.days(signed.days) if signed else "",
            "signed_act": signed.id if signed else "",
            "signed_code": CODES.get(signed.kind, "") if signed else "",
            "signed_kind": self._kind(signed.kind) if signed else "",
            "consent": self.days(one.date) if consents else "",
            "consent_act": one.consent if consents else "",
            "code": one.code if consents else "",
            "consent_kind": self._kind(one.consent_kind) if consents else "",
            "effect": self.days(one.party_from),
            "stated": stated,
            "status": statuses_words(one.statuses, self.language),
            "answer": one.answer,
            "bound": bool(BOUND & {*one.statuses}),
            "may_be": statuses_words(one.may_be, self.language),
            "leaves": self.days(one.leaves),
            "notes": list(self._notes(one)),
            "reasons": [self._reason(reason) for reason in one.reasons],
        }

    def _signature(self, who: str) -> Step | None:
        found = [
            step
            for step in self.asked.treaty.steps
            if step.by == who and step.kind in (*SIGNATURES, "signature_succeeded") and step.days.lo <= self.on
        ]
        return max(found, key=lambda step: (step.days.lo, step.days.hi), default=None)

    def _kind(self, kind: str) -> str:
        words = self.question.record.vocabulary.acts
        return words[kind].label[self.language] if kind in words else kind

    def _notes(self, one: Participant) -> Iterable[dict[str, str]]:
        """Reservations that stand, declarations, objections, notices to leave and territories, each with its act."""
        for act in one.reservations:
            yield {"kind": _("Reservation"), "act": act, "title": self.title(act), "tag": "is-accent"}
        seen: set[str] = set()
        for act in self.treaties.acts_of(self.instrument):
            kind = act.kind
            mine = any(one.who in variant.role("subject") for variant in act.variants)
            if mine and kind in _SAID | _LEAVES and act.begin.lo <= self.on and act.id not in seen:
                seen.add(act.id)
                yield {"kind": self._kind(kind), "act": act.id, "title": self.title(act.id), "tag": ""}
        for territory, word in one.territories:
            label = _("Territory included") if word == "extended" else _("Territory left out")
            yield {"kind": label, "act": "", "title": name_of(self.question.record, territory, self.language), "tag": ""}

    def title(self, act: str) -> str:
        """The title of an act."""
        found = self.treaties.view.acts.get(act)
        return short_of(title_of(found, self.language), self.name(self.instrument)) if found is not None else act

    def _reason(self, reason: Reason) -> dict[str, str]:
        known = reason.act in self.treaties.view.acts
        return {
            "act": reason.act if known else "",
            "title": self.title(reason.act) if known else "",
            "rule": reason_in_words(reason.rule, self.language),
        }

    def codes(self, rows: list[dict[str, Any]]) -> list[tuple[str, str]]:
        """The letters that the table uses, with what they mean."""
        found = {(row["code"], row["consent_kind"]) for row in rows if row["code"]}
        found |= {(row["signed_code"], row["signed_kind"]) for row in rows if row["signed_code"]}
        return sorted(found, key=lambda one: (one[0].lower(), one[0], one[1]))

    def counts(self) -> dict[str, int]:
        """How many signed, how many are parties for certain, and how many may be."""
        signed = sum(self._signature(one.who) is not None for one in self.people)
        certain = sum(bool(one.statuses) and {*one.statuses} <= BOUND and one.answer != "possible" for one in self.people)
        perhaps = sum(bool(BOUND & {*one.statuses, *one.may_be}) for one in self.people) - certain
        return {"signatories": signed, "parties": certain, "perhaps": perhaps}

    def state_reasons(self) -> list[dict[str, str]]:
        """Why the treaty was what it was."""
        return [self._reason(reason) for reason in self.asked.state(self.on).reasons]

    def life(self) -> list[dict[str, Any]]:
        """Every moment of its life, in order of time."""
        found = list(life_of(self.asked, self.on))
        lived = {one.act for one in found}
        found += [
            Moment("act", act.begin, act=act.id)
            for act in self.treaties.acts_of(self.instrument)
            if act.kind in BESIDE and act.id not in lived and not act.undated
        ]
        return [self._moment(one) for one in sorted(found, key=lambda one: (one.days.lo, one.days.hi))]

    def _moment(self, one: Moment) -> dict[str, Any]:
        who = names_listed((self.name(name) for name in one.who), self.language)
        clauses = self.asked.treaty.final
        texts = {
            "in_force": _("The treaty enters into force"),
            "in_force_for": _("It enters into force for %(who)s"),
            "left": _("It ceases to be in force for %(who)s"),
            "ended": _("The treaty ends"),
        }
        article = {"in_force": "entry", "in_force_for": "joining", "left": "denunciation"}.get(one.what, "")
        act = self.treaties.view.acts.get(one.act)
        if one.what == "act":
            title, kind = self.title(one.act), self._kind(act.kind) if act is not None else ""
        else:
            title, kind = texts[one.what] % {"who": who}, _("by its clauses") if self.asked.treaty.clauses else _("by its acts")
        return {
            "what": one.what,
            "date": days_words(opened(one.days), self.language),
            "title": title,
            "act": one.act,
            "kind": kind,
            "who": who if one.what == "in_force" else "",
            "article": clauses.article(article) if article else "",
            "later": one.days.lo > self.on,
            "disputed": act is not None and bool(act.contradictions),
            "year": civil(one.days.lo)[0] if is_bounded(one.days.lo) else None,
        }

    def strips(self) -> dict[str, Any] | None:
        """What each participant was through time, as a strip; None where there are too many, or no dated act."""
        days = [bound for step in self.asked.treaty.steps for bound in (step.days.lo, step.days.hi) if is_bounded(bound)]
        if not days or len(self.people) > MOST_DRAWN:
            return None
        low, high = self.question.record.period
        first = max(min(days), low) if min(days) <= high else min(days)
        begin = day_number(civil(first)[0], 1, 1)
        last = max(high, begin)
        rows = []
        for one in sorted(self.people, key=lambda one: sort_key(self.name(one.who))):
            spells = [spell for spell in status_spells(self.asked, one.who, begin, last) if spell.statuses != ("third_state",)]
            pieces = []
            for spell in spells:
                left, right = _share(spell.first, begin, last), _share(spell.until, begin, last)
                strongest = max(spell.statuses, key=STATUSES.index)
                pieces.append(
                    {
                        "status": strongest,
                        "possible": len(spell.statuses) > 1 or one.who in self.rival,
                        "left": f"{left:.3f}%",
                        "width": f"{max(right - left, 0.4):.3f}%",
                        "words": statuses_words(spell.statuses, self.language),
                        "from": day_words(spell.first, self.language, "medium"),
                        "to": day_words(spell.until - 1, self.language, "medium") if spell.until <= last else "",
                    }
                )
            rows.append({"who": one.who, "name": self.name(one.who), "pieces": pieces})
        mark = f"{_share(self.on, begin, last):.3f}%" if begin <= self.on <= last else ""
        shown = {piece["status"] for row in rows for piece in row["pieces"]}
        return {
            "rows": rows,
            "ticks": ticks_of(civil(begin)[0], civil(last)[0]),
            "mark": mark,
            "legend": [(one, said(f"status_{one}", self.language)) for one in STATUSES if one in shown],
            "possible": any(piece["possible"] for row in rows for piece in row["pieces"]),
            "first": civil(begin)[0],
            "last": civil(last)[0],
        }

    def pairs(self) -> list[dict[str, Any]]:
        """Where a reservation, an objection or a suspension makes two parties stand otherwise: by what, and between whom."""
        found: dict[tuple[str, str], list[Pair]] = {}
        for pair in self.asked.pairs(self.on):
            found.setdefault((pair.because[0] if pair.because else "", pair.between), []).append(pair)
        shown = []
        for cause in dict.fromkeys(cause for cause, _between in found):
            author = self._author(cause)
            groups = []
            for (one, between), pairs in sorted(found.items(), key=lambda item: -BETWEEN.index(item[0][1])):
                if one != cause:
                    continue
                others = [
                    {"name": self._other(pair, author), "act": pair.because[-1] if len(pair.because) > 1 else ""}
                    for pair in pairs
                ]
                others.sort(key=lambda each: sort_key(each["name"]))
                groups.append({"between": between, "words": said(f"between_{between}", self.language), "others": others})
            shown.append(
                {
                    "act": cause,
                    "title": self.title(cause) if cause else _("The text without the amendment"),
                    "author": self.name(author) if author else "",
                    "groups": groups,
                }
            )
        return shown

    def _author(self, act: str) -> str:
        return next((step.by for step in self.asked.treaty.steps if step.id == act), "")

    def _other(self, pair: Pair, author: str) -> str:
        if author not in (pair.first, pair.second):
            return f"{self.name(pair.first)} – {self.name(pair.second)}"
        return self.name(pair.second if pair.first == author else pair.first)

    def rights(self) -> list[dict[str, Any]]:
        """The rights and duties that the treaty gives, clause by clause."""
        record = self.question.record
        clauses = self.question.served.treaties.clauses.values()
        known = self.question.known_day
        wanted = [one for one in clauses if self.instrument in one.instruments and record.sources[one.source].known <= known]
        return [clause_shown(self.question, clause_on(self.treaties, one, self.on)) for one in wanted]


def clause_shown(question: Question, one: ClauseOn) -> dict[str, Any]:
    """A right or a duty as a row."""
    language, clause = question.language, one.clause
    waited = ""
    if one.waited is not None:
        low, high = one.waited
        time = _time_words(low, high)
        waited = {
            "exercised": _("%(time)s after it was given"),
            "possible": _("%(time)s after it was given"),
            "pending": _("for %(time)s"),
        }.get(one.exercise, "") % {"time": time}
    return {
        "id": clause.id,
        "title": clause.title[language],
        "article": clause.article,
        "holder": clause.holder,
        "towards": clause.towards,
        "nature": say(f"clauses.nature_{clause.nature}", language),
        "kind": say(f"clauses.kind_{clause.kind}", language),
        "answer": one.answer,
        "because": because_said(";".join(one.because), one.ended, language),
        "since": days_words(opened(one.since), language, "medium"),
        "exercise": one.exercise,
        "exercise_words": say(f"clauses.exercise_{one.exercise}", language),
        "exercised": days_words(one.exercised, language, "medium"),
        "waited": waited,
        "source": clause.source,
        "locator": clause.locator,
        "note": clause.note[language],
        "acts": [*clause.granted_by, *clause.exercised_by],
        "granted_by": clause.granted_by,
        "exercised_by": clause.exercised_by,
        "instruments": clause.instruments,
    }


def _time_words(low: int, high: int) -> str:
    if high == 0:
        return _("less than a year")
    if low == high:
        return ngettext("%(n)s year", "%(n)s years", low) % {"n": low}
    return _("%(low)s to %(high)s years") % {"low": low, "high": high}


def _share(day: int, first: int, last: int) -> float:
    return min(max((day - first) / (last + 1 - first), 0.0), 1.0) * 100
