"""Evaluations as tables: what indicators come to, and what becomes of what the documents claim."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import inf
from typing import Final

from legation.evaluation.book import Evaluation, evaluator_of
from legation.evaluation.formula.evaluating import Evaluator
from legation.evaluation.formula.ground import Ground
from legation.evaluation.formula.syntax import is_declared
from legation.evaluation.formula.values import Inputs, Reason, Value, listed, merged
from legation.evaluation.indicators import Indicator
from legation.evaluation.readings import Reading, reading, readings
from legation.evaluation.verdicts import AssertionVerdict, is_made, verdict
from legation.publication.answer_tables import fiction_notes
from legation.publication.asked import word_among, words_said
from legation.publication.grounds import Basis, Ref
from legation.publication.questions import Asked, QuestionError
from legation.publication.said_figures import figure, qualifiers
from legation.publication.shown import Cell
from legation.publication.table import Table, rows_of
from legation.publication.wrong_files import unreadable, wrong_files
from legation.record.record import Record
from legation.standings.asof import KnownRecord
from legation.terms.days import iso
from legation.terms.messages import LANGUAGES, catalogue, say
from legation.terms.said_days import day_said
from legation.terms.vocabulary import Text, Word

READING_COLUMNS: Final = (
    "indicator", "guideline", "name", "name_es", "period", "day", "low", "high", "is_floor", "is_ceiling", "qualifier", "unit",
    "measured_in", "no_data", "because", "remark", "remark_es", "target", "target_on", "progress_low", "progress_high", "met",
    "direction", "direction_inferred", "edition", "inputs",
)  # fmt: skip
ASSERTION_COLUMNS: Final = (
    "assertion", "guideline", "claim", "source", "locator", "says", "says_es", "day", "borne_out", "found_low", "found_high",
    "found_is_floor", "sign", "stated", "stated_qualifier", "because", "remark", "remark_es", "missing", "missing_es", "inputs",
)  # fmt: skip
SAID_READING: Final = ("indicator", "name", "period", "value", "unit", "target", "progress", "met", "remark")
SAID_ASSERTION: Final = ("assertion", "says", "borne_out", "found", "remark", "missing")
STEPS: Final = ("year", "decade")


def chosen(evaluation: Evaluation, indicator: str | None, guideline: str | None) -> list[Indicator]:
    """The indicators asked for.

    Raises:
        QuestionError: there is none of that name, or none that serves the guideline; or none at all.
    """
    if not evaluation.indicators and not evaluation.assertions:
        raise QuestionError("indicators.nothing_to_evaluate")
    found = list(evaluation.indicators.values())
    if indicator is not None:
        names = {one.id: one.name for one in found}
        found = [evaluation.indicators[word_among(names, indicator, "indicators.unknown_asked_indicator")]]
    if guideline is not None:
        serving = guideline_named(evaluation, guideline)
        found = [one for one in found if serving in one.guideline]
    return found


def guideline_named(evaluation: Evaluation, wanted: str) -> str:
    """The id of the guideline that ``wanted`` names, among those that an indicator or assertion serves.

    Raises:
        QuestionError: none of them has that name.
    """
    served = {name for one in evaluation.indicators.values() for name in one.guideline}
    served |= {name for one in evaluation.assertions.values() for name in one.guideline}
    known = evaluation.guidelines
    labels = {name: known[name].label if name in known else Text("", "") for name in sorted(served)}
    return word_among(labels, wanted, "indicators.unknown_asked_guideline")


def evaluation_table(
    evaluation: Evaluation, view: KnownRecord, on: Asked, *, indicator: str | None = None, guideline: str | None = None,
    every: str | None = None, span: Asked | None = None, language: str = "en", evaluator: Evaluator | None = None,
    in_words: bool = False,
) -> Table:  # fmt: skip
    """What indicators come to on a date, or at the end of ``every`` year or decade of a span.

    Args:
        evaluator: one kept from before over the same record as known; in_words: for people, in ``language``, not for machines.

    Raises:
        QuestionError: no such indicator, guideline or step.
    """
    if every is not None:
        every = word_among(words_said("indicators.step_", STEPS), every, "indicators.unknown_step")
    asked = evaluator or evaluator_of(evaluation, view)
    found: list[Reading] = []
    for one in chosen(evaluation, indicator, guideline):
        if every is None or span is None:
            found.append(reading(asked, one, on.last))
        else:
            found.extend(readings(asked, one, every, span.first, span.last))
    basis = Basis((view,), (Asked(on.text, on.last, on.last),), language)
    columns = SAID_READING if in_words else READING_COLUMNS
    rows, rests_on = _reading_rows(found, columns, view.record, language)
    name = "evaluation_in_words" if in_words else "evaluation"
    return Table(name, columns, rows, _notes(evaluation, view, language), rests_on, basis=basis)


def _reading_rows(
    found: Sequence[Reading], columns: tuple[str, ...], record: Record, language: str
) -> tuple[tuple[tuple[Cell, ...], ...], tuple[tuple[Ref, ...], ...]]:
    """The rows, and what each rests on: readings of one value differ only in when they are, and are put into words once."""
    say_row = _reading_in_words if columns is SAID_READING else _reading_row
    place, places = columns.index("period"), 1 + ("day" in columns)
    made: dict[tuple[str, int, int], tuple[tuple[Cell, ...], tuple[Cell, ...], tuple[Ref, ...]]] = {}
    days: dict[int, str] = {}
    rows, rests_on = [], []
    for one in found:
        key = (one.indicator.id, id(one.value), id(one.progress))
        if key not in made:
            row = rows_of(columns, [say_row(one, record, language)])[0]
            made[key] = (row[:place], row[place + places :], listed(_inputs(one)))
        before, after, refs = made[key]
        on = one.moment.on
        if on not in days:
            days[on] = iso(on)
        rows.append((*before, *(one.period, days[on])[:places], *after))
        rests_on.append(refs)
    return tuple(rows), tuple(rests_on)


def assertions_table(
    evaluation: Evaluation, view: KnownRecord, on: Asked, *, guideline: str | None = None, language: str = "en",
    evaluator: Evaluator | None = None, in_words: bool = False,
) -> Table:  # fmt: skip
    """What the documents claim, as far as they were out by then, and whether the acts bear it out.

    Raises:
        QuestionError: no such guideline.
    """
    chosen(evaluation, None, None)
    serving = None if guideline is None else guideline_named(evaluation, guideline)
    asked = evaluator or evaluator_of(evaluation, view)
    made = [
        verdict(asked, one, on.last)
        for one in evaluation.assertions.values()
        if is_made(asked, one) and (serving is None or serving in one.guideline)
    ]
    columns = SAID_ASSERTION if in_words else ASSERTION_COLUMNS
    say_row = _verdict_in_words if in_words else _verdict_row
    entries = [say_row(one, asked.ground, language) for one in made]
    name = "assertions_in_words" if in_words else "assertions"
    basis = Basis((view,), (Asked(on.text, on.last, on.last),), language)
    rests_on: tuple[tuple[Ref, ...], ...] = tuple(listed(one.inputs) for one in made)
    return Table(name, columns, rows_of(columns, entries), _notes(evaluation, view, language), rests_on, basis=basis)


def known_notes(view: KnownRecord, language: str) -> list[str]:
    """What stands first under every evaluation: as known on which day, and whether the record is invented."""
    return [say("indicators.basis", language, known=day_said(view.known, language)), *fiction_notes(view.record, language)]


def _notes(evaluation: Evaluation, view: KnownRecord, language: str) -> tuple[str, ...]:
    notes = [*known_notes(view, language), say("indicators.reconstructed", language)]
    if evaluation.left_out:
        names = ", ".join(
            say("indicators.rests_on", language, name=name, other=other) if other else name
            for name, other in evaluation.left_out.items()
        )
        notes.append(say("indicators.some_wrong", language, names=names))
    return (*notes, *wrong_files(unreadable(evaluation.problems), language))


def _inputs(one: Reading) -> Inputs:
    if one.progress is None:
        return one.value.inputs
    return merged(one.value.inputs, one.progress.share.inputs, one.progress.target.inputs)


def _reading_row(one: Reading, record: Record, _: str) -> dict[str, Cell]:
    value, sheet = one.value, one.indicator
    row: dict[str, Cell] = {
        "indicator": sheet.id, "guideline": ";".join(sheet.guideline) or None, "name": sheet.name.en, "name_es": sheet.name.es,
        "unit": sheet.unit, "measured_in": sheet.measured_in or None,
        **bounds_of(value, "low", "high"), **open_ends(value), **reasons_of(value, record),
        "qualifier": ";".join(qualifiers(value.because)) or None,
        "inputs": ";".join(name for _, name in value.rests_on) or None,
    }  # fmt: skip
    if (progress := one.progress) is not None:
        way = outer_bounds(progress.share, "progress_low", "progress_high")
        row |= {
            "target": None if progress.target.missing else plain(progress.target.lo), "target_on": iso(progress.on), **way,
            "met": progress.met.answer, "direction": progress.direction or None,
            "direction_inferred": "yes" if progress.is_inferred else "no", "edition": progress.edition.id,
        }  # fmt: skip
    elif sheet.declared:
        row |= {"direction": sheet.declared, "direction_inferred": "no"}
    return row


def bounds_of(value: Value, low: str, high: str) -> dict[str, Cell]:
    """The cells of a value's bounds; none where there is no data, and an empty one where nothing bounds it."""
    if value.missing is not None:
        return {}
    return {low: None if value.lo == -inf else plain(value.lo), high: None if value.hi == inf else plain(value.hi)}


