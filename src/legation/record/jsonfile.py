"""The one reader for JSON of an authored record: strict, and limited in depth and size."""

from __future__ import annotations

import json
import re
from typing import Any, Final

DEEPEST: Final = 64
LONGEST_INTEGER: Final = 30
_STRING: Final = re.compile(r'"(?:[^"\\\n]|\\.)*"')


class JsonError(ValueError):
    """A JSON text that is refused; ``line`` says where, ``reason`` why (a message code)."""

    def __init__(self, reason: str, line: int, **values: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.values = values


def read_json(text: str) -> Any:
    """The value of a JSON text.

    Raises:
        JsonError: not JSON, nested deeper than 64, a key twice, NaN or Infinity, an integer over 30 digits.
    """
    depth = 0
    for character in _STRING.sub("", text):
        depth += (character in "[{") - (character in "]}")
        if depth > DEEPEST:
            raise JsonError("json.too_deep", 0, deepest=DEEPEST)
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_refuse_constant, parse_int=_integer)
    except json.JSONDecodeError as error:
        raise JsonError("json.not_json", error.lineno, column=error.colno) from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, value in pairs:
        if key in made:
            raise JsonError("json.key_twice", 0, key=key)
        made[key] = value
    return made


def _refuse_constant(word: str) -> Any:
    raise JsonError("json.not_a_number", 0, word=word)


def _integer(digits: str) -> int:
    if len(digits) > LONGEST_INTEGER:
        raise JsonError("json.integer_too_long", 0, longest=LONGEST_INTEGER)
    return int(digits)
