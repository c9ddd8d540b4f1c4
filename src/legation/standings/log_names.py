"""Names of a log as parts of ids: those written otherwise that are the same part of an id count as one."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

from legation.record.log import NOBODY, Log
from legation.terms.slug import slug

Places = npt.NDArray[np.int64]
NOWHERE: Final = -2
"""The place of a name that a log has not; that of no name is ``NOBODY``."""
_PLAIN: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class LogNames:
    """The names of a log by the part of an id that each is."""

    def __init__(self, log: Log) -> None:
        self.log = log

    @cached_property
    def _odd(self) -> dict[str, tuple[list[int], int]]:
        """The names that are not parts of ids as they are written, by that part: their places, and the one taken for all."""
        found: dict[str, tuple[list[int], int]] = {}
        for place, name in enumerate(self.log.names):
            if _PLAIN.fullmatch(name) is None:
                part = slug(name)
                plain = self.log.place_of(part)
                found.setdefault(part, ([], place if plain is None else plain))[0].append(place)
        return found

    @cached_property
    def _places(self) -> Places:
        """For each name the place taken for all that are the same part of an id."""
        found = np.arange(len(self.log.names), dtype=np.int64)
        for places, one in self._odd.values():
            found[places] = one
        return found

    def place(self, name: str) -> int:
        """The place of a name, however it is written."""
        part = slug(name)
        place = self._odd[part][1] if part in self._odd else self.log.place_of(part)
        return NOWHERE if place is None else place

    def spellings(self, name: str) -> list[int]:
        """The places of all names that are the same part of an id as a name."""
        part = slug(name)
        plain = self.log.place_of(part)
        return [*self._odd.get(part, ([], 0))[0], *([] if plain is None else [plain])]

    def column(self, role: str, rows: Places) -> Places:
        """The places of the names that some rows hold in a role."""
        held = getattr(self.log, role)[rows].astype(np.int64)
        found: Places = np.where(held == NOBODY, NOBODY, self._places[held]) if len(self._places) else held
        return found
