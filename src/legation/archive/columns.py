"""Keys and rectangles on disk: one plain array a file, mapped into memory, never read whole."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, overload

import numpy as np
import numpy.typing as npt

from legation.standings.compiled import Begun, Compiled, Named
from legation.standings.keys import Keys
from legation.standings.rectangles import SETS, Rectangles

COLUMNS: Final = ("key", "begin", "end", "known_from", "known_to", "verdict")


class StoredNames(Sequence[str]):
    """Names in order, as one run of bytes: only those asked for are decoded."""

    def __init__(self, text: npt.NDArray[np.uint8], offsets: npt.NDArray[np.int64]) -> None:
        self._text, self._offsets = text, offsets

    def __len__(self) -> int:
        return len(self._offsets) - 1

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[str]: ...
    def __getitem__(self, place: int | slice) -> str | Sequence[str]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        first = place % len(self)
        return bytes(self._text[self._offsets[first] : self._offsets[first + 1]]).decode()


def arrays_of(made: Compiled) -> dict[str, npt.NDArray[Any]]:
    """The arrays of a compiled record by file name; the same record gives the same bytes."""
    encoded = [name.encode() for name in made.keys.names]
    offsets = np.zeros(len(encoded) + 1, np.int64)
    np.cumsum([len(one) for one in encoded], out=offsets[1:])
    found: dict[str, npt.NDArray[Any]] = {
        "names.text.npy": np.frombuffer(b"".join(encoded), np.uint8),
        "names.offsets.npy": offsets,
        "keys.kind.npy": made.keys.kind,
        "keys.roles.npy": made.keys.roles,
    }
    layouts = {**made.sets, "standing": made.standing.rows, "standing_of_name": made.standing_of_name.rows}
    for layout, rows in layouts.items():
        found |= {f"{layout}.{column}.npy": array for column, array in zip(COLUMNS, rows.columns(), strict=True)}
    found["standing_of_name.offsets.npy"] = made.of_name.offsets
    found["silent_of_name.offsets.npy"] = made.silent_of_name.offsets
    found["silent_of_name.rows.npy"] = made.silent_rows
    return found


def load(folder: Path, kinds: Sequence[str]) -> Compiled:
    """A compiled record from its folder, mapped into memory.

    Raises:
        OSError, ValueError: a file is missing or is no array.
    """

    def array(name: str) -> npt.NDArray[Any]:
        mapped: npt.NDArray[Any] = np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False)
        return mapped.view(np.ndarray)

    def rows(prefix: str) -> Rectangles:
        return Rectangles.of(array(f"{prefix}.{column}") for column in COLUMNS)

    names = StoredNames(array("names.text"), array("names.offsets"))
    keys = Keys(tuple(kinds), names, array("keys.kind"), array("keys.roles"))
    return Compiled(
        keys, {which: rows(which) for which in SETS}, Begun(rows("standing")), Named(array("standing_of_name.offsets")),
        Begun(rows("standing_of_name")), Named(array("silent_of_name.offsets")), array("silent_of_name.rows"),
    )  # fmt: skip
