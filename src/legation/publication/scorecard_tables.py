"""Scorecards as tables: one row a card, one a line of a card, one for each reading that speaks to a DAC criterion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from legation.evaluation.formula.values import Value, listed
from legation.evaluation.scorecards.criteria import SILENT, CriterionFound, Spoken
from legation.evaluation.scorecards.lights import Light
from legation.evaluation.scorecards.lines import Line
from legation.evaluation.scorecards.scorecard import BY, By, Scorecard, Scorer
from legation.publication.evaluation_tables import (
    bounds_of,
    in_sentences,
    known_notes,
    open_ends,
    outer_bounds,
    plain,
    reasons_of,
)
from legation.publication.grounds import Basis, Ref
from legation.publication.questions import Asked, QuestionError, asked
from legation.publication.said_figures import figure
from legation.publication.shown import Cell
from legation.publication.table import Later, Table, rows_of
from legation.publication.wrong_files import nothing_to_ask, unreadable, wrong_files
from legation.record.record import Record
from legation.standings.asof import KnownRecord
from legation.terms.days import iso
from legation.terms.messages import say
from legation.terms.problems import nearest
from legation.terms.vocabulary import Text

CARD_COLUMNS: Final = (
    "scorecard", "by", "of", "label", "label_es", "part_of", "source", "day", "since", "indicators", "no_data", "no_target",
    "targets", "reached", "not_reached", "reach_unknown", "better", "worse", "level", "trend_unknown", "assertions", "borne_out",
    "partly", "not_borne_out", "cannot_be_known", "contradictions", "gaps", "lights", "score_low", "score_high", "score_formula",
    "missing",
)  # fmt: skip
LINE_COLUMNS: Final = (
    "scorecard", "indicator", "objective", "name", "name_es", "unit", "measured_in", "period", "day", "low", "high", "is_floor",
    "is_ceiling", "no_data", "because", "remark", "remark_es", "baseline", "target", "target_on", "progress_low", "progress_high",
    "met", "direction", "direction_by", "edition", "light", "colour", "light_label", "light_label_es", "scale", "since",
    "then_low", "then_high", "moved", "towards", "of_named", "inputs",
)  # fmt: skip
CRITERION_COLUMNS: Final = (
    "scorecard", "criterion", "label", "label_es", "reading", "known", "low", "high", "unit", "count", "remark", "remark_es",
    "needs", "needs_es",
)  # fmt: skip
SAID_CARD: Final = ("scorecard", "label", "indicators", "targets", "lights", "trends", "borne_out", "contradictions", "score")
SAID_LINE: Final = (
    "scorecard", "indicator", "name", "value", "unit", "target", "progress", "light", "moved", "direction", "remark",
)  # fmt: skip
SAID_CRITERION: Final = ("scorecard", "criterion", "reading", "value", "needs")


def by_named(wanted: str) -> By:
    """The sort of scorecard that a word names.

    Raises:
        QuestionError: there is no such sort.
    """
    if wanted not in BY:
        raise QuestionError("scorecards.unknown_by", value=wanted, known=", ".join(BY))
    return wanted


def since_asked(text: str | None, on: Asked) -> Asked | None:
    """The day from which trends are told, where one was given.

    Raises:
        QuestionError: it is no date, or it is after the day asked about.
    """
    since = asked(text) if text else None
    if since is not None and since.last > on.last:
        raise QuestionError("scorecards.since_after", since=iso(since.last), on=iso(on.last))
    return since


def cards_asked(scorer: Scorer, by: str, on: Asked, since: Asked | None = None, of: str | None = None) -> list[Scorecard]:
    """The scorecards of a sort on the last day of a date, or the one ``of`` an id or a label.

    Raises:
        QuestionError: there is no such sort or card; or the record has nothing to make cards of.
    """
    found = scorer.cards(by_named(by), on.last, None if since is None else since.last)
    if not found and not scorer.evaluation.guidelines:
        code = "scorecards.only_objectives" if scorer.plan.nodes else "scorecards.nothing"
        raise nothing_to_ask(code, scorer.known.record.id, scorer.problems)
    if of is None:
        return found
    wanted = of.casefold()
    chosen = [card for card in found if card.id == of] or [
        card for card in found if wanted in (card.label.en.casefold(), card.label.es.casefold())
    ]
    if not chosen:
        names = [card.id for card in found]
        raise QuestionError("scorecards.no_such_card", value=of, nearest=nearest(of, names) or ", ".join(names[:4]) or "—")
    return chosen


def scorecards_table(
    cards: Sequence[Scorecard], scorer: Scorer, on: Asked, language: str = "en", *, in_words: bool = False
) -> Table:
    """One row a card: how many indicators, lights, trends, verdicts, contradictions; what is missing; a score where declared.

    Args:
        in_words: for people, in ``language``, not for machines.
    """
    columns = SAID_CARD if in_words else CARD_COLUMNS
    entries = [_card_in_words(card, language) if in_words else _card_row(card) for card in cards]
    return _table(
        "scorecards", columns, entries, lambda: [card.rests_on for card in cards], cards, scorer, on, language, in_words
    )


def lines_table(cards: Sequence[Scorecard], scorer: Scorer, on: Asked, language: str = "en", *, in_words: bool = False) -> Table:
    """One row a line of a card: value, bounds, baseline, target, progress, light and trend."""
    columns, record = SAID_LINE if in_words else LINE_COLUMNS, scorer.known.record
    made = [(card, line) for card in cards for line in card.lines]
    entries = [_line_in_words(card, line, record, language) if in_words else _line_row(card, line, scorer) for card, line in made]

    def rests() -> list[tuple[Ref, ...]]:
        return [tuple(sorted({ref for one in line.rests for ref in scorer.listed(one)})) for _, line in made]

    return _table("scorecard_lines", columns, entries, rests, cards, scorer, on, language, in_words)


def criteria_table(
    cards: Sequence[Scorecard], scorer: Scorer, on: Asked, language: str = "en", *, in_words: bool = False
) -> Table:
    """One row for each reading that speaks to a DAC criterion; where none does, a row that says which datum is missing."""
    columns, record = SAID_CRITERION if in_words else CRITERION_COLUMNS, scorer.known.record
    made = [(card, found, spoken) for card in cards for found in card.criteria for spoken in (found.spoken or (None,))]
    entries = [
        _spoken_in_words(card, found, spoken, language) if in_words else _spoken_row(card, found, spoken, record)
        for card, found, spoken in made
    ]

    def rests() -> list[tuple[Ref, ...]]:
        return [listed(spoken.value.inputs) if spoken is not None else () for _, _, spoken in made]

    return _table("criteria", columns, entries, rests, cards, scorer, on, language, in_words)


def _table(
    name: str, columns: tuple[str, ...], entries: Sequence[dict[str, Cell]], rests: Callable[[], Sequence[tuple[Ref, ...]]],
    cards: Sequence[Scorecard], scorer: Scorer, on: Asked, language: str, in_words: bool,
) -> Table:  # fmt: skip
    basis = Basis((scorer.known,), (Asked(on.text, on.last, on.last),), language)
    notes = tuple(card_notes(cards, scorer, language))
    return Table(
        f"{name}_in_words" if in_words else name,
        columns,
        rows_of(columns, entries),
        notes,
        Later(len(entries), rests),
        basis=basis,
    )


def card_notes(cards: Sequence[Scorecard], scorer: Scorer, language: str) -> Iterable[str]:
    """The lines that belong under any table of scorecards: basis, whose reconstruction, lights, trends, scores."""
    view: KnownRecord = scorer.known
    yield from known_notes(view, language)
    yield from wrong_files(unreadable(scorer.problems), language)
    if scorer.log is not None:
        yield say("scorecards.log_not_listed", language)
    if any(card.guidelines for card in cards):
        yield say("indicators.reconstructed", language)
    waiting = len(scorer.evaluation.guidelines) - len(scorer.guidelines)
    if waiting:
        yield say("scorecards.not_yet", language, count=waiting, known=iso(view.known))
    scales = {line.light.scale.label[language] for card in cards for line in card.lines if line.light.scale is not None}
    yield (
        say("scorecards.lights_by", language, label="; ".join(sorted(scales)))
        if scales
        else say("scorecards.no_lights", language)
    )
    days = sorted({card.since for card in cards})
    if len(days) == 1:
        yield say("scorecards.trend_since", language, day=iso(days[0]))
    elif days and all(card.by == "period" for card in cards):
        yield say("scorecards.trend_before", language)
    else:
        yield from (say("scorecards.trend_since", language, day=iso(day)) for day in days)
    scores = {card.score.weights.id: card.score for card in cards if card.score is not None}
    for score in scores.values():
        yield say("scorecards.score_formula", language, label=score.weights.label[language], formula=score.formula)
    if cards and not scores:
        yield say("scorecards.no_score", language)


def card_name(card: Scorecard) -> str:
    """The id of a card among all cards: its sort and what it is of."""
    return f"{card.by}:{card.id}"


def light_text(light: Light) -> Text:
    """The words of a light, in both languages: of its band or bands, else why it has none."""
    if light.lit == "band":
        return light.bands[0].label
    if light.lit == "between":
        low, high = light.bands
        said = [say("scorecards.lit_between", one, low=low.label[one], high=high.label[one]) for one in ("en", "es")]
        return Text(*said)
    if light.lit == "no_data" and light.bands:
        return light.bands[0].label
    return Text(*(say(f"scorecards.lit_{light.lit}", one) for one in ("en", "es")))


def counts_of(card: Scorecard) -> dict[str, int]:
    """The numbers of a card, by the name of their column."""
    met = Counter(line.met for line in card.lines)
    towards = Counter(line.trend.towards for line in card.lines if line.trend.moved != "not_asked")
    borne = card.borne_out
    return {
        "indicators": len(card.lines), "no_data": sum(line.value.missing is not None for line in card.lines),
        "no_target": met[None], "targets": len(card.lines) - met[None], "reached": met["yes"], "not_reached": met["no"],
        "reach_unknown": met["unknown"], "better": towards["better"], "worse": towards["worse"], "level": towards["level"],
        "trend_unknown": towards["unknown"] + towards[""], "assertions": len(card.verdicts), "borne_out": borne["yes"],
        "partly": borne["partly"], "not_borne_out": borne["no"], "cannot_be_known": borne["cannot_be_known"],
        "contradictions": sum(one.subject not in SILENT for one in card.docket),
        "gaps": sum(one.subject in SILENT for one in card.docket),
    }  # fmt: skip


def _card_row(card: Scorecard) -> dict[str, Cell]:
    lacking = [f"{one.of}:{one.lacks}" for one in card.missing]
    row: dict[str, Cell] = {
        "scorecard": card_name(card), "by": card.by, "of": card.id, "label": card.label.en, "label_es": card.label.es,
        "part_of": card.part_of or None, "source": card.document or None, "day": iso(card.on), "since": iso(card.since),
        **counts_of(card), "lights": ";".join(f"{name}:{count}" for name, count in card.lights.items()) or None,
        "missing": ";".join(lacking) or None,
    }  # fmt: skip
    if card.score is not None:
        row |= {**bounds_of(card.score.value, "score_low", "score_high"), "score_formula": card.score.formula}
    return row


def _card_in_words(card: Scorecard, language: str) -> dict[str, Cell]:
    counts = counts_of(card)
    words = {light.id: light_text(light)[language] for light in (line.light for line in card.lines)}
    moved = ", ".join(
        f"{counts[name]} {say(f'scorecards.towards_{word}', language)}"
        for name, word in (("better", "better"), ("worse", "worse"), ("level", "level"), ("trend_unknown", "unknown"))
        if counts[name]
    )
    borne = ", ".join(f"{count} {say(f'indicators.{word}', language)}" for word, count in card.borne_out.items() if count)
    return {
        "scorecard": card.id, "label": card.label[language], "indicators": counts["indicators"], "targets": counts["targets"],
        "lights": ", ".join(f"{count} {words[name]}" for name, count in card.lights.items()) or None, "trends": moved or None,
        "borne_out": borne or None, "contradictions": counts["contradictions"],
        "score": figure(card.score.value, language) if card.score is not None else None,
    }  # fmt: skip


def _one(value: Value | None) -> Cell:
    return None if value is None or value.missing is not None else plain(value.lo)


def _line_row(card: Scorecard, line: Line, scorer: Scorer) -> dict[str, Cell]:
    record, inputs = scorer.known.record, sorted({ref for one in line.rests for ref in scorer.listed(one)})
    label = light_text(line.light)
    row: dict[str, Cell] = {
        "scorecard": card_name(card), "indicator": line.id, "objective": line.objective or None, "name": line.name.en,
        "name_es": line.name.es, "unit": line.unit,
        "measured_in": (line.measured_in if isinstance(line.measured_in, str) else line.measured_in.en) or None,
        "period": line.period or None, "day": iso(line.on), **bounds_of(line.value, "low", "high"), **open_ends(line.value),
        **reasons_of(line.value, record), "baseline": _one(line.baseline), "target": _one(line.target),
        "target_on": iso(line.target_on) if line.target_on is not None else None,
        **(outer_bounds(line.way, "progress_low", "progress_high") if line.way is not None else {}), "met": line.met,
        "direction": line.direction or None, "direction_by": line.direction_by or None, "edition": line.edition or None,
        "light": line.light.id, "colour": line.light.colour or None, "light_label": label.en, "light_label_es": label.es,
        "scale": line.light.scale.id if line.light.scale is not None else None, "since": iso(line.trend.since),
        **(bounds_of(line.trend.then, "then_low", "then_high") if line.trend.then is not None else {}),
        "moved": line.trend.moved, "towards": line.trend.towards or None, "of_named": "yes" if line.trend.of_named else "no",
        "inputs": ";".join(dict.fromkeys(name for _, name in inputs)) or None,
    }  # fmt: skip
    return row


def unit_text(line: Line, record: Record, language: str) -> str:
    """Of what a line's value is, in words; empty where it only counts."""
    if isinstance(line.measured_in, Text):
        return line.measured_in[language]
    is_share = line.unit in ("percentage", "rate_of_change")
    word = record.vocabulary.units.get(line.measured_in or ("percent" if is_share else ""))
    if word is not None:
        return word.label[language]
    return say(f"scorecards.in_{line.measured_in}", language) if line.measured_in in ("years", "months", "days") else ""


