"""What is wrong with a file, as values gathered to its end: where, what, and what to do next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final, Literal

from legation.terms.messages import say

Severity = Literal["error", "warning"]
LONGEST_SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem of one place in an authored record.

    Args:
        file: path inside the record, e.g. ``acts/trade.csv``.
        line: 1-based line of the file, 0 where the whole file is meant.
        column: heading of the CSV column, key of a TOML or JSON file, or empty.
        code: which message of ``terms/messages`` says it.
        values: what the message needs, already shortened for reading.
    """

    file: str
    line: int
    column: str
    severity: Severity
    code: str
    values: tuple[tuple[str, str], ...] = field(default=())

    def message(self, language: str = "en") -> str:
        """What is wrong and what to do next, in ``language``."""
        return say(self.code, language, **dict(self.values))

    def render(self, language: str = "en") -> str:
        """``file:line:column: message``, as a compiler prints it."""
        place = [self.file]
        if self.line:
            place.append(str(self.line))
        if self.column:
            place.append(self.column)
        word = say(f"problems.{self.severity}", language)
        return f"{':'.join(place)}: {word}: {self.message(language)}"

    @property
    def is_error(self) -> bool:
        return self.severity == "error"


def problem(file: str, line: int, column: str, code: str, /, *, severity: Severity = "error", **values: object) -> Problem:
    """A :class:`Problem` whose values are made short and printable."""
    return Problem(file, line, column, severity, code, tuple((name, shown(value)) for name, value in values.items()))


def shown(value: object) -> str:
    """``value`` as a person can read it in a message: one line, printable, not longer than a line of a terminal."""
    text = "".join(character if character.isprintable() else "�" for character in str(value))
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def nearest(value: str, known: Iterable[str]) -> str | None:
    """The known word closest to ``value``: one nearly alike, one that holds the whole of it, one like it; None where none is."""
    if len(value) > LONGEST_SHOWN:
        return None
    words = sorted(known)
    alike = get_close_matches(value, words, n=1, cutoff=0.8)
    holding = [word for word in words if len(value) > 3 and value in word]
    return next(iter([*alike, *holding, *get_close_matches(value, words, n=1, cutoff=0.6)]), None)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Problems by file and line, each once."""
    return sorted(set(problems), key=lambda one: (one.file, one.line, one.column, one.code, one.values))


def errors(problems: Sequence[Problem]) -> list[Problem]:
    """Only those that stop a record from being read."""
    return [one for one in problems if one.is_error]
