"""Scenarios: acts supposed to happen, and acts supposed not to have happened. What is supposed is known at every date."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from legation.record.acts import FOREVER
from legation.record.claims import COLUMNS, Claim, Shelf, claim_of
from legation.record.record import SCENARIOS, Record
from legation.record.sources import Source
from legation.record.table import Row
from legation.terms.edtf import parse
from legation.terms.problems import Problem, errors, nearest, problem
from legation.terms.vocabulary import Text

SUPPOSITION: Final = "supposition"
"""The source of what is supposed."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """What is supposed.

    Args:
        id: its name; title: in both languages.
        supposed: acts supposed to happen; without: ids of acts of the record supposed not to have happened.
    """

    id: str
    title: Text
    supposed: tuple[Claim, ...]
    without: frozenset[str]

    @property
    def acts(self) -> frozenset[str]:
        """Ids of every act that the scenario adds or takes away."""
        return self.without | {claim.act for claim in self.supposed}


def under(record: Record, scenario: Scenario) -> Record:
    """The record with the supposed acts added and the acts supposed away taken out."""
    kept = tuple(claim for claim in record.claims if claim.act not in scenario.without)
    called = {"custom": {"title-short-es": "suposición"}}
    supposition = Source(SUPPOSITION, SUPPOSITION, SUPPOSITION, (), parse("0001"), -FOREVER, "", called)
    return record.with_claims((*kept, *scenario.supposed)).with_sources({**record.sources, SUPPOSITION: supposition})


def no_log(act: str) -> bool:
    """No act: a record beside which there is no log."""
    return False


def scenarios_of(record: Record, in_log: Callable[[str], bool] = no_log) -> tuple[dict[str, Scenario], list[Problem]]:
    """The scenarios that a record itself proposes, by name, and every problem found in them.

    Args:
        in_log: whether a log beside the record holds an act of that id.

    One that names what the record, as it was read, does not hold is left out: by its own documents alone, or at a level that
    does not see the act.
    """
    made: dict[str, Scenario] = {}
    problems: list[Problem] = []
    for name, text in sorted(record.scenarios.items()):
        found, wrong = read_scenario(f"{SCENARIOS}/{name}.toml", text.encode(), record, in_log)
        problems += wrong
        if found is not None:
            made[name] = found
    return made, problems


def read_scenario(
    file: str, data: bytes, record: Record, in_log: Callable[[str], bool] = no_log
) -> tuple[Scenario | None, list[Problem]]:
    """A scenario from its TOML: ``title``, ``without`` (ids of acts) and ``[[acts]]`` with the columns of claims.

    Args:
        in_log: whether a log beside the record holds an act of that id.

    Returns:
        The scenario, or None where an error stops it, and every problem found.
    """
    problems: list[Problem] = []
    try:
        content = tomllib.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        return None, [problem(file, 1, "", "terms.not_toml", severity="error")]
    name = str(content.get("id", file.rpartition("/")[2].removesuffix(".toml")))
    shelf = Shelf(record.vocabulary, record.actors, record.instruments, record.sources)
    entries, left_out = content.get("acts", []), content.get("without", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        problems.append(problem(file, 0, "acts", "records.supposed_acts"))
    if not isinstance(left_out, list) or not all(isinstance(act, str) for act in left_out):
        problems.append(problem(file, 0, "without", "records.supposed_without"))
    supposed = [
        _supposed(file, name, number, entry, shelf, problems)
        for number, entry in enumerate(entries if isinstance(entries, list) else [], start=1)
        if isinstance(entry, dict)
    ]
    without = {str(act) for act in left_out} if isinstance(left_out, list) else set()
    known = {claim.act for claim in record.claims}
    for act in sorted(one for one in without - known if not in_log(one)):
        problems.append(problem(file, 0, "without", "records.unknown_act", value=act, nearest=nearest(act, known) or "—"))
    title = content.get("title", {})
    texts = title if isinstance(title, dict) else {}
    made = Scenario(name, Text(str(texts.get("en", name)), str(texts.get("es", name))), tuple(supposed), frozenset(without))
    return (None if errors(problems) else made), problems


def _supposed(file: str, name: str, number: int, entry: dict[str, Any], shelf: Shelf, problems: list[Problem]) -> Claim:
    cells = dict.fromkeys(COLUMNS, "")
    for column, value in entry.items():
        if column in cells:
            cells[column] = ";".join(map(str, value)) if isinstance(value, list) else str(value)
        else:
            near = nearest(column, COLUMNS) or ", ".join(COLUMNS[:4])
            problems.append(problem(file, number, column, "tables.heading_unknown", heading=column, nearest=near))
    if not cells["date"]:
        problems.append(problem(file, number, "date", "records.supposed_undated"))
    given = {"claim": f"supposed-{number}", "act": f"supposed-{number}", "source": next(iter(shelf.sources), ""), "locator": "—"}
    cells = {**cells, **{column: cells[column] or text for column, text in given.items()}}
    cells["title"] = cells["title"] or cells["title_es"] or f"{name} {number}"
    cells["title_es"] = cells["title_es"] or cells["title"]
    claim = claim_of(Row(file, number, cells), shelf, problems)
    values = {column: getattr(claim, column) for column in Claim.__slots__}
    return Claim(**{**values, "source": SUPPOSITION})
