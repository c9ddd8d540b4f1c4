"""The Office of the Historian's articles on recognition and relations: what the United States record says of one country."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from legation.record.acts import slug
from legation.sources.desk import Desk
from legation.sources.reader import declared
from legation.sources.sheet import Line, Sheet
from legation.terms.edtf import Edtf, parse

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

RECOGNITION: Final = re.compile(r"^United States Recognition of (?P<who>.+?), \d{4}\.$")
RELATIONS: Final = re.compile(r"^Establishment of Diplomatic Relations\b")
LEGATION_ABROAD: Final = re.compile(r"^Establishment of the \w+ Legation in the United States\b")
AMERICAN_LEGATION: Final = "American Legation"
EMBASSY: Final = re.compile(r"^Elevation of American Legation to Embassy Status\b")


def read(sheets: Mapping[str, Sheet], desk: Desk) -> None:
    """Enter the acts of the article on the record's own actor."""
    sheet = sheets[TABLE]
    about = desk.record.actors[desk.record.about]
    source = desk.source("us-recognition-relations", READER.csl)
    desk.present(OTHER, kind="state", name="United States of America", name_es="Estados Unidos de América", source=source)
    for line in sheet.lines:
        if line["article"] != about.id or line["section"] == SUMMARY:
            continue
        if line["country"] != about.name.en:
            desk.remark(sheet, line, "country", "imports.not_read", reason=f"{line['country']} ≠ {about.name.en}")
            continue
        _entry(sheet, line, desk, source)


def _entry(sheet: Sheet, line: Line, desk: Desk, source: str) -> None:
    heading, about = line["heading"], desk.record.about
    name = desk.record.actors[about].name
    key = f"{slug(line['section'])}-{line['seq']}"
    date = _date(sheet, line, desk)
    locator = f"{line['country']}, {line['section']}, {int(line['seq']) + 1}"
    if recognised := RECOGNITION.match(heading):
        whom = desk.actor(recognised["who"].removeprefix("the "))
        if whom is None:
            desk.remark(sheet, line, "heading", "imports.not_read", reason=recognised["who"])
            return
        label = desk.record.actors[whom].name
        cells = {
            "act": f"recognition-{whom}-by-{OTHER}", "kind": "state_recognised", "subject": OTHER, "object": whom,
            "title": f"The United States recognises {label.en}", "title_es": f"Estados Unidos reconoce a {label.es}",
        }  # fmt: skip
    elif RELATIONS.match(heading):
        cells = {
            "act": f"relations-{OTHER}", "kind": "relations_established", "subject": about, "object": OTHER,
            "title": "Diplomatic relations with the United States established",
            "title_es": "Establecimiento de relaciones diplomáticas con los Estados Unidos",
        }  # fmt: skip
        if AMERICAN_LEGATION in heading:
            desk.claim(
                claim=f"{READER.prefix}-{key}-legation", act=f"legation-{OTHER}-{about}", kind="mission_opened",
                subject=OTHER, object=about, date=date, source=source, locator=locator,
                title=f"The United States opens its legation in {name.en}",
                title_es=f"Los Estados Unidos abren su legación en el {name.es}",
            )  # fmt: skip
    elif LEGATION_ABROAD.match(heading):
        cells = {
            "act": f"legation-{about}-{OTHER}", "kind": "mission_opened", "subject": about, "object": OTHER,
            "title": f"{name.en} opens its legation in the United States",
            "title_es": f"El {name.es} abre su legación en los Estados Unidos",
        }  # fmt: skip
    elif EMBASSY.match(heading):
        cells = {
            "act": f"embassy-{OTHER}-{about}", "kind": "mission_raised", "subject": OTHER, "object": about,
            "title": f"The United States legation in {name.en} is raised to an embassy",
            "title_es": f"La legación de los Estados Unidos en el {name.es} se eleva a embajada",
        }  # fmt: skip
    else:
        desk.remark(sheet, line, "heading", "imports.not_read", reason=heading)
        return
    desk.claim(**{
        **cells, "claim": f"{READER.prefix}-{key}", "act": desk.act(key, cells["act"]), "date": date, "source": source,
        "locator": locator,
    })  # fmt: skip


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
