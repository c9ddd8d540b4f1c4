"""What stood on a date, by field, kind and answer, as the home page and the page of a kind show it."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from django.utils.translation import gettext as _

from legation.office.question import Question
from legation.office.words import (
    count_words,
    day_words,
    days_words,
    in_part_words,
    is_bounded,
    joined,
    sort_key,
    title_of_standing,
    with_article,
)
from legation.record.acts import Days
from legation.standings.asof import Count, KnownRecord, Spell, Standing
from legation.standings.history import Key
from legation.standings.verdicts import STANDS, Verdict
from legation.terms.messages import say
from legation.terms.vocabulary import KindOfStanding, Word

NOT_YET: Final = frozenset({"before_first", "not_yet_in_being", "before_dated"})
NO_LONGER: Final = frozenset({"ended", "gone"})
SHELVES: Final = ("stands", "in_part", "possible", "in_part_perhaps", "undated", "unknown", "not_yet", "no_longer", "not")
IN_A_LINE: Final = 72
"""So many letters of names stand under a kind that is folded."""
STANDING: Final = frozenset({"yes", "presumed", "possible"})
PARTS: Final = {"in_part": "stood_in_part", "in_part_perhaps": "may_have_stood_in_part"}
"""Shelves of what did not stand throughout the period asked about, and the message that says why it is listed there."""


@dataclass(frozen=True, slots=True)
class Line:
    """One standing in a list: where it leads, what it is called, and a word on its days."""

    id: str
    title: str
    hint: str
    suspended: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Standings of one kind with one answer for one reason."""

    shelf: str
    answer: str
    reason: str
    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class KindOnDate:
    """One kind of standing on the date: its count, and its standings by answer."""

    kind: KindOfStanding
    label: str
    count: Count
    words: str
    groups: tuple[Group, ...]

    def on(self, *shelves: str) -> list[Group]:
        """The groups on some of the shelves."""
        return [group for group in self.groups if group.shelf in shelves]

    @property
    def held(self) -> list[Group]:
        """What stood or may have stood, of a period on some day of it."""
        return self.on("stands", "in_part", "possible", "in_part_perhaps", "undated")

    @property
    def first_possible(self) -> Group | None:
        """The first of the groups of what is only possible, to which the number of them leads; None where there is none."""
        return next((group for group in self.held if group.answer == "possible"), None)

    @property
    def named_first(self) -> str:
        """The first few of what stood or may have stood, by name, as a line under the kind has them."""
        titles = [line.title for group in self.held for line in group.lines]
        room = accumulate(len(title) + 2 for title in titles)
        few = max(sum(taken <= IN_A_LINE for taken in room), 1)
        return ", ".join(titles[:few]) + (" …" if len(titles) > few else "")

    @property
    def unknown_groups(self) -> list[Group]:
        """What is not known on the date."""
        return self.on("unknown")

    @property
    def unknown(self) -> int:
        return sum(len(group.lines) for group in self.unknown_groups)

    @property
    def apart(self) -> list[Group]:
        """What did not stand but the record knows: not yet, or no longer."""
        return self.on("not_yet", "no_longer", "not")

    @property
    def apart_count(self) -> int:
        return sum(len(group.lines) for group in self.apart)

    @property
    def is_silent(self) -> bool:
        """Whether nothing of the kind stood or may have stood."""
        return not self.held


@dataclass(frozen=True, slots=True)
class FieldOnDate:
    """A field with its kinds."""

    field: Word
    label: str
    definition: str
    kinds: tuple[KindOnDate, ...]


def fields_on(question: Question) -> tuple[list[FieldOnDate], list[KindOfStanding]]:
    """What stood by field and kind, and the kinds of which the record, as known, has nothing at all."""
    known, language = question.known, question.language
    answer = known.asof(question.on.first, question.on.last, every=True)
    by_kind: dict[str, list[Standing]] = {}
    for standing in answer.standings:
        by_kind.setdefault(standing.kind, []).append(standing)
    counts = {count.kind: count for count in answer.counts}
    vocabulary = known.record.vocabulary
    fields = []
    for field in vocabulary.fields.values():
        kinds = [kind for kind in vocabulary.standings.values() if kind.field == field.id and by_kind.get(kind.id)]
        if kinds:
            shown = tuple(kind_on(question, kind, by_kind[kind.id], counts[kind.id]) for kind in kinds)
            fields.append(FieldOnDate(field, field.label[language], field.definition[language], shown))
    return fields, [kind for kind in vocabulary.standings.values() if not by_kind.get(kind.id)]


def kind_on(
    question: Question, kind: KindOfStanding, standings: Iterable[Standing], count: Count, apart_from: str = ""
) -> KindOnDate:
    """One kind on the date, its standings grouped by answer and reason; ``apart_from`` is the party that titles leave out."""
    found: dict[tuple[int, str, str], list[Standing]] = {}
    for standing in standings:
        shelf, verdict = shelved(question, standing)
        answer, reason = (shelf, PARTS[shelf]) if shelf in PARTS else (verdict.answer, verdict.reason)
        found.setdefault((SHELVES.index(shelf), answer, reason), []).append(standing)
    groups = []
    for (shelf_number, answer, reason), members in sorted(found.items()):
        shelf = SHELVES[shelf_number]
        lines = [line_of(question, standing, shelf, apart_from) for standing in members]
        lines.sort(key=lambda line: sort_key(line.title))
        of_person = "person" in kind.key
        why = (
            reason_in_part(shelf, question.language, of_person=of_person)
            if shelf in PARTS
            else say(f"answers.{reason}", question.language)
        )
        groups.append(Group(shelf, answer, reason, why, tuple(lines)))
    in_part = sum(len(group.lines) for group in groups if group.shelf == "in_part")
    is_none = count.covered and not count.certain and in_part  # whoever held in part is not *none*
    words = joined(["" if is_none else count_words(count), in_part_words(in_part) if in_part else ""])
    return KindOnDate(kind, kind.label[question.language], count, words, tuple(groups))


