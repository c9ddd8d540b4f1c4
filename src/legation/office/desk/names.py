"""What somebody types by its name or label, turned into the id that it stands for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Final

from legation.evaluation.plans.words import plan_words
from legation.office.desk.fields import ACTORS
from legation.record.record import Record
from legation.terms.vocabulary import Word


class Names:
    """The names, titles and labels of a record, in both languages.

    Args:
        record: as the level of whoever types sees it.
    """

    def __init__(self, record: Record) -> None:
        self.record = record

    def id_of(self, column: str, text: str) -> str:
        """The id that a text stands for in a column; the text where it stands for none. Of several actors, each."""
        if column in ACTORS:
            known = self._actors
            if text.casefold() in known:
                return known[text.casefold()]
            return ";".join(known.get(part.strip().casefold(), part.strip()) for part in text.split(";"))
        return self._labels.get(column, {}).get(text.strip().casefold(), text)

    @cached_property
    def _actors(self) -> dict[str, str]:
        return dict(_named(self.record.actors, "name"))

    @cached_property
    def _labels(self) -> dict[str, dict[str, str]]:
        words = self.record.vocabulary
        return {
            "instrument": dict(_named(self.record.instruments, "title")),
            **{
                column: dict(_named(known, "label"))
                for column, known in (
                    ("office", words.offices),
                    ("place", words.places),
                    ("kind", words.acts),
                    ("standing", words.standings),
                    ("unit", words.units),
                    ("qualifier", words.qualifiers),
                    ("series", words.measures),
                )
            },
            "text_kind": dict(_named(words.instruments, "label")),
        }


WORDS_OF_PLAN: Final[Mapping[tuple[str, str], str]] = {
    ("nodes", "kind"): "kinds", ("targets", "kind"): "targets", ("indicators", "measure"): "measures",
    ("indicators", "direction"): "directions", ("indicators", "limit"): "limits", ("budget", "category"): "categories",
    ("budget", "stage"): "stages",
}  # fmt: skip
"""The list of words from which a column of a plan is chosen, by table and column."""


def plan_choices(table: str, column: str) -> Mapping[str, Word]:
    """The words from which a column of a plan is chosen; none where it is typed."""
    named, words = WORDS_OF_PLAN.get((table, column), ""), plan_words()
    return words.kinds if named == "kinds" else words.lists.get(named, {})


def plan_id_of(table: str, column: str, text: str) -> str:
    """The id that a text stands for in a column of a plan; the text where it stands for none."""
    return dict(_named(plan_choices(table, column), "label")).get(text.strip().casefold(), text)


def _named(things: Mapping[str, Any], named: str) -> Iterator[tuple[str, str]]:
    """Names before ids, so that an id stands for itself."""
    for language in ("en", "es"):
        for id, thing in reversed(things.items()):
            yield getattr(thing, named)[language].casefold(), id
    for id in things:
        yield id.casefold(), id