def _line_in_words(card: Scorecard, line: Line, record: Record, language: str) -> dict[str, Cell]:
    why = (line.value.missing,) if line.value.missing is not None else line.value.because
    light, colour = light_text(line.light)[language], line.light.colour
    return {
        "scorecard": card.label[language], "indicator": line.id, "name": line.name[language],
        "value": figure(line.value, language), "unit": unit_text(line, record, language) or None,
        "target": f"{figure(line.target, language)} ({iso(line.target_on)})"
        if line.target is not None and line.target_on is not None
        else None,
        "progress": figure(line.way, language) if line.way is not None else None,
        "light": f"{light} ({say(f'plans.colour_{colour}', language)})" if colour else light,
        "moved": moved_text(line, language), "direction": direction_text(line, language),
        "remark": in_sentences(why, record, language),
    }  # fmt: skip


def moved_text(line: Line, language: str) -> str:
    """The trend of a line in words."""
    trend = line.trend
    said = say(f"scorecards.moved_{trend.moved}", language)
    if trend.moved in ("rose", "fell", "level") and trend.towards in ("better", "worse"):
        said += f", {say(f'scorecards.towards_{trend.towards}', language)}"
    return f"{said} ({say('scorecards.of_named', language)})" if trend.of_named and trend.moved in ("rose", "fell") else said


