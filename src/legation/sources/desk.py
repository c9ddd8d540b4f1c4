"""The desk at which a reader works: it takes in sources, instruments, claims and figures, and every remark on the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from legation.record.actors import find_actor
from legation.record.record import Record
from legation.sources.sheet import Line, Sheet
from legation.terms.edtf import EdtfError, parse
from legation.terms.problems import Problem, nearest, problem

ROW: Final = dict[str, str]


@dataclass(frozen=True, slots=True)
class Join:
    """A person's word that a row of the data set speaks of an act, or an instrument, already in the record."""

    key: str
    act: str
    instrument: str
    why: str
    why_es: str
    line: int


@dataclass
class Desk:
    """Where one reading is gathered.

    Args:
        record: the record that the data set joins (its actors, instruments and acts are what rows may refer to).
        consulted: the day on which the data were obtained, ISO.
        joins: rows that speak of acts already in the record, by key of the row.
    """

    record: Record
    consulted: str
    joins: Mapping[str, Join] = field(default_factory=dict)
    sources: list[dict[str, Any]] = field(default_factory=list)
    actors: list[dict[str, str]] = field(default_factory=list)
    instruments: list[dict[str, str]] = field(default_factory=list)
    claims: list[dict[str, str]] = field(default_factory=list)
    measures: list[dict[str, str]] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)
    _used: set[str] = field(default_factory=set)

    def source(self, id: str, csl: Mapping[str, Any], **more: Any) -> str:
        """Enter a source as CSL-JSON; ``issued`` in ``more`` is EDTF text. Gives its id."""
        entry = {"id": id, **csl, **more}
        if isinstance(entry.get("issued"), str):
            entry["issued"] = {"raw": entry["issued"]}
        entry.setdefault("issued", {"raw": self.consulted})
        entry.setdefault("accessed", {"raw": self.consulted})
        self.sources.append(entry)
        return id

    def actor(self, wanted: str) -> str | None:
        """The record's actor with this id, code or name."""
        return find_actor(wanted, self.record.actors.values()) if wanted else None

    def present(self, id: str, **cells: str) -> str:
        """An actor that must be there: entered among the further ones where the record does not have it. Gives its id."""
        if id not in self.record.actors and all(one["id"] != id for one in self.actors):
            self.actors.append({"id": id, **cells})
        return id

    def act(self, key: str, otherwise: str) -> str:
        """The act of which the row ``key`` speaks: the one a person joined it to, or an act of its own."""
        join = self.joins.get(key)
        if join is None or not join.act:
            return otherwise
        self._used.add(key)
        return join.act

    def joined_instrument(self, key: str) -> str | None:
        """The record's instrument to which a person joined the row ``key``."""
        join = self.joins.get(key)
        if join is None or not join.instrument:
            return None
        self._used.add(key)
        return join.instrument

    def instrument(self, **cells: str) -> str:
        """Enter an instrument that the record does not have yet. Gives its id."""
        if all(one["id"] != cells["id"] for one in self.instruments):
            self.instruments.append(cells)
        return cells["id"]

    def claim(self, **cells: str) -> None:
        """Enter one claim; columns are those of ``acts/*.csv``."""
        self.claims.append(cells)

    def measure(self, **cells: str) -> None:
        """Enter one figure; columns are those of ``measures/*.csv``."""
        self.measures.append(cells)

    def remark(self, sheet: Sheet, line: Line, column: str, code: str, /, **values: object) -> None:
        """Say what is odd about a cell. The claim stands as the data set has it, or is left out where it cannot be one."""
        self.remarks.append(problem(sheet.file, line.number, column, code, severity="warning", **values))

    def date(self, sheet: Sheet, line: Line, column: str) -> str:
        """The date in a cell as EDTF; empty, and remarked on, where it is none."""
        written = line[column]
        if not written:
            return ""
        try:
            return parse(written).text
        except EdtfError:
            self.remark(sheet, line, column, "imports.not_a_date", value=written)
            return ""

    def unused_joins(self) -> Sequence[Problem]:
        """Joins that no row of the data set took up, or that name an act which the record does not have."""
        acts = {claim.act for claim in self.record.claims}
        found = []
        for join in self.joins.values():
            if join.act and join.act not in acts:
                near = nearest(join.act, acts) or "—"
                found.append(problem("joins.csv", join.line, "act", "records.unknown_act", value=join.act, nearest=near))
            if join.instrument and join.instrument not in self.record.instruments:
                near = nearest(join.instrument, self.record.instruments) or "—"
                found.append(
                    problem(
                        "joins.csv", join.line, "instrument", "records.unknown_instrument", value=join.instrument, nearest=near
                    )
                )
            if join.key not in self._used:
                found.append(problem("joins.csv", join.line, "key", "imports.join_unused", value=join.key))
        return found
