"""Guidelines: standing lines of foreign policy, as their authors reconstruct or present them, with their objectives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from legation.evaluation.sheet import Entry, entries_of, within
from legation.record.record import Record
from legation.terms.edtf import Edtf
from legation.terms.problems import Problem
from legation.terms.vocabulary import Text

FILE: Final = "guidelines.toml"
KEYS: Final = ("label", "definition", "document", "claim", "from", "to", "field", "objectives", "lines")


@dataclass(frozen=True)
class Guideline:
    """One guideline.

    Args:
        document: the source that reconstructs it; claim: the statement of it, an opinion of its authors.
        begins, ends: when it is said to have held, where that is said.
        objectives: labels by name.
    """

    id: str
    label: Text
    definition: Text
    document: str
    claim: str
    begins: Edtf | None
    ends: Edtf | None
    field: str
    objectives: Mapping[str, Text]


def read_guidelines(record: Record, problems: list[Problem]) -> dict[str, Guideline]:
    """The guidelines of a record by name; what is wrong with them goes to ``problems``."""
    claims = {claim.id for claim in record.claims}
    return {entry.id: _guideline(entry, record, claims) for entry in entries_of(record, FILE, problems)}


def _guideline(entry: Entry, record: Record, claims: set[str]) -> Guideline:
    entry.keys(KEYS)
    document, claim, field = entry.string("document", needed=True), entry.string("claim", needed=True), entry.string("field")
    if document:
        entry.named("document", [document], record.sources, "source")
    if claim:
        entry.named("claim", [claim], claims, "claim")
    if field:
        entry.named("field", [field], record.vocabulary.fields, "field")
    begins, ends = (entry.date(key, entry.content[key]) if key in entry.content else None for key in ("from", "to"))
    objectives = {one.id.rpartition(".")[2]: one.text("label") for key in ("objectives", "lines") for one in within(entry, key)}
    return Guideline(entry.id, entry.text("label"), entry.text("definition"), document, claim, begins, ends, field, objectives)
