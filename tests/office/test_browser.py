"""A real browser on the real server: no errors, no outside request, accessible, nothing wider than the screen.

Skipped, with the reason, where Chromium or Playwright is not there: nothing is downloaded for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from legation.office.opened import OpenedRecord
from tests.chromium import chromium, needed, serving
from tests.sizes import size

serious = pytest.importorskip("tests.looked_at", reason="axe-playwright-python is not installed").serious

pytestmark = needed


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The address of the real server, started as the command line starts it."""
    code = "from legation.office.serve import run; run('peru', '127.0.0.1', 0)"
    with serving(code) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One Chromium for all tests here."""
    with chromium() as opened:
        yield opened


def paths(served: OpenedRecord) -> list[str]:
    """The pages that people see most, and one act with two claims that differ."""
    known = served.as_known(served.latest)
    disputed = next((act.id for act in known.acts.values() if len(act.claims) > 1 and act.contradictions), next(iter(known.acts)))
    return [
        "?on=1875-01-01", "?on=1790-01-01", "actor/france/?on=1875-01-01", f"act/{disputed}/", "standing/relations:peru:france/?on=1880-01-01",
        "standing/membership:peru:unasur/?on=2021-12-31", "pending/?on=2021-12-31", "guideline/other-initiatives/?objective=sea", "kind/relations/?sources=documents", "docket/?sources=documents", "method/", "?on=1875-13",
        "guidelines/", "guideline/national-defence/", "indicator/security-council-terms/", "duties/", "norm/binational-cabinet-ecuador/",
        "field/boundaries/", "expected/", "treaties/?actor=chile", "treaty/peru-chile-treaty-1929/?denounce=1930",
    ]  # fmt: skip


VIEWS = size([("en", 375, "dark", 1, 3)], [("es", 1280, "light", 0, 2), ("en", 375, "dark", 1, 2)])
"""The views in which pages are looked at, as unlike as can be, the first page and one page of how many: in CI every page in one of them."""


@pytest.mark.parametrize(("language", "width", "scheme", "first", "one_of"), VIEWS)
def test_pages(
    site: str, browser: Any, portal_record: OpenedRecord, language: str, width: int, scheme: str, first: int, one_of: int
) -> None:
    """Each page: loads cleanly, asks no one else, fits the screen, and axe finds nothing serious."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    troubles: list[str] = []
    outside: list[str] = []
    page.on("console", lambda message: troubles.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on(
        "request", lambda request: outside.append(request.url) if urlsplit(request.url).netloc != urlsplit(site).netloc else None
    )
    for path in paths(portal_record)[first::one_of]:
        page.goto(f"{site}/{language}/{path}")
        if page.locator("[data-chart]").count():
            page.wait_for_selector(".line-chart canvas")
        if "1875-13" in path:
            troubles[:] = [one for one in troubles if "400 (Bad Request)" not in one]
        assert not troubles, (path, troubles)
        assert not [url for url in outside if not url.startswith("data:")], (path, outside)
        wide = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert wide[0] <= wide[1], (path, wide)
        assert not (found := serious(page)), (path, found)
    context.close()


def test_the_line_is_drawn_and_a_year_can_be_chosen(site: str, browser: Any) -> None:
    """Vega draws on a canvas under the strict policy; a click asks about the end of that year."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{site}/es/?on=1875-01-01")
    canvas = page.wait_for_selector(".line-chart canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.5)
    page.wait_for_url(re.compile(r"on=1\d{3}-12-31"))
    assert re.search(r"on=19[12]\d-12-31", page.url)
    context.close()


def test_the_slider_moves_the_date(site: str, browser: Any) -> None:
    """Moving the slider writes the year into the date and asks."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{site}/en/?on=1875-06-02")
    page.focus("#year")
    page.keyboard.press("ArrowRight")
    page.wait_for_url(re.compile("on=1876-06-02"))
    assert page.input_value("#on") == "1876-06-02"
    assert page.locator(".years-step").inner_text().split() == ["‹", "1876", "›"]
    page.click("a.step[data-step='1']")
    page.wait_for_url(re.compile("on=1877-06-02"))
    page.click("a.step[data-step='-1']")
    page.wait_for_url(re.compile("on=1876-06-02"))
    assert page.locator(".years-step").inner_text().split() == ["‹", "1876", "›"]
    context.close()


def test_without_scripts_everything_can_be_asked(site: str, browser: Any) -> None:
    """Reading, asking, the slider and the drawn line need no script."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/en/?on=1875-06-02")
    assert page.locator(".line-still rect").count() > 100
    page.locator("#on").fill("1880")
    page.locator(".ask-button").click()
    page.wait_for_url(re.compile("on=1880"))
    page.focus("#year")
    page.keyboard.press("ArrowRight")
    page.locator(".years-button").click()
    page.wait_for_url(re.compile("on=1881-01-01"))
    context.close()


def test_the_skip_link_comes_first(site: str, browser: Any) -> None:
    """The first stop of the keyboard goes to the content."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{site}/es/docket/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    context.close()


def test_the_actor_with_most_is_short_on_a_telephone_and_whole_on_paper(site: str, browser: Any) -> None:
    """What is much is folded, its count and first items shown; nothing needs a script, and paper has it all."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/es/actor/peru/")
    folded = page.evaluate("document.documentElement.scrollHeight")
    assert folded < 12_000 and page.evaluate("document.documentElement.scrollWidth") <= 390
    relations = page.locator("details#relations")
    assert re.search(r"al menos \d+", relations.locator("summary").first.inner_text()) and "Bolivia" in relations.inner_text()
    assert not relations.locator("ul.names a").first.is_visible()
    relations.locator("summary").first.click()
    assert relations.locator("ul.names a").first.is_visible()
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollHeight") > 1.5 * folded
    context.close()


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("scripts", [True, False])
def test_the_head_leaves_two_thirds_of_a_telephone_to_the_page(site: str, browser: Any, language: str, scripts: bool) -> None:
    """With its time bar, its menu and its box on it, and nothing wider than the screen."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=scripts)
    page = context.new_page()
    for path in ("", "guideline/other-initiatives/", "search/"):
        page.goto(f"{site}/{language}/{path}")
        assert page.locator("main").bounding_box()["y"] <= 844 / 3, path
        for part in ("#find", "nav.nav", "#year", ".years-step", ".asking summary"):
            box = page.locator(part).first.bounding_box()
            assert box["x"] >= 0 and box["x"] + box["width"] <= 390 and box["height"] >= 20, (path, part)
    if not scripts:
        assert page.locator(".years-button").is_visible()
    context.close()
