"""What a question may be asked with: each parameter with its type; and the reading of an address, which lists all wrongs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from django.http import QueryDict

from legation.office.api.problem import Refused, Wrong
from legation.publication.questions import Asked, QuestionError, asked
from legation.terms.messages import say
from legation.terms.problems import nearest, shown

Type = Literal["text", "date", "word", "integer", "boolean", "edition", "cursor", "scenario"]
Value = str | int | bool | Asked | tuple[str, ...]
LONGEST: Final = {
    "text": 200,
    "date": 60,
    "word": 40,
    "integer": 9,
    "boolean": 5,
    "edition": 64,
    "cursor": 120,
    "scenario": 2_000,
}
"""Characters that a value of each type may have."""

PLAIN: Final = r"^[^\u0000-\u001f\u007f]*[^\s\u0000-\u001f\u007f][^\u0000-\u001f\u007f]*$"
"""Values hold no control characters and are not blank alone; a scenario, which has lines, may hold ends of lines."""

_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")
_CONTROL_BUT_LINES: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_WHOLE: Final = re.compile(r"[1-9][0-9]*")
CURSOR: Final = r"^[A-Za-z0-9_-]{8,120}$"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter.

    Args:
        says: the code of the message that explains it.
        one_of: for a ``word``, what it may be; most: for an ``integer``, the largest; from 1.
        many: whether it may be given more than once; example: one that Peru's record answers.
        in_path: whether it is part of the path, and needed.
    """

    name: str
    type: Type
    says: str
    one_of: tuple[str, ...] = ()
    most: int = 0
    many: bool = False
    example: str = ""
    in_path: bool = False


def read_values(query: QueryDict, path: Mapping[str, str], given: Sequence[Parameter], language: str) -> dict[str, Value]:
    """The values of a request by the names of their parameters; what was not given is not there.

    Raises:
        Refused: unknown parameters, or values that cannot be; all of them are told.
    """
    wrong: list[Wrong] = []
    found: dict[str, Value] = {}
    known = {one.name: one for one in given if not one.in_path}
    for name in query:
        if name not in known:
            near = nearest(name, known) or ", ".join(known) or "—"
            wrong.append(Wrong(say("api.unknown_parameter", language, value=shown(name), nearest=near), "query", shown(name)))
    for one in given:
        texts = [path[one.name]] if one.in_path else query.getlist(one.name)
        if not texts:
            continue
        place = "path" if one.in_path else "query"
        if len(texts) > 1 and not one.many:
            wrong.append(Wrong(say("api.given_twice", language, name=one.name), place, one.name))
            continue
        if len(texts) > _MOST_GIVEN:
            wrong.append(Wrong(say("api.given_often", language, name=one.name, most=_MOST_GIVEN), place, one.name))
            continue
        try:
            read = [_value(one, text) for text in texts]
        except QuestionError as error:
            wrong.append(Wrong(error.message(language), place, one.name, shown(texts[0])))
            continue
        found[one.name] = tuple(map(str, read)) if one.many else read[0]
    if wrong:
        raise Refused("parameter", wrong)
    return found


_MOST_GIVEN: Final = 20
"""So often a parameter that may be repeated may be given."""


def _value(one: Parameter, text: str) -> str | int | bool | Asked:
    """A text as its type has it.

    Raises:
        QuestionError: it cannot be.
    """
    if len(text) > LONGEST[one.type]:
        raise QuestionError("api.too_long", name=one.name, most=LONGEST[one.type], length=len(text))
    if (_CONTROL_BUT_LINES if one.type == "scenario" else _CONTROL).search(text):
        raise QuestionError("api.control", name=one.name)
    if not text.strip():
        raise QuestionError("api.empty", name=one.name)
    return _READ[one.type](one, text)


def _text(one: Parameter, text: str) -> str:
    return text.strip()


def _date(one: Parameter, text: str) -> Asked:
    return asked(text)


def _word(one: Parameter, text: str) -> str:
    if text not in one.one_of:
        raise QuestionError("api.not_one_of", name=one.name, value=text, known=", ".join(one.one_of))
    return text


def _integer(one: Parameter, text: str) -> int:
    if not _WHOLE.fullmatch(text) or int(text) > one.most:
        raise QuestionError("api.not_whole", name=one.name, value=text, most=one.most)
    return int(text)


def _boolean(one: Parameter, text: str) -> bool:
    if text not in ("true", "false"):
        raise QuestionError("api.not_one_of", name=one.name, value=text, known="true, false")
    return text == "true"


def _cursor(one: Parameter, text: str) -> str:
    if not re.fullmatch(CURSOR, text):
        raise QuestionError("api.no_cursor", value=text)
    return text


_READ: Final[Mapping[str, Any]] = {
    "text": _text, "date": _date, "word": _word, "integer": _integer, "boolean": _boolean, "edition": _text, "cursor": _cursor,
    "scenario": _text,
}  # fmt: skip
