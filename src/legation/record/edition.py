"""The edition of a record: one digest of everything an answer rests on, so that an answer can be pinned and given again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from typing import Any, Final

from legation.record.record import Record
from legation.record.sources import Source
from legation.terms.edtf import Edtf
from legation.terms.vocabulary import Text

SEMANTICS: Final = "4"
"""Version of what words mean (claims to acts, acts to standings); raised when an answer would change on the same record."""

_WRITER: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_AT_ONCE: Final = 1_000
"""Rows written together."""
_PLACE: Final = frozenset({"file", "line"})


class Written:
    """Rows of a record as they were written last: what is the same object is not written again for the next edition."""

    def __init__(self) -> None:
        self._texts: dict[tuple[str, str], tuple[object, str]] = {}

    def text(self, part: str, key: str, one: object) -> str:
        """The canonical JSON of a row, or of another part of a record."""
        kept = self._texts.get((part, key))
        if kept is not None and kept[0] is one:
            return kept[1]
        text = _text(part, key, one)
        self._texts[part, key] = one, text
        return text


def canonical(record: Record, written: Written | None = None) -> Iterator[bytes]:
    """The record as canonical JSON, part by part: sorted keys, claims by id, no places of files; the same record, the same bytes.

    Args:
        written: what was written of an earlier state of the record; where there is none, nothing is kept.
    """
    text = _text if written is None else written.text
    parts: dict[str, Iterable[str]] = {
        "semantics": [_json(SEMANTICS)],
        "id": [_json(record.id)],
        "title": [_json(_plain(record.title))],
        "about": [_json(record.about)],
        "owner": [_json(record.owner)],
        "licence": [_json(record.licence)],
        "fictional": [_json(record.fictional)],
        "period": [_json(list(record.period))],
        "coverage": [_json({kind: _plain(coverage) for kind, coverage in record.coverage.items()})],
        "vocabulary": [text("vocabulary", "", record.vocabulary.raw)],
        "actors": _listed(text, "actors", record.actors.items()),
        "instruments": _listed(text, "instruments", record.instruments.items()),
        "sources": _listed(text, "sources", record.sources.items()),
        "claims": _listed(text, "claims", ((claim.id, claim) for claim in record.claims)),
        "measures": _listed(text, "measures", ((one.id, one) for one in record.measures)),
        "evaluation": [text("evaluation", "", record.evaluation)],
    }
    if record.scenarios:
        parts["scenarios"] = [_json(dict(record.scenarios))]
    for place, name in enumerate(sorted(parts)):
        yield f'{"," if place else "{"}"{name}":'.encode()
        yield from (one.encode() for one in parts[name])
    yield b"}"


def _listed(text: Callable[[str, str, object], str], part: str, held: Iterable[tuple[str, object]]) -> Iterator[str]:
    rows = dict(held)
    keys = sorted(rows)
    for first in range(0, len(keys), _AT_ONCE):
        batch = ",".join(text(part, key, rows[key]) for key in keys[first : first + _AT_ONCE])
        yield f"{',' if first else '['}{batch}"
    yield "]" if keys else "[]"


def _text(_part: str, _key: str, one: object) -> str:
    return _json(_plain(one.csl if isinstance(one, Source) else one))


def _json(value: Any) -> str:
    return _WRITER.encode(value)


def edition(record: Record, written: Written | None = None) -> str:
    """The edition: SHA-256 of :func:`canonical`, in hexadecimal."""
    made = hashlib.sha256()
    for part in canonical(record, written):
        made.update(part)
    return made.hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, Edtf):
        return value.text
    if isinstance(value, Text):
        return {"en": value.en, "es": value.es}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if hasattr(value, "__dataclass_fields__"):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value) if one.name not in _PLACE}
    return value
