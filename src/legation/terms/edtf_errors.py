"""Why a date was refused: inside the parser a ``Fault``, towards the caller an ``EdtfError``.

ValueError
  └─ EdtfError      a text is no date; says what, where and what to write
Exception
  └─ Fault          never leaves the parser; its proposals are not yet checked
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from legation.terms.messages import say

_SHOWN: Final = 60


class Fault(Exception):
    """The strict reading failed at ``column`` (from 1); ``fixes`` may be meant and are not yet known to be dates."""

    def __init__(self, code: str, column: int, fixes: Iterable[str] = (), **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.column = column
        self.fixes = tuple(fixes)
        self.values = values

    def within(self, whole: str, start: int, stop: int) -> Fault:
        """The same fault seen from the longer text of which ``whole[start:stop]`` was read."""
        fixes = (whole[:start] + fix + whole[stop:] for fix in self.fixes)
        values = self.values | {"text": excerpt(whole)} if self.code == "shape" else self.values
        return Fault(self.code, self.column + start, fixes, **values)


class EdtfError(ValueError):
    """A text that is not an EDTF date. ``str()`` is the English message.

    Attributes:
        text: the text as given.
        code: the message's code, such as ``dates.month``.
        values: what the message speaks of, for ``say(code, language, **values)``.
        column: where in the text, counted from 1.
        suggestions: texts that may be meant, likeliest first; each is a date.
    """

    def __init__(self, text: str, code: str, values: dict[str, object], column: int, suggestions: tuple[str, ...] = ()) -> None:
        super().__init__(text, code, values, column, suggestions)
        self.text = text
        self.code = code
        self.values = values
        self.column = column
        self.suggestions = suggestions

    @property
    def suggestion(self) -> str | None:
        """The likeliest date meant, if there is one."""
        return self.suggestions[0] if self.suggestions else None

    def message(self, language: str = "en") -> str:
        """What is wrong, where, and what to write instead."""
        problem = say(self.code, language, **self.values)
        if not self.suggestions:
            return problem
        *others, last = self.suggestions
        options = say("dates.or", language, others=", ".join(others), last=last) if others else last
        return say("dates.write", language, problem=problem, options=options)

    def __str__(self) -> str:
        return self.message()


def excerpt(text: str) -> str:
    """``text`` fit to stand in a message: cut when long, and with invisible characters named by their code point."""
    shown = "".join(char if char.isprintable() else f"<U+{ord(char):04X}>" for char in text[:_SHOWN])
    return shown + "…" if len(text) > _SHOWN else shown