def outer_bounds(value: Value, low: str, high: str) -> dict[str, Cell]:
    """Between what the truth lies; nothing on a side on which it may lie beyond."""
    return {
        name: cell for name, cell in bounds_of(value, low, high).items() if not (value.ceiling if name == low else value.floor)
    }


def open_ends(value: Value) -> dict[str, Cell]:
    """Whether the truth may lie above or below the bounds."""
    if value.missing is not None:
        return {}
    return {
        "is_floor": "yes" if value.floor or value.hi == inf else "no",
        "is_ceiling": "yes" if value.ceiling or value.lo == -inf else "no",
    }


def reasons_of(value: Value, record: Record) -> dict[str, Cell]:
    """Why a value is missing, wide or open: codes, and in words."""
    why = (value.missing,) if value.missing is not None else value.because
    return {
        "no_data": value.missing.code if value.missing is not None else None,
        "because": ";".join(one.code for one in value.because) if value.missing is None and value.because else None,
        "remark": in_sentences(why, record, "en"), "remark_es": in_sentences(why, record, "es"),
    }  # fmt: skip


def plain(number: float) -> str:
    """A number as a table holds it: a point before decimals, six of them at most."""
    text = f"{number:.6f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def in_sentences(reasons: Sequence[Reason], record: Record, language: str) -> str | None:
    """Reasons in words, with the labels of the vocabulary in place of its ids."""
    return "; ".join(dict.fromkeys(said(one, record, language) for one in reasons)) or None


