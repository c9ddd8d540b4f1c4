"""Every question of the API, in one table: its path, its parameters, the table that answers it. What is not here is not asked.

They are the questions of the command line, answered by the same functions; ``duties --flags`` alone has no address, since what
is flagged for lawyers is internal.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, get_args

from legation.evaluation.plans.known import KnownPlan
from legation.evaluation.scorecards.scorecard import BY, Scorecard
from legation.office.api.asking import Ask, OnDate
from legation.office.api.parameters import Parameter
from legation.publication import answer_tables as tables
from legation.publication import docket_counts as counts
from legation.publication.clause_table import CLAUSE_COLUMNS, clauses_table
from legation.publication.curation_table import COLUMNS as COVERAGE_COLUMNS
from legation.publication.curation_table import curation_table
from legation.publication.duty_tables import DUTY_COLUMNS, duties_table
from legation.publication.evaluation_tables import ASSERTION_COLUMNS, READING_COLUMNS, assertions_table, evaluation_table
from legation.publication.expectation_table import COLUMNS as EXPECTATION_COLUMNS
from legation.publication.expectation_table import expectations_table
from legation.publication.exports import TABLES, exported
from legation.publication.grounds import Basis
from legation.publication.notice_table import NOTICE_COLUMNS, notices_table
from legation.publication.panel_basis import basis_of
from legation.publication.panel_table import Panel, panel
from legation.publication.plan_table import PLAN_COLUMNS, plan_table
from legation.publication.queries import actor_and_kind, acts_matching, claims_matching, measures_matching, span_of
from legation.publication.questions import QuestionError, actor_named, standing_named
from legation.publication.road_tables import ROADS_COLUMNS, STEP_COLUMNS, road_table, roads_table
from legation.publication.scorecard_tables import (
    CARD_COLUMNS,
    CRITERION_COLUMNS,
    LINE_COLUMNS,
    cards_asked,
    criteria_table,
    lines_table,
    scorecards_table,
    since_asked,
)
from legation.publication.series import COUNT_COLUMNS, SPELL_COLUMNS, counts_table, spells_table
from legation.publication.table import Table
from legation.publication.treaty_tables import TREATIES_COLUMNS, TREATY_COLUMNS, instrument_named, treaties_table, treaty_table
from legation.publication.words import WORD_COLUMNS, words_table
from legation.record.acts import Act
from legation.standings.differences import differences
from legation.standings.panels.columns import Unit
from legation.standings.panels.periods import EVERY, RULES
from legation.standings.participation.from_record import Treaties
from legation.standings.reasons import explain
from legation.terms.problems import nearest
from legation.terms.vocabulary import FILES

Answer = Callable[[Ask], Table | Panel]
MOST_ROWS: Final = 3_000_000
"""The largest panel that an address may ask for."""

ON: Final = Parameter("on", "date", "api.on", example="1875-01-01")
KNOWN: Final = Parameter("known", "date", "cli.known", example="2021-12-31")
SOURCES: Final = Parameter("sources", "word", "api.sources", one_of=("all", "documents"))
UNDER: Final = Parameter("under", "scenario", "api.under")
ACTOR: Final = Parameter("actor", "text", "cli.actor", example="chile")
KIND: Final = Parameter("kind", "text", "cli.kind", example="relations")
ACT_KIND: Final = Parameter("kind", "text", "cli.act_kind", example="treaty_signed")
FIRST: Final = Parameter("from", "date", "cli.first", example="1870")
LAST: Final = Parameter("to", "date", "cli.last", example="1879")
INSTRUMENT: Final = Parameter("instrument", "text", "api.instrument", example="pacific-alliance-framework-agreement")
SOURCE: Final = Parameter("source", "text", "api.source")
GUIDELINE: Final = Parameter("guideline", "text", "cli.guideline")
SINCE: Final = Parameter("since", "date", "cli.since", example="2011-12-31")
OF: Final = Parameter("of", "text", "cli.scorecard_of")
BY_SORT: Final = Parameter("by", "word", "api.by", one_of=BY, in_path=True, example="field")


def _named(name: str, example: str, says: str) -> Parameter:
    return Parameter(name, "text", says, example=example, in_path=True)


@dataclass(frozen=True, slots=True)
class Verb:
    """One question.

    Args:
        path: under ``/api/v1/``; what stands between braces is a parameter.
        table: whose columns (``publication/columns.toml``) the rows have; those are ``columns``, empty for a panel's.
        command: of the command line that answers the same, for people.
        on: which date it asks about where none is given; dated, timed: whether it may be given ``on`` and ``known``.
        whole: given in one piece, without pages; cost: how much of a reader's allowance it takes.
    """

    path: str
    says: str
    answer: Answer
    table: str
    columns: tuple[str, ...]
    parameters: tuple[Parameter, ...] = ()
    command: str = ""
    on: OnDate = "covered"
    known: bool = True
    reads_plan: bool = False
    supposes: bool = True
    whole: bool = False
    cost: int = 1

    @property
    def name(self) -> str:
        """One word for it: ``treaty_status`` for the path ``treaty/{instrument}``."""
        parts = [part.strip("{}") for part in self.path.split("/")]
        return "_".join(parts)

    @property
    def given(self) -> tuple[Parameter, ...]:
        """Every parameter of the question itself, those of the path first."""
        dated = (ON,) * (self.on != "none") + (KNOWN,) * self.known
        return (*self.parameters, *dated, SOURCES, *((UNDER,) * self.supposes))


def _asof(ask: Ask) -> Table:
    who, what = actor_and_kind(ask.record, ask.text("actor"), ask.text("kind"))
    answer = ask.view.asof(ask.on.first, ask.on.last, actor=who, kind=what, every=ask.flag("every"))
    return tables.standings_table(ask.view, answer, ask.on, ask.language)


def _why(ask: Ask) -> Table:
    chain = explain(ask.view, standing_named(ask.view, ask.named("standing")), ask.on.first, ask.on.last)
    return tables.reasons_table(ask.view, chain, ask.on, ask.language)


def _acts(ask: Ask) -> Table:
    chosen = acts_matching(
        ask.view, actor=ask.text("actor"), kind=ask.text("kind"), first=ask.text("from"), last=ask.text("to")
    )  # fmt: skip
    if ask.supposing is not None:
        return tables.acts_table(ask.view, chosen, ask.language)
    every = ask.view.acts
    key = "every act", ask.served.as_known(ask.known_day).known, ask.language
    told = ask.served.tables.once(key, lambda: tables.acts_table(ask.view, every.values(), ask.language))
    assert isinstance(told, Table)
    row = dict(zip(every, told.rows, strict=True))
    refs = tuple((("act", act.id),) for act in chosen)
    return replace(told, rows=tuple(row[act.id] for act in chosen), rests_on=refs, basis=Basis((ask.view,), (), ask.language))


def _act(ask: Ask) -> Table:
    return tables.acts_table(ask.view, [_of_id(ask, ask.named("act"))], ask.language)


def _of_id(ask: Ask, wanted: str) -> Act:
    if wanted not in ask.view.acts:
        raise QuestionError("questions.act", value=wanted, nearest=nearest(wanted, ask.view.acts) or "—")
    return ask.view.acts[wanted]


def _claims(ask: Ask) -> Table:
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


def _claim(ask: Ask) -> Table:
    return _one_of(tables.claims_table(ask.view), "claim", ask.named("claim"), "api.claim_unknown")


def _diff(ask: Ask) -> Table:
    before, after = (ask.date(name) or ask.on for name in ("from", "to"))
    first, last = (ask.known_at((ask.date(name) or ask.on).last) for name in ("known_from", "known_to"))
    found = differences(first, last, before.last, after.last)
    return tables.differences_table(found, Basis((first, last), (before, after), ask.language))


def _docket(ask: Ask) -> Table:
    return tables.docket_table(ask.view, counts.of_kind(ask.docket, ask.text("kind")), ask.language)


def _docket_counts(ask: Ask) -> Table:
    return counts.docket_counts(ask.view, counts.of_kind(ask.docket, ask.text("kind")), ask.language)


def _coverage(ask: Ask) -> Table:
    found = curation_table(ask.record, ask.language)
    if not len(found):
        raise QuestionError("cli.no_sections")
    return found


def _evaluate(ask: Ask) -> Table:
    given = ask.text("from"), ask.text("to")
    every = ask.text("every") or ("year" if any(given) else None)
    return evaluation_table(
        ask.served.evaluated.book, ask.view, ask.on, indicator=ask.text("indicator"), guideline=ask.text("guideline"),
        every=every, span=span_of(ask.record, *given) if every else None, language=ask.language, evaluator=ask.evaluator,
    )  # fmt: skip


def _assertions(ask: Ask) -> Table:
    return assertions_table(
        ask.served.evaluated.book, ask.view, ask.on, guideline=ask.text("guideline"), language=ask.language,
        evaluator=ask.evaluator,
    )  # fmt: skip


def _expected(ask: Ask) -> Table:
    return expectations_table(ask.view, ask.on, language=ask.language)


def _of_cards(make: Callable[..., Table]) -> Answer:
    def answered(ask: Ask) -> Table:
        scorer, since = ask.scorer, since_asked(ask.text("since"), ask.on)
        cards: list[Scorecard] = cards_asked(scorer, ask.named("by"), ask.on, since, ask.text("of"))
        return make(cards, scorer, ask.on, ask.language)

    return answered


def _duties(ask: Ask) -> Table:
    norm, status = ask.text("norm"), ask.texts("status")
    return duties_table(ask.view, ask.on, norm=norm, status=status, every=ask.flag("every"), language=ask.language)


def _treaties(ask: Ask) -> Table:
    return treaties_table(ask.view, ask.named("actor"), ask.on, every=ask.flag("every"), language=ask.language)


def _treaty(ask: Ask) -> Table:
    by = ask.text("by")
    return treaty_table(
        ask.view, ask.named("instrument"), ask.on, denounce_on=ask.date("denounce_on"), by=by, language=ask.language,
        treaties=_participation(ask),
    )  # fmt: skip


def _participation(ask: Ask) -> Treaties | None:
    if ask.supposing is not None or ask.view.known != ask.served.as_known(ask.known_day).known:
        return None
    return ask.served.treaties.known(ask.view)


def _roads(ask: Ask) -> Table:
    return roads_table(
        ask.view, ask.on, actor=ask.text("actor"), pending=ask.flag("pending"), overdue=ask.flag("overdue"),
        by_age=ask.flag("by_age"), language=ask.language,
    )  # fmt: skip


def _road(ask: Ask) -> Table:
    return road_table(ask.view, ask.named("instrument"), ask.on, actor=ask.text("actor"), language=ask.language)


def _clauses(ask: Ask) -> Table:
    actor = ask.text("actor")
    who = actor_named(ask.record, actor) if actor else None
    treaties = _participation(ask) or Treaties(ask.view)
    return clauses_table(treaties, ask.on, instrument=ask.text("instrument"), actor=who, language=ask.language)


def _notices(ask: Ask) -> Table:
    instrument, since = ask.text("instrument"), ask.date("since")
    wanted = [instrument_named(ask.record, instrument)] if instrument else sorted(ask.record.instruments)
    return notices_table(ask.view, wanted, since=since.first if since else None, language=ask.language)


def _plan(ask: Ask) -> Table:
    return plan_table(KnownPlan(ask.view, ask.served.evaluated.plan), ask.on, ask.language)


def _panel(ask: Ask) -> Panel:
    made = ask.served.compiled if ask.supposing is None else ask.supposing.compiled
    return panel(
        basis_of(ask.record, ask.served.edition), made, unit=ask.text("unit") or "actor", every=ask.text("every") or "year",
        first=ask.text("from"), last=ask.text("to"), count=ask.texts("count"), shared=ask.texts("shared"),
        measures=ask.texts("measure"), record=ask.record, day=ask.text("day") or "any", directed=not ask.flag("undirected"),
        known=ask.text("known"), language=ask.language, most=MOST_ROWS,
    )  # fmt: skip


def _counts(ask: Ask) -> Table:
    who, what = actor_and_kind(ask.record, ask.text("actor"), ask.named("kind"))
    assert what is not None
    span = span_of(ask.record, ask.text("from"), ask.text("to"))
    every, day = ask.text("every") or "year", ask.text("day") or "last"
    return counts_table(ask.view, what, span, every=every, day=day, actor=who, language=ask.language)


def _spells(ask: Ask) -> Table:
    who, what = actor_and_kind(ask.record, ask.text("actor"), ask.text("kind"))
    return spells_table(ask.view, kind=what, actor=who, language=ask.language)


def _actors(ask: Ask) -> Table:
    return tables.actors_table(ask.record, ask.view)


def _actor(ask: Ask) -> Table:
    return _actors(ask).where(actor=actor_named(ask.record, ask.named("actor")))


def _instruments(ask: Ask) -> Table:
    return tables.instruments_table(ask.view)


def _instrument(ask: Ask) -> Table:
    name = instrument_named(ask.record, ask.named("instrument"))
    return _one_of(_instruments(ask), "instrument", name, "participation.no_instrument")


def _sources(ask: Ask) -> Table:
    return tables.sources_table(ask.view)


def _source(ask: Ask) -> Table:
    return _one_of(_sources(ask), "source", ask.named("source"), "reading.source")


def _measures(ask: Ask) -> Table:
    return measures_matching(
        ask.view, series=ask.text("series"), actor=ask.text("actor"), counterpart=ask.text("counterpart"),
        source=ask.text("source"),
    )  # fmt: skip


def _kinds(ask: Ask) -> Table:
    return words_table(ask.view, ask.text("of") or "standings", ask.language)


def _export(ask: Ask) -> Table:
    return exported(ask.view, ask.named("what"), ask.on).cited_in(ask.language)


EVERY_ONE: Final = Parameter("every", "boolean", "cli.every")
VERBS: Final = (
    Verb("asof", "cli.asof", _asof, "standings", tables.STANDING_COLUMNS, (ACTOR, KIND, EVERY_ONE), "asof"),
    Verb(
        "why/{standing}",
        "cli.why",
        _why,
        "why",
        tables.REASON_COLUMNS,
        (_named("standing", "relations:peru:chile", "cli.standing"),),
        "why",
        cost=2,
    ),
    Verb("acts", "cli.acts", _acts, "acts", tables.ACT_COLUMNS, (ACTOR, ACT_KIND, FIRST, LAST), "acts", "none"),
    Verb("acts/{act}", "api.act", _act, "acts", tables.ACT_COLUMNS, (_named("act", "", "api.act_id"),), on="none"),
    Verb(
        "claims",
        "api.claims",
        _claims,
        "claims",
        tables.CLAIM_COLUMNS,
        (Parameter("act", "text", "api.act_id"), ACTOR, ACT_KIND, SOURCE),
        "export claims",
        "none",
        cost=2,
    ),
    Verb(
        "claims/{claim}", "api.claim", _claim, "claims", tables.CLAIM_COLUMNS, (_named("claim", "", "api.claim_id"),), on="none"
    ),
    Verb(
        "diff",
        "cli.diff",
        _diff,
        "differences",
        tables.DIFFERENCE_COLUMNS,
        (
            Parameter("from", "date", "cli.diff_from", example="2001-01-01"),
            Parameter("to", "date", "cli.diff_to", example="2021-01-01"),
            Parameter("known_from", "date", "cli.diff_known_from"),
            Parameter("known_to", "date", "cli.diff_known_to"),
        ),
        "diff",
        known=False,
        cost=4,
    ),
    Verb(
        "docket",
        "cli.docket",
        _docket,
        "docket",
        tables.DOCKET_COLUMNS,
        (Parameter("kind", "text", "cli.docket_kind"),),
        "docket",
        "none",
        cost=2,
    ),
    Verb(
        "docket/counts",
        "cli.docket_counts",
        _docket_counts,
        "docket_counts",
        counts.COLUMNS,
        (Parameter("kind", "text", "cli.docket_kind"),),
        "docket --counts",
        "none",
        cost=2,
    ),
    Verb(
        "coverage", "cli.coverage", _coverage, "coverage", COVERAGE_COLUMNS, (), "coverage", "none", known=False, supposes=False
    ),
    Verb(
        "evaluate",
        "api.evaluate",
        _evaluate,
        "evaluation",
        READING_COLUMNS,
        (
            Parameter("indicator", "text", "cli.indicator"),
            GUIDELINE,
            Parameter("every", "word", "api.every_step", one_of=("year", "decade")),
            FIRST,
            LAST,
        ),
        "evaluate",
        cost=5,
    ),
    Verb(
        "assertions",
        "cli.assertions",
        _assertions,
        "assertions",
        ASSERTION_COLUMNS,
        (GUIDELINE,),
        "evaluate --assertions",
        cost=5,
    ),
    Verb("expected", "api.expected", _expected, "expectations", EXPECTATION_COLUMNS, (), "evaluate --expected", "known", cost=3),
    Verb(
        "scorecards/{by}",
        "api.scorecards",
        _of_cards(scorecards_table),
        "scorecards",
        CARD_COLUMNS,
        (BY_SORT, OF, SINCE),
        "evaluate --scorecard",
        reads_plan=True,
        cost=10,
    ),
    Verb(
        "scorecards/{by}/lines",
        "cli.scorecard_lines",
        _of_cards(lines_table),
        "scorecard_lines",
        LINE_COLUMNS,
        (BY_SORT, OF, SINCE),
        "evaluate --scorecard … --lines",
        reads_plan=True,
        cost=10,
    ),
    Verb(
        "scorecards/{by}/criteria",
        "cli.scorecard_criteria",
        _of_cards(criteria_table),
        "criteria",
        CRITERION_COLUMNS,
        (BY_SORT, OF, SINCE),
        "evaluate --scorecard … --criteria",
        reads_plan=True,
        cost=10,
    ),
    Verb(
        "duties",
        "cli.duties",
        _duties,
        "duties",
        DUTY_COLUMNS,
        (
            Parameter("norm", "text", "cli.norm"),
            Parameter("status", "text", "cli.status", many=True),
            Parameter("every", "boolean", "cli.every_duty"),
        ),
        "duties",
        cost=3,
    ),
    Verb(
        "treaties/{actor}",
        "cli.treaties",
        _treaties,
        "treaties",
        TREATIES_COLUMNS,
        (_named("actor", "peru", "cli.treaties_of"), Parameter("every", "boolean", "cli.every_treaty")),
        "treaties",
        cost=15,
    ),
    Verb(
        "treaty/{instrument}",
        "cli.treaty",
        _treaty,
        "treaty",
        TREATY_COLUMNS,
        (
            _named("instrument", "unasur-constitutive-treaty", "cli.instrument"),
            Parameter("denounce_on", "date", "cli.denounce_on"),
            Parameter("by", "text", "cli.denounce_by"),
        ),
        "treaty",
        cost=2,
    ),
    Verb(
        "road",
        "cli.road",
        _roads,
        "roads",
        ROADS_COLUMNS,
        (ACTOR, *(Parameter(name, "boolean", f"cli.{name}") for name in ("pending", "overdue", "by_age"))),
        "road",
        cost=10,
    ),
    Verb(
        "road/{instrument}",
        "api.road",
        _road,
        "road",
        STEP_COLUMNS,
        (_named("instrument", "", "cli.road_of"), ACTOR),
        "road …",
        cost=4,
    ),
    Verb("clauses", "cli.clauses", _clauses, "clauses", CLAUSE_COLUMNS, (INSTRUMENT, ACTOR), "clauses", cost=2),
    Verb(
        "notices",
        "api.notices",
        _notices,
        "notices",
        NOTICE_COLUMNS,
        (INSTRUMENT, Parameter("since", "date", "cli.notices_since")),
        "notices",
        "none",
        supposes=False,
        cost=5,
    ),
    Verb("plan", "cli.plan", _plan, "plan", PLAN_COLUMNS, (), "plan", reads_plan=True, cost=3),
    Verb(
        "panel",
        "cli.panel",
        _panel,
        "panel",
        (),
        (
            Parameter("unit", "word", "cli.unit", one_of=get_args(Unit)),
            Parameter("every", "word", "cli.every_period", one_of=EVERY),
            FIRST,
            LAST,
            Parameter("count", "text", "api.count", many=True, example="relations"),
            Parameter("shared", "text", "cli.shared", many=True),
            Parameter("measure", "text", "cli.measure", many=True),
            Parameter("day", "word", "cli.day", one_of=RULES),
            Parameter("undirected", "boolean", "cli.undirected"),
        ),
        "panel",
        "none",
        cost=20,
    ),
    Verb(
        "counts/{kind}",
        "api.counts",
        _counts,
        "counts",
        COUNT_COLUMNS,
        (
            replace(KIND, in_path=True),
            ACTOR,
            FIRST,
            LAST,
            Parameter("every", "word", "cli.every_period", one_of=EVERY),
            Parameter("day", "word", "api.first_or_last", one_of=("first", "last")),
        ),
        on="none",
        cost=4,
    ),
    Verb("spells", "api.spells", _spells, "spells", SPELL_COLUMNS, (ACTOR, KIND), "export spells", "none", cost=2),
    Verb("actors", "api.actors", _actors, "actors", tables.ACTOR_COLUMNS, (), "export actors", "none"),
    Verb("actors/{actor}", "api.actor", _actor, "actors", tables.ACTOR_COLUMNS, (replace(ACTOR, in_path=True),), on="none"),
    Verb(
        "instruments", "api.instruments", _instruments, "instruments", tables.INSTRUMENT_COLUMNS, (), "export instruments", "none"
    ),
    Verb(
        "instruments/{instrument}",
        "api.one_instrument",
        _instrument,
        "instruments",
        tables.INSTRUMENT_COLUMNS,
        (replace(INSTRUMENT, in_path=True),),
        on="none",
    ),
    Verb("sources", "api.all_sources", _sources, "sources", tables.SOURCE_COLUMNS, (), "export sources", "none"),
    Verb(
        "sources/{source}",
        "api.one_source",
        _source,
        "sources",
        tables.SOURCE_COLUMNS,
        (replace(SOURCE, in_path=True),),
        on="none",
    ),
    Verb(
        "measures",
        "api.measures",
        _measures,
        "measures",
        tables.MEASURE_COLUMNS,
        (
            Parameter("series", "text", "api.series", example="exports"),
            ACTOR,
            Parameter("counterpart", "text", "api.counterpart"),
            SOURCE,
        ),
        "export measures",
        "none",
        cost=2,
    ),
    Verb(
        "kinds",
        "api.kinds",
        _kinds,
        "words",
        WORD_COLUMNS,
        (Parameter("of", "word", "api.kinds_of", one_of=tuple(FILES)),),
        "export words",
        "none",
    ),
    Verb(
        "export/{what}",
        "cli.export",
        _export,
        "",
        (),
        (Parameter("what", "word", "api.what", one_of=TABLES, in_path=True, example="standings"),),
        "export",
        reads_plan=True,
        whole=True,
        cost=15,
    ),
)
"""Every question, in the order of the documentation."""
