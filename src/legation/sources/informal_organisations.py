"""Informal organisations in the manyios data: which States took part in which, from what year to what year."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from legation.record.acts import slug
from legation.sources.desk import Desk, day_of
from legation.sources.reader import declared
from legation.sources.sheet import Line, Sheet
from legation.terms.vocabulary import Text

MEMBERSHIPS: Final = "iigo_memberships"
ORGANISATIONS: Final = "iigo_organizations"
CODES: Final = "iso3166"
_YEAR: Final = re.compile(r"(\d{4})(?:\.0)?")
JOINED: Final = Text("takes part in", "participa en")
LEFT: Final = Text("takes part no longer in", "deja de participar en")


def read(sheets: Mapping[str, Sheet], desk: Desk) -> None:
    """Enter the organisations as groups, and when the record's own actor, or every State, came and went.

    Where the last year of a State is that of the organisation, it is the organisation that ended, and no act of the State.
    """
    memberships, organisations = sheets[MEMBERSHIPS], sheets[ORGANISATIONS]
    source = desk.source("manyios-informal", READER.csl)
    by_title = {line["Title"]: line for line in organisations.lines}
    wanted: dict[str, str] = {}
    entered: dict[tuple[str, str], Line] = {}
    for line in memberships.lines:
        state = _state(line, desk, source)
        if state is None or not desk.wants(state):
            desk.decline(memberships, line, "of_another")
            continue
        about = by_title.get(line["Title"])
        if about is None:
            desk.remark(memberships, line, "Title", "imports.not_in_table", table=ORGANISATIONS, value=line["Title"])
            continue
        if line["Title"] not in wanted:
            wanted[line["Title"]] = _organisation(organisations, about, desk, source)
        earlier = entered.setdefault((state, wanted[line["Title"]]), line)
        if earlier is not line:
            desk.remark(memberships, line, "", "imports.same_row", row=earlier.number)
            desk.decline(memberships, line, "repeats")
            continue
        _membership(memberships, line, (desk, source), (state, wanted[line["Title"]], about))
    for line in organisations.lines:
        if line["Title"] in wanted:
            desk.read(organisations, line)
        else:
            desk.decline(organisations, line, "no_member")


def _state(line: Line, desk: Desk, source: str) -> str | None:
    """The State of a row, by its code or, where the row has none, by its name; entered where the whole set is read."""
    code, name = line["stateID"], line["StateName"]
    found = desk.actor(f"{CODES}:{code}" if code else name)
    if found or not desk.whole:
        return found
    if not code and desk.has(slug(name)):
        return slug(name)
    return desk.present(
        slug(name), kind="state", name=name, name_es=name, source=source, **({CODES: code} if code else {}),
        note="Named as the publisher has it, in English.", note_es="Con el nombre del editor, en inglés.",
    )  # fmt: skip


def _organisation(sheet: Sheet, line: Line, desk: Desk, source: str) -> str:
    """The organisation, with the years of its beginning and end as the data have them."""
    found = desk.actor(line["Title"])
    if found:
        return found
    years = {"from": _year(sheet, line, "Begin", desk), "to": _year(sheet, line, "End", desk)}
    return desk.present(
        f"{READER.prefix}-{slug(line['Title'])}", kind="group", name=line["Title"], name_es=line["Title"], **years, source=source,
        note="Named as the publisher has it, in English.", note_es="Con el nombre del editor, en inglés.",
    )  # fmt: skip


def _membership(sheet: Sheet, line: Line, at: tuple[Desk, str], parts: tuple[str, str, Line]) -> None:
    (desk, source), (state, organisation, about) = at, parts
    begin, end = (_year(sheet, line, column, desk) for column in ("Begin", "End"))
    if end and end == _plain(about["End"]):
        end = ""
    if not begin and not end:
        desk.remark(sheet, line, "Begin", "imports.no_deed")
        desk.decline(sheet, line, "dates_nothing")
        return
    desk.read(sheet, line)
    first, last = day_of(begin), day_of(end)
    disordered = first is not None and last is not None and last.last < first.first
    if disordered:
        desk.remark(sheet, line, "End", "imports.out_of_order", value=end, field="Begin", other=begin)
    key = f"{READER.prefix}-{slug(organisation.removeprefix(f'{READER.prefix}-'))}-{slug(line['stateID'] or line['StateName'])}"
    names = desk.name_of(state), desk.name_of(organisation)
    for what, kind, date, words in (("joined", "joined", begin, JOINED), ("left", "withdrawal_effective", end, LEFT)):
        if date:
            desk.claim(
                claim=f"{key}-{what}", act=desk.act(f"{key}:{what}", f"{key}-{what}"), kind=kind, date=date, subject=state,
                object=organisation, source=source, locator=f"{MEMBERSHIPS}, row {line.number}",
                title=f"{names[0].en} {words.en} {names[1].en}", title_es=f"{names[0].es} {words.es} {names[1].es}",
            )  # fmt: skip
    if disordered and desk.whole:
        name = f"{READER.prefix}-left-before-joined-{line.number}"
        desk.difference(
            name, "left_before_joined", (f"{key}-joined", f"{key}-left"), (source, f"{MEMBERSHIPS}, row {line.number}")
        )


def _year(sheet: Sheet, line: Line, column: str, desk: Desk) -> str:
    if line[column] and not _YEAR.fullmatch(line[column]):
        desk.remark(sheet, line, column, "imports.not_a_date", value=line[column])
    return _plain(line[column])


def _plain(written: str) -> str:
    """A year as text; the file keeps years as numbers with a point."""
    found = _YEAR.fullmatch(written)
    return found[1] if found else ""


READER: Final = declared(__name__, read)
