"""Every table of a record as one data package: CSV, JSON Lines and Parquet, with a descriptor that says what each column holds.

The descriptor is a Data Package (version 2, https://datapackage.org): type, title and definition of every column in both
languages, the values it may hold, what identifies a row, and which table a column refers to. What to cite stands beside it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from legation.publication.citation import Citation
from legation.publication.columns import SEPARATOR, Column, Form, forms
from legation.publication.evaluation_exports import TABLES as EVALUATED
from legation.publication.evaluation_exports import EvaluationExports
from legation.publication.exports import TABLES, exported
from legation.publication.grounds import Basis, Ground
from legation.publication.questions import Asked
from legation.publication.shown import Cell
from legation.publication.table import Table, rows_of
from legation.record.edition import edition
from legation.record.record import Record
from legation.standings.asof import KnownRecord
from legation.terms.messages import say
from legation.terms.said_days import day_said

DESCRIPTOR: Final = "datapackage.json"
PROFILE: Final = "https://datapackage.org/profiles/2.0/datapackage.json"
SCHEMA_PROFILE: Final = "https://datapackage.org/profiles/2.0/tableschema.json"
FORMS: Final = {
    "csv": "text/csv",
    "jsonl": "application/jsonl",
    "parquet": "application/vnd.apache.parquet",
}
PLAIN_FORMATS: Final = {"jsonl": "json-lines", "parquet": "apache-parquet"}
"""Names under which readers of packages leave a file unopened: Parquet, for which some need more software and which carries its
own types, and JSON Lines without a line."""

LICENCES: Final = {
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}
_TYPES: Final = {"edtf": "string", "text": "string", "day": "date", "integer": "integer", "number": "number", "list": "list"}


def write_package(view: KnownRecord, on: Asked, folder: Path) -> list[Path]:
    """Write the whole package into a folder, made if it is not there; the descriptor comes last. Gives the files written.

    Raises:
        OSError: a file cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, data in package_files(view, on).items():
        (folder / name).write_bytes(data)
        written.append(folder / name)
    return written


def package_files(view: KnownRecord, on: Asked) -> dict[str, bytes]:
    """The files of the package by name, the descriptor last: the same record and dates give the same bytes."""
    evaluation = EvaluationExports(view, on)
    tables = {name: evaluation.table(name) if name in EVALUATED else exported(view, name, on) for name in TABLES}
    tables |= {"parties": _parties(view), "evidence": _evidence(tables["standings"])}
    files: dict[str, bytes] = {}
    resources: list[dict[str, Any]] = []
    for name, table in tables.items():
        for form, data in (
            ("csv", table.to_csv().encode()),
            ("jsonl", table.to_json_lines().encode()),
            ("parquet", table.to_parquet()),
        ):
            files[f"{name}.{form}"] = data
            resources.append(_resource(view.record, forms()[name], table, form, data))
    resources.sort(key=lambda resource: list(FORMS.values()).index(resource["mediatype"]))
    descriptor = {**_described(view, on), "resources": resources}
    citation = Citation(Basis((view,), (on,)), tuple(Ground(name) for name in sorted(view.record.sources)))
    files["citation.bib"], files["citation.csl.json"] = citation.to_bibtex().encode(), citation.to_csl().encode()
    files[DESCRIPTOR] = (json.dumps(descriptor, ensure_ascii=False, indent=1) + "\n").encode()
    return files


def _described(view: KnownRecord, on: Asked) -> dict[str, Any]:
    record = view.record
    own, *_ = Citation(Basis((view,), (on,)), ()).entries
    texts: dict[str, str] = {}
    for language, ending in (("en", ""), ("es", "_es")):
        texts[f"title{ending}"] = say("reading.package_title", language, title=record.title[language])
        texts[f"description{ending}"] = say(
            "reading.package_description", language, known=day_said(view.known, language), on=on.text
        )
    return {
        "$schema": PROFILE,
        "name": f"legation-{record.id}",
        "id": own["id"],
        **texts,
        **({"fictional": True} if record.fictional else {}),
        "version": edition(record),
        "licenses": [_licence(record.licence)],
        "sources": [
            {"title": record.sources[name].title, **_path(record.sources[name].csl), "version": record.sources[name].issued.text}
            for name in sorted(record.sources)
        ],
    }


