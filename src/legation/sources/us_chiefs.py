"""The Office of the Historian's list of United States chiefs of mission, in every version of the list.

The list numbers its rows, and its numbers are no identities: a row may be taken out and entered again under another number. A
charge goes on under one act where its row keeps its number and either its mission or its person, or where on the day on which the
row leaves the list another begins of the same person at the same mission, with a date in common and none that differs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from legation.record.acts import slug
from legation.sources.desk import Desk, day_of
from legation.sources.heads_of_mission import Deed, Head
from legation.sources.reader import declared
from legation.sources.sheet import Line, Sheet
from legation.sources.versions import Versions
from legation.terms.messages import say

TABLE: Final = "us_chiefs_versions"
PEOPLE: Final = "us_people"
SENDER: Final = "united-states"
DATES: Final[dict[Deed, str]] = {"appointed": "appointed_date", "began": "started_date", "ended": "ended_date"}
OFFICES: Final = {
    "ambassador-e-p": "ambassador",
    "deputy-ambassador": "deputy-ambassador",
    "envoy-extraordinary-minister-plenipotentiary": "envoy-extraordinary-and-minister-plenipotentiary",
    "envoy-extraordinary-minister-plenipotentiary-consul-general": "envoy-extraordinary-plenipotentiary-and-consul-general",
    "minister-plenipotentiary": "minister-plenipotentiary",
    "minister-resident": "minister-resident",
    "minister-resident-foreign-service-officer": "minister-resident",
    "minister-resident-consul-general": "minister-resident-and-consul-general",
    "minister-resident-and-extraordinary": "minister-resident-and-extraordinary",
    "minister": "minister-head-of-mission",
    "charge-daffaires": "charge-daffaires",
    "charge-daffaires-consul-general": "charge-daffaires-and-consul-general",
    "charge-daffaires-ad-interim": "charge-daffaires-ad-interim",
    "charge-daffaires-pro-tem": "charge-daffaires-pro-tempore",
    "commissioner": "commissioner",
    "commissioner-consul-general": "commissioner-and-consul-general",
    "diplomatic-agent": "diplomatic-agent",
    "diplomatic-agent-consul-general": "diplomatic-agent-and-consul-general",
    "agent": "agent",
    "agent-consul-general": "agent-and-consul-general",
    "consul-general": "consul-general-head-of-mission",
    "representative": "permanent-representative",
    "personal-representative-of-the-president": "personal-representative",
    "principal-officer": "principal-officer",
    "acting-principal-officer": "acting-principal-officer",
    "chief": "head-of-office",
    "chief-of-mission-of-us-office-abroad": "head-of-office",
    "director": "head-of-office",
}
"""The office of each role of the list; a role that begins with :data:`BEFORE_A_BODY` is that of a permanent representative."""
BEFORE_A_BODY: Final = "representative-"
UNNAMED: Final = "head-of-mission"
"""The office where the list names no role, or one that is not known here."""
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


@dataclass(frozen=True, slots=True)
class Charge:
    """One charge as the list has it on a day: its name in the record, the row, and what the row says."""

    name: str
    line: Line
    deeds: Deeds

    def goes_on_in(self, line: Line, deeds: Deeds) -> bool:
        """Whether a row with another number speaks of the same charge."""
        said = [(self.deeds[deed].date, one.date) for deed, one in deeds.items() if deed in self.deeds]
        same = all(line[column] == self.line[column] for column in ("mission", "person_id"))
        return same and bool(said) and all(before == now for before, now in said)


@dataclass
class Reading:
    """The list read day by day: the desk, the names of people, and the charges that stand in the list by number of the row."""

    sheet: Sheet
    desk: Desk
    versions: Versions
    names: Mapping[str, str]
    listed: dict[str, Charge] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    overlaps: set[tuple[str, ...]] = field(default_factory=set)

    def remark(self, line: Line, column: str, code: str, **values: object) -> None:
        self.desk.remark(self.sheet, line, column, code, **values)


def read(sheets: Mapping[str, Sheet], desk: Desk) -> None:
    """Enter what each version of the list says of heads of mission to the record's own actor, or to all, where it is new."""
    sheet, people = sheets[TABLE], sheets[PEOPLE]
    rows = [line for line in sheet.lines if desk.wants(line["mission"])]
    names = {line["id"]: f"{line['forename']} {line['surname']}".strip() for line in people.lines}
    reading = Reading(sheet, desk, Versions(desk, "us-chiefs", READER.csl), names)
    if not _has_sender(reading, rows):
        return
    _account(sheet, people, desk, rows)
    begun, over = _by_day(rows, "known_from"), _by_day(rows, "known_to")
    for day in sorted(begun.keys() | over.keys()):
        new = [line for line in begun.get(day, ()) if _holds(reading, line)]
        gone = [line["id"] for line in over.get(day, ()) if line["id"] in reading.listed]
        _turn(reading, day, sorted(new, key=_number), sorted(set(gone) - {line["id"] for line in new}))


