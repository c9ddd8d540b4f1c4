"""What cannot be done, told in people's words, in both languages."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from typing import Final

from legation.terms.messages import say
from legation.terms.problems import shown
from legation.terms.text import Text

_REASONS: Final = {
    errno.ENOENT: "missing", errno.EEXIST: "exists", errno.EACCES: "denied", errno.EPERM: "denied", errno.EISDIR: "is_folder",
    errno.ENOTDIR: "not_a_folder", errno.ENOTEMPTY: "not_empty", errno.ENOSPC: "full", errno.EROFS: "read_only",
    errno.ENAMETOOLONG: "long_name",
}  # fmt: skip


def os_reason(error: OSError) -> Text:
    """Why the system refuses a file, in both languages."""
    code = _REASONS.get(error.errno or 0)
    if code is None:
        return Text(error.strerror or "?", error.strerror or "?")
    return Text(say(f"reading.os_{code}", "en"), say(f"reading.os_{code}", "es"))


_OF_THE_MACHINE: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT})


def is_of_the_machine(error: OSError) -> bool:
    """Whether who runs the machine mends it: a file of another account, or a disk that is full or only read."""
    return error.errno in _OF_THE_MACHINE


def machine_refuses(error: OSError) -> ToldError:
    """What the machine refuses, and who mends it."""
    code = "full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "denied"
    return ToldError(f"reading.machine_{code}", file=error.filename or "?", reason=os_reason(error))


def said_with(code: str, values: Mapping[str, str | Text], language: str) -> str:
    """A message with its values, a text in both languages in that of the message."""
    return say(code, language, **{name: value[language] if isinstance(value, Text) else value for name, value in values.items()})


class ToldError(ValueError):
    """Something that cannot be done as asked; ``message(language)`` says why, and what to do instead.

    Args:
        code: which message of ``terms/messages`` says it.
        values: what the message needs, made short and printable; a text in both languages is said in that of the message.
    """

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = {name: value if isinstance(value, Text) else shown(value) for name, value in values.items()}

    def message(self, language: str = "en") -> str:
        """What is wrong and what to do instead."""
        return said_with(self.code, self.values, language)

    def __str__(self) -> str:
        return self.message()
