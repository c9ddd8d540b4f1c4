"""The United Kingdom's treaty records: treaties of two sides and of several, of one country or of all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from legation.record.acts import slug
from legation.sources.desk import Desk, day_of
from legation.sources.reader import declared
from legation.sources.sheet import Line, Sheet
from legation.terms.vocabulary import Text

TABLE: Final = "uk_treaties"
BILATERAL: Final = "BI"
MULTILATERAL: Final = "MULTI"
ORDER: Final = ("adopted_date", "signed_date", "in_force_date", "terminated_date")
OUT_OF_ORDER: Final = {
    ("adopted_date", "signed_date"): "signed_before_adopted",
    ("adopted_date", "in_force_date"): "in_force_before_adopted",
    ("adopted_date", "terminated_date"): "ended_before_adopted",
    ("signed_date", "in_force_date"): "in_force_before_signed",
    ("signed_date", "terminated_date"): "ended_before_signed",
    ("in_force_date", "terminated_date"): "ended_before_in_force",
}
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


@dataclass(frozen=True, slots=True)
class Own:
    """Whose treaties are read: the record's own actor, by any of its names; in a record of the whole set every party."""

    desk: Desk
    source: str
    names: frozenset[str]

    def party(self, name: str) -> str | None:
        """The actor that a party is; in a record of the whole set one is entered where the record has none of that name."""
        found = self.desk.actor(name)
        if found or not self.desk.whole:
            return found
        return self.desk.present(
            slug(name), kind="state" if name.isupper() else "region", name=name, name_es=name, source=self.source,
            note="As the publisher names it, which writes States and organisations in capitals, territories in small letters.",
            note_es="Con el nombre del editor, que escribe Estados y organismos en mayúsculas y territorios en minúsculas.",
        )  # fmt: skip


def read(sheets: Mapping[str, Sheet], desk: Desk) -> None:
    """Enter the records that name the record's own actor, or all: the treaty's acts, and those of its two sides."""
    sheet = sheets[TABLE]
    actor = desk.record.actors.get(desk.record.about)
    names = {name.casefold() for name in (actor.name.en, actor.name.es, *actor.aliases)} if actor else set()
    own = Own(desk, desk.source("uk-treaties-online", READER.csl), frozenset(names))
    before: dict[tuple[str, str], Line] = {}
    for line in sheet.lines:
        if not desk.whole and own.names.isdisjoint(party.casefold() for party in line.listed("parties")):
            desk.decline(sheet, line, "of_another")
            continue
        if line["treaty_type"] not in (BILATERAL, MULTILATERAL):
            desk.remark(sheet, line, "treaty_type", "imports.unknown_word", value=line["treaty_type"])
            continue
        earlier = before.setdefault((line["title"], line["signed_date"]), line)
        if earlier is not line:
            desk.remark(sheet, line, "title", "imports.same_title", other=earlier["record_id"])
        desk.read(sheet, line)
        _in_order(sheet, line, own, _treaty(sheet, line, own))


def _treaty(sheet: Sheet, line: Line, own: Own) -> dict[str, str]:
    """Enter one treaty; the claim of each column that dates the treaty itself or the signature of its two sides."""
    desk, key, sides = own.desk, line["record_id"], line["treaty_type"]
    parties = _parties(sheet, line, own)
    about, partners = (";".join(parties), "") if desk.whole else (desk.record.about, ";".join(parties))
    instrument = desk.joined_instrument(key) or desk.instrument(
        id=f"{READER.prefix}-{key}", kind="treaty", title=line["title"], title_es=line["title"],
        parties=";".join(filter(None, (about, partners))) if sides == BILATERAL or not desk.whole else "", source=own.source,
        note="Title as the publisher gives it, in English.", note_es="Título tal como lo da el editor, en inglés.",
    )  # fmt: skip
    known = desk.record.instruments.get(instrument)
    title = known.title if known else Text(line["title"], line["title"])
    entered: dict[str, str] = {}

    def enter(deed: Deed, column: str, date: str, note: Text) -> None:
        name = f"{READER.prefix}-{key}-{deed.what}"
        whose = {"subject": about, "object": partners} if deed.of_country else {}
        entered.setdefault(column, name)
        desk.claim(**{
            "claim": name, "act": desk.act(f"{key}:{deed.what}", name), "kind": deed.kind, "date": date, **whose,
            "instrument": instrument, "source": own.source, "locator": f"record {key}, {column}",
            "title": f"{title.en}: {deed.words.en}", "title_es": f"{title.es}: {deed.words.es}",
            "note": note.en, "note_es": note.es,
        })  # fmt: skip

    if sides == MULTILATERAL and about:
        enter(LISTED, "parties", "", Text("", ""))
    for column, deeds in DEEDS.items():
        if line[column]:
            date = desk.date(sheet, line, column)
            for deed in deeds[sides]:
                if about or not deed.of_country:
                    enter(deed, column, date, _note(line, column))
    return entered


def _parties(sheet: Sheet, line: Line, own: Own) -> list[str]:
    """The parties beside the record's own actor of a treaty of two sides, or all of any treaty where the whole set is read.

    Territories, which the publisher writes in small letters, are no party to a treaty of two sides.
    """
    if line["treaty_type"] == MULTILATERAL and not own.desk.whole:
        return []
    found = []
    for party in line.listed("parties"):
        if party.casefold() in own.names or (line["treaty_type"] == BILATERAL and not party.isupper()):
            continue
        actor = own.party(party)
        if actor is None:
            own.desk.remark(sheet, line, "parties", "imports.no_such_actor", value=party)
        elif actor not in found:
            found.append(actor)
    return found


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


def _in_order(sheet: Sheet, line: Line, own: Own, entered: Mapping[str, str]) -> None:
    """Remark on days of effect other than those of force, and on dates in an order that cannot be; the docket has the latter
    where the whole set is read."""
    desk = own.desk
    for column, effective in EFFECTIVE.items():
        if line[effective] and line[effective] != line[column]:
            desk.remark(
                sheet, line, effective, "imports.differs_from", value=line[effective], field=column, other=line[column] or "—"
            )
    dated = [(column, when) for column in ORDER if (when := day_of(line[column])) is not None]
    for (earlier, first), (later, then) in pairwise(dated):
        if then.last < first.first:
            desk.remark(sheet, line, later, "imports.out_of_order", value=line[later], field=earlier, other=line[earlier])
            if desk.whole and first.is_plain and then.is_plain:
                kind = OUT_OF_ORDER[earlier, later]
                place = (own.source, f"record {line['record_id']}")
                name = f"{READER.prefix}-{slug(kind)}-{line['record_id']}"
                desk.difference(name, kind, (entered[earlier], entered[later]), place)


READER: Final = declared(__name__, read)
