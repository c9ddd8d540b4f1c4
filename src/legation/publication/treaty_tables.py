"""Treaties as tables: the status of one, as a depositary shows it but on any day and with its reasons; and those of one actor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final, Protocol

from legation.publication.answer_tables import day_text, end_notes
from legation.publication.asked import no_such_word
from legation.publication.clauses_said import clauses_said
from legation.publication.grounds import Basis, Ref
from legation.publication.questions import Asked, actor_named
from legation.publication.shown import Cell
from legation.publication.table import Table, rows_of
from legation.record.acts import Days
from legation.record.dates import FIRST_DAY, LAST_DAY
from legation.record.record import Record
from legation.standings.asof import KnownRecord
from legation.standings.participation.answers import Participant, Reason, TreatyState
from legation.standings.participation.articles import CUSTOM
from legation.standings.participation.clauses import FinalClauses
from legation.standings.participation.from_record import Treaties
from legation.standings.participation.supposed import Denunciation, denounced
from legation.terms.days import iso
from legation.terms.messages import say
from legation.terms.text import folded

_WHO: Final = (
    "status", "answer", "may_be", "consent", "consent_kind", "code", "date_from", "date_to", "effect_from", "effect_to",
    "leaves_from", "leaves_to", "reservations", "territories", "reasons",
)  # fmt: skip
TREATY_COLUMNS: Final = ("participant", *_WHO)
TREATIES_COLUMNS: Final = ("instrument", "title", "state", "state_answer", *_WHO)
SEPARATOR: Final = ";"
CONVENTION: Final = "VCLT"
"""How reasons call the Vienna Conventions on the law of treaties; people read it in their own language."""


def instrument_named(record: Record, wanted: str) -> str:
    """The id of the instrument that ``wanted`` names, by its id or a title, accents and case forgiven.

    Raises:
        QuestionError: there is none, or several.
    """
    if wanted in record.instruments:
        return wanted
    titles = {one.id: one.title for one in record.instruments.values()}
    meant = folded(wanted)
    hits = [name for name, title in titles.items() if meant in (folded(title.en), folded(title.es))]
    if len(hits) == 1:
        return hits[0]
    raise no_such_word("participation.no_instrument", wanted, titles)


class StatusKept(Protocol):
    """The status table of a treaty without clauses on every day, as a build keeps it."""

    @property
    def rival(self) -> frozenset[str]:
        """Participants of whom the sources give rival accounts."""

    def state(self, day: int) -> TreatyState:
        """What the treaty was on a day."""

    def participants(self, day: int) -> tuple[Participant, ...]:
        """The status table of a day."""


def kept_treaty_table(known: KnownRecord, instrument: str, on: Asked, kept: StatusKept, language: str = "en") -> Table:
    """The status table of a treaty as a build keeps it: the same as :func:`treaty_table` gives from its acts.

    Args:
        known: a record that names the instrument, all being known.
    """
    state, people = kept.state(on.last), kept.participants(on.last)
    return _table(known, instrument, on, state, people, kept.rival, [], None, language)


def treaty_table(
    known: KnownRecord,
    instrument: str,
    on: Asked,
    *,
    denounce_on: Asked | None = None,
    by: str | None = None,
    language: str = "en",
    treaties: Treaties | None = None,
) -> Table:
    """The status table of a treaty at the end of a day or period: every participant named, and the treaty in the notes.

    Args:
        denounce_on: also what a denunciation notified on that day would do.
        by: who denounces; the record's own actor where none is named.
        treaties: those of ``known``, where they are at hand.

    Raises:
        QuestionError: there is no such instrument or actor.
        ClausesNotRead: its final clauses cannot be read.
    """
    record = known.record
    name = instrument_named(record, instrument)
    treaties = treaties or Treaties(known)
    asked = treaties.asked(name)
    treaty, more = asked.treaty, []
    for pair in asked.pairs(on.last):
        words = _words("between", ["unamended"] if pair.unamended else [pair.between], language)
        more.append(say("participation.pairs_line", language, first=pair.first, second=pair.second, between=words))
    if denounce_on is not None:
        who = actor_named(record, by) if by else record.about
        told = denounced(treaty, who, denounce_on.last)
        effect = "" if told.effect is None else iso(told.effect)
        more += denunciation_said(told, who, name, iso(told.day), effect, language)
    clauses = None if treaty.clauses is None else treaty.final
    return _table(
        known, name, on, asked.state(on.last), asked.participants(on.last), treaties.disputed(name), more, clauses, language
    )  # fmt: skip


def _table(
    known: KnownRecord, name: str, on: Asked, state: TreatyState, people: Iterable[Participant], rival: frozenset[str],
    more: Sequence[str], clauses: FinalClauses | None, language: str,
) -> Table:  # fmt: skip
    lines = [_unsure(one, rival) for one in people]
    notes = _notes(known, state, clauses, name, on, language)
    if rival:
        notes.append(say("participation.disputed", language, names=", ".join(sorted(rival))))
    entries = [{"participant": one.who, **_participant(one)} for one in lines]
    return Table(
        "treaty", TREATY_COLUMNS, rows_of(TREATY_COLUMNS, entries), (*notes, *more),
        rests_on=tuple(_refs(one, name) for one in lines), beneath=(("instrument", name),),
        basis=Basis((known,), (on,), language),
    )  # fmt: skip


def treaties_table(known: KnownRecord, actor: str, on: Asked, *, every: bool = False, language: str = "en") -> Table:
    """The treaties in which an actor was something at the end of a day or period; with ``every``, also those not told of.

    Raises:
        QuestionError: there is no such actor.
        ClausesNotRead: final clauses cannot be read.
    """
    who = actor_named(known.record, actor)
    treaties = Treaties(known)
    entries: list[dict[str, Cell]] = []
    refs: list[tuple[Ref, ...]] = []
    for instrument in treaties.named_with(who):
        asked = treaties.asked(instrument)
        if who not in asked.treaty.participants:
            continue
        one = _unsure(asked.participant(who, on.last), treaties.disputed(instrument))
        if one.statuses == ("third_state",) and not every:
            continue
        state = asked.state(on.last)
        title = known.record.instruments[instrument].title[language]
        of_treaty: dict[str, Cell] = {
            "instrument": instrument, "title": title, "state": SEPARATOR.join(state.states), "state_answer": state.answer,
        }  # fmt: skip
        entries.append({**of_treaty, **_participant(one)})
        refs.append(_refs(one, instrument))
    return Table(
        "treaties", TREATIES_COLUMNS, rows_of(TREATIES_COLUMNS, entries), tuple(end_notes(known, on, language)),
        rests_on=tuple(refs), basis=Basis((known,), (on,), language),
    )  # fmt: skip


def treaties_in_words(table: Table, record: Record, language: str = "en") -> Table:
    """A table of treaties for people: states, statuses, kinds and answers in words, days in one column, custom called so."""
    entries: list[dict[str, Cell]] = []
    for row in table:
        words: dict[str, Cell] = {}
        for column, prefix in (("status", "status"), ("may_be", "status"), ("state", "state")):
            if row.get(column):
                words[column] = _words(prefix, str(row[column]).split(SEPARATOR), language)
        for column in ("answer", "state_answer"):
            if row.get(column):
                words[column] = say(f"participation.answer_{row[column]}", language)
        if (kind := record.vocabulary.acts.get(str(row.get("consent_kind")))) is not None:
            words["consent_kind"] = kind.label[language]
        if row.get("reasons"):
            words["reasons"] = "; ".join(reason_in_words(one, language) for one in str(row["reasons"]).split(SEPARATOR))
        spans = {name: _span(row.get(f"{name}_from"), row.get(f"{name}_to")) for name in ("date", "effect", "leaves")}
        entries.append({**row, **words, **spans})
    columns = tuple(dict.fromkeys((*table.columns, "date", "effect", "leaves")))
    return replace(table, columns=columns, rows=rows_of(columns, entries))


def _participant(one: Participant) -> dict[str, Cell]:
    return {
        "status": SEPARATOR.join(one.statuses), "answer": one.answer, "may_be": SEPARATOR.join(one.may_be) or None,
        "consent": one.consent or None, "consent_kind": one.consent_kind or None, "code": one.code or None,
        **_bounds(one.date, "date"), **_bounds(one.party_from, "effect"), **_bounds(one.leaves, "leaves"),
        "reservations": SEPARATOR.join(one.reservations) or None,
        "territories": SEPARATOR.join(f"{place} {word}" for place, word in one.territories) or None,
        "reasons": SEPARATOR.join(_reason(reason) for reason in one.reasons) or None,
    }  # fmt: skip


def _unsure(one: Participant, rival: frozenset[str]) -> Participant:
    return replace(one, answer="possible") if one.who in rival and one.answer in ("yes", "presumed") else one


def _reason(reason: Reason) -> str:
    return f"{reason.act}: {reason.rule}" if reason.act else reason.rule


def reason_in_words(text: str, language: str) -> str:
    """A reason as people read it: the Convention by its name in their language, custom called so."""
    act, _, rule = text.rpartition(": ")
    rule = rule.replace(CONVENTION, say("participation.convention", language))
    if rule.startswith(f"{CUSTOM} ("):
        rule = say("participation.custom", language, article=rule.removeprefix(f"{CUSTOM} (").removesuffix(")"))
    return f"{act}: {rule}" if act else rule


def _words(prefix: str, words: Iterable[str], language: str) -> str:
    return " / ".join(say(f"participation.{prefix}_{word}", language) for word in words)


def _bounds(days: Days | None, name: str) -> dict[str, Cell]:
    return {f"{name}_from": day_shown(days.lo) if days else None, f"{name}_to": day_shown(days.hi) if days else None}


def day_shown(day: int) -> str | None:
    """A day as ISO text; None at either end of the days that a record admits, for there nothing bounds it."""
    return day_text(day) if FIRST_DAY < day < LAST_DAY else None


def _span(first: Cell, last: Cell) -> str | None:
    if first == last:
        return None if first is None else str(first)
    return f"{first or '…'} – {last or '…'}"


def _notes(
    known: KnownRecord, state: TreatyState, clauses: FinalClauses | None, instrument: str, on: Asked, language: str
) -> list[str]:
    title = known.record.instruments[instrument].title[language]
    lines = [
        say(
            "participation.state_line", language, instrument=title, day=iso(on.last),
            state=_words("state", state.states, language), answer=say(f"participation.answer_{state.answer}", language),
        )
    ]  # fmt: skip
    for days, code in ((state.entry, "entry_line"), (state.end, "end_line")):
        if days is not None:
            text = _span(day_shown(days.lo), day_shown(days.hi))
            lines.append(say(f"participation.{code}", language, days=text or "…"))
    if state.may_be:
        lines.append(say("participation.may_be_line", language, words=_words("state", state.may_be, language)))
    if clauses is None:
        lines.append(say("participation.no_clauses", language))
    else:
        lines += [str(one) for one in clauses_said(known.record, clauses, language)]
    lines.append(say("participation.registered" if state.is_registered else "participation.not_registered", language))
    if state.corrections:
        lines.append(say("participation.corrected", language, acts=", ".join(state.corrections)))
    return [*lines, *end_notes(known, on, language)]


def denunciation_said(what: Denunciation, who: str, instrument: str, day: str, effect: str, language: str) -> list[str]:
    """What a denunciation would do, in sentences.

    Args:
        who, instrument, day, effect: in the words in which the sentences are to name them.
    """
    if not what.is_party:
        return [say("participation.not_a_party", language, who=who, instrument=instrument, day=day)]
    if what.effect is None:
        return [say("participation.denounce_nothing", language, who=who, day=day)]
    code = "denounce_line" if what.by_clauses else "denounce_unknown"
    lines = [say(f"participation.{code}", language, who=who, day=day, effect=effect)]
    if what.ends_treaty:
        lines.append(say("participation.denounce_ends", language))
    elif what.below_number:
        lines.append(say("participation.denounce_not_below", language))
    return lines


def _refs(one: Participant, instrument: str) -> tuple[Ref, ...]:
    acts = [reason.act for reason in one.reasons if reason.act and not reason.act.startswith("actor:")]
    refs: list[Ref] = [("act", act) for act in (one.consent, *acts, *one.reservations) if act]
    return tuple(dict.fromkeys([*refs, ("instrument", instrument)]))
