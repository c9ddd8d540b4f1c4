"""The API described for machines: an OpenAPI 3.1 document, made from the table of questions and the definitions of columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from legation import __version__
from legation.office.api.negotiated import FORMS
from legation.office.api.parameters import CURSOR, LONGEST, PLAIN, Parameter
from legation.office.api.problem import STATUS, TYPE
from legation.office.api.served import parameters_of
from legation.office.api.verbs import VERBS, Verb
from legation.office.opened import OpenedRecord
from legation.publication.columns import Column, column_of, forms
from legation.terms.messages import say

BASE: Final = "/api/v1"
_REFUSALS: Final = ("parameter", "not_in_record", "method", "form", "contradiction", "gone", "too_many", "broken")
_OF_DOCUMENT: Final = ("parameter", "method", "broken")
_HEADERS: Final = ("Legation-Edition", "Legation-On", "Legation-Known", "Legation-Sources", "Content-Location", "ETag", "Link")
_TYPES: Final[Mapping[str, dict[str, Any]]] = {
    "text": {"type": "string"}, "list": {"type": "string"}, "edtf": {"type": "string"},
    "day": {"type": "string", "format": "date"}, "integer": {"type": "integer"}, "number": {"type": ["string", "integer"]},
}  # fmt: skip


def document(served: OpenedRecord, language: str) -> dict[str, Any]:
    """The whole document, in one language."""
    record = served.record
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"Legation · {record.title[language]}",
            "summary": say("cli.legation", language),
            "description": say("api.about", language),
            "version": __version__,
            "license": {"name": record.licence},
            "x-edition": served.edition,
        },
        "servers": [{"url": "/"}],
        "externalDocs": {"url": f"/{language}/api/", "description": say("api.page_title", language)},
        "paths": {
            **{f"{BASE}/{verb.path}": {"get": _operation(verb, language)} for verb in VERBS},
            f"{BASE}/record": {"get": _of_document("record", "Record", language)},
            f"{BASE}/openapi.json": {"get": _of_document("openapi", "Document", language)},
            f"{BASE}/": {"get": _of_document("index", "Index", language)},
        },
        "components": {
            "schemas": _schemas(language),
            "responses": {kind: _refusal(kind, language) for kind in STATUS},
            "headers": {
                name: {"description": say(f"api.header_{name.lower().replace('-', '_')}", language), "schema": {"type": "string"}}
                for name in _HEADERS
            },
        },
    }


def _operation(verb: Verb, language: str) -> dict[str, Any]:
    said = say(verb.says, language)
    command = say("api.as_command", language, command=f"legation {verb.command}") if verb.command else ""
    paged = () if verb.whole else (say("api.paged", language),)
    return {
        "operationId": verb.name,
        "summary": said,
        "description": " ".join([said, *filter(None, (command,)), *paged]),
        "parameters": [_parameter(one, language) for one in parameters_of(verb)],
        "responses": {
            "200": {
                "description": said,
                "headers": {name: {"$ref": f"#/components/headers/{name}"} for name in _HEADERS},
                "content": {
                    FORMS["json"]: {"schema": {"$ref": f"#/components/schemas/{schema_of(verb)}"}},
                    FORMS["jsonl"]: {"schema": {"type": "string"}},
                    FORMS["csv"]: {"schema": {"type": "string"}},
                    FORMS["parquet"]: {"schema": {"type": "string", "contentEncoding": "binary"}},
                    FORMS["html"]: {"schema": {"type": "string"}},
                },
            },
            "304": {"description": say("api.not_modified", language)},
            **{str(STATUS[kind]): {"$ref": f"#/components/responses/{kind}"} for kind in _REFUSALS},
        },
    }


def _of_document(name: str, schema: str, language: str) -> dict[str, Any]:
    lang = {"name": "lang", "in": "query", "description": say("api.lang", language), "schema": {"enum": ["en", "es"]}}
    return {
        "operationId": name,
        "summary": say(f"api.{name}", language),
        "parameters": [lang],
        "responses": {
            "200": {
                "description": say(f"api.{name}", language),
                "content": {FORMS["json"]: {"schema": {"$ref": f"#/components/schemas/{schema}"}}},
            },
            "304": {"description": say("api.not_modified", language)},
            **{str(STATUS[kind]): {"$ref": f"#/components/responses/{kind}"} for kind in _OF_DOCUMENT},
        },
    }


def _refusal(kind: str, language: str) -> dict[str, Any]:
    headers = {"method": "Allow", "too_many": "Retry-After"}
    found: dict[str, Any] = {
        "description": say(f"api.means_{kind}", language),
        "content": {TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    if kind in headers:
        found["headers"] = {headers[kind]: {"schema": {"type": "string"}}}
    return found


def _parameter(one: Parameter, language: str) -> dict[str, Any]:
    schema = _schema(one)
    found: dict[str, Any] = {
        "name": one.name,
        "in": "path" if one.in_path else "query",
        "required": one.in_path,
        "description": say(one.says, language),
        "schema": {"type": "array", "items": schema, "minItems": 1, "maxItems": 20} if one.many else schema,
    }
    if one.many:
        found |= {"style": "form", "explode": True}
    if one.example:
        found["example"] = [one.example] if one.many else one.example
    return found


def _schema(one: Parameter) -> dict[str, Any]:
    if one.type == "word":
        return {"type": "string", "enum": list(one.one_of)}
    if one.type == "boolean":
        return {"type": "boolean"}
    if one.type == "integer":
        return {"type": "integer", "minimum": 1, "maximum": one.most}
    schema: dict[str, Any] = {"type": "string", "minLength": 1, "maxLength": LONGEST[one.type]}
    if one.type == "text":
        return {**schema, "pattern": PLAIN}
    if one.type == "cursor":
        return {**schema, "pattern": CURSOR, "format": "cursor"}
    return {**schema, "format": {"date": "edtf", "edition": "edition", "scenario": "toml"}[one.type]}


def schema_of(verb: Verb) -> str:
    """The name of the schema of an answer."""
    return "".join(part.capitalize() for part in (verb.table or "any").split("_")) + "Table"


def _schemas(language: str) -> dict[str, Any]:
    found: dict[str, Any] = {"Problem": _problem(language), "Record": _object("api.record", language)}
    found |= {"Index": _object("api.index", language), "Document": _object("api.openapi", language)}
    for verb in VERBS:
        name = schema_of(verb)
        if name not in found:
            found[name] = _table(verb, language)
    return found


def _object(says: str, language: str) -> dict[str, Any]:
    return {"type": "object", "description": say(says, language)}


def _problem(language: str) -> dict[str, Any]:
    where = {
        "type": "object",
        "properties": {name: {"type": "string"} for name in ("in", "name", "value")},
        "required": ["in"],
    }
    texts = ("type", "title", "detail", "instance", "next", "try")
    return {
        "type": "object",
        "description": say("api.problem", language),
        "properties": {
            **{name: {"type": "string", "description": say(f"api.field_{name}", language)} for name in texts},
            "status": {"type": "integer", "minimum": 400, "maximum": 599},
            "where": {"type": "array", "items": where, "description": say("api.field_where", language)},
        },
        "required": ["type", "title", "status", "detail", "instance", "where", "next"],
        "additionalProperties": False,
    }


def _table(verb: Verb, language: str) -> dict[str, Any]:
    row: dict[str, Any] = {"type": "object"}
    if verb.columns:
        row |= {
            "properties": {name: _cell(column_of(verb.table, name), language) for name in verb.columns},
            "required": list(verb.columns),
            "additionalProperties": False,
        }
    text, whole = {"type": "string"}, {"type": "integer", "minimum": 0}
    nullable = {"type": ["string", "null"]}
    fields = {
        "table": text, "edition": {"type": "string", "pattern": "^[0-9a-f]{64}$"}, "on": nullable, "known": nullable,
        "sources": {"enum": ["all", "documents"]}, "language": {"enum": ["en", "es"]}, "pinned": text, "total": whole,
        "next": nullable, "columns": {"type": "array", "items": text}, "notes": {"type": "array", "items": text},
    }  # fmt: skip
    properties = {name: {**schema, "description": say(f"api.field_{name}", language)} for name, schema in fields.items()}
    properties["rows"] = {"type": "array", "items": row, "description": say("api.field_rows", language)}
    found: dict[str, Any] = {"type": "object", "properties": properties, "required": list(properties)}
    if verb.table in forms():
        form = forms()[verb.table]
        found |= {"title": form.title[language], "description": form.definition[language]}
    if verb.path == "panel":
        properties["definitions"] = {"type": "object", "additionalProperties": text}
    return found


def _cell(column: Column | None, language: str) -> dict[str, Any]:
    """The schema of a cell: its type by its column, empty where the column may be."""
    if column is None:
        return {"type": ["string", "integer", "null"]}
    schema = dict(_TYPES[column.type])
    if not column.needed:
        given = schema["type"]
        schema["type"] = [*_listed(given), "null"]
    if column.type == "list":
        schema["x-separator"] = ";"
    if column.one_of and column.type == "text":
        schema["enum"] = [*column.one_of, *(() if column.needed else (None,))]
    return {**schema, "title": column.title[language], "description": column.definition[language]}


def _listed(types: str | Iterable[str]) -> list[str]:
    return [types] if isinstance(types, str) else list(types)