def said(one: Reason, record: Record, language: str, prefix: str = "") -> str:
    """One reason in words."""
    words = record.vocabulary
    lists: dict[str, dict[str, Word]] = {
        "kind": dict(words.standings), "extent": dict(words.coverages), "qualifier": dict(words.qualifiers),
    }  # fmt: skip
    values = {
        name: lists[name][value].label[language] if name in lists and value in lists[name] else value
        for name, value in one.values
    }
    return say(f"formula.{prefix}{one.code}", language, **values)


def _reading_in_words(one: Reading, record: Record, language: str) -> dict[str, Cell]:
    sheet, progress = one.indicator, one.progress
    unit = record.vocabulary.units.get(sheet.measured_in)
    why = (one.value.missing,) if one.value.missing is not None else one.value.because
    row: dict[str, Cell] = {
        "indicator": sheet.id, "name": sheet.name[language], "value": _value_said(one, language),
        "unit": unit.label[language] if unit is not None else None, "remark": in_sentences(why, record, language),
    }  # fmt: skip
    if progress is not None:
        row |= {
            "target": f"{figure(progress.target, language)} ({iso(progress.on)})",
            "progress": figure(progress.share, language, "percent"), "met": say(f"indicators.{progress.met.answer}", language),
        }  # fmt: skip
    return row


