"""Duties as a table, with the norms, acts and sources behind them; and, apart, the acts for internal legal review."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Final

from legation.evaluation.certainty import Certainty
from legation.evaluation.norms.duties import STATUSES, Duty, Status
from legation.evaluation.norms.flags import Flag, flags_on
from legation.evaluation.norms.in_force import Book
from legation.evaluation.norms.norm import Norm
from legation.evaluation.norms.owed import Owed, book_of, owed_on
from legation.evaluation.norms.reading import norms_of
from legation.publication.answer_tables import day_text, end_notes
from legation.publication.asked import word_among, words_said
from legation.publication.grounds import Basis, Ref
from legation.publication.questions import Asked, QuestionError
from legation.publication.shown import Cell
from legation.publication.table import Table, rows_of
from legation.record.acts import Days
from legation.record.record import Record
from legation.standings.asof import KnownRecord
from legation.terms.messages import LANGUAGES, say
from legation.terms.said_days import day_said

DUTY_COLUMNS: Final = (
    "duty", "norm", "label", "label_es", "kind", "status", "may_be", "certainty", "by", "what", "law", "article",
    "arises_from", "arises_to", "due_from", "due_to", "trigger", "met_by", "on_time", "lifted_by", "because",
    "disputed", "claims",
)  # fmt: skip
FLAG_COLUMNS: Final = (
    "act", "norm", "label", "label_es", "kind", "law", "article", "ground", "certainty", "what", "by", "arises_from",
    "arises_to", "because", "disputed", "claims",
)  # fmt: skip
LISTED_BY_DEFAULT: Final[frozenset[Status]] = frozenset({"due", "met", "overdue"})


def norms_in_use(record: Record, wanted: str | None = None) -> dict[str, Norm]:
    """The norms of a record, or the one named.

    Raises:
        QuestionError: it has none, one cannot be read, or none has that name.
    """
    norms, problems = norms_of(record)
    if problems:
        first = {language: problems[0].render(language) for language in LANGUAGES}
        texts = {language: say("norms.first_problem", language, problem=text) for language, text in first.items()}
        raise QuestionError("norms.first_problem", texts)
    if not norms:
        raise QuestionError("norms.no_norms")
    if wanted is None:
        return norms
    name = word_among({norm.id: norm.label for norm in norms.values()}, wanted, "norms.no_such_norm")
    return {name: norms[name]}


def duties_table(
    known: KnownRecord, on: Asked, *, norm: str | None = None, status: Collection[str] = (), every: bool = False,
    language: str = "en", found: Owed | None = None,
) -> Table:  # fmt: skip
    """What is due, met or overdue at the end of the day or period asked about; by whom, under which norm, and why.

    Args:
        norm: id of one norm; status: only these; every: also what has lapsed and what cannot be known.
        found: the duties of every norm on that day, where they are worked out already; not used with ``norm``.

    Raises:
        QuestionError: the record has no norms that can be used, or there is no such norm or status.
    """
    chosen: set[str] = {word_among(words_said("norms.status_", STATUSES), one, "norms.no_such_status") for one in status}
    norms = norms_in_use(known.record, norm)
    if found is None or norm is not None:
        found = owed_on(book_of(known), norms.values(), on.last)
    wanted = chosen or set[str](STATUSES if every else LISTED_BY_DEFAULT)
    shown = found.listed(wanted, or_perhaps=not status)
    notes = [*end_notes(known, on, language), say("norms.worked_out", language), *_of_norms(known, norms, shown, language)]
    left_out = found.counts() - Counter(duty.status for duty in shown)
    if left_out and not status:
        notes.append(say("norms.left_out", language, counts=_counted(left_out, language)))
    entries = [_duty(duty, language) for duty in shown]
    return Table(
        "duties", DUTY_COLUMNS, rows_of(DUTY_COLUMNS, entries), tuple(notes),
        rests_on=tuple(_refs(duty) for duty in shown), basis=Basis((known,), (on,), language),
    )  # fmt: skip


def _counted(counts: Mapping[Status, int], language: str) -> str:
    """How many of each status, in words: “3 extinguidas y 723 que no se pueden saber”."""
    said = [
        f"{counts[one]} {say(f'norms.status_{one}' if counts[one] == 1 else f'norms.many_{one}', language)}"
        for one in STATUSES
        if counts[one]
    ]
    *first, last = said
    return say("norms.and", language, first=", ".join(first), last=last) if first else last


def flags_table(known: KnownRecord, on: Asked, *, norm: str | None = None, language: str = "en") -> Table:
    """Acts that may break a norm in force on their date, for the ministry's lawyers. Internal: never part of a publication.

    Raises:
        QuestionError: the record has no norms that can be used, or there is no such norm.
    """
    norms = norms_in_use(known.record, norm)
    found = flags_on(known, norms.values(), on.last)
    duties = [flag.duty for flag in found]
    notes = [say("norms.internal", language), *end_notes(known, on, language), *_of_norms(known, norms, duties, language)]
    return Table(
        "flags", FLAG_COLUMNS, rows_of(FLAG_COLUMNS, [_flag(flag, language) for flag in found]), tuple(notes),
        rests_on=tuple(_refs(duty) for duty in duties), basis=Basis((known,), (on,), language),
    )  # fmt: skip


def duties_in_words(table: Table, language: str = "en") -> Table:
    """A table of duties or flags for people: norms and actors by name, statuses, kinds and reasons in words."""
    prefixes = {
        "status": "status", "certainty": "sure", "kind": "kind", "on_time": "time", "ground": "ground", "disputed": "disputed",
    }  # fmt: skip
    actors = table.basis.record.actors if table.basis is not None else {}
    lists = {"because": "because", "may_be": "status"}
    entries: list[Mapping[str, Cell]] = []
    for row in table:
        words: dict[str, Cell] = {
            name: say(f"norms.{prefix}_{row[name]}", language) for name, prefix in prefixes.items() if row.get(name)
        }
        for name, prefix in lists.items():
            if row.get(name):
                words[name] = "; ".join(say(f"norms.{prefix}_{one}", language) for one in str(row[name]).split(";"))
        words["norm"] = row["label_es" if language == "es" else "label"]
        if row["by"] in actors:
            words["by"] = actors[str(row["by"])].name[language]
        arises, due = (_span(row.get(f"{name}_from"), row.get(f"{name}_to")) for name in ("arises", "due"))
        entries.append({**row, **words, "arises": arises, "due": due})
    columns = tuple(dict.fromkeys((*table.columns, "arises", "due")))
    return replace(table, columns=columns, rows=rows_of(columns, [dict(one) for one in entries]))


def _span(first: Cell, last: Cell) -> str | None:
    if first == last:
        return None if first is None else str(first)
    return f"{first or '…'} – {last or '…'}"


def _of_norms(known: KnownRecord, norms: Mapping[str, Norm], duties: Sequence[Duty], language: str) -> list[str]:
    """For the norms behind the rows: whether their beginning is open, and on what condition they rest."""
    book, used = Book(known), {duty.norm.id for duty in duties}
    lines = []
    for norm in norms.values():
        if norm.id not in used:
            continue
        if book.is_open(norm):
            lines.append(_open_start(book, norm, language))
        if norm.only_if is not None:
            lines.append(say("norms.depends_on", language, norm=norm.label[language], condition=norm.only_if[language]))
    return lines


def _open_start(book: Book, norm: Norm, language: str) -> str:
    named, why, least = norm.label[language], norm.begins.open, book.not_before(norm)
    if why is None:
        return say("norms.open_start_unseen", language, norm=named)
    if least is None:
        return say("norms.open_start", language, norm=named, why=why[language])
    return say("norms.open_start_after", language, norm=named, why=why[language], day=day_said(least, language))


def _bounds(days: Days | None, name: str) -> dict[str, Cell]:
    return {f"{name}_from": day_text(days.lo) if days else None, f"{name}_to": day_text(days.hi) if days else None}


def _duty(duty: Duty, language: str) -> dict[str, Cell]:
    norm = duty.norm
    return {
        "duty": duty.id, "norm": norm.id, "label": norm.label.en, "label_es": norm.label.es,
        "kind": norm.kind, "status": duty.status, "may_be": ";".join(duty.may_be) or None,
        "certainty": duty.sure.word, "by": duty.by, "what": norm.what[language], "law": norm.law or None,
        "article": norm.article or None, **_bounds(duty.arises, "arises"), **_bounds(duty.due, "due"),
        "trigger": duty.arising.id, "met_by": ";".join(done.what for done in duty.met_by) or None,
        "on_time": duty.on_time or None, "lifted_by": ";".join(done.what for done in duty.lifted_by) or None,
        "because": ";".join(duty.because) or None, "disputed": "yes" if "disputed" in duty.because else "no",
        "claims": ";".join(dict.fromkeys((*norm.claims, *norm.disputed_by))),
    }  # fmt: skip


def _flag(flag: Flag, language: str) -> dict[str, Cell]:
    entry = _duty(flag.duty, language)
    kept: dict[str, Cell] = {name: entry[name] for name in FLAG_COLUMNS if name in entry}
    return {**kept, "act": flag.act, "ground": flag.ground}


def _refs(duty: Duty) -> tuple[Ref, ...]:
    """What a duty rests on: the claims that state its norm, what dates it, what created it, and what discharged or lifted it."""
    norm = duty.norm
    limits = [limit for limit in (norm.begins, norm.begins.not_before, norm.ends) if limit is not None]
    refs: list[Ref] = [("claim", one) for one in (*norm.claims, *norm.disputed_by)]
    refs += [("claim", limit.claim) for limit in limits if limit.claim]
    refs += [("source", limit.source) for limit in limits if limit.source]
    refs += [("instrument", norm.law)] if norm.law else []
    refs += [("act", duty.arising.act)] if duty.arising.act else []
    refs += [("standing", one) for one in (duty.arising.standing, duty.holder) if one]
    for done in (*duty.met_by, *duty.lifted_by):
        if done.sure is not Certainty.NO:
            refs.append(("standing" if done.is_standing else "act", done.what))
    return tuple(dict.fromkeys(refs))
