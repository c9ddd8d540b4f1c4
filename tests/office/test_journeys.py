"""Twelve journeys through the portal, in both languages, in a real browser: what a reader came for, by what is on the screen.

By default two of them; in CI all, each in one language in turn; all in both where LEGATION_JOURNEYS
is set (`make proof`). No console error, no outside request on any of them.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from legation.office.opened import OpenedRecord, serve_record
from tests.chromium import chromium, needed
from tests.office.in_process import listening

serious = pytest.importorskip("tests.looked_at", reason="axe-playwright-python is not installed").serious

IN_CI = "LEGATION_LONG" in os.environ
pytestmark = needed
LANGUAGES = ("es", "en")


class Walk:
    """A reader at a page: follows links by their words or by where they lead, and keeps what went wrong."""

    def __init__(self, page: Any, site: str, language: str) -> None:
        self.page, self.site, self.language = page, site, language
        self.troubles: list[str] = []
        page.on("console", lambda said: self.troubles.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("request", lambda asked: self._outside(asked.url))

    def _outside(self, url: str) -> None:
        if urlsplit(url).scheme in ("http", "https") and urlsplit(url).netloc != urlsplit(self.site).netloc:
            self.troubles.append(f"outside: {url}")

    def open(self, path: str) -> None:
        self.page.goto(f"{self.site}/{self.language}/{path}")

    def follow(self, selector: str) -> None:
        """Click the first link that the selector finds, and wait for the page it leads to."""
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()

    def fetched(self, address: str) -> str:
        answer = self.page.request.get(f"{self.site}{address}")
        assert answer.status == 200, address
        return str(answer.text())

    @property
    def text(self) -> str:
        return str(self.page.inner_text("main"))


def relations_of_1875_to_their_source(walk: Walk) -> None:
    """From the home page to the line of the source behind the number of States with relations in 1875."""
    walk.open("")
    walk.follow(".starts a >> nth=0")
    assert "on=1875-01-01" in walk.page.url
    number = walk.page.inner_text("details#relations > summary .count")
    listed = walk.page.locator("details#relations .group.is-stands li").count()
    assert str(listed) in number
    walk.follow('details#relations a[href*="relations:peru:france"], details#relations a[href*="relations%3Aperu%3Afrance"]')
    walk.follow(".proofs a")
    claim = walk.page.url.split("#")[1]
    assert walk.page.locator(f'tr[id="{claim}"]').is_visible()


def guideline_to_the_act(walk: Walk) -> None:
    """From a guideline to an act that decides what is found of it, and its source."""
    walk.open("guidelines/")
    walk.follow(f'main a[href^="/{walk.language}/guideline/"]')
    walk.follow(f'main a[href^="/{walk.language}/act/"]')
    assert walk.page.locator(".claim .claim-source a").count() >= 1


def two_dates_compared(walk: Walk) -> None:
    """Compare 2001 with 2021, and take the table."""
    walk.open("?on=2021-12-31")
    walk.follow('nav.nav a[href*="/map/"]')
    walk.follow('nav.sections a[href*="/compare/"]')
    walk.page.fill("#compare-from", "2001-01-01")
    with walk.page.expect_navigation():
        walk.page.locator(".choice button").first.click()
    assert "from=2001-01-01" in walk.page.url and "on=2021-12-31" in walk.page.url
    gained = walk.page.locator(".compared-head.is-gained").count()
    assert gained >= 1
    table = walk.fetched(walk.page.locator('.report a[href*="differences.csv"]').get_attribute("href"))
    assert len(table.splitlines()) - 1 == walk.page.locator("main .differences > li").count()


def unasur_and_the_disagreement(walk: Walk) -> None:
    """Find UNASUR by searching, and see what the sources say against each other."""
    walk.open("")
    walk.page.fill("#find", "UNASUR")
    with walk.page.expect_navigation():
        walk.page.press("#find", "Enter")
    walk.follow(f'main a[href^="/{walk.language}/actor/unasur/"]')
    walk.page.locator('a[href="#differ"]').click()
    walk.follow('section[aria-labelledby="differ"] th a')
    assert walk.page.locator(".dispute .versus li").count() >= 2


def the_table_behind_a_chart(walk: Walk) -> None:
    """Download what the map shows, and find the same through the interface for machines."""
    walk.open("map/?on=1875-01-01")
    href = walk.page.locator('.take a[href*="points.csv"]').get_attribute("href")
    rows = {row["actor"] for row in csv.DictReader(io.StringIO(walk.fetched(href))) if row["answer"] == "stands"}
    found = json.loads(walk.fetched(f"/api/v1/asof?on=1875-01-01&kind=relations&limit=1000&lang={walk.language}"))
    parties = {
        row["object"] if row["subject"] == "peru" else row["subject"]
        for row in found["rows"]
        if row["answer"] in ("yes", "presumed")
    }
    assert rows and rows <= parties


def by_keyboard(walk: Walk) -> None:
    """Skip to the content, move the slider a year and ten, step back, and open an answer, without a mouse."""
    walk.open("?on=1875-06-02")
    walk.page.keyboard.press("Tab")
    walk.page.keyboard.press("Enter")
    assert walk.page.evaluate("document.activeElement.id") == "content"
    walk.page.focus("#year")
    walk.page.keyboard.press("ArrowRight")
    walk.page.wait_for_url(re.compile("on=1876-06-02"))
    walk.page.keyboard.press("PageUp")
    walk.page.wait_for_url(re.compile("on=1886-06-02"))
    walk.page.locator("h1", has_text="1886").wait_for()
    assert walk.page.evaluate("document.activeElement.id") == "year"
    walk.page.focus('a.step[data-step="-1"]')
    walk.page.keyboard.press("Enter")
    walk.page.wait_for_url(re.compile("on=1885-06-02"))
    walk.page.focus(f'main a[href^="/{walk.language}/standing/"]')
    with walk.page.expect_navigation():
        walk.page.keyboard.press("Enter")
    assert "/standing/" in walk.page.url and "on=1885-06-02" in walk.page.url


def play_through_time(walk: Walk) -> None:
    """Play: the years go by, the whole state stands in the address, pause stops it, and back goes back."""
    walk.open("kind/relations/?on=1879-01-01")
    walk.page.wait_for_selector(".line-chart canvas")
    walk.page.locator(".play").click()
    walk.page.wait_for_url(re.compile("on=1882-01-01"))
    walk.page.locator(".play").click()
    stopped = walk.page.inner_text(".years-now")
    walk.page.wait_for_timeout(1200)
    assert walk.page.inner_text(".years-now") == stopped
    assert walk.page.locator(".line-chart canvas").count() == 1
    walk.page.go_back()
    walk.page.locator(".years-now", has_text="1879").wait_for()


def as_known_then(walk: Walk) -> None:
    """What stood as known on an earlier day, and what a later source changes."""
    walk.open("")
    walk.follow(".starts a >> nth=1")
    assert "known=" in walk.page.url
    with walk.page.expect_navigation():
        walk.page.locator('section[aria-labelledby="later-title"] .differences a').first.click()
    assert "known=" not in walk.page.url


def a_pinned_page(walk: Walk) -> None:
    """Pin a page: the address names edition and both dates, and gives the same bytes twice."""
    walk.open("actor/chile/?on=1929-06-03")
    walk.follow('.resolved a[rel="bookmark"]')
    address = walk.page.url.removeprefix(walk.site)
    assert all(f"{name}=" in address for name in ("edition", "on", "known"))
    assert walk.fetched(address) == walk.fetched(address)
    assert walk.page.locator(".resolved .tag").is_visible()


def a_treaty_and_its_parties(walk: Walk) -> None:
    """Find a treaty by its party, and see the standing of each participant."""
    walk.open("treaties/?on=1999-12-31")
    walk.page.fill("main #actor", "Chile")
    with walk.page.expect_navigation():
        walk.page.locator("main .ask-button").click()
    walk.follow(f'main a[href^="/{walk.language}/treaty/"]')
    assert "on=1999-12-31" in walk.page.url
    assert walk.page.locator("main table").count() >= 1


def the_map_by_region(walk: Walk) -> None:
    """From the map of the Americas to an actor and the network around it; the picture can be taken."""
    walk.open("map/?on=2010-06-01")
    walk.page.wait_for_selector(".big-chart canvas")
    walk.follow('.pills a[href*="show=partnerships"]')
    walk.follow('.pills a[href*="view=americas"]')
    walk.page.wait_for_selector(".big-chart canvas")
    with walk.page.expect_download() as taken:
        walk.page.locator('[data-take="svg"]').click()
    assert "<svg" in Path(taken.value.path()).read_text(encoding="utf-8")[:200]
    walk.follow(".beside-table th a")
    walk.page.wait_for_selector(".big-chart canvas")
    assert walk.page.locator("#around-title").is_visible()


def lost_and_found(walk: Walk) -> None:
    """A wrong address and a wrong id are answered with a way on; an error can be reported with what to quote."""
    walk.open("actor/chille/")
    walk.follow(f'main a[href^="/{walk.language}/actor/chile/"]')
    walk.follow(f'main a[href^="/{walk.language}/act/"]')
    walk.follow(".report a")
    assert walk.page.locator("main code").count() >= 3
    walk.open("no/such/page")
    walk.follow("main ul a")
    walk.troubles[:] = [one for one in walk.troubles if "404 (Not Found)" not in one]


JOURNEYS: list[Callable[[Walk], None]] = [
    relations_of_1875_to_their_source, guideline_to_the_act, two_dates_compared, unasur_and_the_disagreement,
    the_table_behind_a_chart, by_keyboard, play_through_time, as_known_then, a_pinned_page, a_treaty_and_its_parties,
    the_map_by_region, lost_and_found,
]  # fmt: skip
BY_DEFAULT = [(by_keyboard, "es")]
IN_TURN = [(journey, LANGUAGES[place % 2]) for place, journey in enumerate(JOURNEYS)]
EVERY = [(journey, language) for journey in JOURNEYS for language in LANGUAGES]
WALKED = EVERY if "LEGATION_JOURNEYS" in os.environ else IN_TURN if IN_CI else BY_DEFAULT


@pytest.fixture(scope="module")
def site(portal_record: OpenedRecord) -> Iterator[str]:
    """The portal, on the record that the tests have open."""
    serve_record(portal_record)
    with listening() as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One Chromium for all journeys."""
    with chromium() as opened:
        yield opened


