"""Answers as tables: one function for each table that the command line, the notebook and the exports share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from legation.publication.grounds import Basis, Ref, Thing, limit_refs
from legation.publication.questions import Asked
from legation.publication.shown import Cell
from legation.publication.table import Table, rows_of
from legation.record.acts import FOREVER, Act, Days
from legation.record.claims import WITHOUT_ACT_OF_THEIR_OWN, Claim
from legation.record.measures import Observation
from legation.record.observations import observations_of
from legation.record.record import Record
from legation.standings.asof import AsOf, Count, KnownRecord, Standing
from legation.standings.differences import Difference
from legation.standings.docket import Entry
from legation.standings.reasons import Explanation, Reason
from legation.terms.days import iso
from legation.terms.messages import say
from legation.terms.said_days import day_said
from legation.terms.vocabulary import ROLES

ROLE_COLUMNS: Final = tuple(ROLES)
STANDING_COLUMNS: Final = (
    "standing", "kind", *ROLE_COLUMNS, "answer", "reason", "suspended",
    "begins_from", "begins_to", "ends_from", "ends_to", "acts",
)  # fmt: skip
ACT_COLUMNS: Final = (
    "act",
    "kind",
    "date",
    "first_day",
    "last_day",
    *ROLE_COLUMNS,
    "title",
    "claims",
    "sources",
    "contradictions",
)
CLAIM_COLUMNS: Final = (
    "claim", "act", "kind", "date", "after", *ROLE_COLUMNS, "standing", "value", "unit", "qualifier",
    "guideline", "level", "source", "locator", "title", "title_es", "note", "note_es",
)  # fmt: skip
PLAIN_COLUMNS: Final = ("standing", "value", "unit", "qualifier", "level", "source", "locator")
REASON_COLUMNS: Final = ("act", "does", "date", "effective_from", "effective_to", "rule", "claim", "source", "locator", "says")
DOCKET_COLUMNS: Final = (
    "entry",
    "subject",
    "act",
    "standing",
    "field",
    "claim",
    "says",
    "source",
    "locator",
    "stated",
    "qualifier",
    "found",
    "status",
    "remark",
)
DIFFERENCE_COLUMNS: Final = ("standing", "kind", "before", "after", "suspended_before", "suspended_after")
ACTOR_COLUMNS: Final = ("actor", "kind", "name", "name_es", "from", "to", "predecessors", "codes", "sources")
INSTRUMENT_COLUMNS: Final = ("instrument", "kind", "title", "title_es", "parties", "sources", "note", "note_es")
SOURCE_COLUMNS: Final = ("source", "title", "authors", "issued", "known", "version_of", "claims")
MEASURE_COLUMNS: Final = ("claim", "series", "actor", "counterpart", "period", "value", "unit", "qualifier", "source", "locator")


def day_text(day: int) -> str | None:
    """A day as ISO text, None where nothing bounds it."""
    return None if abs(day) >= FOREVER // 2 else iso(day)


def _bounds(days: Days | None, name: str) -> dict[str, Cell]:
    return {f"{name}_from": day_text(days.lo) if days else None, f"{name}_to": day_text(days.hi) if days else None}


def standings_table(known: KnownRecord, answer: AsOf, on: Asked, language: str = "en") -> Table:
    """What stood, one standing a row, with the coverage lines of the kinds asked about."""
    entries = [standing_cells(one) for one in answer.standings]
    return Table(
        "standings", STANDING_COLUMNS, rows_of(STANDING_COLUMNS, entries), standings_notes(known, answer.counts, on, language),
        rests_on=tuple((("standing", one.id),) for one in answer.standings),
        basis=Basis((known,), (on,), language),
    )  # fmt: skip


def standing_cells(one: Standing) -> dict[str, Cell]:
    """A standing as a row of the table of standings, by column."""
    return {
        "standing": one.id, "kind": one.kind, **one.roles, "answer": one.answer, "reason": one.verdict.reason,
        "suspended": one.verdict.suspended, **_bounds(one.begins, "begins"), **_bounds(one.ends, "ends"),
        "acts": ";".join(one.acts),
    }  # fmt: skip


def standings_notes(known: KnownRecord, counts: Iterable[Count], on: Asked, language: str) -> tuple[str, ...]:
    """What stands under a table of standings: its basis, and how many there were of each kind, with coverage."""
    told = (count for count in counts if count.certain or count.possible or not count.covered)
    return (*basis_notes(known, on, language), *(count_line(known.record, count, language) for count in told))


def in_words(table: Table, language: str = "en") -> Table:
    """A table of standings or differences for people: answers and reasons in words, bounds in one column, nothing empty."""
    answers = ("answer", "reason", "before", "after")
    entries: list[dict[str, Cell]] = []
    for row in table:
        words = {name: say(f"answers.{row[name]}", language) for name in answers if row.get(name)}
        resting = {name: row.get(name) for name in ("suspended", "suspended_before", "suspended_after")}
        bounds = {name: _span(row.get(f"{name}_from"), row.get(f"{name}_to")) for name in ("begins", "ends")}
        rests = {name: say(f"answers.{one}", language) if one not in (None, "no") else None for name, one in resting.items()}
        entries.append({**row, **words, **bounds, **rests})
    columns = tuple(dict.fromkeys((*table.columns, "begins", "ends")))
    return replace(table, columns=columns, rows=rows_of(columns, entries))


def _span(first: Cell, last: Cell) -> str | None:
    if first == last:
        return str(first) if first is not None else None
    return f"{first or '…'} – {last or '…'}"


def fiction_notes(record: Record, language: str) -> list[str]:
    """What stands under every answer of an invented record."""
    return [say("answers.fictional", language)] if record.fictional else []


def basis_notes(known: KnownRecord, on: Asked, language: str) -> list[str]:
    """What the answer rests on: the period asked about, the knowledge date, and whether all of it is invented."""
    return _basis_notes("answers.whole_period", known, on, language)


def end_notes(known: KnownRecord, on: Asked, language: str) -> list[str]:
    """The same under an answer that speaks of a period as it was at its end."""
    return _basis_notes("norms.end_of_period", known, on, language)


def _basis_notes(of_period: str, known: KnownRecord, on: Asked, language: str) -> list[str]:
    period = [] if on.is_day else [say(of_period, language, period=on.text)]
    as_known = say("answers.last_possible_known", language, day=day_said(known.known, language))
    return [*period, as_known, *fiction_notes(known.record, language)]


def count_line(record: Record, count: Count, language: str = "en") -> str:
    """How many of a kind stood, as a floor where the sources name only some."""
    label = record.vocabulary.standings[count.kind].label[language]
    if not count.covered:
        return f"{label}: {say('answers.unknown', language)} ({say('answers.outside_coverage', language)})"
    code = "answers.at_least" if count.is_floor else "answers.in_all"
    line = f"{label}: {say(code, language, count=count.certain)}"
    return f"{line}; {say('answers.and_possible', language, count=count.possible)}" if count.possible else line


def acts_table(known: KnownRecord, acts: Iterable[Act], language: str = "en") -> Table:
    """Acts, one a row, with the claims they rest on."""
    shown = list(acts)
    return Table(
        "acts", ACT_COLUMNS, rows_of(ACT_COLUMNS, [act_cells(act, language) for act in shown]),
        rests_on=tuple((("act", act.id),) for act in shown), basis=Basis((known,), (), language),
    )  # fmt: skip


def act_cells(act: Act, language: str) -> dict[str, Cell]:
    """An act as a row of the table of acts, by column."""
    roles = {
        role: ";".join(dict.fromkeys(name for variant in act.variants for name in variant.role(role))) or None for role in ROLES
    }
    return {
        "act": act.id,
        "kind": ";".join(dict.fromkeys(variant.kind for variant in act.variants)),
        "date": ";".join(dict.fromkeys(claim.date.text for claim in act.used if claim.date is not None)) or None,
        "first_day": None if act.undated else day_text(act.begin.lo),
        "last_day": None if act.undated else day_text((act.last or act.begin).hi),
        **roles,
        "title": title_of(act, language),
        "claims": ";".join(claim.id for claim in act.claims),
        "sources": ";".join(dict.fromkeys(claim.source for claim in act.claims)),
        "contradictions": ";".join(one.field for one in act.contradictions) or None,
    }


def title_of(act: Act, language: str) -> str:
    """The title of an act: that of its first claim that has one."""
    return next((claim.title[language] for claim in act.used if claim.title[language]), act.id)


def reasons_table(known: KnownRecord, explanation: Explanation, on: Asked, language: str = "en") -> Table:
    """The reason chain of one standing: each act, what it does and by which rule, and each claim behind it."""
    entries: list[dict[str, Cell]] = []
    for reason in explanation.reasons:
        rivals = {variant.kind for variant in reason.act.variants} - {reason.effect.act}
        for claim in reason.act.claims:
            if claim.kind in rivals:
                continue  # a rival kind has a reason of its own
            does, how = _bearing(known, reason, claim, language)
            entries.append({
                "act": reason.act.id, "does": does, "date": claim.date.text if claim.date else None,
                "effective_from": day_text(reason.effective.lo), "effective_to": day_text(reason.effective.hi),
                "rule": how, "claim": claim.id, "source": claim.source, "locator": claim.locator, "says": claim.title[language],
            })  # fmt: skip
    one = explanation.standing
    sentence = f"{one.id}: {say(f'answers.{one.answer}', language)}: {say(f'answers.{one.verdict.reason}', language)}"
    limits = [limit_line(known.record, why, cause, day, language) for why, cause, day in explanation.limits]
    return Table(
        "why", REASON_COLUMNS, rows_of(REASON_COLUMNS, entries), (sentence, *limits, *basis_notes(known, on, language)),
        rests_on=tuple((("claim", str(entry["claim"])),) for entry in entries),
        beneath=limit_refs(known, explanation),
        basis=Basis((known,), (on,), language),
    )  # fmt: skip


def _bearing(known: KnownRecord, reason: Reason, claim: Claim, language: str) -> tuple[str, str]:
    """What a claim behind a reason does to the standing, and by which rule; one that is set aside does nothing."""
    vocabulary = known.record.vocabulary
    if claim.kind in WITHOUT_ACT_OF_THEIR_OWN:  # it settles or takes back what claims say
        return vocabulary.acts[claim.kind].label[language], vocabulary.acts[claim.kind].definition[language]
    if all(one.id != claim.id for one in reason.act.used):
        return say("answers.set_aside", language), ""
    behaviour = vocabulary.behaviours[reason.effect.does]
    rule = reason.effect.rule[language] if reason.effect.rule else behaviour.definition[language]
    return behaviour.label[language], f"{rule} ({reason.effect.source})" if reason.effect.source else rule


def limit_line(record: Record, why: str, cause: str, day: Days, language: str) -> str:
    """What bounds a standing from outside, in a sentence."""
    actor = record.actors.get(cause)
    name = actor.name[language] if actor else cause
    if why == "ends":
        code, shown = ("reasons.actor_ended", day.hi - 1) if actor else ("reasons.passed_on", day.hi)
    else:
        code, shown = ("reasons.actor_began", day.lo) if actor else ("reasons.received", day.lo)
    sources = ", ".join(actor.sources) if actor else ""
    return say(code, language, name=name, day=day_text(shown) or "…", sources=sources)


def docket_table(known: KnownRecord, entries: Iterable[Entry], language: str = "en") -> Table:
    """The docket, one row for each claim of each entry."""
    claims: dict[str, Claim | Observation] = {one.id: one for one in known.record.claims}
    claims |= {one.id: one for one in known.record.measures}
    rows: list[dict[str, Cell]] = []
    rests_on: list[tuple[Ref, ...]] = []
    for entry in entries:
        status = (
            say("docket.settled", language, adjudication=entry.settled_by) if entry.settled_by else say("docket.open", language)
        )
        remark = docket_remark(known, entry, language)
        for claim_id, says in entry.said:
            claim = claims[claim_id]
            rows.append({
                "entry": entry.id, "subject": entry.subject, "act": entry.act or None, "standing": entry.standing or None,
                "field": entry.field or None, "claim": claim_id, "says": says, "source": claim.source, "locator": claim.locator,
                "stated": entry.stated or None, "found": entry.found or None, "status": status, "remark": remark,
                "qualifier": claim.qualifier if claim.value and claim.qualifier != "exactly" else None,
            })  # fmt: skip
            rests_on.append(_behind_entry(entry, "measure" if isinstance(claim, Observation) else "claim", claim_id, says))
    return Table(
        "docket", DOCKET_COLUMNS, rows_of(DOCKET_COLUMNS, rows), rests_on=tuple(rests_on), basis=Basis((known,), (), language)
    )


def _behind_entry(entry: Entry, thing: Thing, name: str, says: str) -> tuple[Ref, ...]:
    """A row of the docket rests on its claim, on what notes or settles it, and on the acts that ended what it attests."""
    refs: list[Ref] = [(thing, name)]
    refs.extend(("claim", other) for other in (entry.noted_by, entry.settled_by) if other)
    if entry.subject == "attested_after_end":
        refs.append(("standing", says))
    return tuple(refs)


def docket_sentence(entry: Entry, language: str) -> str:
    """Of what kind an entry is; counts that differ without a list are told without its figures."""
    code = "docket.counts" if entry.subject == "count" and not entry.stated else f"docket.{entry.subject}"
    return say(code, language, stated=entry.stated, found=entry.found)


def docket_remark(known: KnownRecord, entry: Entry, language: str) -> str:
    """An entry in words: that nothing is concluded, what the keepers noted, or of what kind the difference is."""
    sentence = docket_sentence(entry, language)
    used = known.acts[entry.act].used if entry.noted_by else ()
    noted = next((one.note[language] for one in used if one.id == entry.noted_by), "")
    return f"{sentence}: {noted}" if noted else sentence


def differences_table(found: Sequence[Difference], basis: Basis | None = None) -> Table:
    """Standings whose answer differs, with both answers; ``basis`` has the two views and dates that were compared."""
    rows: list[dict[str, Cell]] = [
        {
            "standing": one.id, "kind": one.kind, "before": one.before, "after": one.after,
            "suspended_before": one.rests_before, "suspended_after": one.rests_after,
        }
        for one in found
    ]  # fmt: skip
    rests_on: tuple[tuple[Ref, ...], ...] = tuple((("standing", one.id),) for one in found)
    return Table("differences", DIFFERENCE_COLUMNS, rows_of(DIFFERENCE_COLUMNS, rows), rests_on=rests_on, basis=basis)


def claims_table(known: KnownRecord) -> Table:
    """Every claim known on the date, exactly as the record has it."""
    rows = [claim_cells(claim) for act in known.acts.values() for claim in act.claims]
    rows.sort(key=lambda row: str(row["claim"]))
    return _each_of("claim", Table("claims", CLAIM_COLUMNS, rows_of(CLAIM_COLUMNS, rows), basis=Basis((known,))))


def claim_cells(claim: Claim) -> dict[str, Cell]:
    """A claim as a row of the table of claims, by column."""
    return {
        "claim": claim.id, "act": claim.act, "kind": claim.kind, "date": claim.date.text if claim.date else None,
        **{name: ";".join(claim.role(name)) or None for name in (*ROLES, "after", "guideline")},
        **{name: getattr(claim, name) or None for name in PLAIN_COLUMNS},
        "title": claim.title.en, "title_es": claim.title.es,
        "note": claim.note.en or None, "note_es": claim.note.es or None,
    }  # fmt: skip


def actors_table(record: Record, known: KnownRecord | None = None) -> Table:
    """Every actor of a record; ``known`` lets the table be cited."""
    rows: list[dict[str, Cell]] = [
        {
            "actor": actor.id, "kind": actor.kind, "name": actor.name.en, "name_es": actor.name.es,
            "from": actor.exists_from.text if actor.exists_from else None,
            "to": actor.exists_to.text if actor.exists_to else None,
            "predecessors": ";".join(actor.predecessors) or None,
            "codes": ";".join(f"{scheme}:{code}" for scheme, code in actor.codes) or None,
            "sources": ";".join(actor.sources) or None,
        }
        for actor in record.actors.values()
    ]  # fmt: skip
    rows.sort(key=lambda row: str(row["actor"]))
    basis = Basis((known,)) if known else None
    return _each_of("actor", Table("actors", ACTOR_COLUMNS, rows_of(ACTOR_COLUMNS, rows), basis=basis))


def instruments_table(known: KnownRecord) -> Table:
    """Every instrument of a record."""
    rows: list[dict[str, Cell]] = [
        {
            "instrument": one.id, "kind": one.kind, "title": one.title.en, "title_es": one.title.es,
            "parties": ";".join(one.parties) or None, "sources": ";".join(one.sources) or None,
            "note": one.note.en or None, "note_es": one.note.es or None,
        }
        for _, one in sorted(known.record.instruments.items())
    ]  # fmt: skip
    table = Table("instruments", INSTRUMENT_COLUMNS, rows_of(INSTRUMENT_COLUMNS, rows), basis=Basis((known,)))
    return _each_of("instrument", table)


def sources_table(known: KnownRecord) -> Table:
    """Every source, the day from which it was known, and how many claims rest on it."""
    used = [claim.source for act in known.acts.values() for claim in act.claims]
    rows: list[dict[str, Cell]] = [
        {
            "source": source.id, "title": source.title,
            "authors": "; ".join(source.authors) or None, "issued": source.issued.text,
            "known": day_text(source.known), "version_of": source.version_of or None, "claims": used.count(source.id),
        }
        for source in known.record.sources.values()
    ]  # fmt: skip
    rows.sort(key=lambda row: str(row["source"]))
    return _each_of("source", Table("sources", SOURCE_COLUMNS, rows_of(SOURCE_COLUMNS, rows), basis=Basis((known,))))


def measures_table(known: KnownRecord) -> Table:
    """The observations that hold as known on the date: of each line of versions the latest, rival lines side by side."""
    rows: list[dict[str, Cell]] = [
        {
            "claim": one.id, "series": one.series, "actor": one.actor or None, "counterpart": one.counterpart or None,
            "period": one.period.text if one.period else None, "value": one.value or None, "unit": one.unit or None,
            "qualifier": one.qualifier or None, "source": one.source, "locator": one.locator,
        }
        for one in observations_of(known.record, known.known, known.level)
    ]  # fmt: skip
    table = Table("measures", MEASURE_COLUMNS, rows_of(MEASURE_COLUMNS, rows), basis=Basis((known,)))
    return replace(table, rests_on=tuple((("measure", str(row["claim"])),) for row in rows))


def _each_of(thing: Thing, table: Table) -> Table:
    """A table of whose rows each is one thing of the record, named in the column of that name, and rests on it."""
    return replace(table, rests_on=tuple(((thing, str(name)),) for name in table[thing]))
