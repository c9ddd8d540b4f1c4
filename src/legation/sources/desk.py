"""The desk at which a reader works: it takes in sources, instruments, claims and figures, and every remark on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from legation.record.actors import find_actor
from legation.record.record import Record
from legation.sources.sheet import Line, Sheet
from legation.terms.edtf import EdtfError, parse
from legation.terms.problems import Problem, nearest, problem
from legation.terms.vocabulary import Text

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


@dataclass(frozen=True, slots=True)
class Day:
    """The first and last day of a date, and whether it states one day flatly: no range, no mark of doubt."""

    first: int
    last: int
    is_plain: bool


@lru_cache(maxsize=1 << 15)
def day_of(written: str) -> Day | None:
    """The days of a date that a data set writes; None where it is none, or has no bound on one side."""
    try:
        when = parse(written)
    except EdtfError:
        return None
    if not (isinstance(when.first, int) and isinstance(when.last, int)):
        return None
    return Day(when.first, when.last, when.first == when.last and not when.qualifiers)


@dataclass(frozen=True, slots=True)
class Account:
    """What became of the rows of one table: each is read, declined by name, or reported in a remark, and none is lost.

    Args:
        rows: how many there are; read: those that gave something; reported: those of which only a remark says something.
        declined: how many were passed over, by the code of the reason; lost: numbers of the rows of which nothing is said.
    """

    rows: int
    read: int
    reported: int
    declined: Mapping[str, int]
    lost: tuple[int, ...]


@dataclass
class Desk:
    """Where one reading is gathered.

    Args:
        record: the record that the data set joins (its actors, instruments and acts are what rows may refer to). Where it is
            about one actor, what concerns that actor is read; where it is about no single one, the whole set.
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
    _entered: set[tuple[str, str]] = field(default_factory=set)
    _names: dict[str, Text] = field(default_factory=dict)
    _found: dict[str, str | None] = field(default_factory=dict)
    _read: dict[str, set[int]] = field(default_factory=dict)
    _declined: dict[str, dict[int, str]] = field(default_factory=dict)

    @property
    def whole(self) -> bool:
        """Whether the record is about no single actor, so that every row concerns it."""
        return not self.record.about

    def wants(self, actor: str | None) -> bool:
        """Whether what concerns an actor is read."""
        return self.whole or actor == self.record.about

    def read(self, sheet: Sheet, *lines: Line) -> None:
        """Say that something was made of these rows."""
        self._read.setdefault(sheet.name, set()).update(line.number for line in lines)

    def decline(self, sheet: Sheet, line: Line, code: str) -> None:
        """Say that a row is passed over, and why: a message ``declined.<code>``."""
        self._declined.setdefault(sheet.name, {}).setdefault(line.number, code)

    def account(self, sheet: Sheet) -> Account:
        """What became of every row of a table."""
        read = self._read.get(sheet.name, set())
        declined = {row: code for row, code in self._declined.get(sheet.name, {}).items() if row not in read}
        reported = {one.line for one in self.remarks if one.file == sheet.file} - read - declined.keys()
        lost = tuple(
            line.number
            for line in sheet.lines
            if line.number not in read and line.number not in declined and line.number not in reported
        )
        return Account(len(sheet.lines), len(read), len(reported), dict(sorted(Counter(declined.values()).items())), lost)

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
        if wanted not in self._found:
            self._found[wanted] = find_actor(wanted, self.record.actors.values()) if wanted else None
        return self._found[wanted]

    def present(self, id: str, **cells: str) -> str:
        """An actor that must be there: entered among the further ones where the record does not have it. Gives its id."""
        if id not in self.record.actors and ("actor", id) not in self._entered:
            self._entered.add(("actor", id))
            self._names[id] = Text(cells["name"], cells["name_es"])
            self.actors.append({"id": id, **cells})
        return id

    def has(self, id: str) -> bool:
        """Whether an actor of this id is in the record or was entered at the desk."""
        return id in self.record.actors or id in self._names

    def name_of(self, actor: str) -> Text:
        """The name of an actor of the record, or of one entered at the desk."""
        if actor in self.record.actors:
            return self.record.actors[actor].name
        return self._names[actor]

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
        if ("instrument", cells["id"]) not in self._entered:
            self._entered.add(("instrument", cells["id"]))
            self.instruments.append(cells)
        return cells["id"]

    def claim(self, **cells: str) -> None:
        """Enter one claim; columns are those of ``acts/*.csv``."""
        self.claims.append(cells)

    def difference(self, name: str, kind: str, claims: Sequence[str], place: tuple[str, str]) -> None:
        """Enter that claims cannot all be right, for the docket.

        Args:
            name: the id of the difference; kind: what they differ in, a qualifier of differences; place: source and locator.
        """
        words = self.record.vocabulary.qualifiers[kind]
        source, locator = place
        self.claim(
            claim=name, act=name, kind="difference", value=";".join(claims), qualifier=kind, source=source, locator=locator,
            title=words.label.en, title_es=words.label.es,
        )  # fmt: skip

    def measure(self, **cells: str) -> None:
        """Enter one figure; columns are those of ``measures/*.csv``."""
        self.measures.append(cells)

    def remark(self, sheet: Sheet, line: Line, column: str, code: str, /, **values: object) -> None:
        """Say what is odd about a cell. The claim stands as the data set has it, or is left out where it cannot be one."""
        self.remarks.append(problem(sheet.file, line.number, column, code, severity="warning", **values))

    def text(self, sheet: Sheet, line: Line, column: str) -> str:
        """The text in a cell without characters that no text has, as broken letters leave them; it is remarked on."""
        written = line[column]
        if written.isprintable():
            return written
        self.remark(sheet, line, column, "imports.broken_letters", value=written)
        return "".join(one for one in written if one.isprintable())

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