@pytest.mark.parametrize(("journey", "language"), WALKED, ids=[f"{one.__name__}-{language}" for one, language in WALKED])
def test_journey(site: str, browser: Any, journey: Callable[[Walk], None], language: str) -> None:
    """The reader arrives, and nothing went wrong on the way."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    context.set_default_timeout(20_000)
    walk = Walk(context.new_page(), site, language)
    journey(walk)
    assert not walk.troubles, walk.troubles
    context.close()


NEW = (
    "map/?on=1990",
    "network/",
    "compare/",
    "compare/?one=chile&other=ecuador",
    "institution/",
    "data/",
    "basis/",
    "embed/map/",
    "api/",
    "suppositions/?under=no-maritime-judgment",
    "actor/unasur/?under=unasur-not-denounced",
    "search/?q=unasur",
    "sources/?under=unasur-not-denounced",
    "rights/",
    "embed/network/",
    "embed/line/relations/",
)
VIEWS = (("es", 1280, "light"), ("en", 375, "dark"), ("es", 375, "dark"), ("en", 1280, "light"))
SEEN = [(path, *VIEWS[place % 2 * 2 + other]) for place, path in enumerate(NEW) for other in (0, 1)]
"""Two views of each page, in turn: a phone and a desk, both languages, light and dark."""
LOOKED_AT = (
    SEEN if IN_CI else [("map/?on=1990", "en", 375, "dark"), ("suppositions/?under=no-maritime-judgment", "es", 1280, "light")]
)


@pytest.mark.parametrize(("path", "language", "width", "scheme"), LOOKED_AT)
def test_new_pages_in_the_browser(site: str, browser: Any, path: str, language: str, width: int, scheme: str) -> None:
    """Drawn, nothing wider than the screen, nothing serious found by axe, no error, no one else asked."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    walk = Walk(context.new_page(), site, language)
    walk.open(path)
    if walk.page.locator("[data-chart]").count():
        walk.page.wait_for_selector("[data-chart] canvas")
    wide = walk.page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide[0] <= wide[1], wide
    assert not serious(walk.page)
    assert not walk.troubles, walk.troubles
    context.close()
