"""The fields of forms, by column: label, hint and how each is typed; which of them a kind of act needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from legation.evaluation.plans.entries import Plan
from legation.record.record import Record
from legation.terms.vocabulary import Text

LABELS: Final[Mapping[str, Any]] = {
    "kind": gettext_lazy("Kind of act"), "date": gettext_lazy("Date"), "after": gettext_lazy("After which acts of that day"),
    "subject": gettext_lazy("Who did it"), "object": gettext_lazy("Towards whom"),
    "instrument": gettext_lazy("Treaty or other text"),
    "office": gettext_lazy("Office"), "person": gettext_lazy("Person"), "place": gettext_lazy("Place"),
    "standing": gettext_lazy("Kind of standing"), "value": gettext_lazy("Figure"), "unit": gettext_lazy("Unit"),
    "qualifier": gettext_lazy("How exact"), "guideline": gettext_lazy("Guideline"), "source": gettext_lazy("Source"),
    "locator": gettext_lazy("Where in the source"), "title": gettext_lazy("What was done, in English"),
    "title_es": gettext_lazy("What was done, in Spanish"), "note": gettext_lazy("Note in English"),
    "note_es": gettext_lazy("Note in Spanish"), "act": gettext_lazy("Act already in the record"),
    "series": gettext_lazy("Series"), "actor": gettext_lazy("Whose figure"), "counterpart": gettext_lazy("With whom"),
    "period": gettext_lazy("Period"), "reason": gettext_lazy("Why"), "level": gettext_lazy("Level"),
    "parties": gettext_lazy("Parties"), "final_clauses": gettext_lazy("Final clauses"), "matters": gettext_lazy("Matters"),
}  # fmt: skip
LABELS_OF_TEXT: Final[Mapping[str, Any]] = {
    **LABELS, "kind": gettext_lazy("Kind of text"), "title": gettext_lazy("Title in English"),
    "title_es": gettext_lazy("Title in Spanish"),
}  # fmt: skip
LABELS_OF_ACTOR: Final[Mapping[str, Any]] = {
    "kind": gettext_lazy("Kind of actor"), "name": gettext_lazy("Name in English"), "name_es": gettext_lazy("Name in Spanish"),
    "id": gettext_lazy("Id"), "from": gettext_lazy("First day of its existence"),
}  # fmt: skip
LABELS_OF_DECISION: Final[Mapping[str, Any]] = {
    "title_es": gettext_lazy("What was decided, in Spanish"), "title": gettext_lazy("What was decided, in English"),
    "note_es": gettext_lazy("Why, in Spanish"), "note": gettext_lazy("Why, in English"),
}  # fmt: skip
LABELS_OF_PLAN: Final[Mapping[str, Any]] = {
    "id": gettext_lazy("Id"), "code": gettext_lazy("Code"), "kind": gettext_lazy("Kind"),
    "parent": gettext_lazy("Under which element"),
    "name": gettext_lazy("Name in English"), "name_es": gettext_lazy("Name in Spanish"),
    "owner": gettext_lazy("Who answers, in English"),
    "owner_es": gettext_lazy("Who answers, in Spanish"), "from": gettext_lazy("From"), "to": gettext_lazy("To"),
    "node": gettext_lazy("Element"), "measure": gettext_lazy("Measure"), "unit_es": gettext_lazy("Unit in Spanish"),
    "direction": gettext_lazy("Direction"), "limit": gettext_lazy("Limit"), "of": gettext_lazy("Of which indicator or element"),
    "observation": gettext_lazy("Figure of the record"), "indicator": gettext_lazy("Indicator"), "as_of": gettext_lazy("As of"),
    "line": gettext_lazy("Budget line"), "category": gettext_lazy("Category"), "stage": gettext_lazy("Stage"),
    "currency": gettext_lazy("Currency"),
}  # fmt: skip
PLAN_NAMES: Final[Mapping[str, Any]] = {
    "nodes": gettext_lazy("Elements of a plan"), "indicators": gettext_lazy("Indicators of a plan"),
    "targets": gettext_lazy("Targets"), "results": gettext_lazy("Results"), "budget": gettext_lazy("Entries of a budget"),
}  # fmt: skip
HINTS: Final[Mapping[str, Any]] = {
    "date": gettext_lazy("As the paper says: 2026-11-22, 2026-11, 2026, or 2026-11-20/2026-11-22. Empty where it gives none."),
    "subject": gettext_lazy("Name or id; several separated by ;"), "object": gettext_lazy("Name or id; several separated by ;"),
    "instrument": gettext_lazy("Id or title of one in the record; or fill in the new text below."),
    "source": gettext_lazy("Empty: this filing is its own source, with the files attached to it."),
    "act": gettext_lazy("Only where this is another source's word on an act that the record has."),
    "person": gettext_lazy("As the source names the person."),
    "final_clauses": gettext_lazy(
        "What they do, as data; P6M is six months. For example: "
        "bilateral = true; negotiators = ['peru', 'chile']; entry = { all = true }; denunciation = { after = 'P6M' }"
    ),
    "parties": gettext_lazy("Name or id; several separated by ;"),
    "period": gettext_lazy("A year, a month or a span: 2026, 2026-11, 2026-01/2026-06"),
    "value": gettext_lazy("A point before decimals, nothing between thousands."),
}  # fmt: skip
HINTS_OF_ACTOR: Final[Mapping[str, Any]] = {
    "id": gettext_lazy("Stands for it for ever: small letters, digits and hyphens. Empty: made of its name, as shown."),
    "from": gettext_lazy("As the source says: a day, a month or a year. Empty where it gives none."),
}  # fmt: skip
LONG: Final = frozenset({"note", "note_es", "final_clauses", "reason"})
ACTORS: Final = frozenset({"subject", "object", "parties", "actor", "counterpart"})
FIRST: Final = ("date", "subject", "object", "instrument")
LAST: Final = ("title_es", "title", "note_es", "note", "source", "locator")
SOMETIMES: Final = ("office", "person", "place", "standing", "value", "unit", "qualifier")
RARE: Final = ("act", "after", "guideline")
OF_TEXT: Final = ("kind", "title_es", "title", "parties", "final_clauses", "matters", "source", "note_es", "note")
OF_ACTOR: Final = ("name_es", "name", "kind", "id", "from")


@dataclass(frozen=True)
class Field:
    """One field of a form.

    Args:
        name: as the browser sends it; value: what stands in it; choices: value and label, where it is chosen from few.
        listed: id of the list of suggestions that it takes; wrong: what is wrong with it.
        made: what it is taken for while it is empty.
    """

    column: str
    name: str
    label: str
    hint: str = ""
    value: str = ""
    is_long: bool = False
    is_needed: bool = False
    choices: Sequence[tuple[str, str]] = ()
    listed: str = ""
    language: str = ""
    wrong: Sequence[str] = ()
    warned: Sequence[str] = field(default=())
    made: str = ""


def groups_of(kind: str, record: Record) -> dict[str, tuple[str, ...]]:
    """The columns of a form for a kind of act: those to fill in, and those that it seldom needs."""
    act = record.vocabulary.acts.get(kind)
    needs = act.needs if act is not None else ()
    main = [*FIRST, *(one for one in SOMETIMES if one in needs), *LAST]
    more = [one for one in SOMETIMES if one not in needs]
    return {"main": tuple(main), "more": (*more, *RARE)}


def choices_of(column: str, record: Record, language: str) -> list[tuple[str, str]]:
    """What a field is chosen from; empty where it is typed."""
    words = record.vocabulary
    lists: dict[str, Mapping[str, Any]] = {
        "kind": words.acts, "standing": words.standings, "unit": words.units, "qualifier": words.qualifiers,
        "series": words.measures, "text_kind": words.instruments, "actor_kind": words.actors,
    }  # fmt: skip
    if column not in lists:
        return []
    named = sorted(((one.id, label(one.label, language)) for one in lists[column].values()), key=lambda one: one[1].casefold())
    return [("", _("choose")), *named]


def label(text: Text, language: str) -> str:
    """A label in a language, in the other where it lacks it."""
    return text[language] or text["en" if language == "es" else "es"]


def suggestions(record: Record, language: str) -> dict[str, list[tuple[str, str]]]:
    """What fields suggest as one types: actors, formal texts, sources, offices and places, each with its id."""

    def sorted_labels(items: Mapping[str, Any], name: str) -> list[tuple[str, str]]:
        named = ((one, label(getattr(thing, name), language)) for one, thing in items.items())
        return sorted(named, key=lambda one: (one[1].casefold(), one[0]))

    words = record.vocabulary
    return {
        "actors": sorted_labels(record.actors, "name"),
        "instruments": sorted_labels(record.instruments, "title"),
        "sources": sorted((one, source.called[language] or one) for one, source in record.sources.items()),
        "offices": sorted_labels(words.offices, "label"),
        "places": sorted_labels(words.places, "label"),
        "kind": sorted_labels(words.acts, "label"),
        "standing": sorted_labels(words.standings, "label"),
        "unit": sorted_labels(words.units, "label"),
        "qualifier": sorted_labels(words.qualifiers, "label"),
        "series": sorted_labels(words.measures, "label"),
    }


LISTED: Final = {
    **dict.fromkeys(ACTORS, "actors"), "instrument": "instruments", "source": "sources", "office": "offices", "place": "places",
}  # fmt: skip


LISTED_IN_ROWS: Final = {**LISTED, **{one: one for one in ("kind", "standing", "unit", "qualifier", "series")}}
"""The same where each cell of a row is typed."""
LISTED_IN_PLANS: Final = {"parent": "nodes", "node": "nodes", "of": "measured", "indicator": "indicators", "source": "sources"}
"""The same in the rows of a plan, whose columns take ids."""


def suggestions_of_plan(plan: Plan, record: Record, language: str) -> dict[str, list[tuple[str, str]]]:
    """What fields of a plan suggest: the elements and indicators that it has, each by its name and with the id that is taken."""
    nodes = [(f"{one.code} {label(one.name, language)}".strip(), one.id) for one in plan.nodes]
    indicators = [(label(one.name, language), one.id) for one in plan.indicators]
    sources = [(source.called[language] or one, one) for one, source in record.sources.items()]
    return {"nodes": nodes, "indicators": indicators, "measured": [*indicators, *nodes], "sources": sorted(sources)}


def field_of(
    column: str, name: str, record: Record, language: str, *, value: str = "", needed: bool = False, choices: str = ""
) -> Field:
    """A field as it is shown."""
    part = name.partition(".")[0]
    hint = "" if part == "text" and column == "source" else str((HINTS_OF_ACTOR if part == "actor" else HINTS).get(column, ""))
    labels = {"text": LABELS_OF_TEXT, "actor": LABELS_OF_ACTOR}.get(part, LABELS)
    return Field(
        column, name, str(labels.get(column, column)), hint, value,
        is_long=column in LONG, is_needed=needed, choices=choices_of(choices or column, record, language),
        listed=LISTED.get(column, ""),
        language={
            "title": "en", "note": "en", "name": "en", "title_es": "es", "note_es": "es", "name_es": "es",
        }.get(column, ""),
    )  # fmt: skip


def headings_called(columns: Sequence[str]) -> dict[str, str]:
    """What the columns of a table are called on the pages, in both languages, each with the column that it stands for."""
    named = {**LABELS, **(LABELS_OF_PLAN if "title" not in columns and "series" not in columns else {})}
    found: dict[str, str] = {}
    for code in ("es", "en"):
        with override(code):
            found.update({str(named[one]): one for one in columns if one in named})
    return found


def known_in(record: Record, column: str) -> tuple[Mapping[str, Any], str]:
    """The things that a column names, by id, and which of their texts is their name; none where it is typed freely."""
    words = record.vocabulary
    known: Mapping[str, Any] = {
        **dict.fromkeys(ACTORS, record.actors), "instrument": record.instruments, "kind": words.acts,
        "text_kind": words.instruments, "actor_kind": words.actors, "standing": words.standings,
        "unit": words.units, "qualifier": words.qualifiers, "series": words.measures,
        "office": words.offices, "place": words.places, "source": record.sources,
    }.get(column, {})  # fmt: skip
    return known, "name" if column in ACTORS else {"instrument": "title", "source": "called"}.get(column, "label")


def words_of(record: Record, column: str, value: str, language: str) -> str:
    """What a field holds as a person reads it: names and titles for ids, labels for words."""
    known, named = known_in(record, column)
    parts = [part.strip() for part in value.split(";")] if column in ACTORS else [value]
    return "; ".join(label(getattr(known[part], named), language) if part in known else part for part in parts)
