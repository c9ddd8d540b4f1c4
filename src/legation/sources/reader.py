"""What a reader of an outside data set declares: its tables, what becomes of each field, and how to cite it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any, Final

from legation.sources.desk import Desk
from legation.sources.sheet import Sheet
from legation.terms.problems import Problem, nearest, problem
from legation.terms.vocabulary import Text

Reading = Callable[[Mapping[str, Sheet], Desk], None]


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one table: those read, those declined, each with what becomes of it or why not, in both languages."""

    read: Mapping[str, Text]
    declined: Mapping[str, Text]


@dataclass(frozen=True, slots=True)
class Reader:
    """One publisher's reader.

    Args:
        id: its name on the command line.
        title: what it reads; licence: under which terms the data may be passed on; prefix: how its claim ids begin.
        tables: fields by table, named as the publisher's file without its ending.
        csl: how to cite the data set, as CSL-JSON without id and date.
        of_one_actor: whether it can only read what concerns one actor, and so not into a record of many.
        reads: turns the tables into claims and figures.
    """

    id: str
    title: Text
    licence: str
    prefix: str
    tables: Mapping[str, Fields]
    csl: Mapping[str, Any]
    of_one_actor: bool
    reads: Reading

    def problems(self, sheets: Mapping[str, Sheet]) -> list[Problem]:
        """Tables that are missing, and fields that are missing or that the reader does not know."""
        found = []
        for name, fields in self.tables.items():
            sheet = sheets.get(name)
            if sheet is None:
                found.append(problem(name, 0, "", "imports.table_missing", tables=", ".join(self.tables)))
                continue
            known = {**fields.read, **fields.declined}
            for column in sheet.columns:
                if column not in known:
                    near = nearest(column, known) or "—"
                    found.append(problem(sheet.file, 0, column, "imports.field_unknown", value=column, nearest=near))
            for column in known:
                if column not in sheet.columns:
                    found.append(problem(sheet.file, 0, column, "imports.field_missing", value=column))
        for name in sheets.keys() - self.tables.keys():
            found.append(problem(sheets[name].file, 0, "", "imports.table_unknown", tables=", ".join(self.tables)))
        return found


FIELDS: Final = ("read", "declined")


def declared(module: str, reads: Reading) -> Reader:
    """The reader whose declaration stands in ``<module>.toml`` beside its code."""
    name = module.rpartition(".")[2]
    data: dict[str, Any] = tomllib.loads((resources.files(__package__) / f"{name}.toml").read_text(encoding="utf-8"))
    tables = {
        table: Fields(*({column: Text(**text) for column, text in entry.get(part, {}).items()} for part in FIELDS))
        for table, entry in data["tables"].items()
    }
    return Reader(
        name.replace("_", "-"), Text(**data["title"]), data["licence"], data["prefix"], tables, data["source"],
        data.get("of_one_actor", False), reads,
    )  # fmt: skip


def by_id(readers: Sequence[Reader]) -> dict[str, Reader]:
    """Readers by their names."""
    return {reader.id: reader for reader in readers}
