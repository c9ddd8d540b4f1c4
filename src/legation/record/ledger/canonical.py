"""One way of writing an entry as bytes: NFC, sorted keys, no blanks, no floats. The same content gives the same bytes."""

from __future__ import annotations

import json
import unicodedata
from typing import Any, Final

from legation.record.ledger.faults import LedgerError

_WRITTEN: Final = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, check_circular=False
)
_SIMPLE: Final = frozenset({str, int, bool, type(None)})


def _refuse(word: str) -> Any:
    raise ValueError(word)


_READ: Final = json.JSONDecoder(parse_float=_refuse, parse_constant=_refuse)


def canonical(value: Any) -> str:
    """The canonical JSON of texts, whole numbers, truth values, lists and dictionaries with texts as keys.

    Raises:
        LedgerError: a float, or anything else that has no one way of being written.
    """
    _check(value)
    text = _WRITTEN.encode(value)
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError as error:  # half of a pair of surrogates
        raise LedgerError("ledger.not_canonical", value=value) from error
    return text if unicodedata.is_normalized("NFC", text) else _WRITTEN.encode(_composed(value))


def from_canonical(text: str) -> Any:
    """The value of a canonical text.

    Raises:
        LedgerError: not JSON, or with a number that is not whole.
    """
    try:
        return _READ.decode(text)
    except (ValueError, RecursionError) as error:
        raise LedgerError("ledger.not_canonical", value=text) from error


def _check(value: Any) -> None:
    kind = type(value)
    if kind is dict:
        if not set(map(type, value)) <= {str}:
            raise LedgerError("ledger.not_canonical", value=value)
        value = value.values()
    elif kind is not list and kind is not tuple:
        value = (value,)
    if not set(map(type, value)) <= _SIMPLE:
        for one in value:
            if type(one) in (dict, list, tuple):
                _check(one)
            elif type(one) not in _SIMPLE:
                raise LedgerError("ledger.not_canonical", value=one)


def _composed(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, dict):
        return {_composed(key): _composed(one) for key, one in value.items()}
    return [_composed(one) for one in value] if isinstance(value, list | tuple) else value