def direction_text(line: Line, language: str) -> str | None:
    """The direction wanted, and how it is known."""
    if not line.direction:
        return None
    how = f" ({say(f'scorecards.by_{line.direction_by}', language)})" if line.direction_by else ""
    return say(f"scorecards.direction_{line.direction}", language) + how


def _spoken_row(card: Scorecard, found: CriterionFound, spoken: Spoken | None, record: Record) -> dict[str, Cell]:
    one = found.criterion
    row: dict[str, Cell] = {
        "scorecard": card_name(card), "criterion": one.id, "label": one.label.en, "label_es": one.label.es,
        "known": "yes" if spoken is not None and spoken.value.missing is None else "no",
        "needs": one.needs.en, "needs_es": one.needs.es, "reading": "none",
    }  # fmt: skip
    if spoken is not None:
        remarks = reasons_of(spoken.value, record)
        row |= {
            "reading": spoken.reading, **bounds_of(spoken.value, "low", "high"), "unit": spoken.unit, "count": spoken.count,
            "remark": remarks["remark"], "remark_es": remarks["remark_es"],
        }  # fmt: skip
    return row


def _spoken_in_words(card: Scorecard, found: CriterionFound, spoken: Spoken | None, language: str) -> dict[str, Cell]:
    nothing = spoken is None or spoken.value.missing is not None
    return {
        "scorecard": card.label[language], "criterion": found.criterion.label[language],
        "reading": say(f"scorecards.reading_{spoken.reading}", language) if spoken is not None else None,
        "value": spoken_text(spoken, language), "needs": found.criterion.needs[language] if nothing else None,
    }  # fmt: skip


def spoken_text(spoken: Spoken | None, language: str) -> str:
    """What a reading gives, in words: a figure, or that it cannot be known."""
    if spoken is None or spoken.value.missing is not None:
        return say("indicators.cannot_be_known", language)
    return figure(spoken.value, language) + (" %" if spoken.unit == "percentage" else "")