def reason_in_part(shelf: str, language: str, *, of_person: bool) -> str:
    """Why a standing is on a shelf of :data:`PARTS`; of a person in a post in words for one."""
    if not of_person:
        return say(f"answers.{PARTS[shelf]}", language)
    if shelf == "in_part":
        return _("held the post at some time in the period, not throughout")
    return _("may have held the post at some time in the period")


def shelved(question: Question, standing: Standing) -> tuple[str, Verdict]:
    """Where a standing is listed, and the verdict that says why; of what did not hold throughout a period, whether in part."""
    if standing.verdict.reason != "part_of_period":
        return shelf_of(standing.verdict), standing.verdict
    verdicts = [spell.verdict for spell in spells_within(question, standing)]
    answers = {one.answer for one in verdicts}
    if answers & STANDS:
        return "in_part", standing.verdict
    if "possible" in answers:
        return "in_part_perhaps", standing.verdict
    never = next(one for one in verdicts if one.answer == "no")  # the other days lie where the record does not reach
    return shelf_of(never), never


def answer_of(question: Question, standing: Standing) -> str:
    """The answer as it is shown: of what held on some days of the period asked about, that it did in part."""
    shelf, verdict = shelved(question, standing)
    return shelf if shelf in PARTS else verdict.answer


def spells_within(question: Question, standing: Standing) -> list[Spell]:
    """The stretches of a standing that reach into the period asked about."""
    key = question.known.find(standing.id)
    assert key is not None
    return [one for one in question.known.spells(key) if one.first <= question.on.last and one.until > question.on.first]


def shelf_of(verdict: Verdict) -> str:
    """The shelf of a verdict: what stood, what may have, what is undated, not yet, no longer …"""
    answer, reason = verdict.answer, verdict.reason
    if answer in ("yes", "presumed"):
        return "stands"
    if answer == "possible":
        return "undated" if reason == "undated" else "possible"
    if answer == "unknown":
        return "unknown"
    if reason in NOT_YET:
        return "not_yet"
    return "no_longer" if reason in NO_LONGER else "not"


def line_of(question: Question, standing: Standing, shelf: str, apart_from: str = "") -> Line:
    """A standing as one line of a list."""
    title = title_of_standing(question.record, standing, question.language, apart_from)
    if shelf in PARTS:
        hint = part_words(question, standing, STANDS if shelf == "in_part" else STANDING)
    else:
        hint = hint_of(question.known, standing, shelf, question.on.first, question.language)
    return Line(standing.id, title, hint, standing.verdict.suspended != "no")


def part_words(question: Question, standing: Standing, held: Set[str]) -> str:
    """From when until when, within the period asked about, a standing had one of some answers; of a person, in all."""
    spells = [one for one in spells_within(question, standing) if one.verdict.answer in held]
    first, last = spells[0].first, spells[-1].until - 1
    if "person" in question.record.vocabulary.standings[standing.kind].key:
        return tenure_words(question, standing, first, held)
    words = []
    if first > question.on.first:
        words.append(_("from %(day)s") % {"day": with_article(day_words(first, question.language, "medium"), question.language)})
    if last < question.on.last:
        words.append(_("until %(day)s") % {"day": with_article(day_words(last, question.language, "medium"), question.language)})
    return " ".join(words)


def tenure_words(question: Question, standing: Standing, day: int, held: Set[str]) -> str:
    """The first and the last day of a person in a post, around a day on which he held it; one alone where no more is told."""
    key, language = question.known.find(standing.id), question.language
    assert key is not None
    first = last = None
    for spell in question.known.spells(key):
        if spell.verdict.answer not in held:
            if last is not None and last >= day:
                break
            first = last = None
            continue
        first, last = spell.first if first is None else first, spell.until - 1
    said = [
        with_article(day_words(one, language, "medium"), language) if one is not None and is_bounded(one) else ""
        for one in (first, last)
    ]
    if all(said):
        return _("from %(first)s until %(last)s") % {"first": said[0], "last": said[1]}
    return (_("from %(day)s") % {"day": said[0]} if said[0] else "") + (_("until %(day)s") % {"day": said[1]} if said[1] else "")


def hint_of(known: KnownRecord, standing: Standing, shelf: str, day: int, language: str) -> str:
    """Since when it stands, from when it was to stand, or until when it stood."""
    key = known.find(standing.id)
    assert key is not None
    if shelf in ("stands", "possible"):
        return days_words(standing.begins, language, "medium")
    if shelf == "not_yet":
        openings = openings_of(known, key)
        return (
            _("from %(day)s") % {"day": with_article(days_words(openings[0], language, "medium"), language)} if openings else ""
        )
    if shelf == "no_longer":
        return last_held(known, key, day, language)
    return ""


def openings_of(known: KnownRecord, key: Key) -> list[Days]:
    """When the acts that open a standing may have happened, earliest first; those without any bound left out."""
    return sorted((days for days in known.bearing(key).openings if is_bounded(days.lo)), key=lambda days: (days.lo, days.hi))


def last_held(known: KnownRecord, key: Key, day: int, language: str) -> str:
    """Until when a standing held or may have held before a day on which it did not."""
    before = [spell for spell in known.spells(key) if spell.until <= day and spell.verdict.answer in STANDING]
    if not before:
        return ""
    last = day_words(before[-1].until - 1, language, "medium")
    if before[-1].verdict.answer == "possible":
        return _("until %(day)s at the latest") % {"day": last}
    return _("until %(day)s") % {"day": with_article(last, language)}
