"""The Office of the Historian's list of United States chiefs of mission to one country, in every version of the list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from legation.record.acts import slug
from legation.sources.desk import Desk
from legation.sources.heads_of_mission import Deed, Head
from legation.sources.reader import declared
from legation.sources.sheet import Line, Sheet
from legation.sources.versions import Versions
from legation.terms.edtf import parse
from legation.terms.messages import say

TABLE: Final = "us_chiefs_versions"
PEOPLE: Final = "us_people"
SENDER: Final = "united-states"
DATES: Final[dict[Deed, str]] = {"appointed": "appointed_date", "began": "started_date", "ended": "ended_date"}
OFFICES: Final = {
    "ambassador-e-p": "ambassador",
    "envoy-extraordinary-minister-plenipotentiary": "envoy-extraordinary-and-minister-plenipotentiary",
    "charge-daffaires": "charge-daffaires",
    "charge-daffaires-ad-interim": "charge-daffaires-ad-interim",
}
HOW: Final = {
    "Officially recognized": "recognised",
    "Left post": "left",
    "Left Peru": "left",
    "Died at post": "died_at_post",
    "Died in New York City": "died_elsewhere",
    "Presented recall": "recalled",
    "Presented recall on or shortly before": "recalled_by_then",
    "Superseded": "superseded",
    "Relinquished charge": "relinquished",
    "Normal relations interrupted": "relations_interrupted",
    "Recall requested by the Government of Peru": "recall_requested",
}
"""What the words beside a date say of it, a last "on" or point left off."""
BEGINNINGS: Final = {"Promoted to Envoy Extraordinary": "promoted", "Notified the Government of Peru": "relations_suspended"}
"""The same for longer words, told by how they begin."""
QUOTED: Final = 4
"""How many words of the list a remark repeats."""
APPROXIMATE: Final = "recalled_by_then"


@dataclass(frozen=True, slots=True)
class Said:
    """What one version of a row says of one deed."""

    head: Head
    date: str
    how: str


Deeds = dict[Deed, Said]


def read(sheets: Mapping[str, Sheet], desk: Desk) -> None:
    """Enter what each version of the list says of heads of mission to the record's own actor, where it says something new."""
    sheet = sheets[TABLE]
    rows = [line for line in sheet.lines if line["mission"] == desk.record.about]
    if SENDER not in desk.record.actors:
        for line in rows:
            desk.remark(sheet, line, "mission", "imports.unknown_name", value=SENDER)
        return
    names = {line["id"]: f"{line['forename']} {line['surname']}".strip() for line in sheets[PEOPLE].lines}
    versions = Versions(desk, "us-chiefs", READER.csl)
    listed: dict[str, tuple[Line, Deeds]] = {}
    overlaps: set[tuple[str, ...]] = set()
    for day in sorted({_day(line[column]) for line in rows for column in ("known_from", "known_to")} - {""}):
        new = [line for line in rows if _day(line["known_from"]) == day and _holds(sheet, line, desk)]
        gone = [line for line in rows if _day(line["known_to"]) == day and line["id"] in listed]
        for line in sorted(new, key=lambda line: line["id"]):
            before = listed[line["id"]][1] if line["id"] in listed else None
            now = _deeds(sheet, line, desk, names)
            listed[line["id"]] = (line, now)
            _enter(sheet, line, desk, versions, day, (before, now))
        for line in sorted(gone, key=lambda line: line["id"]):
            if not any(one["id"] == line["id"] for one in new):
                _retract(line, desk, versions, day, listed.pop(line["id"])[1])
        for line, other, found in _overlapping(listed):
            if found not in overlaps:
                overlaps.add(found)
                desk.remark(sheet, line, "ended_date", "imports.overlaps", value=found[1], name=other.head.person, other=found[3])


def _day(moment: str) -> str:
    """The day of a moment, which the list gives in UTC."""
    return moment[:10]


def _holds(sheet: Sheet, line: Line, desk: Desk) -> bool:
    """Whether a row was still in the list at the end of the day on which it was entered."""
    if _day(line["known_from"]) != _day(line["known_to"]):
        return True
    desk.remark(sheet, line, "known_to", "imports.within_a_day", value=_day(line["known_to"]))
    return False


