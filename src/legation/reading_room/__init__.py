"""The scholar's surface: plain verbs over a record, each answer a table that says what it rests on.

>>> import legation
>>> peru = legation.open("peru")
>>> peru.asof("1875-01-01").standings("relations")            # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from legation.archive.opening import Opened, opened, supposed
from legation.evaluation.book import Evaluation, evaluator_of, read_evaluation
from legation.evaluation.formula.evaluating import Evaluator
from legation.evaluation.scorecards.scorecard import Scorer
from legation.publication import answer_tables as tables
from legation.publication.citation import Citation
from legation.publication.duty_tables import duties_table, flags_table
from legation.publication.evaluation_tables import assertions_table, evaluation_table
from legation.publication.expectation_table import expectations_table
from legation.publication.exports import exported
from legation.publication.grounds import Basis
from legation.publication.package import write_package
from legation.publication.panel_basis import basis_of
from legation.publication.panel_table import Panel, panel
from legation.publication.plan_table import known_plan, plan_table
from legation.publication.queries import (
    actor_and_kind,
    claims_matching,
    known_day,
    measures_matching,
    on_or_default,
    span_of,
)
from legation.publication.questions import Asked, QuestionError, asked, standing_named
from legation.publication.report.content import Report
from legation.publication.report.files import write_report
from legation.publication.road_tables import road_table, roads_table
from legation.publication.scorecard_tables import cards_asked, criteria_table, lines_table, scorecards_table, since_asked
from legation.publication.search.asking import search_asked
from legation.publication.series import counts_table, spells_table
from legation.publication.table import Table
from legation.publication.what_stood import acts_asked, what_stood
from legation.publication.words import words_table
from legation.standings.asof import KnownRecord
from legation.standings.compiled import Compiled
from legation.standings.differences import differences
from legation.standings.reasons import explain
from legation.terms.days import iso

__all__ = ["Citation", "OpenRecord", "Panel", "QuestionError", "Table", "View", "open"]


def open(record: str | Path = "peru", *, sources: str | None = None) -> OpenRecord:
    """Open a bundled record by name, or an authored folder, a build or a shelf of builds by path.

    Args:
        sources: ``all`` (the default); ``documents`` for what the record's own sources say alone; or names of sets of further
            sources, separated by ``;``.

    Raises:
        QuestionError: there is no such record, or it has errors (then ``problems`` lists them).
    """
    return OpenRecord(opened(record, sources))


class OpenRecord:
    """A record, ready for questions. ``known`` in every verb is a date in EDTF; its end counts; default: everything known."""

    def __init__(self, made: Opened) -> None:
        self._opened = made
        self.record = made.record
        self.edition = made.edition
        self._known: dict[tuple[int, str], KnownRecord] = {}
        self._evaluators: dict[int, Evaluator] = {}

    def __repr__(self) -> str:
        return f"{self.record.title.en} · {len(self.record.claims)} claims · edition {self.edition[:12]}"

    def as_known(self, known: str | None = None, level: str = "public") -> KnownRecord:
        """The record as known at the end of a date."""
        day = known_day(self.record, known, level)
        return self._known.setdefault((day, level), self._opened.as_known(day, level))

    def _seen(self, known: str | None) -> KnownRecord:
        """The record as known at the end of a date, a log beside it too."""
        return self._opened.seen(known) if self._opened.is_logged else self.as_known(known)

    def asof(self, on: str | None = None, *, known: str | None = None, language: str = "en") -> View:
        """What stood on a date (default: the last day covered), as known on another."""
        return View(self._seen(known), on_or_default(self.record, on), language)

    def acts(
        self, *, actor: str | None = None, kind: str | None = None, first: str | None = None, last: str | None = None,
        known: str | None = None, language: str = "en",
    ) -> Table:  # fmt: skip
        """Acts of an actor, of a kind, within dates."""
        chosen, view = acts_asked(self._seen(known), actor=actor, kind=kind, first=first, last=last)
        return tables.acts_table(view, chosen, language)

    def search(
        self, words: str, *, what: str | None = None, kind: str | None = None, field: str | None = None, actor: str | None = None,
        first: str | None = None, last: str | None = None, most: int = 50, known: str | None = None, language: str = "en",
    ) -> Table:  # fmt: skip
        """What answers to some words in either language, the best first, accents and endings forgiven.

        Args:
            what: only this sort of thing, as ``actor`` or ``act``; kind, field: only of these; actor: only what it, or a region's
                States, have part in; first, last: only what may have happened within these dates; most: so many rows at most.

        Raises:
            QuestionError: a filter names nothing of the record, or a date cannot be read.
        """
        return search_asked(
            self._seen(known), self._opened.index, self._opened.grammar, words, what=what, kind=kind, field=field,
            actor=actor, first=first, last=last, most=most, language=language,
        )  # fmt: skip

    def claims(
        self, *, act: str | None = None, actor: str | None = None, kind: str | None = None, source: str | None = None,
        known: str | None = None,
    ) -> Table:  # fmt: skip
        """What the sources state, claim by claim: of an act, naming an actor, of a kind of act, from a source."""
        view = self.as_known(known)
        return claims_matching(view, act=act, actor=actor, kind=kind, source=source)

    def measures(
        self, *, series: str | None = None, actor: str | None = None, counterpart: str | None = None, source: str | None = None,
        known: str | None = None,
    ) -> Table:  # fmt: skip
        """Figures that the sources state: of a series, of an actor, towards a counterpart, from a source."""
        view = self.as_known(known)
        return measures_matching(view, series=series, actor=actor, counterpart=counterpart, source=source)

    def words(self, of: str | None = "standings", *, known: str | None = None, language: str = "en") -> Table:
        """The words that questions and answers are made of: the kinds of ``standings`` (the default), ``acts``, ``actors``,
        ``measures`` or another list, each with what it means and how often the record uses it; all lists where ``of`` is None.
        """
        return words_table(self.as_known(known), of, language)

    def counts(
        self, kind: str, *, first: str | None = None, last: str | None = None, every: str = "year", day: str = "last",
        actor: str | None = None, known: str | None = None, language: str = "en",
    ) -> Table:  # fmt: skip
        """How many standings of a kind held, ``every`` year, month or day, on its first or last day.

        From ``first`` through ``last``; where they are missing, over the years that the record covers.
        """
        view = self.as_known(known)
        who, what = actor_and_kind(self.record, actor, kind)
        assert what is not None
        return counts_table(view, what, span_of(self.record, first, last), every=every, day=day, actor=who, language=language)

    def spells(
        self, kind: str | None = None, *, actor: str | None = None, known: str | None = None, language: str = "en"
    ) -> Table:
        """For each standing, from when until when each answer holds, within the years that the record covers."""
        who, what = actor_and_kind(self.record, actor, kind)
        return spells_table(self.as_known(known), kind=what, actor=who, language=language)

    @cached_property
    def evaluation(self) -> Evaluation:
        """The guidelines, sets, indicators and assertions of the record."""
        return read_evaluation(self.record)

    def _evaluator(self, view: KnownRecord) -> Evaluator:
        if view.known not in self._evaluators:
            self._evaluators[view.known] = evaluator_of(self.evaluation, view)
        return self._evaluators[view.known]

    def evaluate(
        self, *, indicator: str | None = None, guideline: str | None = None, on: str | None = None, known: str | None = None,
        every: str | None = None, first: str | None = None, last: str | None = None, language: str = "en",
    ) -> Table:  # fmt: skip
        """What the indicators come to on a date (default: the last day covered), or at the end of ``every`` year or decade."""
        view = self._seen(known)
        every = every or ("year" if first or last else None)
        span = span_of(self.record, first, last) if every else None
        return evaluation_table(
            self.evaluation, view, on_or_default(self.record, on), indicator=indicator, guideline=guideline, every=every,
            span=span, language=language, evaluator=self._evaluator(view),
        )  # fmt: skip

    def assertions(
        self, *, guideline: str | None = None, on: str | None = None, known: str | None = None, language: str = "en"
    ) -> Table:
        """What the documents claim, and whether the acts bear it out: yes, partly, no, or it cannot be known."""
        view = self._seen(known)
        return assertions_table(
            self.evaluation, view, on_or_default(self.record, on), guideline=guideline, language=language,
            evaluator=self._evaluator(view),
        )  # fmt: skip

    def expectations(self, *, on: str | None = None, known: str | None = None, language: str = "en") -> Table:
        """What was expected, and what the record knows of it since; up to the last day known where ``on`` gives none."""
        view = self._seen(known)
        return expectations_table(view, asked(on or iso(view.known)), language=language)

    def docket(self, *, known: str | None = None, language: str = "en") -> Table:
        """Contradictions, gaps, and counts against lists."""
        view = self._seen(known).written
        return tables.docket_table(view, self._opened.docket(view), language)

    def duties(
        self, on: str | None = None, *, known: str | None = None, norm: str | None = None, status: Sequence[str] = (),
        every: bool = False, language: str = "en",
    ) -> Table:  # fmt: skip
        """What is due, met or overdue on a date, by whom, under which norm, and what created it; a person decides.

        Args:
            norm: id of one norm; status: only these; every: also what has lapsed and what cannot be known.

        Raises:
            QuestionError: the record has no norms, or there is no such norm or status.
        """
        view, day = self._seen(known), on_or_default(self.record, on)
        return duties_table(view, day, norm=norm, status=status, every=every, language=language)

    def flags(self, on: str | None = None, *, known: str | None = None, norm: str | None = None, language: str = "en") -> Table:
        """Internal, for legal review: acts that may break a norm in force on their date, with the article; no verdict."""
        return flags_table(self._seen(known), on_or_default(self.record, on), norm=norm, language=language)

    def roads(
        self,
        on: str | None = None,
        *,
        known: str | None = None,
        pending: bool = False,
        overdue: bool = False,
        language: str = "en",
    ) -> Table:
        """Where every treaty of the record's own State stands at home on a day: step, next step, age, route and why.

        Args:
            pending: only those that wait at home, the longest first; overdue: only those with a step whose time has passed.
        """
        day = on_or_default(self.record, on)
        return roads_table(self.as_known(known), day, pending=pending, overdue=overdue, by_age=pending, language=language)

    def road(self, instrument: str, on: str | None = None, *, known: str | None = None, language: str = "en") -> Table:
        """Every step of one treaty at home on a day, into it and out of it; the rest in the notes."""
        return road_table(self.as_known(known), instrument, on_or_default(self.record, on), language=language)

    def plan(self, *, on: str | None = None, known: str | None = None, language: str = "en") -> Table:
        """The plan on a date (default: the last day covered): elements, targets, results, progress, ratings and money.

        Raises:
            QuestionError: the record has no plan, or a date is not understood.
        """
        return plan_table(known_plan(self.record, known), on_or_default(self.record, on), language)

    def scorecards(
        self, by: str = "guideline", *, of: str | None = None, lines: bool = False, criteria: bool = False,
        on: str | None = None, since: str | None = None, known: str | None = None, language: str = "en",
    ) -> Table:  # fmt: skip
        """Scorecards by guideline, field, period or objective: targets, lights, trends, verdicts and what is missing.

        Args:
            of: only this one; lines: every indicator of the cards instead; criteria: what the record says of the DAC criteria.
            since: earlier date with which trends compare.

        Raises:
            QuestionError: there is no such sort or card, or a date is not understood.
        """
        view, day = known_plan(self.record, known).view, on_or_default(self.record, on)
        scorer = Scorer(self.evaluation, view, self._evaluator(view))
        cards = cards_asked(scorer, by, day, since_asked(since, day), of)
        make = criteria_table if criteria else lines_table if lines else scorecards_table
        return make(cards, scorer, day, language)

    def report(
        self, folder: str | Path, *, on: str | None = None, known: str | None = None, since: str | None = None
    ) -> list[Path]:
        """Write the report into a folder: a page in each language, and its numbers as JSON and CSV. Gives the files written.

        Raises:
            QuestionError: the record has nothing to report on, or a date is not understood.
            OSError: a file cannot be written.
        """
        view, day = known_plan(self.record, known).view, on_or_default(self.record, on)
        scorer = Scorer(self.evaluation, view, self._evaluator(view))
        return write_report(Report(scorer, day, since_asked(since, day)), Path(folder))

    def diff(
        self, *, first: str | None = None, last: str | None = None, on: str | None = None,
        known_first: str | None = None, known_last: str | None = None, language: str = "en",
    ) -> Table:  # fmt: skip
        """What differs between two dates (``first``, ``last``), or on one date between two knowledge dates."""
        day = on_or_default(self.record, on)
        before, after = (asked(date) if date else day for date in (first, last))
        views = (self.as_known(known_first), self.as_known(known_last))
        found = differences(*views, before.last, after.last)
        return tables.differences_table(found, Basis(views, (before, after), language))

    @cached_property
    def compiled(self) -> Compiled:
        """The record as keys and rectangles."""
        return self._opened.compiled

    def panel(
        self, unit: str = "actor", *, every: str = "year", first: str | None = None, last: str | None = None,
        count: Sequence[str] = (), shared: Sequence[str] = (), measures: Sequence[str] = (), day: str = "any",
        directed: bool = True, known: str | None = None, language: str = "en",
    ) -> Panel:  # fmt: skip
        """What stood, counted by ``actor`` or ``dyad`` and by year, month or day: certain and possible side by side.

        Args:
            count: kinds of standing; all where none of ``count``, ``shared`` and ``measures`` names any.
            shared: kinds by which two may sit together, e.g. ``["membership"]``: in how many bodies both were on a common day.
            measures: series of figures to carry beside the counts.
            day: which days of a period count: ``first``, ``last``, ``any`` or ``share``; ``first_common`` or ``last_common``,
                the first or last of those on which the actor, or both actors, existed.
            directed: each pair in both orders, or once.
        """
        return panel(
            basis_of(self.record, self.edition), self.compiled, unit=unit, every=every, first=first, last=last, count=count,
            shared=shared, measures=measures, record=self.record, day=day, directed=directed, known=known, language=language,
        )  # fmt: skip

    def under(self, scenario: str | Path) -> OpenRecord:
        """The record under a scenario: a TOML file of acts supposed to happen or not to have happened.

        Raises:
            QuestionError: the scenario cannot be read, or says what cannot be.
        """
        return OpenRecord(supposed(self._opened, Path(scenario)))

    def export(self, what: str, *, on: str | None = None, known: str | None = None) -> Table:
        """A whole table: ``acts``, ``claims``, ``standings``, ``spells``, ``measures``, ``actors``, ``instruments``, ``sources``,
        ``docket`` or ``words``; of the evaluation ``evaluation``, ``assertions``, ``scorecards``, ``duties``, ``plan``,
        ``budget`` and the other tables that :data:`legation.publication.exports.TABLES` names.
        """
        return exported(known_plan(self.record, known).view, what, on_or_default(self.record, on))

    def export_package(self, folder: str | Path, *, on: str | None = None, known: str | None = None) -> list[Path]:
        """Write every whole table into a folder, as CSV, JSON Lines and Parquet, with a ``datapackage.json`` that describes them.

        Raises:
            OSError: a file cannot be written.
        """
        return write_package(known_plan(self.record, known).view, on_or_default(self.record, on), Path(folder))


class View:
    """A record on one date, as known on another."""

    def __init__(self, known: KnownRecord, on: Asked, language: str = "en") -> None:
        self.known = known
        self.on = on
        self.language = language

    def standings(self, kind: str | None = None, *, actor: str | None = None, every: bool = False) -> Table:
        """What stood: *yes*, *presumed*, *possible* and *unknown*; with ``every`` also what did not."""
        record = self.known.record
        who, what = actor_and_kind(record, actor, kind)
        answer, view = what_stood(self.known, self.on.first, self.on.last, actor=who, kind=what, every=every)
        return tables.standings_table(view, answer, self.on, self.language)

    def why(self, standing: str) -> Table:
        """The reason chain of one standing: acts, rules, claims with their sources and locators."""
        key = standing_named(self.known, standing)
        view = self.known.apart(key)
        return tables.reasons_table(view, explain(view, key, self.on.first, self.on.last), self.on, self.language)
