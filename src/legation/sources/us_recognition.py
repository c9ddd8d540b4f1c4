"""The Office of the Historian's articles on recognition and relations: the United States record of one country, or of all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from legation.record.acts import slug
from legation.sources.desk import Desk
from legation.sources.heads_of_mission import WITH_ARTICLE
from legation.sources.reader import declared
from legation.sources.sheet import Line, Sheet
from legation.terms.edtf import Edtf, parse
from legation.terms.vocabulary import Text

TABLE: Final = "us_recognition_relations"
OTHER: Final = "united-states"
SUMMARY: Final = "summary"
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_DAY: Final = re.compile(rf"\b({'|'.join(MONTHS)}) (\d{{1,2}}), (\d{{4}})\b")
_MONTH: Final = re.compile(rf"\b({'|'.join(MONTHS)}),? (\d{{4}})\b")
_YEAR: Final = re.compile(r"\b(\d{4})\b")

RECOGNITION: Final = re.compile(
    r"^(?:United States|U\.S\.) Recognition of (?P<who>.+?)(?P<independence>(?:’s)? Independence)?, \d{4}\.$"
)
RELATIONS: Final = re.compile(r"^(?:Ree|E)stablishment of Diplomatic Relations\b|^Diplomatic Relations Established\b")
LEGATION_ABROAD: Final = re.compile(r"^Establishment of the (?!American\b)\w+ Legation in the United States\b")
MISSION: Final = re.compile(r"\b(?:American|U\.S\.) (?P<what>Legation|Embassy) in\b")
MISSION_OPENED: Final = re.compile(r"^Establishment of (?:the )?(?:American|U\.S\.) (?:Legation|Embassy) in\b")
EMBASSY: Final = re.compile(
    r"^Elevation of (?:(?:the )?(?:American|U\.S\.) )?Legation to Embassy Status\b|^Legation Raised to Embassy\b"
)


def read(sheets: Mapping[str, Sheet], desk: Desk) -> None:
    """Enter the acts of the article on the record's own actor, or of every article."""
    sheet = sheets[TABLE]
    source = desk.source("us-recognition-relations", READER.csl)
    if not desk.actor("United States of America"):
        desk.present(OTHER, kind="state", name="United States of America", name_es="Estados Unidos de América", source=source)
    for line in sheet.lines:
        if not desk.wants(line["article"]):
            desk.decline(sheet, line, "of_another")
        elif line["section"] == SUMMARY:
            desk.decline(sheet, line, "repeats")
        elif (about := _about(sheet, line, desk, source)) is not None:
            _entry(sheet, line, (desk, source, about))


def _about(sheet: Sheet, line: Line, desk: Desk, source: str) -> str | None:
    """The country of an article; one that the record does not have is entered where the whole set is read."""
    found = desk.actor(line["article"]) or (desk.actor(line["country"]) if desk.whole else None)
    if found is None:
        return desk.present(
            slug(line["article"]), kind="state", name=line["country"], name_es=line["country"], source=source,
            note="Named as the publisher has it.", note_es="Con el nombre del editor.",
        )  # fmt: skip
    if not desk.whole and line["country"] != desk.name_of(found).en:
        desk.remark(sheet, line, "country", "imports.not_read", reason=f"{line['country']} ≠ {desk.name_of(found).en}")
        return None
    return found


