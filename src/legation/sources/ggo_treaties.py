"""Treaties and other texts in the manytreaties data: what one country signed, ratified and left, and when they took force."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from legation.record.acts import slug
from legation.sources.desk import Desk
from legation.sources.reader import declared
from legation.sources.sheet import Line, Sheet
from legation.terms.edtf import EdtfError, parse
from legation.terms.vocabulary import Text

PARTIES: Final = "ggo_parties"
AGREEMENTS: Final = "ggo_agreements"
CODES: Final = "iso3166"
NO_DATE: Final = "9999-12-31"
TRADE: Final = "trade_agreement"
UNSTATED: Final = "unspecified"
KINDS: Final = {
    "Agreement": "treaty", "Protocol": "treaty", "Amendment": "amendment", "Resolution": "resolution", "Report": "report",
    "Regulation": "norm", "": UNSTATED,
}  # fmt: skip
NOT_SIGNED: Final = frozenset({"resolution", "report", "norm", UNSTATED})
SIGNATURE: Final = "StateSignature"
END: Final = "StateEnd"
ORDER: Final = (SIGNATURE, "StateRatification", "StateForce", END)
READ: Final = ("treatyID", "Title", *ORDER, "Force")


@dataclass(frozen=True, slots=True)
class Deed:
    """An act that a column dates: its kind for a treaty and for a trade agreement, its words, and whether the country did it."""

    kind: str
    of_trade: str
    what: str
    words: Text
    of_country: bool = True


DEEDS: Final = {
    SIGNATURE: Deed("instrument_signed", "agreement_signed", "signature", Text("signed", "suscripción")),
    "StateRatification": Deed(
        "instrument_ratified", "instrument_ratified", "ratification", Text("ratified", "ratificación")
    ),
    "StateForce": Deed(
        "entered_into_force_for", "agreement_entered_into_force", "force",
        Text("entry into force for the country", "entrada en vigor para el país"),
    ),
    END: Deed("participation_ended", "agreement_ended", "end", Text("end for the country", "término para el país")),
    "Force": Deed(
        "entered_into_force", "entered_into_force", "treaty-force",
        Text("entry into force of the text itself", "entrada en vigor del texto mismo"), of_country=False,
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One text as the country's rows have it, and what it is in the record.

    Args:
        key: the publisher's id, with the words that tell it apart where other texts share it.
        lines: its rows, without those that repeat another.
        partner: the other State where the data name one only, or empty.
        called_no_treaty: the data list the text and call it something that nobody signs, or nothing.
    """

    key: str
    lines: Sequence[Line]
    instrument: str
    kind: str
    title: Text
    partner: str
    called_no_treaty: bool


def read(sheets: Mapping[str, Sheet], desk: Desk) -> None:
    """Enter the acts of the record's own actor on each text, and the entry into force of the text itself."""
    sheet, agreements = sheets[PARTIES], _agreements(sheets[AGREEMENTS])
    states: dict[str, set[str]] = {}
    for line in sheet.lines:
        states.setdefault(line["treatyID"], set()).add(line["stateID"])
    actors = {state: desk.actor(f"{CODES}:{state}") for state in {one for some in states.values() for one in some}}
    own = [line for line in sheet.lines if actors[line["stateID"]] == desk.record.about]
    source = desk.source("manytreaties-ggo", READER.csl)
    for treaty, lines in _by(own, "treatyID").items():
        others = [state for state in states[treaty] if actors[state] != desk.record.about]
        partner = actors[others[0]] if len(others) == 1 else ""
        if partner is None:
            desk.remark(sheet, lines[0], "stateID", "imports.no_such_actor", value=others[0])
        titled = _by(lines, "Title")
        for title, of_title in titled.items():
            key = " ".join(filter(None, (treaty, _told_apart(title, titled))))
            if len(titled) > 1:
                desk.remark(sheet, of_title[0], "treatyID", "imports.several_texts", value=treaty, other=_others(title, titled))
            told = [line for line in _once(sheet, of_title, desk) if _tells(sheet, line, desk)]
            if told:
                row = agreements.get((treaty, title)) or agreements.get((treaty, ""))
                _acts(sheet, desk, source, _entry(sheet, desk, source, key, told, row, partner or ""))


def _tells(sheet: Sheet, line: Line, desk: Desk) -> bool:
    """Whether a row dates anything that the country did; one that does not is passed over, and it is said."""
    for column in ORDER:
        if line[column] == NO_DATE and column != END:
            desk.remark(sheet, line, column, "imports.stands_for_none", value=NO_DATE)
    if any(line[column] not in ("", NO_DATE) for column in ORDER):
        return True
    desk.remark(sheet, line, "", "imports.nothing_of_actor")
    return False


def _agreements(sheet: Sheet) -> dict[tuple[str, str], Line]:
    """Rows on the texts by id and title; the first of an id stands also for titles that have no row."""
    found: dict[tuple[str, str], Line] = {}
    for line in sheet.lines:
        found.setdefault((line["treatyID"], line["Title"]), line)
        found.setdefault((line["treatyID"], ""), line)
    return found


def _by(lines: Iterable[Line], column: str) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(line[column], []).append(line)
    return found