def _has_sender(reading: Reading, rows: Sequence[Line]) -> bool:
    desk = reading.desk
    if desk.whole:
        source = reading.versions.on(min(_day(line["known_from"]) for line in rows)) if rows else ""
        desk.present(SENDER, kind="state", name="United States of America", name_es="Estados Unidos de América", source=source)
    elif SENDER not in desk.record.actors:
        for line in rows:
            reading.remark(line, "mission", "imports.unknown_name", value=SENDER)
        return False
    return True


def _account(sheet: Sheet, people: Sheet, desk: Desk, rows: Sequence[Line]) -> None:
    """Say which rows are passed over as they concern others."""
    mine = {line.number for line in rows}
    for line in sheet.lines:
        if line.number not in mine:
            desk.decline(sheet, line, "of_another")
    named = {line["person_id"] for line in rows}
    for line in people.lines:
        if line["id"] in named:
            desk.read(people, line)
        else:
            desk.decline(people, line, "no_head")


def _turn(reading: Reading, day: str, new: Sequence[Line], gone: Sequence[str]) -> None:
    """What changed in the list on one day."""
    leaving = {name: reading.listed.pop(name) for name in gone}
    touched = {one.line["mission"] for one in leaving.values()}
    for line in new:
        now = _deeds(reading, line)
        before = reading.listed.get(line["id"]) or _leaving(leaving, line, now)
        charge = Charge(before.name if before else _fresh(reading, line, day), line, now)
        reading.listed[line["id"]] = charge
        touched |= {line["mission"]} | ({before.line["mission"]} if before else set())
        _enter(reading, charge, day, before.deeds if before else None)
    for one in leaving.values():
        _retract(reading, one, day, one.deeds)
    for mission in sorted(touched):
        for line, other, found in _overlapping([one for one in reading.listed.values() if one.line["mission"] == mission]):
            if found not in reading.overlaps:
                reading.overlaps.add(found)
                reading.remark(line, "ended_date", "imports.overlaps", value=found[1], name=other.head.person, other=found[3])


def _leaving(leaving: dict[str, Charge], line: Line, now: Deeds) -> Charge | None:
    """The charge that leaves the list under another number and goes on in this row; it leaves no more."""
    same = [name for name, one in leaving.items() if one.goes_on_in(line, now)]
    return leaving.pop(same[0]) if len(same) == 1 else None


def _fresh(reading: Reading, line: Line, day: str) -> str:
    """The name of a charge that is new: the number of its row, with the day where an earlier charge had it."""
    name = f"{line['id']} {day}" if line["id"] in reading.used else line["id"]
    reading.used.add(line["id"])
    return name


def _number(line: Line) -> str:
    return line["id"]


def _by_day(rows: Sequence[Line], column: str) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for line in rows:
        if line[column]:
            found.setdefault(_day(line[column]), []).append(line)
    return found


def _day(moment: str) -> str:
    """The day of a moment, which the list gives in UTC."""
    return moment[:10]


def _holds(reading: Reading, line: Line) -> bool:
    """Whether a row was still in the list at the end of the day on which it was entered."""
    if _day(line["known_from"]) != _day(line["known_to"]):
        return True
    reading.remark(line, "known_to", "imports.within_a_day", value=_day(line["known_to"]))
    reading.desk.decline(reading.sheet, line, "within_a_day")
    return False


def _receiver(reading: Reading, line: Line) -> str:
    """The country of the mission; one that the record does not have is entered by its name in the list."""
    desk, mission = reading.desk, line["mission"]
    found = desk.actor(mission)
    if found:
        return found
    name = mission.replace("-", " ").title()
    return desk.present(
        mission, kind="state", name=name, name_es=name, source=reading.versions.on(_day(line["known_from"])),
        note="Named as the publisher's list has it; missions to organisations are among them.",
        note_es="Con el nombre que le da la lista del editor; hay también misiones ante organismos.",
    )  # fmt: skip


