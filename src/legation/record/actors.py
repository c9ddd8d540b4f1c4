"""The actors of a record: States, former States, organisations and organs, with the days between which they existed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from legation.record.dates import date_of
from legation.record.table import LIST_SEPARATOR, Row, read_table
from legation.terms.edtf import Edtf
from legation.terms.problems import Problem, nearest, problem
from legation.terms.text import folded
from legation.terms.vocabulary import Text, Vocabulary

COLUMNS: Final = (
    "id", "kind", "name", "name_es", "aliases", "from", "to", "predecessors",
    "iso3166", "cow", "gw", "source", "note", "note_es",
)  # fmt: skip
CODE_LISTS: Final = ("iso3166", "cow", "gw")
SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone who acts: ``exists_from`` and ``exists_to`` are the first and last day of existence, None where not stated.

    ``codes`` are identifiers of outside lists (ISO 3166, COW, Gleditsch-Ward), dated where they changed
    (``255@1816-01-01/1945-05-08;260@1955-05-05/..``); our ``id`` is never one of them.
    """

    id: str
    kind: str
    name: Text
    aliases: tuple[str, ...]
    exists_from: Edtf | None
    exists_to: Edtf | None
    predecessors: tuple[str, ...]
    codes: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]
    note: Text
    file: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)


def read_actors(file: str, data: bytes, vocabulary: Vocabulary) -> tuple[dict[str, Actor], list[Problem]]:
    """The actors of one CSV file by id, with every problem found."""
    table = read_table(file, data, COLUMNS)
    problems = list(table.problems)
    found: dict[str, Actor] = {}
    for row in table.rows:
        actor = actor_of(row, vocabulary, problems)
        if actor.id in found:
            problems.append(problem(file, row.line, "id", "records.id_twice", id=actor.id, line=found[actor.id].line))
        elif SLUG.fullmatch(actor.id):
            found[actor.id] = actor
        else:
            problems.append(problem(file, row.line, "id", "records.not_a_slug", value=actor.id))
    return found, problems


def unknown_predecessors(actors: Mapping[str, Actor]) -> list[Problem]:
    """A problem for each predecessor that is not itself an actor of the record."""
    return [
        problem(
            actor.file, actor.line, "predecessors", "records.unknown_actor", value=before, nearest=nearest(before, actors) or "—"
        )
        for actor in actors.values()
        for before in actor.predecessors
        if before not in actors
    ]


def actor_of(row: Row, vocabulary: Vocabulary, problems: list[Problem]) -> Actor:
    """The actor in one row; what is wrong with it goes to ``problems``."""
    if row["kind"] not in vocabulary.actors:
        near = nearest(row["kind"], vocabulary.actors) or ", ".join(vocabulary.actors)
        problems.append(problem(row.file, row.line, "kind", "records.unknown_kind", value=row["kind"], nearest=near))
    for column, language in (("name", "en"), ("name_es", "es")):
        if not row[column]:
            problems.append(
                problem(row.file, row.line, column, "records.no_name", id=row["id"], language=language, severity="warning")
            )
    codes = tuple((scheme, row[scheme]) for scheme in CODE_LISTS if row[scheme])
    return Actor(
        id=row["id"],
        kind=row["kind"],
        name=Text(row["name"] or row["name_es"] or row["id"], row["name_es"] or row["name"] or row["id"]),
        aliases=row.listed("aliases"),
        exists_from=date_of(row, "from", problems),
        exists_to=date_of(row, "to", problems, open_end=True),
        predecessors=row.listed("predecessors"),
        codes=codes,
        sources=row.listed("source"),
        note=Text(row["note"], row["note_es"]),
        file=row.file,
        line=row.line,
    )


def find_actor(wanted: str, actors: Iterable[Actor]) -> str | None:
    """The id of the actor that ``wanted`` names by id, ``code``, ``list:code``, name or alias; None where none or several do."""
    everyone = list(actors)
    if any(actor.id == wanted for actor in everyone):
        return wanted
    meant = folded(wanted)
    hits = {actor.id for actor in everyone if meant in _names_and_codes(actor)}
    return hits.pop() if len(hits) == 1 else None


def _names_and_codes(actor: Actor) -> set[str]:
    """Everything an actor may be called: names, aliases, ``list:code`` of each code it had, and its bare ISO code."""
    found = {actor.name.en, actor.name.es, *actor.aliases}
    for scheme, dated in actor.codes:
        for code in dated.split(LIST_SEPARATOR):
            bare = code.partition("@")[0].strip()
            found.add(f"{scheme}:{bare}")
            if scheme == "iso3166":
                found |= {bare, f"iso:{bare}"}
    return {folded(name) for name in found if name}
