"""The common vocabulary as data: kinds of act, of standing, of actor; behaviours; levels; units and qualifiers.

Each word has a label and a definition in English and Spanish and says where its authority can be read.
A record may add words of its own (``terms/*.toml`` in its folder), in the same form.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any, Final

from legation.terms.days import Period
from legation.terms.messages import LANGUAGES
from legation.terms.problems import Problem, nearest, problem
from legation.terms.roles import ROLES as ROLES
from legation.terms.text import Text as Text

COLUMNS_A_KIND_MAY_NEED: Final = (*ROLES, "act", "standing", "value", "unit", "qualifier")
FILES: Final = (
    "acts", "standings", "behaviours", "actors", "instruments", "measures", "offices", "places", "fields",
    "levels", "qualifiers", "authorities", "units", "coverages",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the vocabulary that carries only its label, definition and source."""

    id: str
    label: Text
    definition: Text
    source: str = ""


@dataclass(frozen=True, slots=True)
class KindOfAct(Word):
    """A kind of dated deed, e.g. ``relations_established``.

    Args:
        needs: the columns such a claim must fill.
        once: roles of whose holders together there is one such act at most, e.g. an instrument is adopted once; empty where
            it may happen again.
    """

    field: str = ""
    needs: tuple[str, ...] = ()
    once: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Effect:
    """What acts of one kind do to standings of another.

    Args:
        act: kind of act.
        does: a behaviour of the closed list, e.g. ``open`` or ``close``.
        after: period between the act and its effect (notice is not effect), or None.
        by_clause: whether a clause on leaving of the act's instrument gives that period instead, where the record has one.
        term: fixed length of what the act opens, or None.
        unless: columns that must be empty for the effect to apply.
        lasting: whether only acts that a source says lasted (``a/b``) have it; one merely dated says nothing of how long.
        rule: the rule in words, named in answers; source: where it can be read.
    """

    act: str
    does: str
    after: Period | None = None
    by_clause: bool = False
    term: Period | None = None
    unless: tuple[str, ...] = ()
    lasting: bool = False
    rule: Text | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class KindOfStanding(Word):
    """What acts amount to on a date, e.g. ``relations``.

    Args:
        key: the roles that together identify one standing of the kind.
        mutual: whether ``a:b`` and ``b:a`` are one standing, read both ways.
        slot: roles within which only one standing may hold at a time; a new one ends the old.
        ends_with: roles whose actors' end is also the end of the standing.
        lapses: whether it ends some day by its nature, as offices and terms do: where no end is recorded and the record does not
            know every beginning, it may have ended on any later day.
        displaced_by: kinds of standing that exclude it: where one of the same key begins or is attested, it ends.
        not_before: kinds of act before which the standing cannot have begun.
        effects: which acts open, close, suspend, … it.
    """

    field: str = ""
    key: tuple[str, ...] = ()
    mutual: bool = False
    slot: tuple[str, ...] = ()
    ends_with: tuple[str, ...] = ()
    lapses: bool = False
    displaced_by: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class Behaviour(Word):
    """One of the closed list of things an act can do to a standing; ``works`` says whether this version performs it."""

    works: bool = True


