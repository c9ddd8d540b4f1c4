"""The World Factbook's heads of mission between one country and the United States, each time the published text changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from legation.record.acts import slug
from legation.sources.desk import Desk
from legation.sources.heads_of_mission import Deed, Head
from legation.sources.reader import declared
from legation.sources.sheet import Line, Sheet
from legation.sources.versions import Versions
from legation.terms.edtf import EdtfError, parse
from legation.terms.messages import say

TABLE: Final = "peru_us_heads_of_mission"
NAME: Final = "factbook-heads-of-mission"
BETWEEN: Final = "_in_"
VACANT: Final = "Ambassador (vacant)"
TITLES: Final[dict[str, tuple[Deed, str]]] = {
    "Ambassador-designate": ("appointed", "ambassador"),
    "Ambassador": ("began", "ambassador"),
    "Chargé d'Affaires": ("began", "charge-daffaires"),
}
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
PARTICLES: Final = frozenset({"DA", "DE", "DEL", "DOS", "LA", "LAS", "LOS", "VON", "Y"})
_DAY_SEEN: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_DAY: Final = re.compile(rf"(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})")


def read(sheets: Mapping[str, Sheet], desk: Desk) -> None:
    """Enter who was at the head of each mission, and since when, as each version of the text says it first."""
    sheet = sheets[TABLE]
    versions = Versions(desk, NAME, READER.csl)
    said: dict[tuple[str, str, Deed], tuple[Head, str]] = {}
    for line in sorted(sheet.lines, key=lambda line: (line["first_seen"], line.number)):
        sender, _, receiver = (desk.actor(part.replace("_", " ")) for part in line["post"].partition(BETWEEN))
        if not _DAY_SEEN.fullmatch(line["first_seen"]):
            desk.remark(sheet, line, "first_seen", "imports.not_read", reason=line["first_seen"] or "—")
            continue
        if sender is None or receiver is None:
            desk.remark(sheet, line, "post", "imports.unknown_name", value=line["post"])
            continue
        if desk.record.about not in (sender, receiver):
            desk.decline(sheet, line, "of_another")
        else:
            desk.read(sheet, line)
            for head, deed, note in _people(sheet, line, desk, (sender, receiver)):
                date = _since(sheet, line, desk) if deed == "began" else ""
                key = (line["post"], head.person, deed)
                if said.get(key) == (head, date):
                    desk.remark(sheet, line, "head_of_mission", "imports.same_as_before", value=head.person)
                    continue
                _enter(line, desk, versions, (head, deed, note, date), key in said)
                said[key] = (head, date)


def _people(sheet: Sheet, line: Line, desk: Desk, between: tuple[str, str]) -> Iterator[tuple[Head, Deed, str]]:
    """Each person whom the text names, with what it says of him or her and a note on it."""
    parts = [part.strip().replace("’", "'") for part in line["head_of_mission"].split(";")]
    for part in parts:
        if part == VACANT:
            continue
        title = next((title for title in TITLES if part.startswith(f"{title} ")), "")
        if not title:
            desk.remark(sheet, line, "head_of_mission", "imports.words_not_read", value=part)
            continue
        deed, office = TITLES[title]
        note = "designate" if deed == "appointed" else "vacant" if VACANT in parts else ""
        yield Head(readable(part.removeprefix(title).strip()), *between, office), deed, note


def readable(name: str) -> str:
    """A name whose surnames the publisher writes in capitals, as it is written elsewhere: ``Hugo DE ZELA Martínez``."""
    return " ".join(_readable(word) for word in name.split())


def _readable(word: str) -> str:
    if not word.isupper() or sum(map(str.isalpha, word)) < 2:
        return word
    if word in PARTICLES:
        return word.lower()
    if word.startswith("MC"):
        return f"Mc{word[2:].capitalize()}"
    return "-".join(part.capitalize() for part in word.split("-"))


def _since(sheet: Sheet, line: Line, desk: Desk) -> str:
    if found := _DAY.fullmatch(line["since"]):
        date = f"{found[3]}-{MONTHS.index(found[2]) + 1:02d}-{int(found[1]):02d}"
        try:
            return parse(date).text
        except EdtfError:
            pass
    desk.remark(sheet, line, "since", "imports.not_a_date", value=line["since"])
    return ""


def _enter(line: Line, desk: Desk, versions: Versions, said: tuple[Head, Deed, str, str], again: bool) -> None:
    head, deed, note, date = said
    day = line["first_seen"]
    act = f"{READER.prefix}-{slug(line['post'])}-{slug(head.person)}-{deed}"
    notes = {"note": say(f"heads.{note}"), "note_es": say(f"heads.{note}", "es")} if note else {}
    desk.claim(**{
        "claim": f"{act}-{day}" if again else act, "act": desk.act(act.removeprefix(f"{READER.prefix}-"), act),
        **head.cells(deed, desk), **notes, "date": date, "source": versions.on(day, line["commit"]),
        "locator": f"Peru, Government, {line['post']}",
    })  # fmt: skip


READER: Final = declared(__name__, read)
