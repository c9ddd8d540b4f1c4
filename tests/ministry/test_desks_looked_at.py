"""Every page of the desks and of the people, by day and by night, on a desk and on a telephone: nothing that axe finds serious,
nothing that scrolls sideways, no console error, no outside request.

CI looks at each page once, those of the desks by day on a telephone in Spanish and those of the people by night in English; all
ways where LEGATION_JOURNEYS is set (`make proof`).
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from tests.chromium import chromium, needed
from tests.ministry.walking import PATIENCE, SHOTS, Office, Walk, draft_id, running

serious = pytest.importorskip("tests.looked_at", reason="axe-playwright-python is not installed").serious
pytestmark = [needed, pytest.mark.long]
WAYS = [(language, scheme, width) for language in ("es", "en") for scheme in ("light", "dark") for width in (1280, 375)]
BY_DAY, BY_NIGHT = ("es", "light", 375), ("en", "dark", 1280)
ROWS = [
    ["kind", "date", "subject", "object", "title", "title_es"],
    ["congress_held", "31/02/2021", "peru", "chile", "Talks", "Consultas"],
    ["congress_held", "2021", "peru", "Nowhere", "Talks", "Consultas"],
]
PAGES = {
    "administrator": ("office/people/", "office/person/officer/", "office/person/administrator/", "office/units/"),
    "auditor": ("office/trail/", "office/trail/?person=nobody", "desk/"),
    "officer": (
        "desk/", "desk/new/", "desk/sheet/", "office/people/", "account/", "account/password/", "account/codes/new/", "account/app/remove/",
        "desk/draft/{empty}/", "desk/draft/{wrong}/", "desk/draft/{sheet}/", "desk/draft/{waiting}/", "desk/draft/{sealed}/",
        "desk/claim/{sealed}-1/", "desk/act/{sealed}-1/settle/", "desk/draft/{correction}/", "desk/draft/{withdrawn}/", "desk/draft/{lacking}/",
    ),
    "planner": ("desk/", "desk/sheet/"),
    "reviewer": ("desk/", "desk/draft/{waiting}/", "desk/draft/{lacking}/", "desk/draft/{corrected}/", "desk/new/", "desk/remove/"),
}  # fmt: skip
"""What each account looks at, after the language; in braces the drafts that were made before."""


@pytest.fixture(scope="module")
def ministry(prepared_office: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("looks") / "here"
    with running(prepared_office, folder) as (here, site, secrets), chromium() as browser:
        yield Office(here, site, browser, secrets, looks=False)


@pytest.fixture(scope="module")
def drafts(ministry: Office) -> dict[str, str]:
    """A draft of each sort."""
    walk = Walk(ministry, "es")
    fields = {"0.date": "1879-04-05", "0.object": "Chile", "0.title_es": "Ruptura con Chile", "0.title": "Rupture with Chile"}
    made = {"sealed": walk.filed("relations_severed", fields)}
    page = walk.begun("relations_suspended", fields)
    made["waiting"] = draft_id(page)
    page.click("#submit")
    page.wait_for_selector(".state-submitted")
    page = walk.begun("relations_suspended", {one: text for one, text in fields.items() if one != "0.title"})
    made["lacking"] = draft_id(page)
    page.click("#submit")
    page.wait_for_selector(".state-submitted")
    page = walk.begun("relations_suspended", {"0.title_es": "Desistida"})
    made["withdrawn"] = draft_id(page)
    page.click(".withdraw summary")
    page.click(".withdraw button")
    page.wait_for_url("**/es/desk/")
    made["empty"] = draft_id(walk.begun("congress_held", {"0.note_es": "Nota"}))
    wrong = {"0.date": "31/02/2021", "0.object": "Nowhere", "0.title_es": "=1", "0.source": "none"}
    made["wrong"] = draft_id(walk.begun("instrument_signed", wrong))
    book, target = Workbook(), io.BytesIO()
    for row in ROWS:
        book.active.append(row)
    book.save(target)
    walk.at(page, "desk/sheet/")
    page.set_input_files("#file", {"name": "actos.xlsx", "mimeType": "application/zip", "buffer": target.getvalue()})
    page.click("main form.sheet button[type=submit]")
    page.wait_for_url("**/draft/*/")
    made["sheet"] = draft_id(page)
    walk.at(page, f"desk/claim/{made['sealed']}-1/")
    page.click("button[value=correction]")
    page.wait_for_url("**/draft/*/")
    made["correction"] = draft_id(page)
    walk.at(page, f"desk/claim/{made['sealed']}-1/")
    page.click("button[value=correction]")
    page.wait_for_url("**/draft/*/")
    made["corrected"] = draft_id(page)
    walk.typed(page, {"0.date": "1879-04-06", "reason": "Mal copiado"})
    page.click("#submit")
    page.wait_for_selector(".state-submitted")
    return made


SEEN = [
    (username, *way)
    for username in ("", *PAGES)
    for way in (WAYS if "LEGATION_JOURNEYS" in os.environ else [BY_NIGHT if username in ("administrator", "auditor") else BY_DAY])
]


@pytest.mark.parametrize(("username", "language", "scheme", "width"), SEEN)
def test_every_page_is_fit_to_be_shown(
    ministry: Office, drafts: dict[str, str], username: str, language: str, scheme: str, width: int
) -> None:
    ministry.troubles.clear()
    paths = PAGES[username] if username else ("account/login/",)
    page = looking(ministry, username, scheme, width)
    found = []
    for path in paths:
        page.goto(f"{ministry.site}/{language}/{path.format(**drafts)}")
        if SHOTS:
            name = path.strip("/").replace("/", "-").replace("{", "").replace("}", "").replace("?", "-") or "home"
            page.screenshot(path=f"{SHOTS}/{username or 'anybody'}-{name}-{language}-{scheme}-{width}.png", full_page=True)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append((path, "scrolls sideways"))
        found += [(path, one) for one in serious(page)]
    if username == "officer":
        found += broken_sheet(page, ministry, language)
        found += refused_draft(page, ministry, language, drafts["wrong"])
    page.close()
    assert found == []
    assert [one for one in ministry.troubles if "403" not in one] == []


def looking(ministry: Office, username: str, scheme: str, width: int) -> Any:
    """A page before somebody who is signed in, by day or by night."""
    context = ministry.page(username).context
    page = ministry.watched(context.new_page())
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.set_default_timeout(PATIENCE)
    return page


def refused_draft(page: Any, ministry: Office, language: str, draft: str) -> list[tuple[str, Any]]:
    """The page of a draft that was not sent, as something in it is wrong."""
    page.goto(f"{ministry.site}/{language}/desk/draft/{draft}/")
    page.click("#submit")
    page.wait_for_selector("[data-stopping]")
    ministry.troubles[:] = [one for one in ministry.troubles if "409" not in one]
    return [("refused draft", one) for one in serious(page)]


def broken_sheet(page: Any, ministry: Office, language: str) -> list[tuple[str, Any]]:
    """The page that says what is wrong with a file."""
    page.goto(f"{ministry.site}/{language}/desk/sheet/")
    page.set_input_files("#file", {"name": "actos.csv", "mimeType": "text/csv", "buffer": b"kind,dia,lugar\na,b,c,d\n"})
    page.click("main form.sheet button[type=submit]")
    page.wait_for_selector(".wrong-list")
    ministry.troubles[:] = [one for one in ministry.troubles if "400" not in one]
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/officer-broken-sheet-{language}.png", full_page=True)
    return [("broken sheet", one) for one in serious(page)]
