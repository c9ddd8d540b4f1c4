"""What pages and scripts show of a draft: what is wrong, place by place, in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext as _

from legation.office.desk.content import COLUMNS, lacking, wrong_in
from legation.office.desk.fields import LABELS, LABELS_OF_ACTOR, LABELS_OF_DECISION, LABELS_OF_PLAN, LABELS_OF_TEXT, PLAN_NAMES
from legation.office.desk.models import PLANS, Draft
from legation.office.desk.names import Names, nearest_of, plan_choices
from legation.office.served_ledger import served
from legation.procedures.file_rows import LIKE, OF_ACTOR, OF_INSTRUMENT
from legation.record.record import Record
from legation.terms.messages import say
from legation.terms.problems import Problem

AT_A_DESK: Final = {
    "records.needed": "filing.needed", "records.no_locator": "filing.no_locator", "tables.formula": "filing.formula",
}  # fmt: skip
"""What is said at a desk in place of what is said of files."""
UNKNOWN: Final = {
    "records.unknown_actor": "filing.unknown_actor", "records.unknown_instrument": "filing.unknown_instrument",
    "records.unknown_source": "filing.unknown_source", "records.unknown_kind": "filing.unknown_kind",
    "records.unknown_word": "filing.unknown_word", "plans.unknown_word": "filing.unknown_word",
}  # fmt: skip
"""What is said of a name or word that is none: with the nearest by its name, else with where to find one."""
ABSENT: Final = frozenset(
    {"records.needed", "filing.no_title", "filing.no_rows", "filing.reason_needed", "filing.none_preferred", "filing.no_decision"}
)
"""What is only not there yet: not said before anything was typed."""
SAID_ELSE: Final = frozenset({"records.one_language", "records.no_name"})
"""Said of files of one language; at a desk it is what publication asks for."""
PARTS: Final = {OF_INSTRUMENT: "text", OF_ACTOR: "actor"}
"""How a form names the new text and the new actor of a filing."""
ALONE: Final = {"adjudication": ("preferred", "title", "title_es", "note", "note_es")}
"""Fields that stand in no row, by deed."""


def message_of(one: Problem, language: str, draft: Draft | None = None, names: Names | None = None, row: int = 0) -> str:
    """What is wrong, in the words of a desk: nobody there has files, and what is nearest is told by its name."""
    values = dict(one.values)
    if one.code in UNKNOWN:
        column = kind_column(PARTS.get(row, ""), one.column)
        return _unknown(UNKNOWN[one.code], column, str(values.get("value", "")), language, draft, names)
    if one.code == LIKE and names is not None:
        id = str(values["id"])
        values["name"] = names.record.actors[id].name[language]
    if one.code == "ledger.row_is_there" and row == OF_ACTOR:
        return say("filing.actor_is_there", language, **values)
    return say(AT_A_DESK.get(one.code, one.code), language, **values)


def _value(one: Problem) -> object:
    """What stands where something is wrong with a word; something where no word is told."""
    return dict(one.values).get("value", "…") if one.code in UNKNOWN else "…"


def _unknown(code: str, column: str, value: str, language: str, draft: Draft | None, names: Names | None) -> str:
    if not value:
        return say("filing.needed_word", language)
    table = draft.table if draft is not None else ""
    if table in PLANS and (words := plan_choices(table, column)):
        near = nearest_of(words, value, language)
    else:
        near = names.nearest(column, value, language) if names is not None else ""
    told = say(code, language, value=value, nearest=near) if near else say(f"{code}_nor_like", language, value=value)
    if code == "filing.unknown_actor" and draft is not None:
        is_form = draft.deed == "acts" and len(draft.content.get("rows", [])) == 1
        told += say("filing.new_actor_here" if is_form else "filing.new_actor_in_a_form", language)
    return told


def label_of(draft: Draft, row: int, column: str) -> str:
    """What a field is called on the page."""
    if draft.table in PLANS:
        return str(LABELS_OF_PLAN.get(column, LABELS.get(column, column)))
    labels = LABELS_OF_DECISION if draft.deed == "adjudication" else LABELS
    return str({OF_INSTRUMENT: LABELS_OF_TEXT, OF_ACTOR: LABELS_OF_ACTOR}.get(row, labels).get(column, column))


def kind_column(part: str, column: str) -> str:
    """By what name a column of a part of a form is known among all: acts, texts and actors have kinds of their own."""
    return f"{part}_kind" if part and column == "kind" else column


def name_of(row: int, column: str, deed: str = "acts") -> str:
    """How a form names a field."""
    if row in PARTS:
        return f"{PARTS[row]}.{column}"
    return column if column in ("", "reason", *ALONE.get(deed, ())) else f"{row}.{column}"


def wrong_places(draft: Draft, language: str) -> list[dict[str, Any]]:
    """What is wrong, each with the name of its field, most needed first."""
    found: list[dict[str, Any]] = []
    names = Names(served().opened(draft.level).record)
    for one in wrong_in(draft):
        if one.problem.code in SAID_ELSE:
            continue  # said below, as what publication asks for
        found.append(
            {
                "field": name_of(one.row, one.column, draft.deed), "row": one.row + 1, "column": one.column,
                "label": label_of(draft, one.row, one.column),
                "message": message_of(one.problem, language, draft, names, one.row),
                "stops": one.problem.is_error, "lacks": False, "absent": one.problem.code in ABSENT or not _value(one.problem),
                "is_like": one.problem.code == LIKE,
            }
        )  # fmt: skip
    for row, column in lacking(draft):
        found.append(
            {
                "field": name_of(row, column, draft.deed), "row": row + 1, "column": column,
                "label": label_of(draft, row, column), "message": say("filing.other_language", language), "stops": False,
                "lacks": True, "absent": True,
            }
        )  # fmt: skip
    found.sort(key=lambda one: not one["stops"])
    return found


def title_of(draft: Draft, language: str, record: Record | None = None) -> str:
    """In a few words what a draft is: its title, else its kind."""
    content = draft.content
    rows = content.get("rows") or [content]
    first = rows[0] if rows else {}
    names = ("title_es", "title", "name_es", "name") if language == "es" else ("title", "title_es", "name", "name_es")
    title = next((str(first[name]) for name in names if first.get(name)), "")
    return (
        title
        or (_settled_words(record, content, language) if record is not None and draft.deed == "adjudication" else "")
        or (kind_words(record, draft, language) if record is not None else "")
        or str(content.get("about", "") or content.get("subject", ""))
    )


def _settled_words(record: Record, content: Mapping[str, Any], language: str) -> str:
    """That a dispute is settled, and of which act."""
    act = str(content.get("act", ""))
    told = next((one.title[language] for one in record.claims if one.act == act and one.title[language]), act)
    return f"{record.vocabulary.acts['adjudication'].label[language]}: {told}"


def columns_shown(draft: Draft, wrong: list[dict[str, Any]], language: str) -> list[str]:
    """The columns of a draft of many rows that hold something, or lack something."""
    columns = COLUMNS.get(draft.table, COLUMNS["acts"])
    filled = {name for row in draft.content.get("rows", []) for name in row} | {each["column"] for each in wrong}
    if draft.is_open and draft.table in ("measures", *PLANS):
        return in_language(list(columns), language)
    return in_language([one for one in columns if one in filled], language)


def in_language(columns: Sequence[str], language: str) -> list[str]:
    """Columns of which those in the language of the page come before the same in the other."""
    pairs = [one for one in columns if f"{one}_es" in columns]
    found = list(columns)
    for one in pairs if language == "es" else ():
        first, second = found.index(one), found.index(f"{one}_es")
        if first < second:
            found[first], found[second] = f"{one}_es", one
    return found


def deed_words(deed: str) -> str:
    """What a draft does that changes what the record has; empty where it files something new."""
    return {
        "correction": _("Correction"), "retraction": _("Retraction"), "adjudication": _("Decision on a dispute"),
        "reclassification": _("Reclassification"), "erasure": _("Erasure"),
    }.get(deed, "")  # fmt: skip


def effects_of(record: Record, kind: str, language: str) -> list[str]:
    """What an act of a kind does to what stands, by the rules of the record: which standings it opens or closes."""
    words = record.vocabulary
    found = []
    for standing in words.standings.values():
        for effect in standing.effects:
            if effect.act == kind:
                later = f" ({_('not at once, but after a period')})" if effect.after else ""
                found.append(f"{words.behaviours[effect.does].label[language]}: {standing.label[language]}{later}")
    return list(dict.fromkeys(found))


def kind_words(record: Record, draft: Draft, language: str) -> str:
    """The kind of act of a draft of one row."""
    if draft.table in PLANS:
        return str(PLAN_NAMES[draft.table])
    rows = draft.content.get("rows") or [{}]
    kind = record.vocabulary.acts.get(rows[0].get("kind", "")) if rows else None
    return kind.label[language] if kind is not None else ""
