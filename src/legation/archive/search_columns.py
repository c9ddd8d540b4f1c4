"""The index of a record as a build keeps it: plain arrays, mapped into memory, of which a search reads only its own words."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from legation.archive.columns import mapped, names_of, stored_names
from legation.publication.search.index import COLUMNS, Index, Postings

PREFIX: Final = "search"
_RUNS: Final = ("ids", "kinds", "fields")
_POSTINGS: Final = ("terms", "names")


def arrays_of(index: Index) -> dict[str, npt.NDArray[Any]]:
    """The arrays of an index by file name; the same record gives the same bytes."""
    found: dict[str, npt.NDArray[Any]] = {}
    for run in _RUNS:
        found |= names_of(f"{PREFIX}.{run}", getattr(index, run))
    for name in COLUMNS:
        found[f"{PREFIX}.{name}.npy"] = index.columns[name]
    for name in _POSTINGS:
        one: Postings = getattr(index, name)
        found |= names_of(f"{PREFIX}.{name}.words", one.words)
        found |= {f"{PREFIX}.{name}.{column}.npy": getattr(one, column) for column in ("places", "things", "weight")}
    return found | {f"{PREFIX}.exact_marks.npy": index.exact_marks, f"{PREFIX}.exact_things.npy": index.exact_things}


def loaded(folder: Path) -> Index:
    """The index of a build.

    Raises:
        BuildNotRead: a file is missing or is no array.
    """
    ids, kinds, fields = (stored_names(folder, f"{PREFIX}.{run}") for run in _RUNS)
    terms, names = (
        Postings(
            stored_names(folder, f"{PREFIX}.{name}.words"),
            *(mapped(folder, f"{PREFIX}.{name}.{column}") for column in ("places", "things", "weight")),
        )
        for name in _POSTINGS
    )
    marks: npt.NDArray[np.uint64] = mapped(folder, f"{PREFIX}.exact_marks")
    return Index(
        ids, tuple(kinds), tuple(fields), {name: mapped(folder, f"{PREFIX}.{name}") for name in COLUMNS}, terms, names, marks,
        mapped(folder, f"{PREFIX}.exact_things"),
    )  # fmt: skip