def _deeds(sheet: Sheet, line: Line, desk: Desk, names: Mapping[str, str]) -> Deeds:
    """What a row says that the person did, by deed, with every remark on the row."""
    about = desk.record.about
    if line["contemporary_territory"] != about:
        desk.remark(
            sheet, line, "contemporary_territory", "imports.differs_from",
            value=line["contemporary_territory"], other=about, field="mission",
        )  # fmt: skip
    person = names.get(line["person_id"], "")
    if not person:
        person = line["person_id"]
        desk.remark(sheet, line, "person_id", "imports.nameless", value=person)
    office = OFFICES.get(line["role"], "")
    if not office:
        desk.remark(sheet, line, "role", "imports.words_not_read", value=line["role"])
    head = Head(person, SENDER, about, office)
    found: Deeds = {}
    for deed, column in DATES.items():
        date, how = desk.date(sheet, line, column), _how(sheet, line, column.replace("_date", "_note"), desk)
        if date:
            found[deed] = Said(head, f"{date}~" if how == APPROXIMATE else date, how)
    if not found:
        desk.remark(sheet, line, "started_date", "imports.no_deed")
    _in_order(sheet, line, desk, found)
    return found


def _how(sheet: Sheet, line: Line, column: str, desk: Desk) -> str:
    words = line[column].removesuffix(".").removesuffix(" on")
    how = HOW.get(words) or next((how for begins, how in BEGINNINGS.items() if words.startswith(begins)), "")
    dated = bool(line[column.replace("_note", "_date")])
    if words and not (how and dated):
        quoted = words.split()
        short = " ".join(quoted[:QUOTED]) + (" …" if len(quoted) > QUOTED else "")
        desk.remark(sheet, line, column, "imports.words_not_read" if dated else "imports.words_without_date", value=short)
    return how if dated else ""


def _in_order(sheet: Sheet, line: Line, desk: Desk, deeds: Deeds) -> None:
    for (earlier, one), (later, other) in pairwise(deeds.items()):
        if _before(other.date, one.date):
            desk.remark(sheet, line, DATES[later], "imports.out_of_order", value=other.date, field=DATES[earlier], other=one.date)


def _before(date: str, other: str) -> bool:
    """Whether ``date`` is certainly earlier than ``other``."""
    last, first = parse(date).last, parse(other).first
    return isinstance(last, int) and isinstance(first, int) and last < first


def _enter(
    sheet: Sheet, line: Line, desk: Desk, versions: Versions, day: str, versions_of_row: tuple[Deeds | None, Deeds]
) -> None:
    before, now = versions_of_row
    known = before or {}
    if before == now and now:
        desk.remark(sheet, line, "known_from", "imports.version_same")
    for deed, said in now.items():
        if known.get(deed) == said:
            continue
        notes = {"note": say(f"heads.{said.how}"), "note_es": say(f"heads.{said.how}", "es")} if said.how else {}
        desk.claim(**{
            **_named(line, desk, deed, "" if before is None else day), **said.head.cells(deed, desk.record), **notes,
            "date": said.date, "source": versions.on(day),
        })  # fmt: skip
    _retract(line, desk, versions, day, {deed: said for deed, said in known.items() if deed not in now})


def _retract(line: Line, desk: Desk, versions: Versions, day: str, deeds: Deeds) -> None:
    for deed, said in deeds.items():
        desk.claim(**{
            **_named(line, desk, deed, f"withdrawn-{day}"), "kind": "retraction", "source": versions.on(day),
            **said.head.titles("heads.withdrawn", desk.record),
        })  # fmt: skip


def _named(line: Line, desk: Desk, deed: Deed, version: str) -> dict[str, str]:
    """The claim's id (that of the row's first version has no day), the act and the place in the list."""
    act = f"{READER.prefix}-{slug(line['id'])}-{deed}"
    claim = f"{act}-{version}" if version else act
    return {"claim": claim, "act": desk.act(f"{line['id']}:{deed}", act), "locator": f"{line['mission']}, {line['id']}, {deed}"}


def _overlapping(listed: Mapping[str, tuple[Line, Deeds]]) -> Iterator[tuple[Line, Said, tuple[str, str, str, str]]]:
    """Heads who, by the list, ceased after the next one had begun: the row, the next head, and what identifies the pair."""
    begun = sorted(
        ((deeds["began"].date, name, line, deeds) for name, (line, deeds) in listed.items() if "began" in deeds),
        key=lambda one: one[:2],
    )
    for (_, name, line, deeds), (began, next_name, _, later) in pairwise(begun):
        ended = deeds.get("ended")
        if ended and _before(began, ended.date):
            yield line, later["began"], (name, ended.date, next_name, began)


READER: Final = declared(__name__, read)