def _told_apart(title: str, titles: Iterable[str]) -> str:
    """The words of a title that tell it from others under the same id; none where there are no others."""
    words = [slug(one).split("-") for one in titles]
    shared = set(words[0]).intersection(*words[1:])
    return " ".join(word for word in slug(title).split("-") if word not in shared)


def _others(title: str, titles: Iterable[str]) -> str:
    return "; ".join(one for one in titles if one != title)


def _once(sheet: Sheet, lines: Sequence[Line], desk: Desk) -> list[Line]:
    """The rows of one text without those that repeat another in all that is read; where rows differ it is said."""
    kept: list[Line] = []
    for line in lines:
        same = next((one for one in kept if all(one[column] == line[column] for column in READ)), None)
        if same:
            desk.remark(sheet, line, "", "imports.same_row", row=same.number)
            continue
        for column in (*ORDER, "Force"):
            for one in kept[:1]:
                if line[column] != one[column] and line[column] and one[column]:
                    desk.remark(sheet, line, column, "imports.rows_differ", value=line[column], row=one.number, other=one[column])
        kept.append(line)
    return kept


def _entry(sheet: Sheet, desk: Desk, source: str, key: str, lines: Sequence[Line], row: Line | None, partner: str) -> Entry:
    first, about = lines[0], desk.record.about
    called = row["TypeAgree"] if row else ""
    if called not in KINDS:
        desk.remark(sheet, first, "treatyID", "imports.kind_left_open", value=called)
    kind = KINDS.get(called, UNSTATED)
    if row and row["TypeDomain"] == "Trade" and kind not in NOT_SIGNED:
        kind = TRADE
    joined = desk.joined_instrument(key)
    if row is None and joined is None:
        desk.remark(sheet, first, "treatyID", "imports.not_in_table", table=AGREEMENTS, value=first["treatyID"])
    instrument = joined or desk.instrument(
        id=f"{READER.prefix}-{slug(key)}", kind=kind, title=first["Title"], title_es=first["Title"],
        parties=";".join(filter(None, (about, partner))), source=source,
        note="Title as the publisher gives it.", note_es="Título tal como lo da el editor.",
    )  # fmt: skip
    known = desk.record.instruments.get(instrument)
    title = known.title if known else Text(first["Title"], first["Title"])
    return Entry(key, lines, instrument, known.kind if known else kind, title, partner, row is not None and kind in NOT_SIGNED)


def _acts(sheet: Sheet, desk: Desk, source: str, entry: Entry) -> None:
    for line in entry.lines:
        _in_order(sheet, line, desk)
    for column, deed in DEEDS.items():
        told: list[str] = []
        for line in entry.lines:
            if line[column] not in ("", NO_DATE, *told):
                told.append(line[column])
                _claim(sheet, desk, source, entry, line, column, deed, desk.date(sheet, line, column), len(told))


def _claim(
    sheet: Sheet, desk: Desk, source: str, entry: Entry, line: Line, column: str, deed: Deed, date: str, number: int
) -> None:
    act = f"{READER.prefix}-{slug(entry.key)}-{deed.what}"
    cells = {"subject": desk.record.about, "object": entry.partner} if deed.of_country else {}
    if column == SIGNATURE and entry.called_no_treaty and line[column] == line["Signature"]:
        desk.remark(sheet, line, column, "imports.day_of_the_text", value=date)
        cells |= {
            "note": "The day is that of the text itself, which the data set does not call a treaty; it gives it as signed.",
            "note_es": "El día es el del texto mismo, que el conjunto de datos no llama tratado; lo da por suscrito.",
        }
    desk.claim(**{
        "claim": act if number == 1 else f"{act}-{number}", "act": desk.act(f"{entry.key}:{column}", act),
        "kind": deed.of_trade if entry.kind == TRADE else deed.kind, "date": date, **cells, "instrument": entry.instrument,
        "source": source, "locator": f"{PARTIES}, {line['stateID']}, {line['treatyID']}, {column}",
        "title": f"{entry.title.en}: {deed.words.en}", "title_es": f"{entry.title.es}: {deed.words.es}",
    })  # fmt: skip


def _in_order(sheet: Sheet, line: Line, desk: Desk) -> None:
    """Remark on dates of one row in an order that cannot be: each against every earlier step."""
    bounds = {}
    for column in (*ORDER, "Force"):
        try:
            when = parse(line[column])
        except EdtfError:
            continue
        if line[column] != NO_DATE and isinstance(when.first, int) and isinstance(when.last, int):
            bounds[column] = (when.first, when.last)
    steps = [(earlier, later) for place, later in enumerate(ORDER) for earlier in ORDER[:place]]
    for earlier, later in [*steps, ("Force", "StateForce")]:
        if earlier not in bounds or later not in bounds:
            continue
        if bounds[later][1] < bounds[earlier][0]:
            told = {"value": line[later], "field": earlier, "other": line[earlier]}
            desk.remark(sheet, line, later, "imports.out_of_order", **told)
        elif later == END and earlier == "StateForce" and bounds[later] == bounds[earlier]:
            desk.remark(sheet, line, later, "imports.ends_as_it_begins", value=line[later], field=earlier)


READER: Final = declared(__name__, read)
