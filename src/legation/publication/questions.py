"""Questions as people write them: dates in EDTF, actors by id, code or name; what cannot be understood is said plainly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from legation.record.actors import find_actor
from legation.record.record import Record
from legation.standings.asof import KnownRecord
from legation.standings.history import Key
from legation.terms.days import iso
from legation.terms.edtf import EdtfError, parse
from legation.terms.problems import nearest
from legation.terms.told import ToldError
from legation.terms.vocabulary import Word


class QuestionError(ToldError):
    """A question that cannot be answered as asked."""

    def __init__(self, code: str, texts: dict[str, str] | None = None, **values: object) -> None:
        super().__init__(code, **values)
        self._texts = texts

    def message(self, language: str = "en") -> str:
        """What is wrong and what to write instead."""
        return self._texts[language] if self._texts else super().message(language)


@dataclass(frozen=True, slots=True)
class Asked:
    """A date asked about: its first and last day (day numbers, both included)."""

    text: str
    first: int
    last: int

    @property
    def is_day(self) -> bool:
        return self.first == self.last


def asked(text: str) -> Asked:
    """The day or period that a date in EDTF asks about.

    Raises:
        QuestionError: not a date, or one without a first and a last day.
    """
    try:
        date = parse(text.strip())
    except EdtfError as error:
        raise QuestionError("questions.date", {language: error.message(language) for language in ("en", "es")}) from error
    if not isinstance(date.first, int) or not isinstance(date.last, int):
        raise QuestionError("questions.open_date", value=text)
    if not -(10**8) < date.first <= date.last < 10**8:
        raise QuestionError("questions.open_date", value=text)
    return Asked(date.text, date.first, date.last)


def default_on(record: Record) -> Asked:
    """Where no date is asked: the last day of the record's coverage."""
    return Asked(iso(record.period[1]), record.period[1], record.period[1])


def actor_named(record: Record, wanted: str) -> str:
    """The id of the actor that ``wanted`` names.

    Raises:
        QuestionError: no actor, or several, answer to the name.
    """
    found = find_actor(wanted.strip(), record.actors.values())
    if found is None:
        names = {
            *record.actors,
            *(actor.name.en for actor in record.actors.values()),
            *(actor.name.es for actor in record.actors.values()),
        }
        raise QuestionError("questions.actor", value=wanted, nearest=nearest(wanted.strip(), names) or "—")
    return found


def kind_named(record: Record, wanted: str) -> str:
    """The kind of standing that ``wanted`` names by its id or label.

    Raises:
        QuestionError: there is no such kind.
    """
    return _word_named(record.vocabulary.standings, wanted)


def act_kind_named(record: Record, wanted: str) -> str:
    """The kind of act that ``wanted`` names by its id or label.

    Raises:
        QuestionError: there is no such kind.
    """
    return _word_named(record.vocabulary.acts, wanted)


def _word_named(words: Mapping[str, Word], wanted: str) -> str:
    for word in words.values():
        if wanted.casefold() in (word.id, word.label.en.casefold(), word.label.es.casefold()):
            return word.id
    raise QuestionError("questions.kind", value=wanted, nearest=nearest(wanted, words) or ", ".join(list(words)[:4]))


def standing_named(known: KnownRecord, wanted: str) -> Key:
    """The key of the standing that ``wanted`` names, e.g. ``relations:peru:chile`` or ``relations:PER:CHL``.

    Raises:
        QuestionError: the record, as known on the date, has no such standing.
    """
    kind, *roles = wanted.strip().split(":")
    if (key := known.find(wanted.strip())) is not None:
        return key
    actors = known.record.actors.values()
    resolved = ":".join([kind, *(find_actor(role, actors) or role for role in roles)])
    if (key := known.find(resolved)) is not None:
        return key
    if kind not in known.record.vocabulary.standings:
        kind_named(known.record, kind)
    candidates = [one.id for one in known.keys if one.kind == kind]
    raise QuestionError(
        "questions.standing", value=wanted, nearest=nearest(resolved, candidates) or (candidates[0] if candidates else "—")
    )
