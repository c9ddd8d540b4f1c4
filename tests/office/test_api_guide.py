"""The examples of the API run against a live server, and stand alike on its page and in the guide."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from legation.office.api.page import examples
from legation.office.api.verbs import VERBS
from tests.office.pages_of import Page
from tests.office.test_serving import portal
from tests.sizes import size

ROOT = Path(__file__).parents[2]
GUIDES = {"en": ROOT / "docs" / "guide" / "api.md", "es": ROOT / "docs" / "guide" / "api.es.md"}
SITE = "http://127.0.0.1:8000"


@pytest.fixture(scope="module")
def site(portal_record: object) -> Iterator[str]:
    """A server of the bundled record, whose build the fixture above has made."""
    with portal(Path("peru")) as address:
        yield address


@pytest.mark.parametrize("one", examples()[:: size(3, 1)], ids=lambda one: str(one["title"]["en"]))
def test_every_example_runs(one: dict[str, str], site: str, tmp_path: Path) -> None:
    script = tmp_path / "example.py"
    script.write_text(one["python"].replace(SITE, site), encoding="utf-8")
    done = subprocess.run([sys.executable, str(script)], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and done.stdout.strip(), done.stderr
    if shutil.which("curl") is None:
        pytest.skip("there is no curl on this machine; the example in Python ran")
    line = one["curl"].replace(SITE, site)
    asked = subprocess.run(["sh", "-c", line], cwd=tmp_path, capture_output=True, text=True, check=False)
    written = [path for path in tmp_path.iterdir() if path != script and path.stat().st_size]
    assert asked.returncode == 0 and (asked.stdout.strip() or written), asked.stderr


@pytest.mark.parametrize("language", ["en", "es"])
def test_guide_and_page_show_the_same_examples(language: str, client: Client) -> None:
    guide = GUIDES[language].read_text(encoding="utf-8")
    page = unescape(client.get(f"/{language}/api/").content.decode())
    for one in examples():
        assert one["title"][language] in guide and one["title"][language] in page
        for text in (one["curl"], one["python"]):
            assert text in guide, text
            assert text in page, text
    for verb in VERBS:
        assert f"/api/v1/{verb.path}" in page
        assert f"`{verb.path}`" in guide, "every question stands in the guide"


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_address_to_try_is_answered(client: Client, language: str) -> None:
    """Those of the page of the API: a comparison says between what, and nobody is led to a plan that the record has not."""
    page = Page(client.get(f"/{language}/api/").content.decode())
    tried = [link for link in page.links if link.startswith("/api/v1/") and "format=html" in link]
    assert len(tried) > len(VERBS) / 2
    for link in tried:
        assert client.get(link).status_code == 200, link
