"""What somebody types in a real browser, while the office fails them: nothing of it is lost, and they are told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chromium import chromium, needed
from tests.ministry.walking import Office, Walk, running

pytestmark = [needed, pytest.mark.long]


@pytest.fixture(scope="module")
def ministry(prepared_office: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("typing") / "here"
    with running(prepared_office, folder) as (here, site, secrets), chromium() as browser:
        yield Office(here, site, browser, secrets)


def test_what_is_wrong_is_said_beside_its_field_and_gone_when_mended(ministry: Office) -> None:
    page = Walk(ministry, "es").begun("instrument_signed", {"0.date": "2024-13"})
    page.wait_for_selector("[data-field='0.date'].is-wrong")
    assert "mes 13" in page.inner_text("[data-field='0.date']")
    for width in (375, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.fill("[name='0.date']", "2024-03-01")
    page.wait_for_selector("[data-field='0.date']:not(.is-wrong)")


def test_what_was_typed_outlives_a_dead_server(ministry: Office) -> None:
    page = Walk(ministry, "es").begun("relations_severed", {"0.date": "1879"}, "clerk")
    page.route("**/save/", lambda route: route.abort())  # as if the office were gone
    page.fill("[name='0.title_es']", "Escrito sin oficina")
    page.wait_for_selector(".saved.is-kept")
    page.unroute("**/save/")
    later = page.context.new_page()  # the page died with it; another opens the draft
    later.goto(page.url)
    later.wait_for_selector(".saved.is-saved")
    later.reload()
    assert later.input_value("[name='0.title_es']") == "Escrito sin oficina"
