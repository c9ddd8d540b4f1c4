"""The TOML files of an evaluation, read the same way: tables with their places, and every problem found."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from legation.evaluation.formula.faults import Fault
from legation.evaluation.places import Places, places_of
from legation.record.record import EVALUATION, Record
from legation.terms.edtf import Edtf, EdtfError, parse
from legation.terms.messages import LANGUAGES
from legation.terms.problems import Problem, nearest, problem
from legation.terms.vocabulary import Text

NAME: Final = re.compile(r"[a-z][a-z0-9_]*(-[a-z0-9_]+)*")


@dataclass(frozen=True)
class Entry:
    """One table of a file: ``[powers-reached]`` and what stands under it."""

    id: str
    content: Mapping[str, Any]
    file: str
    places: Places
    problems: list[Problem]

    def report(self, key: str, code: str, /, *, severity: Any = "error", **values: object) -> None:
        """Note a problem at the line of a key."""
        self.problems.append(problem(self.file, self.places.line(self.id, key), key, code, severity=severity, **values))

    def report_fault(self, key: str, found: Fault) -> None:
        """Note what is wrong with a formula, at its character."""
        line, column = self.places.character(self.id, key, found.at)
        values = found.values
        self.problems.append(Problem(self.file, line, str(column) if column else key, "error", found.code, values))

    def keys(self, known: Collection[str]) -> None:
        """Note every key that no such table has."""
        for key in self.content:
            if key not in known:
                self.report(key, "indicators.unknown_key", value=key, nearest=nearest(key, known) or ", ".join(sorted(known)[:5]))

    def text(self, key: str, *, needed: bool = True) -> Text:
        """A text in both languages."""
        given = self.content.get(key)
        texts = given if isinstance(given, dict) else {}
        for language in LANGUAGES:
            held = texts.get(language)
            if (needed or given is not None) and not (isinstance(held, str) and held.strip()):
                self.report(key, "indicators.no_text", id=self.id, key=key, language=language)
        return Text(str(texts.get("en", "")), str(texts.get("es", "")))

    def string(self, key: str, *, needed: bool = False) -> str:
        """A plain text; empty where there is none."""
        given = self.content.get(key, "")
        if not isinstance(given, str):
            self.report(key, "indicators.not_a_text", key=key)
            return ""
        if needed and not given.strip():
            self.report(key, "indicators.missing", id=self.id, key=key)
        return given

    def strings(self, key: str) -> tuple[str, ...]:
        """A list of texts; one alone may stand without brackets."""
        given = self.content.get(key, [])
        given = [given] if isinstance(given, str) else given
        if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
            self.report(key, "indicators.not_a_list", key=key)
            return ()
        return tuple(given)

    def one_of(self, key: str, words: Collection[str], *, needed: bool = True) -> str:
        """One of a few words; empty where it is missing or another, which is a problem."""
        given = self.string(key, needed=needed)
        if given and given not in words:
            near = nearest(given, words) or ", ".join(words)
            self.report(key, "indicators.unknown_word", value=given, key=key, nearest=near, words=", ".join(words))
            return ""
        return given

    def named(self, key: str, names: Iterable[str], known: Collection[str], what: str) -> tuple[str, ...]:
        """Names that must be among those known."""
        kept = []
        for name in names:
            if name in known:
                kept.append(name)
            else:
                near = nearest(name, known) or ", ".join(sorted(known)[:4]) or "—"
                self.report(key, f"indicators.unknown_{what}", value=name, nearest=near)
        return tuple(kept)

    def date(self, key: str, given: object, *, bounded: bool = True) -> Edtf | None:
        """A date, where ``bounded`` with a first and a last day; None where it is none, which is a problem."""
        try:
            found = parse(str(given))
        except EdtfError as error:
            texts = tuple((language, error.message(language)) for language in LANGUAGES)
            self.problems.append(Problem(self.file, self.places.line(self.id, key), key, "error", "records.date", texts))
            return None
        if bounded and not (isinstance(found.first, int) and isinstance(found.last, int)):
            self.report(key, "records.date_says_nothing", value=given)
            return None
        return found


def entries_of(record: Record, name: str, problems: list[Problem]) -> list[Entry]:
    """The tables of one evaluation file; none where the record has no such file or it cannot be read."""
    text = record.evaluation.get(name)
    return [] if text is None else entries_in(f"{EVALUATION}/{name}", text, problems)


def content_of(file: str, text: str, problems: list[Problem]) -> dict[str, Any]:
    """What a TOML text holds; nothing where it cannot be read, which is a problem at its line."""
    try:
        return _parsed(text)
    except (ValueError, RecursionError) as error:
        where = re.search(r"\(at line (\d+), column \d+\)", str(error))
        problems.append(problem(file, int(where[1]) if where else 0, "", "terms.not_toml"))
        return {}


@lru_cache(maxsize=64)
def _parsed(text: str) -> dict[str, Any]:
    """What a TOML text holds, kept for when it is read again with a record that changed; nobody changes what is given."""
    return tomllib.loads(text)


def entries_in(file: str, text: str, problems: list[Problem]) -> list[Entry]:
    """The tables of a TOML text, each with its places."""
    places = places_of(text)
    found = []
    for key, entry in content_of(file, text, problems).items():
        if not isinstance(entry, dict):
            problems.append(problem(file, places.line("", key), key, "terms.not_a_table", key=key))
        elif not NAME.fullmatch(key):
            problems.append(problem(file, places.line(key), key, "indicators.bad_name", value=key))
        else:
            found.append(Entry(key, entry, file, places, problems))
    return found


def within(entry: Entry, key: str) -> list[Entry]:
    """The tables under a table: ``[treaties.parts.first]``."""
    given = entry.content.get(key, {})
    if not isinstance(given, dict) or not all(isinstance(one, dict) for one in given.values()):
        entry.report(key, "indicators.not_tables", key=key)
        return []
    return [Entry(f"{entry.id}.{key}.{name}", one, entry.file, entry.places, entry.problems) for name, one in given.items()]