def _value_said(one: Reading, language: str) -> str:
    """The value in words; one that no act gives, only what a source declares of itself, says so."""
    sheet = one.indicator
    said = figure(one.value, language, sheet.measured_in)
    if one.value.missing is None and is_declared(sheet.tree):
        return say("indicators.declared", language, value=said)
    return said


def _verdict_row(one: AssertionVerdict, ground: Ground, _: str) -> dict[str, Cell]:
    assertion, record = one.assertion, ground.record
    place = next((claim for name in assertion.claims if (claim := ground.said(name)) is not None), None)
    row: dict[str, Cell] = {
        "assertion": assertion.id, "guideline": ";".join(assertion.guideline) or None, "claim": ";".join(assertion.claims),
        "source": place.source if place else None, "locator": place.locator if place else None,
        "says": assertion.label.en, "says_es": assertion.label.es, "day": iso(one.on), "borne_out": one.borne_out,
        "because": ";".join(reason.code for reason in one.because) or None,
        "remark": in_sentences(one.because, record, "en"), "remark_es": in_sentences(one.because, record, "es"),
        "inputs": ";".join(name for _, name in listed(one.inputs)) or None,
    }  # fmt: skip
    for language, column in zip(LANGUAGES, ("missing", "missing_es"), strict=True):
        row[column] = missing_datum(one, record, language)
    if (pair := pair_of(one)) is not None:
        found, sign, stated = pair
        row |= {**outer_bounds(found, "found_low", "found_high"), "sign": sign}
        row["found_is_floor"] = open_ends(found).get("is_floor")
        row["stated"] = None if stated.missing is not None else plain(stated.lo)
        row["stated_qualifier"] = ";".join(qualifiers(stated.because)) or None
    return row


def pair_of(one: AssertionVerdict) -> tuple[Value, str, Value] | None:
    """What was found and what is stated, where an assertion is one comparison of numbers; of several, none speaks for all."""
    if len(one.parts) != 1:
        return None
    (part,) = one.parts
    if part.found is None or part.stated is None or part.found.dated:
        return None
    return part.found, part.sign, part.stated


def missing_datum(one: AssertionVerdict, record: Record, language: str) -> str | None:
    """Which datum would settle an assertion that is neither borne out nor refuted; None where it is settled."""
    if one.borne_out in ("yes", "no"):
        return None
    own = one.assertion.needs[language]
    if own:
        return own
    return needed(one.because, record, language)


def needed(reasons: Sequence[Reason], record: Record, language: str) -> str | None:
    """Which data would take away the reasons why something is missing or wide; None where none would."""
    found = [said(reason, record, language, "needs_") for reason in reasons if f"needs_{reason.code}" in _needs()]
    return "; ".join(dict.fromkeys(found)) or None


@cache
def _needs() -> frozenset[str]:
    """The reasons of which a message says which datum is missing."""
    return frozenset(code.removeprefix("formula.") for code in catalogue() if code.startswith("formula.needs_"))


def _verdict_in_words(one: AssertionVerdict, ground: Ground, language: str) -> dict[str, Cell]:
    found = None
    if (pair := pair_of(one)) is not None:
        found = _found_and_stated(pair[0], pair[2], language)
    return {
        "assertion": one.assertion.id, "says": one.assertion.label[language],
        "borne_out": say(f"indicators.{one.borne_out}", language), "found": found,
        "remark": in_sentences(one.because, ground.record, language), "missing": missing_datum(one, ground.record, language),
    }  # fmt: skip


def _found_and_stated(found: Value, stated: Value, language: str) -> str:
    """What the acts give beside what the document states; where one is missing, only that it is."""
    if found.missing is not None and stated.missing is not None:
        return say("indicators.neither_found_nor_stated", language)
    if found.missing is not None:
        return say("indicators.only_stated", language, stated=figure(stated, language))
    if stated.missing is not None:
        return say("indicators.only_found", language, found=figure(found, language))
    return say("indicators.found_and_stated", language, found=figure(found, language), stated=figure(stated, language))
