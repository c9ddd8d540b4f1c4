"""The answers of the API, each by the function that answers the same question on the command line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from legation.evaluation.plans.known import KnownPlan
from legation.evaluation.scorecards.scorecard import Scorecard
from legation.office.api.asking import Ask
from legation.office.api.verb import MOST_ROWS, Answer
from legation.publication import answer_tables as tables
from legation.publication import docket_counts as totals
from legation.publication.clause_table import clauses_table
from legation.publication.curation_table import curation_table
from legation.publication.duty_tables import duties_table
from legation.publication.evaluation_tables import assertions_table, evaluation_table
from legation.publication.expectation_table import expectations_table
from legation.publication.exports import exported
from legation.publication.grounds import Basis
from legation.publication.notice_table import notices_table
from legation.publication.panel_basis import basis_of
from legation.publication.panel_table import Panel
from legation.publication.panel_table import panel as panel_of
from legation.publication.plan_table import plan_table
from legation.publication.queries import actor_and_kind, claims_matching, measures_matching, span_of
from legation.publication.questions import QuestionError, actor_named, standing_named
from legation.publication.road_tables import road_table, roads_table
from legation.publication.scorecard_tables import (
    cards_asked,
    since_asked,
)
from legation.publication.search.asking import search_asked
from legation.publication.series import counts_table, spells_table
from legation.publication.table import Table
from legation.publication.treaty_tables import instrument_named, treaties_table, treaty_table
from legation.publication.what_stood import act_logged, acts_asked, what_stood
from legation.publication.words import words_table
from legation.record.acts import Act
from legation.record.log import PREFIX
from legation.standings.asof import KnownRecord
from legation.standings.differences import differences
from legation.standings.participation.from_record import Treaties
from legation.standings.reasons import explain
from legation.terms.problems import nearest

MOST_FOUND: Final = 10_000


def asof(ask: Ask) -> Table:
    who, what = actor_and_kind(ask.record, ask.text("actor"), ask.text("kind"))
    answer, view = what_stood(ask.seen, ask.on.first, ask.on.last, actor=who, kind=what, every=ask.flag("every"))
    return tables.standings_table(view, answer, ask.on, ask.language)


def why(ask: Ask) -> Table:
    key = standing_named(ask.seen, ask.named("standing"))
    view = ask.seen.apart(key)
    return tables.reasons_table(view, explain(view, key, ask.on.first, ask.on.last), ask.on, ask.language)


def acts(ask: Ask) -> Table:
    actor, kind, first, last = (ask.text(name) for name in ("actor", "kind", "from", "to"))
    chosen, view = acts_asked(ask.seen, actor=actor, kind=kind, first=first, last=last)
    if ask.supposing is not None or ask.logged is not None:
        return tables.acts_table(view, chosen, ask.language)
    every = ask.view.acts
    key = "every act", ask.served.as_known(ask.known_day).known, ask.language
    told = ask.served.tables.once(key, lambda: tables.acts_table(ask.view, every.values(), ask.language))
    assert isinstance(told, Table)
    row = dict(zip(every, told.rows, strict=True))
    refs = tuple((("act", act.id),) for act in chosen)
    return replace(told, rows=tuple(row[act.id] for act in chosen), rests_on=refs, basis=Basis((ask.view,), (), ask.language))


def act(ask: Ask) -> Table:
    wanted, large = ask.named("act"), ask.served.large
    number = None if large is None or wanted in ask.own.acts else large.number_of_act(wanted)
    of_log = wanted if number is None else f"{PREFIX}{number}"
    if ask.logged is not None and (found := act_logged(ask.logged, of_log)) is not None:
        one, view = found
        return tables.acts_table(view, [one], ask.language)
    return tables.acts_table(ask.own, [_of_id(ask.own, wanted)], ask.language)


def _of_id(view: KnownRecord, wanted: str) -> Act:
    if wanted not in view.acts:
        raise QuestionError("questions.act", value=wanted, nearest=nearest(wanted, view.acts) or "—")
    return view.acts[wanted]


def claims(ask: Ask) -> Table:
    return claims_matching(
        ask.view, act=ask.text("act"), actor=ask.text("actor"), kind=ask.text("kind"), source=ask.text("source")
    )  # fmt: skip


def _one_of(table: Table, column: str, wanted: str, code: str) -> Table:
    """The row whose key is ``wanted``.

    Raises:
        QuestionError: there is none.
    """
    found = table.where(**{column: wanted})
    if not len(found):
        names = [str(one) for one in table[column]]
        raise QuestionError(code, value=wanted, nearest=nearest(wanted, names) or "—")
    return found


def claim(ask: Ask) -> Table:
    return _one_of(tables.claims_table(ask.view), "claim", ask.named("claim"), "api.claim_unknown")


def diff(ask: Ask) -> Table:
    before, after = (ask.date(name) or ask.on for name in ("from", "to"))
    first, last = (ask.known_at((ask.date(name) or ask.on).last) for name in ("known_from", "known_to"))
    found = differences(first, last, before.last, after.last)
    return tables.differences_table(found, Basis((first, last), (before, after), ask.language))


def search(ask: Ask) -> Table:
    return search_asked(
        ask.seen, ask.served.index, ask.served.grammar, ask.text("words") or "", what=ask.text("what"),
        kind=ask.text("kind"), field=ask.text("field"), actor=ask.text("actor"), first=ask.text("from"), last=ask.text("to"),
        most=MOST_FOUND, language=ask.language,
    )  # fmt: skip


def docket(ask: Ask) -> Table:
    return tables.docket_table(ask.seen.written, totals.of_kind(ask.docket, ask.text("kind")), ask.language)


def docket_counts(ask: Ask) -> Table:
    return totals.docket_counts(ask.seen.written, totals.of_kind(ask.docket, ask.text("kind")), ask.language)


def coverage(ask: Ask) -> Table:
    found = curation_table(ask.record, ask.language)
    if not len(found):
        raise QuestionError("cli.no_sections")
    return found


def evaluate(ask: Ask) -> Table:
    given = ask.text("from"), ask.text("to")
    every = ask.text("every") or ("year" if any(given) else None)
    return evaluation_table(
        ask.served.evaluated.book, ask.seen, ask.on, indicator=ask.text("indicator"), guideline=ask.text("guideline"),
        every=every, span=span_of(ask.record, *given) if every else None, language=ask.language, evaluator=ask.evaluator,
    )  # fmt: skip


def assertions(ask: Ask) -> Table:
    return assertions_table(
        ask.served.evaluated.book, ask.seen, ask.on, guideline=ask.text("guideline"), language=ask.language,
        evaluator=ask.evaluator,
    )  # fmt: skip


def expected(ask: Ask) -> Table:
    return expectations_table(ask.seen, ask.on, language=ask.language)


def of_cards(make: Callable[..., Table]) -> Answer:
    def answered(ask: Ask) -> Table:
        scorer, since = ask.scorer, since_asked(ask.text("since"), ask.on)
        cards: list[Scorecard] = cards_asked(scorer, ask.named("by"), ask.on, since, ask.text("of"))
        return make(cards, scorer, ask.on, ask.language)

    return answered


def duties(ask: Ask) -> Table:
    norm, status = ask.text("norm"), ask.texts("status")
    return duties_table(ask.seen, ask.on, norm=norm, status=status, every=ask.flag("every"), language=ask.language)


def treaties(ask: Ask) -> Table:
    return treaties_table(ask.view, ask.named("actor"), ask.on, every=ask.flag("every"), language=ask.language)


def treaty(ask: Ask) -> Table:
    by = ask.text("by")
    return treaty_table(
        ask.view, ask.named("instrument"), ask.on, denounce_on=ask.date("denounce_on"), by=by, language=ask.language,
        treaties=_participation(ask),
    )  # fmt: skip


def _participation(ask: Ask) -> Treaties | None:
    if ask.supposing is not None or ask.view.known != ask.served.as_known(ask.known_day).known:
        return None
    return ask.served.treaties.known(ask.view)


def roads(ask: Ask) -> Table:
    return roads_table(
        ask.view, ask.on, actor=ask.text("actor"), pending=ask.flag("pending"), overdue=ask.flag("overdue"),
        by_age=ask.flag("by_age"), language=ask.language,
    )  # fmt: skip


def road(ask: Ask) -> Table:
    return road_table(ask.view, ask.named("instrument"), ask.on, actor=ask.text("actor"), language=ask.language)


def clauses(ask: Ask) -> Table:
    actor = ask.text("actor")
    who = actor_named(ask.record, actor) if actor else None
    treaties = _participation(ask) or Treaties(ask.view)
    return clauses_table(treaties, ask.on, instrument=ask.text("instrument"), actor=who, language=ask.language)


def notices(ask: Ask) -> Table:
    instrument, since = ask.text("instrument"), ask.date("since")
    wanted = [instrument_named(ask.record, instrument)] if instrument else sorted(ask.record.instruments)
    return notices_table(ask.view, wanted, since=since.first if since else None, language=ask.language)


def plan(ask: Ask) -> Table:
    return plan_table(KnownPlan(ask.seen, ask.served.evaluated.plan), ask.on, ask.language)


def panel(ask: Ask) -> Panel:
    made = ask.served.compiled if ask.supposing is None else ask.supposing.compiled
    return panel_of(
        basis_of(ask.record, ask.served.edition), made, unit=ask.text("unit") or "actor", every=ask.text("every") or "year",
        first=ask.text("from"), last=ask.text("to"), count=ask.texts("count"), shared=ask.texts("shared"),
        measures=ask.texts("measure"), record=ask.record, day=ask.text("day") or "any", directed=not ask.flag("undirected"),
        known=ask.text("known"), language=ask.language, most=MOST_ROWS,
    )  # fmt: skip


def counts(ask: Ask) -> Table:
    who, what = actor_and_kind(ask.record, ask.text("actor"), ask.named("kind"))
    assert what is not None
    span = span_of(ask.record, ask.text("from"), ask.text("to"))
    every, day = ask.text("every") or "year", ask.text("day") or "last"
    return counts_table(ask.view, what, span, every=every, day=day, actor=who, language=ask.language)


def spells(ask: Ask) -> Table:
    who, what = actor_and_kind(ask.record, ask.text("actor"), ask.text("kind"))
    return spells_table(ask.view, kind=what, actor=who, language=ask.language)


def actors(ask: Ask) -> Table:
    return tables.actors_table(ask.record, ask.own)


def actor(ask: Ask) -> Table:
    return actors(ask).where(actor=actor_named(ask.record, ask.named("actor")))


def instruments(ask: Ask) -> Table:
    return tables.instruments_table(ask.own)


def instrument(ask: Ask) -> Table:
    name = instrument_named(ask.record, ask.named("instrument"))
    return _one_of(instruments(ask), "instrument", name, "participation.no_instrument")


def sources(ask: Ask) -> Table:
    return tables.sources_table(ask.own)


def source(ask: Ask) -> Table:
    return _one_of(sources(ask), "source", ask.named("source"), "reading.source")


def measures(ask: Ask) -> Table:
    return measures_matching(
        ask.own, series=ask.text("series"), actor=ask.text("actor"), counterpart=ask.text("counterpart"),
        source=ask.text("source"),
    )  # fmt: skip


def kinds(ask: Ask) -> Table:
    return words_table(ask.own, ask.text("of") or "standings", ask.language)


def export(ask: Ask) -> Table:
    return exported(ask.view, ask.named("what"), ask.on).cited_in(ask.language)
