"""Finding many rows of long columns in order: every so-manieth row lies apart, so that few reads of memory tell where each is."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from legation.standings.rectangles import Int32

_STEP: Final = 16


FEW: Final = 16
"""Rows that are found sooner one by one than by reading a whole column once."""


@dataclass(slots=True)
class Samples:
    """Every so-manieth row of columns that never change, by name of the column, made when many are first asked for."""

    made: dict[str, npt.NDArray[Any]] = field(default_factory=dict)

    def spans(self, name: str, column: Int32, wanted: Int32) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Where each of some numbers begins and ends in a column in order."""
        asked = np.stack((wanted, wanted + np.int32(1)))
        sample = self.made.get(name)
        if sample is None and (len(wanted) < FEW or not len(column)):
            first, last = column.searchsorted(asked)
            return first, last
        if sample is None:
            sample = self.made[name] = column[::_STEP].copy()
        start = np.maximum(sample.searchsorted(asked) - 1, 0) * _STEP
        near = start[..., None] + np.arange(_STEP)
        before = column.take(near, mode="clip") < asked[..., None]
        before &= near < len(column)
        first, last = start + np.count_nonzero(before, axis=-1)
        return first, last

    def places(self, ordered: int, kind: npt.NDArray[np.int16], roles: Int32, asked: Int32) -> npt.NDArray[np.int64]:
        """Where each of some standings lies among the first ``ordered``, which are in order of kind and roles; -1 for none.

        Args:
            kind, roles: of :class:`Keys`; asked: for each wanted one its kind and its roles.
        """
        sample = self.made.get("keys")
        if sample is None and (len(asked) < FEW or not ordered):
            return np.array([_place(ordered, kind, roles, one) for one in asked.tolist()], np.int64)
        if sample is None:
            each = slice(0, ordered, _STEP)
            sample = self.made["keys"] = _codes(np.column_stack((kind[each], roles[each])))
        start = np.maximum(sample.searchsorted(_codes(asked), "right") - 1, 0) * _STEP
        near = start[:, None] + np.arange(_STEP)
        written, width = roles.reshape(-1), roles.shape[1]
        same = kind.take(near, mode="clip") == asked[:, :1]
        for role in range(width):
            same &= written.take(near * width + role, mode="clip") == asked[:, role + 1, None]
        same &= near < ordered
        return np.where(same.any(axis=1), start + same.argmax(axis=1), -1)


def _place(ordered: int, kind: npt.NDArray[np.int16], roles: Int32, asked: list[int]) -> int:
    """Where one standing lies; -1 where it does not."""

    def row(place: int) -> list[int]:
        return [int(kind[place]), *roles[place].tolist()]

    place = bisect_left(range(ordered), asked, key=row)
    return place if place < ordered and row(place) == asked else -1


def _codes(rows: npt.NDArray[Any]) -> npt.NDArray[np.bytes_]:
    """Rows of small numbers from -1 on as texts of the same order."""
    written = np.ascontiguousarray(rows + 1, ">u4")
    return written.view(f"S{4 * rows.shape[1]}").reshape(-1)
