"""The edition of a record: one digest of everything an answer rests on, so that an answer can be pinned and given again."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields
from typing import Any, Final

from legation.record.record import Record
from legation.terms.edtf import Edtf
from legation.terms.vocabulary import Text

SEMANTICS: Final = "1"
"""Version of what words mean (claims to acts, acts to standings); raised when an answer would change on the same record."""

_PLACE: Final = frozenset({"file", "line"})


def canonical(record: Record) -> bytes:
    """The record as canonical JSON: sorted keys, claims by id, no places of files; the same record gives the same bytes."""
    content = {
        "semantics": SEMANTICS,
        "id": record.id,
        "title": _plain(record.title),
        "about": record.about,
        "owner": record.owner,
        "licence": record.licence,
        "fictional": record.fictional,
        "period": list(record.period),
        "coverage": {kind: _plain(coverage) for kind, coverage in record.coverage.items()},
        "vocabulary": record.vocabulary.raw,
        "actors": [_plain(record.actors[key]) for key in sorted(record.actors)],
        "instruments": [_plain(record.instruments[key]) for key in sorted(record.instruments)],
        "sources": [record.sources[key].csl for key in sorted(record.sources)],
        "claims": [_plain(claim) for claim in sorted(record.claims, key=lambda claim: claim.id)],
        "measures": [_plain(one) for one in sorted(record.measures, key=lambda one: one.id)],
        "evaluation": dict(record.evaluation),
        **({"scenarios": dict(record.scenarios)} if record.scenarios else {}),
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def edition(record: Record) -> str:
    """The edition: SHA-256 of :func:`canonical`, in hexadecimal."""
    return hashlib.sha256(canonical(record)).hexdigest()


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
