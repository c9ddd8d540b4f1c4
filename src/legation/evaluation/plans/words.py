"""The words of planning, as data: elements of the tree, kinds of target, stages of money, what may be said of an item."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from legation.terms.vocabulary import Text, Word


@dataclass(frozen=True, slots=True)
class KindOfNode(Word):
    """A kind of element, e.g. ``operational_activity`` (AO).

    Args:
        code: the letters that planners use; plan: the plan it belongs to.
        parents: kinds from which it may hang; needs_parent: whether one that hangs from nothing is an orphan.
    """

    code: str = ""
    plan: str = ""
    parents: tuple[str, ...] = ()
    needs_parent: bool = False


@dataclass(frozen=True, slots=True)
class PlanWords:
    """Every list of words that plan files may use, by id."""

    kinds: Mapping[str, KindOfNode]
    lists: Mapping[str, Mapping[str, Word]]

    def label(self, name: str, word: str, language: str) -> str:
        """The label of a word of the list ``name``; the word itself where the list lacks it."""
        found: Mapping[str, Word] = self.kinds if name == "kinds" else self.lists[name]
        return found[word].label[language] if word in found else word


@cache
def plan_words() -> PlanWords:
    """The words shipped with Legation."""
    content = tomllib.loads((resources.files(__package__) / "words.toml").read_text(encoding="utf-8"))
    kinds = {
        key: KindOfNode(
            key, _text(entry["label"]), _text(entry["definition"]), entry["source"],
            entry["code"], entry["plan"], tuple(entry["parents"]), entry.get("needs_parent", False),
        )
        for key, entry in content.pop("kinds").items()
    }  # fmt: skip
    lists = {name: {key: _word(key, entry) for key, entry in entries.items()} for name, entries in content.items()}
    return PlanWords(kinds, lists)


def _word(key: str, entry: Mapping[str, Any]) -> Word:
    return Word(key, _text(entry["label"]), _text(entry["definition"]), entry.get("source", ""))


def _text(entry: Mapping[str, str]) -> Text:
    return Text(entry["en"], entry["es"])
