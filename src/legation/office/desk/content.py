"""What a draft holds, as the pages give it and the procedures take it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, Final, cast

from legation.evaluation.plans.reading import COLUMNS as PLAN_COLUMNS
from legation.office.desk.models import Draft
from legation.office.served_ledger import served
from legation.procedures.adjudicate import adjudication
from legation.procedures.correct import correction, retraction
from legation.procedures.file_plan import PLAN_TABLES, corrected_problems, plan_entries, plan_problems
from legation.procedures.file_rows import (
    OF_ACTOR,
    OF_INSTRUMENT,
    Filing,
    Place,
    entries_of,
    errors_of,
    lacking_language,
    problems_in,
)
from legation.procedures.hold_together import breaks
from legation.procedures.reclassify import reclassification
from legation.procedures.seal import Draft as Sealable
from legation.procedures.seal import problems_of
from legation.record.claims import COLUMNS as CLAIM_COLUMNS
from legation.record.instruments import CLAUSES
from legation.record.instruments import COLUMNS as INSTRUMENT_COLUMNS
from legation.record.ledger.authored import AuthoredRow
from legation.record.ledger.entry import Entry, Table
from legation.record.ledger.faults import LedgerError
from legation.record.measures import COLUMNS as MEASURE_COLUMNS
from legation.record.record import Record
from legation.terms.problems import problem
from legation.terms.text import Text

LONGEST: Final = 200_000
"""Far longer than any cell of a record may be, which is told; so that nothing of what was typed is cut off before."""
MOST_ROWS: Final = 10_000
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "acts": tuple(one for one in CLAIM_COLUMNS if one not in ("claim", "level")),
    "measures": tuple(one for one in MEASURE_COLUMNS if one not in ("claim", "level")),
    **{table: columns[1:] for table, columns in PLAN_COLUMNS.items()},
}
KEPT: Final = ("about", "act", "file", "from", "to", "subject", "table")
"""What a draft is about, as it began."""
REASONED: Final = frozenset({"correction", "retraction", "reclassification", "erasure"})
"""Deeds that have to say why."""
ACTOR_COLUMNS: Final = ("id", "kind", "name", "name_es", "from")
"""Of a new actor; its source is that of the filing."""
TEXT_COLUMNS: Final = tuple(one for one in (*INSTRUMENT_COLUMNS, *CLAUSES) if one != "id")
RIGHT: Final = {
    "acts": "file_acts", "measures": "file_figures", "correction": "correct", "retraction": "correct", "adjudication": "correct",
    "reclassification": "reclassify", "erasure": "reclassify",
    **dict.fromkeys(PLAN_TABLES, "file_plans"),
}  # fmt: skip
"""The right that each deed needs."""


def clean(deed: str, given: Any, before: Mapping[str, Any]) -> dict[str, Any]:
    """What may be kept of what a browser sent: known columns, as texts; what a draft is about stays as it began."""
    data = given if isinstance(given, dict) else {}
    kept: dict[str, Any] = {name: before[name] for name in KEPT if name in before}
    if deed in COLUMNS:
        rows = data.get("rows")
        kept["rows"] = [_cells(one, COLUMNS[deed]) for one in rows[:MOST_ROWS]] if isinstance(rows, list) else []
        is_form = deed == "acts" and len(kept["rows"]) == 1  # the page of many rows shows neither, and nothing is sealed unseen
        kept["instrument"] = _cells(data.get("instrument"), TEXT_COLUMNS) if is_form else {}
        if is_form and (actor := _cells(data.get("actor"), ACTOR_COLUMNS)):
            kept["actor"] = actor
    elif deed == "correction":
        table = str(before.get("table")) if before.get("table") in COLUMNS else "acts"
        kept |= {"base": before["base"]} if "base" in before else {}
        kept["rows"] = [_cells((data.get("rows") or [{}])[0], COLUMNS[table])]
    elif deed == "adjudication":
        preferred = data.get("preferred")
        kept["preferred"] = sorted(_text(one) for one in preferred[:100]) if isinstance(preferred, list) else []
        for name in ("title", "title_es", "note", "note_es"):
            kept[name] = _text(data.get(name))
    kept["reason"] = _text(data.get("reason"))
    return kept


def _cells(given: Any, columns: tuple[str, ...]) -> dict[str, str]:
    data = given if isinstance(given, dict) else {}
    return {name: text for name in columns if (text := _text(data.get(name)))}


def _text(value: Any) -> str:
    return value.replace("\r\n", "\n").strip()[:LONGEST] if isinstance(value, str) else ""


def digest_of(draft: Draft) -> str:
    """Of all that an approval is an approval of."""
    files = sorted(draft.attachments.values_list("digest", "name"))
    said = [draft.id, draft.deed, draft.level, draft.content, files]
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _rows(draft: Draft) -> list[dict[str, str]]:
    """The rows of a draft that files new ones; those that name no source are found in the files attached, where there are any."""
    where = "; ".join(f"{one.name} sha256:{one.digest}" for one in draft.attachments.order_by("name", "digest"))
    rows = [dict(one) for one in draft.content.get("rows", [])]
    for row in rows:
        if where and any(row.values()) and not row.get("source") and not row.get("locator"):
            row["locator"] = where
    return rows


def filing_of(draft: Draft) -> Filing:
    """What a draft of acts or figures files."""
    return Filing(
        cast(Table, draft.deed),
        tuple(_rows(draft)),
        draft.level,
        draft.content.get("instrument", {}),
        draft.content.get("actor", {}),
    )


def entries(draft: Draft) -> tuple[Entry, ...]:
    """What would be sealed.

    Raises:
        LedgerError: it cannot be: the row is gone, nothing changes, no reason.
    """
    ledger = served().ledger
    content = draft.content
    if draft.deed in PLAN_TABLES:
        return plan_entries(draft.id, draft.deed, _rows(draft), draft.level, served().read(draft.level)[0])
    if draft.deed in ("acts", "measures"):
        return entries_of(draft.id, filing_of(draft), ledger.levels[0])
    if draft.deed == "adjudication":
        return (_adjudicated(draft, served().record_with(draft.level, [str(content.get("act", ""))])),)
    if draft.deed == "erasure":
        return (
            Entry("erased", "subjects", str(content.get("subject", "")), level=draft.level, reason=content.get("reason", "")),
        )
    row = row_of(draft)
    if draft.deed == "reclassification":
        rows = served().every_row(row.key)
        return reclassification(row, str(content.get("to", "")), content.get("reason", ""), levels=ledger.levels, rows=rows)
    if draft.deed == "retraction":
        return (retraction(row, content.get("reason", "")),)
    columns = COLUMNS[draft.table]
    said = (content.get("rows") or [{}])[0]
    return (correction(row, {name: said.get(name, "") for name in columns}, content.get("reason", "")),)


def row_of(draft: Draft) -> AuthoredRow:
    """The row that a correction or a retraction is about.

    Raises:
        LedgerError: it is not there any more.
    """
    key = str(draft.content.get("about", ""))
    found = served().plan_row(draft.level, key) if draft.table in PLAN_TABLES else served().row(draft.level, key)
    if found is None or found.level != draft.content.get("from", draft.level):
        raise LedgerError("ledger.row_is_not_there", key=key)
    return found


def _adjudicated(draft: Draft, record: Record) -> Entry:
    content = draft.content
    title = Text(content.get("title", ""), content.get("title_es", ""))
    reason = Text(content.get("note", ""), content.get("note_es", ""))
    return adjudication(
        record, f"{draft.id}-1", str(content.get("act", "")), content.get("preferred", []), title=title, reason=reason
    )


def wrong_in(draft: Draft) -> list[Place]:
    """What is wrong with a draft, place by place; warnings too."""
    record = served().opened(draft.level).record
    if draft.deed in PLAN_TABLES:
        return plan_problems(record, draft.id, draft.deed, _rows(draft))
    if draft.deed in ("acts", "measures"):
        return problems_in(record, draft.id, filing_of(draft))
    content = draft.content
    if draft.deed in REASONED and not content.get("reason"):
        return [Place(0, "reason", problem(draft.id, 0, "reason", "filing.reason_needed"))]
    if draft.deed == "adjudication" and (lacks := _not_settled(draft)):
        return lacks
    if draft.deed == "erasure" and not served().ledger.keys.holds(str(content.get("subject", ""))):
        return [Place(0, "", problem(draft.id, 0, "", "ledger.no_subject", subject=content.get("subject", "")))]
    try:
        made = entries(draft)
    except LedgerError as error:
        column = "reason" if error.code == "ledger.say_why" else ""
        return [Place(0, column, problem(draft.id, 0, column, error.code, **error.values))]
    if "base" in content and draft.deed == "correction" and dict(row_of(draft).cells) != content["base"]:
        return [Place(0, "", problem(draft.id, 0, "", "filing.row_changed"))]
    if draft.deed in ("reclassification", "erasure") or (draft.deed == "retraction" and draft.table in PLAN_TABLES):
        return []
    if draft.table in PLAN_TABLES:
        return corrected_problems(record, served().read(draft.level)[0], made[0])
    record = served().record_with(draft.level, [str(content.get(name, "")) for name in ("about", "act")])
    return [Place(0, one.column, one) for one in problems_of(record, Sealable(draft.id, made, "", ""))]


def _not_settled(draft: Draft) -> list[Place]:
    """What a decision on a dispute lacks."""
    content = draft.content
    asked = (
        ("preferred", content.get("preferred"), "filing.none_preferred"),
        ("title_es", content.get("title_es") or content.get("title"), "filing.no_decision"),
        ("note_es", content.get("note_es") or content.get("note"), "filing.reason_needed"),
    )
    return [Place(0, column, problem(draft.id, 0, column, code)) for column, said, code in asked if not said]


def level_preferred(record: Record, content: Mapping[str, Any], levels: Sequence[str]) -> str:
    """The level of a decision on a dispute: that of the most restricted claim which it prefers."""
    preferred = set(content.get("preferred", []))
    return max((one.level for one in record.claims if one.id in preferred), key=levels.index, default=levels[0])


def text_at(content: Mapping[str, Any], row: int, column: str, deed: str) -> str:
    """What stands at a place of a draft."""
    return str(_cells_at(content, row, deed).get(column, ""))


def _cells_at(content: Mapping[str, Any], row: int, deed: str) -> Any:
    """The cells in which a place of a draft stands."""
    if row in (OF_INSTRUMENT, OF_ACTOR):
        return content.get("instrument" if row == OF_INSTRUMENT else "actor", {})
    return content if deed == "adjudication" else (content.get("rows") or [{}])[row]


def with_texts(draft: Draft, texts: Mapping[tuple[int, str], str]) -> dict[str, Any]:
    """The content of a draft with texts put where they lack; elsewhere nothing is put."""
    content: dict[str, Any] = json.loads(json.dumps(draft.content))
    for row, column in lacking(draft):
        if text := _text(texts.get((row, column))):
            _cells_at(content, row, draft.deed)[column] = text
    return content


def lacking(draft: Draft) -> list[tuple[int, str]]:
    """Where a draft that would be public stands in one language alone."""
    if draft.level != served().ledger.levels[0] or draft.deed in ("retraction", "reclassification", "erasure"):
        return []
    if draft.table in PLAN_TABLES:
        return lacking_language(Filing("plan", tuple(_rows(draft)), draft.level))
    if draft.deed in ("acts", "measures"):
        return lacking_language(filing_of(draft))
    rows = draft.content.get("rows") or [draft.content]
    return lacking_language(Filing("acts", (rows[0],), draft.level)) if draft.deed == "correction" else _one_sided(draft.content)


def _one_sided(content: Mapping[str, Any]) -> list[tuple[int, str]]:
    texts = {name: str(content.get(name, "")) for name in ("title", "title_es", "note", "note_es")}
    return lacking_language(Filing("acts", (texts,), ""))


def stops(draft: Draft) -> list[Place]:
    """What has to be mended before it can be submitted."""
    return errors_of(wrong_in(draft))


def breaking(draft: Draft) -> Text | None:
    """What a sound draft would break in the record by changing what stands, said in both languages; None where nothing breaks."""
    if draft.deed not in ("correction", "retraction", "reclassification"):
        return None
    made, levels = entries(draft), served().ledger.levels
    for number in range(min(levels.index(one.level) for one in made), len(levels)):
        seen = [one for one in made if levels.index(one.level) <= number]
        book, record = served().read(levels[number])
        for one in breaks(book, seen, record):
            return Text(one.message("en"), one.message("es"))
    return None
