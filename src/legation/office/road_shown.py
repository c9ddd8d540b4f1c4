"""The road of a treaty at home, as the page of the treaty shows it: where it stands, by which route and why, and each step."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from legation.office.authorities import in_short
from legation.office.question import Question
from legation.office.words import days_words
from legation.publication.answer_tables import end_notes
from legation.publication.grounds import Ref
from legation.publication.questions import QuestionError, asked
from legation.publication.road_tables import road_table, roads_in_words
from legation.publication.shown import Cell
from legation.record.acts import FOREVER, Days
from legation.standings.participation.written import ClausesNotRead


@dataclass(frozen=True, slots=True)
class StepShown:
    """One step: its name and article, whether it was met, when and by which acts (id and title)."""

    name: str
    article: str
    met: str
    is_met: bool
    is_possible: bool
    when: str
    acts: tuple[tuple[str, str], ...]

    @property
    def is_told(self) -> bool:
        """Whether the record knows anything of it."""
        return self.is_met or self.is_possible or bool(self.acts)


@dataclass(frozen=True, slots=True)
class RoadShown:
    """The road into the treaty and out of it, steps off its route left out; ``notes`` say where it stands and what is awaited.

    Of each way the steps of which the record knows anything, and the names, with their articles, of those of which it is silent.
    """

    law: str
    notes: tuple[str, ...]
    entering: tuple[StepShown, ...]
    leaving: tuple[StepShown, ...]
    entering_silent: tuple[str, ...]
    leaving_silent: tuple[str, ...]


def road_shown(question: Question, instrument: str, title: Callable[[str], str]) -> RoadShown | None:
    """The road of one treaty on the date, with acts by their titles; None where the record knows no law for it."""
    try:
        table = road_table(question.known, instrument, question.on, language=question.language)
    except (QuestionError, ClausesNotRead):
        return None
    words = list(roads_in_words(table, question.language))
    if not words:
        return None
    steps: dict[str, list[StepShown]] = {"entering": [], "leaving": []}
    for row, said in zip(table, words, strict=True):
        if row["applies"] != "no":
            when = days_words(Days(_day(row["date_from"], -FOREVER), _day(row["date_to"], FOREVER)), question.language)
            acts = tuple((act, title(act)) for act in str(row["acts"] or "").split(";") if act)
            article = str(row["article"] or "")
            met = str(said["met"])
            steps[str(row["way"])].append(
                StepShown(str(said["step"]), article, met, row["met"] == "met", row["met"] == "possible", when, acts)
            )
    basis = end_notes(question.known, question.on, question.language)
    notes = tuple(_with_titles(note, table.beneath, title, question.language) for note in table.notes if note not in basis)
    told = {way: tuple(one for one in many if one.is_told) for way, many in steps.items()}
    silent = {
        way: tuple(
            f"{one.name} ({in_short(one.article, question.language)})" if one.article else one.name
            for one in many
            if not one.is_told
        )
        for way, many in steps.items()
    }
    law = str(words[0]["road"] or "")
    return RoadShown(law, notes, told["entering"], told["leaving"], silent["entering"], silent["leaving"])


def _with_titles(note: str, refs: Iterable[Ref], title: Callable[[str], str], language: str) -> str:
    """A note with the acts that it names by id called by their titles."""
    for kind, name in refs:
        note = note.replace(name, _quoted(title(name), language)) if kind == "act" else note
    return note


def _quoted(words: str, language: str) -> str:
    """Words in the quotation marks of a language."""
    return f"«{words}»" if language == "es" else f"“{words}”"


def _day(text: Cell, unknown: int) -> int:
    return unknown if text is None else asked(str(text)).first
