"""The road at home as tables: every treaty of a State with where it stands, and one treaty with every step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from legation.evaluation.norms.norm import Norm
from legation.evaluation.norms.reading import norms_of
from legation.evaluation.road.answers import Roads, Travel
from legation.evaluation.road.reading import roads_of
from legation.evaluation.road.road import NONE_OF_THEM, Road
from legation.evaluation.road.travelled import Flagged, Reached, Way
from legation.publication.answer_tables import end_notes
from legation.publication.grounds import Basis, Ref
from legation.publication.questions import Asked, QuestionError, actor_named
from legation.publication.shown import Cell
from legation.publication.table import Table, rows_of
from legation.publication.treaty_tables import day_shown, instrument_named
from legation.record.acts import FOREVER, Days
from legation.record.record import Record
from legation.standings.asof import KnownRecord
from legation.terms.messages import LANGUAGES, say
from legation.terms.said_days import plain_said

SEPARATOR: Final = ";"
ROADS_COLUMNS: Final = (
    "instrument", "title", "stage", "answer", "reached", "next", "since_from", "since_to", "age_from", "age_to", "route",
    "route_answer", "route_reason", "overdue", "overdue_steps", "norms", "road", "flags", "acts",
)  # fmt: skip
STEP_COLUMNS: Final = (
    "way", "step", "label", "label_es", "asked", "applies", "met", "date_from", "date_to", "acts", "road", "law", "article",
    "norm", "due_from", "due_to", "overdue", "on_time", "flags",
)  # fmt: skip
BY_AGE: Final = "age"
YEARS_FROM: Final = 3 * 365
"""Days from which a wait is told in years."""


def roads_in_use(record: Record) -> tuple[dict[str, Road], dict[str, Norm]]:
    """The roads of a record, and its norms, which give the time there is for their steps.

    Raises:
        QuestionError: it has no roads, or something in its files of roads or norms cannot be read.
    """
    roads, problems = roads_of(record)
    norms, of_norms = norms_of(record)
    if problems or of_norms:
        first = [*problems, *of_norms][0]
        texts = {language: say("roads.first_problem", language, problem=first.render(language)) for language in LANGUAGES}
        raise QuestionError("roads.first_problem", texts)
    if not roads:
        raise QuestionError("roads.none")
    return roads, norms


def roads_table(
    known: KnownRecord, on: Asked, *, actor: str | None = None, pending: bool = False, overdue: bool = False,
    by_age: bool = False, language: str = "en",
) -> Table:  # fmt: skip
    """Where every treaty of a State stands on its road at home at the end of a day or period.

    Args:
        actor: whose treaties; the record's own actor where none is named.
        pending: only those that wait at home, or may; overdue: only those with a step whose time has passed, or may have.
        by_age: the longest waiting first; else by id.

    Raises:
        QuestionError: the record has no roads that can be used, or no road of that actor's.
        ClausesNotRead: final clauses cannot be read.
    """
    asked = _roads(known, actor)
    travels = [one for one in asked.on(on.last) if one.stages != ("not_begun",)]
    if pending:
        travels = [one for one in travels if one.is_pending]
    if overdue:
        travels = [one for one in travels if one.overdue_steps]
    if by_age:
        travels.sort(key=_oldest_first)
    notes = [*end_notes(known, on, language), *_of_roads(travels, asked, language)]
    return Table(
        "roads", ROADS_COLUMNS, rows_of(ROADS_COLUMNS, [_summary(one, known.record, language) for one in travels]), tuple(notes),
        rests_on=tuple(_refs(one) for one in travels), basis=Basis((known,), (on,), language),
    )  # fmt: skip


def road_table(known: KnownRecord, instrument: str, on: Asked, *, actor: str | None = None, language: str = "en") -> Table:
    """The road of one treaty at the end of a day or period: a row a step, into the treaty and out of it; the rest in the notes.

    Raises:
        QuestionError: there is no such treaty, or the record has no roads that can be used.
        ClausesNotRead: its final clauses cannot be read.
    """
    asked = _roads(known, actor)
    name = instrument_named(known.record, instrument)
    one = asked.of(name, on.last)
    entries: list[dict[str, Cell]] = []
    refs: list[tuple[Ref, ...]] = []
    for word, way in (("entering", one.entering), ("leaving", one.leaving)):
        for step in way.steps if way is not None else ():
            entries.append(_step(one, word, step, asked.norms))
            refs.append((*(("act", act) for act in step.acts), *_of_law(one), ("instrument", name)))
    return Table(
        "road", STEP_COLUMNS, rows_of(STEP_COLUMNS, entries), tuple(_notes(one, known, asked, on, language)),
        rests_on=tuple(refs), beneath=(("instrument", name), *(("act", act) for act in one.route.acts)),
        basis=Basis((known,), (on,), language),
    )  # fmt: skip


def roads_in_words(table: Table, language: str = "en") -> Table:
    """A table of roads for people: stages, routes, steps and answers in words, days in one column."""
    record = table.basis.record if table.basis is not None else None
    roads = roads_of(record)[0] if record is not None else {}
    norms = norms_of(record)[0] if record is not None else {}
    bounded = [name for name in ("since", "age", "date", "due") if f"{name}_from" in table.columns]
    entries: list[dict[str, Cell]] = []
    for row in table:
        road = roads.get(str(row.get("road")))
        words: dict[str, Cell] = {}
        for column, prefix in _WORDS.items():
            if row.get(column):
                said = (say(f"roads.{prefix}_{one}", language) for one in str(row[column]).split(SEPARATOR))
                words[column] = " / ".join(said)
        for column in ("reached", "next", "overdue_steps"):
            if column in row and road is not None and row[column] is not None:
                words[column] = " / ".join(_step_said(road, one, column, language) for one in str(row[column]).split(SEPARATOR))
        if road is not None and row.get("route"):
            words["route"] = " / ".join(road.route(one).label[language] for one in str(row["route"]).split(SEPARATOR))
        if row.get("route_reason"):
            words["route_reason"] = "; ".join(
                _reason_said(road, one, language) for one in str(row["route_reason"]).split(SEPARATOR)
            )
        if row.get("flags"):
            words["flags"] = "; ".join(_flag_said(road, one, language) for one in str(row["flags"]).split(SEPARATOR))
        if road is not None:
            words["road"] = road.label[language]
        if row.get("norms"):
            words["norms"] = "; ".join(norms[name].label[language] for name in str(row["norms"]).split(SEPARATOR))
        if "label" in row:
            words["step"] = row["label_es" if language == "es" else "label"]
        spans: dict[str, Cell] = {name: _span(row.get(f"{name}_from"), row.get(f"{name}_to")) for name in bounded}
        entries.append({**row, **words, **spans})
    columns = tuple(dict.fromkeys((*table.columns, *bounded)))
    return replace(table, columns=columns, rows=rows_of(columns, entries))


_WORDS: Final = {
    "stage": "stage", "answer": "answer", "route_answer": "answer", "met": "met", "applies": "holds", "overdue": "overdue",
    "on_time": "holds", "asked": "asked", "way": "way",
}  # fmt: skip


def _roads(known: KnownRecord, actor: str | None) -> Roads:
    roads, norms = roads_in_use(known.record)
    who = actor_named(known.record, actor) if actor else known.record.about
    made = Roads(known, roads, norms, who)
    if not made.roads:
        raise QuestionError("roads.none_of", value=who, nearest=", ".join(sorted({road.actor for road in roads.values()})))
    return made


def _oldest_first(one: Travel) -> tuple[int, int, str]:
    age = one.age
    return (1, 0, one.instrument) if age is None else (0, -age.lo if age.lo > -FOREVER else -age.hi, one.instrument)


def _summary(one: Travel, record: Record, language: str) -> dict[str, Cell]:
    way = one.entering
    since, age = (way.since, one.age) if way is not None else (None, None)
    bounded_age = age is not None and since is not None
    return {
        "instrument": one.instrument, "title": record.instruments[one.instrument].title[language],
        "stage": SEPARATOR.join(one.stages), "answer": one.answer,
        "reached": SEPARATOR.join(name or "-" for name in way.furthest) if way else None,
        "next": SEPARATOR.join(name or "-" for name in way.following) if way else None,
        **_bounds(since, "since"),
        "age_from": age.lo if bounded_age and age and since and abs(since.hi) < FOREVER else None,
        "age_to": age.hi if bounded_age and age and since and abs(since.lo) < FOREVER else None,
        "route": SEPARATOR.join(one.route.routes) or None, "route_answer": one.route.answer, "route_reason": _reason(one),
        "overdue": one.overdue or None, "overdue_steps": SEPARATOR.join(one.overdue_steps) or None,
        "norms": SEPARATOR.join(one.overdue_norms) or None,
        "road": one.road.id if one.road else None, "flags": _flags(one.flags), "acts": SEPARATOR.join(_acts(one)) or None,
    }  # fmt: skip


def _step(one: Travel, word: str, reached: Reached, norms: Mapping[str, Norm]) -> dict[str, Cell]:
    step = reached.step
    norm = norms.get(step.norm)
    flagged = [flag for flag in one.flags if flag.step == step.id]
    return {
        "way": word, "step": step.id, "label": step.label.en, "label_es": step.label.es, "asked": step.asked,
        "applies": reached.applies, "met": reached.met, **_bounds(reached.days, "date"),
        "acts": SEPARATOR.join(reached.acts) or None,
        "road": one.laws.get(step.id, one.road.id if one.road else "") or None,
        "law": (norm.law if norm is not None else "") or (one.road.law if one.road and step.article else "") or None,
        "article": (norm.article if norm is not None and norm.article else step.article) or None, "norm": step.norm or None,
        **_bounds(reached.due, "due"), "overdue": reached.overdue or None, "on_time": reached.on_time or None,
        "flags": _flags(flagged),
    }  # fmt: skip


def _acts(one: Travel) -> tuple[str, ...]:
    ways = [way for way in (one.entering, one.leaving) if way is not None]
    return tuple(dict.fromkeys([*(act for way in ways for step in way.steps for act in step.acts), *one.route.acts]))


def _reason(one: Travel) -> str | None:
    found = [*(f"matter:{name}" for name in one.route.matters), *(f"act:{name}" for name in one.route.acts)]
    return SEPARATOR.join(found) or None


def _flags(flags: Iterable[Flagged]) -> str | None:
    return SEPARATOR.join(f"{flag.why}:{flag.step}:{flag.other}" for flag in flags) or None


def _notes(one: Travel, known: KnownRecord, asked: Roads, on: Asked, language: str) -> list[str]:
    title = known.record.instruments[one.instrument].title[language]
    stage = " / ".join(say(f"roads.stage_{word}", language) for word in one.stages)
    lines = [say("roads.stage_line", language, instrument=title, stage=stage, answer=say(f"roads.answer_{one.answer}", language))]
    if one.road is None:
        lines.append(say("roads.no_law", language))
    else:
        lines.append(_route_said(one, one.road, language))
        lines.extend(_waiting(one, one.road, language))
        lines.extend(_leaving(one, one.road, language))
    lines.extend(_flag_line(one.road, flag, language) for flag in one.flags)
    lines.extend(_negotiation(one, known.record, language))
    return [*lines, *_of_roads([one], asked, language), *end_notes(known, on, language)]


def _route_said(one: Travel, road: Road, language: str) -> str:
    labels = " / ".join(
        f"{road.route(name).label[language]} ({say('roads.article', language, article=road.route(name).article)})"
        if road.route(name).article
        else road.route(name).label[language]
        for name in one.route.routes
    )
    reason = _reason(one)
    why = "; ".join(_reason_said(road, part, language) for part in reason.split(SEPARATOR)) if reason else ""
    code = {"yes": "route_line", "possible": "route_possible", "unknown": "route_unknown"}.get(one.route.answer, "route_line")
    return say(f"roads.{code}", language, route=labels, why=why)


def _waiting(one: Travel, road: Road, language: str) -> list[str]:
    way = one.entering
    if way is None or not set(one.stages) - {"ended", "leaving"}:
        return []
    steps = " / ".join(_step_said(road, name or "-", "next", language) for name in way.following)
    since, age = way.since, one.age
    if since is None or age is None or way.following == ("",):
        return [say("roads.next_line", language, step=steps)]
    first, last = (shown and plain_said(shown, language) for shown in map(day_shown, (since.lo, since.hi)))
    span = _span(first, last)
    return [say("roads.next_since", language, step=steps, since=span or "…", age=age_said(age, language))]


def age_said(age: Days, language: str) -> str:
    """How long something is awaited: in days, from three years on in whole years."""
    is_long = FOREVER // 2 > age.lo >= YEARS_FROM
    lo, hi = ((int(one / 365.2425) if is_long else one) if abs(one) < FOREVER // 2 else "…" for one in (age.lo, age.hi))
    return say("roads.years" if is_long else "roads.days", language, n=lo if lo == hi else f"{lo}–{hi}")


def _leaving(one: Travel, road: Road, language: str) -> list[str]:
    """What a denunciation needs at home, by the article, and what the record knows was done."""
    way: Way | None = one.leaving
    if way is None or not {"in_force", "leaving", "ended"} & set(one.stages):
        return []
    lines = []
    for reached in way.steps:
        step = reached.step
        if step.marks or step.asked != "law":
            continue
        need = say(f"roads.need_{reached.applies}", language)
        done = say(f"roads.met_{reached.met}", language)
        lines.append(
            say("roads.leaving_line", language, step=step.label[language], article=step.article or "—", need=need, done=done)
        )
    return lines


def _negotiation(one: Travel, record: Record, language: str) -> list[str]:
    found = one.negotiation
    names: Callable[[Sequence[str]], str] = lambda ids: ", ".join(  # noqa: E731
        record.actors[name].name[language] if name in record.actors else name for name in ids
    )
    lines = []
    if found.leads:
        lines.append(say("roads.leads", language, names=names(found.leads)))
    if found.consulted:
        lines.append(say("roads.consulted", language, names=names(found.consulted)))
    if found.rounds or found.texts:
        lines.append(say("roads.rounds", language, rounds=len(found.rounds), texts=len(found.texts)))
    return lines


def _of_roads(travels: Iterable[Travel], asked: Roads, language: str) -> list[str]:
    """For the roads behind the rows: what was not found of them, and that silence decides nothing."""
    used = {one.road.id: one.road for one in travels if one.road is not None}
    lines = [
        say("roads.note_line", language, road=road.label[language], note=road.note[language])
        for road in used.values()
        if road.note[language]
    ]
    open_roads = [road for road in used.values() if asked.book.is_open(road)]
    lines += [say("roads.open_start", language, road=road.label[language]) for road in open_roads]
    if any(not step.exhaustive for road in used.values() for step in road.steps):
        lines.append(say("roads.silence", language))
    return lines


def _step_said(road: Road, name: str, column: str, language: str) -> str:
    if name == "-":
        return say("roads.no_step_left" if column == "next" else "roads.no_step_met", language)
    return next(step.label[language] for step in (*road.steps, *road.leaving) if step.id == name)


def _reason_said(road: Road | None, part: str, language: str) -> str:
    what, _, name = part.partition(":")
    if what != "matter":
        return name
    if name == NONE_OF_THEM:
        return say("roads.matter_none", language)
    return road.matters[name][language] if road is not None and name in road.matters else name


def _flag_said(road: Road | None, part: str, language: str) -> str:
    why, step, other = part.split(":", 2)
    return _flag_line(road, Flagged(why, step, other), language)  # type: ignore[arg-type]


def _flag_line(road: Road | None, flag: Flagged, language: str) -> str:
    if road is None:
        return f"{flag.step}: {flag.other}"
    if flag.why == "other_route":
        return say("roads.flag_other_route", language, step=road.route(flag.step).label[language], other=flag.other)
    step, other = (_step_said(road, name, "reached", language) for name in (flag.step, flag.other))
    return say(f"roads.flag_{flag.why}", language, step=step, other=other)


def _bounds(days: Days | None, name: str) -> dict[str, Cell]:
    return {f"{name}_from": day_shown(days.lo) if days else None, f"{name}_to": day_shown(days.hi) if days else None}


def _span(first: Cell, last: Cell) -> str | None:
    if first == last:
        return None if first is None else str(first)
    return f"{'…' if first is None else first} – {'…' if last is None else last}"


def _of_law(one: Travel) -> tuple[Ref, ...]:
    if one.road is None:
        return ()
    limits = [limit for limit in (one.road.begins, one.road.begins.not_before, one.road.ends) if limit is not None]
    refs: list[Ref] = [("claim", claim) for claim in one.road.claims]
    refs += [("claim", limit.claim) for limit in limits if limit.claim]
    refs += [("source", limit.source) for limit in limits if limit.source]
    refs += [("instrument", one.road.law)] if one.road.law else []
    return tuple(dict.fromkeys(refs))


def _refs(one: Travel) -> tuple[Ref, ...]:
    refs: list[Ref] = [("act", act) for act in _acts(one)]
    return tuple(dict.fromkeys([*refs, *_of_law(one), ("instrument", one.instrument)]))
