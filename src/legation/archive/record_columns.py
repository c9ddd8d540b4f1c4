"""A record in columns, as a build keeps it: decoded into the same record that reading its folder gives, without judging it anew.

Claims and figures, actors, instruments and sources stand one column a field; every date, text and list stands once, a date with
the days it means, so that none is read again. Plain JSON, so that opening a build never runs what it holds. Places in files are
left out: two folders that state the same in other rows have one edition and give the same bytes.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields, replace
from typing import Any, Final, cast

from legation.record.actors import Actor
from legation.record.claims import Claim
from legation.record.coverage import Coverage, Known
from legation.record.instruments import Instrument
from legation.record.measures import Observation
from legation.record.record import Record
from legation.record.sections import Section
from legation.record.sources import Source
from legation.terms.edtf import Bound, Edtf, Range
from legation.terms.vocabulary import FILES, Text, Vocabulary, assemble

Json = dict[str, Any]
_PLACES: Final = ("file", "line")


def encoded(record: Record) -> bytes:
    """A record as the bytes of a file of a build."""
    texts = {"evaluation": dict(record.evaluation), "scenarios": dict(record.scenarios)}
    content = {**frame_encoded(record), **texts, **_rows_of_all(record, TABLES)}
    return _written(content)


def decoded(data: bytes) -> Record:
    """The record in the bytes of a file of a build.

    Raises:
        ValueError, KeyError, TypeError: they are not what :func:`encoded` gives.
    """
    with _nothing_collected():
        content: Json = json.loads(data)
        made = _with_rows(frame_decoded(content), content)
        return replace(made, evaluation=content["evaluation"], scenarios=content.get("scenarios", {}))


def frame_encoded(record: Record) -> Json:
    """What a record is apart from its rows: its name, its words and what it claims to know."""
    return {
        "id": record.id, "title": [record.title.en, record.title.es], "about": record.about, "owner": record.owner,
        "licence": record.licence, "fictional": record.fictional, "period": list(record.period), "further": list(record.further),
        "coverage": {kind: [_extent(one.beginnings), _extent(one.endings)] for kind, one in record.coverage.items()},
        "vocabulary": record.vocabulary.raw,
    }  # fmt: skip


def frame_decoded(content: Json) -> Record:
    """A record without rows.

    Raises:
        ValueError, KeyError, TypeError: it is not what :func:`frame_encoded` gives.
    """
    return Record(
        id=content["id"], title=Text(*content["title"]), about=content["about"], owner=content["owner"],
        licence=content["licence"], fictional=content["fictional"], period=(content["period"][0], content["period"][1]),
        coverage={kind: Coverage(Known(*one), Known(*other)) for kind, (one, other) in content["coverage"].items()},
        vocabulary=_vocabulary(content["vocabulary"]), actors={}, instruments={}, sources={}, claims=(), measures=(),
        further=tuple(content["further"]),
    )  # fmt: skip


def rows_encoded(record: Record) -> bytes:
    """The rows of a record, as one line."""
    return _written(_rows_of_all(record, TABLES))


def rows_decoded(data: bytes, frame: Record) -> Record:
    """A record of that frame with those rows.

    Raises:
        ValueError, KeyError, TypeError: they are not what :func:`rows_encoded` gives.
    """
    return _with_rows(frame, json.loads(data))


TABLES: Final[dict[str, type[Any]]] = {
    "actors": Actor, "instruments": Instrument, "sources": Source, "sections": Section, "claims": Claim, "measures": Observation,
}  # fmt: skip


def _rows_of_all(record: Record, tables: Mapping[str, type[Any]]) -> Json:
    kept = _Kept()
    rows: dict[str, Sequence[Any]] = {
        "actors": _by_id(record.actors), "instruments": _by_id(record.instruments), "sources": _by_id(record.sources),
        "sections": record.sections, "claims": sorted(record.claims, key=lambda one: one.id),
        "measures": sorted(record.measures, key=lambda one: one.id),
    }  # fmt: skip
    content: Json = {name: _columns(kind, rows[name], kept) for name, kind in tables.items()}
    content["dates"] = [_date(one) for one in kept.dates]
    content["texts"] = [[one.en, one.es] for one in kept.texts]
    content["lists"] = list(kept.lists)
    return content


def _with_rows(frame: Record, content: Json) -> Record:
    dates = [_dated(one) for one in content["dates"]]
    texts = [Text(en, es) for en, es in content["texts"]]
    lists = [tuple(tuple(one) if isinstance(one, list) else one for one in many) for many in content["lists"]]
    kept = (dates, texts, lists)

    def by_id(name: str, kind: type[Any]) -> dict[str, Any]:
        return {one.id: one for one in _rows(kind, content[name], kept)}

    return replace(
        frame, actors=by_id("actors", Actor), instruments=by_id("instruments", Instrument), sources=by_id("sources", Source),
        claims=tuple(_rows(Claim, content["claims"], kept)), measures=tuple(_rows(Observation, content["measures"], kept)),
        sections=tuple(_rows(Section, content["sections"], kept)),
    )  # fmt: skip


def _written(content: Json) -> bytes:
    return (json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


class _Kept:
    """Dates, texts and lists, each kept once and known by its place."""

    def __init__(self) -> None:
        self.dates: dict[Edtf, int] = {}
        self.texts: dict[Text, int] = {}
        self.lists: dict[tuple[Any, ...], int] = {}

    def placed(self, value: Any) -> Any:
        """A value as a column holds it: a plain one as it is, any other by its place."""
        for kind, held in ((Edtf, self.dates), (Text, self.texts), (tuple, self.lists)):
            if isinstance(value, kind):
                return cast(dict[Any, int], held).setdefault(value, len(held))
        return value


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Without looking for rubbish while many small things are made: none of them is."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _vocabulary(tables: Mapping[str, Mapping[str, Any]]) -> Vocabulary:
    vocabulary, problems = assemble(tables, {name: f"{name}.toml" for name in FILES})
    if problems:
        raise ValueError(problems[0].render())
    return vocabulary


def _by_id(held: Mapping[str, Any]) -> list[Any]:
    return [held[key] for key in sorted(held)]


def _extent(known: Known) -> list[Any]:
    return [known.extent, known.first, known.last]


def _columns(kind: type[Any], rows: Sequence[Any], kept: _Kept) -> Json:
    """Rows of one class as columns, by the names of its fields."""
    return {name: [kept.placed(getattr(row, name)) for row in rows] for name in _fields(kind)}


def _rows(kind: type[Any], columns: Json, kept: tuple[list[Edtf], list[Text], list[tuple[Any, ...]]]) -> Iterable[Any]:
    """The same, back."""
    dates, texts, lists = kept
    wanted = []
    for name, declared in _fields(kind).items():
        column = columns[name]
        if declared.startswith("Edtf"):
            wanted.append([None if place is None else dates[place] for place in column])
        elif declared == "Text":
            wanted.append([texts[place] for place in column])
        elif declared.startswith("tuple"):
            wanted.append([lists[place] for place in column])
        else:
            wanted.append(column)
    return map(kind, *wanted)


def _fields(kind: type[Any]) -> dict[str, str]:
    """The fields of a class that a build keeps, with their types as declared; those of places come last, and have defaults."""
    return {one.name: str(one.type) for one in fields(kind) if one.name not in _PLACES}


def _date(date: Edtf) -> list[Any]:
    ranges = [
        None if one is None else [_bound(one.lo), _bound(one.hi)]
        for one in (date.begin, date.end, date.begin_fringe, date.end_fringe)
    ]
    return [date.text, date.form, date.level, *ranges, date.precision, "".join(sorted(date.qualifiers)), date.seconds]


def _dated(stored: Sequence[Any]) -> Edtf:
    text, form, level, begin, end, begin_fringe, end_fringe, precision, qualifiers, seconds = stored
    first, last, first_fringe, last_fringe = map(_range, (begin, end, begin_fringe, end_fringe))
    whole = (text, form, level, first, last, first_fringe, last_fringe, precision, frozenset(qualifiers), seconds)
    return Edtf(*cast(Any, whole))


def _bound(bound: int | Bound) -> int | str:
    return bound.value if isinstance(bound, Bound) else bound


def _range(stored: Sequence[Any] | None) -> Range | None:
    if stored is None:
        return None
    lo, hi = stored
    return Range(Bound(lo) if isinstance(lo, str) else lo, Bound(hi) if isinstance(hi, str) else hi)
