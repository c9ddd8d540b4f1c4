"""The United Kingdom's treaty records: the treaties between it and one country, and those of several parties that name it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from legation.sources.desk import Desk
from legation.sources.reader import declared
from legation.sources.sheet import Line, Sheet
from legation.terms.edtf import EdtfError, parse
from legation.terms.vocabulary import Text

TABLE: Final = "uk_treaties"
BILATERAL: Final = "BI"
MULTILATERAL: Final = "MULTI"
ORDER: Final = ("adopted_date", "signed_date", "in_force_date", "terminated_date")
EFFECTIVE: Final = {"in_force_date": "in_force_effective", "terminated_date": "terminated_effective"}


@dataclass(frozen=True, slots=True)
class Deed:
    """An act that a column dates: its kind, its words, and whether the country did it or the treaty itself."""

    kind: str
    what: str
    words: Text
    of_country: bool = False


IN_FORCE: Final = Deed("entered_into_force", "in-force", Text("entry into force", "entrada en vigor"))
IN_FORCE_FOR: Final = Deed(
    "entered_into_force_for", "in-force-for",
    Text("entry into force for the country", "entrada en vigor para el país"), of_country=True,
)  # fmt: skip
OVER: Final = Deed("instrument_terminated", "terminated", Text("terminated", "terminación"))
OVER_FOR: Final = Deed(
    "participation_ended", "terminated-for", Text("end for the country", "término para el país"), of_country=True
)
ADOPTED: Final = Deed("instrument_adopted", "adopted", Text("adopted", "adopción"))
PROVISIONAL: Final = Deed(
    "provisionally_applied", "provisional", Text("provisional application begins", "inicio de la aplicación provisional")
)
SIGNED: Final = Deed("instrument_signed", "signed", Text("signed", "suscripción"), of_country=True)
CONCLUDED: Final = Deed("instrument_concluded", "signed", Text("signed or opened for signature", "firma o apertura a la firma"))
DEEDS: Final[Mapping[str, Mapping[str, tuple[Deed, ...]]]] = {
    "adopted_date": {BILATERAL: (ADOPTED,), MULTILATERAL: (ADOPTED,)},
    "signed_date": {BILATERAL: (SIGNED,), MULTILATERAL: (CONCLUDED,)},
    "provisional_in_force_date": {BILATERAL: (PROVISIONAL,), MULTILATERAL: (PROVISIONAL,)},
    "in_force_date": {BILATERAL: (IN_FORCE, IN_FORCE_FOR), MULTILATERAL: (IN_FORCE,)},
    "terminated_date": {BILATERAL: (OVER, OVER_FOR), MULTILATERAL: (OVER,)},
}
LISTED: Final = Deed(
    "participation_listed", "listed", Text("listed among the participants", "mención entre los participantes"), of_country=True
)


def read(sheets: Mapping[str, Sheet], desk: Desk) -> None:
    """Enter each record that names the record's own actor: the treaty's acts, and the actor's where the treaty has two sides."""
    sheet = sheets[TABLE]
    actor = desk.record.actors[desk.record.about]
    names = {name.casefold() for name in (actor.name.en, actor.name.es, *actor.aliases)}
    source = desk.source("uk-treaties-online", READER.csl)
    before: dict[tuple[str, str], Line] = {}
    for line in sheet.lines:
        if names.isdisjoint(party.casefold() for party in line.listed("parties")):
            continue
        if line["treaty_type"] not in (BILATERAL, MULTILATERAL):
            desk.remark(sheet, line, "treaty_type", "imports.unknown_word", value=line["treaty_type"])
            continue
        earlier = before.setdefault((line["title"], line["signed_date"]), line)
        if earlier is not line:
            desk.remark(sheet, line, "title", "imports.same_title", other=earlier["record_id"])
        _remarks(sheet, line, desk)
        _treaty(sheet, line, desk, source, names)


def _treaty(sheet: Sheet, line: Line, desk: Desk, source: str, names: set[str]) -> None:
    about, key, sides = desk.record.about, line["record_id"], line["treaty_type"]
    partners = _partners(sheet, line, desk, names) if sides == BILATERAL else ""
    instrument = desk.joined_instrument(key) or desk.instrument(
        id=f"{READER.prefix}-{key}", kind="treaty", title=line["title"], title_es=line["title"],
        parties=";".join(filter(None, (about, partners))), source=source,
        note="Title as the publisher gives it, in English.", note_es="Título tal como lo da el editor, en inglés.",
    )  # fmt: skip
    known = desk.record.instruments.get(instrument)
    title = known.title if known else Text(line["title"], line["title"])

    def enter(deed: Deed, column: str, date: str, note: Text) -> None:
        name = f"{READER.prefix}-{key}-{deed.what}"
        whose = {"subject": about, "object": partners} if deed.of_country else {}
        desk.claim(**{
            "claim": name, "act": desk.act(f"{key}:{deed.what}", name), "kind": deed.kind, "date": date, **whose,
            "instrument": instrument, "source": source, "locator": f"record {key}, {column}",
            "title": f"{title.en}: {deed.words.en}", "title_es": f"{title.es}: {deed.words.es}",
            "note": note.en, "note_es": note.es,
        })  # fmt: skip

    if sides == MULTILATERAL:
        enter(LISTED, "parties", "", Text("", ""))
    for column, deeds in DEEDS.items():
        if line[column]:
            date = desk.date(sheet, line, column)
            for deed in deeds[sides]:
                enter(deed, column, date, _note(line, column))


def _partners(sheet: Sheet, line: Line, desk: Desk, names: set[str]) -> str:
    """The other States of a treaty of two sides; territories, which the publisher writes in small letters, are not among them."""
    found = []
    for party in line.listed("parties"):
        if party.casefold() in names or not party.isupper():
            continue
        actor = desk.actor(party)
        if actor is None:
            desk.remark(sheet, line, "parties", "imports.no_such_actor", value=party)
        else:
            found.append(actor)
    return ";".join(found)


def _note(line: Line, column: str) -> Text:
    """What the publisher says beside the date: the place of signature, or another day from which it has effect."""
    if column == "signed_date" and line["signed_place"]:
        return Text(
            f"Place as the publisher gives it: {line['signed_place']}.", f"Lugar según el editor: {line['signed_place']}."
        )
    effective = line[EFFECTIVE[column]] if column in EFFECTIVE else ""
    if effective and effective != line[column]:
        return Text(
            f"With effect from {effective}, according to the publisher.", f"Con efecto desde {effective}, según el editor."
        )
    return Text("", "")


def _remarks(sheet: Sheet, line: Line, desk: Desk) -> None:
    for column, effective in EFFECTIVE.items():
        if line[effective] and line[effective] != line[column]:
            desk.remark(
                sheet, line, effective, "imports.differs_from", value=line[effective], field=column, other=line[column] or "—"
            )
    dated = []
    for column in ORDER:
        try:
            when = parse(line[column])
        except EdtfError:
            continue  # empty, or remarked on where it is entered
        dated.append((column, when))
    for (earlier, first), (later, then) in pairwise(dated):
        if isinstance(first.first, int) and isinstance(then.last, int) and then.last < first.first:
            desk.remark(sheet, line, later, "imports.out_of_order", value=then.text, field=earlier, other=first.text)


READER: Final = declared(__name__, read)
