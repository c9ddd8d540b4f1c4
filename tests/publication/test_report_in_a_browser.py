"""The report in a real browser: no error, nothing asked of others, accessible in both languages, and printed on as many pages.

Skipped, with the reason, where Chromium or Playwright is not there: nothing is downloaded for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from legation.archive.shelf import open_record
from legation.cli.printing import print_pdf
from legation.publication.report.files import write_report
from tests.chromium import CHROMIUM, chromium, needed
from tests.evaluation.small_evaluation import opened
from tests.publication.report_reading import report_of
from tests.sizes import size

serious = pytest.importorskip("tests.looked_at", reason="axe-playwright-python is not installed").serious

RECORDS = size(("small",), ("small", "peru"))
"""The report of Peru has 130 pages: CI looks at it too."""
pytestmark = [pytest.mark.browser, needed]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module", params=RECORDS)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """The folder of a report, and on how many pages its guidelines and objectives each begin anew."""
    folder = tmp_path_factory.mktemp(request.param)
    record = opened(folder / "record")[0] if request.param == "small" else open_record(request.param)
    report = report_of(record, "2021-12-31" if request.param == "small" else None)
    write_report(report, folder / "out")
    objectives = [card for card in report.objectives_of_plan if card.node and card.node.node.kind == "institutional_objective"]
    return folder / "out", len(report.guidelines) + len(objectives)


@pytest.mark.parametrize(("language", "width"), [("es", 1280), ("en", 375)])
def test_a_page(made: tuple[Path, int], browser: Any, language: str, width: int) -> None:
    if "peru" in made[0].parent.name and width < 500:
        pytest.skip("on a phone the smaller reports are looked at")
    context = browser.new_context(viewport={"width": width, "height": 900}, offline=True)
    page = context.new_page()
    troubles: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: troubles.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    address = (made[0] / f"report.{language}.html").resolve().as_uri()
    page.goto(address)
    assert not troubles and asked == [address]
    wide = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide[0] <= wide[1], wide
    assert serious(page) == []
    context.close()


def test_it_prints_each_guideline_on_a_page_of_its_own(made: tuple[Path, int], tmp_path: Path) -> None:
    assert CHROMIUM is not None
    folder, parts = made
    print_pdf(CHROMIUM, folder / "report.es.html", tmp_path / "report.es.pdf")
    with pikepdf.open(tmp_path / "report.es.pdf") as printed:
        assert len(printed.pages) > parts + 2, len(printed.pages)
        assert "/StructTreeRoot" in printed.Root and "/Lang" in printed.Root  # for those who hear the page
