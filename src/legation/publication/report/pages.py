"""The report as HTML: one file in each language, with nothing in it that asks for another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from legation.evaluation.formula.values import Value
from legation.evaluation.indicators import Indicator
from legation.evaluation.norms.duties import STATUSES, Duty
from legation.evaluation.plans.figures import Figure, written
from legation.evaluation.plans.review import NodeOn
from legation.evaluation.plans.words import plan_words
from legation.evaluation.scorecards.criteria import SILENT, CriterionFound, Spoken
from legation.evaluation.scorecards.lights import Light
from legation.evaluation.scorecards.lines import Line
from legation.evaluation.scorecards.scorecard import Scorecard
from legation.evaluation.verdicts import AssertionVerdict
from legation.publication.answer_tables import docket_remark
from legation.publication.evaluation_tables import in_sentences, missing_datum, pair_of
from legation.publication.places import place_words
from legation.publication.report import charts
from legation.publication.report.content import Report
from legation.publication.report.days import act_in_words, days_in_words, year_of
from legation.publication.report.numbers import Numbers
from legation.publication.report.series import Run
from legation.publication.said_figures import figure, grouped
from legation.publication.scorecard_tables import (
    card_name,
    card_notes,
    counts_of,
    direction_text,
    light_text,
    moved_text,
    spoken_text,
    unit_text,
)
from legation.record.acts import Act, Days
from legation.record.claims import Claim
from legation.record.measures import Observation
from legation.record.record import Record
from legation.standings.docket import Entry
from legation.terms.days import civil, iso
from legation.terms.messages import say
from legation.terms.said_days import day_said
from legation.terms.vocabulary import Text

LANGUAGES: Final = ("es", "en")
LONG: Final = 60
"""Spans of more years than this are counted by decade."""
MOST_CHARTS: Final = 12


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("legation.publication.report"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip


def page(report: Report, numbers: Numbers, language: str) -> str:
    """The report in one language."""
    told = Told(report, numbers, language)
    return _environment().get_template("report.html").render(r=report, n=numbers, p=told, t=told.say, language=language)


@dataclass(frozen=True)
class Told:
    """A report in one language: what its templates ask for."""

    report: Report
    numbers: Numbers
    language: str

    def say(self, code: str, /, **values: object) -> str:
        """A message; one of the report's own where no area is named. Numbers in it stay marked up."""
        code = code if "." in code else f"report.{code}"
        marked = {name: value for name, value in values.items() if isinstance(value, Markup)}
        text = say(code, self.language, **{**values, **{name: f"\0{name}\0" for name in marked}})
        if not marked:
            return text
        parts = escape(text).split("\0")
        return Markup("").join(marked.get(part, part) if place % 2 else part for place, part in enumerate(parts))

    @property
    def record(self) -> Record:
        """The record."""
        return self.report.view.record

    @property
    def style(self) -> Markup:
        """The style sheet, which stands in the page itself."""
        loader = _environment().loader
        assert loader is not None
        return Markup(loader.get_source(_environment(), "report.css")[0])  # noqa: S704 - a file of ours

    @property
    def header(self) -> str:
        """The running header, as CSS writes a text."""
        parts = [self.record.title[self.language], f"{self.say('report.asked_on')} {iso(self.report.on.last)}"]
        return " · ".join(parts).replace("\\", "").replace('"', "'").replace("\n", " ").replace("<", "")

    def text(self, text: Text) -> str:
        """A text in this language."""
        return text[self.language]

    def day(self, day: int) -> str:
        """A day in words."""
        return day_said(day, self.language)

    def when(self, act: Act) -> str:
        """When an act happened."""
        return act_in_words(act, self.language)

    def title(self, act: Act) -> str:
        """What an act is called."""
        return (act.used or act.claims)[0].title[self.language] or act.id

    def source(self, name: str) -> str:
        """What a source is called in lists."""
        return self.record.sources[name].called[self.language]

    def digits(self, number: str) -> str:
        """A number as a source gives it, with its thousands apart; any other text as it is."""
        return grouped(number, self.language)

    def place(self, locator: str) -> str:
        """Where in its source something stands."""
        return place_words(locator, self.language)

    def notes(self, cards: Sequence[Scorecard]) -> list[str]:
        """What stands under scorecards."""
        return list(dict.fromkeys(card_notes(cards, self.report.scorer, self.language)))

    # --- numbers ---

    def count(self, card: Scorecard, column: str) -> Markup:
        """One of the counts of a card."""
        return self.numbers.cell("scorecards", (card_name(card),), (column,), counts_of(card)[column])

    def value(self, card: Scorecard, line: Line) -> Markup:
        """The value of a line, as a link to its evidence."""
        return self._cell(card, line, ("low", "high"), line.value)

    def baseline(self, card: Scorecard, line: Line) -> Markup:
        """Its baseline."""
        return Markup("—") if line.baseline is None else self._cell(card, line, ("baseline",), line.baseline)

    def target(self, card: Scorecard, line: Line) -> Markup:
        """Its target, with the day."""
        if line.target is None or line.target_on is None:
            return Markup("—")
        return self._cell(card, line, ("target",), line.target) + Markup(" <small>({})</small>").format(iso(line.target_on))

    def way(self, card: Scorecard, line: Line) -> Markup:
        """How far it is on its way."""
        if line.way is None:
            return Markup("—")
        return self._cell(card, line, ("progress_low", "progress_high"), line.way, " %")

    def _cell(self, card: Scorecard, line: Line, columns: tuple[str, ...], value: Value, unit: str = "") -> Markup:
        text = figure(value, self.language) + (unit if value.missing is None else "")
        return self.numbers.cell("scorecard_lines", (card_name(card), line.id), columns, text)

    def spoken(self, card: Scorecard, found: CriterionFound, one: Spoken) -> Markup:
        """What a reading says of a criterion."""
        key = (card_name(card), found.criterion.id, one.reading)
        return self.numbers.cell("criteria", key, ("low", "high"), spoken_text(one, self.language))

    # --- lines ---

    def unit(self, line: Line) -> str:
        """Of what a line's value is."""
        return unit_text(line, self.record, self.language)

    def light(self, light: Light) -> str:
        """The words of a light."""
        return light_text(light)[self.language]

    def colour(self, light: Light) -> str:
        """The colour of a light in words; empty where it has none."""
        return say(f"plans.colour_{light.colour}", self.language) if light.colour else ""

    def moved(self, line: Line) -> str:
        """Its trend in words."""
        return moved_text(line, self.language)

    def direction(self, line: Line) -> str:
        """The direction wanted, and how it is known."""
        return direction_text(line, self.language) or "—"

    def why(self, value: Value) -> str:
        """Why a value is missing, wide or open."""
        reasons = (value.missing,) if value.missing is not None else value.because
        return in_sentences(reasons, self.record, self.language) or ""

    def element(self, line: Line) -> str:
        """The code and name of the element of the plan that a line measures."""
        node = self._elements[line.objective].node
        return f"{node.code} {node.name[self.language]}"

    @cached_property
    def _elements(self) -> dict[str, NodeOn]:
        return {one.node.id: one for one in (self.report.plan.nodes if self.report.plan is not None else ())}

    def sheet(self, line: Line) -> Indicator | None:
        """The sheet of a line; None for one of a plan."""
        return self.report.scorer.evaluation.indicators.get(line.id)

    def evidence(self, line: Line) -> tuple[list[Act], list[Observation], list[str]]:
        """The acts, figures and rows of the plan behind a line."""
        refs = self.report.refs_of(line)
        figures = [self.report.figures[name] for what, name in refs if what == "measure" and name in self.report.figures]
        return self.report.acts_behind(refs), figures, [name for what, name in refs if what == "plan"]

    # --- findings ---

    def findings(self, card: Scorecard) -> list[str]:
        """What a card comes to, in sentences of its own numbers."""
        counts, said = counts_of(card), []
        if counts["assertions"]:
            parts = {"yes": "borne_out", "partly": "partly", "no": "not_borne_out", "unknown": "cannot_be_known"}
            said.append(self.say("finding_assertions", total=counts["assertions"], parts=self._parts(counts, parts)))
        if counts["targets"]:
            parts = {"reached": "reached", "missed": "not_reached", "unknown": "reach_unknown"}
            said.append(self.say("finding_targets", total=counts["targets"], parts=self._parts(counts, parts)))
        elif counts["indicators"]:
            said.append(self.say("finding_no_targets"))
        parts = {"better": "better", "worse": "worse", "level": "level", "unknown": "trend_unknown"}
        if total := sum(counts[one] for one in parts.values()):
            said.append(self.say("finding_trend", day=self.day(card.since), total=total, parts=self._parts(counts, parts)))
        return said

    def _parts(self, counts: Mapping[str, int], parts: Mapping[str, str]) -> str:
        """Counts in words, those of nothing left out."""
        said = [(self.say(f"finding_{word}"), counts[column]) for word, column in parts.items() if counts[column]]
        text = "; ".join(self.say("finding_part", word=word, count=count) for word, count in said)
        return text[:1].upper() + text[1:]

    def moved_counts(self, card: Scorecard) -> Markup:
        """How many indicators moved the way wanted, and against it where any did."""
        counts = counts_of(card)
        if not counts["better"] and not counts["worse"]:
            return Markup("—")
        against = (
            Markup(", {}").format(self.say("moved_against", count=self.count(card, "worse"))) if counts["worse"] else Markup("")
        )
        return self.count(card, "better") + against

    def verdict(self, one: AssertionVerdict) -> str:
        """Whether it is borne out, in words."""
        return say(f"indicators.{one.borne_out}", self.language)

    def stated_by(self, one: AssertionVerdict) -> list[tuple[Claim | None, str]]:
        """The claims that make an assertion, each with the act it tells of."""
        known = [name for name in one.assertion.claims if self.report.scorer.evaluator.ground.knows(name)]
        places = {self._any[name].locator: (self.report.claims.get(name), self.report.act_of(name)) for name in reversed(known)}
        return list(reversed(places.values()))

    def found(self, one: AssertionVerdict) -> str:
        """What the acts give beside what is stated."""
        if (pair := pair_of(one)) is None:
            return ""
        found, _, stated = (figure(side, self.language) if isinstance(side, Value) else side for side in pair)
        return say("indicators.found_and_stated", self.language, found=found, stated=stated)

    def because(self, one: AssertionVerdict) -> str:
        """Why it is no plain yes or no."""
        return in_sentences(one.because, self.record, self.language) or ""

    def missing(self, one: AssertionVerdict) -> str:
        """Which datum would settle it."""
        return missing_datum(one, self.record, self.language) or ""

    @cached_property
    def unknowable(self) -> list[tuple[AssertionVerdict, str]]:
        """The assertions that cannot be settled, each once, with the datum that is missing."""
        found: dict[str, tuple[AssertionVerdict, str]] = {}
        for card in self.report.guidelines:
            for one in card.verdicts:
                if datum := self.missing(one):
                    found.setdefault(one.assertion.id, (one, datum))
        return list(found.values())

    # --- a card's own parts ---

    def authors(self, card: Scorecard) -> str:
        """Whose reconstruction a card is."""
        source = self.record.sources[card.document]
        return self.say("reconstructed", authors="; ".join(source.authors) or source.title, year=source.issued.text)

    def lasted(self, card: Scorecard) -> str:
        """When a guideline is said to have held."""
        if card.begins is None or card.ends is None:
            return ""
        return self.say("from_to", first=card.begins.text, last=card.ends.text)

    def differences(self, card: Scorecard) -> list[Entry]:
        """The contradictions that touch a card."""
        return [one for one in card.docket if one.subject not in SILENT]

    def silences(self, card: Scorecard) -> list[Entry]:
        """The gaps that touch it."""
        return [one for one in card.docket if one.subject in SILENT]

    def difference(self, entry: Entry) -> str:
        """An entry of the docket in words."""
        return docket_remark(self.report.view, entry, self.language)

    def entry_title(self, entry: Entry) -> str:
        """What an entry is about."""
        act = self.report.view.acts.get(entry.act)
        return self.title(act) if act is not None else entry.id

    def said(self, entry: Entry) -> list[tuple[str, str, str, str]]:
        """What each claim of an entry says: the text, the source, the place, the act."""
        found: dict[tuple[str, str, str], str] = {}
        for name, says in entry.said:
            row = self._any[name]
            found.setdefault(
                (self._in_words(entry, says), self.source(row.source), self.place(row.locator)), self.report.act_of(name)
            )
        return [(*said, act) for said, act in found.items()]

    def _in_words(self, entry: Entry, says: str) -> str:
        """What a claim says in what a difference lies in: kinds of act and parties by their names."""
        if entry.field == "kind" and says in self.record.vocabulary.acts:
            return self.record.vocabulary.acts[says].label[self.language]
        if entry.subject == "party":
            return ", ".join(self.actor(name) for name in says.split(";")) if says else ""
        return says

    @cached_property
    def _measures(self) -> dict[str, Observation]:
        return {one.id: one for one in self.record.measures}

    @cached_property
    def _any(self) -> dict[str, Claim | Observation]:
        return {**self.report.claims, **self._measures}

    def lacking(self, card: Scorecard, what: str) -> list[tuple[str, str]]:
        """The names of what lacks something, with the reasons."""
        names = {line.id: line.name[self.language] for line in card.lines}
        return [
            (names[one.of], in_sentences(one.because, self.record, self.language) or "")
            for one in card.missing
            if one.lacks == what
        ]

    def sources(self, card: Scorecard) -> list[tuple[str, str, int, str]]:
        """The sources behind a card: id, name, number of claims, places."""
        refs = [ref for line in card.lines for ref in self.report.refs_of(line)]
        claims = [claim for act in self.report.acts_behind(refs) for claim in act.claims]
        asserted = [name for one in card.verdicts for name in one.assertion.claims]
        rows: dict[str, dict[str, str]] = {}
        stated: list[Claim | Observation] = [*claims, *(self._any[name] for name in asserted)]
        stated += [self._measures[name] for what, name in refs if what == "measure"]
        for row in stated:
            if self.record.sources[row.source].known <= self.report.view.known:
                rows.setdefault(row.source, {})[row.id] = row.locator
        found = []
        for name in sorted(rows, key=lambda one: (-len(rows[one]), one)):
            places = sorted({self.place(one) for one in rows[name].values()})
            found.append((name, self.source(name), len(rows[name]), "; ".join(places)))
        return found

    # --- charts ---

    def timeline(self, card: Scorecard, acts: Sequence[Act]) -> Markup | None:
        """How many of a card's acts there were in each year or decade."""
        years = [year for act in acts if (year := year_of(act)) is not None]
        if len(years) < 2:
            return None
        step = 10 if max(years) - min(years) > LONG else 1
        counted = Counter(year - year % step for year in years)
        rows = [(year, counted[year]) for year in range(min(counted), max(counted) + 1, step)]
        described = "; ".join(f"{year}: {count}" for year, count in rows if count)
        return charts.bar_chart(f"t-{card.id}", rows, step, self.timeline_title(acts), described)

    def timeline_title(self, acts: Sequence[Act]) -> str:
        """What the chart of acts shows."""
        years = [year for act in acts if (year := year_of(act)) is not None]
        step = "decade" if years and max(years) - min(years) > LONG else "year"
        return self.say("timeline_of", step=self.say(f"step_{step}"), count=len(years), undated=len(acts) - len(years))

    def charted(self, card: Scorecard) -> list[Line]:
        """The lines of a card that changed over time, those with a target first."""
        moving = [line for line in card.lines if _changes(self.report.runs.get(line.id, ()))]
        return sorted(moving, key=lambda line: line.target is None)[:MOST_CHARTS]

    def uncharted(self, card: Scorecard) -> list[str]:
        """The names of the others."""
        shown = {line.id for line in self.charted(card)}
        return [line.name[self.language] for line in card.lines if line.id not in shown]

    def chart(self, card: Scorecard, line: Line) -> Markup:
        """An indicator over time."""
        runs = _trimmed(self.report.runs[line.id])
        targets = []
        if line.target is not None and line.target.missing is None and line.target_on is not None:
            targets = [charts.Mark(civil(line.target_on)[0], line.target.lo)]
        described = self.say(
            "chart_described", first=runs[0].first, last=runs[-1].last, from_value=figure(runs[0].value, self.language),
            to_value=figure(runs[-1].value, self.language),
        )  # fmt: skip
        return charts.line_chart(f"c-{card.id}-{line.id}", runs, line.name[self.language], described, targets)

    def verdicts(self, name: str, counts: Mapping[str, int]) -> Markup:
        """A bar of verdicts."""
        rows = list(counts.items())
        said = ", ".join(f"{count} {say(f'indicators.{word}', self.language)}" for word, count in rows if count)
        return charts.verdict_bar(f"v-{name}", rows, self.say("assertions"), said)

    @cached_property
    def all_verdicts(self) -> dict[str, int]:
        """How all assertions stand, each counted once."""
        found = {one.assertion.id: one.borne_out for card in self.report.guidelines for one in card.verdicts}
        counted = Counter(found.values())
        return {word: counted[word] for word in ("yes", "partly", "no", "cannot_be_known")}

    # --- duties and plan ---

    @cached_property
    def duties_shown(self) -> list[Duty]:
        """The duties whose status is known, the open ones first."""
        order = {"overdue": 0, "due": 1, "met": 2}
        return sorted(
            self.report.duties.listed(order), key=lambda one: (order[one.status], one.norm.id, one.arising.days.lo, one.id)
        )

    @cached_property
    def duties_counted(self) -> list[tuple[str, int]]:
        """How many duties there are of each status, in words."""
        counted = self.report.duties.counts()
        return [(say(f"norms.status_{one}", self.language), counted[one]) for one in STATUSES if counted[one]]

    @property
    def duties_text(self) -> str:
        """The duties that are not listed one by one, counted in words."""
        shown = {one.status for one in self.duties_shown}
        counted = self.report.duties.counts()
        left = [one for one in STATUSES if counted[one] and one not in shown]
        words = [f"{counted[one]} {say(f'norms.status_{one}', self.language)}" for one in left]
        return ", ".join(words) or "0"

    def bounds(self, days: Days) -> str:
        """Bounds of a day in words."""
        return days_in_words(days, self.language)

    def duty_status(self, duty: Duty) -> str:
        """Its status in words."""
        return say(f"norms.status_{duty.status}", self.language)

    def duty_due(self, duty: Duty) -> str:
        """When it was due."""
        return "—" if duty.due is None else days_in_words(duty.due, self.language)

    def actor(self, name: str) -> str:
        """What an actor is called."""
        actor = self.record.actors.get(name)
        return actor.name[self.language] if actor is not None else name

    def duty_act(self, duty: Duty) -> Act | None:
        """The act that created a duty."""
        return self.report.view.acts.get(duty.arising.act)

    def law(self, duty: Duty) -> str:
        """The law and article of its norm, or the norm's own kind."""
        instrument = self.record.instruments.get(duty.norm.law)
        title = instrument.title[self.language] if instrument is not None else say(f"norms.kind_{duty.norm.kind}", self.language)
        return f"{title}, {duty.norm.article}" if duty.norm.article else title

    def plan_figure(self, kind: str, name: str, columns: tuple[str, ...], low: Figure, unit: str = "") -> Markup:
        """A figure of the plan."""
        if not low.known:
            return Markup("—")
        text = self.grouped(low)
        return self.numbers.cell("plan", (kind, name), columns, text + unit)

    def grouped(self, one: Figure) -> str:
        """A figure as a person reads it, with its thousands apart."""
        ends = [grouped(written(side) or "0", self.language) for side in (one.low, one.high)]
        text = ends[0] if ends[0] == ends[1] else f"{ends[0]}–{ends[1]}"
        return f"≥ {text}" if one.floor else text

    def flags(self, flags: Sequence[str]) -> str:
        """What is to be said of an item of the plan."""
        return ", ".join(plan_words().label("flags", flag, self.language) for flag in flags)

    def kind_of(self, node: NodeOn) -> str:
        """What kind of element it is."""
        return plan_words().label("kinds", node.node.kind, self.language)

    def money(self) -> Markup | None:
        """The money of the objectives of the plan."""
        rows = []
        for card in self.report.objectives_of_plan:
            node = card.node
            if node is None or node.node.kind != "institutional_objective" or node.money is None:
                continue
            modified, accrued = node.money.stages["modified"].low, node.money.stages["accrued"].low
            if modified is not None:
                rows.append((node.node.code or node.node.id, float(modified), None if accrued is None else float(accrued)))
        if not rows:
            return None
        described = "; ".join(
            f"{code}: {modified:.0f}, {0 if accrued is None else accrued:.0f}" for code, modified, accrued in rows
        )
        return charts.money_chart("money", rows, self.money_title(), described)

    def money_title(self) -> str:
        """What the chart of money shows."""
        nodes = [card.node for card in self.report.objectives_of_plan]
        periods = sorted({node.money.period for node in nodes if node is not None and node.money is not None})
        return self.say("plan_money", period=", ".join(periods))

    # --- evidence ---

    def series(self, one: Observation) -> str:
        """What a figure is of."""
        word = self.record.vocabulary.measures.get(one.series)
        parts = [
            word.label[self.language] if word is not None else one.series,
            self.actor(one.counterpart) if one.counterpart else "",
        ]
        return ", ".join(part for part in parts if part)

    def units(self, unit: str) -> str:
        """A unit in words."""
        word = self.record.vocabulary.units.get(unit)
        return word.label[self.language] if word is not None else unit

    @property
    def context(self) -> dict[str, Any]:
        """What is said of the whole on the cover."""
        return self.numbers.about


def _changes(runs: Sequence[Run]) -> bool:
    return len({run.bounds for run in runs if run.bounds is not None}) > 1 or (
        any(run.bounds is not None for run in runs) and any(run.bounds is None for run in runs)
    )


def _trimmed(runs: Sequence[Run]) -> list[Run]:
    """The runs without a long silence or zero before the first of them that says something."""
    first = next((place for place, run in enumerate(runs) if run.bounds not in (None, (0, 0))), 0)
    kept = list(runs[max(first - 1, 0) :])
    opening = kept[0]
    if first and opening.last - opening.first > 4:
        kept[0] = Run(opening.last - 4, opening.last, opening.value)
    return kept
