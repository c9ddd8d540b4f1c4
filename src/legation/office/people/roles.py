"""Roles and the rights that go with them, as data."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from legation.terms.text import Text

RIGHTS: Final = frozenset({"file_acts", "file_figures", "file_plans", "correct", "review", "reclassify", "audit", "administer"})
FILING: Final = frozenset({"file_acts", "file_figures", "file_plans", "correct", "reclassify"})
"""Rights any of which lets somebody write drafts."""


@dataclass(frozen=True, slots=True)
class Role:
    """A role.

    Args:
        rights: what whoever holds it may do, beyond reading.
    """

    id: str
    label: Text
    definition: Text
    rights: frozenset[str]


@cache
def roles() -> dict[str, Role]:
    """Every role by id.

    Raises:
        ValueError: one names a right that there is not.
    """
    data = tomllib.loads((resources.files(__package__) / "roles.toml").read_text(encoding="utf-8"))
    found = {}
    for key, entry in data.items():
        rights = frozenset(entry["rights"])
        if rights - RIGHTS:
            raise ValueError(f"roles.toml: {key}: {sorted(rights - RIGHTS)}")
        texts = (Text(entry[name]["en"], entry[name]["es"]) for name in ("label", "definition"))
        found[key] = Role(key, *texts, rights)
    return found


def label_of(role: str, language: str) -> str:
    """What a role is called; its id where there is none of it any more."""
    return roles()[role].label[language] if role in roles() else role
