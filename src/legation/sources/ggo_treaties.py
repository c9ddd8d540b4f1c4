"""Treaties and other texts in the manytreaties data: what States signed, ratified and left, and when they took force."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from legation.record.acts import slug
from legation.sources.desk import Day, Desk, day_of
from legation.sources.reader import declared
from legation.sources.sheet import Line, Sheet
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
STEPS: Final = ((SIGNATURE, "signed"), ("StateRatification", "ratified"), ("StateForce", "in_force"), (END, "ended"))
OUT_OF_ORDER: Final = {
    **{
        (first, then): f"{later}_before_{earlier}"
        for place, (then, later) in enumerate(STEPS)
        for first, earlier in STEPS[:place]
    },
    ("Force", "StateForce"): "in_force_before_treaty",
}
"""For two columns, that of the step which has to come first first: what a row is called that has them the other way round."""
NEVER_IN_FORCE: Final = "ended_never_in_force"
LONGEST_CODE: Final = 3
OF_ORGANISATIONS: Final = "IO-"


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
    """One text as the rows read of it have it, and what it is in the record.

    Args:
        key: the publisher's id, with the words that tell it apart where other texts share it.
        partner: the other State where the data name one only beside the record's own actor, or empty.
        called_no_treaty: the data list the text and call it something that nobody signs, or nothing.
    """

    key: str
    instrument: str
    kind: str
    title: Text
    partner: str
    called_no_treaty: bool


@dataclass(frozen=True, slots=True)
class Pages:
    """What a reading works on: the rows of States, and the desk with the id of the source."""

    sheet: Sheet
    desk: Desk
    source: str

    def remark(self, line: Line, column: str, code: str, **values: object) -> None:
        self.desk.remark(self.sheet, line, column, code, **values)


def read(sheets: Mapping[str, Sheet], desk: Desk) -> None:
    """Enter the acts of the record's own actor on each text, or of every State, and the entry into force of the text itself."""
    sheet, agreements = sheets[PARTIES], _agreements(sheets[AGREEMENTS])
    pages = Pages(sheet, desk, desk.source("manytreaties-ggo", READER.csl))
    actors = {state: _actor(pages, state) for state in _by(sheet.lines, "stateID")}
    wanted, keys = set(), set[str]()
    for treaty, lines in _by(sheet.lines, "treatyID").items():
        own = [line for line in lines if desk.wants(actors[line["stateID"]])]
        if not own:
            continue
        wanted.add(treaty)
        others = [state for state in dict.fromkeys(line["stateID"] for line in lines) if not desk.wants(actors[state])]
        partner = actors[others[0]] if len(others) == 1 else ""
        if partner is None:
            pages.remark(own[0], "stateID", "imports.no_such_actor", value=others[0])
        titled = _by(own, "Title")
        for title, of_title in titled.items():
            key = _own_key(" ".join(filter(None, (treaty, _told_apart(title, titled)))), keys)
            if len(titled) > 1:
                pages.remark(of_title[0], "treatyID", "imports.several_texts", value=treaty, other=_others(title, titled))
            _text(pages, key, of_title, agreements.get((treaty, title)) or agreements.get((treaty, "")), actors, partner or "")
    for line in sheet.lines:
        if not desk.wants(actors[line["stateID"]]):
            desk.decline(sheet, line, "of_another")
    for line in sheets[AGREEMENTS].lines:
        if line["treatyID"] in wanted:
            desk.read(sheets[AGREEMENTS], line)
        else:
            desk.decline(sheets[AGREEMENTS], line, "without_states")


def _actor(pages: Pages, code: str) -> str | None:
    """The actor of a row; in a record of the whole set one is entered for a code that the record does not have."""
    found = pages.desk.actor(f"{CODES}:{code}")
    if found or not pages.desk.whole:
        return found
    is_code = len(code) == LONGEST_CODE and code.isalpha() and code.isupper()
    kind = "state" if is_code else "organisation" if code.startswith(OF_ORGANISATIONS) else "group"
    return pages.desk.present(
        f"{READER.prefix}-{slug(code)}", kind=kind, name=code, name_es=code, source=pages.source,
        note="Named as the publisher codes it.", note_es="Con el nombre que le da el código del editor.",
        **({"iso3166": code} if is_code else {}),
    )  # fmt: skip


