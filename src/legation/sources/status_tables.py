"""One State's own cells in the status tables of the UN Treaty Collection: each becomes one act, or is reported."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from legation.record.acts import slug
from legation.sources.desk import Desk
from legation.sources.reader import declared
from legation.sources.sheet import Line, Sheet
from legation.sources.status_cells import CellNotRead, read_cell

TABLE: Final = "untc-peru-actions-2015"


def read(sheets: Mapping[str, Sheet], desk: Desk) -> None:
    """Enter each cell as an act of the record's own actor; a cell without a date, or not understood, is remarked on."""
    sheet = sheets[TABLE]
    source = desk.source("un-status-tables-2015", READER.csl)
    for line in sheet.lines:
        _cell(sheet, line, desk, source)


def _cell(sheet: Sheet, line: Line, desk: Desk, source: str) -> None:
    try:
        cell = read_cell(line["column"], line["cell"])
    except CellNotRead as error:
        desk.remark(sheet, line, "cell", error.code, **error.values)
        return
    key = slug(f"{line['chapter']} {line['treaty']}")
    instrument = desk.joined_instrument(key) or desk.instrument(
        id=f"{READER.prefix}-{key}", kind="treaty", title=line["title"], title_es=line["title"], parties=desk.record.about,
        source=source, note="Title as the collection gives it, in English.", note_es="Título como lo da la colección, en inglés.",
    )  # fmt: skip
    if cell is None:
        desk.remark(sheet, line, "cell", "imports.cell_without_date", value=line["title"])
        return
    if line["date"] != cell.date:
        desk.remark(sheet, line, "date", "imports.differs_from", value=line["date"], field="cell", other=cell.date)
    if cell.withdrawn:
        desk.remark(sheet, line, "cell", "imports.cell_withdrawn", value=line["cell"])
    desk.read(sheet, line)
    known = desk.record.instruments.get(instrument)
    words = desk.record.vocabulary.acts[cell.kind].label
    name = f"{READER.prefix}-{key}-{slug(cell.kind)}"
    english, spanish = (known.title.en, known.title.es) if known else (line["title"], line["title"])
    note = ("The date stands in brackets: withdrawn since.", "La fecha está entre corchetes: se retiró después.")
    desk.claim(
        claim=name, act=desk.act(f"{key}:{cell.kind}", name), kind=cell.kind, subject=desk.record.about, instrument=instrument,
        date=cell.date, source=source, locator=f"{line['chapter']}-{line['treaty']}, {line['column']}",
        title=f"{words.en}: {english}", title_es=f"{words.es}: {spanish}",
        note=note[0] if cell.withdrawn else "", note_es=note[1] if cell.withdrawn else "",
    )  # fmt: skip


READER: Final = declared(__name__, read)