def _licence(name: str) -> dict[str, str]:
    return {"name": name, **({"path": LICENCES[name]} if name in LICENCES else {})}


def _path(csl: Mapping[str, Any]) -> dict[str, str]:
    address = csl.get("URL")
    return {"path": address} if isinstance(address, str) and address.startswith(("https://", "http://")) else {}


def _resource(record: Record, form: Form, table: Table, kind: str, data: bytes) -> dict[str, Any]:
    tabular = kind == "csv" or (kind == "jsonl" and len(table) > 0)
    described: dict[str, Any] = {
        "name": form.name if kind == "csv" else f"{form.name}-{kind}",
        "path": f"{form.name}.{kind}",
        "title": form.title.en, "title_es": form.title.es,
        "description": form.definition.en, "description_es": form.definition.es,
        "format": kind if tabular else PLAIN_FORMATS[kind], "mediatype": FORMS[kind], "encoding": "utf-8",
        "bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
    }  # fmt: skip
    if kind == "parquet":
        del described["encoding"]
    if tabular:
        described |= {"type": "table", "schema": _schema(record, form, table)}
    return described


def _schema(record: Record, form: Form, table: Table) -> dict[str, Any]:
    columns = [form.columns[name] for name in table.columns]
    schema: dict[str, Any] = {
        "$schema": SCHEMA_PROFILE,
        "fields": [_field(record, form, column) for column in columns],
        "missingValues": [""],
    }
    if form.key:
        schema["primaryKey"] = list(form.key)
    keys = [_foreign_key(form, column) for column in columns if _refers(form, column)]
    if keys:
        schema["foreignKeys"] = keys
    return schema


def _field(record: Record, form: Form, column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.needed else {}
    if form.key == (column.name,):
        constraints["unique"] = True
    if column.one_of:
        constraints["enum"] = list(column.one_of)
    elif column.words and column.type != "list":
        constraints["enum"] = list(getattr(record.vocabulary, column.words))
    field: dict[str, Any] = {
        "name": column.name, "type": _TYPES[column.type],
        "title": column.title.en, "title_es": column.title.es,
        "description": column.definition.en, "description_es": column.definition.es,
    }  # fmt: skip
    if column.type == "list":
        field |= {"delimiter": SEPARATOR, "itemType": "string"}
    return {**field, **({"constraints": constraints} if constraints else {})}


def _refers(form: Form, column: Column) -> bool:
    """Whether a column names the key of another table; a column of several ids is resolved by a table of its own."""
    return bool(column.refers) and column.type != "list"


def _foreign_key(form: Form, column: Column) -> dict[str, Any]:
    (key,) = forms()[column.refers].key
    other = "" if column.refers == form.name else column.refers
    return {"fields": [column.name], "reference": {"resource": other, "fields": [key]}}


def _parties(view: KnownRecord) -> Table:
    rows: list[dict[str, Cell]] = [
        {"claim": claim.id, "role": role, "actor": actor}
        for act in view.acts.values()
        for claim in act.claims
        for role in ("subject", "object")
        for actor in dict.fromkeys(claim.role(role))
    ]
    rows.sort(key=lambda row: tuple(map(str, row.values())))
    columns = ("claim", "role", "actor")
    return Table("parties", columns, rows_of(columns, rows))


def _evidence(standings: Table) -> Table:
    columns = ("standing", "act")
    return Table("evidence", columns, tuple(_pairs(standings)))


def _pairs(standings: Table) -> Iterator[tuple[Cell, ...]]:
    for row in standings:
        for act in filter(None, str(row["acts"] or "").split(SEPARATOR)):
            yield row["standing"], act
