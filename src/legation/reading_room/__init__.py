"""The scholar's surface: plain verbs over a record, each answer a table that says what it rests on.

>>> import legation
>>> peru = legation.open("peru")
>>> peru.asof("1875-01-01").standings("relations")            # doctest: +SKIP
"""

from __future__ import annotations

from pathlib import Path

from legation.archive.shelf import open_record
from legation.publication import answer_tables as tables
from legation.publication.questions import (
    Asked, QuestionError, act_kind_named, actor_named, asked, default_on, kind_named, standing_named,
)  # fmt: skip
from legation.publication.table import Table
from legation.record.edition import edition
from legation.record.record import Record
from legation.standings.asof import KnownRecord, latest_knowledge
from legation.standings.differences import differences
from legation.standings.docket import docket
from legation.standings.reasons import explain

__all__ = ["OpenRecord", "QuestionError", "Table", "View", "open"]


def open(record: str | Path = "peru") -> OpenRecord:  # noqa: A001 - the verb a reader expects
    """Open a bundled record by name, or an authored folder by path.

    Raises:
        QuestionError: there is no such record, or it has errors (then ``problems`` lists them).
    """
    return OpenRecord(open_record(record))


class OpenRecord:
    """A record, ready for questions. ``known`` in every verb is a date in EDTF; its end counts; default: everything known."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.edition = edition(record)
        self._known: dict[tuple[int, str], KnownRecord] = {}

    def __repr__(self) -> str:
        return f"{self.record.title.en} · {len(self.record.claims)} claims · edition {self.edition[:12]}"

    def as_known(self, known: str | None = None, level: str = "public") -> KnownRecord:
        """The record as known at the end of a date."""
        if level not in self.record.vocabulary.levels:
            raise QuestionError("questions.level", value=level, known=", ".join(self.record.vocabulary.levels))
        day = latest_knowledge(self.record) if known is None else asked(known).last
        return self._known.setdefault((day, level), KnownRecord(self.record, day, level))

    def asof(self, on: str | None = None, *, known: str | None = None, language: str = "en") -> View:
        """What stood on a date (default: the last day covered), as known on another."""
        return View(self.as_known(known), asked(on) if on else default_on(self.record), language)

    def acts(
        self, *, actor: str | None = None, kind: str | None = None, first: str | None = None, last: str | None = None,
        known: str | None = None, language: str = "en",
    ) -> Table:  # fmt: skip
        """Acts of an actor, of a kind, within dates."""
        view = self.as_known(known)
        begin = asked(first).first if first else None
        end = asked(last).last if last else None
        someone = actor_named(self.record, actor) if actor else None
        wanted = act_kind_named(self.record, kind) if kind else None
        chosen = [
            act
            for act in sorted(view.acts.values(), key=lambda act: (act.undated, act.begin.lo, act.begin.hi, act.id))
            if (begin is None or (not act.undated and (act.last or act.begin).hi >= begin))
            and (end is None or (not act.undated and act.begin.lo <= end))
            and (wanted is None or any(variant.kind == wanted for variant in act.variants))
            and (someone is None or any(someone in (*variant.role("subject"), *variant.role("object")) for variant in act.variants))
        ]
        return tables.acts_table(view, chosen, language)

    def docket(self, *, known: str | None = None, language: str = "en") -> Table:
        """Contradictions, gaps, and counts against lists."""
        view = self.as_known(known)
        return tables.docket_table(view, docket(view), language)

    def diff(
        self, *, first: str | None = None, last: str | None = None, on: str | None = None,
        known_first: str | None = None, known_last: str | None = None,
    ) -> Table:  # fmt: skip
        """What differs between two dates (``first``, ``last``), or on one date between two knowledge dates."""
        day = asked(on).last if on else default_on(self.record).last
        before = asked(first).last if first else day
        after = asked(last).last if last else day
        return tables.differences_table(differences(self.as_known(known_first), self.as_known(known_last), before, after))

    def export(self, what: str, *, on: str | None = None, known: str | None = None) -> Table:
        """A whole table: ``acts``, ``claims``, ``standings``, ``measures``, ``actors``, ``sources`` or ``docket``."""
        view = self.as_known(known)
        if what == "acts":
            return self.acts(known=known)
        if what == "standings":
            return self.asof(on, known=known).standings(every=True)
        if what == "docket":
            return self.docket(known=known)
        if what == "actors":
            return tables.actors_table(self.record)
        makers = {"claims": tables.claims_table, "measures": tables.measures_table, "sources": tables.sources_table}
        return makers[what](view)


class View:
    """A record on one date, as known on another."""

    def __init__(self, known: KnownRecord, on: Asked, language: str = "en") -> None:
        self.known = known
        self.on = on
        self.language = language

    def standings(self, kind: str | None = None, *, actor: str | None = None, every: bool = False) -> Table:
        """What stood: *yes*, *presumed*, *possible* and *unknown*; with ``every`` also what did not."""
        record = self.known.record
        answer = self.known.asof(
            self.on.first, self.on.last,
            kind=kind_named(record, kind) if kind else None, actor=actor_named(record, actor) if actor else None, every=every,
        )  # fmt: skip
        return tables.standings_table(self.known, answer, self.on, self.language)

    def why(self, standing: str) -> Table:
        """The reason chain of one standing: acts, rules, claims with their sources and locators."""
        key = standing_named(self.known, standing)
        return tables.reasons_table(self.known, explain(self.known, key, self.on.first, self.on.last), self.on, self.language)