def _text(
    pages: Pages, key: str, lines: Sequence[Line], row: Line | None, actors: Mapping[str, str | None], partner: str
) -> None:
    """Enter one text with what each State whose rows are read did about it."""
    told = {}
    for state, of_state in _by(lines, "stateID").items():
        kept = [line for line in _once(pages, of_state) if _tells(pages, line)]
        if kept:
            told[actors[state] or ""] = kept
    if not told:
        return
    every = [line for kept in told.values() for line in kept]
    entry = _entry(pages, key, every, row, partner)
    claims: dict[tuple[str, str, str], str] = {}
    for actor, kept in told.items():
        for line in kept:
            _in_order(pages, line)
        for column, deed in DEEDS.items():
            if deed.of_country:
                claims |= _claims(pages, entry, kept, column, actor)
    claims |= _claims(pages, entry, every, "Force", "")
    pages.desk.read(pages.sheet, *every)
    if pages.desk.whole:
        for line in lines:
            _note_order(pages, line, actors[line["stateID"]] or "", claims)


def _tells(pages: Pages, line: Line) -> bool:
    """Whether a row dates anything that the country did; one that does not is passed over, and it is said."""
    for column in ORDER:
        if line[column] == NO_DATE and column != END:
            pages.remark(line, column, "imports.stands_for_none", value=NO_DATE)
    if any(line[column] not in ("", NO_DATE) for column in ORDER):
        return True
    pages.remark(line, "", "imports.nothing_of_actor")
    pages.desk.decline(pages.sheet, line, "dates_nothing")
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


def _own_key(key: str, keys: set[str]) -> str:
    """The key, with a number where another, written otherwise, reads the same in an id."""
    number, own = 1, key
    while slug(own) in keys:
        number += 1
        own = f"{key} {number}"
    keys.add(slug(own))
    return own


def _others(title: str, titles: Iterable[str]) -> str:
    return "; ".join(one for one in titles if one != title)


def _once(pages: Pages, lines: Sequence[Line]) -> list[Line]:
    """The rows of one text without those that repeat another in all that is read; where rows differ it is said."""
    kept: list[Line] = []
    for line in lines:
        same = next((one for one in kept if all(one[column] == line[column] for column in READ)), None)
        if same:
            pages.remark(line, "", "imports.same_row", row=same.number)
            pages.desk.decline(pages.sheet, line, "repeats")
            continue
        for column in (*ORDER, "Force"):
            for one in kept[:1]:
                if line[column] != one[column] and line[column] and one[column]:
                    pages.remark(line, column, "imports.rows_differ", value=line[column], row=one.number, other=one[column])
        kept.append(line)
    return kept


def _entry(pages: Pages, key: str, lines: Sequence[Line], row: Line | None, partner: str) -> Entry:
    first, desk = lines[0], pages.desk
    called = row["TypeAgree"] if row else ""
    if called not in KINDS:
        pages.remark(first, "treatyID", "imports.kind_left_open", value=called)
    kind = KINDS.get(called, UNSTATED)
    if row and row["TypeDomain"] == "Trade" and kind not in NOT_SIGNED and not desk.whole:
        kind = TRADE
    joined = desk.joined_instrument(key)
    if row is None and joined is None:
        pages.remark(first, "treatyID", "imports.not_in_table", table=AGREEMENTS, value=first["treatyID"])
    title = desk.text(pages.sheet, first, "Title")
    instrument = joined or desk.instrument(
        id=f"{READER.prefix}-{slug(key)}", kind=kind, title=title, title_es=title,
        parties=";".join(filter(None, (desk.record.about, partner))), source=pages.source,
        note="Title as the publisher gives it.", note_es="Título tal como lo da el editor.",
    )  # fmt: skip
    known = desk.record.instruments.get(instrument)
    words = known.title if known else Text(title, title)
    return Entry(key, instrument, known.kind if known else kind, words, partner, row is not None and kind in NOT_SIGNED)


