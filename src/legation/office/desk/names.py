"""What somebody types by its name or label, turned into the id that it stands for; and ids turned into names to be shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Final

from legation.evaluation.plans.words import plan_words
from legation.office.desk.fields import ACTORS, known_in, label
from legation.record.record import Record
from legation.terms.problems import nearest
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

    def name_of(self, column: str, text: str, language: str) -> str:
        """What a column holds by name, where a name stands for just that; as it is where none does. Of several actors, each."""
        if column not in ACTORS:
            return self._name(column, text, language)
        return "; ".join(self._name(column, part.strip(), language) for part in text.split(";"))

    def _name(self, column: str, id: str, language: str) -> str:
        known, named = known_in(self.record, column)
        name = label(getattr(known[id], named), language) if id in known else ""
        return name if name and ";" not in name and self.id_of(column, name) == id else id

    def nearest(self, column: str, text: str, language: str) -> str:
        """The name most like what somebody typed; empty where none is like it."""
        known, named = known_in(self.record, column)
        return nearest_of(known, text, language, named)

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
            "actor_kind": dict(_named(words.actors, "label")),
            "source": dict(_named(self.record.sources, "called")),
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


def plan_name_of(table: str, column: str, value: str, language: str) -> str:
    """What a column of a plan holds as a person reads it."""
    words = plan_choices(table, column)
    return label(words[value].label, language) if value in words else value


def nearest_of(words: Mapping[str, Any], text: str, language: str, named: str = "label") -> str:
    """The name most like a text, of things by id; empty where none is like it."""
    by_name = {
        name.casefold(): one for id, one in words.items() for name in (id, *map(getattr(one, named).__getitem__, ("en", "es")))
    }
    found = nearest(text.casefold(), by_name)
    return "" if found is None else label(getattr(by_name[found], named), language)


def _named(things: Mapping[str, Any], named: str) -> Iterator[tuple[str, str]]:
    """Names before ids, so that an id stands for itself."""
    for language in ("en", "es"):
        for id, thing in reversed(things.items()):
            yield getattr(thing, named)[language].casefold(), id
    for id in things:
        yield id.casefold(), id
