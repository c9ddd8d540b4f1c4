"""Questions put to a record in people's words: shared by the command line, the notebook and the pages."""

from __future__ import annotations

from collections.abc import Iterable

from legation.publication import answer_tables as tables
from legation.publication.asked import refuse_backwards, span_within, word_among
from legation.publication.questions import Asked, QuestionError, act_kind_named, actor_named, asked, default_on, kind_named
from legation.publication.table import Table
from legation.record.acts import Act
from legation.record.record import Record
from legation.standings.asof import KnownRecord, latest_knowledge
from legation.terms.problems import nearest


def known_day(record: Record, known: str | None, level: str = "public") -> int:
    """The day at whose end a question wants things known: the last of a date in EDTF; all of the record where none is given.

    Raises:
        QuestionError: not a date, or no such level.
    """
    if level not in record.vocabulary.levels:
        raise QuestionError("questions.level", value=level, known=", ".join(record.vocabulary.levels))
    return asked(known).last if known else latest_knowledge(record)


def on_or_default(record: Record, on: str | None) -> Asked:
    """The date asked about, or the last day that the record covers."""
    return asked(on) if on else default_on(record)


def actor_and_kind(record: Record, actor: str | None, kind: str | None) -> tuple[str | None, str | None]:
    """The ids of an actor and of a kind of standing, where they are named."""
    return (actor_named(record, actor) if actor else None, kind_named(record, kind) if kind else None)


def acts_matching(
    view: KnownRecord, *, actor: str | None = None, kind: str | None = None, first: str | None = None, last: str | None = None
) -> list[Act]:
    """Acts of an actor, of a kind, that may have happened within dates; undated ones only where no date is asked.

    Raises:
        QuestionError: a name or a date is not understood.
    """
    refuse_backwards(first, last)
    begin = asked(first).first if first else None
    end = asked(last).last if last else None
    someone = actor_named(view.record, actor) if actor else None
    wanted = act_kind_named(view.record, kind) if kind else None

    def matches(act: Act) -> bool:
        if act.undated and not (begin is None and end is None):
            return False
        if (begin is not None and (act.last or act.begin).hi < begin) or (end is not None and act.begin.lo > end):
            return False
        if wanted is not None and all(variant.kind != wanted for variant in act.variants):
            return False
        named = {name for variant in act.variants for role in ("subject", "object") for name in variant.role(role)}
        return someone is None or someone in named

    return sorted(filter(matches, view.acts.values()), key=lambda act: (act.undated, act.begin.lo, act.begin.hi, act.id))


def claims_matching(
    view: KnownRecord, *, act: str | None = None, actor: str | None = None, kind: str | None = None, source: str | None = None
) -> Table:
    """Claims of an act, naming an actor as subject or object, of a kind of act, from a source.

    Raises:
        QuestionError: a name is not understood.
    """
    found = tables.claims_table(view)
    if act is not None:
        found = found.where(act=_named(act, view.acts, "questions.act"))
    if kind is not None:
        found = found.where(kind=act_kind_named(view.record, kind))
    if actor is not None:
        found = found.where_any(("subject", "object"), actor_named(view.record, actor))
    return found if source is None else found.where(source=_named(source, view.record.sources, "reading.source"))


def measures_matching(
    view: KnownRecord, *, series: str | None = None, actor: str | None = None, counterpart: str | None = None,
    source: str | None = None,
) -> Table:  # fmt: skip
    """Observations of a series, of an actor, towards a counterpart, from a source.

    Raises:
        QuestionError: a name is not understood.
    """
    found = tables.measures_table(view)
    if series is not None:
        labels = {word.id: word.label for word in view.record.vocabulary.measures.values()}
        found = found.where(series=word_among(labels, series, "reading.series"))
    for column, name in (("actor", actor), ("counterpart", counterpart)):
        if name is not None:
            found = found.where(**{column: actor_named(view.record, name)})
    return found if source is None else found.where(source=_named(source, view.record.sources, "reading.source"))


def span_of(record: Record, first: str | None, last: str | None) -> Asked:
    """The days from the first of one date through the last of another; those that the record covers where one is missing.

    Raises:
        QuestionError: a date is not understood.
    """
    return span_within(first, last, record.period)


def _named(wanted: str, there: Iterable[str], code: str) -> str:
    known = list(there)
    if wanted not in known:
        raise QuestionError(code, value=wanted, nearest=nearest(wanted, known) or ", ".join(known[:4]) or "—")
    return wanted
