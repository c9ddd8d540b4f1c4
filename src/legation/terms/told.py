"""What cannot be done, told in people's words, in both languages."""

from __future__ import annotations

from legation.terms.messages import say
from legation.terms.problems import shown


class ToldError(ValueError):
    """Something that cannot be done as asked; ``message(language)`` says why, and what to do instead.

    Args:
        code: which message of ``terms/messages`` says it.
        values: what the message needs, made short and printable.
    """

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = {name: shown(value) for name, value in values.items()}

    def message(self, language: str = "en") -> str:
        """What is wrong and what to do instead."""
        return say(self.code, language, **self.values)

    def __str__(self) -> str:
        return self.message()