@dataclass(frozen=True, slots=True)
class UnitOfFigures(Word):
    """What a stated figure is counted or measured in; ``counted`` says whether it is a number of things."""

    counted: bool = True


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words that a record may use."""

    acts: Mapping[str, KindOfAct]
    standings: Mapping[str, KindOfStanding]
    behaviours: Mapping[str, Behaviour]
    actors: Mapping[str, Word]
    instruments: Mapping[str, Word]
    measures: Mapping[str, Word]
    offices: Mapping[str, Word]
    places: Mapping[str, Word]
    fields: Mapping[str, Word]
    levels: Mapping[str, Word]
    qualifiers: Mapping[str, Word]
    authorities: Mapping[str, Word]
    units: Mapping[str, UnitOfFigures]
    coverages: Mapping[str, Word]
    raw: Mapping[str, Any] = field(repr=False, compare=False, default_factory=dict)

    def rank_of_level(self, level: str) -> int:
        """0 for public, growing with secrecy."""
        return list(self.levels).index(level)


@cache
def common() -> Vocabulary:
    """The vocabulary shipped with Legation.

    Raises:
        ValueError: the shipped data is wrong (a word lacks a language, an effect names no known act, …).
    """
    tables: dict[str, dict[str, Any]] = {}
    for name in FILES:
        data = (resources.files(__package__) / f"{name}.toml").read_text(encoding="utf-8")
        tables[name] = tomllib.loads(data)
    vocabulary, problems = assemble(tables, {name: f"{name}.toml" for name in FILES})
    if problems:
        raise ValueError("\n".join(one.render() for one in problems))
    return vocabulary


def assemble(tables: Mapping[str, Mapping[str, Any]], files: Mapping[str, str]) -> tuple[Vocabulary, list[Problem]]:
    """A vocabulary from parsed TOML tables, with every problem found in them.

    Args:
        tables: parsed TOML by section of the vocabulary (``acts``, ``standings``, …).
        files: file to name in problems, by section.
    """
    builder = _Builder(files)
    vocabulary = Vocabulary(
        acts=builder.section(tables, "acts", builder.act),
        standings=builder.section(tables, "standings", builder.standing),
        behaviours=builder.section(tables, "behaviours", builder.behaviour),
        actors=builder.section(tables, "actors", builder.word),
        instruments=builder.section(tables, "instruments", builder.word),
        measures=builder.section(tables, "measures", builder.word),
        offices=builder.section(tables, "offices", builder.name),
        places=builder.section(tables, "places", builder.name),
        fields=builder.section(tables, "fields", builder.word),
        levels=builder.section(tables, "levels", builder.word),
        qualifiers=builder.section(tables, "qualifiers", builder.word),
        authorities=builder.section(tables, "authorities", builder.word),
        units=builder.section(tables, "units", builder.unit),
        coverages=builder.section(tables, "coverages", builder.word),
        raw=tables,
    )
    builder.cross_check(vocabulary)
    return vocabulary, builder.problems


class _Builder:
    """Turns TOML tables into words and gathers what is wrong with them."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self.files = files
        self.problems: list[Problem] = []
        self.section_name = ""

    def report(self, key: str, code: str, /, **values: object) -> None:
        file = self.files.get(self.section_name, f"{self.section_name}.toml")
        self.problems.append(problem(file, 0, key, code, severity="error", **values))

    def section(self, tables: Mapping[str, Mapping[str, Any]], name: str, make: Any) -> dict[str, Any]:
        self.section_name = name
        made: dict[str, Any] = {}
        for key, entry in tables.get(name, {}).items():
            if isinstance(entry, dict):
                made[key] = make(key, entry)
            else:
                self.report(key, "terms.not_a_table", key=key)
        return made

    def text(self, key: str, entry: Mapping[str, Any], name: str, *, needed: bool = True) -> Text:
        given = entry.get(name)
        texts = given if isinstance(given, dict) else {}
        for language in LANGUAGES:
            if needed and not (isinstance(texts.get(language), str) and texts[language].strip()):
                self.report(key, "terms.missing_translation", key=key, name=name, language=language)
        return Text(str(texts.get("en", "")), str(texts.get("es", "")))

    def strings(self, key: str, entry: Mapping[str, Any], name: str) -> tuple[str, ...]:
        given = entry.get(name, [])
        if isinstance(given, list) and all(isinstance(one, str) for one in given):
            return tuple(given)
        self.report(key, "terms.not_a_list", key=key, name=name)
        return ()

    def string(self, key: str, entry: Mapping[str, Any], name: str) -> str:
        given = entry.get(name, "")
        if isinstance(given, str):
            return given
        self.report(key, "terms.not_a_text", key=key, name=name)
        return ""

    def word(self, key: str, entry: Mapping[str, Any]) -> Word:
        return Word(key, self.text(key, entry, "label"), self.text(key, entry, "definition"), self.string(key, entry, "source"))

    def name(self, key: str, entry: Mapping[str, Any]) -> Word:
        """A name that explains itself: it needs no definition."""
        definition = self.text(key, entry, "definition", needed="definition" in entry)
        return Word(key, self.text(key, entry, "label"), definition, self.string(key, entry, "source"))

    def behaviour(self, key: str, entry: Mapping[str, Any]) -> Behaviour:
        word = self.word(key, entry)
        return Behaviour(word.id, word.label, word.definition, word.source, bool(entry.get("works", True)))

    def unit(self, key: str, entry: Mapping[str, Any]) -> UnitOfFigures:
        word = self.word(key, entry)
        return UnitOfFigures(word.id, word.label, word.definition, word.source, bool(entry.get("counted", True)))

    def act(self, key: str, entry: Mapping[str, Any]) -> KindOfAct:
        word = self.word(key, entry)
        needs = self.strings(key, entry, "needs")
        for column in needs:
            if column not in COLUMNS_A_KIND_MAY_NEED:
                self.report(key, "terms.unknown_column", key=key, value=column, known=", ".join(COLUMNS_A_KIND_MAY_NEED))
        once = self.strings(key, entry, "once")
        for column in once:
            if column not in ROLES:
                self.report(key, "terms.unknown_column", key=key, value=column, known=", ".join(ROLES))
        return KindOfAct(word.id, word.label, word.definition, word.source, self.string(key, entry, "field"), needs, once)

    def standing(self, key: str, entry: Mapping[str, Any]) -> KindOfStanding:
        word = self.word(key, entry)
        roles = {name: self.strings(key, entry, name) for name in ("key", "slot", "ends_with")}
        for name, columns in roles.items():
            for column in columns:
                if column not in ROLES:
                    self.report(key, "terms.unknown_column", key=key, value=column, known=", ".join(ROLES))
                elif name != "key" and column not in roles["key"]:
                    self.report(key, "terms.role_not_in_key", key=key, name=name, value=column)
        if not roles["key"]:
            self.report(key, "terms.no_key", key=key)
        effects = entry.get("effects", [])
        return KindOfStanding(
            word.id,
            word.label,
            word.definition,
            word.source,
            field=self.string(key, entry, "field"),
            key=roles["key"],
            mutual=bool(entry.get("mutual", False)),
            slot=roles["slot"],
            ends_with=roles["ends_with"],
            lapses=bool(entry.get("lapses", False)),
            displaced_by=self.strings(key, entry, "displaced_by"),
            not_before=self.strings(key, entry, "not_before"),
            effects=tuple(self.effect(key, one) for one in effects if isinstance(one, dict)),
        )

    def effect(self, key: str, entry: Mapping[str, Any]) -> Effect:
        return Effect(
            act=self.string(key, entry, "act"),
            does=self.string(key, entry, "does"),
            after=self.period(key, entry, "after"),
            by_clause=bool(entry.get("by_clause", False)),
            term=self.period(key, entry, "term"),
            unless=self.strings(key, entry, "unless"),
            lasting=bool(entry.get("lasting", False)),
            rule=self.text(key, entry, "rule") if "rule" in entry else None,
            source=self.string(key, entry, "source"),
        )

    def period(self, key: str, entry: Mapping[str, Any], name: str) -> Period | None:
        if name not in entry:
            return None
        try:
            return Period.parse(str(entry[name]))
        except ValueError:
            self.report(key, "terms.not_a_period", key=key, name=name, value=entry[name])
            return None

    def cross_check(self, vocabulary: Vocabulary) -> None:
        self.authorities(vocabulary)
        self.section_name = "acts"
        for act in vocabulary.acts.values():
            self.known(act.id, act.field, vocabulary.fields)
        self.section_name = "standings"
        for standing in vocabulary.standings.values():
            self.known(standing.id, standing.field, vocabulary.fields)
            for other in standing.displaced_by:
                self.known(standing.id, other, vocabulary.standings)
            for kind in standing.not_before:
                self.known(standing.id, kind, vocabulary.acts)
            for effect in standing.effects:
                self.known(standing.id, effect.act, vocabulary.acts)
                self.known(standing.id, effect.does, vocabulary.behaviours)
                behaviour = vocabulary.behaviours.get(effect.does)
                if behaviour is not None and not behaviour.works:
                    self.report(standing.id, "terms.behaviour_not_yet", key=standing.id, value=effect.does)

    def authorities(self, vocabulary: Vocabulary) -> None:
        """Every ``source`` of a word begins with the short form of an authority: ``VCLT 56``, ``practice``."""
        for name in FILES:
            self.section_name = name
            words: Mapping[str, Word] = getattr(vocabulary, name)
            for word in words.values():
                for part in filter(None, word.source.split("; ")):
                    if not any(part == short or part.startswith(f"{short} ") for short in vocabulary.authorities):
                        self.known(word.id, part, vocabulary.authorities)

    def known(self, key: str, value: str, words: Mapping[str, Any]) -> None:
        if value not in words:
            near = nearest(value, words) or ", ".join(sorted(words)[:3])
            self.report(key, "terms.unknown_word", key=key, value=value, nearest=near)
