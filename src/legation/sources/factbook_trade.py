"""The World Factbook's figures of one country's trade: exports, imports and partners' shares, each revision a version."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from legation.record.claims import decimal_of
from legation.sources.desk import Desk
from legation.sources.reader import declared
from legation.sources.sheet import Line, Sheet
from legation.sources.versions import Versions
from legation.terms.edtf import EdtfError, parse
from legation.terms.vocabulary import Text

SHARES: Final = "peru_trade_partner_shares_factbook"
TOTALS: Final = "peru_trade_totals_factbook"
NAME: Final = "factbook-trade"
SERIES: Final = {
    SHARES: {"export": "goods_export_share", "import": "goods_import_share"},
    TOTALS: {"export": "exports", "import": "imports"},
}
VALUES: Final = {SHARES: "share_pct", TOTALS: "value_usd_billion"}
UNITS: Final = {SHARES: "percent", TOTALS: "usd"}
PLACES: Final = {
    "goods_export_share": "Exports - partners", "goods_import_share": "Imports - partners",
    "exports": "Exports", "imports": "Imports",
}  # fmt: skip
NOTES: Final = {
    SHARES: Text("Goods; only the leading partners are named.", "Bienes; solo se nombran los principales socios."),
    TOTALS: Text("Goods and services, in current dollars.", "Bienes y servicios, en dólares corrientes."),
}
BILLION: Final = 10**9
HUNDRED: Final = 100

Figure = tuple[str, str, str]
"""Series, partner (or empty) and year."""


def read(sheets: Mapping[str, Sheet], desk: Desk) -> None:
    """Enter every figure, with the day on which it was first published and those that later replaced it."""
    versions = Versions(desk, NAME, READER.csl)
    said: dict[Figure, str] = {}
    rows: dict[tuple[Figure, str], tuple[int, str]] = {}
    lines = [(sheets[table], line) for table in (SHARES, TOTALS) for line in sheets[table].lines]
    for sheet, line in sorted(lines, key=lambda one: one[1]["first_seen"]):
        figure, value = _figure(sheet, line, desk), _value(sheet, line, desk)
        if figure is None or not value:
            continue
        row, other = rows.setdefault((figure, line["first_seen"]), (line.number, value))
        if row != line.number and other == value:
            desk.remark(sheet, line, VALUES[sheet.name], "imports.same_row", row=row)
            continue
        if row != line.number:
            desk.remark(sheet, line, VALUES[sheet.name], "imports.twice_that_day", row=row, other=other)
        elif said.get(figure) == value:
            desk.remark(sheet, line, VALUES[sheet.name], "imports.same_as_before", value=value)
            continue
        said[figure] = value
        desk.read(sheet, line)
        _enter(sheet, line, desk, versions.on(line["first_seen"], line["commit"]), (figure, value, row != line.number))


def _figure(sheet: Sheet, line: Line, desk: Desk) -> Figure | None:
    """What the row's figure is a figure of; None, and a remark, where that cannot be said."""
    for column in ("year", "first_seen"):
        try:
            parse(line[column])
        except EdtfError:
            desk.remark(sheet, line, column, "imports.not_read", reason=line[column] or "—")
            return None
    series = SERIES[sheet.name].get(line["flow"])
    if series is None:
        desk.remark(sheet, line, "flow", "imports.unknown_word", value=line["flow"])
        return None
    if sheet.name == TOTALS:
        return series, "", line["year"]
    partner = desk.actor(line["partner"])
    if partner is None:
        desk.remark(sheet, line, "partner", "imports.unknown_name", value=line["partner"])
        return None
    return series, partner, line["year"]


def _value(sheet: Sheet, line: Line, desk: Desk) -> str:
    """The figure in its unit as text, totals in dollars; empty, and a remark, where the cell holds none."""
    column = VALUES[sheet.name]
    number = decimal_of(line[column])
    if number is None:
        desk.remark(sheet, line, column, "imports.not_a_number", value=line[column])
        return ""
    if sheet.name == TOTALS:
        return f"{(number * BILLION).normalize():f}"
    if not 0 <= number <= HUNDRED:
        desk.remark(sheet, line, column, "imports.out_of_range", value=line[column], field=column)
    return line[column]


def _enter(sheet: Sheet, line: Line, desk: Desk, source: str, said: tuple[Figure, str, bool]) -> None:
    (series, partner, year), value, again = said
    note = NOTES[sheet.name]
    row = f"row-{line.number}" if again else ""
    parts = (READER.prefix, year, series.replace("_", "-"), partner, line["first_seen"], row)
    desk.measure(
        claim="-".join(part for part in parts if part), series=series, actor=desk.record.about, counterpart=partner, period=year,
        value=value, unit=UNITS[sheet.name], source=source,
        locator=f"Peru, Economy, {PLACES[series]}, {year}", note=note.en, note_es=note.es,
    )  # fmt: skip


READER: Final = declared(__name__, read)