def _entry(sheet: Sheet, line: Line, at: tuple[Desk, str, str]) -> None:
    desk, source, about = at
    heading, other = line["heading"], desk.actor("United States of America") or OTHER
    name, titled = desk.name_of(about), WITH_ARTICLE.get(about, desk.name_of(about))
    key = f"{slug(line['section'])}-{line['seq']}"
    if desk.whole:
        key = f"{slug(line['article'])}-{key}"
    both = f"{about}-{other}" if desk.whole else other
    date = _date(sheet, line, desk)
    locator = f"{line['country']}, {line['section']}, {int(line['seq']) + 1}"
    if recognised := RECOGNITION.match(heading):
        whom = about if recognised["independence"] else desk.actor(recognised["who"].removeprefix("the "))
        if whom is None:
            desk.remark(sheet, line, "heading", "imports.not_read", reason=recognised["who"])
            return
        label = desk.name_of(whom)
        act = f"recognition-{key}" if desk.whole else f"recognition-{whom}-by-{other}"
        cells = {
            "act": act, "kind": "state_recognised", "subject": other, "object": whom,
            "title": f"The United States recognises {label.en}", "title_es": f"Estados Unidos reconoce a {label.es}",
        }  # fmt: skip
    elif RELATIONS.match(heading):
        cells = {
            "act": f"relations-{both}", "kind": "relations_established", "subject": about, "object": other,
            "title": "Diplomatic relations with the United States established",
            "title_es": "Establecimiento de relaciones diplomáticas con los Estados Unidos",
        }  # fmt: skip
        if mission := MISSION.search(heading):
            what = mission["what"].casefold()
            cells_of_mission = _opened(what, titled, about, other)
            desk.claim(**{
                **cells_of_mission, "claim": f"{READER.prefix}-{key}-{what}", "date": date, "source": source, "locator": locator,
            })  # fmt: skip
    elif LEGATION_ABROAD.match(heading):
        cells = {
            "act": f"legation-{about}-{other}", "kind": "mission_opened", "subject": about, "object": other,
            "title": f"{name.en} opens its legation in the United States",
            "title_es": f"{_first_up(titled.es)} abre su legación en los Estados Unidos",
        }  # fmt: skip
    elif MISSION_OPENED.match(heading) and (mission := MISSION.search(heading)):
        cells = _opened(mission["what"].casefold(), titled, about, other)
    elif EMBASSY.match(heading):
        cells = {
            "act": f"embassy-{other}-{about}", "kind": "mission_raised", "subject": other, "object": about,
            "title": f"The United States legation in {name.en} is raised to an embassy",
            "title_es": f"La legación de los Estados Unidos en {titled.es} se eleva a embajada",
        }  # fmt: skip
    else:
        desk.remark(sheet, line, "heading", "imports.not_read", reason=heading or "—")
        return
    desk.read(sheet, line)
    own = f"{cells['act']}-{key}" if desk.whole else cells["act"]
    desk.claim(**{
        **cells, "claim": f"{READER.prefix}-{key}", "act": desk.act(key, own), "date": date, "source": source,
        "locator": locator,
    })  # fmt: skip


def _opened(what: str, titled: Text, about: str, other: str) -> dict[str, str]:
    """What is claimed of the opening of a legation or an embassy."""
    word = {"legation": "legación", "embassy": "embajada"}[what]
    return {
        "act": f"{what}-{other}-{about}" if what == "legation" else f"{what}-opened-{other}-{about}", "kind": "mission_opened",
        "subject": other, "object": about,
        "title": f"The United States opens its {what} in {titled.en}",
        "title_es": f"Los Estados Unidos abren su {word} en {titled.es}",
    }  # fmt: skip


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]


def _date(sheet: Sheet, line: Line, desk: Desk) -> str:
    """The date in the entry's text; the year of its heading where the text has none, and a remark where they disagree."""
    text, years = line["text"], line.listed("heading_dates")
    if day := _DAY.search(text):
        found = f"{day[3]}-{MONTHS.index(day[1]) + 1:02d}-{int(day[2]):02d}"
    elif month := _MONTH.search(text):
        found = f"{month[2]}-{MONTHS.index(month[1]) + 1:02d}"
    elif year := _YEAR.search(text):
        found = year[1]
    else:
        found = years[0] if years else ""
    if found and years and not any(_within(parse(found), parse(year)) for year in years):
        desk.remark(sheet, line, "heading_dates", "imports.years_differ", value=", ".join(years), other=found)
    return found


def _within(inner: Edtf, outer: Edtf) -> bool:
    return (
        isinstance(inner.first, int) and isinstance(outer.first, int) and isinstance(inner.last, int)
        and isinstance(outer.last, int) and outer.first <= inner.first and inner.last <= outer.last
    )  # fmt: skip


READER: Final = declared(__name__, read)