def _deeds(reading: Reading, line: Line) -> Deeds:
    """What a row says that the person did, by deed, with every remark on the row."""
    if line["contemporary_territory"] != line["mission"]:
        reading.remark(
            line, "contemporary_territory", "imports.differs_from",
            value=line["contemporary_territory"], other=line["mission"], field="mission",
        )  # fmt: skip
    person = reading.names.get(line["person_id"], "")
    if not person:
        person = line["person_id"]
        reading.remark(line, "person_id", "imports.nameless", value=person)
    office = "permanent-representative" if line["role"].startswith(BEFORE_A_BODY) else OFFICES.get(line["role"], UNNAMED)
    if office == UNNAMED:
        reading.remark(line, "role", "imports.words_not_read", value=line["role"])
    head = Head(person, SENDER, _receiver(reading, line), office)
    found: Deeds = {}
    for deed, column in DATES.items():
        date, how = reading.desk.date(reading.sheet, line, column), _how(reading, line, column.replace("_date", "_note"))
        if date:
            found[deed] = Said(head, f"{date}~" if how == APPROXIMATE else date, how)
    if not found:
        reading.remark(line, "started_date", "imports.no_deed")
        reading.desk.decline(reading.sheet, line, "dates_nothing")
    _in_order(reading, line, found)
    return found


def _how(reading: Reading, line: Line, column: str) -> str:
    words = line[column].removesuffix(".").removesuffix(" on")
    how = HOW.get(words) or next((how for begins, how in BEGINNINGS.items() if words.startswith(begins)), "")
    dated = bool(line[column.replace("_note", "_date")])
    if words and not (how and dated):
        quoted = words.split()
        short = " ".join(quoted[:QUOTED]) + (" …" if len(quoted) > QUOTED else "")
        reading.remark(line, column, "imports.words_not_read" if dated else "imports.words_without_date", value=short)
    return how if dated else ""


def _in_order(reading: Reading, line: Line, deeds: Deeds) -> None:
    for (earlier, one), (later, other) in pairwise(deeds.items()):
        if _before(other.date, one.date):
            reading.remark(line, DATES[later], "imports.out_of_order", value=other.date, field=DATES[earlier], other=one.date)


def _before(date: str, other: str) -> bool:
    """Whether ``date`` is certainly earlier than ``other``."""
    one, then = day_of(date), day_of(other)
    return one is not None and then is not None and one.last < then.first


def _enter(reading: Reading, charge: Charge, day: str, before: Deeds | None) -> None:
    now, known, line, desk = charge.deeds, before or {}, charge.line, reading.desk
    if before == now and now:
        reading.remark(line, "known_from", "imports.version_same")
        desk.decline(reading.sheet, line, "version_same")
    for deed, said in now.items():
        if known.get(deed) == said:
            continue
        desk.read(reading.sheet, line)
        notes = {"note": say(f"heads.{said.how}"), "note_es": say(f"heads.{said.how}", "es")} if said.how else {}
        desk.claim(**{
            **_named(reading, charge, deed, "" if before is None else day), **said.head.cells(deed, desk), **notes,
            "date": said.date, "source": reading.versions.on(day),
        })  # fmt: skip
    _retract(reading, charge, day, {deed: said for deed, said in known.items() if deed not in now})


def _retract(reading: Reading, charge: Charge, day: str, deeds: Deeds) -> None:
    for deed, said in deeds.items():
        reading.desk.read(reading.sheet, charge.line)
        reading.desk.claim(**{
            **_named(reading, charge, deed, f"withdrawn-{day}"), "kind": "retraction", "source": reading.versions.on(day),
            **said.head.titles("heads.withdrawn", reading.desk),
        })  # fmt: skip


def _named(reading: Reading, charge: Charge, deed: Deed, version: str) -> dict[str, str]:
    """The claim's id (that of the charge's first version has no day), the act and the place in the list."""
    line = charge.line
    act = f"{READER.prefix}-{slug(charge.name)}-{deed}"
    claim = f"{act}-{version}" if version else act
    return {
        "claim": claim, "act": reading.desk.act(f"{charge.name}:{deed}", act),
        "locator": f"{line['mission']}, {line['id']}, {deed}",
    }  # fmt: skip


def _overlapping(listed: Sequence[Charge]) -> Iterator[tuple[Line, Said, tuple[str, str, str, str]]]:
    """Heads of one mission who ceased, by the list, after the next had begun: the row, the next head, what identifies them."""
    begun = sorted(
        ((one.deeds["began"].date, one.line["id"], one.line, one.deeds) for one in listed if "began" in one.deeds),
        key=lambda one: one[:2],
    )
    for (_, name, line, deeds), (began, next_name, _, later) in pairwise(begun):
        ended = deeds.get("ended")
        if ended and _before(began, ended.date):
            yield line, later["began"], (name, ended.date, next_name, began)


READER: Final = declared(__name__, read)
