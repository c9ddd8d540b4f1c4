"""What a record's own documents are called: those of its own sources that tell of acts."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from django.conf import settings

from legation.archive.marks import is_built
from legation.archive.shelf import folder_of
from legation.office.opened import opened


def documents_called(language: str) -> tuple[str, ...]:
    """In the order of the record; none where it was built, as a build keeps no list of them."""
    record = opened().record
    return tuple(record.sources[name].called[language] for name in _own(str(settings.LEGATION_RECORD)) if name in record.sources)


@cache
def _own(served: str) -> tuple[str, ...]:
    file = Path(folder_of(served)) / "sources.json"
    if is_built(file.parent) or not file.is_file():
        return ()
    telling = {claim.source for claim in opened().record.claims}
    return tuple(str(one["id"]) for one in json.loads(file.read_text(encoding="utf-8")) if one["id"] in telling)
