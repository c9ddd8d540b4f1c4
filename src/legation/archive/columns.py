"""Keys and rectangles on disk: one plain array a file, mapped into memory, never read whole; and what was told anew since."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, overload

import numpy as np
import numpy.typing as npt

from legation.archive.not_read import BuildNotRead
from legation.standings.begun import Blocks
from legation.standings.compiled import LAYOUTS, STANDING, STANDING_OF_NAME, Compiled, Named
from legation.standings.keys import Keys, Spelled
from legation.standings.rectangles import SETS, Rectangles
from legation.standings.tail import Replaced, TailRows

COLUMNS: Final = ("key", "begin", "end", "known_from", "known_to", "verdict")
_BLOCKS: Final = ("parts", "rows", "days")


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


def names_of(prefix: str, names: Sequence[str]) -> dict[str, npt.NDArray[Any]]:
    """The arrays of a run of names by file name."""
    encoded = [name.encode() for name in names]
    offsets = np.zeros(len(encoded) + 1, np.int64)
    np.cumsum([len(one) for one in encoded], out=offsets[1:])
    return {f"{prefix}.text.npy": np.frombuffer(b"".join(encoded), np.uint8), f"{prefix}.offsets.npy": offsets}


def arrays_of(made: Compiled) -> dict[str, npt.NDArray[Any]]:
    """The arrays of a compiled record by file name; the same record gives the same bytes."""
    found = names_of("names", made.keys.names)
    found |= {"keys.kind.npy": made.keys.kind, "keys.roles.npy": made.keys.roles}
    for layout in LAYOUTS:
        columns = zip(COLUMNS, made.layouts[layout].columns(), strict=True)
        found |= {f"{layout}.{column}.npy": array for column, array in columns}
    for layout, blocks in made.blocks.items():
        found |= {f"{layout}.blocks.{column}.npy": getattr(blocks, column) for column in _BLOCKS}
    found["silent_of_name.offsets.npy"] = made.silent_of_name.offsets
    found["silent_of_name.rows.npy"] = made.silent_rows
    return found


def load(folder: Path, kinds: Sequence[str]) -> Compiled:
    """A compiled record from its folder, mapped into memory.

    Raises:
        OSError, ValueError: a file is missing or is no array.
    """

    names = stored_names(folder, "names")
    keys = Keys(tuple(kinds), names, mapped(folder, "keys.kind"), mapped(folder, "keys.roles"))
    return Compiled(
        keys, _Mapped(lambda layout: _rows(folder, layout)),
        {layout: _blocks(folder, layout) for layout in (STANDING, STANDING_OF_NAME)},
        Named(mapped(folder, "silent_of_name.offsets")),
        mapped(folder, "silent_of_name.rows"),
    )  # fmt: skip


class _Mapped(Mapping[str, Rectangles]):
    """The layouts of rectangles, each mapped into memory when it is first asked for."""

    def __init__(self, made: Callable[[str], Rectangles]) -> None:
        self._made = cache(made)

    def __getitem__(self, layout: str) -> Rectangles:
        if layout not in LAYOUTS:
            raise KeyError(layout)
        return self._made(layout)

    def __iter__(self) -> Iterator[str]:
        return iter(LAYOUTS)

    def __len__(self) -> int:
        return len(LAYOUTS)


def tail_of(made: Compiled) -> dict[str, npt.NDArray[Any]]:
    """The arrays of what was told anew since a build, by file name."""
    first = len(made.keys) - made.keys.added
    found = names_of("more.names", made.keys.names.more if isinstance(made.keys.names, Spelled) else ())
    found |= {
        "more.keys.kind.npy": made.keys.kind[first:],
        "more.keys.roles.npy": made.keys.roles[first:],
        "tail.replaced.npy": np.empty(0, np.int64) if made.replaced is None else made.replaced.numbers(),
    }
    for which in SETS:
        rows = made.tail[which].rows() if which in made.tail else Rectangles.none()
        for column, values in zip(COLUMNS, rows.columns(), strict=True):
            found[f"tail.{which}.{column}.npy"] = values
    return found


def with_tail(base: Compiled, folder: Path) -> Compiled:
    """A build with what was told anew of some of its standings, from their folder.

    Raises:
        OSError, ValueError: a file is missing or is no array.
    """
    names = list(stored_names(folder, "more.names"))
    keys = base.keys.with_columns(names, mapped(folder, "more.keys.kind"), mapped(folder, "more.keys.roles"))
    replaced = Replaced.none(len(keys)).with_more(len(keys), mapped(folder, "tail.replaced"))
    return base.with_tail(keys, replaced, {which: TailRows.of(_rows(folder, f"tail.{which}"), keys.roles) for which in SETS})


def mapped(folder: Path, name: str) -> npt.NDArray[Any]:
    """An array of a build, mapped into memory.

    Raises:
        OSError, ValueError: the file is missing or is no array.
    """
    file = f"{name}.npy"
    try:
        found: npt.NDArray[Any] = np.load(folder / file, mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError, EOFError) as error:
        raise BuildNotRead("records.build_damaged", value=folder, file=file) from error
    return found.view(np.ndarray)


def stored_names(folder: Path, prefix: str) -> StoredNames:
    """Names of a build."""
    return StoredNames(mapped(folder, f"{prefix}.text"), mapped(folder, f"{prefix}.offsets"))


def _blocks(folder: Path, layout: str) -> Blocks:
    return Blocks(*(mapped(folder, f"{layout}.blocks.{column}") for column in _BLOCKS))


def _rows(folder: Path, prefix: str) -> Rectangles:
    return Rectangles.of(mapped(folder, f"{prefix}.{column}") for column in COLUMNS)
