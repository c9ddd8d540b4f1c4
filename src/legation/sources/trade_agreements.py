"""Trade agreements of one country as the manytrade data have them: its signature, ratification, entry into force and end."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Final

from legation.record.acts import slug
from legation.sources.desk import Desk
from legation.sources.reader import declared
from legation.sources.sheet import Line, Sheet
from legation.terms.edtf import parse
from legation.terms.vocabulary import Text

TABLE: Final = "peru_trade_agreements"
OPEN: Final = "open"
OF_THE_COUNTRY: Final = {
    "peru_signature": ("agreement_signed", Text("signed", "suscripción")),
    "peru_ratification": ("instrument_ratified", Text("ratified", "ratificación")),
    "peru_accession": ("instrument_acceded", Text("accession", "adhesión")),
    "peru_entry_into_force": (
        "agreement_entered_into_force",
        Text("entry into force for the country", "entrada en vigor para el país"),
    ),
    "peru_end": ("agreement_ended", Text("end for the country", "término para el país")),
}
OF_THE_AGREEMENT: Final = {
    "entry_into_force": ("entered_into_force", Text("entry into force of the agreement", "entrada en vigor del acuerdo")),
    "end": ("instrument_terminated", Text("end of the agreement", "término del acuerdo")),
}
ORDER: Final = ("peru_signature", "peru_ratification", "peru_entry_into_force", "peru_end")


def read(sheets: Mapping[str, Sheet], desk: Desk) -> None:
    """Enter the country's acts on each agreement, and those of the agreement itself."""
    sheet = sheets[TABLE]
    source = desk.source("manytrade-agreements", READER.csl)
    for line in sheet.lines:
        _agreement(sheet, line, desk, source)
        desk.read(sheet, line)


def _agreement(sheet: Sheet, line: Line, desk: Desk, source: str) -> None:
    about, key = desk.record.about, line["treaty_id"]
    joined = desk.joined_instrument(key)
    instrument = joined or desk.instrument(
        id=f"{READER.prefix}-{slug(key)}", kind="trade_agreement", title=line["title"], title_es=line["title"], parties=about,
        source=source, note="Title as the publisher gives it, in English.", note_es="Título tal como lo da el editor, en inglés.",
    )  # fmt: skip
    known = desk.record.instruments.get(instrument)
    title = known.title if known else Text(line["title"], line["title"])
    partners = ";".join(party for party in known.parties if party != about) if known else ""
    _remarks(sheet, line, desk)
    for columns, whose in ((OF_THE_COUNTRY, {"subject": about, "object": partners}), (OF_THE_AGREEMENT, {})):
        for column, (kind, words) in columns.items():
            date = "" if line[column] == OPEN else desk.date(sheet, line, column)
            if not date:
                continue
            what = column.removeprefix("peru_").replace("_", "-") if whose else f"treaty-{column.replace('_', '-')}"
            name = f"{READER.prefix}-{slug(key)}-{what}"
            desk.claim(**{
                "claim": name, "act": desk.act(f"{key}:{column}", name), "kind": kind, "date": date, **whose,
                "instrument": instrument, "source": source, "locator": f"{key}, {column}",
                "title": f"{title.en}: {words.en}", "title_es": f"{title.es}: {words.es}",
            })  # fmt: skip


def _remarks(sheet: Sheet, line: Line, desk: Desk) -> None:
    if line["peru_succession"] not in ("", "0"):
        desk.remark(sheet, line, "peru_succession", "imports.unknown_word", value=line["peru_succession"])
    if line["peru_signature"] and line["signature"] and line["peru_signature"] != line["signature"]:
        desk.remark(
            sheet,
            line,
            "peru_signature",
            "imports.differs_from",
            value=line["peru_signature"],
            field="signature",
            other=line["signature"],
        )
    dated = [(column, parse(line[column])) for column in ORDER if line[column] not in ("", OPEN)]
    for (earlier, first), (later, then) in pairwise(dated):
        if isinstance(first.first, int) and isinstance(then.last, int) and then.last < first.first:
            desk.remark(sheet, line, later, "imports.out_of_order", value=then.text, field=earlier, other=first.text)


READER: Final = declared(__name__, read)
