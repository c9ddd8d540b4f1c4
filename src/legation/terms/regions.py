"""Regions of the world, and the States that the United Nations count to each in their tables (M49); today's, for any date."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from legation.terms.text import Text

AUTHORITY: Final = "https://unstats.un.org/unsd/methodology/m49/"


@dataclass(frozen=True, slots=True)
class Region:
    """A region.

    Args:
        id: our own name; m49: its code; label, names: what it is called; states: the States in it, by ISO 3166-1 alpha-3.
    """

    id: str
    m49: str
    label: Text
    names: tuple[str, ...]
    states: frozenset[str]


@cache
def regions() -> Mapping[str, Region]:
    """Every region by its id."""
    tables = tomllib.loads((resources.files(__package__) / "regions.toml").read_text(encoding="utf-8"))

    def states_of(name: str) -> frozenset[str]:
        table = tables[name]
        return frozenset(table.get("states", ())).union(*(states_of(other) for other in table.get("of", ())))

    return {
        name: Region(
            name, table["m49"], Text(table["label"]["en"], table["label"]["es"]), tuple(table.get("names", ())), states_of(name)
        )
        for name, table in tables.items()
    }
