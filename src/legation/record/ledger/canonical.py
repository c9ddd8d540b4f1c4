"""One way of writing an entry as bytes: NFC, sorted keys, no blanks, no floats. The same content gives the same bytes."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from typing import Any

from legation.record.jsonfile import JsonError, read_json
from legation.record.ledger.faults import LedgerError


def canonical(value: Any) -> str:
    """The canonical JSON of texts, whole numbers, truth values, lists and mappings with texts as keys.

    Raises:
        LedgerError: a float, or anything else that has no one way of being written.
    """
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_canonical(text: str) -> Any:
    """The value of a canonical text.

    Raises:
        LedgerError: not JSON.
    """
    try:
        return read_json(text)
    except JsonError as error:
        raise LedgerError("ledger.not_canonical", value=text) from error


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.isascii() else _composed(value)
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, Mapping):
        made = {}
        for key, one in value.items():
            if not isinstance(key, str):
                raise LedgerError("ledger.not_canonical", value=key)
            made[_plain(key)] = _plain(one)
        return made
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    raise LedgerError("ledger.not_canonical", value=value)


def _composed(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as error:  # half of a pair of surrogates
        raise LedgerError("ledger.not_canonical", value=text) from error
    return unicodedata.normalize("NFC", text)