def _claims(pages: Pages, entry: Entry, lines: Sequence[Line], column: str, actor: str) -> dict[tuple[str, str, str], str]:
    """Enter what rows of one text date in a column, each date once; the claims by actor, column and date."""
    told: dict[tuple[str, str, str], str] = {}
    for line in lines:
        if line[column] not in ("", NO_DATE) and (actor, column, line[column]) not in told:
            date = pages.desk.date(pages.sheet, line, column)
            told[actor, column, line[column]] = _claim(pages, entry, line, column, (actor, date, len(told) + 1))
    return told


def _claim(pages: Pages, entry: Entry, line: Line, column: str, said: tuple[str, str, int]) -> str:
    (actor, date, number), deed, desk = said, DEEDS[column], pages.desk
    whose = f"{slug(line['stateID'])}-" if desk.whole and actor else ""
    act = f"{READER.prefix}-{slug(entry.key)}-{whose}{deed.what}"
    cells = {"subject": actor, "object": entry.partner} if deed.of_country else {}
    if column == SIGNATURE and entry.called_no_treaty and line[column] == line["Signature"]:
        pages.remark(line, column, "imports.day_of_the_text", value=date)
        cells |= {
            "note": "The day is that of the text itself, which the data set does not call a treaty; it gives it as signed.",
            "note_es": "El día es el del texto mismo, que el conjunto de datos no llama tratado; lo da por suscrito.",
        }
    name = act if number == 1 else f"{act}-{number}"
    title = Text(line["stateID"], line["stateID"]) if whose else entry.title
    desk.claim(**{
        "claim": name, "act": desk.act(f"{entry.key}:{column}", act),
        "kind": deed.of_trade if entry.kind == TRADE else deed.kind, "date": date, **cells, "instrument": entry.instrument,
        "source": pages.source, "locator": f"{PARTIES}, {line['stateID']}, {line['treatyID']}, {column}",
        "title": f"{title.en}: {deed.words.en}", "title_es": f"{title.es}: {deed.words.es}",
    })  # fmt: skip
    return name


def _dated(line: Line) -> dict[str, Day]:
    """What a row dates, with the first and last day of each date; dates that stand for none left out."""
    found = {}
    for column in (*ORDER, "Force"):
        day = day_of(line[column]) if line[column] != NO_DATE else None
        if day is not None:
            found[column] = day
    return found


def _in_order(pages: Pages, line: Line) -> None:
    """Remark on dates of one row in an order that cannot be: each against every earlier step."""
    bounds = _dated(line)
    for earlier, later in OUT_OF_ORDER:
        if earlier not in bounds or later not in bounds:
            continue
        if bounds[later].last < bounds[earlier].first:
            pages.remark(line, later, "imports.out_of_order", value=line[later], field=earlier, other=line[earlier])
        elif later == END and earlier == "StateForce" and bounds[later] == bounds[earlier]:
            pages.remark(line, later, "imports.ends_as_it_begins", value=line[later], field=earlier)


def _note_order(pages: Pages, line: Line, actor: str, claims: Mapping[tuple[str, str, str], str]) -> None:
    """Enter for the docket what one row, be it repeated elsewhere or not, dates in an order that cannot be, where both days are
    stated flatly."""
    bounds = _dated(line)
    found: dict[str, tuple[str, ...]] = {}
    for (earlier, later), kind in OUT_OF_ORDER.items():
        first, then = bounds.get(earlier), bounds.get(later)
        if first is not None and then is not None and first.is_plain and then.is_plain and then.last < first.first:
            found[kind] = (earlier, later)
    if line["StateForce"] == NO_DATE and END in bounds and bounds[END].is_plain:
        found[NEVER_IN_FORCE] = (END,)
    place = (pages.source, f"{PARTIES}, {line['stateID']}, {line['treatyID']}, row {line.number}")
    for kind, columns in found.items():
        named = [claims[actor if DEEDS[one].of_country else "", one, line[one]] for one in columns]
        pages.desk.difference(f"{READER.prefix}-{slug(kind)}-{line.number}", kind, named, place)


READER: Final = declared(__name__, read)
