"""Evaluation data that holds between dates: editions of formulas, scales. Read from TOML, each entry with both languages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from legation.record.acts import FOREVER
from legation.record.dates import unreadable
from legation.terms.edtf import EdtfError, parse
from legation.terms.problems import Problem, problem
from legation.terms.vocabulary import Text


@dataclass(frozen=True, slots=True)
class Dated:
    """Something that holds from a first through a last day, as a source says; ``source`` is empty where it is our own.

    Args:
        first, last: day numbers, both included; ``±FOREVER`` where open.
    """

    id: str
    label: Text
    source: str
    first: int
    last: int

    def holds(self, day: int) -> bool:
        """Whether it holds on a day."""
        return self.first <= day <= self.last


def toml_tables(file: str, text: str, problems: list[Problem]) -> dict[str, dict[str, Any]]:
    """The tables of a TOML file by id; what is not a table, or not TOML, goes to ``problems``."""
    try:
        content = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        where = re.search(r"\(at line (\d+), column \d+\)", str(error))
        problems.append(problem(file, int(where[1]) if where else 0, "", "terms.not_toml"))
        return {}
    for key in [key for key, entry in content.items() if not isinstance(entry, dict)]:
        problems.append(problem(file, 0, key, "evaluation.not_a_table", key=key))
        del content[key]
    return content


def text_of(file: str, key: str, entry: Mapping[str, Any], problems: list[Problem], name: str = "label") -> Text:
    """A text in both languages; a problem for each language that is missing."""
    given = entry.get(name)
    texts = given if isinstance(given, dict) else {}
    for language in ("en", "es"):
        if not isinstance(texts.get(language), str) or not texts[language]:
            problems.append(problem(file, 0, key, "evaluation.no_text", key=f"{name}.{language}"))
    return Text(str(texts.get("en", "")), str(texts.get("es", "")))


def day_of(file: str, key: str, entry: Mapping[str, Any], name: str, problems: list[Problem]) -> int:
    """The first day of ``from`` or the last of ``to``; ``±FOREVER`` where the entry does not say."""
    beyond = -FOREVER if name == "from" else FOREVER
    if name not in entry:
        return beyond
    try:
        date = parse(str(entry[name]))
    except EdtfError as error:
        problems.append(unreadable(file, 0, f"{key}.{name}", error))
        return beyond
    bound = date.first if name == "from" else date.last
    return bound if isinstance(bound, int) else beyond


def overlaps(file: str, entries: Sequence[Dated]) -> list[Problem]:
    """A problem for each two of the entries that hold on one day."""
    return [
        problem(file, 0, later.id, "evaluation.overlap", id=later.id, other=earlier.id)
        for place, later in enumerate(entries)
        for earlier in entries[:place]
        if earlier.first <= later.last and later.first <= earlier.last
    ]


def holding(entries: Iterable[Dated], day: int) -> Dated | None:
    """The entry that holds on a day, of those that do the one that began last."""
    return max((one for one in entries if one.holds(day)), key=lambda one: (one.first, one.id), default=None)
