"""What is wrong with a formula, and at which character."""

from __future__ import annotations

from dataclasses import dataclass

from legation.terms.messages import say
from legation.terms.problems import shown


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a formula.

    Args:
        at: the character where it stands, counted from 0.
        code: which message of ``terms/messages`` says it; values: what the message needs, made short and printable.
        only_here: whether it hangs on what the record holds (an unknown claim), so that the formula may be evaluated.
    """

    at: int
    code: str
    values: tuple[tuple[str, str], ...] = ()
    only_here: bool = False

    def message(self, language: str = "en") -> str:
        """What is wrong and what to write instead."""
        return say(self.code, language, **dict(self.values))


def fault(at: int, code: str, /, *, only_here: bool = False, **values: object) -> Fault:
    """A :class:`Fault` whose values are made short and printable."""
    return Fault(at, code, tuple((name, shown(value)) for name, value in values.items()), only_here)


class FormulaError(ValueError):
    """A formula that cannot be read; ``fault`` says why and where."""

    def __init__(self, found: Fault) -> None:
        super().__init__(found.message())
        self.fault = found
