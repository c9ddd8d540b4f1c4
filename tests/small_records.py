"""Small records made in memory, for tests: rows as an officer would type them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache

from legation.record.actors import COLUMNS as ACTOR_COLUMNS
from legation.record.actors import Actor, read_actors
from legation.record.claims import COLUMNS, Claim, Shelf, claim_of
from legation.record.coverage import Coverage, Known
from legation.record.instruments import Instrument
from legation.record.record import Record
from legation.record.sources import Source, read_sources
from legation.record.table import Row
from legation.terms.edtf import parse
from legation.terms.problems import Problem
from legation.terms.vocabulary import Text, Vocabulary, common

ACTORS = "peru,chile,spain,bolivia,ecuador,org-a,org-b,org-c,old-state"
PERIOD = ("1800", "2100")


def day(text: str) -> int:
    """The day number of an exact date."""
    first = parse(text).first
    assert isinstance(first, int)
    return first


def small_record(
    rows: list[dict[str, str]],
    *,
    sources: dict[str, str] | None = None,
    versions: dict[str, str] | None = None,
    lives: dict[str, tuple[str, str]] | None = None,
    coverage: dict[str, Coverage] | None = None,
    vocabulary: Vocabulary | None = None,
    others: tuple[str, ...] = (),
    evaluation: dict[str, str] | None = None,
) -> Record:
    """A record of a few claims.

    Args:
        rows: cells by column; ``claim``, ``source`` and ``locator`` are filled in where missing.
        sources: date of issue by source id; versions: ``version_of`` by source id.
        lives: first and last day by actor id.
        others: ids of further actors; evaluation: texts of evaluation files by name.
    """
    words = vocabulary or common()
    found_sources = dict(_sources(tuple((sources or {"book": "2021-02"}).items()), tuple((versions or {}).items())))
    actors = dict(_actors(tuple((lives or {}).items()), others))
    instruments = {
        name: Instrument(name, "treaty", Text(name, name), (), "", (), Text("", ""), (), 1)
        for row in rows
        for name in row.get("instrument", "").split(";")
        if name
    }
    shelf = Shelf(words, actors, instruments, found_sources)
    claims = _claims(rows, shelf, next(iter(found_sources)))
    first, last = parse(PERIOD[0]).first, parse(PERIOD[1]).last
    assert isinstance(first, int) and isinstance(last, int)
    usual = Coverage(Known("selective", first, last), Known("none", first, last))
    return Record(
        id="small", title=Text("Small", "Pequeño"), about="peru", owner="folder", licence="CC0-1.0", fictional=True,
        period=(first, last), coverage={kind: (coverage or {}).get(kind, usual) for kind in words.standings},
        vocabulary=words, actors=actors, instruments=instruments, sources=found_sources, claims=claims, measures=(),
        evaluation=evaluation or {},
    )  # fmt: skip


@lru_cache(maxsize=1_000)
def _sources(issued: tuple[tuple[str, str], ...], versions: tuple[tuple[str, str], ...]) -> Mapping[str, Source]:
    entries = [
        {"id": name, "type": "book", "title": name, "issued": {"raw": when}, "version_of": dict(versions).get(name, "")}
        for name, when in issued
    ]
    found, problems = read_sources("sources.json", json.dumps(entries).encode())
    assert not problems, [one.render() for one in problems]
    return found


@lru_cache(maxsize=1_000)
def _actors(lives: tuple[tuple[str, tuple[str, str]], ...], others: tuple[str, ...]) -> Mapping[str, Actor]:
    lines = [",".join(ACTOR_COLUMNS)]
    for name in (*ACTORS.split(","), *others):
        begins, ends = dict(lives).get(name, ("", ""))
        cells = {
            "id": name,
            "kind": "state",
            "name": name.title(),
            "name_es": name.title(),
            "from": begins,
            "to": ends,
            "source": "book",
        }
        lines.append(",".join(cells.get(column, "") for column in ACTOR_COLUMNS))
    actors, problems = read_actors("actors.csv", "\n".join(lines).encode(), common())
    assert not problems, [one.render() for one in problems]
    return actors


def _claims(rows: list[dict[str, str]], shelf: Shelf, usual_source: str) -> tuple[Claim, ...]:
    problems: list[Problem] = []
    claims = []
    for number, given in enumerate(rows, start=1):
        cells = dict.fromkeys(COLUMNS, "")
        cells.update({"claim": f"c-{number}", "source": usual_source, "locator": "p. 1", "title": "t", "title_es": "t"})
        cells.update(given)
        if "act" not in given:
            cells["act"] = f"a-{number}"
        claims.append(claim_of(Row("acts/test.csv", number + 1, cells), shelf, problems))
    assert not [one for one in problems if one.is_error], [one.render() for one in problems]
    return tuple(claims)
